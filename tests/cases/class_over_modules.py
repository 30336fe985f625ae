"""Classes derive over modules, aliases, re-exports, relative and star imports, and namespace packages."""
# --- core/__init__.py
from core.base import *
from . import base as b
# --- core/base.py
import plugin
__all__ = ['Base']
class Base(plugin.Plugin):
    namespace = 'ns'
class Hidden(plugin.Plugin): ...
# --- space/one/impl.py
from core import Base as B
class One(B):
    name = 'one'
# --- space/two/__init__.py
# --- space/two/impl.py
import core
class Two(core.b.Base):
    name = 'two'
# --- space/two/more.py
from . import impl as i
class Three(i.Two):
    name = 'three'
# --- space/two/star.py
from core import *
class Four(Base):
    name = 'four'
# --- space/two/dotted.py
import core.base
class Five(core.base.Base):
    name = 'five'
# --- expected
# class ns:one space.one.impl:One
# class ns:two space.two.impl:Two
# class ns:three space.two.more:Three
# class ns:four space.two.star:Four
# class ns:five space.two.dotted:Five
