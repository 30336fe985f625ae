"""`contextlib.closing` closes in the end."""
# --- app.py
from contextlib import closing
from plugin import PluginSpec
class Thing:
    name = 'open'
    def close(self):
        self.name = 'closed'
with closing(Thing()) as thing:
    a = PluginSpec('ns', thing.name, list)
b = PluginSpec('ns', thing.name, list)
# --- expected
# spec ns:closed app:b
# spec ns:open app:a
