# --- except* (Python 3.11)
seen = []
try:
    raise ExceptionGroup('g', [ValueError(1), KeyError(2), TypeError(3)])
except* ValueError as e:
    seen.append(len(e.exceptions))
except* (KeyError, TypeError) as e:
    seen.append(len(e.exceptions))
else:
    seen.append('else')
finally:
    seen.append('end')

# --- except* of one (Python 3.11)
try:
    raise ValueError(1)
except* ValueError as e:
    a = type(e).__name__, len(e.exceptions)

# --- except* that does not fit (Python 3.11)
try:
    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
except* ValueError:
    a = 1

# --- except* without an exception (Python 3.11)
try:
    a = 1
except* ValueError:
    a = 2
else:
    b = 3

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
