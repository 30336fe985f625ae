"""Docstrings as names; the file's own path differs between machines."""
# --- app.py
"""doc-name"""
from plugin import Plugin, PluginSpec
a = PluginSpec("ns", __doc__, list)
class B(Plugin):
    """cls-doc"""
    namespace = "ns"
def f():
    """fn-doc"""
b = PluginSpec("ns", B.__doc__ + f.__doc__, list)
c = PluginSpec("ns", __name__ + str(__package__), list)
d = PluginSpec("ns", "n" if __file__.endswith(".pyc") else "y", list)
# --- expected
# spec ns:app app:c
# spec ns:cls-docfn-doc app:b
# spec ns:doc-name app:a
# spec ns:n app:d if __file__.endswith('.pyc')
# spec ns:y app:d if not (__file__.endswith('.pyc'))
# problem conditional app.py:11
# problem conditional app.py:11
# differs: the condition decides
