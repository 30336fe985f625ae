"""A metaclass that makes singletons, and adds to instances."""
# --- app.py
from plugin import PluginSpec
class Singleton(type):
    _all = {}
    def __call__(cls, *a):
        if cls not in cls._all: cls._all[cls] = super().__call__(*a)
        return cls._all[cls]
class S(metaclass=Singleton):
    def __init__(self, n): self.n = n
S("first")
a = PluginSpec("ns", S("second").n, list)
# --- expected
# spec ns:first app:a
