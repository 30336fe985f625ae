"""Measures what an application pays at its start: importing a plugin loader, and listing the names of a namespace.

Each figure is the time of a whole process. The contenders take turns, so that a noisy machine disturbs them all alike.
Caches of the contenders are warm: each has run once before.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASELINE = "bare interpreter"
CONTENDERS = {
    BASELINE: "pass",
    "importlib.metadata: import": "import importlib.metadata",
    "importlib.metadata: list": "import importlib.metadata as m; m.entry_points(group='bench.plain').names",
    "plugin: import": "import plugin",
    "plugin: list": "import plugin; plugin.PluginManager('bench.plugin').list_names()",
    "plux: import": "import plux",
    "plux: list": "import plux; plux.PluginManager('bench.plux').list_names()",
    "stevedore: import": "import stevedore",
    "stevedore: list": "import stevedore; stevedore.ExtensionManager('bench.plain').names()",
}
MODULES = {"plugin": "from plugin import Plugin", "plux": "from plux import Plugin", "plain": "Plugin = object"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21, help="processes of each kind")
    parser.add_argument("--distributions", type=int, default=100, help="installed distributions, a tenth with plugins")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks" / "startup.json")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder), options.distributions)
        medians = measure(folder, options.runs)

    baseline = medians[BASELINE]
    print(f"{platform.python_implementation()} {platform.python_version()}, {options.distributions} distributions")
    print(f"median of {options.runs} processes in ms, and what is above the bare interpreter")
    for name, median in medians.items():
        print(f"{name:<28} {median:8.1f} {median - baseline:8.1f}")

    options.json.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("python-plugin-loader", "plux", "stevedore")},
        "distributions": options.distributions,
        "runs": options.runs,
        "milliseconds": medians,
    }
    options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def install(folder: Path, count: int) -> None:
    """Make installed distributions; every tenth has a plugin of each kind."""
    for number in range(count):
        metadata = folder / f"bench_{number}-1.0.dist-info"
        metadata.mkdir()
        metadata.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: bench-{number}\nVersion: 1.0\n")
        if number % 10 == 0:
            lines = []
            for kind, statement in MODULES.items():
                module = f"bench_{number}_{kind}"
                lines += [f"[bench.{kind}]", f"p{number} = {module}:P"]
                folder.joinpath(f"{module}.py").write_text(
                    f"{statement}\n\nclass P(Plugin):\n    namespace = 'bench.{kind}'\n    name = 'p{number}'\n"
                )
            metadata.joinpath("entry_points.txt").write_text("\n".join(lines) + "\n")


def measure(folder: str, runs: int) -> dict[str, float]:
    """:return: contender -> median of the time of a whole process, in milliseconds"""
    environment = {**os.environ, "PYTHONPATH": folder}
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(runs + 1):
        for name, code in CONTENDERS.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], env=environment, check=True)
            times[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


if __name__ == "__main__":
    main()
