"""A command group whose decorators register and wrap."""
# --- app.py
from plugin import plugin
import functools
class Command:
    def __init__(self, fn, name): self.fn, self.name = fn, name
    def __call__(self, *a, **k): return self.fn(*a, **k)
class Group:
    def __init__(self): self.commands = {}
    def command(self, name=None, **attrs):
        def decorator(fn):
            cmd = Command(fn, name or fn.__name__.replace("_", "-"))
            self.commands[cmd.name] = cmd
            return plugin("cli", cmd.name)(fn)
        if callable(name):
            fn, name = name, None
            return decorator(fn)
        return decorator
cli = Group()
@cli.command
def first_one(): ...
@cli.command("renamed", help="x")
def second(): ...
@cli.command()
def third(): ...
# --- expected
# function cli:first-one app:first_one
# function cli:renamed app:second
# function cli:third app:third
