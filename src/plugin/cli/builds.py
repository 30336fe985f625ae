"""What a build makes of a project: whether it fills in the entry points that are found, and what is missing if not."""

import re
from collections.abc import Iterator, Mapping

from plugin.cli.layouts import at
from plugin.cli.project import Project
from plugin.discovery import is_dynamic

OURS = "python-plugin-loader"


def missing(project: Project, found: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Say what keeps a build from filling in entry points.

    :param project: the project; a folder of packages has none
    :param found: the entry points that it should have: group -> name -> object reference
    :return: a message for each thing that is missing, which says what to add
    """
    is_there = all(project.static.get(group, {}).items() >= entries.items() for group, entries in found.items())
    if not project.pyproject or is_there:
        return
    backend = project.backend
    if backend is None:
        name = str(at(project.pyproject, "build-system.build-backend")).partition(":")[0].partition(".")[0]
        yield f"{name} has no hook that fills in entry points: run `plugin-loader sync`"
        return
    if project.host is not backend and not project.calls_us:
        yield f"{backend.name} is not told to fill in the entry points: add the table [{backend.key}] to pyproject.toml"
        if project.table and not is_dynamic(project.table):
            yield 'project.dynamic does not say that entry points are filled in: add "entry-points" to it'
    requires = at(project.pyproject, "build-system.requires") or ()
    if not any(_name(str(each)) == OURS for each in requires):
        yield f'{OURS} will not be there when the project is built: add "{OURS}" to build-system.requires'


def _name(requirement: str) -> str:
    """The normalised name of what is required (PEP 503)."""
    found = re.match(r"[\w.-]+", requirement.strip())
    return re.sub("[-_.]+", "-", found.group()).lower() if found else ""
