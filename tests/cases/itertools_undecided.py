"""What `itertools` gives of what cannot be known is told."""
# --- app.py
from plugin import PluginSpec
import itertools, operator, os
x = os.environ.get("X")
a = PluginSpec("ns", "".join(itertools.islice(x, 1)), list)
b = PluginSpec("ns", "".join(itertools.islice("b", x)), list)
c = PluginSpec("ns", "".join(itertools.repeat("c", x)), list)
d = PluginSpec("ns", "".join(itertools.chain.from_iterable(["d", x])), list)
e = PluginSpec("ns", "".join(itertools.takewhile(lambda _: x, "e")), list)
f = PluginSpec("ns", "".join(itertools.starmap("".join, [x])), list)
g = PluginSpec("ns", "".join(itertools.compress("g", [x])), list)
h = PluginSpec("ns", "".join(itertools.accumulate(["h", x])), list)
i = PluginSpec("ns", operator.methodcaller(x)("i"), list)
j = PluginSpec("ns", "j" if operator.not_(x) else "not", list)
k = PluginSpec("ns", "".join(itertools.accumulate("k", initial="i")), list)
l = PluginSpec("ns", "".join(itertools.compress(x, [1])) + "".join(itertools.compress("l", x)), list)
m = PluginSpec("ns", "".join(itertools.takewhile(str.islower, x)), list)
n = PluginSpec("ns", "".join(itertools.starmap("".join, x)), list)
o = PluginSpec("ns", "".join(itertools.chain.from_iterable(x)), list)
# --- expected
# spec ns:iik app:k
# spec ns:j app:j if _operator.not_(os.environ.get('X'))
# spec ns:not app:j if not (_operator.not_(os.environ.get('X')))
# problem conditional app.py:13
# problem conditional app.py:13
# problem undecidable app.py:10
# problem undecidable app.py:11
# problem undecidable app.py:12
# problem undecidable app.py:15
# problem undecidable app.py:16
# problem undecidable app.py:17
# problem undecidable app.py:18
# problem undecidable app.py:4
# problem undecidable app.py:5
# problem undecidable app.py:6
# problem undecidable app.py:7
# problem undecidable app.py:8
# problem undecidable app.py:9
# differs: what cannot be followed is told
