"""A field of a dataclass that is declared under a condition: what its arguments are is told."""
# --- app.py
from os import environ
from dataclasses import dataclass
from plugin import PluginSpec

@dataclass
class Info:
    if environ.get("OFF"):
        name: str
    tag: str = "t"
    kind: str = "kind"

@dataclass
class Never:
    if False:
        name: str
    tag: str = "t"

a = PluginSpec("ns", Info("x", "y").kind + Info("z").tag, list)
b = PluginSpec("ns", Never("b").tag, list)
# --- others.py
from dataclasses import dataclass
from plugin import PluginSpec
try:
    @dataclass
    class Loop:
        for _ in (kind,): pass
        kind: str = "kind"
except NameError:
    c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:b app:b
# spec ns:c others:c
# spec ns:kindt app:a if os.environ.get('OFF')
# spec ns:yz app:a if not (os.environ.get('OFF'))
# problem conditional app.py:18
# problem conditional app.py:18
# differs: the condition decides
