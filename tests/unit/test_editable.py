"""What the source of an editable installation has now: managers see it if they are asked to, and errors mention it."""

import importlib
import json
import os
import pickle
import sys

import pytest

from editables import ENTRY_POINTS, PYPROJECT, SOURCE, install_editable
from plugin import PluginManager, editable
from plugin.cli import main
from plugin.editable import Installed, editable_installations
from plugin.exceptions import PluginNotFound
from plugin.installed import current_installation, entry_points
from toys import GivenPlugins, write_tree

B = "class B(A):\n    name = 'b'\n"
COMMAND = "its editable installation is older: run `plugin-loader refresh my-app`"


@pytest.fixture
def switched_on(monkeypatch):
    monkeypatch.setenv("PLUGIN_LOADER_LIVE", "1")


@pytest.fixture
def asked(monkeypatch):
    """How many sources a process was started for, each time."""
    numbers = []
    ask = editable.ask

    def counting(installed, **options):
        numbers.append(len(installed))
        return ask(installed, **options)

    monkeypatch.setattr(editable, "ask", counting)
    return numbers


def names(namespace="my.faces"):
    return PluginManager(namespace).list_names()


def renew(path, seconds=5):
    """Let a file have changed after what was installed."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + seconds * 10**9))


@pytest.mark.usefixtures("switched_on")
class TestLive:
    @pytest.mark.parametrize(
        ("changed", "found"),
        [
            (SOURCE, ["a = my_app:A"]),
            (SOURCE + B, ["a = my_app:A", "b = my_app:B"]),
            (SOURCE.replace("'a'", "'b'"), ["b = my_app:A"]),
            (SOURCE.replace("class A", "class C"), ["a = my_app:C"]),
            (SOURCE.replace("'my.faces'", "'my.hands'"), []),
            ("", []),
        ],
    )
    def test_source_counts(self, editable_site, changed, found):
        """Plugins that were added, renamed, moved and deleted are as the source has them; scripts stay; no file does."""
        source, info = install_editable(editable_site)
        source.write_text(changed)
        assert [f"{each.name} = {each.value}" for each in entry_points("my.faces")] == found
        assert [each.value for each in entry_points("console_scripts")] == ["my_app:main"]
        assert (info / "entry_points.txt").read_text() == ENTRY_POINTS

    def test_loaded(self, editable_site):
        """What is listed can be loaded."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        assert PluginManager("my.faces").load("b").name == "b"
        assert not {name for name in sys.modules if name.startswith("plugin.discovery.static")} - BEFORE

    def test_others_stay(self, editable_site):
        """Other distributions are as they are installed; the order and what is hidden stay as well."""
        for name in ("first", "third"):
            install_editable(editable_site, name, entry_points=None)
        install_editable(editable_site, "second", "[my.faces]\na = nowhere:A\n", {"url": "https://example.org/a.whl"})
        assert [each.value for each in entry_points("my.faces")] == ["first:A", "nowhere:A", "third:A"]
        manager = PluginManager("my.faces")
        assert manager.get_container("a").source.value == "first:A"
        assert [each.value for each in manager.get_container("a").shadowed] == ["nowhere:A", "third:A"]

    def test_asked_once(self, editable_site, asked):
        """The sources are looked at once, all by one process, and again when a manager is to look again."""
        source, _ = install_editable(editable_site)
        install_editable(editable_site, "other")
        manager = PluginManager("my.faces")
        assert manager.list_names() == names() == ["a"]
        (editable_site / "new").touch()  # the folder is read again
        assert names() == ["a"]
        assert asked == [2]
        source.write_text(SOURCE + B)
        assert names() == ["a"]
        manager.reload()
        assert manager.list_names() == names() == ["a", "b"]
        assert asked == [2, 2]

    def test_fault(self, editable_site, caplog):
        """A source that gives no answer leaves the installed entry points; a warning says why, and what to do."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B + "class C(A):\n    name = input()\n")
        manager = PluginManager("my.faces")
        assert manager.list_names() == ["a"]
        [record] = caplog.records
        assert record.levelname == "WARNING"
        assert record.getMessage().startswith(
            "my-app keeps the entry points that it was installed with: src/my_app/__init__.py:7: the name of plugin"
        )
        assert "unset PLUGIN_LOADER_LIVE" in record.getMessage()
        assert current_installation().problems == [record.getMessage()]
        source.write_text(SOURCE + B)
        manager.reload()
        assert manager.list_names() == ["a", "b"]
        assert current_installation().problems == []

    @pytest.mark.parametrize(
        ("pyproject", "message"),
        [
            ("[project", "pyproject.toml is no valid TOML"),
            (PYPROJECT.replace("plugin-loader]", "plugin-loader]\ninclude = 1"), "include must be a list"),
            (PYPROJECT.replace(', "python-plugin-loader"', ""), "to build-system.requires"),
            (None, "there is no project in"),
        ],
    )
    def test_faulty_project(self, editable_site, pyproject, message, caplog):
        """So does a project that could not be built, or is gone."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        file = source.parents[2] / "pyproject.toml"
        file.unlink() if pyproject is None else file.write_text(pyproject.format("my-app"))
        assert names() == ["a"]
        assert message in caplog.text

    def test_configuration_counts(self, editable_site):
        """The project says how its plugins are found: here by importing, and not in every module."""
        source, _ = install_editable(editable_site, pyproject=f'{PYPROJECT}discovery = "import"\nexclude = ["*.old"]\n')
        code = "name = ''.join('b')\nimport os\nassert 'PLUGIN_LOADER_LIVE' not in os.environ\n"
        source.write_text(f"{SOURCE.replace(repr('a'), '__import__("os").sep')}{code}")
        write_tree(source.parent, {"old.py": SOURCE})
        assert names() == [os.sep]

    @pytest.mark.parametrize("value", ["", "0", "false", "No", "OFF"])
    def test_switched_off(self, editable_site, asked, monkeypatch, value):
        """These values are as good as none."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        monkeypatch.setenv("PLUGIN_LOADER_LIVE", value)
        assert names() == ["a"]
        assert asked == []
        monkeypatch.setenv("PLUGIN_LOADER_LIVE", "true")
        assert names() == ["a", "b"]

    @pytest.mark.parametrize("executable", ["", "/nowhere/python"])
    def test_no_python(self, editable_site, monkeypatch, caplog, executable):
        """Where no Python can be started, what is installed counts."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        monkeypatch.setattr(sys, "executable", executable)
        assert names() == ["a"]
        assert "no Python can be started to look at it" in caplog.text

    def test_process_that_fails(self, editable_site, monkeypatch, caplog):
        """So it is where the process ends without an answer, which is reported as it is."""
        source, _ = install_editable(editable_site)
        write_tree(editable_site, {"plugin": {"__init__.py": "", "cli": {"__init__.py": "raise SystemExit('oh no')"}}})
        assert names() == ["a"]
        assert "ends with status 1: oh no" in caplog.text

    def test_commands(self, editable_site, capsys):
        """The commands that show what is installed follow the sources as well."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        assert main(["list", "my.faces", "--format", "json"]) == 0
        assert [each["name"] for each in json.loads(capsys.readouterr().out)] == ["a", "b"]
        assert main(["check", "my.faces"]) == 0
        assert "2 checked, 0 failed" in capsys.readouterr().err


BEFORE = set(sys.modules)


class TestNotFound:
    def test_source_has_it(self, editable_site, asked):
        """The message says which source has the plugin, and the command; it is found out when somebody reads it."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        renew(source)
        with pytest.raises(PluginNotFound) as raised:
            PluginManager("my.faces").load("b")
        assert asked == []
        assert str(raised.value) == (
            "no plugin named 'b' in namespace 'my.faces'; there are: a; the source of `my-app` has it, but " + COMMAND
        )
        for error in (raised.value, pickle.loads(pickle.dumps(raised.value))):
            assert COMMAND in str(error)
            assert (error.namespace, error.name, error.known) == ("my.faces", "b", ("a",))
        assert asked == [1]

    def test_unread(self, editable_site):
        """An error that nobody has read yet can be pickled; it is found out then."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        renew(source)
        with pytest.raises(PluginNotFound) as raised:
            PluginManager("my.faces").load("b")
        assert COMMAND in str(pickle.loads(pickle.dumps(raised.value)))

    def test_empty_namespace(self, editable_site):
        """So it is where nothing offers the namespace, and where the project is not to be built yet."""
        source, info = install_editable(editable_site, pyproject=PYPROJECT.replace(', "python-plugin-loader"', ""))
        (info / "entry_points.txt").unlink()
        renew(source)
        with pytest.raises(PluginNotFound, match=r"; the namespace is empty; the source of `my-app` has it, but"):
            PluginManager("my.faces").load("a")

    def test_asked_once_for_each_change(self, editable_site, asked):
        """A source is asked once; and again when it has changed, but not if its plugins are imported to be found."""
        source, _ = install_editable(editable_site)
        renew(source)
        for _ in range(3):
            assert "refresh" not in message("b")
        assert asked == [1]
        source.write_text(SOURCE + B)
        renew(source, seconds=10)
        assert "refresh" in message("b")
        assert asked == [1, 1]

    def test_nothing_is_newer(self, editable_site, asked):
        """A source that has not changed since is not asked, and neither is what is not editable."""
        source, info = install_editable(editable_site)
        source.write_text(SOURCE + B)
        renew(info / "entry_points.txt")
        install_editable(editable_site, "other", origin={"url": "https://example.org/other.whl"})
        assert "refresh" not in message("b")
        assert asked == []

    def test_what_is_no_source(self, editable_site, asked):
        """Folders of tools, and files that are not read, are passed over; a project of very many files is asked."""
        source, info = install_editable(editable_site)
        renew(info / "entry_points.txt")
        write_tree(source.parents[2], {".venv": {"a.py": ""}, "node_modules": {"a.py": ""}, "README.md": ""})
        for path in source.parents[2].rglob("*"):
            if path.is_file() and path != source and path.name != "pyproject.toml":
                renew(path, seconds=60)
        assert "refresh" not in message("b")
        assert asked == []

    def test_very_many_files(self, editable_site, asked, monkeypatch):
        """A project of too many files is asked without looking at each."""
        source, info = install_editable(editable_site)
        source.write_text(SOURCE + B)
        renew(info / "entry_points.txt")
        monkeypatch.setattr(editable, "MOST_FILES", 1)
        assert "refresh" in message("b")
        assert asked == [1]

    def test_not_imported(self, editable_site):
        """For a message nothing is imported, whatever the project says."""
        source, _ = install_editable(editable_site, pyproject=f'{PYPROJECT}discovery = "import"\n')
        source.write_text(f"{SOURCE}{B}open(__file__ + '.seen', 'w')\n")
        renew(source)
        assert "refresh" in message("b")
        assert os.listdir(source.parent) == ["__init__.py"]

    def test_too_slow(self, editable_site, monkeypatch):
        """What takes too long is not waited for, nor tried again."""
        source, _ = install_editable(editable_site)
        source.write_text(SOURCE + B)
        renew(source)
        monkeypatch.setattr(editable, "PATIENCE", 0.001)
        assert "refresh" not in message("b")
        monkeypatch.undo()

    def test_fault(self, editable_site, monkeypatch):
        """Whatever goes wrong on the way, the message is that of the error."""
        source, _ = install_editable(editable_site)
        renew(source)
        monkeypatch.setattr(os, "walk", lambda _: 1 / 0)
        assert message("b") == "no plugin named 'b' in namespace 'my.faces'; there are: a"

    def test_other_finder(self, editable_site, asked):
        """Where plugins do not come from what is installed, that is not looked at."""
        source, _ = install_editable(editable_site)
        renew(source)
        with pytest.raises(PluginNotFound, match=r"the namespace is empty$"):
            PluginManager("my.faces", finder=GivenPlugins()).load("a")
        assert asked == []


def message(name):
    with pytest.raises(PluginNotFound) as raised:
        PluginManager("my.faces").load(name)
    return str(raised.value)


class TestInstalled:
    def test_folder(self, editable_site, tmp_path):
        """The folder of a project may have any name."""
        project = tmp_path / "my größe & co %41"
        _, info = install_editable(editable_site, origin={"url": project.as_uri(), "dir_info": {"editable": True}})
        assert [*editable_installations()] == [Installed(str(info), str(project))]

    @pytest.mark.parametrize(
        "origin",
        [
            {},
            [],
            {"url": "https://example.org", "dir_info": {"editable": True}},
            {"url": "file:///x", "dir_info": {}},
            {"url": "file:///x", "dir_info": {"editable": False}},
            {"url": 1, "dir_info": {"editable": True}},
        ],
    )
    def test_not_editable(self, editable_site, origin):
        """What comes from elsewhere, or from nowhere that can be read, is not editable."""
        install_editable(editable_site, origin=origin)
        assert [*editable_installations()] == []

    def test_nameless(self, editable_site):
        """A distribution whose metadata has no name is called by its folder."""
        _, info = install_editable(editable_site)
        (info / "METADATA").unlink()
        (info / "entry_points.txt").write_bytes(b"\xff")
        [installed] = editable_installations()
        assert installed.name == info.name
        assert installed.read() == "\ufffd"
        importlib.invalidate_caches()
