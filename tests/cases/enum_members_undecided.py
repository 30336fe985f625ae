"""Members of an enumeration in blocks of its body, which run, do not, or do so under a condition."""
# --- app.py
import enum
from os import environ
from plugin import PluginSpec

class Never(enum.Enum):
    if 0:
        no = 1
    else:
        yes = 2
for k in Never:
    globals()[f"each_{k.name}"] = PluginSpec("ns", k.name, list)

class Perhaps(enum.Enum):
    one = 1
    if environ.get("OFF"):
        two = 2
for k in Perhaps:
    globals()[f"perhaps_{k.name}"] = PluginSpec("ns", k.name, list)
# --- expected
# spec ns:one app:perhaps_one
# spec ns:two app:perhaps_two if os.environ.get('OFF')
# spec ns:yes app:each_yes
# problem conditional app.py:18
# differs: the condition decides
