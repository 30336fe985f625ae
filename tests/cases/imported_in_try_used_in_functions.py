"""A module that is imported in a `try`, as one that need not be there, and used by functions that make plugins."""
# --- hooks.py
try:
    import plugin
    import plugin as api
except ImportError:
    plugin = api = None


def made(name):
    return plugin.plugin("ns", name)


def spec(name):
    return api.PluginSpec("ns", name, list)


own = spec("own")
# --- app.py
from hooks import made, spec


@made("function")
def run():
    pass


other = spec("other")
# --- expected
# function ns:function app:run
# spec ns:other app:other
# spec ns:own hooks:own
