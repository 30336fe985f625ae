"""Specifiers that name micro versions, or leave versions out."""
# --- app.py
import sys
from plugin import PluginSpec
if sys.version_info >= (3, 10, 4):
    a = PluginSpec("ns", "a", list)
if sys.version_info >= (3, 10, 5):
    b = PluginSpec("ns", "b", list)
if sys.version_info[:2] == (3, 12):
    c = PluginSpec("ns", "c", list)
if sys.version_info < (3, 14):
    d = PluginSpec("ns", "d", list)
# --- expected
# requires-python: >=3.10.4,!=3.12.*,<3.14
# spec ns:a app:a
# spec ns:b app:b if sys.version_info >= (3, 10, 5)
# spec ns:d app:d
# problem conditional app.py:6
# differs: what cannot be followed is told
