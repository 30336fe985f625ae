"""Generators that yield specs: unpacked, advanced one by one, delegated, sent to, and filtered."""
# --- specs.py
from plugin import Plugin, PluginSpec


class Service(Plugin):
    def __init__(self, name):
        self.name = name


def services(namespace, *names):
    for name in names:
        yield PluginSpec(namespace, name, lambda name=name: Service(name))


def numbered(namespace):
    number, prefix = 0, "item"
    while True:
        number += 1
        prefix = (yield PluginSpec(namespace, f"{prefix}-{number}", list)) or prefix


def everything():
    yield from services("shop.all", "one", "two")
    count = yield from counted()
    yield PluginSpec("shop.all", f"count-{count}", list)


def counted():
    yield PluginSpec("shop.all", "counted", list)
    return 1
# --- app.py
from specs import everything, numbered, services

pay, ship = services("shop.services", "pay", "ship")

items = numbered("shop.items")
first = next(items)
second = items.send("part")
third = next(items)
items.close()

one, *middle, last = everything()
two, counted = middle

long = next(spec for spec in services("shop.words", "a", "long-word", "b") if len(spec.name) > 3)
globals().update((f"made_{spec.name}", spec) for spec in services("shop.made", "x", "y"))
# --- expected
# spec shop.services:pay app:pay
# spec shop.services:ship app:ship
# spec shop.items:item-1 app:first
# spec shop.items:part-2 app:second
# spec shop.items:part-3 app:third
# spec shop.all:one app:one
# spec shop.all:two app:two
# spec shop.all:counted app:counted
# spec shop.all:count-1 app:last
# spec shop.words:long-word app:long
# spec shop.made:x app:made_x
# spec shop.made:y app:made_y
