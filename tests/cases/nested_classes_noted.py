"""A metaclass notes the classes that derive from another one, also within the bodies of others."""
# --- app.py
from plugin import PluginSpec

class Meta(type):
    seen = []
    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.seen.append(name)
        return cls

class One(metaclass=Meta): pass

class Body:
    class Two(One): pass
    class Inner:
        class Three(metaclass=Meta): pass

for n in Meta.seen:
    globals()["p" + n] = PluginSpec("ns", n, list)
# --- expected
# spec ns:One app:pOne
# spec ns:Three app:pThree
# spec ns:Two app:pTwo
