"""What frozen applications need for their plugins, and the hooks that give it to those who freeze them."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import plugin
import plugin_loader.freezing
from plugin.cli.frozen import Frozen, frozen
from plugin.editable import editable_installations
from plugin.exceptions import PluginException
from plugin.folder import FolderFinder
from plugin_loader.freezing import hook_dirs
from toys import write_tree

OURS = "from plugin import Plugin\n\nclass A(Plugin):\n    namespace, name = 'my.ns', 'a'\n"
HOOKS = Path(plugin_loader.freezing.__file__).parent


@pytest.fixture
def installed(site, only_ours):
    """A distribution with a plugin of ours, one that it requires, and one with entry points of somebody else."""
    site.install("required")
    site.install("ours", {"ours_a.py": OURS}, {"my.ns": {"a": "ours_a:A"}}, requires=("required>=1", "not-there"))
    site.install("theirs", {"theirs.py": ""}, {"their.ns": {"b": "theirs.inner:b [extra]"}})


@pytest.fixture
def hook(monkeypatch):
    """A function that runs a hook, with a host that is not installed."""

    def hook(name, **host):
        for module, names in host.items():
            words = module.split("__")
            for length in range(1, len(words) + 1):
                made = ModuleType(".".join(words[:length]))
                monkeypatch.setitem(sys.modules, made.__name__, made)
            vars(made).update(names)
        spec = spec_from_file_location("hook_of_ours", HOOKS / name)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return hook


class TestFrozen:
    def test_plugins_of_ours(self, installed):
        """By default it is what belongs to plugins of this library; nothing is imported for it."""
        assert frozen() == Frozen(["ours_a"], ["ours", "required"])
        assert "ours_a" not in sys.modules

    def test_namespaces(self, installed):
        """Namespaces can be named, of whatever objects they are."""
        assert frozen(["their.ns"]) == Frozen(["theirs.inner"], ["theirs"])
        assert frozen([]) == Frozen([], [])


class TestPyInstaller:
    def run(self, hook, config):
        given = []
        api = SimpleNamespace(add_imports=lambda *names: given.extend(names), add_datas=given.extend)
        utilities = {
            "copy_metadata": lambda name: [(name, f"{name}.dist-info")],
            "get_hook_config": lambda hook_api, module, key: config.get((hook_api is api, module, key)),
        }
        hook("hook-plugin.manager.py", PyInstaller__utils__hooks=utilities).hook(api)
        return given

    def test_hook(self, installed, hook):
        """The hook collects modules and metadata."""
        given = self.run(hook, {})
        assert given == ["ours_a", ("ours", "ours.dist-info"), ("required", "required.dist-info")]

    def test_namespaces(self, installed, hook):
        """The configuration of the hook names namespaces."""
        given = self.run(hook, {(True, "plugin", "namespaces"): ["their.ns"]})
        assert given == ["theirs.inner", ("theirs", "theirs.dist-info")]

    def test_own_plugin_manager(self, installed, hook, monkeypatch):
        """An application with a package `plugin` of its own has nothing to do with us."""
        monkeypatch.setattr("plugin_loader.path.in_the_way", lambda: "own/plugin/__init__.py")
        assert self.run(hook, {}) == []

    def test_it_is_found(self):
        """The folder has the hook, under the name of a module that every application with a manager imports."""
        assert hook_dirs() == [str(HOOKS)]
        hooks = [path.stem.removeprefix("hook-") for path in HOOKS.glob("hook-*")]
        assert hooks == [plugin.PluginManager.__module__]


class TestNuitka:
    @pytest.fixture
    def nuitka(self, hook):
        class Base:
            def makeIncludedDataFile(self, *args, **kwargs):  # noqa: N802 - Nuitka calls it so
                return args

        self.metadata = []
        return hook(
            "nuitka_plugin.py",
            nuitka__code_generation__ConstantCodes={
                "addDistributionMetadataValue": lambda *args: self.metadata.append(args)
            },
            nuitka__plugins__PluginBase={"NuitkaPluginBase": Base},
        ).NuitkaPluginLoaderPlugin

    @staticmethod
    def module(name):
        return SimpleNamespace(getFullName=lambda: name, getCompileTimeFilename=lambda: f"{name}.py")

    def test_plugin(self, installed, nuitka):
        """The plugin includes modules and metadata, and the source that plugins in a folder are read with."""
        made = nuitka([])
        assert list(made.getImplicitImports(self.module("plugin.manager"))) == ["ours_a"]
        assert [name for name, *_ in self.metadata] == ["ours", "required"]
        assert (
            list(made.getImplicitImports(self.module("other")))
            == list(made.considerDataFiles(self.module("other")))
            == []
        )
        assert list(made.considerDataFiles(self.module("plugin.core"))) == [("plugin.core.py", "plugin/core.py")]

    def test_namespaces(self, installed, nuitka):
        """Namespaces can be named on the command line."""
        options = []
        nuitka.addPluginCommandLineOptions(SimpleNamespace(add_option=lambda *names, **kwargs: options.append(names)))
        assert options == [("--plugin-namespace",)]
        assert list(nuitka(["their.ns"]).getImplicitImports(self.module("plugin.manager"))) == ["theirs.inner"]

    def test_where_it_is(self):
        """A command tells Nuitka where the plugin is."""
        path = [str(HOOKS.parents[1])]
        code = (
            f"import runpy, sys; sys.path[:0] = {path}; runpy.run_module('plugin_loader.freezing', run_name='__main__')"
        )
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == f"{HOOKS / 'nuitka_plugin.py'}\n"

    def test_folder_without_the_plugin(self, tmp_path, monkeypatch):
        """A folder of plugins cannot be read in a compiled application that lacks the source."""
        monkeypatch.setattr("plugin.folder.__compiled__", object(), raising=False)
        FolderFinder(tmp_path, "my.ns")
        monkeypatch.setattr("plugin.core.__file__", str(tmp_path / "core.py"))
        with pytest.raises(PluginException, match="build the application with --user-plugin="):
            FolderFinder(tmp_path, "my.ns")


def test_sources_of_a_frozen_application(tmp_path, monkeypatch):
    """In a frozen application nothing is editable, whatever its metadata says: its executable is no Python to ask."""
    info = {"direct_url.json": f'{{"dir_info": {{"editable": true}}, "url": "{tmp_path.as_uri()}"}}'}
    write_tree(tmp_path, {"ours-1.dist-info": info})
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert [each.source for each in editable_installations()] == [str(tmp_path)]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert list(editable_installations()) == []
