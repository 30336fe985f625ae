"""Members of an enum by value and by name, and those that there are not."""
# --- app.py
import enum
from plugin import PluginSpec
class Color(enum.Enum):
    RED = 'red'
    BLUE = 'blue'
a = PluginSpec('ns', Color('red').name, list)
b = PluginSpec('ns', Color['BLUE'].value, list)
c = PluginSpec('ns', Color(Color.RED).value + 'c', list)
try:
    Color('green')
except ValueError:
    d = PluginSpec('ns', 'd', list)
try:
    Color['GREEN']
except KeyError:
    e = PluginSpec('ns', 'e', list)
import os
f = PluginSpec('ns', Color(os.environ.get('COLOR', 'red')).name + 'f', list)
# --- expected
# spec ns:RED app:a
# spec ns:blue app:b
# spec ns:d app:d
# spec ns:e app:e
# spec ns:redc app:c
# problem undecidable app.py:18
# differs: what cannot be followed is told
