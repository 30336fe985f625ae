"""A context manager that an expression gives keeps exceptions as it would alone."""
# --- app.py
import contextlib
from plugin import PluginSpec
name = "old"
with contextlib.suppress(KeyError) or None:
    {}["key"]
    name = "new"
a = PluginSpec("ns", name, list)
managers = [contextlib.nullcontext("b"), contextlib.suppress(ValueError)]
with (managers[0] if managers else None) as name:
    b = PluginSpec("ns", name, list)
name = "old"
with managers[-1]:
    int("x")
    name = "new"
c = PluginSpec("ns", name + "-c", list)
# --- expected
# spec ns:b app:b
# spec ns:old app:a
# spec ns:old-c app:c
