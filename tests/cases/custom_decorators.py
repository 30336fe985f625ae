"""Custom decorators of several kinds end in the decorator of the library."""
# --- hooks.py
from functools import partial, wraps
from plugin import plugin
HOOK = "app.hooks"
def hook(group, priority=0):
    def decorate(fn):
        fn.priority = priority
        return plugin(namespace=f"{HOOK}.{group}", should_load=lambda: True)(fn)
    return decorate
on_start = partial(hook, group="start")
on_stop = partial(hook, "stop")
def simple(fn):
    @plugin(namespace="app.simple", name=fn.__name__)
    @wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper
class Registry:
    def __init__(self, ns): self.ns = ns
    def __call__(self, fn): return plugin(self.ns)(fn)
    def named(self, name): return plugin(self.ns, name)
registry = Registry("app.registry")
# --- use.py
import hooks
from hooks import on_start, simple, registry
@on_start()
def warm_up(): ...
@hooks.on_stop(priority=3)
def cool_down(): ...
@simple
def plain(): ...
@registry
def called(): ...
@registry.named("other")
def method(): ...
# --- expected
# function app.hooks.start:warm_up use:warm_up
# function app.hooks.stop:cool_down use:cool_down
# function app.simple:plain use:plain
# function app.registry:called use:called
# function app.registry:other use:method
