"""A decorator whose source is not there is taken to give back what it decorates; that is told."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
from somewhere import deco, cls_deco
@deco
class A(Plugin):
    namespace = "ns"; name = "a"
@plugin("ns")
@deco.sub("x")
def b(): ...
@deco("y")
@plugin("ns")
def c(): ...
# --- expected
# class ns:a app:A
# function ns:b app:b
# function ns:c app:c
# differs: the module is not installed
