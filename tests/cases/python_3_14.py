"""What Python 3.14 brings: template strings, exceptions without parentheses, places that `partial` leaves open."""
# --- app.py
import functools, os
from string.templatelib import Interpolation, Template, convert
from plugin import Plugin, PluginSpec
def text(template):
    parts = []
    for each in template:
        match each:
            case str():
                parts.append(each)
            case Interpolation(value, _, conversion, spec):
                parts.append(format(convert(value, conversion), spec))
    return "".join(parts)
who, width = "x", 3
a = PluginSpec("ns", text(t"a{who}"), list)
b = PluginSpec("ns", text(t"b{who!r:>{width + 1}}{who + who}"), list)
whole = t"c{os.environ}{who:{os.linesep}}" if 0 else t"c{os.environ}{who!s}"
c = PluginSpec("ns", whole.strings[0] + whole.interpolations[1].expression + whole.interpolations[1].value, list)
d = PluginSpec("ns", text(t"d{os.environ['D']}"), list)
e = PluginSpec("ns", type(t"").__name__ + str(isinstance(t"e", Template)), list)
class NoPlugin(Plugin):
    namespace = "ns"
    name = t"f"
class G(Plugin):
    namespace = "ns"
    name = text(t"g" rt"\{who}" + t"!")
try:
    {}["x"]
except TypeError, KeyError:
    h = PluginSpec("ns", "h", list)
def last():
    for each in "ij":
        try:
            return each
        finally:
            if each == "i":
                continue
i = PluginSpec("ns", last() + "j", list)
def join(*parts):
    return "-".join(parts)
there = functools.partial(join, functools.Placeholder, "k")
j = PluginSpec("ns", there("j", "l"), list)
k = PluginSpec("ns", functools.partial(there, "m")("n", "o"), list)
# --- expected
# class ns:g\x! app:G
# spec ns:TemplateTrue app:e
# spec ns:ax app:a
# spec ns:b 'x'xx app:b
# spec ns:cwhox app:c
# spec ns:h app:h
# spec ns:jj app:i
# spec ns:j-k-l app:j
# spec ns:m-k-n-o app:k
# problem undecidable app.py:18
# differs: what cannot be followed is told
# requires: 3.14
