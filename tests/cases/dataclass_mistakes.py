"""Dataclasses that Python refuses, seen by the handler that counts on it."""
# --- app.py
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar
from plugin import PluginSpec
try:
    @dataclass
    class Shared:
        names: list = []
    a = PluginSpec('ns', 'no', list)
except ValueError:
    a = PluginSpec('ns', 'a', list)
try:
    @dataclass
    class Order:
        first: str = 'x'
        second: str
    b = PluginSpec('ns', 'no', list)
except TypeError:
    b = PluginSpec('ns', 'b', list)
@dataclass
class Kinds:
    shared: ClassVar[str] = 'shared'
    name: str = field(default='c')
    _: KW_ONLY
    other: str
c = PluginSpec('ns', Kinds(other='x').name, list)
d = PluginSpec('ns', Kinds('d', other='x').name + Kinds.shared, list)
try:
    Kinds('e', 'x')
    e = PluginSpec('ns', 'no', list)
except TypeError:
    e = PluginSpec('ns', 'e', list)
@dataclass(frozen=True)
class Frozen:
    name: str
one = Frozen('f')
try:
    one.name = 'no'
except AttributeError:
    f = PluginSpec('ns', one.name, list)
table = {one: 'g'}
g = PluginSpec('ns', table[Frozen('f')], list)
try:
    {Kinds(other='x'): 1}
    h = PluginSpec('ns', 'no', list)
except TypeError:
    h = PluginSpec('ns', 'h', list)
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:dshared app:d
# spec ns:e app:e
# spec ns:f app:f
# spec ns:g app:g
# spec ns:h app:h
