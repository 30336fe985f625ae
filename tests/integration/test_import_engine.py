"""The import engine under every build backend, however the project is built."""

import json

import pytest

from hosts import on_every_host, requiring

NOISY = {
    "sample": {
        "__init__.py": "",
        "_data.py": """
            import json
            from importlib.resources import files

            names = json.loads(files("sample").joinpath("names.json").read_text())
        """,
        "names.json": json.dumps(["disk", "screen"]),
        "sinks.py": """
            import atexit, os, sys, threading
            from plugin import Plugin, PluginSpec
            from sample._data import names

            class Sink(Plugin):
                pass

            for name in names:
                globals()[name] = PluginSpec("sample.sinks", name, Sink)

            print("printed by a module")
            os.system("echo printed by a shell")
            os.environ["SAMPLE"] = "changed"
            os.chdir(os.path.dirname(os.getcwd()))
            threading.Thread(target=threading.Event().wait).start()
            atexit.register(os._exit, 3)
        """,
    }
}
SINKS = {"sample.sinks": {"disk": "sample.sinks:disk", "screen": "sample.sinks:screen"}}


def build_all(workshop, host, project, unpack, folder):
    """Build a project on each way."""
    sdist = workshop.call(host, "build_sdist", project, folder)
    return {
        "wheel": workshop.call(host, "build_wheel", project, _made(folder / "wheel")),
        "editable": workshop.call(host, "build_editable", project, _made(folder / "editable")),
        "wheel from sdist": workshop.call(
            host, "build_wheel", unpack(sdist, folder / "unpacked"), _made(folder / "from-sdist")
        ),
    }


def _made(folder):
    folder.mkdir()
    return folder


@on_every_host
def test_what_only_running_can_tell(workshop, host, write, unpack, read_entry_points, tmp_path):
    """Plugins that are named in a data file are found, whatever else the module does."""
    config = 'discovery = "import"\nimport-timeout = 60'
    project = write(tmp_path / "project", {**host.files(config), "src": NOISY})
    for way, wheel in build_all(workshop, host, project, unpack, _made(tmp_path / "built")).items():
        assert read_entry_points(wheel) == SINKS, way


@on_every_host
def test_output(workshop, host, write, tmp_path):
    """What modules print goes to the messages of the build, and not into what a front end reads."""
    project = write(tmp_path / "project", {**host.files('discovery = "import"'), "src": NOISY})
    run = workshop.call(host, "build_wheel", project, _made(tmp_path / "built"), check=False)
    assert run.status == 0
    assert "printed" not in run.stdout
    assert "printed by a module" in run.stderr
    assert "printed by a shell" in run.stderr


@on_every_host
def test_isolated_build(workshop, host, write, with_library, read_entry_points, tmp_path):
    """In the isolated build of a front end, what build-system.requires names can be imported, and nothing else."""
    module = """
        from naming import NAME
        from plugin import Plugin, PluginSpec
        spec = PluginSpec("sample.sinks", NAME, Plugin)
    """
    files = host.files('discovery = "import"')
    project = write(tmp_path / "project", {**files, "src": {"sample": {"__init__.py": module}}})
    build = ["build", "--out-dir", tmp_path, "--python", workshop.tools, project]
    run = workshop.uv(*build, env=with_library, check=False)
    assert run.status != 0
    assert (
        "src/sample/__init__.py:2: sample cannot be imported: ModuleNotFoundError: No module named 'naming'"
        in run.output
    )
    assert "add the distribution of `naming` to it" in run.output
    assert "Traceback" not in run.output

    write(project, {"pyproject.toml": requiring(files["pyproject.toml"], "naming")})
    workshop.uv(*build, env=with_library)  # the source distribution, and the wheel from there
    (wheel,) = tmp_path.glob("sample-*.whl")
    assert read_entry_points(wheel) == {"sample.sinks": {"from a library": "sample:spec"}}

    python = workshop.environment(tmp_path / "environment")
    workshop.uv("pip", "install", "--python", python, "--no-deps", "--editable", project, env=with_library)
    installed = "from importlib.metadata import distribution as of; print(*of('sample').entry_points)"
    assert "value='sample:spec', group='sample.sinks'" in workshop.run(python, "-c", installed).stdout


@on_every_host
@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("", "src/sample/__init__.py:2: sample cannot be imported: SystemExit: 3"),
        ("import-timeout = -1", "import-timeout must be a number of seconds above 0 and up to 86400, a day, not -1"),
    ],
)
def test_failing(workshop, host, write, tmp_path, config, told):
    """A module that fails, and a fault of the configuration, end the build with a message, and leave no wheel."""
    files = host.files(f'discovery = "import"\n{config}')
    ends = {"src": {"sample": {"__init__.py": "import sys\nsys.exit(3)\n"}}}
    project = write(tmp_path / "project", {**files, **ends})
    run = workshop.call(host, "build_wheel", project, tmp_path, check=False)
    assert run.status == 1
    assert told in run.output
    assert "Traceback" not in run.output
    assert list(tmp_path.glob("*.whl")) == []


@on_every_host
def test_time_limit(workshop, host, write, tmp_path):
    """A module that never ends fails the build when the time is over, even where the undecided is only told."""
    files = host.files('discovery = "import"\nimport-timeout = 0.5\non-undecided = "warn"')
    endless = {"src": {"sample": {"__init__.py": "while True:\n    pass\n"}}}
    project = write(tmp_path / "project", {**files, **endless})
    run = workshop.call(host, "build_wheel", project, tmp_path, check=False)
    assert run.status == 1
    assert "the time limit of 0.5 s was exceeded" in run.output
    assert list(tmp_path.glob("*.whl")) == []


def test_warning(workshop, host, write, read_entry_points, tmp_path):
    """A project that wants to be told only gets the plugins of the other modules."""
    tree = {
        "sample": {
            "__init__.py": "from plugin import *\na = PluginSpec('sample.sinks', 'a', Plugin)\n",
            "crash.py": "import os\nos._exit(7)\n",
        },
        "pyproject.toml": host.pyproject('discovery = "import"\non-undecided = "warn"'),
    }
    project = write(tmp_path / "project", tree)
    run = workshop.call(host, "build_wheel", project, tmp_path, check=False)
    assert run.status == 0
    assert (
        "plugin-loader: sample/crash.py: sample.crash cannot be imported: it ends the process with exit" in run.stderr
    )
    (wheel,) = tmp_path.glob("*.whl")
    assert read_entry_points(wheel) == {"sample.sinks": {"a": "sample:a"}}


def test_renamed(workshop, hatchling, write, read_entry_points, tmp_path):
    """Files that ship under other names are imported under these, in a wheel and in an editable install."""
    tool = (
        "[tool.hatch.build.targets.wheel]\n"
        'packages = ["src/sample"]\n[tool.hatch.build.targets.wheel.force-include]\n"extra" = "sample/extra"\n'
    )
    plugin = "from sample import namespace\nfrom plugin import *\n{} = PluginSpec(namespace, '{}', Plugin)\n"
    tree = {
        "pyproject.toml": hatchling.pyproject('discovery = "import"', tool=tool),
        "src": {"sample": {"__init__.py": "namespace = 'sample.sinks'", "a.py": plugin.format("a", "a")}},
        "extra": {"__init__.py": "", "b.py": "from sample.a import a\n" + plugin.format("b", "b")},
    }
    project = write(tmp_path / "project", tree)
    expected = {"sample.sinks": {"a": "sample.a:a", "b": "sample.extra.b:b"}}
    for hook in ("build_wheel", "build_editable"):
        wheel = workshop.call(hatchling, hook, project, _made(tmp_path / hook))
        assert read_entry_points(wheel) == expected
