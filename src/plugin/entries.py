"""The entry point, which build time and run time share, and its rules.

The rules are those of the entry points specification:
https://packaging.python.org/en/latest/specifications/entry-points/
"""

import sys
from _collections_abc import Mapping  # what collections.abc names, without importing collections at start-up

from plugin.core import PluginSpec, PluginSpecResolver
from plugin.exceptions import DuplicateEntryPoint, InvalidEntryPoint, InvalidPlugin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from typing_extensions import Self


SCRIPTS = frozenset({"console_scripts", "gui_scripts"})
"""The groups from which installers create scripts; their entry points are never plugins."""
Table = Mapping[str, Mapping[str, str]]
"""Group -> name -> object reference, as in the table ``project.entry-points`` (PEP 621)."""
EntryPointDict = dict[str, list[str]]
"""Group -> lines ``name=module:object``, as ``setup(entry_points=...)`` accepts them."""


class EntryPoint(tuple[str, str, str]):
    """A valid line of an ``entry_points.txt``; immutable, hashable, and unpacked as ``name, value, group``.

    >>> EntryPoint(name="s3", value="my_services.aws:s3", group="my.services")
    EntryPoint(name='s3', value='my_services.aws:s3', group='my.services')

    :param name: not empty; contains no ``=`` and no line break, has no whitespace at either end, and does not start
        with ``[``, ``#`` or ``;``
    :param value: an object reference, ``package.module:object.attribute``
    :param group: words of letters, digits and underscores, joined by dots
    :raises InvalidEntryPoint: if one of them breaks its rule
    """

    __slots__ = ()

    def __new__(cls, name: str, value: str, group: str) -> "Self":
        for fault in (group_fault(group), name_fault(name), value_fault(value)):
            if fault:
                raise InvalidEntryPoint(fault, group, name, value)
        return super().__new__(cls, (name, value, group))

    def __getnewargs__(self) -> tuple[str, str, str]:
        return self.name, self.value, self.group

    def __repr__(self) -> str:
        return f"EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})"

    @property
    def name(self) -> str:
        """The name, unique in its group within a distribution."""
        return self[0]

    @property
    def value(self) -> str:
        """The object reference, ``module:attribute``."""
        return self[1]

    @property
    def group(self) -> str:
        """The group, which is the plugin's namespace."""
        return self[2]


def group_fault(group: str) -> str | None:
    """Return what is wrong with a group, if anything."""
    if all(word and word.isascii() and word.replace("_", "a").isalnum() for word in group.split(".")):
        return None
    return f"{group!r} is not an entry point group: use words of letters, digits and underscores, joined by dots"


def name_fault(name: str) -> str | None:
    """Return what is wrong with the name of an entry point, if anything."""
    if not name:
        return "the name of an entry point must not be empty"
    if name != name.strip():
        return f"{name!r} is not an entry point name: it begins or ends with whitespace"
    if name[0] in "[#;":
        return f"{name!r} is not an entry point name: a name must not begin with {name[0]!r}"
    if "=" in name:
        return f"{name!r} is not an entry point name: a name must not contain '='"
    if any(ord(character) < 32 or character in "\x7f\x85\u2028\u2029" for character in name):
        return f"{name!r} is not an entry point name: a name must not contain line breaks or control characters"
    if any("\ud800" <= character <= "\udfff" for character in name):
        return f"{name!r} is not an entry point name: a name must not contain lone surrogates, which UTF-8 forbids"
    return None


def value_fault(value: str) -> str | None:
    """Return what is wrong with an object reference, if anything."""
    module, _, attribute = value.partition(":")
    dotted = [*module.split("."), *(attribute.split(".") if ":" in value else ())]
    if all(word.isidentifier() for word in dotted):
        return None
    return f"{value!r} is not an object reference: write it as 'package.module:name'"


def spec_to_entry_point(spec: PluginSpec) -> EntryPoint:
    """Return the entry point that loads a spec.

    The value names the plugin class or the decorated function if that represents exactly this spec. Otherwise it is the
    module-level name that the spec is bound to in the module of its factory.

    :param spec: the spec of a plugin
    :return: its entry point
    :raises InvalidPlugin: if the plugin is not bound to a module-level name, so that no entry point could load it
    :raises InvalidEntryPoint: if an ``entry_points.txt`` cannot contain its namespace or name
    """
    made_by = getattr(spec.factory, "__wrapped__", spec.factory)
    module = sys.modules.get(getattr(made_by, "__module__", None) or "")
    names = vars(module) if module is not None else {}
    attribute = getattr(made_by, "__qualname__", None)
    if attribute in names and _stands_for(names[attribute], spec):
        return EntryPoint(name=spec.name, value=f"{names['__name__']}:{attribute}", group=spec.namespace)
    for bound_to, value in names.items():
        if _stands_for(value, spec):
            return EntryPoint(name=spec.name, value=f"{names['__name__']}:{bound_to}", group=spec.namespace)
    raise InvalidPlugin(
        f"plugin {spec.namespace}:{spec.name} cannot be loaded by name: bind its spec to a module-level name",
        spec.namespace,
        spec.name,
    )


def _stands_for(value: object, spec: PluginSpec) -> bool:
    try:
        return PluginSpecResolver().resolve(value) == spec
    except Exception:  # noqa: BLE001  # any object may be in a module, and some raise when they are inspected
        return False


def to_entry_point_dict(eps: "Iterable[EntryPoint]") -> EntryPointDict:
    """Convert entry points to the form that ``setup(entry_points=...)`` accepts.

    :param eps: entry points; duplicates count once
    :return: group -> lines ``name=value``, in the given order
    :raises DuplicateEntryPoint: if a name of a group refers to two different objects
    """
    values: dict[tuple[str, str], str] = {}
    result: EntryPointDict = {}
    for ep in eps:
        known = values.get((ep.group, ep.name))
        if known is None:
            values[ep.group, ep.name] = ep.value
            result.setdefault(ep.group, []).append(f"{ep.name}={ep.value}")
        elif known != ep.value:
            raise DuplicateEntryPoint(ep.group, ep.name, (known, ep.value))
    return result


def to_table(eps: "Iterable[EntryPoint]") -> dict[str, dict[str, str]]:
    """Convert entry points to the table ``project.entry-points`` (PEP 621), sorted by group and name."""
    table: dict[str, dict[str, str]] = {}
    for ep in sorted(eps, key=lambda ep: (ep.group, ep.name)):
        table.setdefault(ep.group, {})[ep.name] = ep.value
    return table
