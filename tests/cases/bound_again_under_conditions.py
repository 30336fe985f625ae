"""A name that a function binds again and again under a condition: one of too many values to name them all."""
# --- app.py
import os
from plugin import PluginSpec
a = None
def bind(number):
    global a
    if os.environ.get("NUMBERED"):
        a = PluginSpec("ns", f"a{number}", list)
for number in range(100):
    bind(number)
b = PluginSpec("ns", "b", list)
# --- expected
# spec ns:a99 app:a if os.environ.get('NUMBERED')
# spec ns:b app:b
# problem conditional app.py:3
# differs: the condition decides
