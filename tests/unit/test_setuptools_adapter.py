import os
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest
from setuptools import Command, Distribution
from setuptools.command.build import build as setuptools_build
from setuptools.command.build_py import build_py

from plugin.discovery import Config
from plugin.exceptions import ConfigError
from plugin.setuptools import builds, find_plugins, load_entry_points, project as adapter
from plugin_loader import setuptools_hooks as hooks
from toys import PLUGIN, UNDECIDABLE, pyproject, write_tree

KEY = "tool.plugin-loader"
PYPROJECT = pyproject(KEY)
LINES = {"sample": ["some=sample.plugins:Some"]}
CALL = "load_entry_points"
LIBRARY = """
import library
from plugin import Plugin

class Some(Plugin):
    namespace = "sample"
    name = library.NAME
"""


def named(name):
    return PLUGIN.replace('"some"', f'"{name}"')


@pytest.fixture
def at(tmp_path, monkeypatch):
    """A function that writes a tree and goes there, as setuptools knows the current folder only."""

    def at(tree):
        write_tree(tmp_path / "project", tree)
        monkeypatch.chdir(tmp_path / "project")
        return tmp_path / "project"

    return at


@pytest.fixture
def egg_info(monkeypatch):
    """A function that has setuptools write the metadata of the project in a folder, and gives its entry points."""

    def egg_info(folder, **attributes):
        monkeypatch.chdir(folder)
        dist = Distribution({"script_name": "setup.py", **attributes})
        hooks.announce_entry_points(dist)
        dist.parse_config_files()
        dist.set_defaults()
        command = dist.get_command_obj("egg_info")
        command.ensure_finalized()
        command.mkpath(command.egg_info)
        hooks.write_entry_points(command, "plugin-loader.json", os.path.join(command.egg_info, "plugin-loader.json"))
        return dist.entry_points

    return egg_info


def stops(call, *arguments, **settings):
    """:return: what the user is told"""
    with pytest.raises(SystemExit) as caught:
        call(*arguments, **settings)
    heading, _, message = caught.value.code.partition("\n")
    assert heading == "plugin-loader cannot fill in the entry points:"
    assert caught.value.__cause__ is None
    return message


class TestLoadEntryPoints:
    def test_where(self, at):
        """The packages of the current folder are looked at, or those of another one."""
        at({"src": {"sample": {"__init__.py": "", "plugins.py": PLUGIN}}, "mine": {"__init__.py": named("mine")}})
        assert load_entry_points() == {"sample": ["mine=mine:Some"]}
        assert load_entry_points("src") == LINES
        assert load_entry_points(Path("src")) == LINES
        assert find_plugins("src") == LINES

    def test_modules_beside_the_packages(self, at):
        """A setup.py and its like are no modules that ship."""
        at({"setup.py": named("setup"), "conftest.py": named("test"), "sample": {"__init__.py": named("only")}})
        assert load_entry_points() == {"sample": ["only=sample:Some"]}

    @pytest.mark.parametrize(
        ("exclude", "include", "names"),
        [
            ((), ("*",), ["more", "sample", "sub", "test", "unit"]),
            (("tests", "tests.*"), ("*",), ["more", "sample", "sub"]),
            (["tests"], ["*"], ["more", "sample", "sub", "unit"]),
            (("tests.*",), ("*",), ["more", "sample", "sub", "test"]),
            (("sample.m*", "tests*"), ("*",), ["more", "sample", "sub"]),
            (("sample", "tests*"), ("*",), ["sub"]),
            ((), ("sample",), ["more", "sample"]),
            ((), ("sample.*",), ["sub"]),
            (iter(["sample*"]), iter(["*"]), ["test", "unit"]),
        ],
    )
    def test_patterns(self, at, exclude, include, names):
        """The patterns are those of find_packages, which are of packages, not of modules."""
        at(
            {
                "sample": {
                    "__init__.py": named("sample"),
                    "more.py": named("more"),
                    "sub": {"__init__.py": named("sub")},
                },
                "tests": {
                    "__init__.py": "",
                    "test_sample.py": named("test"),
                    "unit": {"__init__.py": named("unit")},
                },
            }
        )
        (lines,) = load_entry_points(exclude=exclude, include=include).values()
        assert [line.partition("=")[0] for line in lines] == names

    def test_excluded_base(self, at):
        """What an excluded package defines is known to the others."""
        base = PLUGIN.replace("Some", "Base").replace('    name = "some"\n', "")
        plugins = 'from sample.internal import Base\n\nclass Some(Base):\n    name = "some"\n'
        at({"sample": {"__init__.py": "", "plugins.py": plugins, "internal": {"__init__.py": base}}})
        assert load_entry_points(exclude=["sample.internal"]) == LINES

    def test_namespace_packages(self, at):
        """Packages without __init__.py are found where that is asked for."""
        at({"src": {"sample": {"plugins.py": PLUGIN}}})
        assert load_entry_points("src", namespaces=True) == LINES
        assert stops(load_entry_points, "src") == (
            "load_entry_points: no package is found below 'src' with these include and exclude patterns; for packages "
            "without __init__.py, pass namespaces=True; for single modules, use [tool.plugin-loader]"
        )

    @pytest.mark.parametrize(
        "merge",
        [
            {"console_scripts": ["run=sample:main"], "sample": ["mine = sample:mine", "some=sample.plugins:Some"]},
            {"console_scripts": "run = sample:main", "sample": "\n# by hand\nmine=sample:mine\n"},
            {"console_scripts": {"run": "sample:main"}, "sample": {"mine": "sample:mine"}},
            "[console_scripts]\nrun = sample:main\n\n[sample]\nmine = sample:mine\n",
            {"console_scripts": ("run=sample:main",), "sample": (line for line in ["mine=sample:mine"])},
        ],
    )
    def test_merge(self, at, merge):
        """Entry points by hand, in all forms that setuptools takes, stand beside what is found in the same group."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN}})
        entry_points = load_entry_points(merge=merge)
        assert entry_points == {
            "console_scripts": ["run=sample:main"],
            "sample": ["mine=sample:mine", "some=sample.plugins:Some"],
        }
        Distribution({"name": "sample", "entry_points": entry_points})  # which checks them

    def test_conflict(self, at):
        """An entry by hand that contradicts a plugin is a conflict, and both origins are named."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN, "other.py": named("other")}})
        message = "plugin '{0}' of 'sample' is sample.{1}:Some, but in merge it is sample:mine [PL103]"
        assert stops(load_entry_points, merge={"sample": ["some=sample:mine", "other=sample:mine"]}).splitlines() == [
            f"sample/other.py:4: {message.format('other', 'other')}",
            "    rename or remove one of them",
            f"sample/plugins.py:4: {message.format('some', 'plugins')}",
            "    rename or remove one of them",
        ]

    def test_merge_settles(self, at):
        """An entry by hand settles what the source does not tell."""
        source = PLUGIN.replace('"some"', '"some" if input() else "some"')
        spec = 'import os\nfrom plugin import Plugin, PluginSpec\nspec = PluginSpec("sample", "x", eval("Plugin"))\n'
        at({"sample": {"__init__.py": "", "plugins.py": source, "spec.py": spec}})
        assert load_entry_points(merge={"sample": ["x=sample.spec:spec"]})["sample"] == [
            "some=sample.plugins:Some",
            "x=sample.spec:spec",
        ]

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            ({"exclude": "tests"}, "load_entry_points: exclude must be a list of package patterns, not 'tests'"),
            ({"include": "sample*"}, "load_entry_points: include must be a list of package patterns, not 'sample*'"),
            ({"exclude": 3}, "load_entry_points: exclude must be a list of package patterns, not 3"),
            ({"exclude": [3]}, "load_entry_points: exclude must be a list of package patterns, not [3]"),
            (
                {"on_undecided": "no"},
                "load_entry_points.on-undecided must be 'strict', 'error', 'warn' or 'ignore', not 'no'",
            ),
            ({"on_undecide": 1}, "load_entry_points.on-undecide is not a known key; did you mean 'on-undecided'?"),
            ({"merge": 3}, "merge must contain entry points by group, as for setup(entry_points=...)"),
            ({"merge": ["a=b:c"]}, "merge must contain entry points by group, as for setup(entry_points=...)"),
            ({"merge": "a=b:c"}, "merge: 'a' of '' must be an entry point such as 'name = module:object'"),
            ({"merge": {"g": ["a"]}}, "merge: 'a' of 'g' must be an entry point such as 'name = module:object'"),
            ({"merge": {"g": "=a"}}, "merge: '' of 'g' must be an entry point such as 'name = module:object'"),
            ({"merge": {"g": 3}}, "merge: '3' of 'g' must be an entry point such as 'name = module:object'"),
            ({"merge": {"g": ["a=b:c", "a = b:d"]}}, "merge: 'a' of 'g' is both b:c and b:d: remove one of them"),
        ],
    )
    def test_faulty_arguments(self, at, settings, message):
        """What cannot be meant is refused."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN}})
        assert stops(load_entry_points, **settings) == message

    def test_discovery(self, at):
        """The way to discover is a key of the configuration, so that its faults are told as there."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN}})
        assert load_entry_points(discovery="static") == LINES
        assert stops(find_plugins, discovery="guess").startswith("load_entry_points.discovery must be 'static'")

    def test_faulty_source(self, at):
        """The faults of the source are told with their places."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN, "other.py": PLUGIN}})
        assert stops(load_entry_points).startswith("sample/plugins.py:4: ")

    def test_warnings(self, at, capsys):
        """What fails nothing goes to stderr, for stdout may belong to a front end."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN, "other.py": UNDECIDABLE}})
        assert load_entry_points(on_undecided="warn") == LINES
        captured = capsys.readouterr()
        assert captured.err.startswith("plugin-loader: sample/other.py:")
        assert captured.out == ""

    @pytest.mark.parametrize(
        ("project", "message"),
        [
            ("", 'load_entry_points needs "entry-points" in project.dynamic, because it fills in that field'),
            (
                "dynamic = 3",
                'load_entry_points needs "entry-points" in project.dynamic, because it fills in that field',
            ),
            (
                'dynamic = ["entry-points"]\n[project.scripts]\nrun = "sample:main"',
                (
                    "load_entry_points: with project.scripts, setuptools ignores all entry points that a setup.py "
                    "passes: instead of this call, use [tool.plugin-loader] in pyproject.toml"
                ),
            ),
        ],
    )
    def test_pyproject_goes_before(self, at, project, message):
        """Where setuptools would leave out what a setup.py gives, that is told."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN}, "pyproject.toml": f'[project]\nname = "x"\n{project}'})
        assert stops(load_entry_points) == message

    def test_pyproject_for_the_build_system_only(self, at):
        """A pyproject.toml that says nothing of the project asks for nothing."""
        at({"sample": {"__init__.py": "", "plugins.py": PLUGIN}, "pyproject.toml": "[build-system]\nrequires = []\n"})
        assert load_entry_points() == LINES


class TestRecord:
    """What was found before in the same sources."""

    @pytest.fixture
    def project(self, at, tmp_path, monkeypatch, egg_info):
        """A project whose metadata were written where its library was there, which is gone now."""
        project = at({"sample": {"__init__.py": "", "plugins.py": LIBRARY}})
        write_tree(tmp_path / "site", {"library.py": 'NAME = "some"\n'})
        with monkeypatch.context() as where_it_is:
            where_it_is.syspath_prepend(str(tmp_path / "site"))
            egg_info(project, name="sample", version="1", packages=["sample"], entry_points=load_entry_points())
        return project

    def test_same_sources(self, project, capsys):
        """Sources that cannot be decided here, but were before, have the entry points of then; and that is told."""
        assert load_entry_points() == LINES
        told = capsys.readouterr().err
        assert told.startswith("plugin-loader: sample/plugins.py:")
        assert told.splitlines()[-1] == (
            f"    using the entry points found earlier in the same sources, from {Path('sample.egg-info', NAME)}"
        )

    def test_it_stays(self, project, egg_info):
        """What was taken from a record is recorded again, for the next step of the build."""
        before = (project / "sample.egg-info" / NAME).read_bytes()
        egg_info(project, name="sample", version="1", packages=["sample"], entry_points=load_entry_points())
        assert (project / "sample.egg-info" / NAME).read_bytes() == before

    def test_changed_sources(self, project):
        """A record hides no change of the sources, whatever the time that it was made at."""
        source = project / "sample/plugins.py"
        times = source.stat()
        source.write_text(f"{LIBRARY}\n")
        os.utime(source, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert stops(load_entry_points).startswith("sample/plugins.py:")

    def test_changed_arguments(self, project):
        """A record of other arguments is none."""
        assert stops(load_entry_points, merge={"sample": ["x=sample:x"]}).startswith("sample/plugins.py:")
        assert stops(find_plugins).startswith("sample/plugins.py:")

    @pytest.mark.parametrize(
        "text", [b"", b"{", b"[]", b'{"sources": null}', b"\xff", b'{"sources": 1, "entries": {}}']
    )
    def test_garbled(self, project, text):
        """What is no record is passed over."""
        (project / "sample.egg-info" / NAME).write_bytes(text)
        assert stops(load_entry_points).startswith("sample/plugins.py:")

    def test_decided(self, project, tmp_path, monkeypatch):
        """Where the sources tell, they are what counts."""
        write_tree(tmp_path / "new site", {"library.py": 'NAME = "renamed"\n'})
        monkeypatch.syspath_prepend(str(tmp_path / "new site"))
        assert load_entry_points() == {"sample": ["renamed=sample.plugins:Some"]}

    def test_by_table(self, sample, egg_info, tmp_path, monkeypatch, capsys):
        """With [tool.plugin-loader] it is the same."""
        project = sample(PYPROJECT, {"plugins.py": LIBRARY})
        write_tree(tmp_path / "site", {"library.py": 'NAME = "some"\n'})
        with monkeypatch.context() as where_it_is:
            where_it_is.syspath_prepend(str(tmp_path / "site"))
            egg_info(project)
        assert egg_info(project) == LINES
        assert "found earlier in the same sources" in capsys.readouterr().err
        (project / "src/sample/plugins.py").write_text(f"{LIBRARY}\n")
        assert stops(egg_info, project).startswith("src/sample/plugins.py:")

    def test_not_ours(self, project, egg_info):
        """A record goes when the project no longer fills in its entry points this way."""
        egg_info(project, name="sample", version="1", packages=["sample"])
        assert not (project / "sample.egg-info" / NAME).exists()


NAME = "plugin-loader.json"


class TestTable:
    """[tool.plugin-loader] in pyproject.toml."""

    def test_filled_in(self, sample, egg_info):
        """What is found is written to the metadata."""
        project = sample(PYPROJECT)
        assert egg_info(project) == LINES
        written = (project / "src/sample.egg-info/entry_points.txt").read_text()
        assert written.split() == ["[sample]", "some", "=", "sample.plugins:Some"]

    def test_other_entry_points_stay(self, sample, egg_info):
        """Scripts, and entries from a setup.cfg, are kept."""
        project = sample(
            f'{PYPROJECT}\n[project.scripts]\nrun = "sample:main"\n[project.gui-scripts]\nshow = "sample:show"\n'
        )
        assert (
            egg_info(project) == {"console_scripts": ["run=sample:main"], "gui_scripts": ["show=sample:show"]} | LINES
        )

    def test_setup_cfg(self, sample, egg_info):
        """A project that a setup.cfg describes needs the table alone, and keeps its entries by hand."""
        project = sample(
            f"[{KEY}]",
            setup_cfg="""
                [metadata]
                name = sample
                version = 1
                [options]
                packages = find:
                package_dir =
                    =src
                [options.packages.find]
                where = src
                [options.entry_points]
                sample =
                    mine = sample:mine
            """,
        )
        assert egg_info(project) == {"sample": ["mine=sample:mine", "some=sample.plugins:Some"]}

    def test_setup_py(self, sample, egg_info):
        """A setup.py may say what ships, and entries by hand; they settle what has their name."""
        project = sample(f"[{KEY}]")
        write_tree(project, {"single.py": named("single"), "other": {"__init__.py": named("other")}})
        attributes = {"name": "sample", "version": "1", "entry_points": {"sample": ["some = sample:mine"]}}
        layout = {"packages": ["sample", "o.p"], "package_dir": {"": "src", "o.p": "other"}}
        assert egg_info(project, **attributes, **layout) == {"sample": ["other=o.p:Some", "some=sample:mine"]}
        assert egg_info(project, **attributes, py_modules=["single"], packages=[]) == {
            "sample": ["single=single:Some", "some=sample:mine"]
        }

    @pytest.mark.parametrize(
        "system",
        [
            'build-backend = "hatchling.build"',
            'build-backend = "pdm.backend"',
            'build-backend = "setuptools_rust"',
        ],
    )
    def test_other_build_backend(self, sample, egg_info, system):
        """A project that another build backend builds is left alone, though it may make distributions."""
        project = sample(f"{PYPROJECT}\n[build-system]\n{system}")
        dist = Distribution()
        hooks.announce_entry_points(dist)
        assert dist.entry_points is None
        assert egg_info(project, entry_points={}) == {}

    @pytest.mark.parametrize(
        "system",
        [
            'build-backend = "setuptools.build_meta"',
            'build-backend = "setuptools.build_meta:__legacy__"',
            'build-backend = "ours"\nbackend-path = ["."]',
            "",
        ],
    )
    def test_build_backend(self, sample, egg_info, system):
        """It is setuptools that builds, by its name or by default, or something in the project that may call it."""
        assert egg_info(sample(f"{PYPROJECT}\n[build-system]\n{system}")) == LINES

    @pytest.mark.parametrize("text", [None, "", "[tool]\n", "tool = 3", "[project", f"# no [{KEY}]\n"])
    def test_no_table(self, at, text, egg_info):
        """Without the table nothing happens."""
        at({"pyproject.toml": text} if text is not None else {})
        dist = Distribution()
        hooks.announce_entry_points(dist)
        assert dist.entry_points is None

    def test_entries_from_setup_py_stay(self, sample, monkeypatch):
        """What setup() was called with is not forgotten when the entry points are announced."""
        monkeypatch.chdir(sample(f"[{KEY}]"))
        dist = Distribution({"entry_points": {"sample": ["x = sample:x"]}})
        builds.announce_entry_points(dist)
        assert dist.entry_points == {"sample": ["x = sample:x"]}

    @pytest.mark.parametrize("static", ["", '[project.entry-points.sample]\nmine = "sample:mine"'])
    def test_not_dynamic(self, sample, egg_info, static):
        """Entry points that are not dynamic are refused."""
        project = sample(PYPROJECT.replace('dynamic = ["entry-points"]', static))
        assert (
            stops(egg_info, project) == f'{KEY} needs "entry-points" in project.dynamic, because it fills in that field'
        )

    def test_static_entries(self, sample, egg_info):
        """Static entries beside dynamic ones are refused before setuptools does so, with a way out."""
        project = sample(PYPROJECT.replace("[tool", '[project.entry-points.sample]\nmine = "sample:mine"\n[tool'))
        message = stops(egg_info, project)
        assert message.endswith(f": move the entries from project.entry-points to {KEY}.entry-points")
        with pytest.raises(ConfigError, match=r"^setuptools accepts"):
            adapter.check_static_entry_points(str(project))
        adapter.check_static_entry_points(str(project / "src"))

    def test_faulty_table(self, sample, egg_info):
        """The faults of the table are told with its full key."""
        assert stops(egg_info, sample(PYPROJECT + "includes = []")) == (
            f"{KEY}.includes is not a known key; did you mean 'include'?"
        )
        above = PYPROJECT.replace(f"[{KEY}]", "[tool]\nplugin-loader = true")
        assert stops(egg_info, sample(above)) == f"{KEY} must be a table, not a boolean"

    def test_faulty_source(self, sample, egg_info):
        """The faults of the source are told with their places."""
        assert stops(egg_info, sample(PYPROJECT, {"other.py": PLUGIN})).startswith("src/sample/plugins.py:4: ")


class TestSourceTree:
    @pytest.mark.parametrize(
        ("tool", "modules"),
        [
            ("", ["sample", "sample.plugins"]),
            ('[tool.setuptools]\npy-modules = ["single"]\npackages = []', ["single"]),
            ('[tool.setuptools.packages.find]\nwhere = ["src"]', ["sample", "sample.plugins"]),
            ('[tool.setuptools]\npackages = ["a.b"]\npackage-dir = {"a.b" = "src/sample"}', ["a.b", "a.b.plugins"]),
        ],
    )
    def test_modules(self, sample, tool, modules):
        """setuptools can be asked which modules ship, from anywhere and without a build."""
        project = sample(f"{PYPROJECT}\n{tool}", single_py="")
        folder, before = Path.cwd(), sorted(project.rglob("*"))
        assert sorted(adapter.source_tree(str(project)).modules) == modules
        assert Path.cwd() == folder
        assert sorted(project.rglob("*")) == before

    def test_shown(self, sample):
        """Messages show files as seen from the project."""
        tree = adapter.source_tree(str(sample(PYPROJECT)))
        assert tree.modules["sample.plugins"].shown == "src/sample/plugins.py"

    def test_faulty_project(self, sample):
        """What setuptools has to say against the project is passed on."""
        with pytest.raises(ConfigError, match=r"^setuptools cannot determine which files .*: .*packages"):
            adapter.source_tree(str(sample(f"{PYPROJECT}\n[tool.setuptools]\npackages = 1\n")))

    def test_static_entry_points(self, sample):
        """Entry points by hand are read wherever setuptools reads them, but for the scripts of [project]."""
        files = '[project.scripts]\nrun = "sample:run"\n[tool.setuptools.dynamic]\nentry-points = {file = ["hand.txt"]}'
        project = sample(f"{PYPROJECT}\n{files}", hand_txt="[sample]\nmine = sample:mine\n[others]\nx = sample:x\n")
        static = {"others": {"x": "sample:x"}, "sample": {"mine": "sample:mine"}}
        assert adapter.static_entry_points(str(project)) == static
        (project / "hand.txt").write_text("[sample]\n= sample:mine\n")
        with pytest.raises(ConfigError, match=r"^setuptools cannot determine"):
            adapter.static_entry_points(str(project))


WRITTEN = named("written")
WHEEL = ("--quiet", "bdist_wheel", "--keep-temp")  # setuptools makes a folder only once in a process


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::setuptools.SetuptoolsDeprecationWarning")  # it calls setup.py itself
class TestOwnCommands:
    """The project has build commands of its own, which write modules."""

    @pytest.fixture(params=["table", "call"])
    def build(self, request, sample, monkeypatch):
        """A function that has setuptools run a command, and gives the entry points that the metadata hold then."""

        def build(*arguments, command=build_py, also=(), package=(), config=""):
            project = sample(f"{PYPROJECT}\n{config}" if request.param == "table" else "", package)
            monkeypatch.chdir(project)
            commands = {"build_py": command, **dict(also)}
            attributes = {"script_name": "setup.py", "script_args": arguments, "cmdclass": commands}
            if request.param == "call":
                attributes |= {"name": "sample", "version": "1", "packages": ["sample"], "package_dir": {"": "src"}}
                settings = {"on_undecided": "warn"} if "warn" in config else {}
                attributes["entry_points"] = load_entry_points("src", **settings)
            dist = Distribution(attributes)
            hooks.announce_entry_points(dist)
            dist.parse_config_files()
            dist.parse_command_line()
            dist.run_commands()
            return dist.entry_points

        return build

    @staticmethod
    def writing(place, text=WRITTEN):
        class Writing(build_py):
            def run(self):
                super().run()
                path = Path(place.format(self.build_lib), "sample", "written.py")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(dedent(text), encoding="utf-8")

        return Writing

    @pytest.mark.parametrize("place", ["src", "{}"])
    def test_written_module(self, build, place):
        """What they have written counts, in the first wheel as in the second, and stands in the wheel."""
        for _ in range(2):
            lines = build(*WHEEL, command=self.writing(place))
            assert lines == {"sample": ["some=sample.plugins:Some", "written=sample.written:Some"]}
            assert wheel_text("dist") == "[sample]\nsome = sample.plugins:Some\nwritten = sample.written:Some\n"

    def test_changed_module(self, build):
        """A module that they change on its way counts as it ships."""

        class Changing(build_py):
            def run(self):
                super().run()
                Path(self.build_lib, "sample/plugins.py").write_text(dedent(named("another")), encoding="utf-8")

        assert build(*WHEEL, command=Changing) == {"sample": ["another=sample.plugins:Some"]}

    def test_left_behind(self, build):
        """A module that an earlier build has left behind is no plugin any more."""
        build(*WHEEL, command=self.writing("{}"))
        assert build(*WHEEL, command=type("Own", (build_py,), {})) == LINES
        assert build(*WHEEL) == LINES

    def test_further_command(self, build):
        """A further command of the build counts, and says what it gives even where it has nothing to write again."""

        class Further(Command):
            user_options = ()

            def initialize_options(self):
                self.build_lib = None

            def finalize_options(self):
                self.set_undefined_options("build_py", ("build_lib", "build_lib"))

            def run(self):
                if not os.path.exists(self.get_outputs()[0]):
                    Path(self.get_outputs()[0]).write_text(dedent(named("written")), encoding="utf-8")

            def get_outputs(self):
                return [os.path.join(self.build_lib, "sample", "written.py")]

        class Longer(setuptools_build):
            sub_commands = (*setuptools_build.sub_commands, ("further", None))

        for _ in range(2):
            lines = build(*WHEEL, also={"build": Longer, "further": Further})
            assert lines == {"sample": ["some=sample.plugins:Some", "written=sample.written:Some"]}

    @pytest.mark.parametrize(("plugins", "names"), [(PLUGIN, ["some", "written"]), ("", ["written"])])
    def test_prepared_metadata(self, build, tmp_path, plugins, names):
        """Metadata that were prepared before are not taken where they lack what was written since."""
        package = {"plugins.py": plugins}
        build("--quiet", "dist_info", "--output-dir", str(tmp_path), command=self.writing("src"), package=package)
        prepared = tmp_path / "sample-1.dist-info"
        before = {path.name: path.read_text() for path in prepared.iterdir()}
        build(*WHEEL, "--dist-info-dir", str(prepared), command=self.writing("{}"), package=package)
        assert [line.partition(" = ")[0] for line in wheel_text("dist").splitlines() if "=" in line] == names
        assert {path.name: path.read_text() for path in prepared.iterdir()} == before

    @pytest.mark.parametrize(("place", "names"), [("src", ["some", "written"]), ("{}", ["some"])])
    def test_editable(self, build, place, names):
        """An editable installation has what was written into the source, which it leads to, and nothing else."""
        build("--quiet", "editable_wheel", command=self.writing(place))
        assert [line.partition(" = ")[0] for line in wheel_text("dist").splitlines() if "=" in line] == names

    def test_faults(self, build, capsys):
        """What is wrong in what they write is told, and once."""
        undecidable = self.writing("{}", UNDECIDABLE)
        assert "written.py:4: the name of" in stops(build, *WHEEL, command=undecidable)
        package = {"other.py": UNDECIDABLE}
        assert build(*WHEEL, command=undecidable, package=package, config='on-undecided = "warn"') == LINES
        told = capsys.readouterr().err
        assert [told.count(f"{name}.py:4: the name of") for name in ("written", "other")] == [1, 1]

    def test_written_base(self, build, request, capsys):
        """A base class that is not there at first is neither missed nor told of, if a table asks for plugins."""
        if "call" in request.node.name:
            pytest.skip("a setup.py asks before anything is written")
        user = "from sample.written import Some, NAME\n\nclass User(Some):\n    name = NAME\n"
        written = f"{dedent(named('written'))}\nNAME = 'user'\n"
        other = f"from sample.written import NAME\n{dedent(PLUGIN)}".replace('"some"', "NAME + ' too'")
        package = {"user.py": user, "other.py": other}
        lines = build(*WHEEL, command=self.writing("src", written), package=package)
        assert [line.partition("=")[0] for line in lines["sample"]] == ["some", "user", "user too", "written"]
        assert capsys.readouterr().err == ""


def wheel_text(folder):
    """:return: the entry points in the only wheel of a folder"""
    (wheel,) = Path(folder).glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.read("sample-1.dist-info/entry_points.txt").decode()


def test_covers():
    """A pattern covers whole names."""
    config = Config(include=("a", "b.*"), exclude=("b.c*",))
    assert [name for name in ("a", "a.b", "ab", "b", "b.d", "b.d.e", "b.cd", "b.c") if config.covers(name)] == [
        "a",
        "b.d",
        "b.d.e",
    ]
