# --- parameters
def f(a, b=2, /, c=3, *d, e, g=7, **h): return a, b, c, d, e, g, h
x = f(1, e=5)
y = f(1, 9, 8, 7, 6, e=5, z=4, a=3)

# --- keyword only
def f(*, a, b=2): return a, b
x = f(a=1)
y = f(b=3, a=4)

# --- missing argument
def f(a, b): pass
f(1)

# --- missing keyword
def f(*, a): pass
f()

# --- too many arguments
def f(a): pass
f(1, 2)

# --- unexpected keyword
def f(a): pass
f(1, b=2)

# --- an argument twice
def f(a): pass
f(1, a=2)

# --- positional only as keyword
def f(a, /): pass
f(a=1)

# --- stars in calls
def f(*a, **k): return a, k
x = f(*'ab', 1, *[2], **{'p': 3}, q=4, **{'r': 5})

# --- a keyword twice
def f(**k): pass
f(**{'a': 1}, **{'a': 2})

# --- what is no mapping
def f(**k): pass
f(**5)

# --- defaults are made once
def f(x, a=[]):
    a.append(x)
    return a
b = f(1)
c = f(2)
d = f.__defaults__, f.__kwdefaults__

# --- defaults can be changed
def f(a=1): return a
f.__defaults__ = (5,)
b = f()

# --- return
def f(): pass
def g(): return
def h(): return 1, 2
a = f(), g(), h()

# --- what a function is
def outer():
    'doc'
    def inner(x: int, *y) -> str: return x
    return inner
f = outer()
a = f.__name__, f.__qualname__, f.__module__, f.__doc__, outer.__doc__, f.__defaults__, callable(f)

# --- annotations of a function
def f(a: int, *b: str, c: 'x' = 1, **d: list) -> dict: pass
a = {n: v for n, v in f.__annotations__.items()}

# --- attributes of functions
def f(): return f.x
f.x = 5
a = f(), vars(f)

# --- lambda
f = lambda x, *y, k=2, **z: (x, y, k, z)
a = f(1, 3, j=4)
b = (lambda: 5)()
c = f.__name__, f.__qualname__

# --- closures
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
u, v = counter(), counter()
a = u(), u(), v()

# --- closures see later values
def f():
    all = [lambda: i for i in range(3)]
    return [g() for g in all]
a = f()
b = [g() for g in [lambda k=k: k for k in range(3)]]

# --- global
def f():
    global g_made
    g_made = 5
def h():
    return g_made
f()
a = h()

# --- nonlocal over two
def a():
    x = 1
    def b():
        def c():
            nonlocal x
            x += 10
        c()
        return x
    return b(), x
r = a()

# --- unbound local
x = 1
def f():
    y = x
    x = 2
f()

# --- unbound free variable
def f():
    def g(): return x
    r = g()
    x = 1
    return r
f()

# --- deleted local
def f():
    x = 1
    del x
    return x
f()

# --- recursion
def f(n): return 1 if n < 2 else n * f(n - 1)
a = f(10)

# --- mutual recursion
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
a = even(8), odd(8)

# --- decorators
log = []
def d(n):
    log.append(('made', n))
    def w(f):
        log.append(('used', n))
        f.tags = [*getattr(f, 'tags', []), n]
        return f
    return w
@d(1)
@d(2)
def f(): pass
a = f.tags

# --- decorator that replaces
@str
@type
def f(): pass

# --- functools
import functools
def add(a, b, c=0): return a + b + c
p = functools.partial(add, 1, c=5)
a = p(2), functools.reduce(add, [1, 2, 3])
@functools.lru_cache
def once(x):
    calls.append(x)
    return x
calls = []
b = once(1), once(1), once(2)
@functools.wraps(add)
def w(*a): 'own'
c = w.__name__, w.__doc__, w.__wrapped__ is add

# --- singledispatch
import functools
@functools.singledispatch
def f(x): return 'any'
@f.register
def _(x: int): return 'int'
@f.register(str)
def _(x): return 'str'
a = f(1), f('x'), f(None)
del f, _

# --- generators
def g(n):
    for x in range(n):
        if x % 2: yield x
    return 'end'
a = list(g(6))
it = g(2)
b = next(it)
try:
    next(it)
except StopIteration as e:
    c = e.value

# --- sending
def g():
    got = yield 'first'
    while got:
        got = yield got * 2
    return 'done'
it = g()
a = [next(it), it.send(3), it.send(5)]
try:
    it.send(0)
except StopIteration as e:
    a.append(e.value)

# --- throwing
def g():
    try:
        yield 1
    except ValueError as e:
        yield str(e)
    finally:
        log.append('f')
log = []
it = g()
a = next(it), it.throw(ValueError('v'))
it.close()

# --- yield from
def inner():
    got = yield 1
    return got
def outer():
    r = yield from inner()
    yield r
    yield from 'xy'
it = outer()
a = [next(it), it.send(5), *it]

# --- yield in places
def g():
    x = [(yield 1), (yield 2)]
    y = (yield x) or 'none'
    if (yield y) == 'go':
        yield 'gone'
    while (yield 'w') != 'stop': pass
    return x
it = g()
a = [next(it), it.send('p'), it.send('q'), it.send(None), it.send('go'), it.send(0), it.send(0)]

# --- yield in with
log = []
class M:
    def __enter__(self): log.append('in')
    def __exit__(self, *a): log.append('out')
def g():
    with M():
        yield 1
    yield 2
a = list(g())

# --- yield in try
def g():
    try:
        yield 1
        1 / 0
    except ZeroDivisionError:
        yield 2
    else:
        yield 3
    finally:
        yield 4
a = list(g())

# --- yield in loops
def g():
    for x in range(9):
        if x == 1: continue
        if x == 4: break
        yield x
    else:
        yield 'never'
    n = 2
    while n:
        n -= 1
        yield n
    else:
        yield 'end'
a = list(g())

# --- a generator that returns
def g():
    for x in range(3):
        while True:
            with open_() as y:
                return y
        yield x
class open_:
    def __enter__(self): return 8
    def __exit__(self, *a): pass
def h():
    z = yield from g()
    yield z
a = list(h())

# --- generator expressions
a = sum(x * x for x in range(4))
b = (x for x in 'ab')
c = next(b), list(b), list(b)
d = dict((k, v) for k, v in [(1, 2)])

# --- comprehensions
a = [x + y for x in range(3) if x for y in (x, 5) if y > 1]
b = {x % 2 for x in range(5)}
c = {k: v for k, v in zip('ab', [1, 2])}
d = [[y for y in range(x)] for x in range(3)]

# --- variables of comprehensions
x = 'kept'
a = [x for x in range(3)]
b = [y for y in [x]]
c = [(lambda: z)() for z in 'pq']

# --- the first iterable of a comprehension
class C:
    items = [1, 2]
    n = 5
    a = [x for x in items]
b = C.a

# --- lambda with yield
g = lambda: (yield 5)
a = list(g())

# --- locals
def f(a, b=2):
    c = 3
    return sorted(locals().items())
x = f(1)

# --- eval and exec
def f():
    y = 5
    return eval('y + 1')
a = f()
space = {}
exec('b = 2\ndef g(): return b', space)
c = space.pop('g')(), space['b']
d = eval('x * 2', {'x': 4})

# --- call what is no function
(5)()

# --- callable objects
class C:
    def __call__(self, x, *, y=1): return x, y
a = C()(2, y=3)
b = list(map(C(), [1, 2]))

# --- sorting by a key
a = sorted(['bb', 'a', 'ccc'], key=lambda x: -len(x))
b = max([1, 5, 3], key=lambda x: x % 5)
c = list(filter(lambda x: x > 1, [1, 2]))

# --- undefined
a = undefined_name

# --- a builtin by another name
say = repr
n = len
a = n([1])
len = lambda x: 99
b = len([])

# --- eval of a text with spaces around it
a = eval(' 1 + 1 '), eval('\t2')

# --- exec of a class with private names
names = {}
exec('class C:\n    __x = 1\n    y = __x', names)
a, names = sorted(each for each in vars(names['C']) if 'x' in each or each == 'y'), None
