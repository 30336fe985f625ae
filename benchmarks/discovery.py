"""Measures what static discovery costs: time and memory of the whole process `python -m plugin discover PATH`.

The contenders take turns, so that a noisy machine disturbs them all alike, and each has run once before. They run in an
environment of their own in which nothing else is installed, as in an isolated build.

- *parse all*: `ast.parse` over every file below PATH, which a tool that reads source without choosing has to do.
- *floor*: start Python, walk, read all files, and `ast.parse` those that discovery parsed.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import packaging

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from distributions import CORE  # noqa: E402  # what tests and benchmarks share stands beside the tests
from generated import generate  # noqa: E402

WALK = """
import os, sys
texts = {}
for folder, _, files in os.walk(sys.argv[1]):
    for file in files:
        if file.endswith(".py"):
            path = os.path.join(folder, file)
            with open(path, "rb") as opened:
                texts[path] = opened.read()
"""
PARSE_ALL = f"{WALK}\nimport ast\nfor text in texts.values(): ast.parse(text)"
FLOOR = f"""{WALK}
import ast
with open(sys.argv[2]) as chosen:
    for path in chosen.read().splitlines():
        text = texts.get(path)
        if text is None:
            with open(path, "rb") as opened:
                text = opened.read()
        ast.parse(text)
"""
PARSED = """
import sys
import plugin.cli.discover, plugin.discovery.static.collecting
opened, parsed = set(), set()
def listen(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".py"):
        opened.add(arguments[0])
    elif event == "compile" and isinstance(arguments[0], bytes):
        parsed.add(arguments[0])
sys.addaudithook(listen)
from plugin.cli import main
main(["discover", sys.argv[1], "--format", "json"], out=open(sys.argv[3], "w"))
with open(sys.argv[2], "w") as chosen:
    for path in sorted(opened):
        with open(path, "rb") as file:
            if (text := file.read()) and text in parsed:
                print(path, file=chosen)
"""
"""Notes in a file which files a discovery has parsed; Python itself tells of each."""
PROFILE = """
import cProfile, pstats, sys
from plugin.cli import main
profile = cProfile.Profile()
profile.runcall(main, ["discover", sys.argv[1], "--format", "json"], open(sys.argv[2], "w"), sys.stderr)
pstats.Stats(profile).strip_dirs().sort_stats("cumulative").print_stats(int(sys.argv[3]))
"""
IMPORTS = "import plugin.cli.discover, plugin.discovery.static.collecting, plugin.discovery.static.worklist"


@dataclass(frozen=True)
class Cost:
    """What a process takes: seconds, and its peak resident set in MiB."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Limit:
    """What has to hold."""

    what: str
    measured: float
    limit: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        return self.measured <= self.limit


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", help=f"a folder of packages, by default that of {CORE.name} {CORE.version}")
    parser.add_argument("--runs", type=int, default=11, help="processes of each kind")
    parser.add_argument("--modules", type=int, default=10_000, help="modules of the large generated tree")
    parser.add_argument("--profile", type=int, default=25, help="functions of the profile to show")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / "discovery.json")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        path = options.path or str(CORE.unpack(folder))
        small = generate(Path(folder) / "small", modules=30, plugins=10, project=True)
        generated = {
            count: generate(Path(folder) / str(count), modules=count, plugins=count // 10)
            for count in (options.modules // 10, options.modules)
        }
        chosen = bench.parsed_by_discovery(path)
        medians = bench.measure(
            {
                "bare interpreter": ["-c", "pass"],
                "imports alone": ["-c", IMPORTS],
                "discover": discovery(path),
                "parse all": ["-c", PARSE_ALL, path],
                "floor": ["-c", FLOOR, path, str(chosen)],
                "floor, collector off": ["-c", f"import gc; gc.disable()\n{FLOOR}", path, str(chosen)],
                "read all": ["-c", WALK, path],
                "discover: small project": discovery(small),
                **{f"discover: {count:,} modules": discovery(tree) for count, tree in generated.items()},
            },
            options.runs,
        )
        print(f"{platform.python_implementation()} {platform.python_version()}, {path if options.path else CORE.file}")
        files = sum(1 for _ in Path(path).rglob("*.py"))
        parsed = len(chosen.read_text().splitlines())
        print(f"{files:,} files, of which {parsed:,} parsed; medians of {options.runs} processes\n")
        print(f"{'':<28} {'ms':>8} {'MiB':>6}")
        for name, cost in medians.items():
            print(f"{name:<28} {cost.seconds * 1000:8.1f} {cost.peak:6.1f}")
        print()
        limits = list(judge(medians, generated))
        for limit in limits:
            mark = "" if limit.holds else "  too much"
            print(f"{limit.what:<52} {limit.measured:8.2f} <= {limit.limit:g}{limit.unit}{mark}")
        print()
        print(bench.run(["-c", PROFILE, path, os.devnull, str(options.profile)]))

    report = {
        "python": platform.python_version(),
        "path": options.path or CORE.file,
        "runs": options.runs,
        "files": files,
        "parsed": parsed,
        "medians": {name: asdict(cost) for name, cost in medians.items()},
        "limits": [{**asdict(limit), "holds": limit.holds} for limit in limits],
    }
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if all(limit.holds for limit in limits) else 1


def judge(medians: dict[str, Cost], generated: dict[int, str]) -> Iterator[Limit]:
    bare, ours = medians["bare interpreter"], medians["discover"]
    yield Limit("time, as part of parsing all files", ours.seconds / medians["parse all"].seconds, 0.30)
    yield Limit("time, as a multiple of the floor", ours.seconds / medians["floor"].seconds, 2.5)
    yield Limit("peak memory", ours.peak, 90, " MiB")
    small = medians["discover: small project"].seconds - bare.seconds
    yield Limit("small project, above a bare interpreter", small * 1000, 60, " ms")
    few, many = ((medians[f"discover: {count:,} modules"].seconds - bare.seconds) / count for count in generated)
    yield Limit("time per module, the large tree against the small one", many / few, 1.3)


def discovery(path: str) -> list[str]:
    return ["-m", "plugin", "discover", path, "--format", "json"]


class Bench:
    """Runs processes of an empty environment.

    :param folder: a folder of its own
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder / "venv", symlinks=os.name != "nt")
        self.python = str(folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        shutil.copytree(Path(packaging.__file__).parent, folder / "needed" / "packaging")  # the one dependency
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.environment = {
            **kept,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(folder / "needed")]),
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        }

    def run(self, arguments: list[str]) -> str:
        """:return: what the process prints"""
        command = [self.python, *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=self.folder, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    def parsed_by_discovery(self, path: str) -> Path:
        """:return: a file that names the files which discovery parses"""
        chosen = self.folder / "parsed.txt"
        self.run(["-c", PARSED, path, str(chosen), os.devnull])
        return chosen

    def measure(self, contenders: dict[str, list[str]], runs: int) -> dict[str, Cost]:
        """:return: contender -> medians of its processes"""
        costs: dict[str, list[Cost]] = {name: [] for name in contenders}
        for _ in range(runs + 1):
            for name, arguments in contenders.items():
                costs[name].append(self._cost(arguments))
        return {
            name: Cost(
                statistics.median(cost.seconds for cost in taken[1:]),
                statistics.median(cost.peak for cost in taken[1:]),
            )
            for name, taken in costs.items()
        }

    def _cost(self, arguments: list[str]) -> Cost:
        started = time.perf_counter()
        process = subprocess.Popen(
            [self.python, *arguments],
            env=self.environment,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{arguments} ended with status {process.returncode}")
        scale = 2**20 if sys.platform == "darwin" else 2**10  # bytes there, KiB elsewhere
        return Cost(seconds, usage.ru_maxrss / scale)


if __name__ == "__main__":
    sys.exit(main())
