"""Calling a typed dict makes a dict."""
# --- app.py
from typing import TypedDict
from plugin import PluginSpec
class Options(TypedDict, total=False):
    name: str
class More(Options):
    other: str
a = PluginSpec("ns", Options(name="a")["name"], list)
b = PluginSpec("ns", "-".join(More({"name": "b"}, other="c").values()), list)
try:
    Options(name="a")["other"]
except KeyError:
    c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:a app:a
# spec ns:b-c app:b
# spec ns:c app:c
