"""A generator that asks itself for an item is refused."""
# --- app.py
from plugin import PluginSpec
def each():
    try:
        yield from one
    except ValueError:
        yield "caught"
one = each()
a = PluginSpec("ns", "-".join(one), list)
# --- expected
# spec ns:caught app:a
