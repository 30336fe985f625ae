"""Plugins, listeners and installations that several tests share."""

import importlib
import sys
from pathlib import Path
from textwrap import dedent

from plugin import PluginFinder, PluginLifecycleListener

Tree = dict[str, "str | bytes | Tree"]

LIMITS = (1, 10)
"""The seconds after which a test has what never ends end; the second time if a busy machine did not come so far."""


class GivenPlugins(PluginFinder):
    """Gives specs that a test makes."""

    def __init__(self, *specs):
        self.specs = list(specs)

    def find_plugins(self):
        return self.specs


class Recorder(PluginLifecycleListener):
    """Writes down what it hears, as tuples of the event and what tells about it."""

    def __init__(self):
        self.events = []

    def on_resolve_exception(self, namespace, entrypoint, exception):
        self.events.append(("on_resolve_exception", entrypoint.name, exception))

    def on_resolve_after(self, plugin_spec):
        self.events.append(("on_resolve_after", plugin_spec.name))

    def on_init_exception(self, plugin_spec, exception):
        self.events.append(("on_init_exception", plugin_spec.name, exception))

    def on_init_after(self, plugin_spec, plugin):
        self.events.append(("on_init_after", plugin_spec.name, plugin))

    def on_load_before(self, plugin_spec, plugin, load_args, load_kwargs):
        self.events.append(("on_load_before", plugin_spec.name, plugin, load_args, load_kwargs))

    def on_load_after(self, plugin_spec, plugin, load_result=None):
        self.events.append(("on_load_after", plugin_spec.name, plugin, load_result))

    def on_load_exception(self, plugin_spec, plugin, exception):
        self.events.append(("on_load_exception", plugin_spec.name, plugin, exception))

    def on_unload_after(self, plugin_spec, plugin):
        self.events.append(("on_unload_after", plugin_spec.name, plugin))

    def on_unload_exception(self, plugin_spec, plugin, exception):
        self.events.append(("on_unload_exception", plugin_spec.name, plugin, exception))

    @property
    def heard(self):
        return [event[0] for event in self.events]


PLUGIN = """
    from plugin import Plugin

    class Some(Plugin):
        namespace = "sample"
        name = "some"
"""
UNDECIDABLE = PLUGIN.replace('"some"', "input()")
VERSIONED = (
    PLUGIN
    + """
    import sys

    if sys.version_info < (3, 10):

        class Old(Plugin):
            namespace = "sample"
            name = "old"
"""
)
FOUND = {"sample": {"some": "sample.plugins:Some"}}


def pyproject(key: str) -> str:
    """The pyproject.toml of the project ``sample``, with an empty table for us under a key."""
    return f"""
        [project]
        name = "sample"
        version = "1"
        dynamic = ["entry-points"]

        [{key}]
    """


def write_tree(folder: Path, tree: Tree) -> None:
    """Write files and folders that stand as text and dicts in a test."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        if isinstance(content, dict):
            write_tree(folder / name, content)
        elif isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            (folder / name).write_text(dedent(content), encoding="utf-8")


class Site:
    """A folder on ``sys.path`` that distributions can be installed into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        write_tree(path, {})
        sys.path.append(str(path))

    def install(
        self,
        name: str,
        modules: Tree | None = None,
        entry_points: dict[str, dict[str, str]] | str | bytes | None = None,
        version: str = "1.0",
        requires: tuple[str, ...] = (),
    ) -> None:
        """Write what an installer would: the modules, and the metadata of the distribution."""
        if isinstance(entry_points, dict):
            entry_points = "".join(
                f"[{group}]\n" + "".join(f"{entry} = {value}\n" for entry, value in entries.items())
                for group, entries in entry_points.items()
            )
        fields = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        info: Tree = {"METADATA": "\n".join([*fields, *(f"Requires-Dist: {each}" for each in requires), ""])}
        if entry_points:
            info["entry_points.txt"] = entry_points
        write_tree(self.path, {**(modules or {}), f"{name.replace('-', '_')}-{version}.dist-info": info})
        importlib.invalidate_caches()
