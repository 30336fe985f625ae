"""What stands behind `and`, `or` and in a conditional expression may not be evaluated."""
# --- app.py
from plugin import PluginSpec
import os
def bind(n): globals()[n] = PluginSpec("ns", n, list)
os.environ.get("SURELY_NOT_SET") and bind("a")
os.environ.get("SURELY_NOT_SET") or bind("b")
bind("c") if os.environ.get("SURELY_NOT_SET") else bind("d")
bind("e") or bind("f")
bind("g") and bind("h")
# --- expected
# spec ns:a app:a if os.environ.get('SURELY_NOT_SET')
# spec ns:b app:b if not (os.environ.get('SURELY_NOT_SET'))
# spec ns:c app:c if os.environ.get('SURELY_NOT_SET')
# spec ns:d app:d if not (os.environ.get('SURELY_NOT_SET'))
# spec ns:e app:e
# spec ns:f app:f
# spec ns:g app:g
# problem conditional app.py:3
# problem conditional app.py:3
# problem conditional app.py:3
# problem conditional app.py:3
# differs: the condition decides
