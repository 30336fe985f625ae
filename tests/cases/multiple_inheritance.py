"""The method resolution order decides which base gives an attribute; `super()` follows it."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Root:
    name = "root"
    def path(self): return "r"
    @classmethod
    def kind(cls): return "K"
class Left(Root):
    def path(self): return "l" + super().path()
    @classmethod
    def kind(cls): return "L" + super().kind()
class Right(Root):
    name = "right"
    def path(self): return "t" + super().path()
    @classmethod
    def kind(cls): return "R" + super(Right, cls).kind()
class Both(Left, Right):
    def path(self): return "b" + super(Both, self).path()
    def explicit(self): return Root.path(self) + super(Left, self).path()
a = PluginSpec("ns", Both().path(), list)
b = PluginSpec("ns", Both.name, list)
c = PluginSpec("ns", Both.kind(), list)
d = PluginSpec("ns", Both().explicit(), list)
e = PluginSpec("ns", "".join(each.__name__[0] for each in Both.__mro__[:4]), list)
f = PluginSpec("ns", Both.__bases__[1].__name__, list)
class Named:
    name = "mixin"
    namespace = "ns"
class G(Named, Plugin): pass
class H(Plugin, Named):
    name = "h"
    namespace = "ns"
class Init:
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.made = "+".join(args) + "".join(kwargs)
class InitSub(Init):
    def __init__(self, *args): super().__init__("sub", *args, k=1)
i = PluginSpec("ns", InitSub("i").made, list)
class New:
    def __new__(cls, name):
        made = super().__new__(cls)
        made.name = name + "n"
        return made
j = PluginSpec("ns", New("j").name, list)
class Text(str): pass
class Elsewhere:
    def __new__(cls): return "k"
k = PluginSpec("ns", Elsewhere(), list)
class Attr(Root):
    def read(self): return super().name
    def nothing(self):
        try: return super().missing
        except AttributeError: return "l"
l = PluginSpec("ns", Attr().read() + Attr().nothing(), list)
class Outer:
    class Inner(Root): name = "inner"
    value = Inner.name + "m"
m = PluginSpec("ns", Outer.value + Outer.Inner.__qualname__, list)
def nested():
    class Local(Left):
        def path(self): return "n" + super().path()
    return Local
n = PluginSpec("ns", nested()().path(), list)
o = PluginSpec("ns", type("Made", (Both,), {"name": "o"}).name, list)
class Same(Root):
    path = Root.path
    other = lambda self: "p" + self.path()
p = PluginSpec("ns", Same().other(), list)
# --- expected
# class ns:h app:H
# class ns:mixin app:G
# spec ns:BLRR app:e
# spec ns:LRK app:c
# spec ns:Right app:f
# spec ns:bltr app:a
# spec ns:innermOuter.Inner app:m
# spec ns:jn app:j
# spec ns:k app:k
# spec ns:nlr app:n
# spec ns:o app:o
# spec ns:pr app:p
# spec ns:right app:b
# spec ns:rootl app:l
# spec ns:rtr app:d
# spec ns:sub+ik app:i
