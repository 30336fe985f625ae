"""A plugin class whose name is bound to a plain class later is none. What is bound to no name is reported."""
# --- app.py
from plugin import Plugin, PluginSpec


class Kept(Plugin):
    namespace = "ns"
    name = "kept"


class Gone(Kept):
    name = "gone"


class Gone:
    pass


class GoneAsWell(Kept):
    name = "gone-as-well"


class GoneAsWell(dict):
    def load(self):
        return Plugin


for number, name in enumerate(["a", "b"]):
    globals()[number] = PluginSpec("ns", name, Kept)
# --- expected
# class ns:kept app:Kept
# problem invalid app.py:27
# problem invalid app.py:27
