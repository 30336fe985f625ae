"""Enums that are defined in blocks, and read by the classes that stand below them in the same block."""
# --- app.py
import contextlib
import enum

from plugin import Plugin, PluginSpec

prefix = "shop"

if prefix:
    prefix = "my.shop"

    class Group(enum.Enum):
        STORES = f"{prefix}.stores"
        HOOKS = f"{prefix}.hooks"

    class Disk(Plugin):
        namespace = Group.STORES.value
        name = "disk"


with contextlib.nullcontext():

    class Level(enum.IntEnum):
        LOW = 1
        HIGH = enum.auto()

    class Alarm(Plugin):
        namespace = Group.HOOKS.value
        name = f"alarm-{Level.HIGH.value}"


for place in ("kitchen", "garden"):

    class Light(enum.Enum):
        LAMP = f"{place}-lamp"

    class Switch(Plugin):
        namespace = Group.HOOKS.value
        name = Light.LAMP.value


try:
    Level["MIDDLE"]
except KeyError:

    class Answer(str, enum.Enum):
        MISSING = "missing"

    middle = PluginSpec("my.shop.levels", Answer.MISSING.value, Disk)
# --- expected
# class my.shop.stores:disk app:Disk
# class my.shop.hooks:alarm-2 app:Alarm
# class my.shop.hooks:garden-lamp app:Switch
# spec my.shop.levels:missing app:middle
