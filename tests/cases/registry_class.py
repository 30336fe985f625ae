"""A registry filled by decorators, whose loop makes the specs."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
REG = {}
def register(name):
    def deco(cls):
        REG[name] = cls
        return cls
    return deco
@register("one")
class One: ...
@register("two")
class Two: ...
for n, c in REG.items():
    globals()[f"spec_{n}"] = PluginSpec("ns", n, c)
# --- expected
# spec ns:one app:spec_one
# spec ns:two app:spec_two
