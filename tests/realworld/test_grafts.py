"""Well-known projects with plugins grafted onto them: exactly those are found, and next to nothing is reported."""

import pytest
from grafting import GRAFTS, discover, mix

from distributions import PROJECTS, IndexUnreachable
from plugin.discovery import Config, SourceTree, discover as discover_tree


@pytest.fixture(scope="module", params=PROJECTS, ids=lambda distribution: distribution.name)
def project(request, tmp_path_factory):
    """The sources of a project, as they would stand on `sys.path`."""
    try:
        return request.param.unpack_sources(tmp_path_factory.mktemp("projects"))
    except IndexUnreachable as error:
        pytest.skip(f"no package index can be reached: {error}")


def test_as_it_is(project):
    """A project without plugins has none, and at most one line is said about it."""
    answer = discover(project)
    assert answer.entry_points == {}
    assert answer.status == 0
    assert len(answer.problems) <= 1


@pytest.mark.parametrize("graft", GRAFTS, ids=lambda graft: graft.name)
def test_grafted(project, graft, tmp_path):
    """The plugins of a graft are found, all of them and nothing else, whatever the project around them does."""
    expected = graft.onto(project, tmp_path / "grafted")
    answer = discover(tmp_path / "grafted")
    assert answer.entry_points == expected
    assert answer.status == 0
    assert len(answer.problems) <= 1


def test_mixed(project, tmp_path):
    """A plugin that derives from any class of a project besides is found, or reported: it is never lost in silence."""
    expected = mix(project, tmp_path / "mixed", 10)
    answer = discover(tmp_path / "mixed")
    lost = expected.keys() - answer.entry_points.keys()
    told = "\n".join(map(str, answer.problems))
    assert [expected[plugin] for plugin in lost if expected[plugin] not in told] == []


@pytest.mark.parametrize("graft", GRAFTS, ids=lambda graft: graft.name)
def test_imported(graft, tmp_path):
    """What a graft is said to hold is what importing it gives."""
    package = tmp_path / "project" / "small"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "things.py").write_text("class Thing:\n    pass\n")
    expected = graft.onto(tmp_path / "project", tmp_path / "grafted")
    found = discover_tree(SourceTree.of_folder(tmp_path / "grafted"), Config(discovery="import"))
    assert {(each.group, each.name): each.value for each in found.entry_points} == expected
    assert not found.problems
