"""Descriptors that take what is set, and setters of properties."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Data:
    def __get__(self, instance, owner): return "got-" + instance.kept
    def __set__(self, instance, value): instance.kept = value
    def __delete__(self, instance): instance.kept = "deleted"
class Holder:
    data = Data()
a_holder = Holder()
a_holder.data = "a"
a = PluginSpec("ns", a_holder.data, list)
b_holder = Holder()
b_holder.data = "b"
del b_holder.data
b = PluginSpec("ns", b_holder.data, list)
class Own:
    def __getattr__(self, name): return "attr-" + name
    def __setattr__(self, name, value): object.__setattr__(self, name, value + "-set")
    def __delattr__(self, name): object.__setattr__(self, name, "del-" + name)
own = Own()
c = PluginSpec("ns", own.c, list)
own.d = "d"
d = PluginSpec("ns", own.d, list)
del own.e
e = PluginSpec("ns", own.e, list)
class Slots:
    __slots__ = ("one", "two")
slots = Slots()
slots.one = "f"
f = PluginSpec("ns", slots.one, list)
try: slots.three = 3
except AttributeError: g = PluginSpec("ns", "g", list)
class Single:
    __slots__ = "only"
try: Single().other = 1
except AttributeError: h = PluginSpec("ns", "h", list)
class Open(Slots): pass
free = Open()
free.three = "i"
i = PluginSpec("ns", free.three, list)
# --- expected
# spec ns:attr-c app:c
# spec ns:d-set app:d
# spec ns:del-e app:e
# spec ns:f app:f
# spec ns:g app:g
# spec ns:got-a app:a
# spec ns:got-deleted app:b
# spec ns:h app:h
# spec ns:i app:i
