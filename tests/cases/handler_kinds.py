"""What a handler catches is asked for only when something was raised."""
# --- app.py
from plugin import PluginSpec
try:
    a = PluginSpec('ns', 'a', list)
except nowhere:
    a = None
kinds = ValueError
try:
    kinds = KeyError
    raise KeyError('k')
except kinds as error:
    b = PluginSpec('ns', 'b', list)
# --- expected
# spec ns:a app:a
# spec ns:b app:b
