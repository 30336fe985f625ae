"""A function that returns early under a condition."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os
def reg():
    if os.environ.get("NOPE"):
        return
    globals()["a"] = PluginSpec("ns", "a", list)
reg()
def reg2():
    if not os.environ.get("NOPE"):
        return
    globals()["b"] = PluginSpec("ns", "b", list)
reg2()
def reg3():
    global c
    if not os.environ.get("NOPE"):
        return 1
    c = PluginSpec("ns", "c", list)
reg3()
# --- expected
# spec ns:a app:a if not (os.environ.get('NOPE'))
# spec ns:b app:b if os.environ.get('NOPE')
# spec ns:c app:c if os.environ.get('NOPE')
# problem conditional app.py:11
# problem conditional app.py:17
# problem conditional app.py:6
# differs: the condition decides
