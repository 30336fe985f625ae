"""A handler that raises in turn, and what was bound before it did."""
# --- app.py
from plugin import PluginSpec
import contextlib, os
with contextlib.suppress(Exception):
    try:
        os.environ["SURELY_NOT_SET"]
        a = PluginSpec("ns", "a", list)
    except Exception:
        try:
            {}["missing"]
        finally:
            b = PluginSpec("ns", "b", list)
c = PluginSpec("ns", "c", list)
# --- expected
# spec ns:a app:a if line 4 raises no exception
# spec ns:b app:b if line 4 raises an exception
# spec ns:c app:c
# problem conditional app.py:11
# problem conditional app.py:6
# differs: the condition decides
