"""Calls with arguments that the function does not take."""
# --- app.py
from plugin import PluginSpec
def make(name, *, suffix):
    return PluginSpec('ns', name + suffix, list)
def many(name, *parts, **options):
    return PluginSpec('ns', name + ''.join(parts) + ''.join(options), list)
class Callable:
    def __call__(self, name):
        return PluginSpec('ns', name, list)
def caught(call):
    try:
        return call()
    except TypeError:
        return PluginSpec('ns', 'caught', list)
a = caught(lambda: make('a', 'b'))
b = make('b', suffix='1')
c = caught(lambda: make('c', suffix='1', other='2'))
d = caught(lambda: make('d', name='e', suffix='1'))
e = caught(lambda: make('e'))
f = many('f', 'g', 'h', i=1)
g = Callable()('g')
h = caught(lambda text='x': text())
i = caught(lambda: Callable()())
j = caught(lambda: object()(1))
class Static:
    @staticmethod
    def make(name):
        return PluginSpec('ns', name, list)
    made = make('made')
k = Static.make('k')
l = Static.made
class Empty:
    pass
m = caught(lambda: Empty(1))
# --- expected
# spec ns:b1 app:b
# spec ns:caught app:a
# spec ns:caught app:c
# spec ns:caught app:d
# spec ns:caught app:e
# spec ns:caught app:h
# spec ns:caught app:i
# spec ns:caught app:j
# spec ns:caught app:m
# spec ns:fghi app:f
# spec ns:g app:g
# spec ns:k app:k
# spec ns:made app:l
