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
# class ns:a app:Other if os.environ.get('A')
# class ns:named app:Named
# spec ns:b app:p if os.environ.get('B')
# spec ns:bq part:q if os.environ.get('B')
# spec ns:fallbackq part:q if not (os.environ.get('B'))
# spec ns:none app:p if not (os.environ.get('B'))
# problem conditional app.py:17
# problem conditional app.py:17
# problem conditional app.py:6
# problem conditional part.py:3
# problem conditional part.py:3
# differs: the condition decides
