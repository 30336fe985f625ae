"""The other hooks of a project that hatchling builds: what ours makes of what they do, and they of what ours does."""

import os
import zipfile
from types import SimpleNamespace

import pytest
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import ProjectMetadata
from hatchling.metadata.plugin.interface import MetadataHookInterface
from hatchling.plugin import hookimpl
from hatchling.plugin.manager import PluginManager

from hatch_plugin_loader import beside, hooks
from toys import FOUND, PLUGIN, pyproject, write_tree

OURS = "tool.hatch.metadata.hooks.plugin-loader"
OTHER = "tool.hatch.metadata.hooks.requirements"
PKG_INFO = "Metadata-Version: 2.4\nName: sample\nVersion: 1\nRequires-Dist: packaging\n"
PYPROJECT = pyproject(OURS)
HOOK = """
    from pathlib import Path

    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class Hook(BuildHookInterface):
        def initialize(self, version, build_data):
            {body}
"""
CUSTOM = "[tool.hatch.build.hooks.custom]\n"
WRITTEN = 'from plugin import Plugin\n\nclass Written(Plugin):\n    namespace = "sample"\n    name = "written"\n'
IN_THE_SOURCE = f'Path(self.root, "src/sample/written.py").write_text({WRITTEN!r})'
ELSEWHERE = f"""
            path = Path(self.root).parent / "written.txt"
            path.write_text({WRITTEN!r})
            build_data["force_include"][str(path)] = "sample/written.py"
"""
BOTH = {"sample": {"some": "sample.plugins:Some", "written": "sample.written:Written"}}


def managing(**registered):
    """:return: what gives hatchling our hooks, and others"""
    manager = PluginManager()
    others = [SimpleNamespace(**{name: hookimpl(lambda made=made: made)}) for name, made in registered.items()]
    for each in (hooks, beside, *others):
        manager.manager.register(each)
    return manager


def build(project, **registered):
    """:return: the entry points of a wheel, group -> name -> object reference"""
    builder = WheelBuilder(str(project), plugin_manager=managing(**registered))
    wheel = next(builder.build(directory=str(project.parent / "dist"), versions=["standard"]))
    groups = {}
    with zipfile.ZipFile(wheel) as archive:
        for line in archive.read("sample-1.dist-info/entry_points.txt").decode().splitlines():
            if line.startswith("["):
                groups[line.strip("[]")] = group = {}
            elif line:
                name, _, group[name] = line.partition(" = ")
                group[name] = line.partition(" = ")[2]
    return groups


class TestBuildHooks:
    """Other build hooks write modules."""

    @pytest.fixture
    def project(self, sample):
        """Makes a project with a build hook of its own."""

        def project(body, package=(), tool=CUSTOM, config=""):
            root = sample(f"{PYPROJECT}\n{config}\n{tool}", package)
            write_tree(root, {"hatch_build.py": HOOK.format(body=body)})
            return root

        return project

    @pytest.mark.parametrize("body", [IN_THE_SOURCE, ELSEWHERE])
    def test_written_by_a_hook(self, project, body):
        """What they have written counts, in the first wheel as in the second."""
        root = project(body)
        assert [build(root), build(root)] == [BOTH, BOTH]

    def test_after_the_last_hook(self, project):
        """All of them have run by then, also those of the target alone."""
        tool = (
            "[tool.hatch.build.targets.wheel.hooks.custom]\n[tool.hatch.build.hooks.version]\npath = 'src/sample/v.py'"
        )
        root = project(IN_THE_SOURCE, tool=tool)
        assert build(root) == BOTH
        assert (root / "src/sample/v.py").exists()

    def test_written_base(self, project, capsys):
        """A base class that is not there at first is neither missed nor told of."""
        user = "from sample.written import Written, NAME\n\nclass User(Written):\n    name = NAME\n"
        written = f"{WRITTEN}\nNAME = 'user'\n"
        body = f'Path(self.root, "src/sample/written.py").write_text({written!r})'
        expected = {"sample": {**BOTH["sample"], "user": "sample.user:User"}}
        assert build(project(body, {"user.py": user}, config='include = ["sample*", "sample.written"]')) == expected
        assert capsys.readouterr().err == ""

    def test_forced_file(self, project):
        """A file that has to ship is not missed before it is written."""
        tool = f'{CUSTOM}\n[tool.hatch.build.targets.wheel.force-include]\n"../written.txt" = "sample/written.py"\n'
        assert build(project(ELSEWHERE.replace("build_data", "{}; {'force_include': {}}"), tool=tool)) == BOTH

    def test_faults(self, project, capsys):
        """What is wrong is told once, when the wheel is built, and a message that fails nothing likewise."""
        undecidable = WRITTEN.replace('"written"', "input()")
        body = f'Path(self.root, "src/sample/written.py").write_text({undecidable!r})'
        with pytest.raises(
            SystemExit, match=r"cannot fill in the entry points:\nsrc/sample/written\.py:3: the name of"
        ):
            build(project(body))
        assert build(project(body, config='on-undecided = "warn"')) == FOUND
        assert capsys.readouterr().err.count("plugin-loader: src/sample/written.py:3:") == 1
        with pytest.raises(SystemExit, match=r"src/sample/plugins\.py:4:"):
            build(project("pass", {"others.py": PLUGIN}))

    def test_source_distribution(self, project):
        """It has no entry points, and nothing is looked at again for it."""
        root = project("pass", {"others.py": PLUGIN})
        builder = SdistBuilder(str(root), plugin_manager=managing())
        assert [*builder.build(directory=str(root.parent / "dist"), versions=["standard"])]

    def test_entries_of_another_metadata_hook(self, project):
        """What metadata hooks before and after ours have filled in is kept."""

        class Before(MetadataHookInterface):
            PLUGIN_NAME = "before"

            def update(self, metadata):
                metadata.setdefault("entry-points", {}).setdefault("others", {})[self.PLUGIN_NAME] = "sample:x"

        class After(Before):
            PLUGIN_NAME = "after"

        undecided = "from plugin import Plugin\nfrom sample.written import written_name\n\nclass Late(Plugin):\n"
        undecided += "    namespace = 'sample'\n    name = written_name\n"  # as yet
        body = f'Path(self.root, "src/sample/written.py").write_text({WRITTEN!r} + "written_name = 1 and str(2)")'
        root = project(body, {"late.py": undecided})
        text = (root / "pyproject.toml").read_text()
        tables = f"[tool.hatch.metadata.hooks.before]\n[{OURS}]\n[tool.hatch.metadata.hooks.after]"
        (root / "pyproject.toml").write_text(text.replace(f"[{OURS}]", tables))
        others = {"others": {"after": "sample:x", "before": "sample:x"}}
        found = {"sample": {"2": "sample.late:Late", **BOTH["sample"]}}
        assert build(root, hatch_register_metadata_hook=[Before, After]) == {**others, **found}

    def test_project_without_ours(self, project):
        """The hooks of other projects are left as they are."""

        class Hook(BuildHookInterface):
            PLUGIN_NAME = "other"

            def initialize(self, version, build_data):
                assert "initialize" not in vars(self)

        root = project("pass", tool="[tool.hatch.build.hooks.other]\n")
        text = (root / "pyproject.toml").read_text()
        (root / "pyproject.toml").write_text(text.replace(f"[{OURS}]", "").replace("dynamic =", "classifiers = [] #"))
        builder = WheelBuilder(str(root), plugin_manager=managing(hatch_register_build_hook=Hook))
        assert [*builder.build(directory=str(root.parent / "dist"), versions=["standard"])]


class Requirements(MetadataHookInterface):
    """Insists on a dynamic field as hatch-requirements-txt does, and reads a file of the project as hatch-vcs does."""

    PLUGIN_NAME = "requirements"

    def update(self, metadata):
        assert metadata["version"] == "1"
        if "dependencies" not in metadata["dynamic"]:
            raise ValueError("dependencies are not dynamic")
        if "dependencies" in metadata:
            raise ValueError("dependencies are there already")
        with open(f"{self.root}/requirements.txt") as file:
            metadata["dependencies"] = file.read().split()
        metadata.setdefault("entry-points", {})["others"] = {"x": "sample:x"}


class TestMetadataHooks:
    """Other metadata hooks in a source distribution, whose PKG-INFO says already what they fill in."""

    @pytest.fixture
    def metadata(self, sample):
        """Makes the metadata of a project."""

        def metadata(
            dynamic='"version", "dependencies", "entry-points"', tables=(OTHER, OURS), hook=Requirements, pkg_info=None
        ):
            text = PYPROJECT.replace(f"[{OURS}]", "\n".join(f"[{table}]" for table in tables))
            if '"version"' in dynamic:
                text = text.replace('version = "1"', "") + "\n[tool.hatch.version]\nsource = 'code'\npath = 'v.py'\n"
            root = sample(text.replace('"entry-points"', dynamic), v_py="__version__ = '1'\n")
            write_tree(root, {"requirements.txt": "pluggy", **({"PKG-INFO": pkg_info} if pkg_info else {})})
            return ProjectMetadata(str(root), managing(hatch_register_metadata_hook=hook))

        return metadata

    @pytest.mark.parametrize("tables", [(OTHER, OURS), (OURS, OTHER)])
    def test_they_run(self, metadata, tables, capsys):
        """They are called as in the project; what PKG-INFO says stays, and what it cannot say is taken from them."""
        core = metadata(tables=tables, pkg_info=PKG_INFO).core
        assert core.dependencies == ["packaging"]
        assert core.entry_points == {"others": {"x": "sample:x"}, **FOUND}
        assert capsys.readouterr().err == ""

    def test_they_cannot_run(self, metadata, capsys):
        """Where what they read has been left out, PKG-INFO is enough, and that is told."""
        project = metadata(pkg_info=PKG_INFO)
        os.unlink(os.path.join(project.root, "requirements.txt"))
        assert project.core.dependencies == ["packaging"]
        assert project.core.entry_points == FOUND
        assert capsys.readouterr().err.startswith("plugin-loader: the metadata hook requirements fails in this source")

    def test_in_the_project(self, metadata):
        """In the project itself they run as ever."""
        project = metadata()
        assert project.core.dependencies == ["pluggy"]
        assert project.core.entry_points == {"others": {"x": "sample:x"}, **FOUND}

    def test_needed_anyway(self, metadata):
        """Where another field is dynamic that PKG-INFO cannot say, they are called as hatchling calls them."""
        project = metadata(dynamic='"dependencies", "scripts", "entry-points"', pkg_info=PKG_INFO)
        with pytest.raises(ValueError, match="dependencies are not dynamic"):
            _ = project.core

    def test_nothing_settled(self, metadata):
        """Nor does anything change where PKG-INFO settles nothing."""

        class Hook(MetadataHookInterface):
            PLUGIN_NAME = "requirements"

            def update(self, metadata):
                assert metadata["dynamic"] == ["entry-points"]
                metadata["description"] = 1 / 0

        with pytest.raises(ZeroDivisionError):
            _ = metadata(dynamic='"entry-points"', hook=Hook, pkg_info=PKG_INFO).core

    def test_project_without_ours(self, metadata):
        """The hooks of other projects are left as they are."""
        project = metadata(tables=[OTHER], pkg_info=PKG_INFO)
        with pytest.raises(ValueError, match="dependencies are not dynamic"):
            _ = project.core
