"""map, filter, sorted, zip, enumerate, reversed, any, all, iter and next, over anything that can be iterated."""
# --- app.py
from plugin import PluginSpec
a = PluginSpec("ns", "a" + "".join(map(lambda x, y: x + y, "ab", ["c", "d", "e"])), list)
b = PluginSpec("ns", "b" + "".join(filter(str.isalpha, "a1b2")) + "".join(filter(None, ["", "x"])), list)
c = PluginSpec("ns", "c" + "".join(sorted(["b", "a"])) + "".join(sorted("ab", reverse=True)), list)
d = PluginSpec("ns", "d" + "".join(sorted(["bb", "a"], key=len)) + "".join(sorted({"k": 1, "j": 2})), list)
e = PluginSpec("ns", "e" + "".join(x + y for x, y in zip("ab", "cd")), list)
f = PluginSpec("ns", "f" + "".join(f"{i}{x}" for i, x in enumerate("ab")) + str(list(enumerate("c", start=5))), list)
g = PluginSpec("ns", "g" + "".join(reversed("abc")) + "".join(reversed(["x", "y"])), list)
h = PluginSpec("ns", f"h{any([0, 1])}{any([])}{all([1, 0])}{all([])}{any(x > 1 for x in (1, 2))}", list)
it = iter("xyz")
i = PluginSpec("ns", "i" + next(it) + next(it, "no") + next(it) + next(it, "default"), list)
try:
    next(it)
except StopIteration:
    j = PluginSpec("ns", "j", list)
same = iter(it)
k = PluginSpec("ns", "k" + next(iter(iter("q"))) + next(iter({"key": 1})), list)
class Numbers:
    def __init__(self): self.at = 0
    def __iter__(self): return self
    def __next__(self):
        self.at += 1
        if self.at > 2: raise StopIteration
        return f"n{self.at}"
l = PluginSpec("ns", "l" + next(Numbers()), list)
class Items:
    def __iter__(self): return iter(["i", "j"])
m = PluginSpec("ns", "m" + "".join(Items()) + "".join(sorted(Items(), reverse=True)), list)
p = PluginSpec("ns", "p" + "".join(x + y for x, y in zip("ab", "cd", strict=True)), list)
try:
    list(zip("a", "bc", strict=True))
except ValueError:
    q = PluginSpec("ns", "q", list)
r = PluginSpec("ns", "r" + str(list(zip())) + str(list(zip("a"))), list)
first, *others = map(str.upper, "abc")
s = PluginSpec("ns", "s" + first + "".join(others), list)
t = PluginSpec("ns", "t" + str(list(map(len, ["a", "bb"]))) + str(dict(enumerate("z", 3))), list)
u = PluginSpec("ns", "u" + sorted([("b", 1), ("a", 2)])[0][0] + sorted(["B", "a"], key=str.lower)[0], list)
v = PluginSpec("ns", "v" + next((x for x in "abc" if x > "a"), "none") + next((x for x in ()), "none"), list)
x = PluginSpec("ns", "x" + str(list(map(None, [])) if False else ""), list)
y = PluginSpec("ns", "y" + str(callable(len)) + str(callable("x")) + str(callable(Items)) + str(callable(Items())), list)
z = PluginSpec("ns", "z" + "".join(filter(lambda x: x != "a", iter("abc"))), list)
# --- expected
# spec ns:aacbd app:a
# spec ns:babx app:b
# spec ns:cabba app:c
# spec ns:dabbjk app:d
# spec ns:eacbd app:e
# spec ns:f0a1b[(5, 'c')] app:f
# spec ns:gcbayx app:g
# spec ns:hTrueFalseFalseTrueTrue app:h
# spec ns:ixyzdefault app:i
# spec ns:j app:j
# spec ns:kqkey app:k
# spec ns:ln1 app:l
# spec ns:mijji app:m
# spec ns:pacbd app:p
# spec ns:q app:q
# spec ns:r[][('a',)] app:r
# spec ns:sABC app:s
# spec ns:t[1, 2]{3: 'z'} app:t
# spec ns:uaa app:u
# spec ns:vbnone app:v
# spec ns:x app:x
# spec ns:yTrueFalseTrueFalse app:y
# spec ns:zbc app:z
