"""try with else and finally, where the import works, and where it does not."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
try:
    import json
except ImportError:
    a = PluginSpec("ns", "a-no", list)
else:
    a = PluginSpec("ns", "a-yes", list)
finally:
    f = PluginSpec("ns", "f", list)
try:
    import not_there_at_all
except ImportError:
    b = PluginSpec("ns", "b-no", list)
else:
    b = PluginSpec("ns", "b-yes", list)
finally:
    g = PluginSpec("ns", "g", list)
try:
    from not_there_at_all import thing
    c = PluginSpec("ns", "c-yes", list)
except ModuleNotFoundError:
    c = PluginSpec("ns", "c-no", list)
# --- expected
# spec ns:a-yes app:a
# spec ns:b-no app:b if not (`not_there_at_all` is installed)
# spec ns:b-yes app:b if `not_there_at_all` is installed
# spec ns:c-no app:c if not (`not_there_at_all` is installed)
# spec ns:c-yes app:c if `not_there_at_all` is installed
# spec ns:f app:f
# spec ns:g app:g
# problem conditional app.py:13
# problem conditional app.py:15
# problem conditional app.py:20
# problem conditional app.py:22
# differs: the condition decides
