"""The methods of lists and tuples change and read them as Python does."""
# --- app.py
from plugin import PluginSpec
names = ["c", "a"]
names.append("b")
names.extend(("d", "e"))
names.insert(0, "z")
a = PluginSpec("ns", "a" + "".join(names), list)
names.remove("z")
b = PluginSpec("ns", "b" + names.pop() + names.pop(0) + "".join(names), list)
names.sort()
c = PluginSpec("ns", "c" + "".join(names), list)
names.sort(key=lambda n: -ord(n))
names.reverse()
d = PluginSpec("ns", "d" + "".join(names), list)
names.sort(reverse=True)
e = PluginSpec("ns", "e" + "".join(names), list)
copied = names.copy()
copied.clear()
f = PluginSpec("ns", f"f{len(copied)}{len(names)}{names.index('a')}{names.count('a')}", list)
try:
    names.remove("no")
except ValueError:
    g = PluginSpec("ns", "g", list)
try:
    copied.pop()
except IndexError:
    h = PluginSpec("ns", "h", list)
try:
    names.index("no")
except ValueError:
    i = PluginSpec("ns", "i", list)
pair = ("x", "y", "x")
j = PluginSpec("ns", f"j{pair.index('y')}{pair.count('x')}", list)
names += ["q"]
names[0] = "r"
del names[-2]
k = PluginSpec("ns", "k" + "".join(names), list)
l = PluginSpec("ns", "l" + "".join(names * 2) + str(names == list(names)) + str(names < ["s"]), list)
m = PluginSpec("ns", "m" + "".join([*names, *pair][::-1]), list)
try:
    names.no_such_method()
except AttributeError:
    n = PluginSpec("ns", "n", list)
try:
    pair.append("z")
except AttributeError:
    o = PluginSpec("ns", "o", list)
try:
    names.pop(20)
except IndexError:
    p = PluginSpec("ns", "p", list)
names.extend(n for n in "tu")
q = PluginSpec("ns", "q" + "".join(names), list)
names.insert(-1, "w")
r = PluginSpec("ns", "r" + "".join(names), list)
s = PluginSpec("ns", f"s{names.index('u')}", list)
t = PluginSpec("ns", f"t{'u' in names}{'no' not in names}{names.__class__.__name__}", list)
try:
    sorted(["a", 1])
except TypeError:
    u = PluginSpec("ns", "u", list)
# --- expected
# spec ns:azcabde app:a
# spec ns:becabd app:b
# spec ns:cabd app:c
# spec ns:dabd app:d
# spec ns:edba app:e
# spec ns:f0321 app:f
# spec ns:g app:g
# spec ns:h app:h
# spec ns:i app:i
# spec ns:j12 app:j
# spec ns:krbq app:k
# spec ns:lrbqrbqTrueTrue app:l
# spec ns:mxyxqbr app:m
# spec ns:n app:n
# spec ns:o app:o
# spec ns:p app:p
# spec ns:qrbqtu app:q
# spec ns:rrbqtwu app:r
# spec ns:s5 app:s
# spec ns:tTrueTruelist app:t
# spec ns:u app:u
