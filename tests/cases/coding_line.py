"""A file that is not UTF-8, with a coding line."""
# --- app.py as latin-1
# -*- coding: latin-1 -*-
from plugin import PluginSpec
größe = "groß"
a = PluginSpec("ns", größe, list)
# --- no_line.py as latin-1
from plugin import PluginSpec
b = PluginSpec("ns", "grün", list)
# --- expected
# spec ns:groß app:a
# problem unreadable no_line.py:2
