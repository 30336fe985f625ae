"""Protocols, generics and enumerations among the bases of plugins: what they leave open is left open."""
# --- app.py
import enum
from abc import abstractmethod
from typing import Generic, Protocol, TypeVar, runtime_checkable

from plugin import Plugin

T = TypeVar("T")


@runtime_checkable
class Runs(Protocol):
    def run(self) -> None: ...


class MustRun(Protocol[T]):
    @abstractmethod
    def run(self) -> T: ...


class Opens(Protocol):
    def __init__(self, path: str) -> None:
        self.path = path


class Loose(Plugin, Runs):
    namespace = "ns"
    name = "loose"


class Strict(MustRun[int], Plugin):
    namespace = "ns"
    name = "strict"


class Running(Strict, Runs):
    name = "running"

    def run(self) -> int:
        return 1


class Opening(Plugin, Opens):
    namespace = "ns"
    name = "opening"


class Box(Plugin, Generic[T]):
    namespace = "ns"
    name = "box"


class Kind(str, enum.Enum):
    A = "a"


class Kinds(Plugin):
    namespace = "ns"
    name = Kind.A

    def __init__(self, kind=Kind.A): ...
# --- expected
# class ns:loose app:Loose
# class ns:strict app:Strict
# class ns:running app:Running
# class ns:opening app:Opening
# class ns:box app:Box
# class ns:a app:Kinds
# problem unmakeable app.py:30
# problem unmakeable app.py:42
# requires: 3.11
