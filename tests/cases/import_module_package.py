"""import_module with the package in an f-string, and relative names."""
# --- pkg/__init__.py
import importlib
x = importlib.import_module(f"{__package__}.x")
y = importlib.import_module(".y", __package__)
z = importlib.import_module(".y", package=__name__)
w = __import__("pkg.x", fromlist=["thing"])
# --- pkg/x.py
from plugin import Plugin
class Base(Plugin): namespace = "ns"
thing = 1
# --- pkg/y.py
from . import x
name = "from-y"
# --- use.py
import pkg
from plugin import PluginSpec
class A(pkg.x.Base): name = "a"
class B(pkg.w.Base): name = pkg.y.name
c = PluginSpec("ns", pkg.z.x.Base.namespace + "-c", list)
# --- expected
# class ns:a use:A
# class ns:from-y use:B
# spec ns:ns-c use:c
