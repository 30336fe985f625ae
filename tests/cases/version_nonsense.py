"""A field requires-python that is no specifier, or that no version fits, means any Python 3."""
# --- app.py
import sys
from plugin import PluginSpec
if sys.version_info >= (3, 8):
    a = PluginSpec("ns", "a", list)
# --- expected
# requires-python: three
# spec ns:a app:a if sys.version_info >= (3, 8)
# problem conditional app.py:4
