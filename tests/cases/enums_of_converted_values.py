"""The members of an enumeration of texts whose values are no texts: Python makes texts of them, the engine tells."""
# --- app.py
import enum
from plugin import PluginSpec

class N(str, enum.Enum):
    A = "a"
    B = str
    C = 5

a = PluginSpec("ns", N.A, list)
b = PluginSpec("ns", N.B, list)
c = PluginSpec("ns", N.C, list)
# --- expected
# spec ns:5 app:c
# spec ns:<class 'str'> app:b
# spec ns:a app:a
