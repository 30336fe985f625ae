"""A name that a class body binds is looked up in the class and in the module, not in the function around it."""
# --- app.py
from os import environ
from plugin import PluginSpec
x = "module"

def make():
    x = "function"
    class C:
        y = x
        x = "class"
        z = x
    class D:
        y = x
    return f"{C.y}-{C.z}-{D.y}"
a = PluginSpec("ns", make(), list)

class Getter:
    name = "plain"
    if environ.get("OFF"):
        def __get__(self, instance, owner): return "got"
class Owner:
    field = Getter()
b = PluginSpec("ns", getattr(Owner.field, "name", "text"), list)
# --- expected
# spec ns:module-class-function app:a
# spec ns:plain app:b if not (os.environ.get('OFF'))
# spec ns:text app:b if os.environ.get('OFF')
# problem conditional app.py:22
# problem conditional app.py:22
# differs: the condition decides
