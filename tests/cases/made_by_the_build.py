"""A module of the project whose source is not there is compiled, or made by the build: that it is missing is no fault."""
# --- shop/__init__.py
from plugin import Plugin
from ._version import version
from . import _speedups
class Base(Plugin):
    namespace = "shop"
    version = version
    weights = _speedups.table(3)
try:
    from ._native import Parser
except ImportError:
    class Parser: pass
# --- shop/plugins.py
from shop import Base, Parser
class Fast(Parser, Base):
    name = "fast"
# --- expected
# class shop:fast shop.plugins:Fast
# differs: it cannot be imported
