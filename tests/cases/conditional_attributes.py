"""Attributes and names that are there on some machines only."""
# --- app.py
import os
from plugin import Plugin, PluginSpec
class Base:
    if os.environ.get('A'):
        name = 'a'
class Other(Base, Plugin):
    namespace = 'ns'
class Named(Base, Plugin):
    namespace = 'ns'
    name = 'named'
if os.environ.get('B'):
    maybe = 'b'
try:
    found = maybe
except NameError:
    found = 'none'
p = PluginSpec('ns', found, list)
# --- part.py
import app
from plugin import PluginSpec
q = PluginSpec('ns', getattr(app, 'maybe', 'fallback') + 'q', list)
# --- expected
# class ns:named app:Named
# problem undecidable app.py:17
# problem undecidable app.py:6
# problem undecidable part.py:3
# differs: what cannot be followed is told
