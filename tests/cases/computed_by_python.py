"""Functions of the standard library that give the same everywhere are computed."""
# --- app.py
from plugin import Plugin, PluginSpec
import base64, json, keyword, os.path, pathlib, re, string, textwrap
a = PluginSpec("ns", re.sub(r"[^a-z]+", "-", "a b  c"), list)
b = PluginSpec("ns", re.match(r"(\w)_(?P<rest>\w)", "b_x").group("rest"), list)
c = PluginSpec("ns", re.split(r"\.", "x.c")[1] + "".join(re.findall("[a-c]", "abcd")), list)
CAMEL = re.compile(r"(?<!^)(?=[A-Z])")
class Base(Plugin):
    namespace = "ns"
    def __init_subclass__(cls, **options):
        cls.name = CAMEL.sub("_", cls.__name__).lower()
class FooBar(Base): pass
d = PluginSpec("ns", "d" if re.compile("[A-Z]+", re.IGNORECASE).fullmatch("abc") else "no", list)
for name, options in json.loads('{"e": {"ns": "ns", "tags": ["x"]}}').items():
    globals()[name] = PluginSpec(options["ns"], name + options["tags"][0], list)
f = PluginSpec("ns", json.dumps({"f": 1}), list)
g = PluginSpec("ns", textwrap.dedent("  g\n  h").replace("\n", "-"), list)
h = PluginSpec("ns", string.ascii_lowercase[:2] + string.capwords("h i"), list)
i = PluginSpec("ns", string.Template("$i-${j}").substitute(i="i", j=1), list)
j = PluginSpec("ns", os.path.splitext(os.path.basename("x/j.py"))[0], list)
k = PluginSpec("ns", os.path.join("k", "l"), list)
l = PluginSpec("ns", pathlib.PurePosixPath("x/l.py").stem + str(pathlib.PurePosixPath("x") / "y"), list)
m = PluginSpec("ns", base64.b64encode(b"mmm").decode() + str(keyword.iskeyword("if")), list)
n = PluginSpec("ns", "{a}".format_map({"a": "n"}), list)
# --- expected
# class ns:foo_bar app:FooBar
# spec ns:a-b-c app:a
# spec ns:abH I app:h
# spec ns:bW1tTrue app:m
# spec ns:cabc app:c
# spec ns:d app:d
# spec ns:ex app:e
# spec ns:g-h app:g
# spec ns:i-1 app:i
# spec ns:j app:j
# spec ns:lx/y app:l
# spec ns:n app:n
# spec ns:x app:b
# spec ns:{"f": 1} app:f
# problem undecidable app.py:20
# differs: a path is written in another way on other systems
