"""match with every kind of pattern."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import dataclasses
@dataclasses.dataclass
class P:
    x: int
    y: int = 0
def kind(s):
    match s:
        case None: return "none"
        case True: return "true"
        case "a" | "b" as which: return "str-" + which
        case [1, *rest]: return f"seq-{len(rest)}"
        case [_, _]: return "pair"
        case {"k": v, **more}: return f"map-{v}-{len(more)}"
        case P(x=0, y=yy): return f"p0-{yy}"
        case P(1, 2): return "p12"
        case int(n) if n > 10: return f"big{n}"
        case int(): return "int"
        case str(t): return "other-" + t
        case _: return "rest"
a = PluginSpec("ns", kind(None), list)
b = PluginSpec("ns", kind("b"), list)
c = PluginSpec("ns", kind([1, 2, 3]), list)
d = PluginSpec("ns", kind((5, 6)), list)
e = PluginSpec("ns", kind({"k": "v", "z": 1}), list)
f = PluginSpec("ns", kind(P(0, 7)), list)
g = PluginSpec("ns", kind(P(1, 2)), list)
h = PluginSpec("ns", kind(42), list)
i = PluginSpec("ns", kind(3), list)
j = PluginSpec("ns", kind("zz"), list)
k = PluginSpec("ns", kind(True), list)
l = PluginSpec("ns", kind(2.5), list)
class Consts:
    RED = "red"
match "red":
    case Consts.RED: m = PluginSpec("ns", "matched-red", list)
match ["x", ["y", "z"]]:
    case ["x", [first, *_]]: n = PluginSpec("ns", first, list)
match "abc":
    case ["a", "b", "c"]: o = PluginSpec("ns", "chars", list)
    case _: o = PluginSpec("ns", "no-chars", list)
# --- expected
# spec ns:big42 app:h
# spec ns:int app:i
# spec ns:map-v-1 app:e
# spec ns:matched-red app:m
# spec ns:no-chars app:o
# spec ns:none app:a
# spec ns:other-zz app:j
# spec ns:p0-7 app:f
# spec ns:p12 app:g
# spec ns:pair app:d
# spec ns:rest app:l
# spec ns:seq-2 app:c
# spec ns:str-b app:b
# spec ns:true app:k
# spec ns:y app:n
