# --- type parameters (Python 3.12)
class C[T]:
    x = 1
    def f[U](self, v: U) -> T: return v
def g[T](x: T, y=2) -> T: return x, y
a = C.x, C().f(5), g(1), C[int].x, [k.__name__ for k in C.__mro__]

# --- stars in subscripts (Python 3.11)
class S:
    def __getitem__(self, k): return k
a = S()[*[1, 2], 3]

# --- unparenthesized f-string (Python 3.12)
d = {'k': 1}
a = f'{d['k']}'

# --- aliases of types (Python 3.12)
type Text = str | bytes
type Table[K, *Ts, **P] = dict[K, missing]
a = Text.__name__, Text.__value__, [each.__name__ for each in Table.__type_params__], Table[int, str, [int]].__args__
try:
    Table.__value__
except NameError:
    b = 1

# --- type parameters of several kinds (Python 3.12)
class Several[T, *Ts, **P]:
    x = 1
    def f[U](self, v=x, *, w=x): return v, w
a = Several().f(), Several[int, str, bool, [int]].x, [k.__name__ for k in Several.__mro__]

# --- defaults of type parameters (Python 3.13)
class Defaulted[T, U = int, *Ts = *tuple[int, ...]]: x = 1
class Called[**P = [int]]: x = 2
a = Defaulted[int].x, Defaulted[int, str, int].x, Called[[str]].x, Called[int].x

# --- template strings (Python 3.14)
from string.templatelib import Template
x, w = 'x', 3
t = t'a{x!r:>{w}}{x + 'y'}' rt'\{{{w:}'
a = [*t.strings], [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations], [*t.values]
b = type(t''), isinstance(t, Template), [str(each) for each in t'{1}b' if isinstance(each, str)], (t'a' + t'{x}').strings
try:
    t'{x}' + 'y'
except TypeError:
    c = 1
try:
    t'{missing}'
except NameError:
    d = 2

# --- exceptions without parentheses (Python 3.14)
def f(raised):
    try:
        raise raised
    except ValueError, KeyError:
        return 1
    except (TypeError), LookupError:
        return 2
a = [f(each) for each in (KeyError, TypeError(), IndexError, ValueError)]

# --- comprehensions that unpack (Python 3.15)
g, ds = [[1, 2], [], (3,)], [{'a': 1}, {'b': 2, 'a': 3}]
a = [*x for x in g], sorted({*x for x in g}), {**d for d in ds}, [*(*x for x in g if x)], [*y for x in g for y in [x]]
it = (*x for x in g)
b = next(it), [*it], (*x for x in g).__name__
try:
    [*x for x in [1]]
except TypeError:
    c = 1
try:
    {**x for x in [1]}
except TypeError:
    d = 2
try:
    (*x for x in missing)
except NameError:
    e = 3
