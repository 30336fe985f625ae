"""Models of the standard library that are given what cannot be known say so."""
# --- app.py
import contextlib, copy, functools, importlib, inspect, itertools, operator, collections, typing, os
from plugin import PluginSpec
x = os.environ["X"]
a = PluginSpec("ns", "a" + functools.reduce(max, x), list)
b = PluginSpec("ns", "b" + collections.namedtuple(x, "a").__name__, list)
c = PluginSpec("ns", "c" + collections.namedtuple("N", x)("a").a, list)
d = PluginSpec("ns", "d" + importlib.import_module(x).name, list)
e = PluginSpec("ns", "e" + importlib.import_module(".a", x).name, list)
f = PluginSpec("ns", "f" + inspect.getmodule(x).name, list)
g = PluginSpec("ns", "g" + copy.copy(x), list)
h = PluginSpec("ns", "h" + contextlib.contextmanager(x)(), list)
i = PluginSpec("ns", "i" + operator.attrgetter(x)("i"), list)
j = PluginSpec("ns", "j" + str(operator.itemgetter(0, 1)("ij")), list)
k = PluginSpec("ns", "k" + "".join(itertools.chain("k", x)), list)
l = PluginSpec("ns", "l" + str(next(itertools.count(x))), list)
m = PluginSpec("ns", "m" + str(list(itertools.product(x))), list)
n = PluginSpec("ns", "n" + functools.update_wrapper("text", x), list)
o = PluginSpec("ns", "o" + collections.defaultdict(list, x)["a"], list)
p = PluginSpec("ns", "p" + functools.wraps(x)(lambda: "p").__name__, list)
q = PluginSpec("ns", "q" + typing.NewType("Q", str)(x), list)
# --- expected
# spec ns:j('i', 'j') app:j
# problem undecidable app.py:10
# problem undecidable app.py:11
# problem undecidable app.py:12
# problem undecidable app.py:14
# problem undecidable app.py:15
# problem undecidable app.py:16
# problem undecidable app.py:17
# problem undecidable app.py:18
# problem undecidable app.py:19
# problem undecidable app.py:20
# problem undecidable app.py:4
# problem undecidable app.py:5
# problem undecidable app.py:6
# problem undecidable app.py:7
# problem undecidable app.py:8
# problem undecidable app.py:9
# differs: it reads the environment
