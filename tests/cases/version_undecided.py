"""A condition on the version that supported versions answer differently stays one."""
# --- app.py
import sys
from plugin import PluginSpec
if sys.version_info >= (3, 99):
    a = PluginSpec("ns", "a", list)
if sys.version_info[:2] == (3, 40):
    b = PluginSpec("ns", "b", list)
if sys.version_info.micro in (37, 38):
    c = PluginSpec("ns", "c", list)
f = PluginSpec("ns", f"f{sys.version_info.minor}", list)
# --- expected
# requires-python: >=3.10
# spec ns:a app:a if sys.version_info >= (3, 99)
# spec ns:b app:b if sys.version_info[:2] == (3, 40)
# spec ns:c app:c if sys.version_info.micro in (37, 38)
# problem conditional app.py:4
# problem conditional app.py:6
# problem conditional app.py:8
# problem undecidable app.py:9
# differs: what cannot be followed is told
