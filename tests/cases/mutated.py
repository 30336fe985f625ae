"""Containers and attributes that change between their binding and their use."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
NAMES = ["a"]
first = PluginSpec("ns", NAMES[-1], list)
NAMES.append("b")
second = PluginSpec("ns", NAMES[-1], list)
def grow(n): NAMES.append(n)
grow("c")
third = PluginSpec("ns", NAMES[-1], list)
class Foo(Plugin):
    namespace = "ns"
Foo.name = "foo"
class Holder: value = "h1"
h1 = PluginSpec("ns", Holder.value, list)
Holder.value = "h2"
h2 = PluginSpec("ns", Holder.value, list)
D = {}
D["k"] = "dict"
d = PluginSpec("ns", D["k"], list)
D["k"] = "changed"
alias = NAMES
alias.append("z")
# --- expected
# spec ns:a app:first
# spec ns:b app:second
# spec ns:c app:third
# class ns:foo app:Foo
# spec ns:h1 app:h1
# spec ns:h2 app:h2
# spec ns:dict app:d
