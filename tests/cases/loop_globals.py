"""A loop that binds specs through globals()."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def factory(n): return lambda: None
for n in ("one", "two"):
    globals()[f"spec_{n}"] = PluginSpec("ns", n, factory(n))
# --- expected
# spec ns:one app:spec_one
# spec ns:two app:spec_two
