"""A class of another module changed from here."""
# --- base.py
from plugin import Plugin
class A(Plugin):
    namespace = "ns"; name = "a"
NAMES = ["x"]
# --- use.py
from plugin import PluginSpec
import base
base.A.name = "changed"
base.NAMES.append("y")
b = PluginSpec("ns", base.NAMES[-1], list)
# --- expected
# class ns:changed base:A
# spec ns:y use:b
