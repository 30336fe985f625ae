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
# class ns:a app:A if os.environ['BASE'] is 'base'
# class other:a app:A if not (os.environ['BASE'] is 'base') and os.environ['BASE'] is 'other'
# spec ns:n1 app:b if os.environ['NAME'] is 'x'
# spec ns:n2 app:b if not (os.environ['NAME'] is 'x') and os.environ['NAME'] is 'y'
# problem conditional app.py:12
# problem conditional app.py:12
# problem conditional app.py:15
# problem conditional app.py:15
# problem undecidable app.py:16
# differs: the environment decides
