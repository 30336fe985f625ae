"""A third module gives a module to a function of another one, which changes it."""
# --- config.py
name = "old"
kept = "kept"
# --- helper.py
def change(module):
    module.name = "new"
# --- setter.py
import config
import helper
helper.change(config)
# --- app.py
import setter
import config
from plugin import PluginSpec
a = PluginSpec("ns", config.name, list)
c = PluginSpec("ns", config.kept, list)
# --- expected
# spec ns:kept app:c
# problem undecidable app.py:4
# differs: what cannot be followed is reported
