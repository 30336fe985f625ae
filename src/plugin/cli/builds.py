"""What a build makes of a project: whether it fills in the entry points that are found, and what is missing if not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from plugin.cli.layouts import at
from plugin.cli.project import Project
from plugin.discovery import FoundPlugin, is_dynamic

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
    if not any(named(str(each)) == OURS for each in requires):
        yield f'{OURS} will not be there when the project is built: add "{OURS}" to build-system.requires'


def named(requirement: str) -> str:
    """The normalised name of what is required, or of a distribution (PEP 503)."""
    from packaging.utils import canonicalize_name  # noqa: PLC0415 - most projects are set up, and need it not

    found = re.match(r"[\w.-]+", requirement.strip())
    return canonicalize_name(found.group()) if found else ""


def unseen(project: Project, plugins: Iterable[FoundPlugin]) -> Iterator[str]:
    """Say which plugins a build will not find, for it does not see the source of a base class that is installed here.

    :param project: the project; of a folder of packages, and of a project that is not built with a hook, none are
    :param plugins: the plugins that were found, each with its reasons
    :return: a message for each distribution, which says what to add
    """
    if project.backend is None or not project.pyproject or project.config.discovery == "import":
        return
    own = {source.shown for source in project.tree.modules.values()}
    users: dict[str, list[str]] = {}
    for plugin in plugins:
        paths = {reason.place.path for reason in plugin.reasons if reason.place is not None} - own - {BASES}
        for top in sorted({path.partition("/")[0].removesuffix(".py") for path in paths}):
            users.setdefault(top, []).append(plugin.entry_point.value)
    if not users:
        return
    from importlib import metadata  # noqa: PLC0415 - it takes as long to import as a small project to look at

    held_by = metadata.packages_distributions()
    required = _closure(at(project.pyproject, "build-system.requires") or ())
    for top, references in sorted(users.items()):
        distributions = held_by.get(top, [top.replace("_", "-")])
        if required.isdisjoint(map(named, distributions)):
            more = f" and {len(references) - 1} more" if len(references) > 1 else ""
            yield (
                f"{references[0]}{more} cannot be found without `{top}`, which the build will not see: "
                f'add "{distributions[0]}" to build-system.requires'
            )


BASES = "bases"
"""Where a class stands of which there is no more than what the key ``bases`` says."""


def _closure(requirements: Iterable[str]) -> set[str]:
    """The normalised names of what is required, and of what that requires in turn, as far as it is installed here."""
    from importlib import metadata  # noqa: PLC0415 - as above

    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415 - as above

    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    pending = [(str(each), "") for each in requirements]
    while pending:
        text, extra = current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        try:
            requirement = Requirement(text)
        except InvalidRequirement:  # the build will say so
            continue
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = named(requirement.name)
        found.add(name)
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        pending += [(each, wanted) for each in needed for wanted in (*requirement.extras, "")]
    return found
