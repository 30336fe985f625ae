"""The helpers for tests of applications and plugins."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import plugin as plugin_package
from pages import ROOT, blocks
from plugin import Plugin, PluginManager, PluginSpec, StaticFinder, plugin
from plugin.exceptions import InvalidPlugin
from plugin.testing import Event, RecordingListener, manager_of


class Greeter(Plugin):
    namespace = "my.greeters"
    name = "hello"

    def load(self, whom="world"):
        if whom == "nobody":
            raise ValueError("nobody there")
        return f"Hello, {whom}!"


@plugin(namespace="my.greeters")
def wave():
    return "waves"


class TestManagerOf:
    def test_every_way_to_write_a_plugin(self):
        """Classes, specs, marked functions and plugins that are made already are taken."""
        made = Greeter()
        made.name = "made"
        made.priority = 5
        manager = manager_of(Greeter, wave, made, PluginSpec("my.greeters", "spec", Greeter))
        assert manager.list_names() == ["hello", "wave", "made", "spec"]
        assert manager.load("made") is made
        assert manager.get_container("made").priority == 5
        assert manager.load("wave")() == "waves"

    def test_options(self):
        """It takes what a manager takes."""
        manager = manager_of(Greeter, load_kwargs={"whom": "you"}, allow=["hello"])
        manager.load_all()
        assert manager.get_container("hello").load_value == "Hello, you!"

    def test_never_looks_at_the_installation(self, site):
        """What is installed plays no part."""
        site.install("dist", {}, {"my.greeters": {"installed": "m:x"}})
        assert manager_of(Greeter).list_names() == ["hello"]
        assert manager_of(namespace="my.greeters").list_names() == []

    @pytest.mark.parametrize("given", [[], [Greeter, PluginSpec("other", "a", Greeter)]])
    def test_namespace_not_clear(self, given):
        """Without plugins, or with those of several namespaces, the namespace has to be named."""
        with pytest.raises(InvalidPlugin, match="pass namespace="):
            manager_of(*given)
        assert manager_of(*given, namespace="my.greeters").list_names() == ["hello"] * bool(given)

    def test_no_plugin(self):
        """What is no plugin is an error at once."""
        with pytest.raises(InvalidPlugin):
            StaticFinder([5])


class TestRecordingListener:
    def test_events(self):
        """Each event is kept with what it came with."""
        listener = RecordingListener()
        with manager_of(Greeter, listener=listener, load_args=("you",)) as manager:
            loaded = manager.load("hello")
        assert listener.events == [
            Event("resolve_after", "hello", ()),
            Event("init_after", "hello", (loaded,)),
            Event("load_before", "hello", (loaded, ("you",), {})),
            Event("load_after", "hello", (loaded, "Hello, you!")),
            Event("unload_after", "hello", (loaded,)),
        ]

    def test_errors(self, site, caplog):
        """Errors are kept, of every step."""
        listener = RecordingListener()

        class Stuck(Greeter):
            def unload(self):
                raise ValueError("stuck")

        def factory():
            raise ValueError("not made")

        manager_of(Greeter, PluginSpec("my.greeters", "x", factory), listener=listener, load_args=["nobody"]).load_all()
        with pytest.raises(ValueError, match="stuck"), manager_of(Stuck, listener=listener) as manager:
            manager.load_all()
        site.install("dist", {}, {"my.greeters": {"installed": "not_there:x"}})
        PluginManager("my.greeters", listener=listener).load_all()
        *messages, missing = map(str, listener.errors)
        assert messages == ["nobody there", "not made", "stuck"]
        assert "not_there" in missing
        assert "load_exception hello" in listener.heard

    def test_conflict(self, caplog):
        """A conflict is heard as well."""
        listener = RecordingListener()
        manager_of(Greeter, PluginSpec("my.greeters", "hello", Plugin), listener=listener).list_names()
        assert listener.heard == ["conflict hello"]


def run_pytest(folder, *options):
    """Run the tests of a folder in another process, with the fixture, whether or not our distribution is installed."""
    source = str(Path(plugin_package.__file__).parents[1])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "plugin_loader.pytest_plugin", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": source, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command += [*options, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, check=False)


FIXTURE = """
import sys
from importlib import metadata

import pytest
from plugin import Plugin, PluginManager


class Greeter(Plugin):
    namespace = "my.greeters"
    name = "hello"


def test_objects(install_plugins):
    manager = PluginManager("my.greeters")
    assert manager.list_names() == []
    name = install_plugins(Greeter)
    manager.reload()
    assert isinstance(manager.load("hello"), Greeter)
    assert manager.get_container("hello").distribution.metadata["Name"] == name
    assert [entry.name for entry in metadata.entry_points(group="my.greeters")] == ["hello"]


def test_table(install_plugins):
    table = {"my.greeters": {"a": "json:dumps"}, "other": {"b": "json:loads"}}
    assert install_plugins(table=table, distribution="My-Dist", version="2.0") == "My-Dist"
    install_plugins(Greeter)
    assert PluginManager("my.greeters").list_names() == ["a", "hello"]
    assert metadata.version("my-dist") == "2.0"


def test_put_back():
    assert PluginManager("my.greeters").list_names() == []
    assert not [name for name in sys.modules if "installed_for_test" in name]
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.version("my-dist")
"""


def test_fixture(tmp_path):
    """The fixture makes entry points appear for one test, to all who read entry points."""
    (tmp_path / "test_fixture.py").write_text(FIXTURE)
    done = run_pytest(tmp_path)
    assert "3 passed" in done.stdout, done.stdout


def test_fixture_is_opt_in(tmp_path):
    """A test that does not ask for the fixture pays for nothing: not even the manager is imported."""
    (tmp_path / "test_nothing.py").write_text(
        "import sys\ndef test_nothing():\n    assert 'plugin_loader.pytest_plugin' in sys.modules\n"
        "    assert not {'plugin.manager', 'plugin.discovery'} & set(sys.modules)\n"
    )
    done = run_pytest(tmp_path)
    assert "1 passed" in done.stdout, done.stdout


def test_page(tmp_path):
    """The tests that the documentation shows run as they stand."""
    files = [block for block in blocks(ROOT / "docs" / "testing.md") if block.file]
    assert files
    for file in files:
        file.write(tmp_path)
    done = run_pytest(tmp_path)
    assert "passed" in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout


def test_module_of_pytest_is_declared():
    """Our distribution declares the fixture, so that pytest finds it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nplugin-loader = "plugin_loader.pytest_plugin"\n' in text
    assert importlib.util.find_spec("plugin_loader.pytest_plugin")
