"""In a circle of imports, the one that is imported first decides what the others see."""
# --- a.py
STATE = []
import b
NAME = 'late'
STATE.append('late')
# --- b.py
import a
from plugin import PluginSpec
early = PluginSpec('ns', getattr(a, 'NAME', 'early'), list)
state = PluginSpec('ns', a.STATE[0] if a.STATE else 'none', list)
# --- c.py
import d
NAME = 'done'
# --- d.py
def later():
    import c
    return c.NAME
# --- e.py
import c, d
from plugin import PluginSpec
plain = PluginSpec('ns', c.NAME, list)
# --- typed.py
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import user
NAME = 'typed'
# --- user.py
from typed import NAME
from plugin import PluginSpec
typed = PluginSpec('ns', NAME, list)
# --- expected
# spec ns:done e:plain
# spec ns:none b:state if not (a.STATE)
# spec ns:typed user:typed
# problem conditional b.py:4
# problem undecidable b.py:3
# problem undecidable b.py:4
# differs: what cannot be followed is told
