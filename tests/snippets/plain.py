# --- constants
a, b, c, d, e = 1, 2.5, 'x', b'y', None
f, g, h, i = True, False, ..., 3j

# --- names
a = 1
b = a
a = 2

# --- chained assignment
a = b = c = [1]
b.append(2)

# --- unpacking
(a, b), [c, *d] = (1, 2), [3, 4, 5]
*e, f = 'xyz'
[g] = {7}

# --- unpacking of an iterator
it = iter(range(10))
a, b = next(it), next(it)
c, d, *e = it

# --- too many values
a, b = 1, 2, 3

# --- too few values
a, b, *c = [1]

# --- too few values without a star
a, b = [1]

# --- what cannot be unpacked
a, b = 1

# --- annotated
a: int = 1
b: str
c: 'later' = 2

# --- annotated attribute
class C: pass
c = C()
c.x: int = 3
d = vars(c)

# --- annotated item
d = {}
d['x']: int = 3

# --- augmented
a = 5
a += 2
a -= 1
a *= 3
a //= 2
a **= 2
a %= 50
a <<= 2
a >>= 1
a |= 3
a &= 14
a ^= 5
a /= 2

# --- augmented list
a = b = [1]
a += (2,)
a *= 2

# --- augmented tuple
a = b = (1,)
a += (2,)

# --- augmented attribute
class C: x = 1
c = C()
c.x += 4
d = C.x, c.x

# --- augmented item
d = {'k': [1]}
d['k'] += [2]
d['k'][0] -= 5

# --- matrix product
class M:
    def __matmul__(self, o): return 'm', o
    def __rmatmul__(self, o): return 'r', o
    def __imatmul__(self, o): return 'i', o
a = M() @ 1
b = 1 @ M()
c = M()
c @= 2

# --- in place method
class N:
    def __init__(self): self.all = []
    def __iadd__(self, o):
        self.all.append(o)
        return self
n = m = N()
n += 1
n += 2
same = n is m

# --- operators
a = [7 + 2, 7 - 2, 7 * 2, 7 / 2, 7 // 2, 7 % 2, 7 ** 2, 7 & 2, 7 | 2, 7 ^ 2, 7 << 2, 7 >> 2]

# --- reflected operators
class R:
    def __radd__(self, o): return o, self.x
    x = 3
a = 1 + R()
b = sum([R()], start=()) if 0 else 5

# --- operators that do not fit
a = 1 + 'x'

# --- division by zero
a = 1 // 0

# --- a long sum
a = 1 + 2 - 3 + 4 * 5 - 6 + 7 + 8 + 9

# --- unary
a, b, c, d = -1, +2, ~3, not 4
e = not []
f = - -5

# --- comparisons
a = 1 < 2 <= 2 == 2 != 3 > 1 >= 1
b = 1 is 1, None is not None, 1 in [1], 2 not in (1,)
c = 3 < 2 < x

# --- comparison asks once
asked = []
def f(x):
    asked.append(x)
    return x
a = f(1) < f(3) < f(2) < f(9)

# --- rich comparison
class V:
    def __eq__(self, o): return 'eq'
    def __lt__(self, o): return []
    def __contains__(self, o): return o == 5
a = V() == 1
b = V() < 2 < 3
c = 5 in V(), 6 in V(), 6 not in V()

# --- and, or
a = 0 or [] or 'x'
b = 1 and '' and 2
c = 1 and 2 or 3
d = 0 and undefined

# --- conditional expression
a = 1 if [] else 2
b = 'x' if a else undefined

# --- walrus
if (n := 10) > 5:
    m = n
a = [y := 1, y + 1]

# --- walrus in a comprehension
a = [last := x for x in range(4)]
b = last
c = any((hit := x) > 1 for x in [1, 2, 3])
d = hit

# --- displays
a = [*'ab', 1]
b = (*a, 2)
c = {1, *[2]}
d = {'x': 1, **{'y': 2, 'x': 3}, 'z': 4}

# --- what cannot be merged
d = {**1}

# --- merging asks for keys
class K:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
d = {**K()}
e = dict(**K())

# --- unhashable
a = {[]: 1}

# --- unhashable in a set
a = {[]}

# --- subscripts
a = [1, 2, 3, 4]
b = a[0], a[-1], a[1:3], a[::2], a[::-1], a[:2], a[2:]
c = {'k': {'l': 5}}['k']['l']

# --- slices as keys
class S:
    def __getitem__(self, k): return k
a = S()[1:2, ::3, ...]
b = S()[1:]

# --- assignment to slices
a = [1, 2, 3, 4]
a[1:3] = ['x']
a[::2] = [8, 9]
del a[0]
del a[:1]

# --- missing key
a = {}['x']

# --- missing index
a = [][0]

# --- attributes
class C: pass
c = C()
c.a = 1
c.b = c
d = c.b.b.a
del c.a
e = hasattr(c, 'a'), hasattr(c, 'b')

# --- missing attribute
a = (1).nothing

# --- attribute that cannot be set
(1).x = 2

# --- delete
a = b = 1
del a
c, d, e = 1, 2, 3
del c, (d, e)

# --- delete what is not there
del nothing

# --- deleted and used
a = 1
del a
b = a

# --- delete a key that is not there
d = {}
del d['x']

# --- texts
a = 'x' 'y'
b = '%s-%r' % ('a', 'b')
c = '{0}{k:>4}'.format(1, k=2)
d = 'a,b'.split(',')
e = '-'.join(map(str, [1, 2]))

# --- f-strings
x, w, n = 3.14159, 8, '\u00e9'
a = f'{x:.2f}|{x:>{w}.1f}|{x!r}|{"q"!s:^5}|{n!a}|{x=}|{{}}'

# --- formats
class F:
    def __format__(self, s): return 'f' + s
a = f'{F():abc}', format(F(), 'd')

# --- bytes
a = b'ab' + bytes([99])
b = a[0], a.decode(), 'x'.encode()
c = bytearray(b'x')
c += b'y'

# --- assert
assert 1
assert True, 'never'
a = 1

# --- assert that fails
assert [], 'why'

# --- assert that fails without a message
assert 0

# --- pass
pass
if 1: pass
a = 1

# --- texts as statements
'a text'
1
a = 2
