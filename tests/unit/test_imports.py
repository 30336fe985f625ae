"""What is imported, and what is not: each case is a child interpreter that nothing else has touched."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import plugin
from toys import write_tree

SOURCE = str(Path(plugin.__file__).parents[1])

RUN_TIME = {
    "plugin.conflicts",
    "plugin.container",
    "plugin.faults",
    "plugin.filters",
    "plugin.installed",
    "plugin.manager",
    "plugin.metadata",
    "plugin.order",
    "plugin.outside",
    "plugin.promises",
    "plugin.requirements",
    "plugin.turns",
}
HEAVY = {
    "collections",
    "dataclasses",
    "email",
    "functools",
    "importlib.metadata",
    "inspect",
    "json",
    "logging",
    "pathlib",
    "re",
    "threading",
    "types",
    "typing",
    "warnings",
}
HOSTS = {
    "hatchling",
    "pdm",
    "setuptools",
    "hatch_plugin_loader",
    "pdm_plugin_loader",
    "plugin.setuptools",
    "plugin_loader.dynamic_metadata",
    "plugin_loader.pytest_plugin",
    "plugin_loader.setuptools_hooks",
}


def imported_by(code, *path, python=(sys.executable, "-I", "-S")):
    """Give the modules that some code imports, by default in an interpreter that has loaded nothing but its core."""
    program = (
        f"import sys; sys.path[:0] = {[SOURCE, *path]!r}\n"
        f"before = set(sys.modules)\n{code}\n"
        "modules = sorted(set(sys.modules) - before)\n"
        "import json; print(json.dumps(modules))"
    )
    done = subprocess.run([*python, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def below(packages, modules):
    """Give those modules that are one of the packages, or in one."""
    return {module for module in modules if any(f"{module}.".startswith(f"{package}.") for package in packages)}


def test_plugin_is_light():
    """The package of plugin authors imports two modules of its own, and none that takes time."""
    modules = imported_by("import plugin")
    assert below({"plugin"}, modules) == {"plugin", "plugin.core"}
    assert not below(HEAVY | HOSTS, modules)


def test_manager_is_light():
    """A manager can be made, also with a type, without importing anything that takes time, or that few need."""
    modules = imported_by("from plugin import Plugin, PluginManager\nPluginManager[Plugin]('my.ns')")
    assert below({"plugin"}, modules) == {"plugin", "plugin.container", "plugin.core", "plugin.manager"}
    assert not below(HEAVY | HOSTS, modules)


def test_filter_is_light():
    """A filter imports nothing that takes time, as long as it has no patterns."""
    code = """
from plugin import PluginManager, global_plugin_filter
global_plugin_filter.add_exclusion(name="a")
PluginManager("my.ns", filters=[global_plugin_filter])
"""
    assert not below(HEAVY | HOSTS, imported_by(code))


def test_plugins_are_loaded_without_logging():
    """What loads without a fault needs neither logging nor inspect."""
    code = """
from plugin import Plugin, PluginFinder, PluginManager, PluginSpec
class Finder(PluginFinder):
    def find_plugins(self):
        return [PluginSpec("my.ns", "a", Plugin)]
assert len(PluginManager("my.ns", finder=Finder()).load_all()) == 1
"""
    assert not below(HEAVY, imported_by(code))


@pytest.mark.parametrize(
    ("stated", "imported"),
    [
        ({}, set()),
        ({"api": ">=1"}, {"plugin.order"}),
        ({"after": ["not-there"]}, {"plugin.order"}),
        ({"after": ["a"]}, {"plugin.order", "graphlib"}),
        ({"requires_plugins": ["a"]}, {"plugin.order", "graphlib"}),
    ],
)
def test_only_what_is_stated(stated, imported):
    """What plugins need that state an order, or an API, is imported for these alone."""
    code = f"""
from plugin import Plugin, PluginFinder, PluginManager, PluginSpec
class Finder(PluginFinder):
    def find_plugins(self):
        return [PluginSpec("my.ns", "a", Plugin), PluginSpec("my.ns", "b", Plugin, **{stated!r})]
manager = PluginManager("my.ns", finder=Finder())
assert len(manager.load_all()) == 2
PluginManager("my.ns", api_version="2.4")
"""
    found = imported_by(code) - {"plugin.promises"}  # which looks at the version, without more if it is a plain one
    assert found & {"graphlib", "packaging", "plugin.order", "plugin.outside", "re"} == imported


def test_own_filter(site):
    """A filter of the application is asked before an import, also where nobody has imported those of the library."""
    site.install("dist", {"wall_d.py": ""}, {"my.ns": {"d": "wall_d:d"}})
    code = """
from plugin import PluginManager
class Nothing:
    def excludes(self, namespace, name, value):
        return True
manager = PluginManager("my.ns", filters=[Nothing()])
assert manager.load_all() == []
assert manager.get_container("d").is_disabled
"""
    assert "wall_d" not in imported_by(code, str(site.path))


def test_in_a_virtual_environment(tmp_path):
    """Where site has run, with an editable install, listing imports five modules, and loading the plugin's own."""
    venv.create(tmp_path, symlinks=os.name != "nt")
    [folder] = tmp_path.glob("**/site-packages")
    module = "from plugin import Plugin\n\nclass A(Plugin):\n    namespace, name = 'my.ns', 'a'\n"
    info = {"METADATA": "Name: light\n", "entry_points.txt": "[my.ns]\na = wall_light:A\nb = wall_b:B\n"}
    editable = f"{tmp_path / 'source'}\nimport sys\n"
    write_tree(folder, {"light-1.0.dist-info": info, "light.pth": editable, "wall_b.py": ""})
    write_tree(tmp_path / "source", {"wall_light.py": module})
    python = tmp_path / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    code = "from plugin import PluginManager\nassert PluginManager('my.ns').list_names() == ['a', 'b']\n"
    listed = {"plugin", "plugin.container", "plugin.core", "plugin.installed", "plugin.manager"}
    assert imported_by(code, python=[python]) == listed
    assert imported_by(f"{code}PluginManager('my.ns').load('a')", python=[python]) == {*listed, "wall_light"}


@pytest.mark.parametrize("setting", ["", "PLUGIN_LOADER_LIVE=1"])
def test_editable_installation_costs_nothing(site, tmp_path, setting):
    """Where an editable installation comes from is not read, unless its source is to count."""
    site.install("light", {}, {"my.ns": {"a": "m:a"}})
    where = json.dumps({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    write_tree(site.path, {"light-1.0.dist-info": {"direct_url.json": where}})
    code = f"""
import os
sys.path[:] = [{SOURCE!r}, {str(site.path)!r}, *sys.path]
from plugin import PluginManager
import plugin.installed
opened = []
sys.addaudithook(lambda event, values: opened.append(values[0]) if event in ("open", "subprocess.Popen") else None)
os.environ.update([{setting!r}.split("=")] if {setting!r} else [])
assert PluginManager("my.ns").list_names() == ["a"]
metadata = [os.path.basename(str(path)) for path in opened if "light" in str(path)]
assert metadata == ["entry_points.txt"] if not {setting!r} else "direct_url.json" in metadata, opened
"""
    modules = imported_by(code)
    assert ("plugin.editable" in modules) == bool(setting)
    assert setting or not below(HEAVY | {"subprocess"}, modules)
    assert not below({"plugin.cli", "plugin.discovery"} | HOSTS, modules)


def test_loading_pulls_in_nothing_of_the_build(site):
    """Loading an installed plugin imports its module, and nothing of discovery, of the command line or of a host."""
    module = "from plugin import Plugin, PluginSpec\na = PluginSpec('my.ns', 'a', Plugin)"
    site.install("dist", {"wall_a.py": module, "wall_b.py": ""}, {"my.ns": {"a": "wall_a:a", "b": "wall_b:b"}})
    modules = imported_by("from plugin import PluginManager\nPluginManager('my.ns').load('a')", str(site.path))
    assert "wall_a" in modules
    assert "wall_b" not in modules
    assert not below({"plugin.discovery", "plugin.cli", "plugin.testing", "typing_extensions"} | HOSTS | HEAVY, modules)


def test_listing_pulls_in_next_to_nothing(site):
    """Listing the names of installed plugins imports no module of theirs, and few of the standard library."""
    site.install("dist", {"wall_c.py": ""}, {"my.ns": {"c": "wall_c:c"}})
    modules = imported_by("from plugin import PluginManager\nPluginManager('my.ns').list_names()", str(site.path))
    assert not below({"wall_c", "plugin.entries", "plugin.entrypoint", "plugin.discovery"} | HOSTS | HEAVY, modules)


@pytest.mark.parametrize(
    "code",
    [
        "import plugin.discovery",
        "import plugin.discovery.scanning",
        "from plugin.discovery import discover, PackagePathPluginFinder",
        "from plugin.entrypoint import find_plugins, discover_entry_points",
    ],
)
def test_build_pulls_in_nothing_of_the_run_time(code):
    """Discovery imports nothing of the run time, and of no build backend."""
    assert not below(RUN_TIME | HOSTS | {"plugin.cli"}, imported_by(code))


def test_static_discovery_pulls_in_no_importing(tmp_path):
    """Who discovers statically loads neither the engine that imports, nor the finders that do, nor what they need."""
    tmp_path.joinpath("app.py").write_text(
        "from plugin import Plugin, PluginSpec\na = PluginSpec('my.ns', 'a', Plugin)"
    )
    code = "from plugin.discovery import SourceTree, discover\n"
    code += f"assert discover(SourceTree.of_folder({str(tmp_path)!r})).entry_points"
    importing = {"plugin.discovery.comparison", "plugin.discovery.importing", "plugin.discovery.scanning"}
    assert not below(importing | {"subprocess", "tempfile"}, imported_by(code))


def test_import_engine_pulls_in_nothing_of_the_run_time():
    """The process that imports the modules of a project loads little that they could find loaded."""
    modules = imported_by("import plugin.discovery.importing.child")
    brought = imported_by("import traceback")  # on Python 3.14, it has colours, and brings ``inspect`` for them
    heavy = RUN_TIME | HOSTS | {"plugin.cli", "inspect", "logging", "subprocess", "importlib.abc"}
    assert not below(heavy, modules - brought)


@pytest.mark.parametrize("name", plugin.__all__)
def test_every_public_name_can_be_imported_first(name):
    """No public name needs another import before it."""
    assert "plugin" in imported_by(f"from plugin import {name}")


def test_command_line_is_light(tmp_path):
    """A command imports no build backend and nothing of the run time, nor what takes as long as all of discovery."""
    tmp_path.joinpath("empty.py").touch()
    modules = imported_by(f"from plugin.cli import main\nmain(['discover', {str(tmp_path)!r}], out=sys.stderr)")
    assert "plugin.discovery.static.worklist" in modules
    brought = imported_by("import argparse\nargparse.ArgumentParser().add_argument('x')")  # likewise
    heavy = RUN_TIME | HOSTS | {"dataclasses", "inspect", "logging", "tomllib"}
    assert not below(heavy, modules - brought)
