"""Functions become plugins by the decorator, with and without a name of their own."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
@plugin(namespace="ns")
def first(): ...
@plugin("ns", name="second", should_load=lambda: False)
def other(): ...
@plugin(namespace="ns", should_load=undefined_thing) if False else plugin("ns")
def third(): ...
# --- expected
# function ns:first app:first
# function ns:second app:other
# function ns:third app:third
