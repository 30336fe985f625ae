"""Objects that can be called, indexed, iterated, compared, formatted."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Calls:
    def __init__(self, name): self.name = name
    def __call__(self, *args): return self.name + "".join(args)
a = PluginSpec("ns", Calls("a")("b", "c"), list)
class Items:
    def __init__(self): self.held = {}
    def __getitem__(self, key): return self.held[key]
    def __setitem__(self, key, value): self.held[key] = value + "!"
    def __delitem__(self, key): del self.held[key]
    def __iter__(self): return iter(self.held)
    def __contains__(self, key): return key in self.held
    def __len__(self): return len(self.held)
items = Items()
items["x"] = "b"
items["y"] = "c"
del items["y"]
b = PluginSpec("ns", items["x"].strip("!"), list)
c = PluginSpec("ns", "".join(items), list)
d = PluginSpec("ns", "-".join([key for key in items]) + "d", list)
class Gives:
    def __iter__(self):
        yield "e"
        yield from ("f", "g")
e = PluginSpec("ns", "".join(Gives()), list)
f, g, h = Gives()
ff = PluginSpec("ns", f + "1", list)
class Shown:
    def __str__(self): return "shown"
    def __repr__(self): return "repr"
i = PluginSpec("ns", f"{Shown()}" + str(Shown()), list)
j = PluginSpec("ns", "%s-%s" % ("j", "k"), list)
class OnlyRepr:
    def __repr__(self): return "only"
k = PluginSpec("ns", str(OnlyRepr()) + "k", list)
class Decorator:
    def __init__(self, name): self.name = name
    def __call__(self, function): return plugin("ns", self.name)(function)
@Decorator("l")
def l(): ...
class Method:
    @plugin("ns", "m")
    def made(): ...
mm = Method.made
class Wrapper:
    def __init__(self, function): self.function = function
    def __call__(self): return self.function() + "n"
@Wrapper
def wrapped(): return "w"
n = PluginSpec("ns", wrapped(), list)
class Nothing: pass
o = PluginSpec("ns", "o" if Nothing() else "no", list)
try: Nothing()["x"]
except TypeError: p = PluginSpec("ns", "p", list)
# --- expected
# function ns:l app:l
# function ns:m app:mm
# spec ns:abc app:a
# spec ns:b app:b
# spec ns:e1 app:ff
# spec ns:efg app:e
# spec ns:j-k app:j
# spec ns:o app:o
# spec ns:onlyk app:k
# spec ns:p app:p
# spec ns:shownshown app:i
# spec ns:wn app:n
# spec ns:x app:c
# spec ns:xd app:d
