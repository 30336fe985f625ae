"""Where it is not known whether a pattern matches, each block that may run counts."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os
match os.name:
    case "posix": a = PluginSpec("ns", "a", list)
    case "nt": a = PluginSpec("ns", "b", list)
    case other: a = PluginSpec("ns", "c", list)
match os.environ.get("X"):
    case {"key": value}: d = PluginSpec("ns", value, list)
    case [first, *rest]: e = PluginSpec("ns", "e", list)
    case str(text): f = PluginSpec("ns", "f", list)
def pick():
    match os.environ.get("X"):
        case ("y" | "z") as found: return "same"
        case {"a": 1, **rest}: return "same"
        case _: return "same"
g = PluginSpec("ns", pick(), list)
h = PluginSpec("ns", "h", list)
match ("x", os.name):
    case ("y", _): h = None
    case ("x", [one] | [one, _]): i = PluginSpec("ns", one, list)
    case ("x", name) if name: j = PluginSpec("ns", "j", list)
match {"a": 1}:
    case {"a": 2}: k = None
    case {"b": _}: k = None
    case {"a": _, **rest}: k = PluginSpec("ns", "k", list)
match {1, 2}:
    case [_, _]: l = None
    case _: l = PluginSpec("ns", "l", list)
class Point:
    __match_args__ = ("x",)
    x = "m"
match Point():
    case Point(x): m = PluginSpec("ns", "m", list)
match Point():
    case int() | list(): n = None
    case Point(): n = PluginSpec("ns", "n", list)
# --- expected
# spec ns:a app:a if os.name == 'posix'
# spec ns:b app:a if not (os.name == 'posix') and os.name == 'nt'
# spec ns:c app:a if not (os.name == 'posix') and not (os.name == 'nt')
# spec ns:e app:e if not (os.environ.get('X') matches {'key': value}) and os.environ.get('X') matches [first, *rest]
# spec ns:f app:f if not (os.environ.get('X') matches {'key': value}) and not (os.environ.get('X') matches [first, *rest]) and os.environ.get('X') matches str(text)
# spec ns:h app:h
# spec ns:j app:j if not (os.name matches [one]) and not (os.name matches [one, _]) and os.name
# spec ns:k app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:n app:n
# spec ns:same app:g
# problem conditional app.py:10
# problem conditional app.py:21
# problem conditional app.py:4
# problem conditional app.py:5
# problem conditional app.py:6
# problem conditional app.py:9
# problem undecidable app.py:20
# problem undecidable app.py:8
# differs: it asks the system
