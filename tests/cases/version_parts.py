"""Parts of `sys.version_info` that `requires-python` decides."""
# --- app.py
import sys
from plugin import PluginSpec
a = PluginSpec('ns', f'py{sys.version_info.major}', list)
b = PluginSpec('ns', f'py{sys.version_info[0]}b', list)
if sys.version_info.minor >= 10:
    c = PluginSpec('ns', 'c', list)
if sys.version_info > (3, 10, 0, 'final', 0):
    d = PluginSpec('ns', 'd', list)
if (3, 9) < sys.version_info:
    e = PluginSpec('ns', 'e', list)
e2 = PluginSpec('ns', f'py{sys.version_info.micro}', list)
try:
    sys.version_info < 'text'
except TypeError:
    f = PluginSpec('ns', 'f', list)
if sys.version_info[7:]:
    g = PluginSpec('ns', 'g', list)
if sys.hexversion >= 0x030A0000:
    h = PluginSpec('ns', 'h', list)
# --- expected
# spec ns:c app:c
# spec ns:d app:d if sys.version_info > (3, 10, 0, 'final', 0)
# spec ns:e app:e
# spec ns:f app:f
# spec ns:h app:h
# spec ns:py3 app:a
# spec ns:py3b app:b
# problem conditional app.py:8
# problem undecidable app.py:11
# differs: what cannot be followed is told
# requires-python: >=3.10
