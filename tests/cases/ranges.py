"""Ranges are no tuples: they can be indexed and sliced, and are equal to ranges alone."""
# --- app.py
from plugin import PluginSpec
a = PluginSpec('ns', f'{range(5)[1:3][0]}', list)
b = PluginSpec('ns', f'{len(range(2, 9, 3))}', list)
c = PluginSpec('ns', 'same' if range(3) == (0, 1, 2) else 'other', list)
# --- expected
# spec ns:1 app:a
# spec ns:3 app:b
# spec ns:other app:c
