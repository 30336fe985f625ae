"""Generators give their items in order, send, return, delegate, and end."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def g():
    yield "a"
    x = yield "b"
    yield from ["c", "d"]
    return "ret"
it = g()
a = PluginSpec("ns", next(it), list)
b = PluginSpec("ns", next(it), list)
rest = list(it)
c = PluginSpec("ns", rest[0], list)
d = PluginSpec("ns", next(it, "end"), list)
def outer():
    r = yield from g()
    yield r
e = PluginSpec("ns", list(outer())[-1], list)
def sender():
    got = yield "first"
    yield got
s = sender(); next(s)
f = PluginSpec("ns", s.send("sent"), list)
log = []
def lazy():
    log.append("1"); yield "x"
    log.append("2"); yield "y"
l = lazy()
h = PluginSpec("ns", f"h{len(log)}", list)
next(l)
i = PluginSpec("ns", f"i{len(log)}", list)
def inf():
    n = 0
    while True:
        yield n
        n += 1
import itertools
j = PluginSpec("ns", "-".join(map(str, itertools.islice(inf(), 3))), list)
k = PluginSpec("ns", str(next(inf())), list)
# --- expected
# spec ns:0 app:k
# spec ns:0-1-2 app:j
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:end app:d
# spec ns:h0 app:h
# spec ns:i1 app:i
# spec ns:ret app:e
# spec ns:sent app:f
