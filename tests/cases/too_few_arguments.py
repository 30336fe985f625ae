"""A call with too few arguments, or of a method that is not there, raises in Python, and gives no plugin."""
# --- app.py
from plugin import PluginSpec
def tried(function, *args):
    try:
        function(*args)
    except TypeError:
        return "raised"
    return "passed"
a = PluginSpec("ns", "a" + tried(int, "1", 2, 3), list)
b = PluginSpec("ns", "b" + tried(chr), list)
c = PluginSpec("ns", "c" + tried(sum, ["a"]), list)
d = PluginSpec("ns", "d" + tried(sorted, [1, "a"]), list)
e = PluginSpec("ns", "e" + tried(max, [1, "a"]), list)
f = PluginSpec("ns", "f" + tried("text".upper, 1), list)
try:
    max([])
except ValueError:
    g = PluginSpec("ns", "g", list)
try:
    {}.popitem()
except KeyError:
    h = PluginSpec("ns", "h", list)
try:
    set().pop()
except KeyError:
    i = PluginSpec("ns", "i", list)
try:
    (1, 2).append(3)
except AttributeError:
    j = PluginSpec("ns", "j", list)
try:
    "ab".append("c")
except AttributeError:
    k = PluginSpec("ns", "k", list)
# --- expected
# spec ns:araised app:a
# spec ns:braised app:b
# spec ns:craised app:c
# spec ns:draised app:d
# spec ns:eraised app:e
# spec ns:fraised app:f
# spec ns:g app:g
# spec ns:h app:h
# spec ns:i app:i
# spec ns:j app:j
# spec ns:k app:k
