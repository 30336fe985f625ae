"""A function in another module that gets at `plugin` through the module of that name makes plugins."""
# --- hooks.py
import plugin
import plugin as loader
def made(name):
    return plugin.plugin("ns", name)
def spec(name):
    return loader.PluginSpec("ns", name, list)
# --- app.py
from hooks import made
import hooks
@made("a")
def a(): ...
b = hooks.spec("b")
# --- expected
# function ns:a app:a
# spec ns:b app:b
