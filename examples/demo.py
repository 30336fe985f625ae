"""Builds the examples, installs them into a fresh environment, and shows what becomes of their plugins.

It needs nothing but Python: each wheel is built in isolation, by pip and the build backend that the project names. What
the builds need is collected in a folder first, our own wheels among it, so that no build asks an index.
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
        """Run a program of the environment, and stop the demo unless it ends with the status that is expected."""
        sys.stdout.flush()
        ended = subprocess.run([self.scripts / program, *arguments], cwd=cwd, check=False)
        if ended.returncode != status:
            sys.exit(f"demo: {program} {' '.join(arguments)} ended with {ended.returncode} instead of {status}")

    def show(self, command: str, status: int = 0) -> None:
        """Print a command line, and run it among the examples."""
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
            # A copy is built, for some backends write beside the sources.
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

        title("What the application does with it")
        user.show("recast plugins")
        user.show("recast convert menu.csv --to markdown --step drop-empty --step sort --step total")
        user.show("recast convert menu.csv --to jira --step number-lines")
        user.show("recast count menu.csv")
        print("\nA disabled plugin and a broken one, asked for by name:")
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
