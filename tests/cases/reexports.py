"""Products re-exported under other names, through classes, dicts and functions."""
# --- lib.py
from plugin import Plugin, PluginSpec, plugin
class api:
    Base = Plugin
    spec = PluginSpec
    deco = staticmethod(plugin)
TABLE = {"base": Plugin, "spec": PluginSpec}
def get(what): return TABLE[what]
Spec2 = PluginSpec
import plugin as whole
# --- use.py
from lib import api, TABLE, get, Spec2, whole
import lib
class A(api.Base): namespace = "ns"; name = "a"
b = api.spec("ns", "b", list)
@api.deco("ns")
def c(): ...
class D(TABLE["base"]): namespace = "ns"; name = "d"
e = get("spec")("ns", "e", list)
f = Spec2("ns", "f", list)
g = whole.PluginSpec("ns", "g", list)
h = getattr(lib, "api").spec("ns", "h", list)
i = vars(lib)["Spec2"]("ns", "i", list)
# --- expected
# class ns:a use:A
# class ns:d use:D
# function ns:c use:c
# spec ns:b use:b
# spec ns:e use:e
# spec ns:f use:f
# spec ns:g use:g
# spec ns:h use:h
# spec ns:i use:i
