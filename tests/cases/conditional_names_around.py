"""A name that a class body or a module binds under a condition only: where it does not, the code around it may."""
# --- app.py
from os import environ
from plugin import Plugin, PluginSpec

items = ["m"]

class A(Plugin):
    namespace = "ns"
    if environ.get("OFF"):
        items = ["c1", "c2"]
    name = "-".join(v for v in items)

class B(Plugin):
    namespace = "ns"
    if environ.get("OFF"):
        items = ["c1"]
    name = "b%d" % len(items)

if environ.get("OFF"):
    def len(value): return 5
c = PluginSpec("ns", f"c{len(items)}", list)
# --- expected
# class ns:b1 app:B
# class ns:c1-c2 app:A if os.environ.get('OFF')
# class ns:m app:A if not (os.environ.get('OFF'))
# spec ns:c1 app:c if not (os.environ.get('OFF'))
# spec ns:c5 app:c if os.environ.get('OFF')
# problem conditional app.py:20
# problem conditional app.py:20
# problem conditional app.py:6
# problem conditional app.py:6
# differs: the condition decides
