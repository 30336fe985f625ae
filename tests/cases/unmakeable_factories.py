"""A spec whose factory requires arguments cannot be made, be it a function, an object, a method, or part of one."""
# --- makers.py
from functools import partial

from plugin import Plugin, plugin


class Service(Plugin):
    def __init__(self, path):
        self.path = path

    @classmethod
    def create(cls, path="p"):
        return cls(path)

    @classmethod
    def open(cls, path):
        return cls(path)


def make(path):
    return Service(path)


class Maker:
    def __init__(self, path):
        self.path = path

    def __call__(self):
        return Service(self.path)

    def made(self):
        return Service(self.path)

    def named(self, name):
        return Service(name)


class Needy:
    def __call__(self, path):
        return Service(path)


@plugin(namespace="ns")
def configure(level):
    return level
# --- app.py
from functools import partial

from makers import Maker, Needy, Service, configure, make
from plugin import PluginSpec

by_class = PluginSpec("ns", "by-class", Service)
by_function = PluginSpec("ns", "by-function", make)
by_lambda = PluginSpec("ns", "by-lambda", lambda path: Service(path))
by_no_lambda = PluginSpec("ns", "by-no-lambda", lambda path="p", *, mode="r": Service(path))
by_create = PluginSpec("ns", "by-create", Service.create)
by_open = PluginSpec("ns", "by-open", Service.open)
by_maker = PluginSpec("ns", "by-maker", Maker("p"))
by_maker_class = PluginSpec("ns", "by-maker-class", Maker)
by_made = PluginSpec("ns", "by-made", Maker("p").made)
by_named = PluginSpec("ns", "by-named", Maker("p").named)
by_needy = PluginSpec("ns", "by-needy", Needy())
by_marked = PluginSpec("ns", "by-marked", configure)
by_partial = PluginSpec("ns", "by-partial", partial(make, "p"))
by_partial_class = PluginSpec("ns", "by-partial-class", partial(Service, path="p"))
by_partial_method = PluginSpec("ns", "by-partial-method", partial(Service.open, "p"))
by_empty_partial = PluginSpec("ns", "by-empty-partial", partial(make))
by_wrong_partial = PluginSpec("ns", "by-wrong-partial", partial(Service, mode="r"))
by_builtin = PluginSpec("ns", "by-builtin", dict)
# --- expected
# function ns:configure makers:configure
# spec ns:by-class app:by_class
# spec ns:by-function app:by_function
# spec ns:by-lambda app:by_lambda
# spec ns:by-no-lambda app:by_no_lambda
# spec ns:by-create app:by_create
# spec ns:by-open app:by_open
# spec ns:by-maker app:by_maker
# spec ns:by-maker-class app:by_maker_class
# spec ns:by-made app:by_made
# spec ns:by-named app:by_named
# spec ns:by-needy app:by_needy
# spec ns:by-marked app:by_marked
# spec ns:by-partial app:by_partial
# spec ns:by-partial-class app:by_partial_class
# spec ns:by-partial-method app:by_partial_method
# spec ns:by-empty-partial app:by_empty_partial
# spec ns:by-wrong-partial app:by_wrong_partial
# spec ns:by-builtin app:by_builtin
# problem unmakeable app.py:6
# problem unmakeable app.py:7
# problem unmakeable app.py:8
# problem unmakeable app.py:11
# problem unmakeable app.py:13
# problem unmakeable app.py:15
# problem unmakeable app.py:16
# problem unmakeable app.py:21
# problem unmakeable app.py:22
