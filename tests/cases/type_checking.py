"""TYPE_CHECKING is false, and what stands under __main__ is not read."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
from typing import TYPE_CHECKING
import typing
if TYPE_CHECKING:
    class A(Plugin):
        namespace = "ns"; name = "typing-only"
else:
    class A(Plugin):
        namespace = "ns"; name = "runtime"
if not typing.TYPE_CHECKING:
    b = PluginSpec("ns", "b", list)
if __name__ == "__main__":
    c = PluginSpec("ns", "c", list)
if 1 + 1 == 2:
    d = PluginSpec("ns", "d", list)
# --- expected
# class ns:runtime app:A
# spec ns:b app:b
# spec ns:d app:d
