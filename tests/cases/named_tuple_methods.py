"""What named tuples have: `_make`, `_replace`, `_asdict`, `_fields`, defaults and renamed fields."""
# --- app.py
from collections import namedtuple
from plugin import PluginSpec
Point = namedtuple('Point', 'x y', defaults=['dy'])
a = PluginSpec('ns', Point._make(['a', 'b']).x, list)
b = PluginSpec('ns', Point('x')._replace(y='b').y, list)
c = PluginSpec('ns', Point('c')._asdict()['x'], list)
d = PluginSpec('ns', '-'.join(Point._fields), list)
Odd = namedtuple('Odd', ['class', 'x', 'x'], rename=True)
e = PluginSpec('ns', ''.join(Odd._fields), list)
for mistake in (
    lambda: Point._make(['a']),
    lambda: Point('x')._replace(z='z'),
    lambda: Point(),
    lambda: Point('x', 'y', 'z'),
    lambda: namedtuple('Bad', 'class'),
    lambda: namedtuple('Bad', 'x', defaults=[1, 2]),
):
    try:
        mistake()
    except (TypeError, ValueError) as error:
        last = type(error).__name__
    else:
        last = 'nothing'
    globals()['m' + last] = PluginSpec('ns', last, list)
unknown = open('x').read().split() if None else ['q', 'r']
f = PluginSpec('ns', Point(*unknown).y, list)
x, y = Point('1', '2')
g = PluginSpec('ns', x + y + Point('1', '2')[0], list)
# --- expected
# spec ns:121 app:g
# spec ns:TypeError app:mTypeError
# spec ns:ValueError app:mValueError
# spec ns:_0x_2 app:e
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:r app:f
# spec ns:x-y app:d
