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
MORE = SOURCE + B
NOT_REQUIRED = PYPROJECT.replace(', "python-plugin-loader"', "")
BY_IMPORTING = f'{PYPROJECT}discovery = "import"\n'
ELSEWHERE = {"url": "https://example.org/a.whl", "archive_info": {}}


@pytest.fixture
def switched_on(monkeypatch):
    monkeypatch.setenv("PLUGIN_LOADER_LIVE", "1")


@pytest.fixture
def asked(monkeypatch):
    """Of how many sources a process was asked, each time that one was started."""
    numbers = []
    ask = editable.ask

    def counting(installed, **options):
        numbers.append(len(installed))
        return ask(installed, **options)

    monkeypatch.setattr(editable, "ask", counting)
    return numbers


def names():
    return PluginManager("my.faces").list_names()


def renew(path, seconds=5):
    """Let a file have changed after what was installed."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + seconds * 10**9))


@pytest.mark.usefixtures("switched_on")
class TestLive:
    def test_source_counts(self, editable_site):
        """Plugins that were added, renamed, moved and deleted are as the source has them; nothing is written."""
        sources = {
            "same": SOURCE,
            "added": MORE,
            "renamed": SOURCE.replace("'a'", "'b'"),
            "moved": SOURCE.replace("class A", "class C"),
            "other-group": SOURCE.replace("'my.faces'", "'my.hands'"),
            "gone": "",
        }
        infos = [install_editable(editable_site, name, source=text)[1] for name, text in sources.items()]
        assert [f"{each.group}: {each.name} = {each.value}" for each in entry_points(None)] == [
            "console_scripts: my-app = my_app:main",
            "my.faces: a = added:A",
            "my.faces: b = added:B",
            "console_scripts: my-app = my_app:main",
            "console_scripts: my-app = my_app:main",
            "my.faces: a = moved:C",
            "console_scripts: my-app = my_app:main",
            "my.hands: a = other_group:A",
            "console_scripts: my-app = my_app:main",
            "my.faces: b = renamed:A",
            "console_scripts: my-app = my_app:main",
            "my.faces: a = same:A",
        ]
        assert {(info / "entry_points.txt").read_text() for info in infos} == {ENTRY_POINTS}

    @pytest.mark.usefixtures("unmeasured")  # coverage takes all of sys.path for strings
    def test_others_stay(self, editable_site):
        """Other distributions are as they are installed; the order and what is hidden stay as well."""
        for name in ("first", "third"):
            install_editable(editable_site, name, entry_points=None)
        install_editable(editable_site, "second", "[my.faces]\na = nowhere:A\n", ELSEWHERE)
        sys.path += [editable_site, None, "/nowhere"]  # what is no string is not where anything is imported from
        manager = PluginManager("my.faces")
        assert manager.get_container("a").source.value == "first:A"
        assert [each.value for each in manager.get_container("a").shadowed] == ["nowhere:A", "third:A"]
        assert manager.load("a").name == "a"

    def test_asked_once(self, editable_site, asked):
        """The sources are looked at once, all by one process, and again when a manager is to look again."""
        source, _ = install_editable(editable_site)
        install_editable(editable_site, "other")
        manager = PluginManager("my.faces")
        assert manager.list_names() == names() == ["a"]
        (editable_site / "new").touch()  # the folder is read again
        assert names() == ["a"]
        assert asked == [2]
        source.write_text(MORE)
        assert names() == ["a"]
        manager.reload()
        assert manager.list_names() == names() == ["a", "b"]
        assert asked == [2, 2]

    def test_faults(self, editable_site, caplog):
        """A source that gives no answer leaves the installed entry points; a warning says why, and what to do."""
        undecided = f"{MORE}class C(A):\n    name = input()\nclass D(A):\n    name = input()\n"
        source, _ = install_editable(editable_site, source=undecided)
        install_editable(editable_site, "broken", pyproject="[project", source=MORE)
        install_editable(editable_site, "misconfigured", pyproject=f"{PYPROJECT}include = 1", source=MORE)
        install_editable(editable_site, "unprepared", pyproject=NOT_REQUIRED, source=MORE)
        gone, _ = install_editable(editable_site, "gone")
        (gone.parents[2] / "pyproject.toml").unlink()
        manager = PluginManager("my.faces")
        assert manager.list_names() == ["a"]
        texts = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
        told = {text.partition(" ")[0]: text for text in texts if "keeps the entry points" in text}
        assert [*told] == ["broken", "gone", "misconfigured", "my-app", "unprepared"]
        assert "pyproject.toml is not valid TOML" in told["broken"]
        assert "there is no longer a project in" in told["gone"]
        assert "include must be a list" in told["misconfigured"]
        assert 'add "python-plugin-loader" to build-system.requires' in told["unprepared"]
        assert told["my-app"] == (
            "my-app keeps the entry points that it was installed with: src/my_app/__init__.py:7: the name of plugin "
            "my_app:C cannot be read from the source [PL101] (and 1 more); "
            "run `plugin-loader refresh my-app` for details"
        )
        assert current_installation().problems == [*told.values()]
        source.write_text(MORE)
        manager.reload()
        assert manager.list_names() == ["a", "b"]
        assert len(current_installation().problems) == len(told) - 1

    def test_configuration_counts(self, editable_site):
        """The project says how its plugins are found, here by importing; its modules see what is installed."""
        source, _ = install_editable(editable_site, pyproject=BY_IMPORTING)
        names_itself = "'+'.join(__import__('plugin').PluginManager('my.faces').list_names() * 2)"
        source.write_text(SOURCE.replace("'a'", names_itself))
        assert names() == ["a+a"]

    def test_left_in_the_source(self, editable_site):
        """What setuptools leaves in a project hides the installation there, and follows the source as well."""
        source, info = install_editable(editable_site, source=MORE)
        for folder in (source.parents[2], source.parents[1]):
            copy = folder / "my_app.egg-info"
            write_tree(copy, {"PKG-INFO": (info / "METADATA").read_text(), "entry_points.txt": ENTRY_POINTS})
            sys.path.insert(0, str(folder))
        assert names() == ["a", "b"]
        assert PluginManager("my.faces").get_container("b").source.holder.path == str(copy)

    @pytest.mark.parametrize("value", ["", "0", "false", "No", "OFF"])
    def test_switched_off(self, editable_site, asked, monkeypatch, value):
        """These values are as good as none; any other switches it on, also in a process that has looked before."""
        install_editable(editable_site, source=MORE)
        monkeypatch.setenv("PLUGIN_LOADER_LIVE", value)
        assert names() == ["a"]
        assert asked == []
        monkeypatch.setattr(editable, "ask", lambda _: [editable.Answer({"my.faces": {"c": "my_app:C"}})])
        monkeypatch.setenv("PLUGIN_LOADER_LIVE", "true")
        assert names() == ["c"]

    @pytest.mark.parametrize("executable", ["", "/nowhere/python"])
    def test_no_python(self, editable_site, monkeypatch, caplog, executable):
        """Where no Python can be started, what is installed counts."""
        install_editable(editable_site, source=MORE)
        monkeypatch.setattr(sys, "executable", executable)
        assert names() == ["a"]
        assert "cannot start Python to look at it" in caplog.text

    def test_process_that_fails(self, editable_site, caplog):
        """So it is where the process ends without an answer, which is reported as it is."""
        install_editable(editable_site, source=MORE)
        write_tree(editable_site, {"plugin": {"__init__.py": "raise SystemExit('oh no')"}})
        assert names() == ["a"]
        assert "ended with exit status 1: oh no" in caplog.text

    def test_commands(self, editable_site, capsys):
        """The commands that show what is installed follow the sources as well."""
        install_editable(editable_site, source=MORE)
        assert main(["list", "my.faces", "--format", "json"]) == 0
        assert [each["name"] for each in json.loads(capsys.readouterr().out)] == ["a", "b"]
        assert main(["check", "my.faces"]) == 0
        assert "2 checked, 0 failed" in capsys.readouterr().err


def error(name="b"):
    with pytest.raises(PluginNotFound) as raised:
        PluginManager("my.faces").load(name)
    return raised.value


NOT_THERE = "no plugin named b in namespace my.faces; available: a"
SOURCE_HAS_IT = (
    "; the source of `my-app` has it, but its editable installation is out of date: run `plugin-loader refresh my-app`"
)


class TestNotFound:
    def test_source_has_it(self, editable_site, asked):
        """The message says which source has the plugin, and the command; it is found out when somebody reads it."""
        source, _ = install_editable(editable_site, source=MORE)
        renew(source)
        raised = error()
        assert asked == []
        assert {str(raised) for _ in range(3)} == {NOT_THERE + SOURCE_HAS_IT}
        assert asked == [1]
        again = pickle.loads(pickle.dumps(error()))  # noqa: S301  # nobody has read it yet, and it is ours
        assert (str(again), again.namespace, again.name, again.known) == (str(raised), "my.faces", "b", ("a",))
        assert str(error("c")) == NOT_THERE.replace(" b ", " c ")
        assert asked == [1]

    def test_empty_namespace(self, editable_site):
        """So it is where nothing offers the namespace, and where a build would still fail."""
        source, _ = install_editable(editable_site, pyproject=NOT_REQUIRED, entry_points=None)
        renew(source)
        assert str(error("a")).endswith(f"; the namespace is empty{SOURCE_HAS_IT}")

    def test_asked_again(self, editable_site, asked):
        """A source is asked again when it has changed; nothing of it is imported, whatever the project says."""
        source, _ = install_editable(editable_site, pyproject=BY_IMPORTING)
        renew(source)
        assert str(error()) == NOT_THERE
        source.write_text(f"{MORE}open(__file__ + '.seen', 'w')\n")
        renew(source, seconds=10)
        assert str(error()) == NOT_THERE + SOURCE_HAS_IT
        assert os.listdir(source.parent) == ["__init__.py"]
        assert asked == [1, 1]

    def test_nothing_is_newer(self, editable_site, asked):
        """A source that has not changed since is not asked, and what is not editable is not either."""
        source, info = install_editable(editable_site, source=MORE)
        project = source.parents[2]
        write_tree(project, {".venv": {"a.py": ""}, "node_modules": {"a.py": ""}, "README.md": ""})
        (project / ".#a.py").symlink_to("nowhere")
        renew(info / "entry_points.txt")
        for name in (".venv/a.py", "node_modules/a.py", "README.md"):
            renew(project / name, seconds=60)
        renew(install_editable(editable_site, "other", origin=ELSEWHERE)[0])
        assert str(error()) == NOT_THERE
        assert asked == []

    def test_very_many_files(self, editable_site, monkeypatch):
        """A project of too many files is asked without looking at each."""
        _, info = install_editable(editable_site, source=MORE)
        renew(info / "entry_points.txt")
        monkeypatch.setattr(editable, "MOST_FILES", 1)
        assert str(error()) == NOT_THERE + SOURCE_HAS_IT

    def test_too_slow(self, editable_site, monkeypatch):
        """What takes too long is not waited for, nor tried again."""
        renew(install_editable(editable_site, source=MORE)[0])
        monkeypatch.setattr(editable, "PATIENCE", 0.001)
        assert str(error()) == NOT_THERE
        monkeypatch.setattr(editable, "ask", None)
        assert str(error()) == NOT_THERE

    def test_fault(self, editable_site, monkeypatch):
        """Whatever goes wrong on the way, the message is that of the error."""
        install_editable(editable_site)
        monkeypatch.setattr(os, "walk", lambda _: 1 / 0)
        assert str(error()) == NOT_THERE

    def test_other_finder(self, editable_site, asked):
        """Where plugins do not come from what is installed, that is not looked at."""
        renew(install_editable(editable_site)[0])
        with pytest.raises(PluginNotFound, match=r"the namespace is empty$"):
            PluginManager("my.faces", finder=GivenPlugins()).load("a")
        assert asked == []


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
        """A distribution whose metadata has no name is called by its folder; what is no UTF-8 is read all the same."""
        _, info = install_editable(editable_site)
        (info / "METADATA").unlink()
        (info / "entry_points.txt").write_bytes(b"\xff")
        [installed] = editable_installations()
        assert installed.name == info.name
        assert installed.read() == "\ufffd"
        importlib.invalidate_caches()
