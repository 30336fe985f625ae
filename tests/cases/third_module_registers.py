"""Modules register with an object or class that they share: who asks what it holds is told, who registers is right."""
# --- registry.py
from plugin import PluginSpec
class Registry:
    def __init__(self, namespace):
        self.namespace = namespace
        self.items = {}
    def register(self, name):
        def decorator(made):
            if name in self.items:
                raise ValueError(name)
            self.items[name] = made
            return PluginSpec(self.namespace, name, made)
        return decorator
    def names(self):
        return sorted(self.items)
registry = Registry("ns")
class Settings:
    name = "old"
    kept = "kept"
    @classmethod
    def choose(cls, name): cls.name = name
class Counter:
    def __init__(self): self.count = 0
    def next(self):
        self.count += 1
        return f"n{self.count}"
counter = Counter()
# --- one.py
from registry import Settings, counter, registry
from plugin import PluginSpec
@registry.register("a")
class A: pass
if True:
    Settings.choose("new")
c = PluginSpec("ns", counter.next(), list)
# --- two.py
from registry import counter, registry
from plugin import PluginSpec
b = registry.register("b")(list)
d = PluginSpec("ns", counter.next(), list)
# --- app.py
import one, two
from registry import Settings, registry
from plugin import PluginSpec
e = PluginSpec("ns", "-".join(registry.items), list)
f = PluginSpec("ns", "-".join(registry.names()), list)
g = PluginSpec("ns", Settings.name, list)
h = PluginSpec("ns", Settings.kept + registry.namespace, list)
# --- expected
# spec ns:a one:A
# spec ns:b two:b
# spec ns:keptns app:h
# spec ns:n1 one:c
# spec ns:n2 two:d
# problem undecidable app.py:4
# problem undecidable app.py:5
# problem undecidable app.py:6
# differs: what cannot be followed is told
