"""The methods of text and numbers compute what Python computes."""
# --- app.py
from plugin import PluginSpec
text = "Some-Text"
a = PluginSpec("ns", text.lower() + text.upper(), list)
b = PluginSpec("ns", text.replace("-", "_").title(), list)
c = PluginSpec("ns", "_".join(text.split("-")), list)
d = PluginSpec("ns", text.partition("-")[2].rjust(6, "x"), list)
e = PluginSpec("ns", "{}-{name}".format("e", name=text.swapcase()), list)
f = PluginSpec("ns", "f" if text.startswith(("So", "x")) and not text.endswith("So") else "wrong", list)
g = PluginSpec("ns", "g%02d" % text.find("T"), list)
h = PluginSpec("ns", str.upper("h") + str.join("-", ["a", "b"]), list)
i = PluginSpec("ns", f"i{(5).bit_length()}{(2.5).is_integer()}{(5).real}", list)
j = PluginSpec("ns", "j" + b"ytes".decode() + "x".encode().hex(), list)
k = PluginSpec("ns", "k{0.real}{1!r}{2:>3}".format(1, "q", "z"), list)
l = PluginSpec("ns", "l" + "".join(c for c in "a1b2" if c.isalpha()), list)
m = PluginSpec("ns", "m" + text.translate({45: "x"}), list)
n = PluginSpec("ns", "n" + str(text.count("e")) + str(text.index("T")), list)
o = PluginSpec("ns", "o" + "%(a)s" % {"a": "dict"}, list)
p = PluginSpec("ns", "  p ".strip() + "p-pp".removeprefix("p-"), list)
q = PluginSpec("ns", "q".__class__("q1"), list)
r = PluginSpec("ns", "r" + "".join({"x": 1}) + ",".join(("y", "z")), list)
class Word:
    def __str__(self): return "word"
s = PluginSpec("ns", "s-{}-{w}".format(Word(), w=Word()), list)
t = PluginSpec("ns", "t" + "".join(map(str, [1, 2])) + int.to_bytes(65, 1, "big").decode(), list)
u = PluginSpec("ns", "u" + bytes.fromhex("41").decode() + str(int.from_bytes(b"a", "big")), list)
v = PluginSpec("ns", "v" + str.maketrans("a", "b")[97].__class__.__name__, list)
try:
    "text".index("z")
    w = PluginSpec("ns", "never", list)
except ValueError:
    w = PluginSpec("ns", "w", list)
try:
    "text".no_such_method()
except AttributeError:
    x = PluginSpec("ns", "x", list)
y = PluginSpec("ns", "y" + "a-b-c".rsplit("-", 1)[0] + "a\nb".splitlines()[1], list)
z = PluginSpec("ns", "z" + repr("q") + ascii("é") + "%s" % 1.5, list)
# --- expected
# spec ns:Ha-b app:h
# spec ns:Some_Text app:b
# spec ns:Some_Text app:c
# spec ns:e-sOME-tEXT app:e
# spec ns:f app:f
# spec ns:g05 app:g
# spec ns:i3False5 app:i
# spec ns:jytes78 app:j
# spec ns:k1'q'  z app:k
# spec ns:lab app:l
# spec ns:mSomexText app:m
# spec ns:n25 app:n
# spec ns:odict app:o
# spec ns:ppp app:p
# spec ns:q1 app:q
# spec ns:rxy,z app:r
# spec ns:s-word-word app:s
# spec ns:some-textSOME-TEXT app:a
# spec ns:t12A app:t
# spec ns:uA97 app:u
# spec ns:vint app:v
# spec ns:w app:w
# spec ns:x app:x
# spec ns:xxText app:d
# spec ns:ya-bb app:y
# spec ns:z'q''\xe9'1.5 app:z
