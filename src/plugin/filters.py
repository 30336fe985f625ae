"""Which plugins to disable: filters that a manager asks before it makes a plugin."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from plugin.core import PluginSpec
else:
    Protocol = object

__all__ = ["Exclusion", "MatchingPluginFilter", "PluginFilter", "global_plugin_filter"]


class PluginFilter(Protocol):
    """Says of a plugin whether it is to be disabled; any function that takes a spec will do.

    A filter that also has a method ``excludes(namespace, name, value)`` is asked that instead where a plugin comes from
    an entry point, which needs no import: what it excludes is never imported.
    """

    def __call__(self, spec: "PluginSpec") -> bool:
        """:param spec: the spec of a plugin that was resolved, and not made yet
        :return: true to disable the plugin
        """
        raise NotImplementedError


class MatchingPluginFilter:
    """Disables the plugins that match a pattern of namespace, name or value.

    >>> unwanted = MatchingPluginFilter()
    >>> unwanted.add_exclusion(namespace="my.services", value="my_services.legacy*")
    >>> unwanted.excludes("my.services", "s3", "my_services.legacy.aws:s3")
    True
    >>> unwanted.excludes("my.services", "s3", "my_services.aws:s3")
    False
    """

    def __init__(self) -> None:
        self.exclusions: list[Exclusion] = []

    def add_exclusion(self, *, namespace: str | None = None, name: str | None = None, value: str | None = None) -> None:
        """Disable the plugins for which every pattern that is given matches.

        Patterns are those of ``fnmatch`` (``*``, ``?``, ``[abc]``) and mind upper and lower case.

        :param namespace: a pattern of the namespace
        :param name: a pattern of the plugin's name
        :param value: a pattern of the entry point's value, such as ``"my_services.legacy*"`` for a package and all that
            is in it
        :raises TypeError: without any pattern, which would disable everything
        """
        self.exclusions.append(Exclusion(namespace, name, value))

    def excludes(self, namespace: str, name: str, value: str) -> bool:
        """Whether a plugin is to be disabled, told by its entry point; nothing is imported for it."""
        return any(exclusion.matches(namespace, name, value) for exclusion in self.exclusions)

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
    :raises TypeError: without any pattern
    """

    __slots__ = ("patterns",)

    def __init__(self, namespace: str | None, name: str | None, value: str | None) -> None:
        if namespace is None and name is None and value is None:
            raise TypeError("an exclusion needs a pattern of the namespace, the name or the value")
        self.patterns = (namespace, name, value)

    def matches(self, namespace: str, name: str, value: str) -> bool:
        """Whether every pattern that is given matches."""
        return all(
            pattern is None or matches(text, pattern)
            for text, pattern in zip((namespace, name, value), self.patterns, strict=True)
        )

    def __repr__(self) -> str:
        namespace, name, value = self.patterns
        return f"Exclusion(namespace={namespace!r}, name={name!r}, value={value!r})"


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


class DisabledFromOutside(MatchingPluginFilter):
    """Disables the plugins that an environment variable names.

    :param variable: its name
    :param text: its value: patterns ``namespace:name`` with commas between
    """

    def __init__(self, variable: str, text: str) -> None:
        super().__init__()
        self.variable = variable
        self.text = text
        for item in filter(None, map(str.strip, text.split(","))):
            namespace, colon, name = item.partition(":")
            if namespace and colon and name:
                self.add_exclusion(namespace=namespace, name=name)
            else:
                import logging  # noqa: PLC0415  # costs more than all else here, and is rarely needed

                logging.getLogger(__name__).warning(
                    "%s: %r disables nothing, for it is not written as namespace:name", variable, item
                )

    def __repr__(self) -> str:
        return f"{self.variable}={self.text}"


def matches(text: str, pattern: str) -> bool:
    """Whether a text matches a pattern of ``fnmatch``; upper and lower case are different."""
    if not any(special in pattern for special in "*?["):
        return text == pattern
    if pattern == "*":
        return True
    from fnmatch import fnmatchcase  # noqa: PLC0415  # imports re, which few applications need for their plugins

    return fnmatchcase(text, pattern)


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
