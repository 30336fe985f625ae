"""A lazy import whose names are used while its module is executed imports then, circle or not."""
# --- used.py
STATE = []
lazy import asks
def ask():
    return asks
ask().early
STATE.append("state")
# --- asks.py
import used
from plugin import PluginSpec
early = PluginSpec("ns", used.STATE[0] if used.STATE else "none", list)
# --- derived.py
lazy from base import Base
class Derived(Base):
    pass
NAMES = ["a"]
NAMES.append("b")
# --- base.py
import derived
from plugin import PluginSpec
class Base: pass
names = PluginSpec("ns", getattr(derived, "NAMES", "c")[0], list)
# --- expected
# problem conditional asks.py:3
# problem undecidable asks.py:3
# problem undecidable base.py:4
# spec ns:none asks:early if not (used.STATE)
# differs: what cannot be followed is told
# requires: 3.15
