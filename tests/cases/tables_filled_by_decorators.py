"""Decorators fill tables and set attributes: what is taken out of them is found."""
# --- app.py
from plugin import PluginSpec
SPECS = {}
def component(namespace):
    def decorator(cls):
        cls.spec = SPECS[cls.__name__.lower()] = PluginSpec(namespace, cls.__name__.lower(), cls)
        return cls
    return decorator
@component("ns")
class Foo: pass
@component("other")
class Bar: pass
foo = Foo.spec
globals().update({"from_" + name: spec for name, spec in SPECS.items() if name != "foo"})
LISTED = []
class Base:
    def __init_subclass__(cls): LISTED.append(PluginSpec("listed", cls.__name__, cls))
class A(Base): pass
class B(Base): pass
a, b = LISTED
# --- expected
# spec listed:A app:a
# spec listed:B app:b
# spec ns:foo app:foo
# spec other:bar app:from_bar
