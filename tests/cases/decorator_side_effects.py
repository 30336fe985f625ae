"""Decorators with side effects on a counter, in the order Python applies them."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
count = 0
def numbered(fn):
    global count
    count += 1
    return plugin("ns", name=f"{fn.__name__}-{count}")(fn)
@numbered
def a(): ...
@numbered
def b(): ...
def t(n):
    LOG.append("make" + n)
    def d(fn):
        LOG.append("apply" + n)
        return fn
    return d
LOG = []
@t("1")
@t("2")
def c(): ...
d = PluginSpec("ns", "-".join(LOG), list)
# --- expected
# function ns:a-1 app:a
# function ns:b-2 app:b
# spec ns:make1-make2-apply2-apply1 app:d
