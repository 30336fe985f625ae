"""What is set through __dict__ and vars() is not overlooked."""
# --- app.py
from plugin import PluginSpec
class A:
    def __init__(self, **kw): self.__dict__.update(kw)
a = PluginSpec("ns", A(name="x").name, list)
class B: pass
o = B()
o.name = "before"
vars(o)["name"] = "after"
b = PluginSpec("ns", o.name, list)
# --- expected
# spec ns:after app:b
# spec ns:x app:a
