"""What `del` takes away: names, items, attributes."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
name = "gone"
del name
try:
    a = PluginSpec("ns", "" + name, list)
except NameError:
    a = PluginSpec("ns", "a", list)
try: del name
except NameError: aa = PluginSpec("ns", "aa", list)
try: del {}["k"]
except KeyError: ab = PluginSpec("ns", "ab", list)
try: del [][3]
except IndexError: ac = PluginSpec("ns", "ac", list)
try: del PluginSpec.nothing_there
except AttributeError: ad = PluginSpec("ns", "ad", list)
names = ["x", "b", "y"]
del names[0]
b = PluginSpec("ns", names[0], list)
table = {"k": "c", "l": "z"}
del table["l"]
c = PluginSpec("ns", table.get("l", "c"), list)
class Box:
    value = "d"
box = Box()
box.value = "wrong"
del box.value
d = PluginSpec("ns", box.value, list)
class E(Plugin):
    namespace = "ns"
    name = "e"
del E.name
class F(Plugin):
    namespace = "ns"
    name = "wrong"
    del name
    name = "f"
def function():
    it = "g"
    del it
    try:
        return it
    except UnboundLocalError:
        return "g"
g = PluginSpec("ns", function(), list)
h = PluginSpec("ns", "h", list)
del h
one, two = PluginSpec("ns", "one", list), PluginSpec("ns", "two", list)
del (one, two)
globals()["i"] = PluginSpec("ns", "i", list)
del globals()["i"]
parts = ["a", "b", "c", "j"]
del parts[:3]
j = PluginSpec("ns", parts[0], list)
class K:
    kept = {"a": "k"}
    def __delitem__(self, key): self.kept[key] = "k2"
    def __delattr__(self, name): self.kept[name] = "l"
k = K()
del k["a"]
kk = PluginSpec("ns", k.kept["a"], list)
del k.some
ll = PluginSpec("ns", k.kept.get("some", "no"), list)
# --- expected
# class ns:f app:F
# spec ns:a app:a
# spec ns:aa app:aa
# spec ns:ab app:ab
# spec ns:ac app:ac
# spec ns:ad app:ad
# spec ns:b app:b
# spec ns:c app:c
# spec ns:d app:d
# spec ns:g app:g
# spec ns:j app:j
# spec ns:k2 app:kk
# spec ns:l app:ll
