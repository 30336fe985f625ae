"""`exec` and `globals` under other names, or chosen by an expression."""
# --- app.py
from os import environ
from plugin import PluginSpec
n = "before"
(exec if environ.get("OFF") else exec)("n = 'after'")
a = PluginSpec("ns", n, list)
# --- use.py
from plugin import PluginSpec
names = globals
names()["b"] = PluginSpec("ns", "b", list)
# --- expected
# spec ns:after app:a
# spec ns:b use:b
