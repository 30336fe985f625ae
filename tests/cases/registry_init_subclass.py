"""A registry filled by __init_subclass__."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Base:
    registry = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Base.registry.append(cls)
class One(Base): ...
class Two(Base): ...
for c in Base.registry:
    globals()["p" + c.__name__] = PluginSpec("ns", c.__name__, c)
# --- expected
# spec ns:One app:pOne
# spec ns:Two app:pTwo
