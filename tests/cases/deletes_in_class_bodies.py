"""A class body deletes items and attributes when the class is made."""
# --- app.py
from plugin import PluginSpec
table = {"a": 1, "b": 2}
class Holder: name = "held"
class A:
    del table["a"]
    del Holder.name
    Holder.other: str = "other"
a = PluginSpec("ns", "-".join(table), list)
b = PluginSpec("ns", f"{hasattr(Holder, 'name')}{Holder.other}", list)
# --- expected
# spec ns:Falseother app:b
# spec ns:b app:a
