"""Real builds: our own wheel and the build backends wait in a wheelhouse, and nothing else can be reached."""

import configparser
import io
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

import browser
from hosts import HATCHLING, OLDEST_SETUPTOOLS, PDM_2_4, PDM_2_5, SCIKIT_BUILD, TABLES, WITHOUT_HOOKS
from standing import Standing
from toys import write_tree

CHECKOUT = Path(__file__).parents[2]
EPOCH = "1700000000"

PEP_517 = """
import sys
from importlib import import_module
backend, hook, folder = sys.argv[1:]
print(getattr(import_module(backend), hook)(folder))
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)


OTHER_LOADERS = ["localstack-plugin-loader", "plux", "stevedore"]
"""What the pages on migration come from."""


@pytest.fixture(scope="session", params=TABLES, ids=lambda host: host.name)
def host(request):
    """Each build backend in turn, told by a table."""
    return request.param


@pytest.fixture(scope="session")
def hatchling():
    return HATCHLING


@pytest.fixture(scope="session")
def pdm():
    return PDM_2_5


give_up = pytest.fail if "CI" in os.environ else pytest.skip
"""What is done where something is missing that the tests need."""


@dataclass(frozen=True)
class Run:
    """What became of a command."""

    status: int
    stdout: str
    stderr: str

    @property
    def output(self):
        return f"{self.stdout}\n{self.stderr}"


class Workshop:
    """Runs commands where nothing but the wheelhouse can be reached, and makes environments to run them in.

    The processes that run tests share its folder.
    """

    def __init__(self, folder, first):
        self.folder, self.first = folder, first
        self.wheelhouse = folder / "wheelhouse"
        self.wheelhouse.mkdir(parents=True, exist_ok=True)
        foreign = ("COVERAGE_", "HATCH_", "PDM_", "PYTHON", "SOURCE_DATE_EPOCH", "UV_", "VIRTUAL_ENV")
        self.online = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        self.offline = {key: value for key, value in self.online.items() if not key.startswith("PIP_")} | {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_FIND_LINKS": str(self.wheelhouse),
            "PIP_NO_COMPILE": "1",  # most of what is installed is not even imported
            "PIP_NO_INDEX": "1",
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": EPOCH,
            "UV_CACHE_DIR": str(folder / "uv-cache"),
            "UV_FIND_LINKS": str(self.wheelhouse),
            "UV_NO_CONFIG": "1",
            "UV_NO_INDEX": "1",
            "UV_OFFLINE": "1",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.tools = _python_in(folder / "tools")
        self.standing = Standing(self.offline)

    def environment(self, name, *requirements):
        """Make a virtual environment without pip.

        :param requirements: what is installed into it
        :return: its Python
        """
        folder = self.folder / name
        venv.create(folder, symlinks=os.name != "nt")
        python = _python_in(folder)
        if requirements:
            self.install(python, *requirements)
        return python

    def install(self, python, *requirements):
        """Install something where it does not matter by what."""
        self.uv("pip", "install", "--python", python, *requirements)

    def run(self, *command, cwd=None, env=None, check=True):
        """Run a command to its end.

        :param check: whether a status other than 0 fails the test
        """
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd or self.folder,
            env=env or self.offline,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        run = Run(done.returncode, done.stdout, done.stderr)
        assert run.status == 0 or not check, f"{command} gave {run.status}:\n{run.output}"
        return run

    def program(self, name):
        """:return: a program, from beside this Python or from elsewhere"""
        found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        if not found:
            give_up(f"{name} is not installed")
        return found

    def uv(self, *arguments, **options):
        """Run uv; it is what builds and installs where that is not what is tested, because it takes half the time."""
        return self.run(self.program("uv"), *arguments, **options)

    def pip(self, python, *arguments, check=True, cwd=None, env=None):
        """Run pip as if it were installed beside a Python."""
        return self.run(python, self.folder / "pip" / "pip", *arguments, check=check, cwd=cwd, env=env)

    def backend(self, host):
        """:return: the Python of an environment that holds a build backend and us, made when it is first asked for"""
        with self.first(host.name) as is_first:
            if is_first:
                # What the backends themselves ask front ends for: editables, and wheel for an old setuptools.
                self.environment(host.name, host.requirement, "python-plugin-loader", "editables", "wheel")
        return _python_in(self.folder / host.name)

    def call(self, host, hook, project, folder, check=True, options=("-I",)):
        """Call a PEP 517 or PEP 660 hook of a build backend, as every front end does.

        :param options: those of Python; isolated mode keeps the project off ``sys.path``, as most front ends do
        :return: the artefact, or the run itself if that need not succeed
        """
        python = self.backend(host)
        if options == ("-I",) and hasattr(os, "fork"):
            run = Run(*self.standing.call(python, host.backend, hook, folder, project))
            assert run.status == 0 or not check, f"{hook} gave {run.status}:\n{run.output}"
        else:
            command = [python, *options, "-c", PEP_517, host.backend, hook, folder]
            run = self.run(*command, cwd=project, check=check)
        return folder / run.stdout.splitlines()[-1] if check else run


def _python_in(environment):
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """The folder of what the processes of pytest-xdist share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def first(shared):
    """A context in which something is made that the processes share: it says whether it is not there yet."""

    @contextmanager
    def first(name):
        with FileLock(shared / f"{name}.lock"):
            made = shared / f"{name}.made"
            yield not made.exists()
            made.touch()

    return first


@pytest.fixture(scope="session")
def workshop(shared, first):
    """The workshop, its wheelhouse filled with the build backends and with our own wheel, made from the checkout."""
    workshop = Workshop(shared / "workshop", first)
    with first("wheelhouse") as is_first:
        if is_first:
            _fill(workshop)
    yield workshop
    workshop.standing.end()


def _fill(workshop):
    venv.create(workshop.folder / "tools", with_pip=True, symlinks=os.name != "nt")
    download = [workshop.tools, "-m", "pip", "download", "--quiet", "--dest", workshop.wheelhouse]
    for requirements in (
        [
            "build",
            "editables",
            "hatchling",
            "packaging",
            "rich",
            PDM_2_5.requirement,
            SCIKIT_BUILD.requirement,
            "setuptools",
            "tomli",
            "tomlkit",
            "wheel",
            *OTHER_LOADERS,
        ],
        ["--no-deps", PDM_2_4.requirement, f"setuptools=={OLDEST_SETUPTOOLS}", *WITHOUT_HOOKS],
    ):
        run = workshop.run(*download, *requirements, env=workshop.online, check=False)
        if run.status:
            give_up(f"the wheelhouse cannot be filled: {run.stderr.strip()[-500:]}")
    (pip,) = (workshop.folder / "tools").glob("**/site-packages/pip")
    shutil.copytree(pip, workshop.folder / "pip" / "pip")
    workshop.install(workshop.tools, "build")
    workshop.uv("build", "--out-dir", workshop.folder / "own", "--python", workshop.tools, _copy_of_checkout(workshop))
    for wheel in (workshop.folder / "own").glob("*.whl"):
        shutil.copy(wheel, workshop.wheelhouse)


def _copy_of_checkout(workshop):
    copy = workshop.folder / "checkout"
    made = (".coverage*", ".git", ".hypothesis", ".venv*", ".*_cache", "__pycache__", "build", "dist", "site", "venv")
    shutil.copytree(CHECKOUT, copy, ignore=shutil.ignore_patterns(*made))
    return copy


@pytest.fixture(scope="session")
def own(workshop):
    """Our own sdist and wheel; the wheel was made from the sdist, as front ends do it."""
    (sdist,) = (workshop.folder / "own").glob("*.tar.gz")
    (wheel,) = (workshop.folder / "own").glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="session")
def with_library(workshop, write):
    """The environment variables with which front ends find the distribution ``naming`` as well."""
    folder = workshop.folder / "naming"
    tree = {
        "pyproject.toml": (
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
            '[project]\nname = "naming"\nversion = "1"\n'
        ),
        "naming.py": "NAME = 'from a library'\n",
    }
    with workshop.first("naming") as is_first:
        if is_first:
            workshop.uv("build", "--wheel", "--out-dir", folder, "--python", workshop.tools, write(folder, tree))
    folders = (str(workshop.wheelhouse), str(folder))
    return {**workshop.offline, "PIP_FIND_LINKS": " ".join(folders), "UV_FIND_LINKS": ",".join(folders)}


@pytest.fixture(scope="session")
def write():
    """A function that writes a project into a folder, and gives the folder."""

    def write(folder, tree):
        write_tree(folder, tree)
        return folder

    return write


@pytest.fixture(scope="session")
def read_entry_points():
    return entry_points


def entry_points(wheel):
    """The entry points of a wheel, as group -> name -> object reference, without groups that hold nothing."""
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    parser.optionxform = str
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".dist-info/entry_points.txt"):
                parser.read_string(archive.read(name).decode())
    return {group: dict(parser[group]) for group in parser.sections() if parser[group]}


@pytest.fixture(scope="session")
def unpack():
    def unpack(sdist, folder):
        """:return: the folder with the project that an sdist holds"""
        with tarfile.open(fileobj=io.BytesIO(sdist.read_bytes())) as archive:
            safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(folder, **safely)  # noqa: S202  # made by the test itself
        (project,) = folder.iterdir()
        return project

    return unpack


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page of a real browser, for the tests of a module."""
    executable = browser.find()
    if executable is None or sys.platform == "win32":
        pytest.skip("there is no Chromium on PATH, or it cannot be driven over a pipe here")
    with browser.browsing(executable, tmp_path_factory.mktemp("profile")) as page:
        yield page
