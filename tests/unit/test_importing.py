"""The import engine, with real processes: what it finds, what it says of modules that fail, and what cannot harm it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import plugin
from plugin.discovery import Config, SourceTree, discover
from plugin.discovery.importing import find_plugins
from plugin.exceptions import DiscoveryError
from toys import LIMITS

SOURCE = str(Path(plugin.__file__).parents[1])
IMPORT = Config(discovery="import", import_timeout=60)
OR = 'leave the module out with `exclude`, or have the source read instead of imported, with discovery = "static"'
HINT = f"    fix it, {OR}"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs signals, and processes that fork")


def made(*names):
    """A module that makes plugins."""
    return "from plugin import *\n" + "".join(f"{name} = PluginSpec('ns', '{name}', Plugin)\n" for name in names)


def said(problem):
    """A problem as it is reported, without its code."""
    return str(problem).replace(f" [{problem.kind.code}]", "", 1)


@pytest.fixture
def look(package_folder):
    """A function that writes a source tree, and gives the entry points that are found in it, and the problems."""

    def look(tree, config=IMPORT):
        answer = discover(SourceTree.of_folder(package_folder(tree)), config)
        return {ep.name: ep.value for ep in answer.entry_points}, list(map(said, answer.problems))

    return look


@pytest.fixture
def look_at(look):
    """A function that gives what is found in a module, and what is said of it.

    It stands between two others, whose plugins have to be found whatever it does.
    """

    def look_at(module, name="hostile", config=IMPORT):
        plugins, problems = look({"a.py": made("first"), f"{name}.py": module, "z.py": made("last")}, config)
        assert (plugins.pop("first"), plugins.pop("last")) == ("a:first", "z:last")
        return plugins, problems

    return look_at


class TestWhatIsFound:
    def test_nothing_to_look_at(self):
        """Where no module ships, no process is started."""
        assert find_plugins(SourceTree("root", {})) == ((), ())

    def test_lazy_imports(self, look_at, monkeypatch):
        """Where the environment has Python make all imports lazy (PEP 810), what is looked at is the same."""
        monkeypatch.setenv("PYTHON_LAZY_IMPORTS", "all")
        assert look_at(made("a")) == ({"a": "hostile:a"}, [])

    def test_three_ways(self, package_folder):
        """Classes, specs and functions are found, each with its kind and its line."""
        module = """
            from functools import partial
            from plugin import Plugin, PluginSpec, plugin

            @partial(lambda cls: cls)
            class S3(Plugin):
                namespace = "ns"
                name = "s3"

            sqs = PluginSpec("ns", "sqs", Plugin)
            for name in ("x", "y"):
                globals()[name] = PluginSpec("ns", name, Plugin)

            @plugin(namespace="ns")
            def hook():
                pass
        """
        found = find_plugins(SourceTree.of_folder(package_folder({"app.py": module}))).plugins
        assert [(each.entry_point.name, each.kind.value, str(each.place)) for each in found] == [
            ("hook", "function", "app.py:15"),
            ("s3", "class", "app.py:6"),
            ("sqs", "spec", "app.py:10"),
            ("x", "spec", "app.py:12"),
            ("y", "spec", "app.py:12"),
        ]

    @pytest.mark.parametrize("config", [IMPORT, Config()], ids=["import", "static"])
    def test_maker_goes_first(self, look, config):
        """What a module gets out of another one, by whatever expression, belongs to the one that makes it."""
        reader = """
            from m_maker import TABLE, Base, hooks, lonely, produce

            spec = TABLE["spec"]
            hook = hooks()[0]
            Cls = [Base][0]
            made_here = produce("made_here")
            made_there = lonely[0]
        """
        maker = """
            from plugin import Plugin, PluginSpec, plugin

            def produce(name):
                return PluginSpec("ns", name, Plugin)

            spec = produce("spec")
            TABLE = {"spec": spec}
            lonely = [produce("made_there")]

            @plugin(namespace="ns")
            def hook():
                pass

            def hooks():
                return [hook]

            class Base(Plugin):
                namespace = "ns"
                name = "base"
        """
        expected = {
            "spec": "m_maker:spec",
            "hook": "m_maker:hook",
            "base": "m_maker:Base",
            "made_here": "a_reader:made_here",
            "made_there": "a_reader:made_there",
        }
        plugins, problems = look({"a_reader.py": reader, "m_maker.py": maker, "z_reader.py": reader}, config)
        twice = {"made_here": "z_reader:made_here"}  # a second plugin of that name
        assert plugins in (expected, expected | twice)
        assert [problem.splitlines()[0].partition(": ")[2] for problem in problems] == [
            "plugin 'made_here' of 'ns' is z_reader:made_here, but at a_reader.py:7 it is a_reader:made_here"
        ]

    @pytest.mark.parametrize("place", ["app.py", "app/__init__.py"])
    def test_import_beyond_the_top(self, look, place):
        """A relative import that leads beyond the top imports nothing, and what is made in its place is found."""
        module = """
            from plugin import Plugin, PluginSpec
            try:
                from ... import Base, spec
            except ImportError:
                class Base(Plugin):
                    namespace, name = "ns", "base"
                spec = PluginSpec("ns", "spec", Plugin)
        """
        tree = {place: module} if place == "app.py" else {"app": {"__init__.py": module}}
        assert look(tree) == ({"base": "app:Base", "spec": "app:spec"}, [])

    @pytest.mark.parametrize("config", [IMPORT, Config()], ids=["import", "static"])
    def test_other_names(self, look, site, config):
        """What has a name where it is made, in a library or in a module that is left out, gets no second one."""
        maker = made("a", "b") + "TABLE = {'a': a, 'c': PluginSpec('ns', 'c', Plugin)}\n"
        maker += "class Base(Plugin):\n    namespace = name = 'base'\n"
        maker = maker.replace("*", "Plugin, PluginSpec")
        (site.path / "importing_maker.py").write_text(maker)
        reader = """
            import importing_maker, left_out
            from importing_maker import Base, TABLE

            a = importing_maker.a
            a_again = TABLE["a"]
            b = left_out.b
            c = TABLE["c"]
            Base = [Base][0]
        """
        config = config._replace(exclude=("left_out",))
        assert look({"app.py": reader, "left_out.py": made("b")}, config) == ({"c": "app:c"}, [])

    def test_class_that_names_another_module(self, look):
        """A class that says to be of the package that exports it is found where it is made."""
        tree = {
            "app": {
                "__init__.py": "from app._inner import Mine\nMine.__module__ = __name__",
                "_inner.py": "from plugin import Plugin\nclass Mine(Plugin):\n    namespace = name = 'mine'",
            }
        }
        assert look(tree) == ({"mine": "app._inner:Mine"}, [])

    def test_only_what_is_covered(self, look):
        """A module that is left out is imported only by those that need it, and its plugins are not wanted."""
        tree = {
            "app": {
                "__init__.py": "",
                "__main__.py": "raise SystemExit('a script')",
                "base.py": made("base") + "class Base(Plugin):\n    namespace = 'ns'\n    name = 'base class'\n",
                "mine.py": "from app.base import Base, base\nclass Mine(Base):\n    name = 'mine'\n",
                "old.py": "raise SystemExit('left out')",
            }
        }
        config = IMPORT._replace(exclude=("app.base", "app.old"))
        assert look(tree, config) == ({"mine": "app.mine:Mine"}, [])

    def test_invalid_names(self, look):
        """A plugin that no entry point can name is told with its line."""
        module = """\
            from plugin import *
            a = PluginSpec("ns", "a=b", Plugin)
            globals()["x y"] = PluginSpec("ns", "b", Plugin)
        """
        plugins, problems = look({"app.py": module})
        assert plugins == {}
        assert [problem.split(": ")[0] for problem in problems] == ["app.py:2", "app.py:3"]
        assert "'a=b' is not an entry point name: a name must not contain '='" in problems[0]
        assert "'app:x y' is not an object reference" in problems[1]

    def test_conflict(self, look):
        """Two plugins of one name are told with both places."""
        _, problems = look({"a.py": made("same"), "b.py": made("same")})
        assert problems == [
            (
                "b.py:2: plugin 'same' of 'ns' is b:same, but at a.py:2 it is a:same\n"
                "    rename one of them, or exclude one of the modules"
            )
        ]

    def test_names_of_an_enumeration(self, look):
        """A name that is a member of an enumeration counts as its text."""
        module = """
            from enum import Enum
            from plugin import Plugin, PluginSpec

            class Names(str, Enum):
                A = "a"

            spec = PluginSpec("ns", Names.A, Plugin)
        """
        assert look({"app.py": module}) == ({"a": "app:spec"}, [])


class TestTree:
    """The modules are imported under the names that the wheel will have, and from where they stand."""

    def look(self, root, files, path=()):
        tree = SourceTree.of_files(root, [(str(root / file), shipped) for file, shipped in files.items()])
        before = sys.path[:]
        sys.path[:0] = path
        try:
            answer = discover(tree, IMPORT)
        finally:
            sys.path[:] = before
        return {ep.name: ep.value for ep in answer.entry_points}, list(map(said, answer.problems))

    def test_renamed(self, package_folder):
        """Files that go into the wheel under other names import each other by these."""
        root = package_folder(
            {
                "lib": {
                    "inner": {
                        "__init__.py": made("a"),
                        "b.py": "from outer.renamed import *\nfrom . import a\n" + made("b"),
                    }
                },
                "extra.py": "from outer.renamed.b import b as _\n" + made("c"),
            }
        )
        files = {
            "lib/inner/__init__.py": "outer/renamed/__init__.py",
            "lib/inner/b.py": "outer/renamed/b.py",
            "extra.py": "outer/renamed/sub/c.py",
        }
        plugins = {"a": "outer.renamed:a", "b": "outer.renamed.b:b", "c": "outer.renamed.sub.c:c"}
        assert self.look(root, files) == (plugins, [])

    def test_namespace_package(self, package_folder, site):
        """A package without __init__.py is shared with other distributions, and has its data beside the source."""
        module = """
            from importlib.resources import files
            from plugin import Plugin, PluginSpec
            import ours.other, ours.theirs, ours

            spec = PluginSpec("ns", files("ours").joinpath("name.txt").read_text(), ours.theirs.Base)
            own = PluginSpec("ns", files("ours.mine").joinpath("name.txt").read_text(), ours.theirs.Base)
        """
        root = package_folder(
            {
                "src": {
                    "ours": {
                        "name.txt": "from data",
                        "other.py": "",
                        "mine": {"__init__.py": "", "name.txt": "from own data", "app.py": module},
                    }
                }
            }
        )
        site.install("theirs", {"ours": {"theirs.py": "from plugin import Plugin\nclass Base(Plugin): pass"}})
        files = {f"src/{name}": name for name in ("ours/other.py", "ours/mine/__init__.py", "ours/mine/app.py")}
        plugins = {"from data": "ours.mine.app:spec", "from own data": "ours.mine.app:own"}
        assert self.look(root, files) == (plugins, [])

    def test_package_of_another_distribution(self, package_folder, site):
        """A module may ship into a package whose __init__.py another distribution has."""
        site.install("theirs", {"ours": {"__init__.py": "from plugin import Plugin\nclass Base(Plugin): pass"}})
        root = package_folder({"mine.py": "from ours import Base\n" + made("a")})
        assert self.look(root, {"mine.py": "ours/mine.py"}) == ({"a": "ours.mine:a"}, [])

    def test_init_that_does_not_ship(self, package_folder):
        """An __init__.py that is not in the wheel is not executed, even if the project folder is on the path."""
        root = package_folder({"sample": {"__init__.py": "1 / 0", "a.py": made("a")}})
        plugins = {"a": "sample.a:a"}
        assert self.look(root, {"sample/a.py": "sample/a.py"}, path=[str(root)]) == (plugins, [])

    def test_beside_the_source(self, package_folder):
        """What a package holds beside the modules that ship can be imported and read, as generated modules are."""
        module = "from sample._version import version\n" + made("a") + "b = PluginSpec('ns', version, Plugin)\n"
        root = package_folder({"sample": {"__init__.py": module, "_version.py": "version = '1.0'\n" + made("c")}})
        plugins = {"a": "sample:a", "1.0": "sample:b"}
        assert self.look(root, {"sample/__init__.py": "sample/__init__.py"}) == (plugins, [])

    def test_goes_before_what_is_installed(self, package_folder, site):
        """The tree goes before an older version of it that is installed, and after the standard library."""
        site.install("sample", {"sample": {"__init__.py": made("old")}})
        root = package_folder({"sample": {"__init__.py": made("new")}, "json.py": made("never")})
        plugins, problems = self.look(root, {"sample/__init__.py": "sample/__init__.py", "json.py": "json.py"})
        assert plugins == {"new": "sample:new"}
        why = "the standard library has a module of that name, which is imported instead"
        assert problems == [f"json.py: json cannot be imported: {why}\n{HINT}"]

    def test_imported_before(self, package_folder):
        """A module that the engine itself consists of is not looked at in place of another one."""
        root = package_folder({"plugin": {"__init__.py": made("a")}})
        plugins, [problem] = self.look(root, {"plugin/__init__.py": "plugin/__init__.py"})
        assert plugins == {}
        assert problem.startswith(
            "plugin/__init__.py: plugin cannot be imported: a module of that name was already imported from "
        )

    def test_itself(self):
        """This library can look at itself."""
        tree = SourceTree.of_folder(Path(plugin.__file__).parent, Path(SOURCE))
        files = [(source.path, f"plugin/{source.path[len(SOURCE) + 8 :]}") for source in tree.modules.values()]
        files.append((plugin.__file__, "plugin/__init__.py"))
        config = IMPORT._replace(exclude=("plugin.testing",))
        answer = discover(SourceTree.of_files(SOURCE, files), config)
        assert answer.problems == ()
        assert answer.entry_points == ()

    def test_sources_are_left_alone(self, package_folder, monkeypatch):
        """No byte code is written beside the source, whatever the modules do, and none is read."""
        monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        child = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import b'], cwd='.', check=True)\n"
        root = package_folder(
            {
                "a.py": "import sys\nsys.dont_write_bytecode = False\nimport b, beside.c\n" + child + made("a"),
                "b.py": made("b"),
                "beside": {"__init__.py": "", "c.py": ""},
            }
        )
        self.look(root, {"a.py": "a.py", "b.py": "b.py"})
        assert sorted(path.name for path in root.rglob("*.pyc")) == []
        cache = root / "__pycache__" / f"b.{sys.implementation.cache_tag}.pyc"
        compiled = "import py_compile, sys; py_compile.compile(sys.argv[1], sys.argv[2])"
        (root / "b.py").write_text(made("x"))
        subprocess.run([sys.executable, "-c", compiled, root / "b.py", cache], check=True)
        stat = os.stat(root / "b.py")
        (root / "b.py").write_text(made("y"))
        os.utime(root / "b.py", ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert self.look(root, {"b.py": "b.py"}) == ({"y": "b:y"}, [])

    def test_plux(self, look):
        """What is written for plux is taken as it stands, as far as plux has the same here."""
        module = """
            import plux
            from plux import Plugin, PluginManager, PluginSpec
            from plux.core.plugin import FunctionPlugin, plugin
            from plux.core.entrypoint import to_entry_point_dict
            from plux.runtime.filter import global_plugin_filter
            from plux.runtime.manager import PluginContainer

            @plux.plugin(namespace="ns")
            def hook():
                pass

            a = PluginSpec("ns", "a", lambda: FunctionPlugin(hook))
            assert "PluginSpec" in plux.__all__
            assert not hasattr(plux, "no_such_name")
        """
        assert look({"app.py": module}) == ({"a": "app:a", "hook": "app:hook"}, [])

    def test_plux_that_is_installed(self, look, site):
        """What plux has beyond that is taken from plux, if it is installed."""
        site.install("plux", {"plux": {"__init__.py": "1 / 0", "version.py": "from plux import Plugin\nversion = 'v'"}})
        module = "import plux\nfrom plux.version import version\nspec = plux.PluginSpec('ns', version, plux.Plugin)"
        assert look({"app.py": module}) == ({"v": "app:spec"}, [])

    def test_path_and_environment(self, look, monkeypatch, site):
        """Modules find the path and the environment of the build, and no arguments."""
        monkeypatch.setenv("PYTHONPATH", "as it was")
        monkeypatch.setenv("IMPORTING_NAME", "from the environment")
        monkeypatch.setattr(sys, "path", ["", *sys.path])
        module = """
            import os, sys
            from plugin import Plugin, PluginSpec

            name = os.environ["IMPORTING_NAME"]
            spec = PluginSpec("ns", name, Plugin)
            assert os.environ["PYTHONPATH"] == "as it was"
            assert sys.argv == [""]
            assert sys.path == EXPECTED
            assert os.path.isfile("app.py")
            assert sys.stdin.read() == ""
        """.replace("EXPECTED", repr([os.getcwd(), *sys.path[1:]]))
        assert look({"app.py": module}) == ({"from the environment": "app:spec"}, [])


class TestModulesThatFail:
    @pytest.mark.parametrize(
        ("module", "error"),
        [
            ("\nraise ValueError('no\\n good')", "ValueError: no good"),
            ("\nraise SystemExit(3)", "SystemExit: 3"),
            ("\nraise KeyboardInterrupt", "KeyboardInterrupt"),
            ("\nraise GeneratorExit", "GeneratorExit"),
            ("\nx = input()", "EOFError: EOF when reading a line"),
            ("\nassert 1 == 2", "AssertionError"),
        ],
    )
    def test_what_it_raises(self, look_at, module, error):
        """A module that raises anything is told with its line, and with the way out."""
        code = module.strip().split("\n")[0]
        assert look_at(module)[1] == [
            f"hostile.py:2: hostile cannot be imported: {error}\n    because it runs `{code}` (hostile.py:2)\n{HINT}"
        ]

    def test_message_that_cannot_be_read(self, look_at):
        """An exception whose message raises as well is told by its name."""
        module = "class Odd(Exception):\n    def __str__(self):\n        raise SystemExit\nraise Odd"
        (problem,) = look_at(module)[1]
        assert problem.startswith("hostile.py:4: hostile cannot be imported: Odd: (its message cannot be read)\n")

    def test_syntax(self, look_at):
        """A syntax error is told with its line."""
        (problem,) = look_at("x = 1\nx = = 2")[1]
        assert problem.startswith("hostile.py:2: hostile cannot be imported: SyntaxError: invalid syntax")
        assert "because" not in problem

    def test_recursion(self, look_at):
        """Of an endless recursion, the line that is the same is told once."""
        (problem,) = look_at("def down():\n    down()\ndown()")[1]
        assert problem == (
            "hostile.py:2: hostile cannot be imported: RecursionError: maximum recursion depth exceeded\n"
            "    because it runs `down()` (hostile.py:2)\n"
            f"    because it runs `down()` (hostile.py:3)\n{HINT}"
        )

    def test_traceback(self, look, site):
        """The lines of the project are told, nearest first, without those of libraries."""
        site.install("library", {"importing_library.py": "def call(f):\n    return f()"})
        tree = {
            "app": {
                "__init__.py": "",
                "deep.py": "import importing_library\ndef fail():\n    return {}['key']\ndef call():\n"
                "    return importing_library.call(fail)",
                "start.py": "from app.deep import call\n\nvalue = call()",
            }
        }
        assert look(tree)[1] == [
            (
                "app/deep.py:3: app.start cannot be imported: KeyError: 'key'\n"
                "    because it runs `return {}['key']` (app/deep.py:3)\n"
                "    because it runs `return importing_library.call(fail)` (app/deep.py:5)\n"
                f"    because it runs `value = call()` (app/start.py:3)\n{HINT}"
            )
        ]

    def test_missing_dependency(self, look):
        """What is not installed is told once for all that import it, with how a build gets it."""
        tree = {
            "app": {
                "__init__.py": "",
                "client.py": "import surely_not_there.inner",
                "one.py": "import app.client",
                "two.py": "from app import one",
                "typo.py": "import app.cleint",
            }
        }
        assert look(tree)[1] == [
            (
                "app/client.py:1: app.client cannot be imported: "
                "ModuleNotFoundError: No module named 'surely_not_there'; "
                "nor can app.one, app.two, because of what they import\n"
                "    because it runs `import surely_not_there.inner` (app/client.py:1)\n"
                "    a build has only what build-system.requires lists: "
                f"add the distribution of `surely_not_there` to it, or {OR}"
            ),
            (
                "app/typo.py:1: app.typo cannot be imported: ModuleNotFoundError: No module named 'app.cleint'\n"
                f"    because it runs `import app.cleint` (app/typo.py:1)\n{HINT}"
            ),
        ]

    def test_package(self, look):
        """A package that fails is told once, with how many modules fail with it; it is not tried again for each."""
        package = {"__init__.py": "print('executed')\n1 / 0", "a.py": made("a"), "b": {"__init__.py": "", "c.py": ""}}
        assert look({"app": package, "z.py": made("z")}) == (
            {"z": "z:z"},
            [
                (
                    "app/__init__.py:2: app cannot be imported: ZeroDivisionError: division by zero; "
                    "nor can the 3 modules in it\n"
                    f"    because it runs `1 / 0` (app/__init__.py:2)\n{HINT}"
                )
            ],
        )

    def test_several_mistakes(self, look):
        """Every module that fails is told at once, and each plugin of the others is found."""
        tree = {
            "a.py": "import os\nos._exit(1)",
            "b.py": "raise ValueError",
            "c.py": "import os\nos._exit(2)",
            "d.py": made("d"),
            "e.py": "import a",
        }
        plugins, problems = look(tree)
        assert plugins == {"d": "d:d"}
        assert [problem.partition("\n")[0] for problem in problems] == [
            "a.py: a cannot be imported: it ends the process with exit status 1",
            "b.py:1: b cannot be imported: ValueError",
            "c.py: c cannot be imported: it ends the process with exit status 2",
            "e.py:1: e cannot be imported: ImportError: a cannot be imported: it ends the process with exit status 1",
        ]

    def test_optional_module_that_fails(self, look):
        """A module that brings the process down is one that cannot be imported, for those that can do without it."""
        tree = {
            "a.py": "import os\nos._exit(1)",
            "b.py": "try:\n    import a\nexcept ImportError:\n    pass\n" + made("b"),
        }
        config = IMPORT._replace(exclude=("a",))
        assert look(tree, config) == ({"b": "b:b"}, [])

    @pytest.mark.parametrize(
        ("on_undecided", "severity"), [("error", "error"), ("warn", "warning"), ("ignore", "ignored")]
    )
    def test_on_undecided(self, package_folder, on_undecided, severity):
        """A module that fails is an error, a warning or nothing, as the project wants it."""
        tree = SourceTree.of_folder(
            package_folder({"a.py": "1 / 0", "b.py": "import os\nos._exit(1)", "c.py": made("c")})
        )
        answer = discover(tree, IMPORT._replace(on_undecided=on_undecided))
        assert [problem.severity for problem in answer.problems] == [severity, severity]
        assert [ep.name for ep in answer.entry_points] == ["c"]

    def test_no_python(self, look, monkeypatch):
        """Where no interpreter can be started, that is said."""
        monkeypatch.setattr(sys, "executable", "/no/such/python")
        with pytest.raises(DiscoveryError, match=r"cannot start Python to import the modules: .*/no/such/python"):
            look({"a.py": made("a")})


@pytest.mark.slow
class TestModulesThatEndTheProcess:
    @pytest.mark.parametrize(
        ("module", "ending"),
        [
            ("import os\nos._exit(3)", "with exit status 3"),
            ("import os\nos._exit(0)", "with exit status 0"),
            pytest.param("import os\nos.execv('/bin/true', ['true'])", "with exit status 0", marks=POSIX),
            pytest.param(
                "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)", "by signal 15 (SIGTERM)", marks=POSIX
            ),
            pytest.param("import os, signal\nos.killpg(0, signal.SIGKILL)", "by signal 9 (SIGKILL)", marks=POSIX),
            pytest.param("import os\nos.kill(os.getpid(), 40)", "by signal 40", marks=POSIX),
        ],
    )
    def test_ending(self, look_at, module, ending):
        """How a module ends the process is told, and the others are looked at without it."""
        assert look_at(module)[1] == [f"hostile.py: hostile cannot be imported: it ends the process {ending}\n{HINT}"]

    @POSIX
    def test_crash(self, look_at):
        """A crash is told with its line."""
        assert look_at("import ctypes\nx = 1\nctypes.string_at(0)")[1] == [
            (
                "hostile.py:3: hostile cannot be imported: it ends the process by signal 11 (SIGSEGV)\n"
                f"    because it runs `ctypes.string_at(0)` (hostile.py:3)\n{HINT}"
            )
        ]

    def test_when_it_is_looked_at(self, look_at):
        """An object that ends the process when it is asked what it is, is told with its module."""
        asked = "class Odd:\n    @property\n    def __pluginspec__(self):\n        {}\nodd = Odd()"
        assert look_at("import os\n" + asked.format("os._exit(9)"))[1] == [
            f"hostile.py: hostile cannot be looked at: it ends the process with exit status 9\n{HINT}"
        ]
        assert look_at(asked.format("raise KeyboardInterrupt"))[1] == [
            (
                "hostile.py:4: hostile cannot be looked at: KeyboardInterrupt\n"
                f"    because it runs `raise KeyboardInterrupt` (hostile.py:4)\n{HINT}"
            )
        ]
        assert look_at(asked.format("raise SystemExit")) == ({}, [])

    @pytest.mark.parametrize(
        ("module", "place"),
        [
            ("x = 1\nwhile x: pass", "hostile.py:2"),
            ("import os, time\nos.closerange(0, 64)\ntime.sleep(99)", "hostile.py"),
            pytest.param("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "hostile.py", marks=POSIX),
            pytest.param(
                "import faulthandler\nfaulthandler.cancel_dump_traceback_later()\nwhile True:\n    pass",
                "hostile.py",
                marks=POSIX,
            ),
        ],
    )
    def test_no_end(self, look, module, place):
        """Where a module does not end, there is no answer: that is said with its line, and with what failed before."""
        tree = {"a.py": "1 / 0", "b.py": "import os\nos._exit(1)", "hostile.py": module, "z.py": made("last")}
        for limit in LIMITS:
            with pytest.raises(DiscoveryError) as caught:
                look(tree, IMPORT._replace(import_timeout=limit, on_undecided="ignore"))
            *others, last = caught.value.problems
            if "while hostile was" in last:
                break
        first, second = others
        assert first.startswith("a.py:1: a cannot be imported: ZeroDivisionError")
        assert second.startswith("b.py: b cannot be imported: it ends the process")
        line, hint = last.split("\n")
        assert line.startswith(place)
        assert line.endswith(f": the time limit of {limit} s was exceeded while hostile was being imported [PL102]")
        assert hint.startswith(f"    allow more with `import-timeout`, or fix it, {OR}")

    @pytest.mark.parametrize(
        ("module", "told"),
        [
            ("open(f'{folder}/answer', 'w').write('{')\nos._exit(0)", "changed the answer"),
            ("open(f'{folder}/answer', 'w').write('[]')\nos._exit(0)", "changed the answer"),
            ("open(f'{folder}/answer', 'w').write('{\"plugins\": [[1]]}')\nos._exit(0)", "changed the answer"),
            ("os.mkdir(f'{folder}/answer')", "changed the answer"),
            ("open(f'{folder}/record', 'ab').write(b'\\xff\\n')", "changed the record of what was imported"),
            ("open(f'{folder}/record', 'a').write('ends nothing\\n')", "changed the record of what was imported"),
            ("open(f'{folder}/record', 'a').write('failed 1\\n')", "changed the record of what was imported"),
            pytest.param("import shutil\nshutil.rmtree(folder)", "removed the folder for the answer", marks=POSIX),
            (
                "import json\njson.JSONEncoder.iterencode = lambda *_, **__: ['{']\njson.encoder.c_make_encoder = None",
                "changed the answer",
            ),
        ],
    )
    def test_no_answer(self, look, module, told):
        """A module that gets at what is answered is no crash of the build, and never an answer."""
        folder = "import os, sys\nfolder = sys.orig_argv[-1]\n"
        tree = {"a.py": "import os\nos._exit(1)", "hostile.py": f"{folder}{module}", "z.py": made("last")}
        with pytest.raises(DiscoveryError) as caught:
            look(tree, IMPORT._replace(on_undecided="ignore"))
        first, last = caught.value.problems
        assert first.startswith("a.py: a cannot be imported: it ends the process")
        assert last == f"the plugins of the modules are not known, because one of them has {told}: {HINT.strip()}"

    def test_no_end_when_it_is_looked_at(self, look):
        """An object that never answers is told with its module."""
        module = "class Odd:\n    @property\n    def __pluginspec__(self):\n        while True: pass\nodd = Odd()"
        for limit in LIMITS:
            with pytest.raises(DiscoveryError, match="the time limit") as caught:
                look({"hostile.py": module}, IMPORT._replace(import_timeout=limit))
            if "before any module" not in str(caught.value):
                break
        assert re.match(r"hostile\.py:4: the time limit .* hostile was being looked at", str(caught.value))

    def test_no_beginning(self, look, site, monkeypatch):
        """A Python that does not even start is told without a module."""
        site.install("startup", {"sitecustomize.py": "import os\nos._exit(5)"})
        monkeypatch.setenv("PYTHONPATH", str(site.path))
        with pytest.raises(DiscoveryError, match=r"ended with exit status 5 before any module was imported"):
            look({"a.py": made("a")})


HARMLESS = {
    "working folder": "import os\nos.chdir(os.path.dirname(os.getcwd()))",
    "environment": "import os\nos.environ.clear()",
    "path": "import sys\nsys.path = []",
    "no path": "import sys\nsys.path = None",
    "finders": "import sys\nsys.meta_path.clear()",
    "arguments": "import argparse, sys\nargparse.ArgumentParser().parse_args()\nsys.argv += ['more']",
    "no arguments": "import sys\ndel sys.argv",
    "streams replaced": "import io, sys\nsys.stdout = io.StringIO()\nsys.stderr = sys.stdin = 5",
    "streams closed": "import sys\nsys.stdout.close()\nsys.stderr.close()\nsys.stdin.close()",
    "no streams": "import sys\nsys.stdout = None\ndel sys.stderr, sys.stdin",
    "streams that raise": (
        "import sys\nclass Odd:\n    def __getattr__(self, name):\n        raise KeyboardInterrupt\n"
        "sys.stdout = sys.stderr = sys.stdin = Odd()"
    ),
    "files closed": "import os\nos.closerange(0, 64)",
    "warnings": "import warnings\nwarnings.simplefilter('error')",
    "exit handler": "import atexit, os\natexit.register(os._exit, 7)",
    "builtins": "import builtins as b\nb.open = b.print = b.isinstance = b.sorted = b.repr = b.dict = b.max = None",
    "system calls": "import os\nos._exit = os.getpid = os.open = os.write = os.close = os.replace = os.chdir = None",
    "recursion limit": "import sys\nsys.setrecursionlimit(60)",
    "profile": "import sys\nsys.setprofile(lambda *_: 1)",
    "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()",
    "busy thread": (
        "import threading\ndef run():\n    while True: pass\nthreading.Thread(target=run, daemon=True).start()"
    ),
    "identity": "__name__ = 'other'\n__file__ = __spec__ = __loader__ = __package__ = None",
    "names that answer anything": "def __getattr__(name):\n    raise SystemExit",
    "process of its own": (
        "import multiprocessing\nif __name__ != '__mp_main__':\n    context = multiprocessing.get_context('spawn')\n"
        "    process = context.Process(target=print)\n    process.start()\n    process.join()\n"
        "    assert not process.exitcode"
    ),
}


@pytest.mark.slow
class TestModulesThatDoNoHarm:
    @pytest.mark.parametrize("module", HARMLESS.values(), ids=HARMLESS)
    def test_changes(self, look, module):
        """Whatever a module changes for all, the next one finds it as it was; and nothing is lost."""
        after = """
            import builtins, os, sys, warnings
            from plugin import Plugin, PluginSpec
            print("to stdout", flush=True)
            print("to stderr", file=sys.stderr)
            warnings.warn("only a warning", stacklevel=1)
            assert os.path.isfile("z.py")
            assert sys.argv == [""]
            import wave  # which nobody has imported so far
            last = PluginSpec("ns", "last", Plugin)
        """
        tree = {
            "a.py": made("first"),
            "hostile.py": f"from plugin import *\nown = PluginSpec('ns', 'own', Plugin)\n{module}",
        }
        plugins, problems = look({**tree, "z.py": after})
        assert plugins == {"first": "a:first", "own": "hostile:own", "last": "z:last"}
        assert problems == []

    @pytest.mark.parametrize(
        ("module", "told"),
        [
            ("import os\nos.chdir('/')", "changes the working folder, which is restored"),
            ("import os\nos.environ['NEW'] = ''", "changes environment variables for the modules after it: NEW"),
            (HARMLESS["thread"], "leaves a thread running, which ends with the import process"),
        ],
    )
    def test_told(self, look, capfd, module, told):
        """What the modules after it may notice is told in the build log."""
        assert look({"hostile.py": module, "z.py": made("last")}) == ({"last": "z:last"}, [])
        assert f"plugin-loader: importing hostile {told}\n" in capfd.readouterr().err

    def test_no_builtins(self, look_at):
        """A module that takes everything from all can itself be imported only where Python needs nothing after it."""
        plugins, problems = look_at(made("own") + "import builtins\nvars(builtins).clear()")
        assert plugins == {"own": "hostile:own"} or problems[0].startswith("hostile.py: hostile cannot be imported: ")

    @POSIX
    def test_fork(self, look, look_at, tmp_path):
        """A copy of the process that a module makes neither goes on importing nor answers."""
        forks = "import os\nif os.fork():\n    os.wait()\n" + made("own")
        notes = f"with open({str(tmp_path / 'notes')!r}, 'a') as file:\n    file.write('executed')\n" + made("last")
        assert look({"hostile.py": forks, "z.py": notes}) == ({"own": "hostile:own", "last": "z:last"}, [])
        assert (tmp_path / "notes").read_text() == "executed"
        assert look_at("import os, time\nif os.fork() == 0:\n    time.sleep(99)\n" + made("own"))[1] == []

    @POSIX
    @pytest.mark.parametrize("ending", ["", "os._exit(3)", "raise ValueError", "while True: pass"])
    def test_no_orphans(self, look, tmp_path, ending):
        """Processes that a module starts end with it, however that ends."""
        pids = tmp_path / "pids"
        module = f"""
            import os, subprocess, sys
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(99)"])
            with open({str(pids)!r}, "a") as file:
                print(os.getpid(), child.pid, file=file)
            {ending}
        """
        tree = {"hostile.py": module, "z.py": made("last")}
        if "True" in ending:
            look_until(look, tree, pids)
        else:
            look(tree)
        assert_gone(pids)

    @pytest.mark.skipif(sys.platform != "linux", reason="needs a system that tells of processes in /proc")
    @pytest.mark.parametrize("ending", ["", "os._exit(3)", "while True: pass"])
    def test_no_orphans_in_a_session_of_their_own(self, look, tmp_path, ending):
        """Processes that have left those of the build are found, also a daemon that has no parent there."""
        pids = tmp_path / "pids"
        module = f"""
            import os, subprocess, sys, time
            sleeping = [sys.executable, "-c", "import time; time.sleep(99)"]
            child = subprocess.Popen(sleeping, start_new_session=True)
            reading, writing = os.pipe()
            if os.fork() == 0:
                os.setsid()
                if pid := os.fork():
                    os.write(writing, str(pid).encode())
                    os._exit(0)
                time.sleep(99)
            os.wait()
            with open({str(pids)!r}, "a") as file:
                print(child.pid, os.read(reading, 99).decode(), file=file)
            {ending}
        """
        if "True" in ending:
            look_until(look, {"hostile.py": module}, pids)
        else:
            look({"hostile.py": module})
        assert_gone(pids)

    @pytest.mark.skipif(sys.platform != "linux", reason="needs a signal when a pipe hangs up")
    def test_parent_that_is_killed(self, package_folder, tmp_path):
        """When the build itself is killed, what it was importing ends, and all that this has started."""
        pids = tmp_path / "pids"
        module = f"""
            import os, subprocess, sys
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(99)"])
            with open({str(pids)!r}, "w") as file:
                print(os.getpid(), child.pid, file=file)
            while True:
                pass
        """
        folder = package_folder({"hostile.py": module})
        code = "from plugin.discovery import *; discover(SourceTree.of_folder({!r}), Config(discovery='import'))"
        build = subprocess.Popen(
            [sys.executable, "-c", code.format(str(folder))], env={**os.environ, "PYTHONPATH": SOURCE}
        )
        wait_for(lambda: pids.exists() and pids.read_text().endswith("\n"))
        build.kill()
        build.wait()
        assert_gone(pids)

    def test_interrupt(self, package_folder, tmp_path):
        """An interrupt of the build gets through."""
        folder = package_folder(
            {"hostile.py": f"open({str(tmp_path / 'begun')!r}, 'w').close()\nwhile True:\n    pass"}
        )
        code = (
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom plugin.discovery import *\n"
            f"discover(SourceTree.of_folder({str(folder)!r}), Config(discovery='import'))"
        )
        environ = {**os.environ, "PYTHONPATH": SOURCE}
        build = subprocess.Popen([sys.executable, "-c", code], env=environ, stderr=subprocess.PIPE, text=True)
        wait_for((tmp_path / "begun").exists)
        build.send_signal(signal.SIGINT)
        _, messages = build.communicate()
        assert messages.splitlines()[-1] == "KeyboardInterrupt"

    def test_output(self, look, capfd):
        """What modules print, on whatever way, goes to the messages of the build."""
        module = """
            import os, sys
            print("printed", "\\udce4")
            os.write(1, b"written\\n")
            os.system("echo by a shell")
            print("told", file=sys.stderr)
            os._exit(1)
        """
        look({"hostile.py": module})
        out, err = capfd.readouterr()
        assert out == ""
        assert err.splitlines() == ["printed \\udce4", "written", "by a shell", "told"]


class TestModulesThatAreNotWhatTheyWere:
    def test_taken_out(self, look_at):
        """A module that takes itself out of sys.modules cannot be imported by Python either."""
        own = "hostile removes itself from sys.modules"
        expected = [f"hostile.py: hostile cannot be imported: ImportError: {own}\n{HINT}"]
        assert look_at("import sys\ndel sys.modules[__name__]")[1] == expected
        assert look_at("import sys\nsys.modules.clear()")[1] == expected

    def test_taken_out_by_another(self, look):
        """A module that another one takes out of sys.modules is looked at as it was."""
        tree = {"a.py": made("a"), "b.py": "import sys\ndel sys.modules['a']"}
        assert look(tree) == ({"a": "a:a"}, [])

    def test_replaced(self, look_at):
        """A module that puts an object in its place has the plugins that this object gives, and the others are told."""
        module = """
            import sys
            from plugin import Plugin, PluginSpec

            class Lazy:
                kept = None

                def __getattr__(self, name):
                    raise SystemExit

            kept = PluginSpec("ns", "kept", Plugin)
            lost = PluginSpec("ns", "lost", Plugin)
            lazy = Lazy()
            lazy.kept = kept
            lazy.added = PluginSpec("ns", "added", Plugin)
            sys.modules[__name__] = lazy
        """
        plugins, problems = look_at(module)
        assert plugins == {"kept": "hostile:kept", "added": "hostile:added"}
        assert problems == [
            (
                "hostile.py:12: hostile:lost cannot be loaded: the module replaces itself with another object\n"
                "    give that object an attribute of this name, or make the plugin in another module"
            )
        ]
        module = "import sys\nclass Bare:\n    __slots__ = ()\nsys.modules[__name__] = Bare()"
        assert look_at(module) == ({}, [])

    def test_broken_specs(self, look_at):
        """An object that is a spec by its class only is no plugin."""
        module = """
            from plugin import Plugin, PluginSpec

            class Odd(PluginSpec):
                def __init__(self):
                    pass

            odd = Odd()
            fine = PluginSpec("ns", "fine", Plugin)
        """
        assert look_at(module) == ({"fine": "hostile:fine"}, [])


def wait_for(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def look_until(look, tree, pids):
    """Look at modules that never end until one of them has written the numbers of its processes into a file."""
    for limit in LIMITS:
        with pytest.raises(DiscoveryError, match="time limit"):
            look(tree, IMPORT._replace(import_timeout=limit))
        if pids.exists() and pids.read_text().endswith("\n"):
            break


def assert_gone(pids):
    """No process whose number stands in a file is there any more, other than as one that nobody has asked about."""
    for pid in map(int, pids.read_text().split()):
        wait_for(lambda pid=pid: not is_running(pid))


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    command = ["ps", "-o", "stat=", "-p", str(pid)]
    state = subprocess.run(command, capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")
