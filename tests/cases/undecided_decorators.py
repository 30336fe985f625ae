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
# class ns:a app:A if `deco` gives back what it decorates
# function ns:b app:b if `deco.sub('x')` gives back what it decorates
# function ns:c app:c if `deco('y')` gives back what it decorates
# problem conditional app.py:4
# problem conditional app.py:8
# problem conditional app.py:11
# differs: the module is not installed
