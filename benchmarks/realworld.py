"""Measures what discovery costs on well-known projects, next to `ast.parse` of all their files.

Each project is measured as it is, and with plugins grafted onto it in the two ways of the tests in `tests/realworld`.
The limit of each is half of what parsing takes, and what any small project takes. The distributions come from the
package index, and stay in a cache.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "realworld")]

from grafting import GRAFTS, command  # noqa: E402

from distributions import PROJECTS  # noqa: E402  # what tests and benchmarks share stands beside the tests

START = 0.12
"""The seconds that any small project may take."""
SHARE = 0.5
"""What a project may take besides, as a part of the time for parsing all of its files."""
LONGEST = 300
"""The seconds after which a measurement is broken off."""
PARSE = """
import ast, gc, os, sys
gc.disable()
for folder, _, files in os.walk(sys.argv[1]):
    for file in files:
        if file.endswith(".py"):
            with open(os.path.join(folder, file), "rb") as opened:
                try: ast.parse(opened.read())
                except (SyntaxError, ValueError): pass
"""


@dataclass(frozen=True)
class Row:
    """What discovery costs on a project.

    :param shape: as it is, or the name of a graft
    :param files: how many Python files there are
    :param parsing: the seconds that `ast.parse` of all files takes
    :param seconds: the seconds that discovery takes, or `None` if it was broken off
    """

    project: str
    shape: str
    files: int
    parsing: float
    seconds: float | None

    @property
    def limit(self) -> float:
        return START + SHARE * self.parsing

    @property
    def holds(self) -> bool:
        return self.seconds is not None and self.seconds <= self.limit

    def __str__(self) -> str:
        cost = f"{self.seconds:9.2f}" if self.seconds is not None else f"> {LONGEST:7}"
        mark = "" if self.holds else "  too much"
        return f"{self.project:<20} {self.shape:<10} {self.files:6,} {self.parsing:9.2f} {cost} {self.limit:9.2f}{mark}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="the projects, by default all")
    parser.add_argument("--runs", type=int, default=3, help="processes of each kind, of which the median counts")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / "realworld.json")
    options = parser.parse_args()

    print(f"{platform.python_implementation()} {platform.python_version()}, medians of {options.runs} processes\n")
    print(f"{'':<20} {'':<10} {'files':>6} {'parsing s':>9} {'discovery':>9} {'limit':>9}")
    rows = []
    for row in measure(options.names, options.runs):
        print(row, flush=True)
        rows.append(row)
    report = {
        "python": platform.python_version(),
        "runs": options.runs,
        "rows": [{**asdict(row), "limit": row.limit, "holds": row.holds} for row in rows],
    }
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if all(row.holds for row in rows) else 1


def measure(names: list[str], runs: int) -> Iterator[Row]:
    for project in PROJECTS:
        if names and project.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            shapes = {"as it is": project.unpack_sources(folder)}
            for graft in GRAFTS:
                shapes[graft.name] = Path(folder) / graft.name
                graft.onto(shapes["as it is"], shapes[graft.name])
            for shape, source in shapes.items():
                files = sum(1 for _ in source.rglob("*.py"))
                parsing = median([sys.executable, "-I", "-W", "ignore", "-c", PARSE, str(source)], runs)
                assert parsing is not None
                yield Row(f"{project.name} {project.version}", shape, files, parsing, median(command(source), runs))


def median(command: list[str], runs: int) -> float | None:
    """:return: the seconds that a process takes, or `None` if it was broken off"""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        try:
            # Waiting for the end of its output is exact; waiting for a process with a limit looks every 50 ms.
            subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST, check=False)
        except subprocess.TimeoutExpired:
            return None
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
