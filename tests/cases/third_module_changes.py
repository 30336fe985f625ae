"""A third module changes what a name of a module stands for: the order of imports decides what another one sees."""
# --- registry.py
NAMES = ['own']
TABLE = {'own': 1}
FIXED = ['fixed']
def register(name):
    TABLE[name] = 1
# --- other.py
import registry
from registry import NAMES
NAMES.append('other')
registry.register('other')
for each in registry.FIXED:
    print(each)
# --- app.py
import other
from registry import FIXED, NAMES, TABLE
from plugin import PluginSpec
first = PluginSpec('ns', NAMES[-1], list)
second = PluginSpec('ns', list(TABLE)[-1], list)
third = PluginSpec('ns', FIXED[-1], list)
# --- expected
# spec ns:fixed app:third
# problem undecidable app.py:4
# problem undecidable app.py:5
# differs: what cannot be followed is told
