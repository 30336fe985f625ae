"""Metaclasses: `__new__`, `__init__`, `__call__`, `__getitem__`, attributes, conflicts; hooks of subclasses."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Meta(type):
    prefix = "meta"
    def __new__(mcs, name, bases, names, **kwargs):
        made = super().__new__(mcs, name, bases, names)
        made.made_as = name.lower()
        return made
    def __init__(cls, name, bases, names, **kwargs):
        super().__init__(name, bases, names)
        cls.option = kwargs.get("option", "none")
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.called = "called" + cls.__name__
        return made
    def __getitem__(cls, key): return cls.made_as + key
    def method(cls): return "m" + cls.made_as
    @property
    def prop(cls): return "p" + cls.made_as
class A(metaclass=Meta, option="o"):
    def __init__(self, value="v"): self.value = value
a = PluginSpec("ns", A.made_as + A.option + A.prefix, list)
b = PluginSpec("ns", A("b").value + A().called, list)
c = PluginSpec("ns", A["c"], list)
d = PluginSpec("ns", A.method(), list)
e = PluginSpec("ns", A.prop, list)
class B(A, option="sub"): pass
f = PluginSpec("ns", B.made_as + B.option + type(B).__name__, list)
class Other(type): pass
try:
    class C(A, metaclass=Other): pass
except TypeError:
    g = PluginSpec("ns", "g", list)
class Sub(Meta): pass
class D(A, metaclass=Sub): pass
h = PluginSpec("ns", type(D).__name__ + D.made_as, list)
found = []
class Hooked:
    def __init_subclass__(cls, tag="none", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        found.append(cls.__name__)
class E(Hooked, tag="e"): pass
class F(E): pass
i = PluginSpec("ns", E.tag + F.tag + "".join(found), list)
class Generic:
    def __class_getitem__(cls, key): return cls.__name__ + key
j = PluginSpec("ns", Generic["j"], list)
try:
    class G(E, Hooked, E): pass
except TypeError:
    k = PluginSpec("ns", "k", list)
try:
    class H(Hooked, E): pass
except TypeError:
    l = PluginSpec("ns", "l", list)
try:
    class I(bool): pass
except TypeError:
    m = PluginSpec("ns", "m", list)
class Names(type):
    def __new__(mcs, name, bases, names):
        names["extra"] = "x" + names.get("given", "")
        return super().__new__(mcs, name, bases, names)
class PluginMeta(type(Plugin)):
    def __new__(mcs, name, bases, names):
        made = super().__new__(mcs, name, bases, names)
        if bases: made.name = name.lower()
        return made
class Based(Plugin, metaclass=PluginMeta):
    namespace = "ns"
class Nn(Based): pass
# --- expected
# class ns:based app:Based
# class ns:nn app:Nn
# spec ns:Genericj app:j
# spec ns:Subd app:h
# spec ns:ac app:c
# spec ns:aometa app:a
# spec ns:bcalledA app:b
# spec ns:bsubMeta app:f
# spec ns:enoneEF app:i
# spec ns:g app:g
# spec ns:k app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:ma app:d
# spec ns:pa app:e
