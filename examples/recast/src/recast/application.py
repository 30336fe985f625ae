"""The application: it knows three namespaces of plugins, and none of the plugins."""

from argparse import ArgumentParser
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from plugin import FunctionPlugin, Plugin, PluginContainer, PluginLifecycleListener, PluginManager, PluginSpec
from recast.extend import Command, Format
from recast.table import Table


class Application:
    def __init__(self) -> None:
        self.parser = ArgumentParser(prog="recast", description="Reads a table in one format and writes it in another.")
        self._commands = self.parser.add_subparsers(metavar="COMMAND", required=True)
        self.errors = Errors()
        self.formats = PluginManager[Format]("recast.formats", listener=self.errors)
        self.steps = PluginManager[FunctionPlugin]("recast.steps", listener=self.errors)
        self.commands = PluginManager[Command]("recast.commands", load_args=(self,), listener=self.errors)
        self.managers = (self.formats, self.steps, self.commands)

    def add_command(self, name: str, text: str) -> ArgumentParser:
        return self._commands.add_parser(name, help=text, description=text)

    def read(self, file: Path) -> Table:
        return self.formats.load(file.suffix[1:]).read(file.read_text(encoding="utf-8"))

    def state(self, namespace: str, container: PluginContainer[Any]) -> str:
        """:return: how far a plugin came, in words"""
        if container.is_loaded:
            return "loaded"
        if container.is_disabled:
            return f"disabled: {container.disabled_reason}"
        return f"broken: {self.errors.of[namespace, container.name]}"


class Errors(PluginLifecycleListener):
    """Keeps what plugins raise. The other plugins go on without them."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], str] = {}

    def on_resolve_exception(self, namespace: str, entrypoint: EntryPoint, exception: Exception) -> None:
        self._keep(namespace, entrypoint.name, "cannot be imported", exception)

    def on_init_exception(self, plugin_spec: PluginSpec, exception: Exception) -> None:
        self._keep(plugin_spec.namespace, plugin_spec.name, "cannot be made", exception)

    def on_load_exception(self, plugin_spec: PluginSpec, plugin: Plugin, exception: Exception) -> None:
        self._keep(plugin_spec.namespace, plugin_spec.name, "cannot be loaded", exception)

    def _keep(self, namespace: str, name: str, what: str, exception: Exception) -> None:
        self.of[namespace, name] = f"{what}: {type(exception).__name__}: {exception}"
