"""Names that are only mentioned in strings and comments are nothing."""
# --- app.py
"""from plugin import Plugin
class Doc(Plugin):
    namespace = "ns"; name = "doc"
"""
TEXT = "class A(Plugin): namespace = 'ns'; name = 'a'"
# --- real.py
from plugin import PluginSpec
'''
b = PluginSpec("ns", "b", list)
'''
a = PluginSpec("ns", "a", list)
# --- expected
# spec ns:a real:a
