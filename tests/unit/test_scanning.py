import importlib
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

import plugin
from plugin import Plugin, PluginSpec, PluginSpecResolver
from plugin.discovery import ModuleScanningPluginFinder, PackagePathPluginFinder
from plugin.entrypoint import discover_entry_points
from plugin.exceptions import DiscoveryError, DuplicateEntryPoint

MAKER = """
    from plugin import Plugin, PluginSpec, plugin

    class Service(Plugin):
        def __init__(self, service):
            self.service = service

    def create(service):
        return lambda: Service(service)

    class S3(Plugin):
        namespace = "my.services"
        name = "s3"

    sqs = PluginSpec("my.services", "sqs", create("sqs"))

    @plugin(namespace="my.services")
    def hook():
        pass
"""
MADE = {"s3": "scan_me.maker:S3", "sqs": "scan_me.maker:sqs", "hook": "scan_me.maker:hook"}


@pytest.fixture
def scan(package_folder):
    """A function that writes modules of a package, and gives the entry points that are found in it."""

    def scan(**modules):
        modules = {f"{name}.py": text for name, text in {"__init__": "", **modules}.items()}
        finder = PackagePathPluginFinder(package_folder({"scan_me": modules}))
        return {entry_point.name: entry_point.value for entry_point in finder.find_entry_points()}

    return scan


class TestWhatIsFound:
    def test_three_ways_to_write_a_plugin(self, scan):
        """Classes, specs and functions are found, each with the name it is bound to."""
        assert scan(maker=MAKER) == MADE

    @pytest.mark.parametrize(
        "reader",
        [
            "from scan_me.maker import S3, sqs, hook",
            "from .maker import S3, sqs, hook",
            "from scan_me.maker import S3 as A, sqs as b, hook as c",
            "from .maker import *",
            "from . import maker\nS3 = maker.S3\nsqs: object = maker.sqs\nhook = again = maker.hook",
            "import scan_me.maker\nS3, mine = scan_me.maker.S3, 5\nsqs = scan_me.maker.sqs\n",
            "from .maker import sqs as _sqs\nsqs = _sqs",
            "from .maker import *\nsqs = sqs",
            "try:\n    from .maker import sqs\nexcept ImportError:\n    sqs = None",
            "if True:\n    from .maker import sqs, S3, hook",
            "__all__ = ['S3']\n\ndef __getattr__(name):\n    raise AttributeError(name)\n\nfrom .maker import S3",
        ],
    )
    def test_imported_is_no_second_plugin(self, scan, reader):
        """What another module imports, whatever the name and the way, belongs to the module that makes it."""
        assert scan(a_reader=reader, maker=MAKER, z_reader=reader) == MADE

    def test_imported_from_elsewhere(self, scan, site):
        """What is imported from another distribution is none of this one's plugins."""
        site.install("library", {"scan_library.py": MAKER})
        reader = "from scan_library import S3, sqs\nimport scan_library\nhook = scan_library.hook\n"
        assert scan(reader=reader, star="from scan_library import *") == {}

    def test_reusable_plugins_of_a_library(self, scan, site):
        """A spec belongs to the module that makes it, wherever its factory comes from."""
        site.install("library", {"scan_library.py": MAKER})
        reader = """
            from plugin import PluginSpec
            from scan_library import create, S3 as Base

            ec2 = PluginSpec("my.services", "ec2", create("ec2"))

            class S4(Base):
                name = "s4"
        """
        assert scan(reader=reader) == {"ec2": "scan_me.reader:ec2", "s4": "scan_me.reader:S4"}

    def test_import_on_demand(self, scan):
        """A name that a module looks up on demand for those who import it is imported all the same."""
        lazy = "def __getattr__(name):\n    from scan_me import maker\n    return getattr(maker, name)"
        assert scan(lazy=lazy, maker=MAKER, a_reader="from .lazy import sqs, S3, hook") == MADE

    def test_aliases(self, scan):
        """A plugin with two names in its module is found once, by the first."""
        maker = """
            from functools import wraps
            from plugin import Plugin, PluginSpec, plugin

            first = second = PluginSpec("ns", "a", Plugin)
            third = second

            @plugin(namespace="ns")
            def hook():
                pass

            @wraps(hook)
            def wrapped():
                return hook()
        """
        assert scan(maker=maker) == {"a": "scan_me.maker:first", "hook": "scan_me.maker:hook"}

    def test_references_to_what_has_no_name(self, scan):
        """A name that reads a plugin from an object or a former name is the one it is bound to."""
        maker = """
            from plugin import Plugin, PluginSpec

            class Registry:
                a = PluginSpec("ns", "a", Plugin)

            a = Registry.a
            _b = PluginSpec("ns", "b", Plugin)
            b = _b
            del _b
            c = {"c": PluginSpec("ns", "c", Plugin)}["c"]
            d = d = PluginSpec("ns", "d", Plugin)
            d = d
        """
        assert scan(maker=maker) == {name: f"scan_me.maker:{name}" for name in "abcd"}

    def test_imported_and_made_anew(self, scan):
        """A name that was imported, and then bound to a plugin of this module, counts for this module."""
        reader = """
            from plugin import Plugin, PluginSpec
            from .maker import *
            from .maker import sqs
            hook = sqs

            sqs = PluginSpec("my.services", "mine", Plugin)
        """
        assert scan(a_reader=reader, maker=MAKER) == {**MADE, "mine": "scan_me.a_reader:sqs"}

    def test_imports_in_a_circle(self, scan):
        """A module that imports everything from a package, which imports everything from it, loses no plugin."""
        assert scan(__init__="from .maker import *", maker=f"{dedent(MAKER)}\nfrom scan_me import *\n") == MADE

    def test_made_without_a_statement(self, scan):
        """Names that no statement shows count, also next to an import of everything."""
        maker = """
            from plugin import *
            from plugin import Plugin, PluginSpec

            for name in ("a", "b"):
                globals()[name] = PluginSpec("ns", name, Plugin)

            def later():
                global c
                c = PluginSpec("ns", "c", Plugin)

            later()
        """
        assert scan(maker=maker) == {name: f"scan_me.maker:{name}" for name in "abc"}

    def test_comprehensions_and_functions_have_names_of_their_own(self, scan):
        """A name inside a comprehension or a function is none of the module's."""
        reader = """
            from . import maker
            sqs = maker.sqs
            [sqs for sqs in ()]
            {sqs for sqs in ()}
            {sqs: 1 for sqs in ()}
            lambda sqs: (sqs := 1)

            def fn():
                sqs = 5

            class C:
                sqs = 5
        """
        assert scan(a_reader=reader, maker=MAKER) == MADE

    def test_made_by_decorators(self, scan):
        """A decorator that gives a spec binds it to the name of the function."""
        maker = """
            from functools import wraps
            from plugin import Plugin, PluginSpec

            def service(name):
                def decorate(fn):
                    @wraps(fn)
                    def factory():
                        return Plugin()
                    return PluginSpec("ns", name, factory)
                return decorate

            @service("a:default")
            def provide_a():
                pass
        """
        assert scan(maker=maker) == {"a:default": "scan_me.maker:provide_a"}

    def test_values_load(self, scan, package_folder):
        """Each value leads to the plugin that it was written for."""
        folder = package_folder({})
        sys.path.insert(0, str(folder))
        for name, value in scan(maker=MAKER).items():
            module, _, attribute = value.partition(":")
            loaded = getattr(importlib.import_module(module), attribute)
            assert PluginSpecResolver().resolve(loaded).name == name

    def test_objects_that_answer_nothing(self, scan):
        """Objects that raise whatever they are asked are no plugins, and stop nothing."""
        unwilling = """
            class Unwilling:
                def __getattr__(self, name):
                    raise RuntimeError("outside of a request")

            request = Unwilling()
        """
        assert scan(maker=MAKER, unwilling=unwilling) == MADE


class TestModules:
    def test_specs_of_modules(self, package_folder):
        """The specs of imported modules are given, sorted by namespace and name."""
        sys.path.insert(0, str(package_folder({"scan_specs.py": MAKER})))
        module = importlib.import_module("scan_specs")
        finder = ModuleScanningPluginFinder(iter([module]))
        assert [spec.name for spec in finder.find_plugins()] == ["hook", "s3", "sqs"]
        assert finder.find_plugins()[2] is module.sqs

    def test_module_without_source(self):
        """Where there is no source, a class counts for the module that it names, and a spec wherever it is bound."""
        module = ModuleType("scan_sourceless")
        module.a = PluginSpec("ns", "a", Plugin)
        module.Own = type("Own", (Plugin,), {"namespace": "ns", "name": "own", "__module__": "scan_sourceless"})
        module.Other = type("Other", (Plugin,), {"namespace": "ns", "name": "other"})
        assert [spec.name for spec in ModuleScanningPluginFinder([module]).find_plugins()] == ["a", "own"]

    def test_source_that_is_gone(self, package_folder):
        """A module whose source cannot be read any more is scanned as one without."""
        folder = package_folder({"scan_gone.py": MAKER})
        sys.path.insert(0, str(folder))
        module = importlib.import_module("scan_gone")
        (folder / "scan_gone.py").unlink()
        assert [spec.name for spec in ModuleScanningPluginFinder([module]).find_plugins()] == ["hook", "s3", "sqs"]

    def test_resolver_of_ones_own(self):
        """A resolver says what stands for a plugin."""

        class Numbers(PluginSpecResolver):
            def resolve(self, source):
                return PluginSpec("ns", f"n{source:d}", Plugin)

        module = ModuleType("scan_numbers")
        module.seven = type("Seven", (int,), {"__module__": "scan_numbers"})(7)
        assert [spec.name for spec in ModuleScanningPluginFinder([module], Numbers()).find_plugins()] == ["n7"]

    def test_module_outside_of_a_package(self, package_folder):
        """A relative import that cannot be followed hides nothing."""
        module = ModuleType("scan_loose")
        module.__spec__ = importlib.util.spec_from_loader(
            "scan_loose", type("Loader", (), {"get_source": lambda *_: "from . import a\nb = 5"})()
        )
        module.b = PluginSpec("ns", "b", Plugin)
        assert [spec.name for spec in ModuleScanningPluginFinder([module]).find_plugins()] == ["b"]


class TestConflictsAndFaults:
    def test_conflict_names_both(self, package_folder):
        """Two plugins of one name are an error that names both."""
        one = 'from plugin import *\na = PluginSpec("ns", "a", Plugin)'
        two = 'from plugin import *\nb = PluginSpec("ns", "a", Plugin)'
        finder = PackagePathPluginFinder(package_folder({"scan_two": {"__init__.py": one, "b.py": two}}))
        with pytest.raises(DuplicateEntryPoint, match=r"scan_two:a and to scan_two\.b:b"):
            discover_entry_points(finder)

    def test_impossible_names(self, package_folder):
        """Every name and namespace that no entry point can have is told, with its place."""
        module = """
            from plugin import *
            a = PluginSpec("ns", "a=b", Plugin)
            b = PluginSpec("my ns", "b", Plugin)
            c = PluginSpec("ns", "c", Plugin)
        """
        finder = PackagePathPluginFinder(package_folder({"scan_names": {"__init__.py": module}}))
        with pytest.raises(DiscoveryError) as caught:
            finder.find_entry_points()
        [first, second] = caught.value.problems
        assert first.startswith("scan_names:b: 'my ns' is not an entry point group")
        assert second.startswith("scan_names:a: 'a=b' is not an entry point name")

    def test_modules_that_cannot_be_imported(self, package_folder):
        """Every module that fails is told at once, with its line and its cause; nothing is left out in silence."""
        where = package_folder(
            {
                "scan_bad": {
                    "__init__.py": "",
                    "exits.py": "import sys\nsys.exit('I am a script')",
                    "fails.py": "\n\nimport surely_not_there",
                    "indirect.py": "from scan_bad import fails",
                    "package": {"__init__.py": "1 / 0", "inner.py": "", "deeper": {"__init__.py": "", "more.py": ""}},
                    "sound.py": MAKER,
                    "wrong.py": "x = 1\nclass :",
                }
            }
        )
        path = sys.path[:]
        with pytest.raises(DiscoveryError) as caught:
            PackagePathPluginFinder(where).find_plugins()
        assert sys.path == path
        where = os.path.relpath(where / "scan_bad").replace(os.sep, "/")
        hint = "; exclude its package if it should not be imported"
        by_zero = "ZeroDivisionError: division by zero"
        missing = "ModuleNotFoundError: No module named 'surely_not_there'"
        *others, syntax = caught.value.problems
        assert others == [
            f"{where}/exits.py:2: scan_bad.exits cannot be imported: SystemExit: I am a script{hint}",
            f"{where}/fails.py:3: scan_bad.fails cannot be imported: {missing}{hint}",
            f"{where}/indirect.py:1: scan_bad.indirect cannot be imported: {missing}{hint}",
            f"{where}/package/__init__.py:1: scan_bad.package cannot be imported: {by_zero}{hint}",
            f"{where}/package/deeper/__init__.py: cannot be imported, because its package scan_bad.package cannot",
            f"{where}/package/deeper/more.py: cannot be imported, because its package scan_bad.package.deeper cannot",
            f"{where}/package/inner.py: cannot be imported, because its package scan_bad.package cannot",
        ]
        assert syntax.startswith(f"{where}/wrong.py:2: scan_bad.wrong cannot be imported: SyntaxError: ")

    def test_interrupt_gets_through(self, package_folder):
        """An interrupt stops the import of everything, and the path is put back."""
        path = sys.path[:]
        where = package_folder({"scan_stop": {"__init__.py": "raise KeyboardInterrupt"}})
        with pytest.raises(KeyboardInterrupt):
            PackagePathPluginFinder(where).find_plugins()
        assert sys.path == path

    def test_folder_that_is_not_there(self, tmp_path):
        """A folder that cannot be read is an error, not an empty answer."""
        with pytest.raises(DiscoveryError, match="not there: cannot be read"):
            PackagePathPluginFinder(tmp_path / "not there").find_plugins()

    def test_another_module_of_that_name(self, package_folder, site):
        """A module that was imported from elsewhere before is an error, for its plugins are not those of the folder."""
        site.install("older", {"scan_twice": {"__init__.py": ""}})
        importlib.import_module("scan_twice")
        where = package_folder({"scan_twice": {"__init__.py": MAKER}})
        with pytest.raises(DiscoveryError, match=r"scan_twice/__init__\.py: scan_twice was already .* from .*site"):
            PackagePathPluginFinder(where).find_plugins()


TREE = {
    "setup.py": "raise AssertionError",
    "single.py": "raise AssertionError",
    "scan_app": {
        "__init__.py": "",
        "__main__.py": "raise AssertionError",
        "a.py": "",
        "b": {"__init__.py": "", "c.py": ""},
        "data": {"template.py": "raise AssertionError"},
    },
    "scan_tests": {"__init__.py": "raise AssertionError", "unit": {"__init__.py": "raise AssertionError"}},
    "docs": {"conf.py": "raise AssertionError"},
}
APP = ["scan_app", "scan_app.a", "scan_app.b", "scan_app.b.c"]


class TestPackages:
    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({}, [*APP, "scan_tests", "scan_tests.unit"]),
            ({"exclude": ("scan_tests", "scan_tests.*")}, APP),
            ({"exclude": ["scan_tests*", "scan_app.b"]}, ["scan_app", "scan_app.a"]),
            ({"exclude": ["scan_tests"]}, [*APP, "scan_tests.unit"]),
            ({"include": ["scan_app*"]}, APP),
            ({"include": ("scan_app",)}, ["scan_app", "scan_app.a"]),
            ({"include": ("SCAN_*",)}, []),
        ],
    )
    def test_include_and_exclude(self, package_folder, options, expected):
        """The patterns are those of packages, as setuptools.find_packages takes them; scripts are not looked at."""
        finder = PackagePathPluginFinder(package_folder(TREE), **options)
        assert finder.list_module_names() == expected

    def test_only_what_is_listed_is_imported(self, package_folder):
        """Neither __main__.py nor setup.py nor any excluded module is imported."""
        finder = PackagePathPluginFinder(package_folder(TREE), exclude=["scan_tests*"])
        assert [module.__name__ for module in finder.load_modules()] == APP

    def test_path_is_put_back(self, package_folder):
        """The folder stands first on the path while its modules are imported, and the path is as before afterwards."""
        module = "import sys\nseen = sys.path[0]\nsys.path.append('somewhere')"
        where = package_folder({"scan_path": {"__init__.py": module}})
        path = sys.path[:]
        [module] = PackagePathPluginFinder(where).load_modules()
        assert module.seen == str(where)
        assert sys.path == path

    def test_folder_that_was_looked_at_before(self, package_folder):
        """Files that came after an importer looked at the folder are found, whatever the clock of the file system."""
        where = package_folder({"scan_old": {"__init__.py": ""}})
        PackagePathPluginFinder(where).load_modules()
        before = os.stat(where)
        package_folder({"scan_new": {"__init__.py": MAKER}})
        os.utime(where, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert len(PackagePathPluginFinder(where).find_plugins()) == 3

    def test_output_of_modules(self, package_folder, capsys):
        """What a module prints goes to stderr, so that it cannot spoil what the caller prints."""
        where = package_folder({"scan_loud": {"__init__.py": "print('hello')"}})
        PackagePathPluginFinder(where).find_plugins()
        assert capsys.readouterr() == ("", "hello\n")

    def test_current_folder(self, package_folder):
        """By default the current folder is looked at; setuptools plays no part."""
        where = package_folder({"scan_here": {"__init__.py": MAKER}})
        code = (
            f"import sys; sys.path.insert(0, {str(Path(plugin.__file__).parents[1])!r})\n"
            "from plugin.entrypoint import find_plugins\n"
            "print(find_plugins())\n"
            "assert 'setuptools' not in sys.modules\n"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", code], cwd=where, capture_output=True, text=True, check=False
        )
        expected = {"my.services": ["hook=scan_here:hook", "s3=scan_here:S3", "sqs=scan_here:sqs"]}
        assert (done.stdout, done.stderr) == (f"{expected}\n", "")

    @pytest.mark.parametrize("option", ["include", "exclude"])
    def test_patterns_are_a_list(self, option):
        """A string in place of a list of patterns is an error, for each of its characters would be a pattern."""
        with pytest.raises(TypeError, match=r"write \['tests\*'\]"):
            PackagePathPluginFinder(".", **{option: "tests*"})
