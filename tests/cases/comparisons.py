"""Comparisons, identity, membership, and chains of them."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def told(name, *outcomes): return PluginSpec("ns", name + "".join("1" if outcome else "0" for outcome in outcomes), list)
one, two = object(), object()
def function(): ...
class Cls: ...
a = told("a", 1 < 2, 1 <= 1, 2 > 1, 1 >= 2, 1 == 1.0, 1 != 2, 1 < 2 < 3, 3 > 2 > 2)
b = told("b", one is one, one is two, one is not two, None is None, Cls is Cls, function is not function, True is True)
c = told("c", one == one, one == two, one != two, Cls == Cls, function == function, Cls != object, "a" == b"a")
d = told("d", 1 in [1, 2], 3 not in (1, 2), "a" in {"a": 1}, "b" in "abc", "x" in {"y"}, one in [two, one], function in (Cls,))
e = told("e", [1, [2]] == [1, [2]], (1, 2) < (1, 3), {"a": 1} == {"a": 1}, {1, 2} >= {1}, [] == ())
f = told("f", "a" in globals(), "zzz" in globals(), "told" not in globals())
gg = told("gg", type(1) is int, type("") == str, type(one) is object, type([]) is list, type({}) is dict, type(Cls()) is Cls)
h = told("h", isinstance(1, int), isinstance(Cls(), (int, Cls)), issubclass(Cls, object), isinstance(Cls, type))
try: 1 < "x"
except TypeError: i = PluginSpec("ns", "i", list)
# --- expected
# spec ns:a11101110 app:a
# spec ns:b1011101 app:b
# spec ns:c1011110 app:c
# spec ns:d1111010 app:d
# spec ns:e11110 app:e
# spec ns:f100 app:f
# spec ns:gg111111 app:gg
# spec ns:h1111 app:h
# spec ns:i app:i
