import pytest
from hatchling.metadata.core import ProjectMetadata
from hatchling.metadata.plugin.interface import MetadataHookInterface
from hatchling.plugin.manager import PluginManager

from hatch_plugin_loader import hooks
from hatch_plugin_loader.metadata_hook import PluginLoaderMetadataHook, source_tree
from toys import FOUND, PLUGIN, UNDECIDABLE, VERSIONED, pyproject

KEY = "tool.hatch.metadata.hooks.plugin-loader"
PYPROJECT = pyproject(KEY)


@pytest.fixture
def hook(sample):
    """Makes the hook for a project, with the table that its configuration holds."""

    def hook(pyproject=PYPROJECT, package=(), config=None, **files):
        return PluginLoaderMetadataHook(str(sample(pyproject, package, **files)), config or {})

    return hook


def stops(call, *arguments):
    """:return: what the user is told"""
    with pytest.raises(SystemExit) as caught:
        call(*arguments)
    heading, _, message = caught.value.code.partition("\n")
    assert heading == "plugin-loader cannot fill in the entry points:"
    assert caught.value.__cause__ is None
    return message


def test_registration():
    """Hatchling is given the hook's class, under the name that projects write."""
    assert hooks.hatch_register_metadata_hook() is PluginLoaderMetadataHook
    assert issubclass(PluginLoaderMetadataHook, MetadataHookInterface)
    assert PluginLoaderMetadataHook.PLUGIN_NAME == "plugin-loader"
    manager = PluginManager()
    manager.manager.register(hooks)
    assert manager.manager.hook.hatch_register_metadata_hook() == [PluginLoaderMetadataHook]


def test_update(hook):
    """The entry points of what ships are filled in; the rest of the metadata is left alone."""
    metadata = {"name": "sample"}
    hook().update(metadata)
    assert metadata == {"name": "sample", "entry-points": FOUND}


def test_requires_python(hook, capsys):
    """What the project says of the versions of Python that it supports decides conditions on the version."""
    pyproject = PYPROJECT.replace('version = "1"', 'version = "1"\n    requires-python = ">=3.10"')
    metadata = {}
    hook(pyproject, package={"plugins.py": VERSIONED}).update(metadata)
    assert metadata == {"entry-points": FOUND}
    assert capsys.readouterr().err == ""
    hook(package={"plugins.py": VERSIONED}).update(metadata := {})
    assert sorted(metadata["entry-points"]["sample"]) == ["old", "some"]
    assert "exists only if sys.version_info < (3, 10)" in capsys.readouterr().err


def test_entries_of_another_hook(hook):
    """What another hook has filled in already is kept."""
    metadata = {"entry-points": {"other": {"x": "y:z"}}}
    hook().update(metadata)
    assert metadata == {"entry-points": {"other": {"x": "y:z"}, **FOUND}}


def test_excluded_files(hook):
    """A file that the wheel will not hold is not looked at."""
    metadata = {}
    hook(PYPROJECT + '[tool.hatch.build.targets.wheel]\nexclude = ["plugins.py"]').update(metadata)
    assert metadata == {"entry-points": {}}


@pytest.mark.parametrize("dynamic", ["", 'dynamic = ["readme"]'])
def test_not_dynamic(hook, dynamic):
    """Entry points that are not dynamic are refused when the hook is made, as it might never be called."""
    pyproject = PYPROJECT.replace('dynamic = ["entry-points"]', dynamic)
    assert stops(hook, pyproject) == f'{KEY} needs "entry-points" in project.dynamic, because it fills in that field'


def test_static_entries(hook):
    """Static entries are refused as long as hatchling refuses them, and the way out is told."""
    pyproject = PYPROJECT.replace("[tool", '[project.entry-points.sample]\nmine = "sample:mine"\n[tool')
    message = stops(hook(pyproject).update, {"entry-points": {"sample": {"mine": "sample:mine"}}})
    assert message.endswith(f"move the entries from project.entry-points to {KEY}.entry-points")


def test_faulty_table(hook):
    """The faults of the table are told with its full key."""
    assert stops(hook(config={"includes": []}).update, {}) == (
        f"{KEY}.includes is not a known key; did you mean 'include'?"
    )


def test_faulty_source(hook):
    """The faults of the source are told with their places."""
    assert stops(hook(package={"others.py": PLUGIN}).update, {}).startswith("src/sample/plugins.py:4: ")


def test_nothing_to_ship(hook):
    """What hatchling says of its own tables is told as it is."""
    message = stops(hook(PYPROJECT.replace('"sample"', '"another"')).update, {})
    assert message.startswith("hatchling cannot determine which files go into the wheel: Unable to determine")


def test_warnings(hook, capsys):
    """What fails nothing goes to stderr, for stdout may belong to a front end."""
    metadata = {}
    hook(package={"other.py": UNDECIDABLE}, config={"on-undecided": "warn"}).update(metadata)
    captured = capsys.readouterr()
    assert metadata == {"entry-points": FOUND}
    assert captured.err.startswith("plugin-loader: src/sample/other.py:")
    assert captured.out == ""


@pytest.mark.parametrize(
    ("hatch_toml", "key"),
    [
        ("[build]\n", KEY),
        ("[metadata.hooks.plugin-loader]\n", "hatch.toml: metadata.hooks.plugin-loader"),
    ],
)
def test_key(hook, hatch_toml, key):
    """The table is named as the user finds it, also where hatch.toml takes the place of pyproject.toml."""
    assert hook(hatch_toml=hatch_toml).key == key


def test_within_hatchling(hook):
    """Hatchling calls the hook once, and takes the field off the dynamic ones."""
    root = hook().root
    manager = PluginManager()
    if "plugin-loader" not in {name for name, _ in manager.manager.list_name_plugin()}:
        manager.manager.register(hooks)
    metadata = ProjectMetadata(root, manager)
    assert metadata.core.entry_points == FOUND
    assert metadata.core.dynamic == []


def test_source_tree(hook):
    """Hatchling can be asked which modules ship, without a build."""
    root = hook(PYPROJECT + "[tool.hatch.build.targets.wheel]\nonly-include = ['src/sample']\nsources = ['src']\n").root
    assert sorted(source_tree(root).modules) == ["sample", "sample.plugins"]
