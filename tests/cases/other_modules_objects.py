"""What another module binds under a condition is changed through it, and a name of it set through an expression."""
# --- base.py
from os import environ
if not environ.get("OFF"):
    NAMES = ["x"]
# --- config.py
name = "old"
# --- use.py
import base
import config
from plugin import PluginSpec
base.NAMES.append("y")
a = PluginSpec("ns", base.NAMES[-1], list)
(config if True else config).name = "new"
b = PluginSpec("ns", config.name, list)
# --- expected
# spec ns:new use:b
# spec ns:y use:a if not (os.environ.get('OFF'))
# problem conditional use.py:5
