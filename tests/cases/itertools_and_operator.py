"""What `itertools` and `operator` give, of constants and of objects."""
# --- app.py
from plugin import PluginSpec
import itertools, operator
a = PluginSpec("ns", "".join(itertools.chain.from_iterable([["a"], ("b",)])), list)
b = PluginSpec("ns", "".join(itertools.islice("abcdef", 1, 5, 2)), list)
c = PluginSpec("ns", "".join(itertools.islice(itertools.cycle("xy"), 3)), list)
d = PluginSpec("ns", "-".join(map("".join, itertools.combinations("abc", 2))), list)
e = PluginSpec("ns", "-".join(map("".join, itertools.permutations("ab"))), list)
f = PluginSpec("ns", "-".join(x + y for x, y in itertools.zip_longest("ab", "c", fillvalue="z")), list)
g = PluginSpec("ns", "".join(itertools.takewhile(str.islower, "abC")), list)
h = PluginSpec("ns", "".join(itertools.dropwhile(lambda x: x < "c", "abcd")), list)
i = PluginSpec("ns", "".join(itertools.filterfalse(None, ["", "i"])) + "i", list)
j = PluginSpec("ns", str([*itertools.accumulate([1, 2, 3])][-1]) + "j", list)
k = PluginSpec("ns", "".join(itertools.accumulate("kl", lambda x, y: y + x)), list)
l = PluginSpec("ns", "".join(itertools.starmap("{}{}".format, [("l", 1), ("m", 2)])), list)
m = PluginSpec("ns", "".join(itertools.compress("mno", [1, 0, 1])), list)
n = PluginSpec("ns", "-".join(x + y for x, y in itertools.pairwise("nop")), list)
o = PluginSpec("ns", "".join(itertools.repeat("o", 2)), list)
for name, made in itertools.product(("p1", "p2"), (list,)):
    globals()[name] = PluginSpec("ns", name, made)
q = PluginSpec("ns", "".join(operator.itemgetter(0, 2)("qrs")), list)
r = PluginSpec("ns", operator.methodcaller("replace", "x", "r")("x"), list)
class S:
    name, other = "s", "t"
s = PluginSpec("ns", "-".join(operator.attrgetter("name", "other")(S)), list)
t = PluginSpec("ns", operator.add("t", "u") if operator.contains("t", "t") and operator.lt(1, 2) else "no", list)
u = PluginSpec("ns", operator.getitem({"u": "uu"}, "u") if operator.not_("") else "no", list)
try:
    itertools.islice("abc", -1)
    v = PluginSpec("ns", "never", list)
except ValueError:
    v = PluginSpec("ns", "v", list)
# --- expected
# spec ns:6j app:j
# spec ns:ab app:a
# spec ns:ab app:g
# spec ns:ab-ac-bc app:d
# spec ns:ab-ba app:e
# spec ns:ac-bz app:f
# spec ns:bd app:b
# spec ns:cd app:h
# spec ns:i app:i
# spec ns:klk app:k
# spec ns:l1m2 app:l
# spec ns:mo app:m
# spec ns:no-op app:n
# spec ns:oo app:o
# spec ns:p1 app:p1
# spec ns:p2 app:p2
# spec ns:qs app:q
# spec ns:r app:r
# spec ns:s-t app:s
# spec ns:tu app:t
# spec ns:uu app:u
# spec ns:v app:v
# spec ns:xyx app:c
