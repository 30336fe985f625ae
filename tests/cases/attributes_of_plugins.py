"""A parameter that is called `plugin`: to set attributes of it is not to set names of the module of that name."""
# --- app.py
from plugin import Plugin, plugin

def configure(plugin, **options):
    for key, value in options.items():
        setattr(plugin, key, value)

class A(Plugin):
    namespace = "ns"
    name = "a"

@plugin(namespace="ns")
def b(): pass
# --- expected
# class ns:a app:A
# function ns:b app:b
