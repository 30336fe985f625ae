"""A module calls a function that makes an object of a base class; that does not change the class."""
# --- pack/__init__.py
# --- pack/base.py
from plugin import Plugin, PluginSpec

class Service(Plugin):
    namespace = "services"

def spec(name):
    return PluginSpec("specs", name, lambda: Service())

def registered(name):
    return register(Service(), name)

def register(service, name):
    return name
# --- pack/one.py
from pack.base import registered, spec
one = spec(registered("one"))
# --- pack/two.py
from pack.base import Service
class Two(Service):
    name = "two"
# --- expected
# class services:two pack.two:Two
# spec specs:one pack.one:one
