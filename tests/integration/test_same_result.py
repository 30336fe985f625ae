"""One source tree gives the same entry points under every build backend, however it is built."""

import json
import shutil

import pytest

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


@pytest.fixture(scope="module")
def sample(workshop, host, write, tmp_path_factory):
    """The project for one build backend."""
    folder = tmp_path_factory.mktemp(f"sample-{host.name}")
    return write(folder, {"pyproject.toml": host.pyproject(BY_HAND), "src": SOURCE})


@pytest.fixture(scope="module")
def sdist(workshop, host, sample, tmp_path_factory):
    return workshop.call(host, "build_sdist", sample, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheels(workshop, host, sample, sdist, unpack, tmp_path_factory):
    """The wheel made on each way."""

    def wheel(hook, project):
        return workshop.call(host, hook, project, tmp_path_factory.mktemp("wheel"))

    return {
        "wheel": wheel("build_wheel", sample),
        "editable": wheel("build_editable", sample),
        "wheel from sdist": wheel("build_wheel", unpack(sdist, tmp_path_factory.mktemp("unpacked"))),
    }


@pytest.mark.parametrize("way", ["wheel", "editable", "wheel from sdist"])
def test_entry_points(wheels, way, read_entry_points):
    """Every way to build a wheel fills in the same entry points, those by hand among them."""
    assert read_entry_points(wheels[way]) == EXPECTED


def test_identical_wheels(workshop, host, sample, wheels, tmp_path):
    """A wheel that is built again holds the same bytes, whether from the project or from its sdist."""
    again = workshop.call(host, "build_wheel", sample, tmp_path)
    assert again.read_bytes() == wheels["wheel"].read_bytes()
    assert again.read_bytes() == wheels["wheel from sdist"].read_bytes()


def test_sdist_of_sdist(workshop, host, sdist, unpack, tmp_path):
    """A project that is unpacked from its sdist can be packed again, and nothing in it changes any more."""
    project = unpack(sdist, tmp_path / "first")
    again = unpack(workshop.call(host, "build_sdist", project, tmp_path), tmp_path / "second")
    assert (again / "pyproject.toml").read_text() == (project / "pyproject.toml").read_text()


def test_project_is_left_alone(workshop, host, sample, wheels, sdist):
    """Building writes nothing into the project, but the backend's own folders."""
    written = {path.relative_to(sample) for path in sample.rglob("*") if path.is_file()}
    ours = {path for path in written if not set(path.parts) & set(host.leaves)}
    assert {path.as_posix() for path in ours if path.parts[:2] != ("src", "sample")} == {"pyproject.toml"}
    assert {path.suffix for path in ours} == {".py", ".toml"}


def test_prepared_metadata(workshop, host, sample, tmp_path):
    """The metadata that a front end asks for before it builds hold the entry points as well, where they hold any."""
    workshop.call(host, "prepare_metadata_for_build_wheel", sample, tmp_path)
    (dist_info,) = tmp_path.glob("*.dist-info")
    assert (dist_info / "METADATA").exists()
    if (dist_info / "entry_points.txt").exists():
        assert "legacy = sample.legacy:spec" in (dist_info / "entry_points.txt").read_text()


def test_plugins_load(workshop, host, wheels, tmp_path):
    """What was found when the wheel was built is loaded where the wheel is installed."""
    python = workshop.environment(f"installed-{host.name}")
    workshop.pip(python, "install", wheels["wheel from sdist"])
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
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
