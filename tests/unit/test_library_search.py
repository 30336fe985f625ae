"""Libraries beside the project: where Python would find their source, and which of them lead to ``plugin``."""

import importlib
import os
import sys
import zipfile
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugin.discovery import SourceFile, libraries as room
from plugin.discovery.importgraph import unix_lines
from plugin.discovery.libraries import Libraries
from toys import write_tree

BASE = "from plugin import Plugin\nclass Base(Plugin):\n    namespace = 'ns'\n"
EXTENSION = EXTENSION_SUFFIXES[0]
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links or names that Windows does not have")


@pytest.fixture
def search(tmp_path):
    """A function that writes folders of libraries, and gives what is found in them."""

    def search(*folders):
        for number, tree in enumerate(folders):
            write_tree(tmp_path / str(number), tree)
        return Libraries([str(tmp_path / str(number)) for number in range(len(folders))])

    return search


@pytest.fixture
def leading(search):
    """A function that writes libraries into a folder, and gives those that lead to ``plugin``."""

    def leading(tree, *modules):
        return [*search(tree).leading(modules or ["lib"])]

    return leading


@pytest.fixture(autouse=True)
def interpreter(monkeypatch):
    """The finders of this interpreter, which tests may add to; none of what they find is imported."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(sys, "path_hooks", [*sys.path_hooks])
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    assert not {"lib", "ns", "one", "other", "single"} & sys.modules.keys()
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()


def shown(libraries: Libraries, *modules: str) -> list[str | None]:
    return [file.shown if (file := libraries.find(module)) else None for module in modules]


class TestFind:
    def test_modules(self, search, tmp_path):
        """A library is a module, or a package with modules in it."""
        libraries = search(
            {"one.py": "", "lib": {"__init__.py": "", "a.py": "", "sub": {"__init__.py": "", "b.py": ""}}}
        )
        site = str(tmp_path / "0")
        assert libraries.find("one") == SourceFile("one", os.path.join(site, "one.py"), "one.py")
        assert libraries.find("lib") == SourceFile(
            "lib", os.path.join(site, "lib", "__init__.py"), "lib/__init__.py", is_package=True
        )
        assert shown(libraries, "lib.a", "lib.sub", "lib.sub.b") == ["lib/a.py", "lib/sub/__init__.py", "lib/sub/b.py"]
        assert shown(libraries, "two", "lib.c", "lib.a.b", "one.a", "two.a") == [None] * 5
        names = ["one", "lib", "lib.sub", "lib.a", "two", "lib.c"]
        assert [libraries.is_package(name) for name in names] == [False, True, True, False, False, False]
        assert [libraries.holds(top) for top in ("one", "lib", "two")] == [True, True, False]

    def test_package_before_module(self, search):
        """Of a package and a module of one name, Python takes the package; the first folder goes before the second."""
        both = {"__init__.py": "", "a.py": "", "a": {"__init__.py": "", "b.py": ""}, "c.py": "", "c": {}}
        libraries = search({"lib.py": "", "lib": both}, {"lib": {"d.py": ""}})
        assert shown(libraries, "lib", "lib.a", "lib.a.b") == ["lib/__init__.py", "lib/a/__init__.py", "lib/a/b.py"]
        assert shown(libraries, "lib.c", "lib.d") == ["lib/c.py", None]

    def test_namespace_package(self, search):
        """A package without ``__init__.py`` has no file; what stands in it comes from every folder of the path."""
        libraries = search(
            {"ns": {"one": {"__init__.py": ""}, "deep": {"a.py": ""}}},
            {"ns": {"two.py": "", "deep": {"b": {"__init__.py": "", "c.py": ""}}}},
        )
        assert shown(libraries, "ns", "ns.deep") == [None, None]
        assert shown(libraries, "ns.one", "ns.two") == ["ns/one/__init__.py", "ns/two.py"]
        assert shown(libraries, "ns.deep.a", "ns.deep.b.c") == ["ns/deep/a.py", "ns/deep/b/c.py"]
        assert libraries.is_package("ns")
        assert libraries.is_package("ns.deep")
        assert not libraries.is_package("ns.two")
        assert libraries.holds("ns")

    def test_folder_in_a_package(self, search):
        """A folder without ``__init__.py`` within a package is one as well."""
        libraries = search({"lib": {"__init__.py": "", "data": {"deep": {"a.py": ""}}}})
        assert shown(libraries, "lib.data", "lib.data.deep.a") == [None, "lib/data/deep/a.py"]
        assert libraries.is_package("lib.data")

    def test_extension_module(self, search):
        """A compiled module can be imported, but has no source, unless that stands beside it."""
        libraries = search(
            {
                f"c{EXTENSION}": b"",
                "pyc.pyc": b"",
                "lib": {f"__init__{EXTENSION}": b"", f"a{EXTENSION}": b""},
                "both": {f"__init__{EXTENSION}": b"", "__init__.py": "", f"a{EXTENSION}": b"", "a.py": ""},
            }
        )
        assert shown(libraries, "c", "pyc", "lib", "lib.a") == [None] * 4
        assert [libraries.holds(top) for top in ("c", "pyc", "lib")] == [True] * 3
        assert [libraries.is_package(top) for top in ("c", "lib")] == [False, True]
        assert shown(libraries, "both", "both.a") == ["both/__init__.py", "both/a.py"]

    def test_zip_archive(self, search, tmp_path):
        """What stands in an archive can be imported, but is not read."""
        with zipfile.ZipFile(tmp_path / "lib.zip", "w") as archive:
            archive.writestr("lib/__init__.py", "")
            archive.writestr("lib/a.py", "")
        libraries = Libraries([str(tmp_path / "lib.zip")])
        assert libraries.holds("lib")
        assert libraries.is_package("lib")
        assert shown(libraries, "lib", "lib.a") == [None, None]

    @pytest.mark.parametrize("top", ["os", "plugin", "plux", "plugin_loader"])
    @pytest.mark.parametrize("path", ["given", "own"])
    def test_what_is_no_library(self, search, top, path):
        """Python's own modules are none, nor are those of this library, wherever they stand."""
        given = search({top: {"__init__.py": "", "a.py": ""}})
        libraries = given if path == "given" else Libraries(None)
        assert shown(libraries, top, f"{top}.path", f"{top}.a") == [None] * 3
        assert not libraries.holds(top)
        assert not libraries.is_package(top)

    @pytest.mark.parametrize("name", ["", ".", ".lib", "lib.", "lib..a", "..", "lib.*", "li b", "a\0b", "é.b"])
    def test_what_is_no_name(self, search, name):
        """What can be no module's name finds none."""
        libraries = search({"lib": {"__init__.py": "", "a.py": ""}, "__init__.py": ""})
        assert libraries.find(name) is None
        assert not libraries.holds(name)
        assert not libraries.is_package(name)

    def test_very_long_name(self, search):
        """A name of thousands of parts does not exhaust the stack."""
        assert search({"a": {"__init__.py": ""}}).find(".".join("a" * 3000)) is None

    def test_letters_count_as_written(self, search):
        """``lib.Base`` is not ``lib/base.py``, on no file system."""
        assert shown(search({"lib": {"__init__.py": "", "base.py": ""}}), "lib.Base", "lib.base") == [
            None,
            "lib/base.py",
        ]

    def test_folder_with_the_name_of_a_file(self, search):
        """A folder that is named like a module's file is none."""
        libraries = search({"lib": {"__init__.py": "", "a.py": {}, "b": {"__init__.py": {}}, "c": ""}})
        assert shown(libraries, "lib.a", "lib.b", "lib.c") == [None] * 3
        assert [libraries.is_package(f"lib.{name}") for name in "abc"] == [False, True, False]

    def test_folders_that_are_not_there(self, search, tmp_path):
        """Entries of the path that do not exist hold nothing, nor does a path without entries."""
        assert not Libraries([str(tmp_path / "none"), ""]).holds("lib_that_is_not_there")
        assert not Libraries([]).holds("pytest")

    def test_found_once(self, search, tmp_path):
        """What was found is kept, whatever happens to the folder."""
        libraries = search({"lib": {"__init__.py": "", "a.py": ""}})
        found = libraries.find("lib.a")
        (tmp_path / "0" / "lib" / "a.py").unlink()
        assert libraries.find("lib.a") is found


def editable(mapping: dict[str, Path], namespaces: dict[str, list[str]]):
    """The hook that setuptools installs for an editable distribution."""
    placeholder = "__editable__.lib-1.0.finder.__path_hook__"

    class EditableFinder:
        @classmethod
        def find_spec(cls, fullname, _path=None, _target=None):
            for pkg, pkg_path in reversed([*mapping.items()]):
                if fullname == pkg or fullname.startswith(f"{pkg}."):
                    rest = fullname.replace(pkg, "", 1).strip(".").split(".")
                    stem = Path(pkg_path, *rest)
                    candidates = (stem / "__init__.py", *map(stem.with_suffix, [".py", *EXTENSION_SUFFIXES]))
                    path = next(filter(Path.exists, candidates), None)
                    return path and spec_from_file_location(fullname, path)
            return None

    class EditableNamespaceFinder:
        @classmethod
        def path_hook(cls, path):
            if path == placeholder:
                return cls
            raise ImportError

        @classmethod
        def find_spec(cls, fullname, _target=None):
            if fullname not in namespaces:
                return None
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = [*namespaces[fullname], placeholder]
            return spec

    sys.meta_path.append(EditableFinder)
    sys.path_hooks.append(EditableNamespaceFinder.path_hook)
    sys.path.append(placeholder)


class TestInterpreter:
    """What this interpreter would import."""

    def test_editable_hook(self, tmp_path):
        """An editable distribution is found where its hook says, also under another name than its folder has."""
        write_tree(tmp_path, {"lib": {"__init__.py": BASE, "a.py": ""}, "src": {"__init__.py": "", "b.py": ""}})
        write_tree(tmp_path, {"single.py": ""})
        editable({name: tmp_path / at for name, at in {"lib": "lib", "other": "src", "single": "single"}.items()}, {})
        libraries = Libraries(None)
        assert shown(libraries, "lib", "lib.a", "single") == ["lib/__init__.py", "lib/a.py", "single.py"]
        assert shown(libraries, "other", "other.b") == ["src/__init__.py", "src/b.py"]
        assert [*libraries.leading(["lib", "other"])] == ["lib"]
        assert not Libraries([*sys.path]).holds("lib")

    def test_editable_namespace_package(self, tmp_path):
        """The parts of a namespace package may be editable: one stands in the path, others where the hook says."""
        write_tree(tmp_path / "site", {"ns": {"plain.py": ""}})
        write_tree(tmp_path / "src", {"part": {"__init__.py": BASE, "a.py": ""}, "deep": {"__init__.py": ""}})
        sys.path.append(str(tmp_path / "site"))
        editable(
            {"ns.part": tmp_path / "src" / "part", "ns.in.deep": tmp_path / "src" / "deep"}, {"ns": [], "ns.in": []}
        )
        libraries = Libraries(None)
        assert shown(libraries, "ns", "ns.plain", "ns.in") == [None, "ns/plain.py", None]
        assert shown(libraries, "ns.part", "ns.part.a") == ["src/part/__init__.py", "src/part/a.py"]
        assert libraries.find("ns.in.deep").path == str(tmp_path / "src" / "deep" / "__init__.py")
        assert [libraries.is_package(name) for name in ("ns", "ns.in", "ns.part")] == [True] * 3

    def test_folders_that_pth_files_add(self, tmp_path):
        """Folders that ``.pth`` files name are on ``sys.path``, and so looked in."""
        write_tree(tmp_path, {"site": {"src.pth": str(tmp_path / "src")}, "src": {"lib": {"__init__.py": ""}}})
        assert not Libraries([str(tmp_path / "site")]).holds("lib")
        sys.path.append(str(tmp_path / "src"))
        assert shown(Libraries(None), "lib") == ["lib/__init__.py"]

    def test_what_runs_here(self):
        """The libraries of this interpreter are found."""
        assert shown(Libraries(), "pytest", "_pytest.fixtures") == ["pytest/__init__.py", "_pytest/fixtures.py"]

    def test_finders_are_asked_for_no_module_of_a_package(self, tmp_path):
        """Below a package that runs code when it is imported, files are looked for: a finder might import it."""
        write_tree(tmp_path, {"lib": {"__init__.py": "", "a.py": ""}})
        sys.path.append(str(tmp_path))
        asked = []
        sys.meta_path.insert(0, SimpleNamespace(find_spec=lambda name, path, target: asked.append(name)))
        assert shown(Libraries(None), "lib.a", "lib.b") == ["lib/a.py", None]
        assert asked == ["lib"]

    @pytest.mark.parametrize(
        "result",
        [
            lambda: 1 / 0,
            lambda: "a spec",
            object,
            lambda: SimpleNamespace(submodule_search_locations=1),
            lambda: SimpleNamespace(submodule_search_locations=None, loader=1, origin=b"lib.py"),
            lambda: importlib.import_module("module_that_is_not_there"),
            lambda: None,
            lambda: False,
        ],
    )
    def test_odd_finder(self, tmp_path, result):
        """A finder that raises, or gives what is no spec, is passed over."""
        write_tree(tmp_path, {"lib.py": ""})
        sys.path.append(str(tmp_path))
        sys.meta_path[:0] = [SimpleNamespace(find_spec=lambda *_: result()), SimpleNamespace(), None]
        assert shown(Libraries(None), "lib", "none") == ["lib.py", None]

    @pytest.mark.parametrize(
        ("origin", "locations"), [(None, None), ("built-in", None), ("lib.py", []), ("/no/such/lib.py", ["/no/such"])]
    )
    def test_module_without_a_file(self, origin, locations):
        """A finder may make a module out of nothing: it can be imported, but not read."""
        spec = ModuleSpec("lib", SimpleNamespace(), origin=origin)
        spec.submodule_search_locations = locations
        sys.meta_path.insert(0, SimpleNamespace(find_spec=lambda name, *_: spec if name == "lib" else None))
        libraries = Libraries(None)
        assert shown(libraries, "lib", "lib.a") == [None, None]
        assert libraries.holds("lib")
        assert libraries.is_package("lib") is (locations is not None)

    def test_finder_that_acts(self):
        """The finder for ``distutils`` that setuptools installs is not asked: it imports, and unloads, modules."""

        class DistutilsMetaFinder:
            __module__ = "_distutils_hack"

            def find_spec(self, *_):
                pytest.fail("it was asked")

        sys.meta_path.insert(0, DistutilsMetaFinder())
        assert not Libraries(None).holds("no_such_library")


class TestLeading:
    def test_files(self, search, tmp_path):
        """The modules that lead are given with their files, by name."""
        libraries = search({"lib": {"__init__.py": "from .base import Base", "base.py": BASE, "other.py": ""}})
        found = libraries.leading(["lib"])
        assert [*found.items()] == [(name, libraries.find(name)) for name in ("lib", "lib.base")]

    @pytest.mark.parametrize(
        "text",
        [
            "from plugin import Plugin",
            "import plux",
            "import plugin.core as p",
            "from plux.core.plugin import Plugin",
            "try:\n    from plugin import Plugin\nexcept ImportError:\n    Plugin = object",
            "def make():\n    from plugin import Plugin",
            "import os; import plugin",
            "from importlib import import_module\np = import_module('plugin')",
            "p = __import__('plux')",
            "import os\rfrom plugin import Plugin\r",
            "\ufefffrom plugin import Plugin",
        ],
    )
    def test_ways_to_plugin(self, leading, text):
        """Every way of importing this library, or plux, leads."""
        assert leading({"lib.py": text}) == ["lib"]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "import os",
            "import pluginlib",
            "from . import plugin",
            "from .plugin import x",
            "plugin = 1",
            "# import",
        ],
    )
    def test_library_that_does_not_lead(self, leading, text):
        """All others are opaque, whatever names they use."""
        package = {"__init__.py": text, "plugin.py": "import plugin_loader, hatch_plugin_loader"}
        assert leading({"lib": package}, "lib", "lib.plugin", "os", "plugin", "none.at.all") == []

    def test_chain(self, leading):
        """A way may lead through several modules; what only stands beside it does not lead."""
        files = {f"m{n}.py": f"import side\nfrom m{n + 1} import Base\n" for n in range(1, 5)}
        files |= {"m5.py": BASE, "side.py": "import end", "end.py": "import os", "far.py": BASE}
        assert leading(files, "m1") == ["m1", "m2", "m3", "m4", "m5"]
        assert leading(files, "m4") == ["m4", "m5"]
        assert leading(files, "side", "end") == []

    def test_circle(self, leading):
        """Modules that import each other all lead if one does, and else none."""
        files = {"a.py": "import b", "b.py": "from c import x", "c.py": "import a"}
        assert leading(files, "a") == []
        assert leading({**files, "c.py": "import a, plugin"}, "a") == ["a", "b", "c"]

    @pytest.mark.parametrize(
        ("text", "modules"),
        [
            ("from lib.sub.base import Base", ["lib.sub.base", "use"]),
            ("from lib.sub import base", ["lib.sub.base", "use"]),
            ("from lib.sub import (\n    other,  # not this\n    base as b,\n)", ["lib.sub.base", "use"]),
            ("from lib.sub import other", []),
            ("from lib import sub", []),
            ("import lib.sub.base", ["lib.sub.base", "use"]),
            ("from lib import *", []),
            ("import lib.sub.base.Base", ["lib.sub.base", "use"]),
            ("import far.low", ["far", "lib.sub.base", "use"]),
            ("from far import low", ["far", "lib.sub.base", "use"]),
            ("from far.low import x", []),
        ],
    )
    def test_what_a_statement_reaches(self, leading, text, modules):
        """An import reaches modules among the names as well, and the packages around it if it binds them."""
        lib = {"__init__.py": "", "sub": {"__init__.py": "", "base.py": BASE, "other.py": ""}}
        far = {"__init__.py": "from lib.sub.base import Base", "low.py": ""}
        assert leading({"use.py": text, "lib": lib, "far": far}, "use") == modules

    def test_relative_imports(self, leading):
        """Relative imports start from the package, and may leave the top."""
        sub = {"__init__.py": "from ..base import Base", "a.py": "from . import b", "b.py": "from .. import base"}
        lib = {"__init__.py": "", "base.py": BASE, "sub": sub, "up.py": "from ... import plugin\nfrom .... import x"}
        assert leading({"lib": lib}, "lib.sub.a", "lib.up") == ["lib.base", "lib.sub", "lib.sub.a", "lib.sub.b"]

    def test_packages_around_what_is_given(self, leading):
        """The project may use a package by its name if it imports a module of it."""
        lib = {"__init__.py": BASE, "a.py": ""}
        assert leading({"lib": lib}, "lib.a") == ["lib"]
        assert leading({"lib": lib}, "lib.a.name") == ["lib"]

    def test_namespace_package(self, leading):
        """Imports lead through packages without ``__init__.py``, which have no file to give."""
        ns = {"one.py": "from ns.deep import two", "deep": {"two.py": "from ..three import x", "three.py": ""}}
        assert leading({"ns": {**ns, "three.py": BASE}}, "ns.one") == ["ns.deep.two", "ns.one", "ns.three"]

    @pytest.mark.parametrize(
        "text",
        [
            "def __getattr__(name):\n    return import_module(f'.{NAMES[name]}', 'lib')\nNAMES = {'Base': 'sub.base'}",
            "NAMES = {'Base': '.sub.base'}\ndef __getattr__(name: str) -> Any: import_",
            "NAMES = {'Base': 'lib.sub.base'}\ndef __getattr__(\n    name): import_",
            "NAMES = {'Base': 'lib.sub.base:Base'}\ndef __getattr__(name): import_",
            "NAMES = ['lib.sub.base.Base']\ndef __getattr__(name): import_",
            "if x:\n    pass\nelse:\n    def __getattr__(name): import_ in ('sub.base', )",
            'import lazy_loader as lazy\n__getattr__, __dir__, _ = lazy.attach(__name__, {"sub.base": ["Base"]})',
            "from lazy import make_getter\n__getattr__ = make_getter({'sub.base': 'Base'})",
            "from importlib import import_module\n__all__ = ['sub.base']",
        ],
    )
    def test_lazy_package(self, leading, text):
        """A package that gives modules on demand may give those below it that its strings name."""
        lib = {"__init__.py": text, "sub": {"__init__.py": "", "base.py": BASE}, "unnamed.py": BASE}
        assert leading({"lib": lib}) == ["lib", "lib.sub.base"]

    def test_lazy_module(self, leading):
        """A module may give those beside it; one that is in no package, none."""
        lazy = "def __getattr__(name):\n    return import_module('.' + NAMES[name])\nNAMES = {'Base': 'base'}\n"
        assert leading({"lib": {"lazy.py": lazy, "base.py": BASE}}, "lib.lazy") == ["lib.base", "lib.lazy"]
        assert leading({"lazy.py": lazy, "base.py": BASE}, "lazy") == []

    @pytest.mark.parametrize(
        "text",
        [
            "import os\nclass A:\n    def __getattr__(self, name): return 'base'",
            "import os\nclass A(type):\n    def __getattr__(\n        cls, name): return 'base'",
            "import os\nx = 'base'",
            "import os\ndef f(a): return a.__getattr__('base')",
            "def __getattr__(name): return 'base'",
            "import os\ndef __getattr__(name): return 'other.base', 'libbase'",
        ],
    )
    def test_what_is_not_lazy(self, leading, text):
        """Strings count only where a module has a ``__getattr__``, and if they name modules below its package."""
        assert leading({"lib": {"__init__.py": text, "base.py": BASE}, "other": {"base.py": BASE}}) == []

    def test_submodule_named_by_all(self, leading):
        """``from lib import *`` imports the modules that ``__all__`` names."""
        lib = {"__init__.py": "import os\n__all__ = ['base']", "base.py": BASE}
        assert leading({"use.py": "from lib import *", "lib": lib}, "use") == ["lib", "lib.base", "use"]

    @POSIX
    def test_unreadable_files(self, search, tmp_path):
        """A file that cannot be read imports nothing."""
        libraries = search({"lib": {"__init__.py": "from . import a", "a.py": BASE}})
        assert libraries.find("lib.a")
        (tmp_path / "0" / "lib" / "a.py").unlink()
        assert libraries.leading(["lib"]) == {}

    @pytest.mark.parametrize("content", [b"\xff\xfe import \0", b"import \xff\xfe", b"from \xff import (x", b"import"])
    def test_garbled_files(self, leading, content):
        """What is no Python imports nothing."""
        assert leading({"lib.py": content}) == []

    def test_limit(self, search, monkeypatch):
        """Beyond a number of files, the rest do not lead; the nearest are read first."""
        monkeypatch.setattr(room, "MOST_FILES", 3)
        files = {"a.py": "import b, c", "b.py": "import d", "c.py": "import plugin", "d.py": "import plugin"}
        libraries = search(files)
        assert [*libraries.leading(["a"])] == ["a", "c"]
        assert [*libraries.leading(["d"])] == []
        assert [*search(files).leading(["d"])] == ["d"]

    def test_read_once(self, search, monkeypatch):
        """A file is read once, however often it is asked for."""
        libraries = search({"lib": {"__init__.py": "from .base import Base", "base.py": BASE}, "use.py": "import lib"})
        read = []
        monkeypatch.setattr(SourceFile, "read", lambda file: read.append(file.shown) or b"import lib.base, plugin")
        assert [*libraries.leading(["lib"])] == ["lib", "lib.base"]
        assert [*libraries.leading(["use", "lib.base"])] == ["lib", "lib.base", "use"]
        assert sorted(read) == ["lib/__init__.py", "lib/base.py", "use.py"]


def test_unix_lines():
    assert unix_lines(b"a\r\nb\rc\n") == b"a\nb\nc\n"
