"""A metaclass that notes each class, and gives none of them, or only under a condition."""
# --- app.py
from os import environ
from plugin import PluginSpec

class Meta(type):
    seen = []
    def __new__(mcs, name, bases, ns):
        mcs.seen.append(name)
class One(metaclass=Meta): pass

def first():
    for n in Meta.seen:
        globals()["p" + n] = PluginSpec("ns", n, list)
first()

class Choosy(type):
    seen = []
    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.seen.append(name)
        if not environ.get("OFF"):
            return cls
class Three(metaclass=Choosy): pass
class Four(Three): pass
for n in Choosy.seen:
    globals()["q" + n] = PluginSpec("ns", n, list)
# --- expected
# spec ns:Four app:qFour if not (os.environ.get('OFF'))
# spec ns:One app:pOne
# spec ns:Three app:qThree if not (os.environ.get('OFF'))
# problem conditional app.py:25
# problem conditional app.py:25
