"""Decorators that are objects, and count, group and remember what they decorate."""
# --- hooks.py
import functools

from plugin import FunctionPlugin, PluginSpec, plugin


class Hooks:
    """Gives hooks names that are numbered by event."""

    def __init__(self, namespace):
        self.namespace = namespace
        self.events = {}

    def on(self, event, *more):
        def decorate(function):
            for each in (event, *more):
                self.events.setdefault(each, []).append(function)
            name = f"{event}:{len(self.events[event])}"
            return plugin(namespace=self.namespace, name=name)(function)

        return decorate

    def __call__(self, function):
        return self.on(function.__name__)(function)

    def __getattr__(self, event):
        if event.startswith("_"):
            raise AttributeError(event)
        return self.on(event.replace("_", "."))


class command:
    """Stands in for the function that it decorates."""

    commands = {}

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.commands[function.__name__] = self

    def __call__(self, *args):
        return self.function(*args)

    def alias(self, name):
        return PluginSpec("shop.aliases", name, lambda: FunctionPlugin(self.function))


def service(function=None, *, name=None):
    if function is None:
        return functools.partial(service, name=name)
    function.__pluginspec__ = PluginSpec("shop.services", name or function.__name__, lambda: FunctionPlugin(function))
    return function
# --- app.py
from hooks import Hooks, command, service
from plugin import PluginSpec

hooks = Hooks("shop.hooks")


@hooks.on("start")
def first():
    pass


@hooks.on("start", "stop")
def second():
    pass


@hooks
def stop():
    pass


@hooks.order_paid
def third():
    pass


@command
def report(days):
    return days


weekly = report.alias("weekly")
commands = PluginSpec("shop.commands", "+".join(command.commands), list)


@service
def pay():
    pass


@service(name="shipping")
def ship():
    pass
# --- expected
# function shop.hooks:start:1 app:first
# function shop.hooks:start:2 app:second
# function shop.hooks:stop:2 app:stop
# function shop.hooks:order.paid:1 app:third
# spec shop.aliases:weekly app:weekly
# spec shop.commands:report app:commands
# function shop.services:pay app:pay
# function shop.services:shipping app:ship
