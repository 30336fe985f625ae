"""Members that are texts do what texts do, and values are made by the class."""
# --- app.py
import enum
from plugin import PluginSpec
class Kind(str, enum.Enum):
    ZED = "zed"
    WHY = "why"
class Auto(enum.Enum):
    def _generate_next_value_(name, start, count, last): return f"{name.lower()}{count}{len(last)}"
    ONE = enum.auto()
    TWO = enum.auto()
a = PluginSpec("ns", Kind.ZED.upper() + "-" + Kind.WHY, list)
b = PluginSpec("ns", ",".join([Kind.ZED, Kind.WHY]) + Kind.ZED[0] + str(len(Kind.WHY)), list)
c = PluginSpec("ns", "c" + Kind.WHY * 2, list)
d = PluginSpec("ns", Auto.ONE.value + Auto.TWO.value, list)
class Own(str, enum.Enum):
    X = "x"
    def __add__(self, other): return "own-" + other
    def upper(self): return "own"
e = PluginSpec("ns", Own.X + "e" + Own.X.upper(), list)
# --- expected
# spec ns:ZED-why app:a
# spec ns:cwhywhy app:c
# spec ns:one00two11 app:d
# spec ns:own-eown app:e
# spec ns:zed,whyz3 app:b
