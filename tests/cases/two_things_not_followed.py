"""Two statements of a module that may make plugins, and cannot be followed, are reported each by itself."""
# --- app.py
import os
from plugin import PluginSpec

def make(name):
    return PluginSpec("ns", name, list)

def fill(table):
    for name in os.listdir("."):
        table[name] = make(name)

fill(globals())
known = PluginSpec("ns", "known", list)
vars().update({name: make(name) for name in os.environ})
# --- expected
# spec ns:known app:known
# problem dynamic app.py:13
# problem dynamic app.py:8
# differs: what cannot be followed is told
