"""Builds the examples, installs them into a fresh environment, and shows what happens to their plugins.

It needs nothing but Python: each wheel is built in isolation, with pip and the build backend of its project. The build
requirements, including our own wheels, are collected in a folder first, so the builds do not access a package index.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
DISTRIBUTIONS = ("recast", "recast-markup", "recast-statistics")
BUILD_BACKENDS = ("hatchling", "pdm-backend")


class Environment:
    """A virtual environment of its own."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=True)
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, program: str, *arguments: str, status: int = 0, cwd: Path | None = None) -> None:
        """Run a program of the environment, and stop the demo unless it ends with the expected status."""
        sys.stdout.flush()
        ended = subprocess.run([self.scripts / program, *arguments], cwd=cwd, check=False)
        if ended.returncode != status:
            sys.exit(f"demo: {program} {' '.join(arguments)} ended with {ended.returncode} instead of {status}")

    def show(self, command: str, status: int = 0) -> None:
        """Print a command line, and run it in the folder of the examples."""
        print(f"\n$ {command}")
        self.run(*command.split(), status=status, cwd=EXAMPLES)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="plugin-loader-demo-") as temporary:
        folder = Path(temporary)
        wheelhouse = folder / "wheelhouse"

        title("Build each distribution in isolation")
        builder = Environment(folder / "builder")
        pip = ("python", "-m", "pip", "--disable-pip-version-check")
        local = ("--no-index", "--find-links", str(wheelhouse))
        builder.run(*pip, "download", "--quiet", "--dest", str(wheelhouse), *BUILD_BACKENDS, "packaging")
        for name in ("python-plugin-loader", *DISTRIBUTIONS):
            # Build a copy, because some backends write files next to the sources.
            project = EXAMPLES.parent
            if name in DISTRIBUTIONS:
                project = shutil.copytree(EXAMPLES / name, folder / name)
            builder.run(*pip, "wheel", "--quiet", "--no-deps", *local, "--wheel-dir", str(wheelhouse), str(project))
            print(f"{name}: built")

        title("What was discovered at build time")
        for name in DISTRIBUTIONS:
            print_entry_points(next(wheelhouse.glob(f"{name.replace('-', '_')}-1*.whl")))

        title("What is installed")
        user = Environment(folder / "user")
        user.run(*pip, "install", "--quiet", *local, *DISTRIBUTIONS)
        user.run(*pip, "list")

        title("What the application does with them")
        user.show("recast plugins")
        user.show("recast convert menu.csv --to markdown --step drop-empty --step sort --step total")
        user.show("recast convert menu.csv --to jira --step number-lines")
        user.show("recast count menu.csv")
        print("\nLoad a disabled plugin and a broken one by name:")
        user.show("recast convert menu.csv --to xlsx", status=1)
        user.show("recast convert menu.csv --to csv --step forecast", status=1)


def title(text: str) -> None:
    print(f"\n=== {text} ===", flush=True)


def print_entry_points(wheel: Path) -> None:
    print(f"\n{wheel.name}: entry_points.txt")
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        print(archive.read(path).decode().strip())


if __name__ == "__main__":
    main()
