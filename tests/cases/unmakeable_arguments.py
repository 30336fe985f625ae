"""A plugin class that requires arguments cannot be made; defaults, `*args`, and a metaclass that gives them, can."""
# --- bases.py
from plugin import Plugin


class Needy(Plugin):
    namespace = "ns"

    def __init__(self, path, *, mode):
        self.path = path
# --- app.py
import functools
from dataclasses import dataclass, field
from typing import NamedTuple

from bases import Needy
from plugin import Plugin


class Service(Plugin):
    namespace = "ns"


class Positional(Service):
    name = "positional"

    def __init__(self, path): ...


class KeywordOnly(Service):
    name = "keyword-only"

    def __init__(self, *, mode): ...


class First(Service):
    name = "first"

    def __init__(self, path, /, *args, **kwargs): ...


class Inherited(Needy):
    name = "inherited"


class Given(Needy):
    name = "given"

    def __init__(self):
        super().__init__("path", mode="r")


class Defaults(Service):
    name = "defaults"

    def __init__(self, path="p", /, size=1, *, mode="r"): ...


class Anything(Service):
    name = "anything"

    def __init__(self, *args, **kwargs): ...


def supplying(init):
    @functools.wraps(init)
    def __init__(self, *args):
        init(self, *args or ["p"])

    return __init__


class Wrapped(Service):
    name = "wrapped"

    @supplying
    def __init__(self, path): ...


class New(Service):
    name = "new"

    def __new__(cls, path):
        return super().__new__(cls)


class Singleton(Service):
    name = "singleton"
    made = None

    def __new__(cls, *args):
        return "whatever"

    def __init__(self, path): ...


class Supplying(type(Plugin)):
    def __call__(cls):
        return super().__call__("p")


class Supplied(Service, metaclass=Supplying):
    name = "supplied"

    def __init__(self, path): ...


class Static(Service):
    name = "static"

    @staticmethod
    def __init__(): ...


@dataclass
class Record(Service):
    name = "record"
    path: str


@dataclass
class Complete(Service):
    name = "complete"
    path: str = "p"
    parts: list = field(default_factory=list)
    rest: list = field(init=False)


class Row(NamedTuple):
    path: str


class Tuple(Service, Row):
    name = "tuple"


def with_init(cls):
    cls.__init__ = lambda self: None
    return cls


@with_init
class Replaced(Service):
    name = "replaced"

    def __init__(self, path): ...


class Late(Service):
    name = "late"

    def __init__(self, path): ...


Late.__init__ = lambda self: None
# --- expected
# class ns:positional app:Positional
# class ns:keyword-only app:KeywordOnly
# class ns:first app:First
# class ns:inherited app:Inherited
# class ns:given app:Given
# class ns:defaults app:Defaults
# class ns:anything app:Anything
# class ns:wrapped app:Wrapped
# class ns:new app:New
# class ns:singleton app:Singleton
# class ns:supplied app:Supplied
# class ns:static app:Static
# class ns:record app:Record
# class ns:complete app:Complete
# class ns:tuple app:Tuple
# class ns:replaced app:Replaced
# class ns:late app:Late
# problem unmakeable app.py:13
# problem unmakeable app.py:19
# problem unmakeable app.py:25
# problem unmakeable app.py:31
# problem unmakeable app.py:69
# problem unmakeable app.py:105
# problem unmakeable app.py:122
