"""A class of context managers is none itself."""
# --- app.py
import contextlib
from plugin import PluginSpec
try:
    with contextlib.suppress:
        name = "entered"
except (AttributeError, TypeError):
    name = "refused"
a = PluginSpec("ns", name, list)
# --- expected
# spec ns:refused app:a
