"""Methods that Python calls by itself, defined under a condition: what they do may be done, or not."""
# --- app.py
from plugin import Plugin, PluginSpec
from os import environ


class Count:
    total = 0
    if not environ.get("OFF"):
        def __init__(self): Count.total += 1
Count()
count = PluginSpec("ns", f"t{Count.total}", list)


class MySpec(PluginSpec):
    def __init__(self, name):
        if environ.get("OFF"): super().__init__("ns", name, list)
spec = MySpec("a")


class Meta(type(Plugin)):
    if not environ.get("OFF"):
        def __new__(mcs, name, bases, ns):
            ns["name"] = "meta-" + name.lower()
            return super().__new__(mcs, name, bases, ns)
class Made(Plugin, metaclass=Meta):
    namespace = "ns"


class Hooked:
    if environ.get("OFF"):
        def __init_subclass__(cls): cls.name = "hooked"
class Sub(Hooked):
    name = "own"
sub = PluginSpec("ns", Sub.name, list)


class Named:
    name = "default"
    if environ.get("OFF"):
        def __set_name__(self, owner, name): self.name = name
class Owner:
    field = Named()
named = PluginSpec("ns", Owner.field.name, list)


class Shown:
    def __repr__(self): return "repr"
    if environ.get("OFF"):
        def __str__(self): return "str"
shown = PluginSpec("ns", str(Shown()), list)


class Single:
    if environ.get("OFF"):
        def __new__(cls): return list
single = PluginSpec("ns", Single().__class__.__name__, list)
# --- expected
# class ns:meta-made app:Made if not (os.environ.get('OFF'))
# spec ns:Single app:single if not (os.environ.get('OFF'))
# spec ns:a app:spec if os.environ.get('OFF')
# spec ns:default app:named if not (os.environ.get('OFF'))
# spec ns:field app:named if os.environ.get('OFF')
# spec ns:hooked app:sub if os.environ.get('OFF')
# spec ns:own app:sub if not (os.environ.get('OFF'))
# spec ns:repr app:shown if not (os.environ.get('OFF'))
# spec ns:str app:shown if os.environ.get('OFF')
# spec ns:t0 app:count if os.environ.get('OFF')
# spec ns:t1 app:count if not (os.environ.get('OFF'))
# spec ns:type app:single if os.environ.get('OFF')
# problem conditional app.py:10
# problem conditional app.py:10
# problem conditional app.py:16
# problem conditional app.py:23
# problem conditional app.py:33
# problem conditional app.py:33
# problem conditional app.py:42
# problem conditional app.py:42
# problem conditional app.py:49
# problem conditional app.py:49
# problem conditional app.py:55
# problem conditional app.py:55
# problem undecidable app.py:16
# differs: what cannot be followed is told
