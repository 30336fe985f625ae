"""Abstract plugin classes count as plugins if they have a name; one that cannot be made for it is reported."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import abc
class A(Plugin, abc.ABC):
    namespace = "ns"
    @property
    @abc.abstractmethod
    def name(self): ...
class B(A):
    name = "b"
class C(Plugin):
    namespace = "ns"; name = "c"
    @abc.abstractmethod
    def run(self): ...
# --- expected
# class ns:b app:B
# class ns:c app:C
# problem unmakeable app.py:10
