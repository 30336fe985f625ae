"""Builtins that compute from constants: numbers, conversions, representations."""
# --- app.py
from plugin import PluginSpec
a = PluginSpec("ns", f"a{abs(-1)}{bin(2)}{hex(255)}{oct(8)}{chr(65)}{ord('a')}", list)
b = PluginSpec("ns", f"b{divmod(7, 2)[0]}{max(1, 3)}{min([4, 2])}{pow(2, 3)}{round(2.6)}{sum([1, 2])}", list)
c = PluginSpec("ns", "c" + format(3.14159, ".2f") + repr(1), list)
d = PluginSpec("ns", "d" + str(int("7")) + str(float("1.5")) + str(bool([])) + str(), list)
e = PluginSpec("ns", "e" + bytes("x", "utf-8").decode() + str(complex(1, 2).real), list)
f = PluginSpec("ns", "f" + str(len("abc")) + str(len([1])) + str(len({"a": 1})) + str(len((1, 2))) + str(len({1, 2})), list)
g = PluginSpec("ns", "g" + str(None) + str(True) + str(1.5) + str([1, "a"]) + str({"k": (1,)}), list)
h = PluginSpec("ns", "h" + max(["a", "bb"], key=len) + min("zx"), list)
i = PluginSpec("ns", "i" + "".join(str(n) for n in range(1, 10, 3)) + str(list(range(3))), list)
j = PluginSpec("ns", "j" + str(5 in range(10)) + str(len(range(4))) + str(range(5)[2]), list)
numbers = iter(range(100_000))
k = PluginSpec("ns", f"k{next(numbers)}{next(numbers)}", list)
try:
    int("no number")
except ValueError:
    l = PluginSpec("ns", "l", list)
try:
    chr(-1)
except ValueError as error:
    m = PluginSpec("ns", "m", list)
n = PluginSpec("ns", "n" if bool("x") and not bool(0) else "no", list)
o = PluginSpec("ns", "o" + str(list()) + str(tuple()) + str(dict()) + str(set() == frozenset()), list)
p = PluginSpec("ns", "p" + str(tuple("ab")) + str(sorted(set("aab"))) + str(list({"k": 1})), list)
q = PluginSpec("ns", "q" + str(max(3, 5, key=lambda n: -n)) + str(max([], default=7)), list)
r = PluginSpec("ns", "r" + str(sum([[1], [2]], [])) + str(sum(n for n in (1, 2))), list)
print("nothing happens")
s = PluginSpec("ns", "s" if ... is Ellipsis and __debug__ and print() is None else "no", list)
t = PluginSpec("ns", "t" + str(max({"a": 2, "b": 1})) + str(max({"a": 2, "b": 1}.values())), list)
u = PluginSpec("ns", f"u{min(['bb', 'a'], key=len)}{max(zip('ab', 'cd'))[0]}", list)
# --- expected
# spec ns:a10b100xff0o10A97 app:a
# spec ns:b332833 app:b
# spec ns:c3.141 app:c
# spec ns:d71.5False app:d
# spec ns:ex1.0 app:e
# spec ns:f31122 app:f
# spec ns:gNoneTrue1.5[1, 'a']{'k': (1,)} app:g
# spec ns:hbbx app:h
# spec ns:i147[0, 1, 2] app:i
# spec ns:jTrue42 app:j
# spec ns:k01 app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:n app:n
# spec ns:o[](){}True app:o
# spec ns:p('a', 'b')['a', 'b']['k'] app:p
# spec ns:q37 app:q
# spec ns:r[1, 2]3 app:r
# spec ns:s app:s
# spec ns:tb2 app:t
# spec ns:uab app:u
