"""A name rebound within branches that are known and loops that are followed."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
x = PluginSpec("ns", "first", list)
if True:
    x = PluginSpec("ns", "second", list)
for i in range(3):
    y = PluginSpec("ns", f"y{i}", list)
z = PluginSpec("ns", "z0", list)
def f():
    z = PluginSpec("ns", "local", list)
f()
class C:
    z = PluginSpec("ns", "inclass", list)
# --- expected
# spec ns:second app:x
# spec ns:y2 app:y
# spec ns:z0 app:z
