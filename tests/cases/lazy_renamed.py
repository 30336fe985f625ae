"""A package hands out base classes under names that do not stand there: by a function of its own, or out of `globals`.

Another one has a `__getattr__` that has nothing to do with the base class which it exports.
"""
# --- kit/__init__.py
from kit._core import Exporter as _Exporter
from kit.more import Importer

def _choose(name):
    return {"New": _Exporter}[name[:3]]

def __getattr__(name):
    if name.startswith("New"):
        return _choose(name)
    raise AttributeError(name)
# --- kit/_core.py
from plugin import Plugin
class Exporter(Plugin):
    namespace = "my.exporters"
# --- kit/more.py
from plugin import Plugin
class Importer(Plugin):
    namespace = "my.importers"
# --- old/__init__.py
import warnings
from kit._core import Exporter as _Exporter

def __getattr__(name):
    if f"_{name[3:]}" in globals():
        warnings.warn(f"{name} is deprecated")
        return globals()[f"_{name[3:]}"]
    raise AttributeError(name)
# --- app.py
import kit
from kit import NewExporter
from old import OldExporter

class Csv(NewExporter):
    name = "csv"

class Xml(OldExporter):
    name = "xml"

class Ods(kit.Importer):
    name = "ods"
# --- expected
# class my.exporters:csv app:Csv
# class my.exporters:xml app:Xml
# class my.importers:ods app:Ods
