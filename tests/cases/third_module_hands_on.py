"""A third module gives a module or what it holds to others, who change it."""
# --- config.py
name = "old"
kept = "kept"
table = {"b": "old"}
# --- helper.py
def change(module):
    module.name = "new"
# --- setter.py
import config
import helper
from config import table
helper.change(config)
held = table
held["b"] = "new"
# --- app.py
import setter
import config
from plugin import PluginSpec
a = PluginSpec("ns", config.name, list)
b = PluginSpec("ns", config.table["b"], list)
c = PluginSpec("ns", config.kept, list)
# --- expected
# spec ns:kept app:c
# problem undecidable app.py:4
# problem undecidable app.py:5
# differs: what cannot be followed is told
