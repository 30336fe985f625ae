"""The provider for build backends that understand dynamic-metadata, called as they call it."""

import pytest

from plugin_loader.dynamic_metadata import dynamic_metadata, get_requires_for_dynamic_metadata
from toys import FOUND, PLUGIN, UNDECIDABLE, VERSIONED, write_tree

PROJECT = {"name": "sample", "version": "1", "dynamic": ["entry-points"]}
HOW = {"scikit-build-core": ("scikit_build_core.build", "python"), "another": ("someones.build", "src")}
"""Build backends, each with the folder that its packages are in."""


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Writes the project ``sample``, and calls the provider in its folder."""

    def build(settings=(), source=PLUGIN, backend="scikit_build_core.build", folder="python", **project):
        plain = {key: value for key, value in {**PROJECT, **project}.items() if key != "entry-points"}
        lines = "\n".join(f"{key} = {value!r}" for key, value in plain.items())
        pyproject = f"[build-system]\nbuild-backend = '{backend}'\n[project]\n{lines}\n"
        package = {"__init__.py": "", "plugins.py": source}
        write_tree(
            tmp_path, {"pyproject.toml": pyproject, folder: {"sample": package}, "tests": {"test_it.py": PLUGIN}}
        )
        monkeypatch.chdir(tmp_path)
        # An earlier provider of the same field has taken it out of what is dynamic.
        return dynamic_metadata(dict(settings), {**PROJECT, **project, "dynamic": []})

    return build


def stops(build, *arguments, **project):
    """:return: what the user is told"""
    with pytest.raises(SystemExit) as caught:
        build(*arguments, **project)
    heading, _, message = caught.value.code.partition("\n")
    assert heading == "plugin-loader cannot fill in the entry points:"
    return message


@pytest.mark.parametrize(("backend", "folder"), HOW.values(), ids=HOW)
def test_filled_in(build, backend, folder):
    """The plugins of what ships are the entry points, and no other field is touched."""
    assert build(backend=backend, folder=folder) == {"entry-points": FOUND}


def test_configuration(build):
    """The keys are those of every build backend."""
    assert build({"exclude": ["sample.plugins"]}) == {"entry-points": {}}
    by_hand = {"entry-points": {"sample": {"other": "sample:Other"}}}
    assert build(by_hand)["entry-points"] == {"sample": {"other": "sample:Other", "some": "sample.plugins:Some"}}


def test_static(build):
    """What stands there already stays, as PEP 808 has it, and goes before a plugin of its name."""
    static = {"sample": {"some": "sample:OTHER"}, "others": {"a": "sample:A"}}
    assert build(**{"entry-points": static}) == {"entry-points": static}


def test_conditions_on_the_version(build):
    """`requires-python` decides them, as everywhere."""
    assert build(source=VERSIONED, **{"requires-python": ">=3.10"}) == {"entry-points": FOUND}


def test_told(build, capsys):
    """What fails nothing is reported."""
    assert build({"on-undecided": "warn"}, UNDECIDABLE) == {"entry-points": {}}
    assert capsys.readouterr().err.startswith("plugin-loader: python/sample/plugins.py:4: ")


def test_faults(build):
    """Each mistake is one message, with where it is."""
    assert stops(build, dynamic=["version"]) == (
        'tool.dynamic-metadata needs "entry-points" in project.dynamic, because it fills in that field'
    )
    assert stops(build, {"exclud": []}) == "tool.dynamic-metadata.exclud is not a known key; did you mean 'exclude'?"
    assert stops(build, source=UNDECIDABLE).startswith("python/sample/plugins.py:4: the name of plugin ")
    fault = stops(build, **{"entry-points": {"a": {"b": 3}}})
    assert fault == "project.entry-points.a.b must be an object reference, not a number"
    assert stops(build, backend="some'ones").startswith("pyproject.toml is not valid TOML: ")


def test_no_module(build):
    """A build that makes its modules is asked to name them."""
    (fault,) = stops(build, name="of_another_name").splitlines()
    places = "src/of_another_name, python/of_another_name, of_another_name"
    assert fault.endswith(f"looked at: {places}; if other modules ship, list them in `modules`")
    assert build({"modules": ["python/sample"]}, name="of_another_name") == {"entry-points": FOUND}


def test_requirements(monkeypatch):
    """A build needs nothing besides, but for a reader of TOML where Python has none."""
    monkeypatch.setattr("sys.version_info", (3, 11))
    assert get_requires_for_dynamic_metadata({}) == []
    monkeypatch.setattr("sys.version_info", (3, 10, 13))
    assert get_requires_for_dynamic_metadata({}) == ["tomli>=2"]


def test_in_the_way(build, monkeypatch):
    """A package `plugin` of the project is not taken for ours."""
    monkeypatch.setattr("plugin_loader.path.in_the_way", lambda: "plugin/__init__.py")
    assert "is in the way" in stops(build)
