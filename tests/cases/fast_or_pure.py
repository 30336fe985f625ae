"""An import that falls back to another module of the project: a condition only if the first has no source."""
# --- shop/__init__.py
try:
    from ._fast import Base
except ImportError:
    from ._pure import Base
# --- shop/_fast.py
from plugin import Plugin


class Base(Plugin):
    namespace = "shop.exporters"
    kind = "fast"
# --- shop/_pure.py
from plugin import Plugin


class Base(Plugin):
    namespace = "shop.exporters"
    kind = "pure"
# --- shop/exporters.py
from shop import Base

try:
    from shop import _fast as engine
except ModuleNotFoundError:
    engine = None
try:
    from ._missing import speed
except ImportError:
    speed = "slow"


class Csv(Base):
    name = f"csv-{Base.kind}"


if engine:

    class Xml(engine.Base):
        name = f"xml-{speed}"
# --- expected
# class shop.exporters:csv-fast shop.exporters:Csv
# class shop.exporters:xml-slow shop.exporters:Xml if not (`shop._missing` can be imported)
# problem conditional shop/exporters.py:19
# problem undecidable shop/exporters.py:19
