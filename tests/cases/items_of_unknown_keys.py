"""What a table gives for a key from outside: any of its values, or another one."""
# --- app.py
import os
from plugin import Plugin, PluginSpec
class Base(Plugin):
    namespace = "ns"
class Other(Base):
    namespace = "other"
class Runner:
    def run(self): return Base
RUNNERS = {"one": Runner(), "two": Runner()}
RUNNER = RUNNERS.get(os.environ.get("RUNNER"), RUNNERS["one"])
BASES = {"base": Base, "other": Other}
class A(BASES[os.environ["BASE"]]):
    name = "a"
NAMES = {"x": "n1", "y": "n2"}
b = PluginSpec("ns", NAMES[os.environ["NAME"]], list)
c = PluginSpec("ns", {"x": "c", "y": "c"}.get(os.environ.get("NAME"), "c"), list)
# --- expected
# class ns:a app:A if the key is 'base'
# spec ns:c app:c
# class other:a app:A if the key is 'other'
# problem conditional app.py:12
# problem conditional app.py:12
# problem undecidable app.py:15
# differs: the environment decides
