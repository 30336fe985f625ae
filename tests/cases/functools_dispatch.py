"""`singledispatch`, `singledispatchmethod`, `total_ordering`, `cached_property` and `reduce` around plugins."""
# --- app.py
from functools import cached_property, reduce, singledispatch, singledispatchmethod, total_ordering

from plugin import Plugin, PluginSpec, plugin


@singledispatch
def label(value):
    return str(value)


@label.register
def _(value: int):
    return f"no-{value}"


@label.register(list)
@label.register(tuple)
def _(value):
    return ".".join(map(label, value))


first = PluginSpec("shop.labels", label(1), list)
joined = PluginSpec("shop.labels", label(["a", 2, ("b", True)]), list)


@singledispatch
@plugin(namespace="shop.renderers")
def render(value):
    return repr(value)


@render.register(str)
def render_text(value):
    return value


class Format:
    def __init__(self, suffix):
        self.suffix = suffix

    @cached_property
    def spec(self):
        return PluginSpec("shop.formats", self.suffix, dict)

    @singledispatchmethod
    def title(self, value):
        return f"{self.suffix}-{value}"

    @title.register
    def _(self, value: None):
        return self.suffix


pdf = Format("pdf").spec
plain = PluginSpec("shop.titles", Format("txt").title(None), dict)
second = PluginSpec("shop.titles", Format("txt").title(2), dict)


@total_ordering
class Level:
    def __init__(self, name, rank):
        self.name = name
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


LEVELS = [Level("warning", 30), Level("debug", 10), Level("error", 40)]
highest = max(LEVELS)


class Alarm(Plugin):
    namespace = "shop.alarms"
    name = highest.name if highest >= Level("info", 20) else "none"


path = PluginSpec("shop.paths", reduce(lambda left, right: f"{left}/{right}", ["a", "b", "c"]), dict)
# --- expected
# spec shop.labels:no-1 app:first
# spec shop.labels:a.no-2.b.no-True app:joined
# function shop.renderers:render app:render
# spec shop.formats:pdf app:pdf
# spec shop.titles:txt app:plain
# spec shop.titles:txt-2 app:second
# class shop.alarms:error app:Alarm
# spec shop.paths:a/b/c app:path
