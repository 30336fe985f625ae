"""Finds the plugins of a namespace among the entry points of the installed distributions."""

from plugin.core import PluginFinder, PluginSpec, PluginSpecResolver
from plugin.exceptions import InvalidPlugin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from plugin.distribution import InstalledEntryPoint


class MetadataPluginFinder(PluginFinder):
    """Finds the plugins whose entry points are installed; the finder of every manager that is made without one.

    :param namespace: the namespace, which is the group of the entry points
    :param on_resolve_exception_callback: told by :meth:`find_plugins` of every entry point that gives no plugin, with
        the namespace, the entry point and the exception
    :param spec_resolver: says which plugin an imported object stands for
    """

    def __init__(
        self,
        namespace: str,
        on_resolve_exception_callback: "Callable[[str, EntryPoint, Exception], object] | None" = None,
        spec_resolver: PluginSpecResolver | None = None,
    ) -> None:
        self.namespace = namespace
        self.on_resolve_exception_callback = on_resolve_exception_callback
        self.spec_resolver = spec_resolver or PluginSpecResolver()

    def find_entry_points(self) -> "list[InstalledEntryPoint]":
        """:return: the entry points of the namespace, in the order of ``sys.path``; no plugin is imported"""
        from plugin.installed import entry_points  # noqa: PLC0415  # only now is the installation looked at

        return entry_points(self.namespace)

    def to_plugin_spec(self, entry_point: "InstalledEntryPoint") -> PluginSpec:
        """Import what an entry point refers to, and say which plugin that is.

        :param entry_point: an entry point of the namespace
        :return: the spec of the plugin
        :raises InvalidPlugin: if the object stands for no plugin, or for one of another namespace
        :raises Exception: whatever the import raises
        """
        spec = self.spec_resolver.resolve(entry_point.load())
        if spec.namespace != entry_point.group:
            raise InvalidPlugin(
                f"{entry_point.value} is plugin {spec.namespace}:{spec.name}, which does not belong into "
                f"{entry_point.group!r}: install its distribution anew if the plugin has moved",
                entry_point.group,
                entry_point.name,
            )
        return spec

    def find_plugins(self) -> list[PluginSpec]:
        """Import every plugin of the namespace; a manager does without, and resolves each when it is asked for.

        :return: the specs of those that can be imported, by the order of :meth:`find_entry_points`
        :raises Exception: what an entry point that gives no plugin raises, if there is no callback to tell
        """
        specs = []
        for entry_point in self.find_entry_points():
            try:
                specs.append(self.to_plugin_spec(entry_point))
            except Exception as error:  # noqa: PERF203  # one plugin's error is not the others'
                if self.on_resolve_exception_callback is None:
                    raise
                self.on_resolve_exception_callback(self.namespace, entry_point.metadata, error)
        return specs
