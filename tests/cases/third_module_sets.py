"""A third module sets a name of a module, by an attribute, by `setattr`, or through a function that does."""
# --- config.py
NAME = 'plain'
OTHER = 'plain'
THIRD = 'plain'
KEPT = 'kept'
def change(value):
    global THIRD
    THIRD = value
def never(value):
    global KEPT
    KEPT = value
# --- setter.py
import config
import config as settings
config.NAME = 'set'
setattr(settings, 'OTHER', 'set')
config.change('set')
def never_called():
    config.KEPT = 'set'
    config.never('set')
# --- app.py
import setter
import config
from plugin import PluginSpec
a = PluginSpec('ns', config.NAME, list)
b = PluginSpec('ns', config.OTHER, list)
c = PluginSpec('ns', config.THIRD, list)
d = PluginSpec('ns', config.KEPT, list)
# --- expected
# spec ns:kept app:d
# problem undecidable app.py:4
# problem undecidable app.py:5
# problem undecidable app.py:6
# differs: what cannot be followed is told
