"""A registry filled by a metaclass."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Meta(type):
    seen = []
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.seen.append(name)
        return cls
class One(metaclass=Meta): ...
class Two(One): ...
for n in Meta.seen:
    globals()["p" + n] = PluginSpec("ns", n, list)
# --- expected
# spec ns:One app:pOne
# spec ns:Two app:pTwo
