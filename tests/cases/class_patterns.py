"""Patterns of classes with arguments: of Python's own, of dataclasses, named tuples, and others."""
# --- app.py
from collections import namedtuple
from dataclasses import dataclass
from plugin import PluginSpec
@dataclass
class Point:
    x: int
    y: str = "why"
Pair = namedtuple("Pair", "left right")
class Plain:
    __match_args__ = ("name",)
    def __init__(self, name): self.name = name
class Other:
    pass
def pick(thing):
    match thing:
        case Point(1, text): return "first-" + text
        case Point(x=2, y="why" as text): return "second-" + text
        case Point(): return "point"
        case Pair(left=str(text)): return text
        case Pair(number, _): return f"pair{number}"
        case Plain(name=int()): return "number"
        case Plain(text): return text
        case Other(missing=1): return "never"
        case str(text) if text.startswith("z"): return text
        case int(number) | float(number): return f"n{number}"
        case _: return "rest"
things = [Point(1, "a"), Point(2), Point(3), Pair("b", 1), Pair(4, 5), Plain(6), Plain("c"), Other(), "zed", 7, 8.5, "d"]
for index, thing in enumerate(things):
    globals()[f"p{index}"] = PluginSpec("ns", f"{index}-{pick(thing)}", list)
# --- expected
# spec ns:0-first-a app:p0
# spec ns:1-second-why app:p1
# spec ns:10-n8.5 app:p10
# spec ns:11-rest app:p11
# spec ns:2-point app:p2
# spec ns:3-b app:p3
# spec ns:4-pair4 app:p4
# spec ns:5-number app:p5
# spec ns:6-c app:p6
# spec ns:7-rest app:p7
# spec ns:8-zed app:p8
# spec ns:9-n7 app:p9
