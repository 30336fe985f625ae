"""A function behind a decorator that is not followed is not called."""
# --- app.py
from plugin import PluginSpec
from functools import singledispatch
@singledispatch
def f(x): return "object"
@f.register
def _(x: str): return "str"
a = PluginSpec("ns", f("x"), list)
# --- expected
# spec ns:str app:a
