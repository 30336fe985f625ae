"""Exceptions that are raised again, and from others."""
# --- app.py
from plugin import PluginSpec
class Mine(Exception):
    def __init__(self, name): self.name = name
def f():
    try:
        raise Mine("inner")
    except Mine as e:
        raise KeyError(e.name) from e
try:
    f()
except LookupError as e:
    a = PluginSpec("ns", e.args[0], list)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ArithmeticError:
    b = PluginSpec("ns", "arithmetic", list)
# --- expected
# spec ns:arithmetic app:b
# spec ns:inner app:a
