"""Two environment variables with which the user of an application chooses which plugins are loaded.

Both contain entries separated by spaces, commas, semicolons or line breaks: patterns ``namespace:name``, or
``dist:NAME`` for all plugins of a distribution. ``PLUGIN_LOADER_DISABLE`` disables whatever an entry matches.
``PLUGIN_LOADER_ALLOW`` disables whatever no entry matches, in the namespaces that the entries mention.
"""

import os

from plugin.core import PluginSpec
from plugin.faults import tell
from plugin.filters import Exclusion, matches, name_of
from plugin.installed import current_installation
from plugin.near import did_you_mean, near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plugin.filters import PluginFilter
    from plugin.installed import InstalledEntryPoint

DISABLE = "PLUGIN_LOADER_DISABLE"
ALLOW = "PLUGIN_LOADER_ALLOW"


class Entry:
    """An entry of a variable; as a filter, it disables what it matches.

    :param variable: the variable
    :param text: the entry
    :raises ValueError: if the entry is malformed
    """

    __slots__ = ("name", "namespace", "pattern", "text", "variable")

    def __init__(self, variable: str, text: str) -> None:
        self.variable = variable
        self.text = text
        self.namespace: str | None
        self.namespace, colon, self.name = text.partition(":")
        if not (self.namespace and colon and self.name):
            raise ValueError(f"{variable}: {text!r} is ignored, because it is neither namespace:name nor dist:NAME")
        if self.namespace == "dist":
            self.namespace = None
            self.pattern = Exclusion(distribution=self.name)
        else:
            self.pattern = Exclusion(self.namespace, self.name)

    def excludes_entry_point(self, entry_point: "InstalledEntryPoint") -> bool:
        """Whether it matches a plugin, judged by its entry point."""
        distribution = None if self.namespace else name_of(entry_point.holder)
        return self.pattern.matches(entry_point.group, entry_point.name, entry_point.value, distribution)

    def __call__(self, spec: PluginSpec) -> bool:
        return self.pattern.matches(spec.namespace, spec.name, "")

    def __repr__(self) -> str:
        return f"{self.variable}={self.text}"


class Allowed:
    """Disables whatever no entry matches, in the namespaces that the entries mention; ``dist:NAME`` mentions all.

    :param entries: the entries of the variable
    """

    def __init__(self, entries: "Sequence[Entry]") -> None:
        self._entries = entries

    def excludes_entry_point(self, entry_point: "InstalledEntryPoint") -> bool:
        """Whether to disable a plugin, judged by its entry point."""
        is_mentioned = any(not each.namespace or matches(entry_point.group, each.namespace) for each in self._entries)
        return is_mentioned and not any(each.excludes_entry_point(entry_point) for each in self._entries)

    def __call__(self, spec: PluginSpec) -> bool:  # a spec has no distribution
        entries = [each for each in self._entries if each.namespace and matches(spec.namespace, each.namespace)]
        return bool(entries) and not any(each(spec) for each in entries)

    def __repr__(self) -> str:
        return f"{ALLOW}={' '.join(each.text for each in self._entries)}"


def choice() -> "list[PluginFilter]":
    """:return: the filters that the variables ask for; malformed entries are ignored"""
    disabled, allowed = ([each for each in _read(variable) if isinstance(each, Entry)] for variable in (DISABLE, ALLOW))
    return [*disabled, Allowed(allowed)] if allowed else [*disabled]


def choice_for(namespace: str, names: "Sequence[str]") -> "list[PluginFilter]":
    """Return the filters that the variables ask for; log, once, entries that are malformed or match nothing.

    :param namespace: the namespace of the manager; entries for other namespaces are not checked
    :param names: its plugins
    """
    for entry in (*_read(DISABLE), *_read(ALLOW)):
        if isinstance(entry, str):
            tell([], entry)
        elif entry.namespace in {None, namespace} and (fault := _unmatched(entry, names)):
            tell([], fault)
    return choice()


def faults(entry_points: "Iterable[InstalledEntryPoint]") -> "Iterator[str]":
    """Report the entries that are malformed or match nothing that is installed.

    :param entry_points: all entry points that are installed
    :return: a message for the user for each
    """
    known = [*entry_points]
    for entry in (*_read(DISABLE), *_read(ALLOW)):
        if isinstance(entry, str):
            yield entry
        else:
            names = [each.name for each in known if matches(each.group, entry.namespace or "*")]
            if fault := _unmatched(entry, names):
                yield fault


def _read(variable: str) -> "Iterator[Entry | str]":
    """Read a variable: yield its entries, and a message for the user for each malformed one."""
    for text in os.environ.get(variable, "").replace(",", " ").replace(";", " ").split():
        try:
            yield Entry(variable, text)
        except ValueError as error:  # noqa: PERF203  # entries are independent
            yield str(error)


def _unmatched(entry: Entry, names: "Sequence[str]") -> str | None:
    """Return a message if an entry matches no plugin of its namespace, or no distribution."""
    if entry.namespace:
        what = f"plugin of {entry.namespace!r}"
        is_matched = any(matches(name, entry.name) for name in names)
    else:
        what = "distribution with entry points"
        names = [*map(name_of, current_installation().distributions)]
        is_matched = any(entry.pattern.matches("", "", "", name) for name in names)
    if is_matched:
        return None
    return f"{entry.variable}: {entry.text!r} matches no {what}{did_you_mean(near(entry.name, names))}"
