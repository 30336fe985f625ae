"""What an instance lacks that a class decorator may have put there, stops neither the plugin that has it nor a loop."""
# --- app.py
from zz_not_there import decorate

from plugin import Plugin, PluginSpec


@decorate
class Settings:
    def __init__(self):
        self.timeout = self.default


class Face(Plugin):
    namespace = "ns"
    name = "face"
    settings = Settings()


SPECS = []
for name in ("a", "b"):
    settings = Settings()
    SPECS.append(PluginSpec("ns", name, list))
a, b = SPECS
# --- expected
# class ns:face app:Face
# spec ns:a app:a
# spec ns:b app:b
# differs: the library is not there
