"""A plugin that can be made on some machines is not said to be unmakeable; one that can be made on none is."""
# --- app.py
import sys
from abc import abstractmethod

from plugin import Plugin


class Exporter(Plugin):
    namespace = "ns"

    @abstractmethod
    def run(self): ...


class Somewhere(Exporter):
    name = "somewhere"
    if sys.platform == "win32":

        def run(self): ...


class Nowhere(Exporter):
    name = "nowhere"
    if sys.platform == "win32":

        def stop(self): ...


if sys.platform == "win32":

    class Here(Exporter):
        name = "here"
# --- expected
# class ns:somewhere app:Somewhere
# class ns:nowhere app:Nowhere
# class ns:here app:Here if sys.platform == 'win32'
# problem unmakeable app.py:21
# problem conditional app.py:30
# problem unmakeable app.py:30
# differs: on one machine there is no plugin `here`
