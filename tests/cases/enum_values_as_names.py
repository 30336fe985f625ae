"""Members of an enumeration of texts are texts."""
# --- app.py
from plugin import Plugin, PluginSpec
import enum
class N(str, enum.Enum):
    A = "text-a"
    B = "text-b"
class X(Plugin):
    namespace = "ns"
    name = N.A
b = PluginSpec("ns", N.B, list)
c = PluginSpec("ns", {N.A: "key"}["text-a"] if N.A == "text-a" else "no", list)
# --- expected
# class ns:text-a app:X
# spec ns:key app:c
# spec ns:text-b app:b
