"""Functions of Python that get more arguments than they take: what they raise, a handler catches."""
# --- app.py
from plugin import PluginSpec

def tried(function, *args):
    try:
        function(*args)
    except TypeError:
        return "raised"
    return "passed"

a = PluginSpec("ns", "a-" + tried(sorted, *"text"), list)
b = PluginSpec("ns", "b-" + tried(sorted, "text"), list)
c = PluginSpec("ns", "c-" + tried(len, "text", 1), list)
d = PluginSpec("ns", "d-" + tried(max, 1, 2, 3), list)
e = PluginSpec("ns", "e-" + tried(enumerate, [], 1), list)
f = PluginSpec("ns", "f-" + tried(zip, [], [], []), list)
# --- expected
# spec ns:a-raised app:a
# spec ns:b-passed app:b
# spec ns:c-raised app:c
# spec ns:d-passed app:d
# spec ns:e-passed app:e
# spec ns:f-passed app:f
