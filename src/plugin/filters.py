"""Filters that decide which plugins to disable; a manager consults them before it creates a plugin."""

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
    """Decides whether to disable a plugin; any function that takes a spec is a filter.

    If a filter also has a method ``excludes(namespace, name, value)``, that method is called instead for plugins that
    come from an entry point. This needs no import, so a plugin that it excludes is never imported. If a filter has a
    method ``excludes_entry_point(entry_point)``, that one is called, which also gives access to the distribution.
    """

    def __call__(self, spec: "PluginSpec") -> bool:
        """:param spec: the spec of a plugin that is resolved but not yet created
        :return: true to disable the plugin
        """
        raise NotImplementedError


class MatchingPluginFilter:
    """Disables plugins whose namespace, name, value or distribution matches a pattern.

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
        """Disable the plugins that match all given patterns.

        Patterns are those of ``fnmatch`` (``*``, ``?``, ``[abc]``). They are case-sensitive, except for distribution
        names, which are normalised as in PEP 503.

        :param namespace: a pattern for the namespace
        :param name: a pattern for the plugin's name
        :param value: a pattern for the entry point's value, such as ``"my_services.legacy*"`` for a package and
            everything in it
        :param distribution: a pattern for the name of the distribution that provides the plugin; a plugin whose spec a
            finder returned has no distribution
        :raises TypeError: without a pattern, because that would disable everything
        """
        self.exclusions.append(Exclusion(namespace, name, value, distribution))

    def excludes(self, namespace: str, name: str, value: str, distribution: str | None = None) -> bool:
        """Whether to disable a plugin, judged by its entry point; nothing is imported."""
        return any(exclusion.matches(namespace, name, value, distribution) for exclusion in self.exclusions)

    def excludes_entry_point(self, entry_point: "InstalledEntryPoint") -> bool:
        """Whether to disable a plugin, see :meth:`excludes`."""
        asks_distribution = any(exclusion.patterns[3] is not None for exclusion in self.exclusions)
        distribution = [name_of(entry_point.holder)] if asks_distribution else []
        return self.excludes(entry_point.group, entry_point.name, entry_point.value, *distribution)

    def __call__(self, spec: "PluginSpec") -> bool:
        needs_value = any(exclusion.patterns[2] is not None for exclusion in self.exclusions)
        return self.excludes(spec.namespace, spec.name, _value(spec) if needs_value else "")

    def __repr__(self) -> str:
        return f"MatchingPluginFilter({self.exclusions})"


class Exclusion:
    """Patterns that a plugin must all match to be disabled.

    :param namespace: a pattern for the namespace, or ``None`` for any
    :param name: a pattern for the name, or ``None`` for any
    :param value: a pattern for the entry point's value, or ``None`` for any
    :param distribution: a pattern for the distribution's name, or ``None`` for any
    :raises TypeError: without a pattern
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
            raise TypeError("an exclusion needs a pattern for the namespace, the name, the value or the distribution")

    def matches(self, namespace: str, name: str, value: str, distribution: str | None = None) -> bool:
        """Whether all given patterns match; a pattern for the distribution matches only if there is one."""
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

    :param patterns: the allowed names, or ``fnmatch`` patterns for them
    :raises TypeError: if this is a single string, whose letters would be taken for names
    """

    def __init__(self, patterns: "Iterable[str]") -> None:
        if isinstance(patterns, str):
            raise TypeError(f"allow= takes a list of names: write allow=[{patterns!r}]")
        self.patterns = tuple(patterns)

    def excludes(self, namespace: str, name: str, value: str) -> bool:
        """Whether to disable a plugin; nothing is imported."""
        return not any(matches(name, pattern) for pattern in self.patterns)

    def __call__(self, spec: "PluginSpec") -> bool:
        return self.excludes(spec.namespace, spec.name, "")

    def __repr__(self) -> str:
        return f"allow={list(self.patterns)}"


def asked_by(manager: "PluginManager[Any]") -> "Iterator[PluginFilter]":
    """Yield the filters that a manager consults, in this order."""
    yield from manager.filters_from_outside
    yield from manager.filters
    if manager.asks_global_filter:
        yield global_plugin_filter


def excluding(
    filters: "Iterable[PluginFilter]", entry_point: "InstalledEntryPoint | None", spec: "PluginSpec | None"
) -> "PluginFilter | None":
    """Find the filter that disables a plugin: by its entry point, or otherwise by its spec once it is known.

    :param filters: the filters; the first that disables the plugin counts
    :param entry_point: the plugin's entry point, if it has one
    :param spec: its spec, if it is resolved
    :return: the filter, or ``None`` if the plugin is not disabled
    """
    for each in filters:
        whole, parts = (getattr(each, method, None) for method in ("excludes_entry_point", "excludes"))
        if entry_point and whole:
            is_excluded = not spec and whole(entry_point)  # with a spec, this was checked before
        elif entry_point and parts:
            is_excluded = not spec and parts(entry_point.group, entry_point.name, entry_point.value)
        else:
            is_excluded = spec and each(spec)
        if is_excluded:
            return each
    return None


def name_of(distribution: "InstalledDistribution") -> str:
    """The name of a distribution, usually taken from its metadata folder, without importing importlib.metadata."""
    folder = (distribution.path or "").replace("\\", "/").rpartition("/")[2]
    stem, _, kind = folder.rpartition(".")
    if kind in {"dist-info", "egg-info"}:
        return stem.partition("-")[0]
    from plugin import metadata  # noqa: PLC0415  # it is an egg, or not in a folder

    return metadata.name_of(distribution.metadata)


def matches(text: str, pattern: str) -> bool:
    """Whether a text matches an ``fnmatch`` pattern, case-sensitively."""
    if not any(special in pattern for special in "*?["):
        return text == pattern
    if pattern == "*":
        return True
    from fnmatch import fnmatchcase  # noqa: PLC0415  # imports re, which few applications need here

    return fnmatchcase(text, pattern)


def _normalized(name: str) -> str:
    """Normalise the name of a distribution, or a pattern for it (PEP 503)."""
    name = name.lower().replace("_", "-").replace(".", "-")
    while "--" in name:
        name = name.replace("--", "-")
    return name


def _value(spec: "PluginSpec") -> str:
    """Return the value of the spec's entry point, or the place that defines its factory if there is no entry point."""
    from plugin.entries import spec_to_entry_point  # noqa: PLC0415
    from plugin.exceptions import PluginException  # noqa: PLC0415

    try:
        return spec_to_entry_point(spec).value
    except PluginException:
        factory = getattr(spec.factory, "__wrapped__", spec.factory)
        return f"{getattr(factory, '__module__', '')}:{getattr(factory, '__qualname__', '')}"


global_plugin_filter = MatchingPluginFilter()
"""The filter of every manager that is created without ``filters=``."""
