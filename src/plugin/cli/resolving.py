"""The child process that resolves entry points, optionally creates their plugins, and answers in lines of JSON."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from plugin.cli.children import serve
from plugin.cli.codes import Code
from plugin.cli.outcomes import Outcome
from plugin.container import check_is_plugin
from plugin.core import PluginSpec, maker
from plugin.discovery.inspection import kind_of
from plugin.exceptions import InvalidPlugin, PluginDisabled, describe
from plugin.installed import InstalledDistribution, InstalledEntryPoint
from plugin.manager import MetadataPluginFinder


def main() -> None:
    """Run the child process."""
    serve(look)


def look(begin: Callable[[str], None], group: str, name: str, value: str, *, make: bool) -> dict[str, Any]:
    """Resolve an entry point, create its plugin if asked to, and return the outcome."""
    entry_point = InstalledEntryPoint(name, value, group, InstalledDistribution("", b""))
    outcome = None
    try:
        spec = MetadataPluginFinder(group).to_plugin_spec(entry_point)
        outcome = Outcome(kind=kind_of(entry_point.load()), summary=summary(spec))
        if make:
            begin("making")
            check_is_plugin(maker(spec.factory)(), group, name)
    except PluginDisabled as fault:  # the module disables its plugin
        outcome = Outcome(disabled=fault.reason or "")
    except BaseException as fault:  # noqa: BLE001  # including a plugin that ends the program
        said = str(fault) if isinstance(fault, InvalidPlugin) else describe(fault)
        if outcome:
            outcome = outcome._replace(code=Code.NOT_MADE, error=f"it cannot be made: {said}")
        else:
            outcome = Outcome(Code.NO_PLUGIN if isinstance(fault, InvalidPlugin) else Code.NOT_RESOLVED, said)
    return outcome._asdict()


def summary(spec: PluginSpec) -> str:
    """Return the first line of a plugin's docstring: of its class, or of the function that creates it or is it."""
    described: object = inspect.unwrap(spec.factory)
    while isinstance(described, partial):
        described = described.func
    return next(iter((described.__doc__ or "").strip().splitlines()), "")
