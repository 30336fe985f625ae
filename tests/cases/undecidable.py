"""Names that only running can tell fail, with the reason."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os
class A(Plugin):
    namespace = "ns"
    name = os.environ["X"]
b = PluginSpec("ns", os.getenv("Y"), list)
@plugin(os.environ.get("Z", "ns"))
def c(): ...
d = PluginSpec("ns", "d1" if os.environ.get("Q") else "d2", list)
# --- expected
# spec ns:d1 app:d if os.environ.get('Q')
# spec ns:d2 app:d if not (os.environ.get('Q'))
# problem conditional app.py:9
# problem conditional app.py:9
# problem undecidable app.py:3
# problem undecidable app.py:6
# problem undecidable app.py:8
# differs: it reads the environment
