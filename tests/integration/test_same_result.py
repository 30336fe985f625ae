"""One source tree gives the same entry points under every build backend, however it is built."""

import json
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from hosts import HATCHLING, PDM_2_4, PDM_2_5, SETUP_PY, SETUP_PY_OLD, SETUPTOOLS, SETUPTOOLS_OLD
from pages import ROOT

SOURCE = {
    "sample": {
        "__init__.py": "",
        "base.py": """
            from plugin import Plugin

            class Greeter(Plugin):
                namespace = "sample.greeters"

                def load(self, whom):
                    return f"{type(self).__name__} greets {whom}"
        """,
        "greeters": {
            "__init__.py": "from sample.greeters.hello import Hello",
            "hello.py": """
                from ..base import Greeter

                class Hello(Greeter):
                    name = "hello"

                class Loud(Hello):
                    name = "Loud Hello"
            """,
        },
        "services.py": """
            from plugin import Plugin, PluginSpec

            class Service(Plugin):
                def __init__(self, service):
                    self.service = service

                def load(self, whom):
                    return f"{self.service} for {whom}"

            s3 = PluginSpec("sample.services", "s3", lambda: Service("s3"))
            sqs = PluginSpec("sample.services", "sqs", lambda: Service("sqs"))
        """,
        "configurators.py": """
            from plugin import plugin

            @plugin(namespace="sample.configurators")
            def configure():
                return "configured"

            @plugin(namespace="sample.configurators", name="off", should_load=False)
            def configure_nothing():
                raise AssertionError
        """,
        "legacy": {
            "__init__.py": """
                import os
                from plugin import FunctionPlugin, PluginSpec

                def greet():
                    return FunctionPlugin(print, load=lambda whom: f"legacy of {whom}")

                spec = PluginSpec("sample.greeters", os.environ.get("SAMPLE_LEGACY_NAME", "legacy"), greet)
            """,
        },
        "never_imported.py": """
            raise SystemExit("a build must not import the project")
        """,
        "__main__.py": """
            if __name__ == "__main__":
                raise SystemExit("a build must not run the project")
        """,
    }
}

BY_HAND = """
exclude = ["sample.legacy"]

[$TABLE.entry-points."sample.greeters"]
legacy = "sample.legacy:spec"
"""

EXPECTED = {
    "sample.configurators": {
        "configure": "sample.configurators:configure",
        "off": "sample.configurators:configure_nothing",
    },
    "sample.greeters": {
        "Loud Hello": "sample.greeters.hello:Loud",
        "hello": "sample.greeters.hello:Hello",
        "legacy": "sample.legacy:spec",
    },
    "sample.services": {"s3": "sample.services:s3", "sqs": "sample.services:sqs"},
}

LOAD_ALL = """
import json
from plugin import PluginManager

loaded = {}
for namespace in ("sample.configurators", "sample.greeters", "sample.services"):
    manager = PluginManager(namespace, load_args=["Ada"])
    manager.load_all()
    for container in manager.list_containers():
        loaded[f"{namespace}:{container.name}"] = container.load_value if container.is_loaded else "not loaded"
print(json.dumps(loaded, sort_keys=True))
"""


BUILDS = "wheel", "wheel from sdist", "editable"
ENGINES = "static", "import"
WAYS = (HATCHLING, PDM_2_4, PDM_2_5, SETUPTOOLS_OLD, SETUPTOOLS, SETUP_PY_OLD, SETUP_PY)


@dataclass(frozen=True)
class Built:
    """What a build backend has made of the sample.

    :param wheels: the wheel of each kind of build
    """

    project: Path
    sdist: Path
    wheels: dict[str, Path]


@pytest.fixture(scope="module")
def build(workshop, write, unpack, tmp_path_factory):
    """A function that builds the sample in every way with one build backend and one engine."""

    @cache
    def build(host, engine):
        folder = tmp_path_factory.mktemp(f"{host.name}-{engine}")
        source = SOURCE if engine == "static" else {"sample": {**SOURCE["sample"], "never_imported.py": ""}}
        files = host.files(f'discovery = "{engine}"\n{BY_HAND}')
        project = write(folder / "project", {**files, "src": source})
        sdist = workshop.call(host, "build_sdist", project, folder)
        unpacked = unpack(sdist, folder / "unpacked")
        hooks = {
            "wheel": ("build_wheel", project),
            "wheel from sdist": ("build_wheel", unpacked),
            "editable": ("build_editable", project),
        }
        wheels = {
            name: workshop.call(host, hook, where, write(folder / name, {})) for name, (hook, where) in hooks.items()
        }
        return Built(project, sdist, wheels)

    return build


@pytest.fixture(params=WAYS, ids=lambda host: host.name)
def host(request):
    return request.param


@pytest.fixture
def built(build, host):
    return build(host, "static")


@pytest.mark.parametrize("kind", BUILDS)
@pytest.mark.parametrize("engine", ENGINES)
def test_entry_points(build, host, engine, kind, read_entry_points):
    """Each build backend, each engine and each way to build a wheel fill in what is expected."""
    assert read_entry_points(build(host, engine).wheels[kind]) == EXPECTED


def test_one_tree(build, read_entry_points):
    """The very same tree has equal entry points by hatchling, pdm-backend, a setup.py and setuptools without one."""
    ways = (HATCHLING, PDM_2_5, SETUP_PY, SETUPTOOLS)
    trees = [tree_of(build(host, "static").project / "src/sample") for host in ways]
    found = [read_entry_points(build(host, "static").wheels["wheel from sdist"]) for host in ways]
    assert trees == [trees[0]] * len(ways)
    assert found == [EXPECTED] * len(ways)


def tree_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.py")}


def test_engines(build, host):
    """Both engines give the same bytes."""
    texts = {entry_points_text(wheel) for engine in ENGINES for wheel in build(host, engine).wheels.values()}
    assert len(texts) == 1


def entry_points_text(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        return archive.read(name)


def test_table():
    """The documentation has the table of what is tested here."""
    table = [
        ["build backend", *BUILDS],
        ["---"] * 4,
        *([host.name, *[", ".join(ENGINES)] * len(BUILDS)] for host in WAYS),
    ]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in table)
    assert lines in (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


def test_identical_wheels(workshop, host, built, tmp_path):
    """A wheel that is built again holds the same bytes, whether from the project or from its sdist."""
    again = workshop.call(host, "build_wheel", built.project, tmp_path)
    assert again.read_bytes() == built.wheels["wheel"].read_bytes()
    assert again.read_bytes() == built.wheels["wheel from sdist"].read_bytes()


def test_sdist_of_sdist(workshop, host, built, unpack, tmp_path):
    """A project that is unpacked from its sdist can be packed again, and nothing in it changes any more."""
    project = unpack(built.sdist, tmp_path / "first")
    again = unpack(workshop.call(host, "build_sdist", project, tmp_path), tmp_path / "second")
    assert (again / "pyproject.toml").read_text() == (project / "pyproject.toml").read_text()


def test_project_is_left_alone(host, built):
    """Building writes nothing into the project, but the backend's own folders."""
    written = {path.relative_to(built.project) for path in built.project.rglob("*") if path.is_file()}
    ours = {path for path in written if not set(path.parts) & set(host.leaves)}
    assert {path.as_posix() for path in ours if path.parts[:2] != ("src", "sample")} == host.files().keys()
    assert {path.suffix for path in ours} == {".py", ".toml"}


def test_prepared_metadata(workshop, host, built, tmp_path):
    """The metadata that a front end asks for before it builds hold the entry points as well, where they hold any."""
    workshop.call(host, "prepare_metadata_for_build_wheel", built.project, tmp_path)
    (dist_info,) = tmp_path.glob("*.dist-info")
    assert (dist_info / "METADATA").exists()
    if (dist_info / "entry_points.txt").exists():
        assert "legacy = sample.legacy:spec" in (dist_info / "entry_points.txt").read_text()


def test_plugins_load(workshop, host, built, tmp_path):
    """What was found when the wheel was built is loaded where the wheel is installed."""
    python = workshop.environment(f"installed-{host.name}", built.wheels["wheel from sdist"])
    run = workshop.run(python, "-I", "-c", LOAD_ALL, cwd=tmp_path)
    assert json.loads(run.stdout) == {
        "sample.configurators:configure": None,
        "sample.configurators:off": "not loaded",
        "sample.greeters:Loud Hello": "Loud greets Ada",
        "sample.greeters:hello": "Hello greets Ada",
        "sample.greeters:legacy": "legacy of Ada",
        "sample.services:s3": "s3 for Ada",
        "sample.services:sqs": "sqs for Ada",
    }
