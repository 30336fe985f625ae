"""Which plugins to disable: filters that a manager asks before it makes a plugin."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Protocol

    from plugin.core import PluginSpec
    from plugin.installed import InstalledDistribution, InstalledEntryPoint
    from plugin.manager import PluginManager
else:
    Protocol = object

__all__ = ["Exclusion", "MatchingPluginFilter", "PluginFilter", "global_plugin_filter"]


class PluginFilter(Protocol):
    """Says of a plugin whether it is to be disabled; any function that takes a spec will do.

    A filter that also has a method ``excludes(namespace, name, value)`` is asked that instead where a plugin comes from
    an entry point, which needs no import: what it excludes is never imported. One that has a method
    ``excludes_entry_point(entry_point)`` is asked that, and so knows the distribution as well.
    """

    def __call__(self, spec: "PluginSpec") -> bool:
        """:param spec: the spec of a plugin that was resolved, and not made yet
        :return: true to disable the plugin
        """
        raise NotImplementedError


class MatchingPluginFilter:
    """Disables the plugins that match a pattern of namespace, name, value or distribution.

    >>> unwanted = MatchingPluginFilter()
    >>> unwanted.add_exclusion(namespace="my.services", value="my_services.legacy*")
    >>> unwanted.excludes("my.services", "s3", "my_services.legacy.aws:s3")
    True
    >>> unwanted.excludes("my.services", "s3", "my_services.aws:s3")
    False
    """

    def __init__(self) -> None:
        self.exclusions: list[Exclusion] = []

    def add_exclusion(
        self,
        *,
        namespace: str | None = None,
        name: str | None = None,
        value: str | None = None,
        distribution: str | None = None,
    ) -> None:
        """Disable the plugins for which every pattern that is given matches.

        Patterns are those of ``fnmatch`` (``*``, ``?``, ``[abc]``) and mind upper and lower case, except in names of
        distributions, which are compared as PEP 503 says.

        :param namespace: a pattern of the namespace
        :param name: a pattern of the plugin's name
        :param value: a pattern of the entry point's value, such as ``"my_services.legacy*"`` for a package and all that
            is in it
        :param distribution: a pattern of the name of the distribution that the plugin is installed with; one whose spec
            a finder gives is of none
        :raises TypeError: without any pattern, which would disable everything
        """
        self.exclusions.append(Exclusion(namespace, name, value, distribution))

    def excludes(self, namespace: str, name: str, value: str, distribution: str | None = None) -> bool:
        """Whether a plugin is to be disabled, told by its entry point; nothing is imported for it."""
        return any(exclusion.matches(namespace, name, value, distribution) for exclusion in self.exclusions)

    def excludes_entry_point(self, entry_point: "InstalledEntryPoint") -> bool:
        """Whether a plugin is to be disabled, as :meth:`excludes`."""
        asks_distribution = any(exclusion.patterns[3] is not None for exclusion in self.exclusions)
        distribution = [name_of(entry_point.holder)] if asks_distribution else []
        return self.excludes(entry_point.group, entry_point.name, entry_point.value, *distribution)

    def __call__(self, spec: "PluginSpec") -> bool:
        needs_value = any(exclusion.patterns[2] is not None for exclusion in self.exclusions)
        return self.excludes(spec.namespace, spec.name, _value(spec) if needs_value else "")

    def __repr__(self) -> str:
        return f"MatchingPluginFilter({self.exclusions})"


class Exclusion:
    """Patterns that a plugin must match, all of them, to be disabled.

    :param namespace: a pattern of the namespace, or ``None`` for any
    :param name: a pattern of the name, or ``None`` for any
    :param value: a pattern of the entry point's value, or ``None`` for any
    :param distribution: a pattern of the distribution's name, or ``None`` for any
    :raises TypeError: without any pattern
    """

    __slots__ = ("patterns",)

    def __init__(
        self,
        namespace: str | None = None,
        name: str | None = None,
        value: str | None = None,
        distribution: str | None = None,
    ) -> None:
        self.patterns = (namespace, name, value, distribution and _normalized(distribution))
        if self.patterns == (None,) * 4:
            raise TypeError("an exclusion needs a pattern of the namespace, the name, the value or the distribution")

    def matches(self, namespace: str, name: str, value: str, distribution: str | None = None) -> bool:
        """Whether every pattern that is given matches; that of a distribution only where there is one."""
        texts = (namespace, name, value, distribution and _normalized(distribution))
        return all(
            pattern is None or (text is not None and matches(text, pattern))
            for text, pattern in zip(texts, self.patterns, strict=True)
        )

    def __repr__(self) -> str:
        namespace, name, value, distribution = self.patterns
        more = "" if distribution is None else f", distribution={distribution!r}"
        return f"Exclusion(namespace={namespace!r}, name={name!r}, value={value!r}{more})"


class AllowedNames:
    """Disables the plugins of a manager whose names are not in a list.

    :param patterns: the names, or patterns of ``fnmatch`` that match them
    :raises TypeError: if this is one string, whose letters would be taken for names
    """

    def __init__(self, patterns: "Iterable[str]") -> None:
        if isinstance(patterns, str):
            raise TypeError(f"allow= takes several names: write allow=[{patterns!r}]")
        self.patterns = tuple(patterns)

    def excludes(self, namespace: str, name: str, value: str) -> bool:
        """Whether a plugin is to be disabled; nothing is imported for it."""
        return not any(matches(name, pattern) for pattern in self.patterns)

    def __call__(self, spec: "PluginSpec") -> bool:
        return self.excludes(spec.namespace, spec.name, "")

    def __repr__(self) -> str:
        return f"allow={list(self.patterns)}"


def asked_by(manager: "PluginManager[Any]") -> "Iterator[PluginFilter]":
    """Give the filters that a manager asks, in this order."""
    yield from manager.filters_from_outside
    yield from manager.filters
    if manager.asks_global_filter:
        yield global_plugin_filter


def excluding(
    filters: "Iterable[PluginFilter]", entry_point: "InstalledEntryPoint | None", spec: "PluginSpec | None"
) -> "PluginFilter | None":
    """Find the filter that disables a plugin: by its entry point, or else by its spec once there is one.

    :param filters: the filters, of which the first one counts
    :param entry_point: the plugin's entry point, if it has one
    :param spec: its spec, if it was resolved
    :return: the filter, or ``None`` if the plugin is not disabled
    """
    for each in filters:
        whole, parts = (getattr(each, method, None) for method in ("excludes_entry_point", "excludes"))
        if entry_point and whole:
            is_excluded = not spec and whole(entry_point)  # once there is a spec, it has been asked
        elif entry_point and parts:
            is_excluded = not spec and parts(entry_point.group, entry_point.name, entry_point.value)
        else:
            is_excluded = spec and each(spec)
        if is_excluded:
            return each
    return None


def name_of(distribution: "InstalledDistribution") -> str:
    """The name of a distribution, which its metadata folder tells as a rule, without importing importlib.metadata."""
    folder = (distribution.path or "").replace("\\", "/").rpartition("/")[2]
    stem, _, kind = folder.rpartition(".")
    if kind in {"dist-info", "egg-info"}:
        return stem.partition("-")[0]
    from plugin import metadata  # noqa: PLC0415  # it is an egg, or in no folder

    return metadata.name_of(distribution.metadata)


def matches(text: str, pattern: str) -> bool:
    """Whether a text matches a pattern of ``fnmatch``; upper and lower case are different."""
    if not any(special in pattern for special in "*?["):
        return text == pattern
    if pattern == "*":
        return True
    from fnmatch import fnmatchcase  # noqa: PLC0415  # imports re, which few applications need for their plugins

    return fnmatchcase(text, pattern)


def _normalized(name: str) -> str:
    """Normalise the name of a distribution, or a pattern of it (PEP 503)."""
    name = name.lower().replace("_", "-").replace(".", "-")
    while "--" in name:
        name = name.replace("--", "-")
    return name


def _value(spec: "PluginSpec") -> str:
    """Give the value an entry point of the spec has, or where none leads to it, the place where its factory is made."""
    from plugin.entries import spec_to_entry_point  # noqa: PLC0415
    from plugin.exceptions import PluginException  # noqa: PLC0415

    try:
        return spec_to_entry_point(spec).value
    except PluginException:
        factory = getattr(spec.factory, "__wrapped__", spec.factory)
        return f"{getattr(factory, '__module__', '')}:{getattr(factory, '__qualname__', '')}"


global_plugin_filter = MatchingPluginFilter()
"""The filter of every manager that is made without ``filters=``."""
