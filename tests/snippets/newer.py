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
