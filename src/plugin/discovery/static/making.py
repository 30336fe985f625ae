"""Determines why plugins cannot be made, as far as interpreted code shows."""

from typing import Any

from plugin.discovery.contracts import Contracts, Fault
from plugin.discovery.findings import Place
from plugin.discovery.static.definitions import is_opaque, native_of, record_of
from plugin.discovery.static.explaining import made_at
from plugin.discovery.static.machine import Machine
from plugin.discovery.static.unknown import Internal, is_a


def faults_of(machine: Machine, value: Any) -> list[Fault]:
    """Why the plugin that a value represents cannot be made, as far as that is known."""

    def place_of(function: Any, owner: type | None) -> Place | None:
        record = record_of(function)
        if record is None:
            return made_at(machine, owner)
        return Place(record.frame.module.module.shown, record.node.lineno)

    def known(value: Any) -> Any:
        record, classes = record_of(value), value.__mro__ if is_a(value, type) else ()
        if is_opaque(value) or any(id(each) in machine.assumed for each in (value, *classes)):
            return None
        return native_of(value, record.node) if record is not None else value

    try:
        return Contracts(place_of, known).faults(machine.core.PluginSpecResolver().resolve(value))
    except (Exception, Internal):  # noqa: BLE001 - any object may be a factory, and some raise
        return []
