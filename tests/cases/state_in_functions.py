"""What functions keep between calls: defaults, closures, attributes of functions, and of bound methods."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def default(name, values=[]): values.append(name); return "".join(values)
default("a")
a = PluginSpec("ns", default("b"), list)
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return f"n{count}"
    return step
step = counter()
step()
b = PluginSpec("ns", step(), list)
def collector():
    names = []
    def add(name): names.append(name); return "".join(names)
    return add
add = collector()
add("c")
c = PluginSpec("ns", add("d"), list)
def keyword(name, *, seen={}): seen[name] = len(seen); return f"k{seen[name]}"
keyword("x")
d = PluginSpec("ns", keyword("y"), list)
def marked(): marked.calls += 1; return f"m{marked.calls}"
marked.calls = 0
marked()
e = PluginSpec("ns", marked(), list)
class Count:
    total = 0
    def __init__(self): Count.total += 1
    def up(self): self.total += 1; return f"u{self.total}"
Count(); Count()
f = PluginSpec("ns", f"t{Count.total}", list)
up = Count().up
up()
g = PluginSpec("ns", up(), list)
import functools
seen = []
def note(*names): seen.extend(names); return "".join(seen)
part = functools.partial(note, "p")
part("q")
h = PluginSpec("ns", part("r"), list)
calls = []
def called(): calls.append("x"); return calls
called()
again = called
again()
i = PluginSpec("ns", "".join(calls), list)
class Registry(type):
    names = []
    def __new__(cls, name, bases, body): cls.names.append(name); return super().__new__(cls, name, bases, body)
class R1(metaclass=Registry): pass
class R2(R1): pass
j = PluginSpec("ns", "-".join(Registry.names), list)
lamb = (lambda store: lambda name: (store.append(name), "".join(store))[1])([])
lamb("s")
k = PluginSpec("ns", lamb("t"), list)
# --- expected
# spec ns:R1-R2 app:j
# spec ns:ab app:a
# spec ns:cd app:c
# spec ns:k1 app:d
# spec ns:m2 app:e
# spec ns:n2 app:b
# spec ns:pqpr app:h
# spec ns:st app:k
# spec ns:t2 app:f
# spec ns:u5 app:g
# spec ns:xx app:i
