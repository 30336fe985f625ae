"""Names have the values of their position: loop variables, rebinding, deletion."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
name = "early"
a = PluginSpec("ns", name, list)
name = "late"
b = PluginSpec("ns", name, list)
gone = PluginSpec("ns", "gone", list)
del gone
again = PluginSpec("ns", "first", list)
again = PluginSpec("ns", "second", list)
class Shadowed(Plugin):
    namespace = "ns"; name = "shadowed"
Shadowed = None
class Twice(Plugin):
    namespace = "ns"; name = "one"
class Twice(Plugin):
    namespace = "ns"; name = "two"
# --- expected
# spec ns:early app:a
# spec ns:late app:b
# spec ns:second app:again
# class ns:two app:Twice
