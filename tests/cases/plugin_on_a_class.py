"""`@plugin` on a class: the module cannot be imported, which is said of each of them; what else it makes is found."""
# --- app.py
from plugin import Plugin, plugin


@plugin(namespace="ns")
class Exporter:
    def load(self): ...


@plugin(namespace="ns", name="b")
class Derived(Plugin):
    namespace = "ns"
    name = "derived"


class Sound(Plugin):
    namespace = "ns"
    name = "sound"
# --- expected
# class ns:sound app:Sound
# problem undecidable app.py:5
# problem undecidable app.py:10
# differs: the module cannot be imported
