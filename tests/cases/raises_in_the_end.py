"""A block that raises in any case, and may have raised before: what it has bound, it has bound perhaps."""
# --- app.py
import contextlib
import os
from plugin import PluginSpec

try:
    os.environ["OFF"]
    a = PluginSpec("ns", "a", list)
    raise ValueError
except Exception:
    pass

with contextlib.suppress(Exception):
    os.environ["OFF"]
    b = PluginSpec("ns", "b", list)
    nothing_of_that_name


class Own(ValueError):
    def __init__(self, name): self.name = name

try:
    import not_installed
    raise Own("own")
except Exception as error:
    c = PluginSpec("ns", error.name, list)

try:
    os.environ["OFF"]
    raise Own("own")
except KeyError:
    d = PluginSpec("ns", "key", list)
except Own as error:
    d = PluginSpec("ns", error.name, list)
# --- expected
# spec ns:a app:a if line 5 raises no exception
# spec ns:b app:b if line 12 raises no exception
# spec ns:key app:d if line 27 raises an exception and line 27 raises no other exception
# spec ns:not_installed app:c if not (`not_installed` is installed)
# spec ns:own app:c if `not_installed` is installed
# spec ns:own app:d if line 27 raises no exception
# problem conditional app.py:14
# problem conditional app.py:25
# problem conditional app.py:25
# problem conditional app.py:31
# problem conditional app.py:33
# problem conditional app.py:7
# problem undecidable app.py:33
# differs: what cannot be followed is told
