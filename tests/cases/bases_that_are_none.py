"""What is no class cannot be a base."""
# --- app.py
from plugin import Plugin, PluginSpec
try:
    class A(Plugin, "text"): namespace = "ns"; name = "a"
except TypeError:
    A = PluginSpec("ns", "refused", list)
# --- expected
# spec ns:refused app:A
