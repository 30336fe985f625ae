"""Whether a plugin can be made is not said where a library has a hand in it that is not there."""
# --- app.py
from abc import abstractmethod

from somewhere import Base, Meta, Mixin, inject, make
from plugin import Plugin, PluginSpec


class Exporter(Plugin):
    namespace = "ns"

    @abstractmethod
    def run(self): ...


class Mixed(Mixin, Exporter):
    name = "mixed"


class After(Exporter, Mixin):
    name = "after"

    def __init__(self, path): ...


class New(Exporter, Mixin):
    name = "new"

    def __new__(cls, path): ...


@inject
class Decorated(Exporter):
    name = "decorated"

    def __init__(self, path): ...


class Derived(Decorated):
    name = "derived"


class Method(Plugin):
    namespace = "ns"
    name = "method"

    @inject
    def __init__(self, path): ...


class Made(Plugin, metaclass=Meta):
    namespace = "ns"
    name = "made"

    def __init__(self, path): ...


class Below(Made):
    name = "below"


@inject
def factory(path):
    return Base(path)


a = PluginSpec("ns", "a", factory)
b = PluginSpec("ns", "b", make)
# --- expected
# class ns:mixed app:Mixed
# class ns:after app:After
# class ns:new app:New
# class ns:decorated app:Decorated
# class ns:derived app:Derived
# class ns:method app:Method
# class ns:made app:Made
# class ns:below app:Below
# spec ns:a app:a
# spec ns:b app:b
# differs: the library is not there
