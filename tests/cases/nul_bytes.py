"""A file with NUL bytes cannot be read."""
# --- app.py as utf-8
from plugin import PluginSpec
a = PluginSpec("ns", "a\x00b", list)
# --- fine.py
from plugin import PluginSpec
b = PluginSpec("ns", "b", list)
# --- expected
# spec ns:b fine:b
# problem unreadable app.py
