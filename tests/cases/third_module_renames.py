"""A third module changes what another one holds under a name of its own, so that no expression mentions both."""
# --- config.py
table = {"b": "old"}
# --- setter.py
from config import table
held = table
held["b"] = "new"
# --- app.py
import setter
import config
from plugin import PluginSpec
b = PluginSpec("ns", config.table["b"], list)
# --- expected
# spec ns:old app:b
# differs: what another module does to a table under another name is not looked for
# silent: code that changes the table of another module under a name of its own, while it is imported, is hardly written
