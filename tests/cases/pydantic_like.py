"""Models whose metaclass reads annotations and defaults."""
# --- app.py
from plugin import Plugin, PluginSpec
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        fields = {k: v for k, v in ns.items() if not k.startswith("_")}
        cls = super().__new__(mcs, name, bases, ns)
        cls.fields = fields
        return cls
class Model(metaclass=Meta):
    def __init__(self, **data):
        for k, v in self.fields.items():
            setattr(self, k, data.get(k, v))
class Info(Model):
    name: str = "default"
    group: str = "ns"
a = PluginSpec(Info().group, Info().name, list)
b = PluginSpec(Info(group="other").group, Info(name="given").name, list)
# --- expected
# spec ns:default app:a
# spec other:given app:b
