"""LocalStack and its extensions, written for plux: their maintainers' entry points, from the source alone."""

import io
import json
import sys
from importlib.metadata import Distribution

import pytest

from distributions import CORE, EXTENSIONS, MAILHOG, NEWER_CORE, OLDER_CORES
from plugin.cli import main
from plugin.discovery import ProblemKind, SourceTree
from plugin.discovery.static import find_plugins

SCRIPTS = {"console_scripts", "gui_scripts"}


def declared(folder):
    """:return: the entry points that a wheel has in its metadata, without scripts"""
    (metadata,) = folder.glob("*.dist-info")
    entry_points = Distribution.at(metadata).entry_points
    return {(ep.group, ep.name, ep.value) for ep in entry_points if ep.group not in SCRIPTS}


def found(findings):
    entry_points = [plugin.entry_point for plugin in findings.plugins]
    assert len(set(entry_points)) == len(entry_points)
    return {(ep.group, ep.name, ep.value) for ep in entry_points}


@pytest.fixture(scope="module")
def core(unpacked):
    return unpacked(CORE)


@pytest.fixture(params=EXTENSIONS, ids=lambda distribution: distribution.name)
def extension(request, unpacked):
    return unpacked(request.param)


@pytest.mark.parametrize("path", [[], None], ids=["no library", "installed libraries"])
def test_core(core, path):
    """All 194 plugins in 13 groups are found with group, name and value, none too many, and nothing is unclear."""
    findings = find_plugins(SourceTree.of_folder(core), path=path)
    assert (len(findings.plugins), len({plugin.entry_point.group for plugin in findings.plugins})) == (194, 13)
    assert found(findings) == declared(core)
    assert not findings.problems


def test_core_on_the_command_line(core):
    """The command line gives the same, and has nothing to complain about."""
    out, err = io.StringIO(), io.StringIO()
    assert main(["discover", str(core), "--format", "json"], out, err) == 0
    answer = json.loads(out.getvalue())
    written = {(group, *entry) for group, entries in answer["entry_points"].items() for entry in entries.items()}
    assert written == declared(core)
    assert answer["problems"] == []
    assert len(err.getvalue().splitlines()) == 1


def test_core_without_choosing(core):
    """Nothing is missed by not looking at every file: who looks at everything finds the same."""
    tree = SourceTree.of_folder(core)
    assert find_plugins(tree, path=[], everything=True) == find_plugins(tree, path=[])


@pytest.mark.parametrize(("core", "count"), OLDER_CORES.items(), ids=[core.version for core in OLDER_CORES])
def test_other_core(unpacked, core, count):
    """Older and newer versions are found with the same exactness, back to the first that was written for plugins."""
    folder = unpacked(core)
    findings = find_plugins(SourceTree.of_folder(folder), path=[])
    assert len(findings.plugins) == count
    assert found(findings) == declared(folder)
    assert not findings.problems


@pytest.mark.skipif(sys.version_info < (3, 12), reason="it is written for Python 3.12")
def test_names_that_were_put_into_lower_case(unpacked):
    """A newer version was built by a tool that does not keep the case of names; but for that, all is as declared."""
    folder = unpacked(NEWER_CORE)
    findings = find_plugins(SourceTree.of_folder(folder), path=[])
    assert len(findings.plugins) == 197
    assert {(group, name.lower(), value) for group, name, value in found(findings)} == declared(folder)
    assert any(plugin.entry_point.name == "AWS::Lambda::Function" for plugin in findings.plugins)
    assert not findings.problems


def test_extension(extension, core):
    """A plugin whose base class stands in another distribution is found where the source of that can be read."""
    findings = find_plugins(SourceTree.of_folder(extension), path=[str(core)])
    assert found(findings) == declared(extension)
    assert findings == find_plugins(SourceTree.of_folder(extension), path=[str(core)], everything=True)
    # One of them also derives from a distribution that is neither there nor among its entry points.
    assert [problem.kind for problem in findings.problems] == [ProblemKind.UNREAD_BASE] * (
        "aws-proxy" in str(extension)
    )


def test_extension_alone(extension):
    """Where the source of the base class is not there, each library that it is in gets a line, and what to do."""
    findings = find_plugins(SourceTree.of_folder(extension), path=[])
    assert not findings.plugins
    assert findings == find_plugins(SourceTree.of_folder(extension), path=[], everything=True)
    told = [problem for problem in findings.problems if "install the distribution of `localstack` (" in problem.hint]
    assert [problem.kind for problem in findings.problems] == [ProblemKind.UNREAD_BASE] * (
        1 + ("aws-proxy" in str(extension))
    )
    for _, _, value in declared(extension):
        assert value in told[0].message


def test_name_that_has_drifted(unpacked, core):
    """A name that was written by hand and no longer is the plugin's own does not mislead: the source counts."""
    folder = unpacked(MAILHOG)
    assert declared(folder) == {("localstack.extensions", "mailhog", "mailhog.extension:MailHogExtension")}
    findings = find_plugins(SourceTree.of_folder(folder), path=[str(core)])
    assert found(findings) == {("localstack.extensions", "localstack-mailhog", "mailhog.extension:MailHogExtension")}
    assert not findings.problems
