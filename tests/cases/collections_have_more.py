"""Classes of `collections` are more than lists and dicts: what only they can do is told."""
# --- app.py
import collections
from plugin import PluginSpec

queue = collections.deque("ab")
a = PluginSpec("ns", queue[0], list)
last = collections.deque("abc", maxlen=2)
b = PluginSpec("ns", last[0], list)
ordered = collections.OrderedDict(x=1, y=2)
c = PluginSpec("ns", "-".join(ordered), list)
try:
    queue.rotate(1)
    ordered.popitem(last=False)
except AttributeError:
    d = PluginSpec("ns", "d", list)
e = PluginSpec("ns", queue[0], list)
f = PluginSpec("ns", next(iter(ordered)), list)
g = PluginSpec("ns", f"{dict(ordered)}", list)
h = PluginSpec("ns", "list" if isinstance(queue, list) else "no list", list)
i = PluginSpec("ns", type(ordered).__name__, list)
# --- expected
# spec ns:OrderedDict app:i
# spec ns:a app:a
# spec ns:b app:b
# spec ns:b app:e
# spec ns:no list app:h
# spec ns:x-y app:c
# spec ns:y app:f
# spec ns:{'y': 2} app:g
