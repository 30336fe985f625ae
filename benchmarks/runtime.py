"""Measures what plugins cost an application at run time, side by side with other loaders.

Starts: whole processes that import a loader, list the names of a namespace, load one plugin, or load all. Each runs in
an environment of its own, with so many distributions, a quarter of them with entry points. The contenders take turns in
random order, so that a noisy machine disturbs them all alike; figures are medians. Those that keep a cache are measured
with a cold one and a warm one.

In memory: what loading costs for each of 10,000 plugins that do nothing, without any import.
"""

import argparse
import gc
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "benchmarks"
PEERS = ("importlib_metadata", "pluggy", "plux", "stevedore")

PLUGINS = {
    "plain": "class {cls}:\n    def load(self):\n        return None\n",
    "ours": "from plugin import Plugin\n\n\nclass {cls}(Plugin):\n    namespace, name = 'bench.ours', '{name}'\n",
    "plux": "from plux import Plugin\n\n\nclass {cls}(Plugin):\n    namespace = 'bench.plux'\n    name = '{name}'\n",
    "pluggy": "import pluggy\n\n\n@pluggy.HookimplMarker('bench')\ndef bench_run():\n    return None\n",
}
"""Kind -> the module of a plugin; each kind has a group of its own."""

CACHED = ("plux", "stevedore")
CONTENDERS = {
    "bare": {"start": "result = 1"},
    "modules": {  # what the plugins themselves take
        "one": "from importlib import import_module\nresult = getattr(import_module(MODULES[0][0]), MODULES[0][1])()",
        "all": "from importlib import import_module\n"
        "result = 0\nfor module, name in MODULES:\n    getattr(import_module(module), name)().load()\n    result += 1",
    },
    "plugin": {
        "import": "import plugin\nresult = 1",
        "list": "from plugin import PluginManager\nresult = len(PluginManager('bench.ours').list_names())",
        "one": "from plugin import PluginManager\nresult = PluginManager('bench.ours').load(NAME)",
        "all": "from plugin import PluginManager\nresult = len(PluginManager('bench.ours').load_all())",
    },
    "importlib.metadata": {
        "import": "import importlib.metadata\nresult = 1",
        "list": "from importlib.metadata import entry_points\n"
        "result = len([entry.name for entry in entry_points(group='bench.plain')])",
        "one": "from importlib.metadata import entry_points\n"
        "[entry] = entry_points(group='bench.plain', name=NAME)\nresult = entry.load()()",
        "all": "from importlib.metadata import entry_points\n"
        "result = len([entry.load()().load() for entry in entry_points(group='bench.plain')])",
    },
    "importlib_metadata": {
        "import": "import importlib_metadata\nresult = 1",
        "list": "from importlib_metadata import entry_points\n"
        "result = len([entry.name for entry in entry_points(group='bench.plain')])",
        "one": "from importlib_metadata import entry_points\n"
        "[entry] = entry_points(group='bench.plain', name=NAME)\nresult = entry.load()()",
        "all": "from importlib_metadata import entry_points\n"
        "result = len([entry.load()().load() for entry in entry_points(group='bench.plain')])",
    },
    "stevedore": {
        "import": "import stevedore\nresult = 1",
        "list": "from stevedore import NamedExtensionManager\n"
        "result = len(NamedExtensionManager('bench.plain', []).entry_points_names())",
        "one": "from stevedore import DriverManager\n"
        "result = DriverManager('bench.plain', NAME, invoke_on_load=True).driver",
        "all": "from stevedore import ExtensionManager\n"
        "result = len(ExtensionManager('bench.plain', invoke_on_load=True).map(lambda each: each.obj.load() or 1))",
    },
    "plux": {
        "import": "import plux\nresult = 1",
        "list": "from plux import PluginManager\nresult = len(PluginManager('bench.plux').list_names())",
        "one": "from plux import PluginManager\nresult = PluginManager('bench.plux').load(NAME)",
        "all": "from plux import PluginManager\nresult = len(PluginManager('bench.plux').load_all())",
    },
    "pluggy": {
        "import": "import pluggy\nresult = 1",
        "one": "import pluggy\nmanager = pluggy.PluginManager('bench')\n"
        "result = manager.load_setuptools_entrypoints('bench.pluggy', NAME)",
        "all": "import pluggy\nresult = pluggy.PluginManager('bench').load_setuptools_entrypoints('bench.pluggy')",
    },
}
"""Contender -> what it does -> the code; ``result`` is how many plugins there are."""

SCRIPT = """\
import time
started = time.perf_counter()
NAME = {name!r}
MODULES = {modules!r}
{code}
taken = time.perf_counter() - started
assert result == {expected} if {counts} else result, result
import os
os.write(1, str(taken * 1000).encode())
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="processes of each kind")
    parser.add_argument("--distributions", type=int, nargs="+", default=[10, 100, 1000, 5000])
    parser.add_argument("--plugins", type=int, nargs="+", default=[10, 200])
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), help="contenders")
    parser.add_argument("--json", type=Path, default=WORK / f"runtime-{platform.python_version()}.json")
    options = parser.parse_args()

    WORK.mkdir(parents=True, exist_ok=True)
    report = {"python": platform.python_version(), "runs": options.runs, "starts": [], "memory": memory()}
    print(f"{platform.python_implementation()} {platform.python_version()}, median of {options.runs} processes")
    for name, ratio in report["memory"].items():
        print(f"in memory: {name:<40} {ratio:6.2f}")
    for plugins in options.plugins:
        for distributions in options.distributions:
            environment = Environment(distributions, plugins)
            rows = starts(environment, options.only, options.runs)
            report["starts"].append({"distributions": distributions, "plugins": plugins, "milliseconds": rows})
            show(distributions, plugins, rows)
    options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


class Environment:
    """A virtual environment with the contenders, and so many distributions and plugins."""

    def __init__(self, distributions: int, plugins: int) -> None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        self.folder = WORK / f"{version}-{distributions}-{plugins}"
        shutil.rmtree(self.folder, ignore_errors=True)
        venv.create(self.folder, with_pip=False, symlinks=os.name != "nt")
        self.python = str(self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        self.site = next(self.folder.glob("[Ll]ib/**/site-packages"))
        shutil.copytree(peers(version), self.site, dirs_exist_ok=True)
        shutil.copytree(ROOT / "src" / "plugin", self.site / "plugin", ignore=shutil.ignore_patterns("__pycache__"))
        self.names = [f"plugin{number}" for number in range(plugins)]
        self.modules: dict[str, list[tuple[str, str]]] = {kind: [] for kind in PLUGINS}
        carriers = list(range(0, distributions, 8)) or [0]
        for number in range(distributions):
            mine = self.names[carriers.index(number) :: len(carriers)] if number in carriers else []
            self.install(number, mine, has_entry_points=number % 4 == 0)
        command = [self.python, "-m", "compileall", "-q", self.site]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})

    def install(self, number: int, names: list[str], *, has_entry_points: bool) -> None:
        package = f"bench_{number:05}"
        info = self.site / f"{package}-1.{number % 10}.dist-info"
        info.mkdir()
        (self.site / package).mkdir()
        (self.site / package / "__init__.py").touch()
        info.joinpath("METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: 1.{number % 10}\n"
            + "".join(f"Requires-Dist: other-{each} (>=1.{each})\n" for each in range(6))
            + "\n"
            + "A description, as real distributions have one.\n" * 40
        )
        info.joinpath("RECORD").write_text("".join(f"{package}/module_{each}.py,,\n" for each in range(20)))
        lines = ["[console_scripts]", f"bench-{number} = {package}.cli:main", f"bench-{number}-x = {package}.cli:x"]
        for kind, source in PLUGINS.items():
            if names:
                lines += ["", f"[bench.{kind}]"]
            for name in names:
                module = f"{name}_{kind}"
                (self.site / package / f"{module}.py").write_text(source.format(cls="P", name=name))
                lines.append(f"{name} = {package}.{module}" + ("" if kind == "pluggy" else ":P"))
                self.modules[kind].append((f"{package}.{module}", "P"))
        if has_entry_points:
            info.joinpath("entry_points.txt").write_text("\n".join(lines) + "\n")


def peers(version: str) -> Path:
    """Install the other loaders into a folder, once."""
    folder = WORK / f"peers-{version}"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, *PEERS], check=True)
    return folder


def starts(environment: Environment, only: list[str], runs: int) -> dict[str, dict[str, float]]:
    """:return: what was done -> the medians of the time of the whole process, and inside of it, in milliseconds"""
    cases = []
    app = environment.folder / "app"
    app.mkdir()
    kinds = {"plugin": "ours", "modules": "ours", "plux": "plux", "pluggy": "pluggy"}
    for contender in only:
        for operation, code in CONTENDERS[contender].items():
            modules = environment.modules[kinds.get(contender, "plain")]
            text = SCRIPT.format(
                name=environment.names[0],
                modules=modules if contender == "modules" else [],
                code=code,
                expected=len(environment.names),
                counts=operation in ("list", "all"),
            )
            script = app / f"{contender.replace('.', '_dot_')}_{operation}.py"
            script.write_text(text)
            caches = ("cold", "warm") if contender in CACHED and operation != "import" else ("",)
            cases += [(f"{contender} {operation} {cache}".strip(), script, cache) for cache in caches]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name, *_ in cases}
    for turn in range(runs + 1):  # the first turn warms the caches up, and does not count
        for name, script, cache in random.sample(cases, len(cases)):
            folder = environment.folder / "cache" / name.replace(" ", "-")
            if cache == "cold":
                shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            env = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
            started = time.perf_counter()
            done = subprocess.run(
                [environment.python, str(script)], stdout=subprocess.PIPE, check=True, env=env, cwd=app
            )
            whole = (time.perf_counter() - started) * 1000
            if turn:
                taken[name].append((whole, float(done.stdout)))
    return {
        name: {
            "whole": statistics.median(whole for whole, _ in times),
            "inside": statistics.median(inside for _, inside in times),
            "fastest": min(whole for whole, _ in times),
        }
        for name, times in taken.items()
    }


def show(distributions: int, plugins: int, rows: dict[str, dict[str, float]]) -> None:
    print(f"\n{distributions} distributions, {plugins} plugins: whole process in ms, x bare, inside the process in ms")
    bare = rows["bare start"]["whole"] if "bare start" in rows else float("nan")
    for name, row in rows.items():
        print(f"{name:<28} {row['whole']:8.1f} {row['whole'] / bare:6.2f} {row['inside']:8.2f}", flush=True)


def memory(count: int = 10_000) -> dict[str, float]:
    """:return: how many times as long things take as a loop without any manager, or a look-up without any"""
    sys.path.insert(0, str(ROOT / "src"))
    from plugin import Plugin, PluginManager, PluginSpec  # noqa: PLC0415  # whatever is installed
    from plugin.testing import GivenPlugins  # noqa: PLC0415

    class Trivial(Plugin):
        def load(self) -> None:
            return None

    finder = GivenPlugins(*(PluginSpec("bench", f"p{number}", Trivial) for number in range(count)))
    loaded = PluginManager("bench", finder=finder)
    loaded.load_all()
    look_up = LookUp({"p1": loaded.get_container("p1")})
    median = take_turns(
        {
            "loop": lambda: bare_loop([Trivial] * count),
            "load_all": lambda: PluginManager("bench", finder=finder).load_all(),
            "load_all again": loaded.load_all,
            "look-up": lambda: repeat(look_up.load),
            "load": lambda: repeat(loaded.load),
        }
    )
    return {
        f"load_all of {count} plugins, x bare loop": median["load_all"] / median["loop"],
        "load_all again, x bare loop": median["load_all again"] / median["loop"],
        "load of a loaded plugin, x look-up": median["load"] / median["look-up"],
    }


class LookUp:
    """The least that a manager has to do for a plugin that is loaded."""

    def __init__(self, index: dict[str, Any]) -> None:
        self.index = index

    def load(self, name: str) -> object:
        container = self.index[name]
        return container.plugin if container.is_loaded else None


def bare_loop(factories: list[Any]) -> list[Any]:
    made = []
    for factory in factories:
        plugin = factory()
        plugin.load()
        made.append(plugin)
    return made


def repeat(load: Callable[[str], object], times: int = 100_000) -> None:
    for _ in range(times):
        load("p1")


def take_turns(functions: dict[str, Callable[[], object]], runs: int = 15) -> dict[str, float]:
    """:return: the median of the time of each, in seconds"""
    taken: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(runs):
        for name, function in functions.items():
            gc.collect()
            started = time.perf_counter()
            result = function()
            taken[name].append(time.perf_counter() - started)
            del result
    return {name: statistics.median(times) for name, times in taken.items()}


if __name__ == "__main__":
    main()
