"""Measures what a command of an application takes whose commands are plugins: loaded when it is used, or all at once.

An application has 20 commands, each a plugin of a distribution of its own, whose ``load`` imports what its command
needs: a module of the standard library. What is measured is the time of the processor that a whole process takes to run
one of them, with click and with argparse. The contenders take turns in random order; figures are medians. It takes less
than a minute.
"""

import argparse
import datetime as dt
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
NEEDS = (
    *("asyncio", "concurrent.futures", "configparser", "ctypes", "decimal", "difflib", "email.message", "fractions"),
    *("http.client", "http.server", "ipaddress", "logging.config", "multiprocessing", "pydoc", "sqlite3", "ssl"),
    *("tarfile", "unittest.mock", "xml.etree.ElementTree", "xmlrpc.client"),
)
PLUGIN = """\
from plugin import Plugin


class Command(Plugin):
    namespace, name = "{group}", "{name}"

    def load(self):
        import {need}
{load}
"""
LOADS = {
    "click": "        import click\n        return click.Command(self.name, callback=lambda: None)",
    "argparse": "\n    def run(self, arguments):\n        pass",
}
APPLICATIONS = {
    "click lazy": """\
import click
from plugin import PluginManager
from plugin.click import PluginGroup
main = PluginGroup("app", manager=PluginManager("bench.click"))
main()
""",
    "click eager": """\
import click
from plugin import PluginManager
manager = PluginManager("bench.click")
manager.load_all()
main = click.Group("app", {container.name: container.load_value for container in manager.list_containers()})
main()
""",
    "argparse lazy": """\
import argparse
from plugin import PluginManager
from plugin.argparse import add_commands
parser = argparse.ArgumentParser()
add_commands(parser, PluginManager("bench.argparse"), required=True)
arguments = parser.parse_args()
arguments.plugin.run(arguments)
""",
    "argparse eager": """\
import argparse
from plugin import PluginManager
parser = argparse.ArgumentParser()
commands = parser.add_subparsers(required=True)
for plugin in PluginManager("bench.argparse").load_all():
    commands.add_parser(plugin.name).set_defaults(plugin=plugin)
arguments = parser.parse_args()
arguments.plugin.run(arguments)
""",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, metavar="N", help="processes of each kind (default: 21)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        write(folder)
        taken: dict[str, list[float]] = {name: [] for name in ("bare interpreter", *APPLICATIONS)}
        for turn in range(runs + 1):  # the first turn warms the caches up, and does not count
            for name in random.sample(list(taken), len(taken)):
                milliseconds = run(folder, name)
                if turn:
                    taken[name].append(milliseconds)
    day = f"{dt.datetime.now(dt.timezone.utc):%Y-%m-%d}"
    print(f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}, {day}")
    print(f"ms of the processor for a whole process, one of {len(NEEDS)} commands, medians of {runs}")
    for name, times in taken.items():
        print(f"{name:<18} {statistics.median(times):6.0f}")


def write(folder: Path) -> None:
    """Write what the applications need, as an installer would: the plugins, this library and click."""
    shutil.copytree(SOURCE / "plugin", folder / "plugin", ignore=shutil.ignore_patterns("__pycache__"))
    click = find_spec("click")
    if click is None or click.origin is None:
        sys.exit("click is not installed")
    shutil.copytree(Path(click.origin).parent, folder / "click", ignore=shutil.ignore_patterns("__pycache__"))
    for number, need in enumerate(NEEDS):
        name = need.replace(".", "-")
        points = []
        for kind, load in LOADS.items():
            module = f"bench_{kind}_{number}"
            text = PLUGIN.format(group=f"bench.{kind}", name=name, need=need, load=load)
            folder.joinpath(f"{module}.py").write_text(text)
            points.append(f"[bench.{kind}]\n{name} = {module}:Command\n")
        info = folder / f"bench_{number}-1.0.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: bench-{number}\nVersion: 1.0\n")
        info.joinpath("entry_points.txt").write_text("\n".join(points))
    for name, text in {"bare interpreter": "", **APPLICATIONS}.items():
        folder.joinpath(f"{name.replace(' ', '_')}.script").write_text(text)
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder], check=True)


def run(folder: Path, name: str) -> float:
    """:return: how many milliseconds of the processor a process takes"""
    before = of_children()
    env = {"PYTHONPATH": str(folder), "PATH": os.environ.get("PATH", "")}
    script = folder / f"{name.replace(' ', '_')}.script"
    subprocess.run([sys.executable, "-S", str(script), "ipaddress"], check=True, env=env)
    return (of_children() - before) * 1000


def of_children() -> float:
    """:return: how many seconds of the processor the processes have taken that have ended"""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
