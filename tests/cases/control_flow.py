"""while, match, with, try, walrus, nested functions, nonlocal, generators."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import contextlib
i = 0
while i < 2:
    globals()[f"w{i}"] = PluginSpec("ns", f"w{i}", list)
    i += 1
match ("x", 2):
    case ("y", _): m = PluginSpec("ns", "wrong", list)
    case ("x", n) if n > 1: m = PluginSpec("ns", f"m{n}", list)
with contextlib.suppress(KeyError):
    s = PluginSpec("ns", "s", list)
    {}["no"]
    s = PluginSpec("ns", "never", list)
try:
    t = PluginSpec("ns", {}["k"], list)
except KeyError:
    t = PluginSpec("ns", "t", list)
else:
    t = None
finally:
    u = PluginSpec("ns", "u", list)
if (v := PluginSpec("ns", "v", list)): pass
def outer():
    count = 0
    def inner():
        nonlocal count
        count += 1
        return f"n{count}"
    inner()
    return PluginSpec("ns", inner(), list)
n2 = outer()
def gen():
    for k in ("g1", "g2"):
        yield PluginSpec("ns", k, list)
g1, g2 = gen()
def setter():
    global glob
    glob = PluginSpec("ns", "glob", list)
setter()
for k in range(5):
    if k == 1: continue
    if k == 3: break
    last = PluginSpec("ns", f"k{k}", list)
else:
    last = None
# --- expected
# spec ns:w0 app:w0
# spec ns:w1 app:w1
# spec ns:m2 app:m
# spec ns:s app:s
# spec ns:t app:t
# spec ns:u app:u
# spec ns:v app:v
# spec ns:n2 app:n2
# spec ns:g1 app:g1
# spec ns:g2 app:g2
# spec ns:glob app:glob
# spec ns:k2 app:last
