"""Measures what plugins cost an application at run time, side by side with other loaders.

Starts: whole processes that import a loader, list the names of a namespace, load one plugin, or load all. Each runs in
an environment of its own, with so many distributions, a quarter of them with entry points. The contenders take turns in
random order, so that a noisy machine disturbs them all alike, and what is measured is the time of the processor, which
is what they take where nothing else runs. Figures are medians; a ratio is the median of the ratios of each round. Those
that keep a cache are measured with a cold one and a warm one.

In memory: what loading costs for each of 10,000 plugins that do nothing, without any import.

At the end stand the limits, a table of what it takes to load one plugin, and the modules that are imported for it. The
exit status is 1 if a limit is not kept. Everything takes about ten minutes for one Python.
"""

import argparse
import datetime as dt
import gc
import json
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
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

BY_HAND = """\
import os
import sys
from importlib import import_module
found = []
for path in sys.path:
    try:
        with os.scandir(path) as children:
            folders = [child.name for child in children if child.name.endswith(".dist-info")]
        place = os.open(path, os.O_RDONLY)
    except OSError:
        continue
    for folder in folders:
        try:
            file = os.open(folder + "/entry_points.txt", os.O_RDONLY, dir_fd=place)
        except OSError:
            continue
        text = os.read(file, 1 << 16)
        os.close(file)
        if b"[bench.ours]" in text:
            lines = text.decode().partition("[bench.ours]\\n")[2].partition("\\n\\n")[0].splitlines()
            found += [line.split(" = ") for line in lines]
    os.close(place)
found = dict(found)
def load(name):
    module, _, attribute = found[name].partition(":")
    return getattr(import_module(module), attribute)()
"""
"""The least that anybody has to do who looks at what is installed: no rules, no faults, no manager."""

CACHED = ("plux", "stevedore")
CONTENDERS = {
    "bare": {"start": "result = 1"},
    "modules": {  # what the plugins themselves take
        "one": "from importlib import import_module\nresult = getattr(import_module(MODULES[0][0]), MODULES[0][1])()",
        "all": "from importlib import import_module\n"
        "result = 0\nfor module, name in MODULES:\n    getattr(import_module(module), name)().load()\n    result += 1",
    },
    "hand": {
        "list": BY_HAND + "result = len(list(found))",
        "one": BY_HAND + "result = load(NAME)",
        "all": BY_HAND + "result = len([load(name).load() or 1 for name in found])",
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
started = time.process_time()
NAME = {name!r}
MODULES = {modules!r}
{code}
taken = time.process_time() - started
assert result == {expected} if {counts} else result, result
import os
os.write(1, str(taken * 1000).encode())
"""


IMPORTED = """\
import sys
before = set(sys.modules)
{code}
print(*sorted(set(sys.modules) - before))
"""


@dataclass(frozen=True)
class Limit:
    """What has to hold, with the quartiles of what was measured; without a limit, what it is good to know beside it."""

    what: str
    measured: float
    spread: tuple[float, float]
    limit: float | None
    is_minimum: bool = False

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.measured >= self.limit if self.is_minimum else self.measured <= self.limit

    def __str__(self) -> str:
        low, high = self.spread
        figures = f"{self.what:<66} {self.measured:6.2f} ({low:.2f} to {high:.2f})"
        if self.limit is None:
            return f"{figures} not judged"
        sign = ">=" if self.is_minimum else "<="
        mark = "" if self.holds else "  NOT KEPT"
        return f"{figures} {sign} {self.limit:g}{mark}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="processes of each kind")
    parser.add_argument("--distributions", type=int, nargs="+", default=[10, 100, 1000, 5000])
    parser.add_argument("--plugins", type=int, nargs="+", default=[10, 200])
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), help="contenders")
    parser.add_argument("--json", type=Path, default=WORK / f"runtime-{platform.python_version()}.json")
    options = parser.parse_args()

    WORK.mkdir(parents=True, exist_ok=True)
    print(f"{machine()}, medians of {options.runs} processes")
    limits = list(memory())
    cells = []
    for plugins in options.plugins:
        for distributions in options.distributions:
            environment = Environment(distributions, plugins)
            cell = Cell(distributions, plugins, starts(environment, options.only, options.runs))
            cell.show()
            limits += cell.limits()
            cells.append(cell)
    print()
    for limit in limits:
        print(limit)
    print(f"\nTo load one of {options.plugins[0]} plugins, in milliseconds (of these, inside the process):\n")
    for row in table([cell for cell in cells if cell.plugins == options.plugins[0]]):
        print(row)
    for operation in ("list", "one"):
        print(f"\nmodules imported for {operation!r}: {environment.imported(CONTENDERS['plugin'][operation])}")
    report = {
        "machine": machine(),
        "runs": options.runs,
        "limits": [{**asdict(limit), "holds": limit.holds} for limit in limits],
        "starts": [
            {**vars(cell), "times": {name: vars(times) for name, times in cell.times.items()}} for cell in cells
        ],
    }
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if all(limit.holds for limit in limits) else 1


def machine() -> str:
    """:return: the Python, the system and the day, as they stand above a table"""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    today = dt.datetime.now(tz=dt.timezone.utc).date()
    return f"{python}, {platform.system()} on {os.cpu_count()} cores of {platform.machine()}, {today}"


class Times:
    """What processes of one kind took, round by round, in milliseconds."""

    def __init__(self) -> None:
        self.whole: list[float] = []
        self.inside: list[float] = []


class Cell:
    """The processes that were measured with so many distributions and plugins.

    :param times: what was done -> the times of its processes
    """

    def __init__(self, distributions: int, plugins: int, times: dict[str, Times]) -> None:
        self.distributions = distributions
        self.plugins = plugins
        self.times = times

    def show(self) -> None:
        print(
            f"\n{self.distributions} distributions, {self.plugins} plugins: whole process in ms, x bare, inside in ms"
        )
        for name, times in self.times.items():
            bare, _ = self.ratio(name, "bare start")
            whole, inside = statistics.median(times.whole), statistics.median(times.inside)
            print(f"{name:<28} {whole:8.1f} {bare:6.2f} {inside:8.2f}", flush=True)

    def ratio(self, one: str, other: str, part: str = "whole") -> tuple[float, tuple[float, float]]:
        """:return: how many times as long one takes as another one, and the quartiles of that"""
        if other not in self.times:
            return float("nan"), (float("nan"), float("nan"))
        pairs = zip(getattr(self.times[one], part), getattr(self.times[other], part), strict=True)
        return middle([mine / others for mine, others in pairs])

    def limits(self) -> Iterator[Limit]:
        here = f"{self.distributions} distributions, {self.plugins} plugins: "
        if "plugin one" not in self.times or "bare start" not in self.times:
            return
        yield Limit(f"{here}import plugin, ms", *middle(self.times["plugin import"].inside), 3)
        whole = 1.5 if self.distributions <= 100 else 2.0 if self.distributions <= 1000 else 2.8
        for operation in ("list", "one"):
            ours = f"plugin {operation}"
            yield Limit(f"{here}{operation}, x bare interpreter", *self.ratio(ours, "bare start"), whole)
            if self.distributions <= 1000 and (peer := self.fastest_peer(operation)):
                inside = 12 if self.distributions <= 100 else 5
                ratio = self.ratio(peer, ours, "inside")
                yield Limit(f"{here}{operation}, {peer} x ours", *ratio, inside, is_minimum=True)
        if self.plugins >= 200 and "modules all" in self.times:
            # The loop looks at nothing that is installed. With many distributions that look is most of what is measured
            # inside; there the loop that does it too, by hand, tells what a manager costs.
            inside = self.ratio("plugin all", "modules all", "inside")
            yield Limit(f"{here}all, x the imports", *self.ratio("plugin all", "modules all"), 1.3)
            yield Limit(f"{here}all, x the imports, inside", *inside, 1.3 if self.distributions <= 100 else None)
            if "hand all" in self.times:
                yield Limit(f"{here}all, x by hand, inside", *self.ratio("plugin all", "hand all", "inside"), 1.3)

    def fastest_peer(self, operation: str) -> str | None:
        peers = [
            name
            for name in self.times
            if name.split()[1] == operation and name.split()[0] not in ("bare", "modules", "hand", "plugin")
        ]
        return min(peers, key=lambda name: statistics.median(self.times[name].inside), default=None)


def table(cells: list[Cell]) -> Iterator[str]:
    """Write what it takes to load one plugin, as Markdown."""
    yield f"| distributions | {' | '.join(f'{cell.distributions:,}' for cell in cells)} |"
    yield "|---" * (len(cells) + 1) + "|"
    for name in cells[0].times:
        if name == "bare start" or name.split()[1] == "one":
            medians = [
                f"{statistics.median(cell.times[name].whole):.0f} ({statistics.median(cell.times[name].inside):.1f})"
                for cell in cells
            ]
            yield f"| {name.replace(' one', '').replace('bare start', 'bare interpreter')} | {' | '.join(medians)} |"


def middle(figures: list[float]) -> tuple[float, tuple[float, float]]:
    """:return: the median, and the quartiles"""
    if len(figures) < 2:
        return figures[0], (figures[0], figures[0])
    low, median, high = statistics.quantiles(figures, method="inclusive")
    return median, (low, high)


class Environment:
    """A virtual environment with the contenders, and so many distributions and plugins."""

    def __init__(self, distributions: int, plugins: int) -> None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        self.folder = WORK / f"{version}-{distributions}-{plugins}"
        shutil.rmtree(self.folder, ignore_errors=True)
        venv.create(self.folder, with_pip=False, symlinks=True)
        self.python = str(self.folder / "bin" / "python")
        self.site = next(self.folder.glob("lib/*/site-packages"))
        shutil.copytree(peers(version), self.site, dirs_exist_ok=True)
        shutil.copytree(ROOT / "src" / "plugin", self.site / "plugin", ignore=shutil.ignore_patterns("__pycache__"))
        self.app = self.folder / "app"
        self.app.mkdir()
        self.names = [f"plugin{number}" for number in range(plugins)]
        self.modules: dict[str, list[tuple[str, str]]] = {kind: [] for kind in PLUGINS}
        carriers = list(range(0, distributions, 8)) or [0]
        for number in range(distributions):
            mine = self.names[carriers.index(number) :: len(carriers)] if number in carriers else []
            self.install(number, mine, has_entry_points=number % 4 == 0)
        command = [self.python, "-m", "compileall", "-q", self.site]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})

    def imported(self, code: str) -> str:
        """:return: the modules that some code imports"""
        program = f"NAME = {self.names[0]!r}\n{IMPORTED.format(code=code)}"
        command = [self.python, "-c", program]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=self.app).stdout.strip()

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


def starts(environment: Environment, only: list[str], runs: int) -> dict[str, Times]:
    """:return: what was done -> the times of its processes"""
    cases = []
    kinds = {"plugin": "ours", "modules": "ours", "hand": "ours", "plux": "plux", "pluggy": "pluggy"}
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
            script = environment.app / f"{contender.replace('.', '_dot_')}_{operation}.py"
            script.write_text(text)
            caches = ("cold", "warm") if contender in CACHED and operation != "import" else ("",)
            cases += [(f"{contender} {operation} {cache}".strip(), script, cache) for cache in caches]
    taken = {name: Times() for name, *_ in cases}
    for turn in range(runs + 1):  # the first turn warms the caches up, and does not count
        for name, script, cache in random.sample(cases, len(cases)):
            folder = environment.folder / "cache" / name.replace(" ", "-")
            if cache == "cold":
                shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            env = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
            command = [environment.python, str(script)]
            before = of_children()
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=env, cwd=environment.app)
            whole = (of_children() - before) * 1000
            if turn:
                taken[name].whole.append(whole)
                taken[name].inside.append(float(done.stdout))
    return taken


def of_children() -> float:
    """:return: how many seconds of the processor the processes have taken that have ended"""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def memory(count: int = 10_000) -> Iterator[Limit]:
    """Measure how many times as long things take as a loop without any manager, or as a look-up without any."""
    sys.path.insert(0, str(ROOT / "src"))
    from plugin import Plugin, PluginManager, PluginSpec, StaticFinder  # noqa: PLC0415  # whatever is installed

    class Trivial(Plugin):
        def load(self) -> None:
            return None

    finder = StaticFinder(PluginSpec("bench", f"p{number}", Trivial) for number in range(count))
    loaded = PluginManager("bench", finder=finder)
    loaded.load_all()
    look_up = LookUp({"p1": loaded.get_container("p1")})
    times = take_turns(
        {
            "loop": lambda: bare_loop([Trivial] * count),
            "load_all": lambda: PluginManager("bench", finder=finder).load_all(),
            "load_all again": loaded.load_all,
            "look-up": lambda: repeat(look_up.load),
            "load": lambda: repeat(loaded.load),
        }
    )

    def ratio(one: str, other: str) -> tuple[float, tuple[float, float]]:
        return middle([mine / others for mine, others in zip(times[one], times[other], strict=True)])

    yield Limit(f"load_all of {count:,} plugins in memory, x a bare loop", *ratio("load_all", "loop"), 11)
    yield Limit("load_all again, x the bare loop", *ratio("load_all again", "loop"), 1)
    yield Limit("load of a loaded plugin, x a look-up", *ratio("load", "look-up"), 2)


class LookUp:
    """The least that a manager has to do for a plugin that is loaded."""

    def __init__(self, index: dict[str, Any]) -> None:
        self.index = index

    def load(self, name: str) -> object:
        container = self.index[name]
        return container.plugin if container.position else None


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


def take_turns(functions: dict[str, Callable[[], object]], runs: int = 31) -> dict[str, list[float]]:
    """:return: the times of each, in seconds of the processor"""
    taken: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(runs):
        for name, function in functions.items():
            gc.collect()
            started = time.process_time()
            result = function()
            taken[name].append(time.process_time() - started)
            del result
    return taken


if __name__ == "__main__":
    sys.exit(main())
