"""Libraries beside the project: which are read, and how far a name is followed into them."""

from pathlib import Path

import pytest

from casefiles import Case
from plugin.discovery import Findings, SourceTree
from plugin.discovery.static import find_plugins

BASE = "from plugin import Plugin\nclass Base(Plugin):\n    namespace = 'ns'\n"


@pytest.fixture
def site(tmp_path):
    """A folder that libraries are installed in."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def install(site: Path, name: str, files: dict[str, str], requires: tuple[str, ...] = ()) -> None:
    """Put a distribution into a folder as an installer does, with its metadata."""
    write(site, files)
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {each}" for each in requires)]
    (info / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (info / "RECORD").write_text("".join(f"{path},sha256=x,1\n" for path in files), encoding="utf-8")


def write(folder: Path, files: dict[str, str]) -> None:
    Case("", files, [], [], None).write(folder)


def search(tmp_path: Path, site: Path | str, files: dict[str, str]) -> Findings:
    project = tmp_path / "project"
    write(project, files)
    found = find_plugins(SourceTree.of_folder(project), path=[str(site)])
    everything = find_plugins(SourceTree.of_folder(project), path=[str(site)], everything=True)
    assert plugins_of(everything) == plugins_of(found)
    return found


def plugins_of(findings: Findings) -> dict[str, str]:
    return {found.entry_point.name: found.entry_point.value for found in findings.plugins}


USE = {"app.py": "from lib import Base\nclass Mine(Base):\n    name = 'mine'\n"}


@pytest.mark.parametrize("requirement", ["python-plugin-loader>=1", "plux", "requests", ""])
def test_base_in_a_library(tmp_path, site, requirement):
    """A class derived from one of a library is a plugin, whatever the metadata of the library requires."""
    install(site, "some-lib", {"lib/__init__.py": BASE}, tuple(filter(None, [requirement])))
    assert plugins_of(search(tmp_path, site, USE)) == {"mine": "app:Mine"}


def test_library_that_imports_another(tmp_path, site):
    """A library counts too that has its base from another one, and a module without a package."""
    install(site, "Deep.Lib", {"deep/__init__.py": BASE})
    install(site, "mid", {"mid/__init__.py": "from deep import Base as Mid\n"})
    install(site, "lib", {"lib.py": "from mid import Mid as Base\n"})
    assert plugins_of(search(tmp_path, site, USE)) == {"mine": "app:Mine"}


def test_library_without_plugins_is_not_parsed(tmp_path, site):
    """A library from which no import leads to ``plugin`` is not parsed, so that faults in it are none of ours."""
    install(site, "other", {"other.py": "def oh(no:\n"})
    files = {"app.py": USE["app.py"] + "import other\nclass Else(other.Thing, Base):\n    name = 'else'\n"}
    install(site, "lib", {"lib/__init__.py": BASE}, ("other",))
    assert plugins_of(search(tmp_path, site, files))["mine"] == "app:Mine"


def test_library_without_metadata(tmp_path, site):
    """A library that no distribution stands for is looked at in any case."""
    write(site, {"lib/__init__.py": BASE})
    assert plugins_of(search(tmp_path, site, USE)) == {"mine": "app:Mine"}


def test_folder_that_is_not_there(tmp_path):
    """An entry of the search path that does not exist holds nothing; the missing base is told, with a hint."""
    files = {"app.py": f"{USE['app.py']}    namespace = 'ns'\n"}
    (problem,) = search(tmp_path, tmp_path / "none", files).problems
    assert problem.kind.value == "unread-base"
    assert "lib" in str(problem.reasons)
    assert "build-system.requires" in problem.hint


LIBRARY = {
    "lib/__init__.py": "from .api import *\nfrom .sub import base as bases\nfrom . import sub\nimport lib.other.deep\n",
    "lib/api.py": "__all__ = ['Base', 'hook']\nfrom .sub.base import Base\nfrom .hooks import hook\n",
    "lib/hooks.py": (
        "import plugin\n"
        "def hook(name):\n"
        "    def decorate(function):\n"
        "        return made(name)(function)\n"
        "    return decorate\n"
        "def made(name):\n"
        "    return plugin.plugin('ns', name)\n"
        "def helper():\n    return 1\n"
    ),
    "lib/sub/__init__.py": "",
    "lib/sub/base.py": BASE + "class Other(Base):\n    pass\n",
    "lib/other/__init__.py": "",
    "lib/other/deep.py": "import lib.sub.base as held\nclass Deep(held.Other): ...\n",
}


@pytest.mark.parametrize(
    "text",
    [
        "from lib import Base\nclass Mine(Base):\n    name = 'mine'\n",
        "from lib import *\nclass Mine(Base):\n    name = 'mine'\n",
        "import lib\nclass Mine(lib.Base):\n    name = 'mine'\n",
        "import lib.sub.base\nclass Mine(lib.sub.base.Base):\n    name = 'mine'\n",
        "import lib.sub.base as b\nclass Mine(b.Other):\n    name = 'mine'\n",
        "import lib\nclass Mine(lib.bases.Other):\n    name = 'mine'\n",
        "from lib.other import deep\nclass Mine(deep.Deep):\n    name = 'mine'\n",
        "import lib\nclass Mine(lib.other.deep.Deep):\n    name = 'mine'\n",
        "from lib import hook\n@hook('mine')\ndef Mine(): ...\n",
        "import lib as l\n@l.hook('mine')\ndef Mine(): ...\n",
        "from lib.hooks import made\n@made('mine')\ndef Mine(): ...\n",
        "import lib.hooks\n@lib.hooks.made('mine')\ndef Mine(): ...\n",
    ],
)
def test_ways_into_a_library(tmp_path, site, text):
    """Re-exports, star imports, dotted access, and functions that make plugins are followed into a library."""
    install(site, "lib", LIBRARY, ("plux",))
    assert plugins_of(search(tmp_path, site, {"app.py": text})) == {"mine": "app:Mine"}


def test_star_import_in_a_library(tmp_path, site):
    """A library may take all names from this one, or from another module that does."""
    install(site, "deep", {"deep.py": "from plugin import *\n__all__ = ['Plugin']\n"}, ("plux",))
    base = "from {} import *\nclass Base(Plugin):\n    namespace = 'ns'\n"
    install(site, "lib", {"lib.py": base.format("plugin")}, ("plux",))
    install(site, "other", {"other.py": base.format("deep")}, ("deep",))
    more = {"more.py": "from other import Base\nclass More(Base):\n    name = 'more'\n"}
    assert plugins_of(search(tmp_path, site, USE | more)) == {"mine": "app:Mine", "more": "more:More"}


def test_what_makes_no_plugin(tmp_path, site):
    """A function of a library that makes no plugins, and names that it does not have, make none here."""
    install(site, "lib", LIBRARY, ("plux",))
    text = "import lib, lib.hooks\nfrom lib.hooks import helper\nx = helper()\ny = lib.hooks.helper()\n"
    findings = search(tmp_path, site, {"app.py": text})
    assert not findings.plugins
    assert not findings.problems


def test_library_modules_that_import_each_other(tmp_path, site):
    """Modules of a library that import each other are followed once."""
    files = {
        "lib/__init__.py": "from .one import Base, nothing\n",
        "lib/one.py": "from .two import Base\nfrom .two import *\n"
        "from . import two\ndef nothing(): return two.nothing()\n",
        "lib/two.py": "from . import one\nfrom plugin import Plugin\n"
        "class Base(Plugin):\n    namespace = 'ns'\ndef nothing(): return one.nothing\n",
    }
    install(site, "lib", files, ("plux",))
    text = (
        USE["app.py"]
        + "from lib import nothing\nother = nothing\nfrom lib.two import nothing as again\nthing = again\n"
    )
    assert plugins_of(search(tmp_path, site, {"app.py": text})) == {"mine": "app:Mine"}


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    from plugin import Plugin\nexcept ImportError: pass\nclass Base(Plugin):\n    namespace = 'ns'\n",
        "from plugin import Plugin\nif True:\n    class Base(Plugin):\n        namespace = 'ns'\n",
        "from plugin import Plugin\nclass First(\n    Plugin,\n):\n    namespace = 'ns'\n\nBase = First\n",
        "from plugin import Plugin\ndef same(c): return c\n@same\n@same\nclass Base(Plugin):\n    namespace = 'ns'\n",
        "import plugin as p\nclass Base(p.Plugin):\n    namespace: str = 'ns'\nother: int = 1\n",
        "from plux import Plugin\nclass Base(Plugin):\r\n    namespace = 'ns'\r\n",
    ],
)
def test_definitions_of_many_shapes(tmp_path, site, text):
    """The definition of a name is found in branches, below decorators, over lines, and through another name."""
    install(site, "lib", {"lib.py": text}, ("plux",))
    assert plugins_of(search(tmp_path, site, USE)) == {"mine": "app:Mine"}


def test_unreadable_library(tmp_path, site):
    """A library that Python cannot parse is told where the project needs it."""
    install(
        site,
        "lib",
        {"lib.py": "from plugin import Plugin\nclass Base(Plugin):\n    namespace = 'ns'\n  oh no\n"},
        ("plux",),
    )
    findings = search(tmp_path, site, USE)
    assert not findings.plugins
    assert findings.problems


def test_library_in_parts(tmp_path, site):
    """A library without ``__init__.py`` is a namespace package; the project may hold another part of it."""
    install(site, "lib", {"space/lib/base.py": BASE}, ("plux",))
    files = {"space/app.py": "from space.lib.base import Base\nclass Mine(Base):\n    name = 'mine'\n"}
    assert plugins_of(search(tmp_path, site, files)) == {"mine": "space.app:Mine"}


def test_spec_class_of_a_library(tmp_path, site):
    """Specs made by a function or a subclass of the spec class in a library are plugins of the project."""
    text = (
        "from plugin import PluginSpec\nclass Spec(PluginSpec):\n    pass\n"
        "def spec(name):\n    return Spec('ns', name, list)\n"
        "READY = Spec('ns', 'ready', list)\n"
    )
    install(site, "lib", {"lib.py": text}, ("plux",))
    files = {
        "app.py": "import lib\nfrom lib import Spec, READY\n"
        "mine = lib.spec('mine')\nother = Spec('ns', 'other', list)\n"
    }
    assert plugins_of(search(tmp_path, site, files)) == {"mine": "app:mine", "other": "app:other"}
