"""A third module changes tables through other names for the modules that hold them."""
# --- pkg/__init__.py
# --- pkg/table.py
NAMES = ["own"]
# --- pkg/other.py
NAMES = ["own"]
# --- changes.py
from pkg import table as kept
import pkg.other as another
kept.NAMES.append("more")
another.NAMES = ["replaced"]
# --- app.py
import changes
from pkg import table
from pkg.other import NAMES
from plugin import PluginSpec
first = PluginSpec("ns", table.NAMES[-1], list)
second = PluginSpec("ns", NAMES[-1], list)
# --- expected
# problem undecidable app.py:5
# problem undecidable app.py:6
# differs: what cannot be followed is told
