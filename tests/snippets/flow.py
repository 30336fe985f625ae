# --- if
a = []
if a:
    b = 1
elif not a:
    b = 2
else:
    b = 3

# --- nested if
x = 3
if x > 1:
    if x > 2:
        r = 'big'
    else:
        r = 'mid'
else:
    r = 'small'

# --- truth
class T:
    def __bool__(self): return False
class L:
    def __len__(self): return 0
a = [bool(T()), bool(L()), not T(), 1 if L() else 2]

# --- truth that is none
class T:
    def __bool__(self): return 1
if T(): a = 1

# --- for
a = []
for x in range(3):
    a.append(x)
else:
    b = 'end'

# --- for with break
for x in range(5):
    if x == 2: break
else:
    never = 1

# --- for with continue
a = []
for x in 'abc':
    if x == 'b': continue
    a.append(x)

# --- for with targets
a = []
for (x, *y), z in [((1, 2, 3), 4)]:
    a.append((x, y, z))
for a[0] in 'q': pass

# --- for over a dict
d = {'a': 1, 'b': 2}
a = []
for k, v in d.items(): a.append(k * v)

# --- for over nothing
for x in (): y = 1
else: z = 2

# --- for over what is no iterable
for x in 5: pass

# --- nested loops
a = []
for x in range(3):
    for y in range(3):
        if y > x: break
        a.append((x, y))
    else:
        a.append('full')

# --- loop over what changes
a = [1, 2, 3]
for x in a:
    if x < 5: a.append(x + 3)

# --- for over getitem
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
a = list(G())
b = 4 in G()

# --- for over an own iterator
class I:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
a = [x for x in I()]

# --- while
n = 3
a = []
while n:
    n -= 1
    if n == 1: continue
    a.append(n)
else:
    b = 1

# --- while with break
n = 0
while True:
    n += 1
    if n > 4: break
else:
    never = 1

# --- try
try:
    a = 1
except ValueError:
    b = 2
else:
    c = 3
finally:
    d = 4

# --- except
try:
    int('x')
except (TypeError, ValueError) as error:
    a = type(error).__name__, str(error)

# --- except deletes its name
e = 1
try:
    1 / 0
except ZeroDivisionError as e:
    pass
b = e

# --- except deletes its name itself
try:
    1 / 0
except ZeroDivisionError as e:
    del e
a = 1

# --- bare except
try:
    undefined
except:
    a = 1

# --- no handler fits
try:
    {}['x']
except ValueError:
    a = 1
finally:
    b = 2

# --- the first handler that fits
try:
    {}['x']
except LookupError:
    a = 1
except KeyError:
    a = 2

# --- raise
class E(Exception):
    def __init__(self, x): self.x = x
try:
    raise E(5)
except E as e:
    a = e.x

# --- raise a class
try:
    raise ValueError
except ValueError as e:
    a = e.args

# --- raise from
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError('k') from e
except KeyError as k:
    a = repr(k.__cause__), k.__suppress_context__

# --- raise from none
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('k') from None
except KeyError as k:
    a = k.__cause__, k.__suppress_context__, type(k.__context__).__name__

# --- raise again
a = []
try:
    try:
        1 / 0
    except ZeroDivisionError:
        a.append(1)
        raise
except ArithmeticError as e:
    a.append(str(e))

# --- raise again in a call
def again(): raise
try:
    try:
        1 / 0
    except ZeroDivisionError:
        again()
except ArithmeticError as e:
    a = str(e)

# --- raise with nothing to raise again
raise

# --- raise what is no exception
raise 5

# --- raise from what is no exception
raise ValueError from 5

# --- context
try:
    try:
        1 / 0
    finally:
        {}['x']
except KeyError as e:
    a = type(e.__context__).__name__

# --- raise in else
try:
    try:
        pass
    except ValueError:
        a = 1
    else:
        raise ValueError('else')
except ValueError as e:
    a = str(e)

# --- finally returns
def f():
    try:
        return 1
    finally:
        return 2
def g():
    try:
        1 / 0
    finally:
        return 3
a = f(), g()

# --- finally runs on the way
seen = []
def f():
    for x in range(3):
        try:
            if x == 1: continue
            if x == 2: break
            seen.append(x)
        finally:
            seen.append('f')
    return seen
a = f()

# --- with
class M:
    def __init__(self): self.log = []
    def __enter__(self):
        self.log.append('in')
        return self.log
    def __exit__(self, *a): self.log.append(a[0])
with M() as log, M() as other:
    log.append('body')

# --- with that swallows
class M:
    def __enter__(self): return self
    def __exit__(self, kind, error, trace):
        self.seen = kind.__name__, str(error)
        return True
with M() as m:
    raise ValueError('v')
a = m.seen

# --- with that does not swallow
class M:
    def __enter__(self): pass
    def __exit__(self, *a): return 0
with M():
    1 / 0

# --- with targets
class M:
    def __enter__(self): return 1, [2, 3]
    def __exit__(self, *a): pass
with M() as (a, [b, c]): d = a + b + c

# --- with what is no context manager
try:
    with 5: pass
except (AttributeError, TypeError): a = 'none'

# --- with and return
log = []
class M:
    def __enter__(self): pass
    def __exit__(self, *a): log.append('out')
def f():
    with M():
        return 7
a = f()

# --- contextlib
import contextlib
@contextlib.contextmanager
def m(x):
    log.append('in')
    try:
        yield x
    finally:
        log.append('out')
log = []
with m(5) as a: log.append(a)
with contextlib.suppress(KeyError): {}['x']
with contextlib.ExitStack() as s:
    b = s.enter_context(m(6))

# --- match
def f(x):
    match x:
        case 0: return 'zero'
        case 1 | 2: return 'few'
        case str(): return 'text'
        case _: return 'other'
a = [f(0), f(2), f('x'), f(9)]

# --- match sequences
def f(x):
    match x:
        case []: return 'empty'
        case [a]: return 'one', a
        case [a, [b, *c], *_]: return a, b, c
        case [a, *b, c]: return a, b, c
    return None
a = [f([]), f((1,)), f([1, [2, 3], 4]), f([1, 2, 3]), f('ab'), f(b'ab'), f({1}), f(range(2)), f(iter([1]))]

# --- match mappings
def f(x):
    match x:
        case {'k': 1}: return 'one'
        case {'k': v, **rest}: return v, rest
        case {}: return 'any'
    return None
a = [f({'k': 1}), f({'k': 2, 'l': 3}), f({}), f([]), f({'q': 1})]

# --- match classes
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case P(0, y=0): return 'origin'
        case P(x, y) if x == y: return 'diagonal', x
        case P(x=a) as whole: return a, whole.y
        case int(n): return 'int', n
        case float() | bool(): return 'number'
        case dict(d): return len(d)
    return None
a = [f(P(0, 0)), f(P(3, 3)), f(P(1, 2)), f(4), f(2.5), f({1: 2}), f('x')]

# --- match values
class C: A = 1
def f(x):
    match x:
        case C.A: return 'a'
        case None: return 'none'
        case True: return 'true'
        case -1 | 2.5: return 'n'
        case 'x' | b'y': return 't'
a = [f(1), f(None), f(True), f(-1), f('x'), f(b'y'), f(0), f(1.0)]

# --- match missing attributes
class P: pass
match P():
    case P(nothing=1): a = 1
    case _: a = 2

# --- match too many positions
match 'x':
    case str(a, b): pass

# --- match binds
match [1, [2, 3]]:
    case [a, [b, *c]]: pass
match 5:
    case x if x > 9: y = 1
    case z: y = z

# --- match nothing
match 5:
    case 6: a = 1
b = 2
