"""Lazy imports (PEP 810): what they name is imported when it is used, which breaks circles."""
# --- app.py
lazy from base import Base, missing_name
lazy import pack.thing, nowhere.at_all
lazy import pack.thing as thing
lazy from plugin import PluginSpec, plugin; lazy import json
lazy from pack import (
    thing as again,  # of which nothing is used
)
if True:
    lazy from pack.thing import C as Conditional
class A(Base):
    name = "a"
class B(pack.thing.C):
    name = "b"
c = PluginSpec("ns", thing.NAME, list)
@plugin(namespace="ns", name="d")
def d():
    return json.dumps(nowhere.at_all)
class E(Conditional):
    name = "e"
Renamed = Base
lazy = "f"
f = PluginSpec("ns", lazy, list)
try:
    missing_name
except ImportError:
    g = PluginSpec("ns", "g", list)
# --- base.py
lazy from plugin import Plugin
class Base(Plugin):
    namespace = "ns"
# --- pack/__init__.py
# --- pack/thing.py
lazy from base import Base as C
NAME = "named"
# --- circle.py
STATE = []
lazy import user
def later():
    return user.early
NAME = "late"
STATE.append("state")
# --- user.py
import circle
from plugin import PluginSpec
early = PluginSpec("ns", getattr(circle, "NAME", "early"), list)
state = PluginSpec("ns", circle.STATE[0] if circle.STATE else "none", list)
# --- expected
# class ns:a app:A
# class ns:b app:B
# class ns:e app:E
# function ns:d app:d
# spec ns:f app:f
# spec ns:g app:g
# spec ns:late user:early
# spec ns:named app:c
# spec ns:state user:state
# requires: 3.15
