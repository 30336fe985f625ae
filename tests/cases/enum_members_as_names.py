"""Names from the members of enums: their names, values, automatic values, aliases, properties, lookups and loops."""
# --- kinds.py
import enum


class Kind(str, enum.Enum):
    STORE = "shop.stores"
    HOOK = "shop.hooks"


class Color(enum.Enum):
    RED = enum.auto()
    GREEN = enum.auto()
    CRIMSON = RED

    @property
    def label(self):
        return f"{self.name.lower()}-{self.value}"

    @classmethod
    def default(cls):
        return cls.GREEN


class Planet(enum.Enum):
    EARTH = (5.97, "blue")
    MARS = (0.64, "red")

    def __init__(self, mass, color):
        self.mass = mass
        self.color = color


class Ordinal(enum.Enum):
    def _generate_next_value_(name, start, count, last_values):
        return f"{count + 1}-{name.lower()}"

    FIRST = enum.auto()
    SECOND = enum.auto()


@enum.unique
class Mode(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
# --- app.py
from kinds import Color, Kind, Mode, Ordinal, Planet
from plugin import Plugin, PluginSpec, plugin


class Disk(Plugin):
    namespace = Kind.STORE
    name = Color.CRIMSON.name


class Tape(Plugin):
    namespace = Kind.STORE.value
    name = Color.default().label


@plugin(namespace=Kind("shop.hooks"), name=Ordinal.SECOND.value)
def on_second():
    pass


light = PluginSpec(Kind["HOOK"], min(Planet, key=lambda planet: planet.mass).color, Disk)
writable = PluginSpec(Kind.HOOK, "writable" if Mode.WRITE in Mode.READ | Mode.WRITE else "fixed", Disk)

for color in Color:
    globals()[f"{color.name.lower()}_paint"] = PluginSpec("shop.paints", color.label, Disk)

for name, member in Ordinal.__members__.items():
    globals()[name.lower()] = PluginSpec("shop.ordinals", member.value, Disk)
# --- expected
# class shop.stores:RED app:Disk
# class shop.stores:green-2 app:Tape
# function shop.hooks:2-second app:on_second
# spec shop.hooks:red app:light
# spec shop.hooks:writable app:writable
# spec shop.paints:red-1 app:red_paint
# spec shop.paints:green-2 app:green_paint
# spec shop.ordinals:1-first app:first
# spec shop.ordinals:2-second app:second
