"""Handlers for what is no exception: to ask whether they catch one raises, once there is one."""
# --- app.py
import contextlib
import os
from plugin import PluginSpec

with contextlib.suppress(Exception):
    try:
        os.environ["OFF"]
        a = PluginSpec("ns", "a", list)
    except [*nothing_of_that_name]:
        pass

try:
    try:
        raise ValueError
    except [ValueError]:
        b = PluginSpec("ns", "b", list)
except TypeError:
    c = PluginSpec("ns", "c", list)

try:
    raise ValueError
except (KeyError, ValueError):
    d = PluginSpec("ns", "d", list)

try:
    e = PluginSpec("ns", "e", list)
except 5:
    pass
# --- expected
# spec ns:a app:a if line 6 raises no exception
# spec ns:c app:c
# spec ns:d app:d
# spec ns:e app:e
# problem conditional app.py:8
# differs: the condition decides
