"""getattr, hasattr, setattr, delattr and vars, on classes, instances, modules and functions."""
# --- settings.py
name = "setting"
# --- app.py
import settings
from plugin import Plugin, PluginSpec
class Box:
    kind = "box"
    @property
    def shown(self): return self.kind + "!"
    def method(self): return "called"
box = Box()
a = PluginSpec("ns", "a" + getattr(box, "kind") + getattr(Box, "kind") + getattr(box, "no", "default"), list)
b = PluginSpec("ns", "b" + getattr(settings, "name") + getattr(box, "shown") + getattr(box, "method")(), list)
c = PluginSpec("ns", f"c{hasattr(box, 'kind')}{hasattr(box, 'no')}{hasattr(settings, 'name')}{hasattr(settings, 'no')}", list)
setattr(box, "extra", "x")
d = PluginSpec("ns", "d" + box.extra + vars(box)["extra"] + box.__dict__["extra"], list)
delattr(box, "extra")
e = PluginSpec("ns", f"e{hasattr(box, 'extra')}{getattr(box, 'extra', None)}", list)
try:
    getattr(box, "no")
except AttributeError:
    f = PluginSpec("ns", "f", list)
setattr(Box, "later", "class")
g = PluginSpec("ns", "g" + box.later + Box().later, list)
def function(): ...
function.tag = "tagged"
setattr(function, "other", "o")
h = PluginSpec("ns", "h" + function.tag + getattr(function, "other") + str(hasattr(function, "no")) + function.__name__, list)
class Plug(Plugin):
    namespace = "ns"
setattr(Plug, "name", "set-later")
i = PluginSpec("ns", "i" + getattr(settings, "y", "none"), list)
try:
    delattr(box, "no")
except AttributeError:
    j = PluginSpec("ns", "j", list)
k = PluginSpec("ns", "k" + vars(settings)["name"] + vars()["i"].name + globals()["settings"].name, list)
l = PluginSpec("ns", "l" + str(globals().get("nothing")) + globals().get("missing", "-"), list)
globals().update(m=PluginSpec("ns", "m", list))
globals().update({"n": PluginSpec("ns", "n", list)})
globals().setdefault("o", PluginSpec("ns", "o", list))
globals().setdefault("o", PluginSpec("ns", "never", list))
globals().__setitem__("p", PluginSpec("ns", "p", list))
gone = PluginSpec("ns", "gone", list)
globals().pop("gone")
q = PluginSpec("ns", "q" + getattr("text", "upper")() + getattr([1], "count")(1).__class__.__name__, list)
try:
    del box.no
except AttributeError:
    r = PluginSpec("ns", "r", list)
def inner(first, second="2"):
    third = "3"
    return "".join(locals().values())
t = PluginSpec("ns", "t" + inner("1"), list)
class Counted:
    def __getattr__(self, name): return name.upper()
v = PluginSpec("ns", "v" + Counted().anything + getattr(Counted(), "other", "no") + str(hasattr(Counted(), "all")), list)
# --- expected
# spec ns:aboxboxdefault app:a
# spec ns:bsettingbox!called app:b
# spec ns:cTrueFalseTrueFalse app:c
# spec ns:dxxx app:d
# spec ns:eFalseNone app:e
# spec ns:f app:f
# spec ns:gclassclass app:g
# spec ns:htaggedoFalsefunction app:h
# spec ns:inone app:i
# spec ns:j app:j
# spec ns:ksettinginonesetting app:k
# spec ns:lNone- app:l
# spec ns:m app:m
# spec ns:n app:n
# spec ns:o app:o
# spec ns:p app:p
# spec ns:qTEXTint app:q
# spec ns:r app:r
# class ns:set-later app:Plug
# spec ns:t123 app:t
# spec ns:vANYTHINGOTHERTrue app:v
