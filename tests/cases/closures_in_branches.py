"""What a function counts in the one around it, called under a condition, and called for sure."""
# --- app.py
from os import environ
from plugin import PluginSpec

def counter():
    n = 0
    def following():
        nonlocal n
        n += 1
        return n
    return following

count = counter()
if environ.get("OFF"):
    a = PluginSpec("ns", f"a{count()}", list)
b = PluginSpec("ns", f"b{count()}", list)

own = counter()
c = PluginSpec("ns", f"c{own()}{own()}", list)

def perhaps():
    if environ.get("OFF"):
        inner = counter()
        return f"{inner()}{inner()}"
    return "12"
d = PluginSpec("ns", perhaps(), list)
# --- expected
# spec ns:12 app:d
# spec ns:a1 app:a if os.environ.get('OFF')
# spec ns:b1 app:b if not (os.environ.get('OFF'))
# spec ns:b2 app:b if os.environ.get('OFF')
# spec ns:c12 app:c
# problem conditional app.py:14
# problem conditional app.py:15
# problem conditional app.py:15
# differs: the condition decides
