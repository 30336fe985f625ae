"""Other modules fill a table by a function or a decorator that they import: it depends on what is imported before."""
# --- registry.py
TABLE = {}
FIXED = ["fixed"]

def register(name):
    TABLE[name] = 1

def registered(function):
    TABLE[function.__name__] = function
    return function

def length():
    return len(FIXED)
# --- one.py
from registry import length, register
register("one")
COUNT = length()
# --- two.py
from registry import registered

@registered
def two(): ...
# --- app.py
import one, two
from plugin import PluginSpec
from registry import FIXED, TABLE

for name in TABLE:
    globals()[name] = PluginSpec("ns", name, list)

fixed = PluginSpec("ns", FIXED[0], list)
# --- expected
# spec ns:fixed app:fixed
# problem undecidable app.py:6
# problem undecidable app.py:6
# differs: what cannot be followed is told
