"""Plugins in a folder: found by reading, each imported under a name of its own once it is asked for."""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import plugin
from plugin import FolderFinder, PluginManager, StaticFinder
from plugin.exceptions import DiscoveryError
from toys import write_tree

NAMESPACE = "my.ns"
CLASS = """
from plugin import Plugin
class {name}(Plugin):
    namespace, name = "my.ns", "{name}"
    def load(self):
        return __name__
"""
BASE = "from plugin import Plugin\nclass Base(Plugin):\n    namespace = 'my.ns'\n"


def make(name):
    return CLASS.format(name=name)


@pytest.fixture
def folder(tmp_path, recorder):
    """A function that writes files into a folder of plugins, and gives a manager over it."""

    def folder(namespace=NAMESPACE, **files):
        tree = {name if isinstance(text, dict) else f"{name}.py": text for name, text in files.items()}
        write_tree(tmp_path / "plugins", tree)
        return PluginManager(namespace, finder=FolderFinder(tmp_path / "plugins", namespace), listener=recorder)

    return folder


class TestFound:
    def test_files_and_packages(self, folder):
        """Files and packages are looked at, other namespaces are passed over, and nothing is imported for it."""
        package = {
            "__init__.py": "from .inner import B\nfrom plugin import PluginSpec\nspec = PluginSpec('my.ns', 's', B)"
        }
        manager = folder(
            a=make("a"), pack={**package, "inner.py": make("B")}, other=make("o").replace("my.ns", "other")
        )
        [finder] = manager.finders
        assert manager.list_names() == ["B", "a", "s"]
        assert [name for name in sys.modules if name.startswith(f"{finder.package}.")] == []
        assert [manager.get_container(each.name).load_value for each in manager.load_all()][1:] == [
            f"{finder.package}.a"
        ] * 1 + [f"{finder.package}.pack.inner"]

    def test_relative_imports(self, folder):
        """Modules of the folder import each other relatively, also beyond their package."""
        derived = "from ..base import Base\nclass D(Base):\n    name = 'd'\n"
        folder_manager = folder(base=BASE, pack={"__init__.py": "", "derived.py": derived})
        assert folder_manager.load("d").name == "d"

    def test_names_of_others(self, folder, tmp_path):
        """A module has no other in its way, nor is it in another's: not the standard library, not a second folder."""
        manager = folder(json=make("a"), uses="import json\n" + make("b").replace("__name__", "json.dumps([])"))
        write_tree(tmp_path / "second", {"json.py": make("c")})
        second = PluginManager(NAMESPACE, finder=FolderFinder(tmp_path / "second", NAMESPACE))
        modules = {type(each).__module__ for each in (*manager.load_all(), *second.load_all())}
        assert len(modules) == 3
        assert manager.get_container("b").load_value == "[]"
        assert all(module.startswith("plugin_folder_") for module in modules)

    def test_same_folder_twice(self, folder, tmp_path):
        """Managers over one folder share its modules, however the folder is written."""
        manager = folder(a=make("a") + make("b").replace("my.ns", "other"))
        other = PluginManager("other", finder=FolderFinder(f"{tmp_path}/x/../plugins/", "other"))
        assert type(manager.load("a")).__module__ == type(other.load("b")).__module__

    def test_links(self, folder, tmp_path):
        """A link to a folder is followed, one that leads back is not followed for ever."""
        write_tree(tmp_path / "elsewhere", {"inner.py": make("a")})
        manager = folder(b=make("b"))
        os.symlink(tmp_path / "elsewhere", tmp_path / "plugins" / "linked")
        os.symlink(tmp_path / "plugins", tmp_path / "plugins" / "again")
        assert [each.name for each in manager.load_all()] == ["a", "b"]

    def test_base_without_source(self, folder, monkeypatch):
        """A base class whose source is not there, as in a frozen application, is known if it is imported."""
        host = ModuleType("host_without_source")
        exec(f"{BASE}\nclass Abstract(Base):\n    namespace = 'other'\n", vars(host))  # noqa: S102 - it stands above
        monkeypatch.setitem(sys.modules, host.__name__, host)
        monkeypatch.setitem(sys.modules, "host_without_names", object())
        text = "from host_without_source import Base, Abstract\nclass A(Base):\n    name = 'a'\n"
        manager = folder(a=f"{text}class B(Abstract):\n    name = 'b'\n")
        assert manager.list_names() == ["a"]
        assert isinstance(manager.load("a"), host.Base)

    def test_pickled(self, folder, tmp_path):
        """What modules define is pickled by reference, and is there again in a process with a finder for the folder."""
        made = folder(a=make("a")).load("a")
        assert type(pickle.loads(pickle.dumps(made))) is type(made)  # noqa: S301  # it is ours
        code = (
            f"import pickle, sys; sys.path.insert(0, {str(Path(plugin.__file__).parents[1])!r})\n"
            f"from plugin import FolderFinder; FolderFinder({str(tmp_path / 'plugins')!r}, 'my.ns')\n"
            f"print(pickle.loads({pickle.dumps(made)!r}).name)"
        )
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "a\n"

    def test_find_plugins(self, folder):
        """The finder works by itself as well."""
        [finder] = folder(a=make("a")).finders
        assert [spec.name for spec in finder.find_plugins()] == ["a"]

    def test_entry_point(self, folder):
        """The container says where the plugin comes from: a file, and no distribution."""
        container = folder(a=make("a")).get_container("a")
        assert container.distribution is None
        assert container.entry_point.origin.endswith(os.path.join("plugins", "a.py"))
        assert container.entry_point.metadata.load().name == "a"


class TestFaults:
    def test_each_file_for_itself(self, folder, recorder, caplog):
        """A file that cannot be read, imported or understood is reported with its path; the others are loaded."""
        manager = folder(
            bad="from plugin import Plugin\nclass X(Plugin\n",
            fails="import nowhere_to_be_found\n" + make("f"),
            good=make("g"),
            unknown=make("g2").replace('"g2"', "input()"),
        )
        assert manager.list_names() == ["f", "g", "bad.py", "unknown.py"]
        assert [each.name for each in manager.load_all()] == ["g"]
        assert {name: type(error) for name, error in manager.errors.items()} == {
            "f": ModuleNotFoundError,
            "bad.py": DiscoveryError,
            "unknown.py": DiscoveryError,
        }
        assert str(manager.get_container("bad.py").resolve_error).startswith(
            "bad.py:2: bad cannot be read: '(' was never"
        )
        failed = [event[1] for event in recorder.events if event[0] == "on_resolve_exception"]
        assert failed == ["f", "bad.py", "unknown.py"]
        for name in ("fails", "bad", "unknown"):
            assert os.path.join("plugins", f"{name}.py cannot be resolved") in caplog.text
        with pytest.raises(DiscoveryError, match="the name of plugin unknown:g2 cannot be read"):
            manager.load("unknown.py")

    def test_reload(self, folder):
        """reload() sees files that are new, mended or gone."""
        manager = folder(a="def broken(:  # from plugin import Plugin\n", b=make("b"))
        manager.load_all()
        folder(a=make("a"), c=make("c"))
        os.remove(os.path.join(manager.finders[0].path, "b.py"))
        manager.reload()
        assert manager.list_names() == ["a", "c", "b"]  # which is loaded
        manager.unload("b")
        assert [each.name for each in manager.load_all()] == ["a", "c"]

    def test_two_files_with_one_plugin(self, folder, recorder, caplog):
        """Of two files with a plugin of one name the first counts, and the other is reported."""
        recorder.on_conflict = lambda *conflict: recorder.events.append(conflict)
        manager = folder(b=make("a"), a=make("a"))
        assert manager.list_names() == ["a"]
        assert type(manager.load("a")).__module__.endswith(".a")
        [(_namespace, used, unused)] = [event for event in recorder.events if event[0] == NAMESPACE]
        assert (used.value.partition(".")[2], unused.value.partition(".")[2]) == ("a:a", "b:a")
        assert "my.ns:a is offered twice" in caplog.text

    def test_sibling_imported_absolutely(self, folder, caplog):
        """A base class out of a file that is imported as if it was on the path is not found, which is reported."""
        assert folder(base=BASE, a="from base import Base\nclass A(Base):\n    name = 'a'\n").list_names() == []
        assert "class a:A may be a plugin: the source of `base`" in caplog.text

    def test_plugin_in_the_init_of_the_folder(self, folder):
        """The folder is no package, so nobody imports its __init__.py; a plugin in it is an error."""
        manager = folder(__init__=make("a"))
        manager.load_all()
        assert "move plugin 'a' into a file of its own" in str(manager.get_container("__init__.py").resolve_error)

    def test_what_is_no_module(self, folder, caplog):
        """A file that no module can be made of is passed over, which is reported once."""
        manager = folder(**{"my-plugin": make("a")})
        assert manager.list_names() == []
        manager.reload()
        assert caplog.text.count("my-plugin.py is skipped: 'my-plugin' is not a valid module name") == 1

    def test_no_folder(self, tmp_path, caplog):
        """A folder that is not there holds no plugins, until it is there."""
        manager = PluginManager(NAMESPACE, finder=FolderFinder(tmp_path / "later", NAMESPACE))
        assert manager.list_names() == []
        assert "later does not exist, so it has no plugins" in caplog.text
        write_tree(tmp_path / "later", {"a.py": make("a")})
        manager.reload()
        assert manager.load("a").name == "a"

    def test_no_folder_but_a_file(self, tmp_path):
        """A file in the place of the folder is an error."""
        write_tree(tmp_path, {"file": ""})
        manager = PluginManager(NAMESPACE, finder=FolderFinder(tmp_path / "file", NAMESPACE))
        manager.load_all()
        [error] = manager.errors.values()
        assert "cannot be read, so its plugins are unknown" in str(error)


class TestSeveralFinders:
    def test_first_counts(self, folder, site, recorder, caplog):
        """Several finders are asked in order: the first that has a name counts, and the other is reported and kept."""
        recorder.on_conflict = lambda *conflict: recorder.events.append(conflict)
        module = make("z") + make("a")
        site.install("dist", {"folder_one.py": module}, {NAMESPACE: {"z": "folder_one:z", "a": "folder_one:a"}})
        [in_folder] = folder(b=make("b"), a=make("a")).finders
        installed = plugin.manager.MetadataPluginFinder(NAMESPACE)

        class Given(plugin.Plugin):
            namespace, name = NAMESPACE, "b"

        finders = (StaticFinder([Given]), installed, in_folder)
        manager = PluginManager(NAMESPACE, finder=finders, listener=recorder)
        assert manager.list_names() == ["b", "a", "z"]
        assert [type(each).__module__ for each in manager.load_all()] == [__name__, "folder_one", "folder_one"]
        assert [len(manager.get_container(name).shadowed) for name in "baz"] == [1, 1, 0]
        assert len([event for event in recorder.events if event[0] == NAMESPACE]) == 2
        assert "my.ns:a is offered twice: a = folder_one:a (of dist 1.0) is used, a = plugin_folder_" in caplog.text

    def test_one_that_can_be_iterated_once(self, folder):
        """Finders may come from a generator."""
        finders = folder(a=make("a")).finders
        manager = PluginManager(NAMESPACE, finder=(each for each in finders))
        manager.reload()
        assert manager.list_names() == ["a"]
