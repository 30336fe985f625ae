"""Attributes of a class that are set once there are objects of it, which see them; and what metaclasses say."""
# --- app.py
import enum
from plugin import PluginSpec

class Base:
    kind = "old"
class State(Base):
    items = []
    def add(self, item):
        self.items.append(item)
        return self
one = State().add("a").add("b")
a = PluginSpec("ns", "".join(one.items), list)
State.items = ["new"]
b = PluginSpec("ns", "".join(one.items), list)
Base.kind = "changed"
c = PluginSpec("ns", one.kind, list)

class Meta(type):
    def __bool__(cls): return False
class Empty(metaclass=Meta): pass
d = PluginSpec("ns", "true" if Empty else "false", list)

class Color(enum.Enum):
    RED = "r"
    CRIMSON = "r"
e = PluginSpec("ns", str(len(Color)), list)
# --- expected
# spec ns:1 app:e
# spec ns:ab app:a
# spec ns:changed app:c
# spec ns:false app:d
# spec ns:new app:b
