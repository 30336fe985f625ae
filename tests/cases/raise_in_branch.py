"""A branch that raises leads to the handler around it."""
# --- app.py
from plugin import PluginSpec
import sys
try:
    if sys.platform == "linux":
        raise RuntimeError
    a = PluginSpec("ns", "other", list)
except RuntimeError:
    a = PluginSpec("ns", "linux", list)
def pick():
    if sys.platform != "linux":
        raise ValueError
    return "picked"
try:
    b = PluginSpec("ns", pick(), list)
except ValueError:
    b = None
# --- expected
# spec ns:linux app:a if sys.platform == 'linux'
# spec ns:other app:a if not (sys.platform == 'linux')
# spec ns:picked app:b if sys.platform == 'linux'
# problem conditional app.py:14
# problem conditional app.py:6
# problem conditional app.py:8
# differs: the condition decides
