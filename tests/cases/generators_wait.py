"""A generator starts when somebody asks for its first item: it sees what names stand for then."""
# --- app.py
from plugin import PluginSpec
name = "old"
def gen():
    yield name
it = gen()
name = "new"
a = PluginSpec("ns", next(it), list)
names = ["a"]
def each():
    yield from names
one = each()
names.append("b")
b = PluginSpec("ns", "-".join(one), list)
def inside():
    held = ["c"]
    def more():
        for item in held:
            yield item
    found = more()
    held.append("d")
    return "".join(found)
c = PluginSpec("ns", inside(), list)
def ends():
    yield "first"
    raise ValueError
d = PluginSpec("ns", next(ends()), list)
try:
    name = list(ends())[0]
except ValueError:
    name = "raised"
e = PluginSpec("ns", name, list)
def endless():
    number = 0
    while True:
        yield number
        number += 1
f = PluginSpec("ns", str(next(endless())), list)
# --- expected
# spec ns:0 app:f
# spec ns:a-b app:b
# spec ns:cd app:c
# spec ns:first app:d
# spec ns:new app:a
# spec ns:raised app:e
