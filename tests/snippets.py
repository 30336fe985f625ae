"""Pieces of Python without plugins, over all kinds of statements and expressions, for Python and the machine to run.

Each stands for itself: title -> text, and the first version of Python that can read it, if that matters. None of them
shows an address, or the order of a set, which differ between runs.
"""

PLAIN = {
    "constants": "a, b, c, d, e = 1, 2.5, 'x', b'y', None\nf, g, h, i = True, False, ..., 3j",
    "names": "a = 1\nb = a\na = 2",
    "chained assignment": "a = b = c = [1]\nb.append(2)",
    "unpacking": "(a, b), [c, *d] = (1, 2), [3, 4, 5]\n*e, f = 'xyz'\n[g] = {7}",
    "unpacking of an iterator": "it = iter(range(10))\na, b = next(it), next(it)\nc, d, *e = it",
    "too many values": "a, b = 1, 2, 3",
    "too few values": "a, b, *c = [1]",
    "too few values without a star": "a, b = [1]",
    "what cannot be unpacked": "a, b = 1",
    "annotated": "a: int = 1\nb: str\nc: 'later' = 2",
    "annotated attribute": "class C: pass\nc = C()\nc.x: int = 3\nd = vars(c)",
    "annotated item": "d = {}\nd['x']: int = 3",
    "augmented": "a = 5\na += 2\na -= 1\na *= 3\na //= 2\na **= 2\na %= 50\na <<= 2\na >>= 1\na |= 3\na &= 14\na ^= 5\na /= 2",
    "augmented list": "a = b = [1]\na += (2,)\na *= 2",
    "augmented tuple": "a = b = (1,)\na += (2,)",
    "augmented attribute": "class C: x = 1\nc = C()\nc.x += 4\nd = C.x, c.x",
    "augmented item": "d = {'k': [1]}\nd['k'] += [2]\nd['k'][0] -= 5",
    "matrix product": "class M:\n    def __matmul__(self, o): return 'm', o\n    def __rmatmul__(self, o): return 'r', o\n"
    "    def __imatmul__(self, o): return 'i', o\na = M() @ 1\nb = 1 @ M()\nc = M()\nc @= 2",
    "in place method": "class N:\n    def __init__(self): self.all = []\n    def __iadd__(self, o):\n        self.all.append(o)\n        return self\n"
    "n = m = N()\nn += 1\nn += 2\nsame = n is m",
    "operators": "a = [7 + 2, 7 - 2, 7 * 2, 7 / 2, 7 // 2, 7 % 2, 7 ** 2, 7 & 2, 7 | 2, 7 ^ 2, 7 << 2, 7 >> 2]",
    "reflected operators": "class R:\n    def __radd__(self, o): return o, self.x\n    x = 3\na = 1 + R()\nb = sum([R()], start=()) if 0 else 5",
    "operators that do not fit": "a = 1 + 'x'",
    "division by zero": "a = 1 // 0",
    "a long sum": "a = 1 + 2 - 3 + 4 * 5 - 6 + 7 + 8 + 9",
    "unary": "a, b, c, d = -1, +2, ~3, not 4\ne = not []\nf = - -5",
    "comparisons": "a = 1 < 2 <= 2 == 2 != 3 > 1 >= 1\nb = 1 is 1, None is not None, 1 in [1], 2 not in (1,)\nc = 3 < 2 < x",
    "comparison asks once": "asked = []\ndef f(x):\n    asked.append(x)\n    return x\na = f(1) < f(3) < f(2) < f(9)",
    "rich comparison": "class V:\n    def __eq__(self, o): return 'eq'\n    def __lt__(self, o): return []\n    def __contains__(self, o): return o == 5\n"
    "a = V() == 1\nb = V() < 2 < 3\nc = 5 in V(), 6 in V(), 6 not in V()",
    "and, or": "a = 0 or [] or 'x'\nb = 1 and '' and 2\nc = 1 and 2 or 3\nd = 0 and undefined",
    "conditional expression": "a = 1 if [] else 2\nb = 'x' if a else undefined",
    "walrus": "if (n := 10) > 5:\n    m = n\na = [y := 1, y + 1]",
    "walrus in a comprehension": "a = [last := x for x in range(4)]\nb = last\nc = any((hit := x) > 1 for x in [1, 2, 3])\nd = hit",
    "displays": "a = [*'ab', 1]\nb = (*a, 2)\nc = {1, *[2]}\nd = {'x': 1, **{'y': 2, 'x': 3}, 'z': 4}",
    "what cannot be merged": "d = {**1}",
    "merging asks for keys": "class K:\n    def keys(self): return ['a', 'b']\n    def __getitem__(self, k): return k * 2\n"
    "d = {**K()}\ne = dict(**K())",
    "unhashable": "a = {[]: 1}",
    "unhashable in a set": "a = {[]}",
    "subscripts": "a = [1, 2, 3, 4]\nb = a[0], a[-1], a[1:3], a[::2], a[::-1], a[:2], a[2:]\nc = {'k': {'l': 5}}['k']['l']",
    "slices as keys": "class S:\n    def __getitem__(self, k): return k\na = S()[1:2, ::3, ...]\nb = S()[1:]",
    "assignment to slices": "a = [1, 2, 3, 4]\na[1:3] = ['x']\na[::2] = [8, 9]\ndel a[0]\ndel a[:1]",
    "missing key": "a = {}['x']",
    "missing index": "a = [][0]",
    "attributes": "class C: pass\nc = C()\nc.a = 1\nc.b = c\nd = c.b.b.a\ndel c.a\ne = hasattr(c, 'a'), hasattr(c, 'b')",
    "missing attribute": "a = (1).nothing",
    "attribute that cannot be set": "(1).x = 2",
    "delete": "a = b = 1\ndel a\nc, d, e = 1, 2, 3\ndel c, (d, e)",
    "delete what is not there": "del nothing",
    "deleted and used": "a = 1\ndel a\nb = a",
    "delete a key that is not there": "d = {}\ndel d['x']",
    "texts": "a = 'x' 'y'\nb = '%s-%r' % ('a', 'b')\nc = '{0}{k:>4}'.format(1, k=2)\nd = 'a,b'.split(',')\ne = '-'.join(map(str, [1, 2]))",
    "f-strings": "x, w = 3.14159, 8\na = f'{x:.2f}|{x:>{w}.1f}|{x!r}|{\"q\"!s:^5}|{\"\\u00e9\"!a}|{x=}|{{}}'",
    "formats": "class F:\n    def __format__(self, s): return 'f' + s\na = f'{F():abc}', format(F(), 'd')",
    "bytes": "a = b'ab' + bytes([99])\nb = a[0], a.decode(), 'x'.encode()\nc = bytearray(b'x')\nc += b'y'",
    "assert": "assert 1\nassert True, 'never'\na = 1",
    "assert that fails": "assert [], 'why'",
    "assert that fails without a message": "assert 0",
    "pass": "pass\nif 1: pass\na = 1",
    "texts as statements": "'a text'\n1\na = 2",
}

FLOW = {
    "if": "a = []\nif a:\n    b = 1\nelif not a:\n    b = 2\nelse:\n    b = 3",
    "nested if": "x = 3\nif x > 1:\n    if x > 2:\n        r = 'big'\n    else:\n        r = 'mid'\nelse:\n    r = 'small'",
    "truth": "class T:\n    def __bool__(self): return False\nclass L:\n    def __len__(self): return 0\n"
    "a = [bool(T()), bool(L()), not T(), 1 if L() else 2]",
    "truth that is none": "class T:\n    def __bool__(self): return 1\nif T(): a = 1",
    "for": "a = []\nfor x in range(3):\n    a.append(x)\nelse:\n    b = 'end'",
    "for with break": "for x in range(5):\n    if x == 2: break\nelse:\n    never = 1",
    "for with continue": "a = []\nfor x in 'abc':\n    if x == 'b': continue\n    a.append(x)",
    "for with targets": "a = []\nfor (x, *y), z in [((1, 2, 3), 4)]:\n    a.append((x, y, z))\nfor a[0] in 'q': pass",
    "for over a dict": "d = {'a': 1, 'b': 2}\na = []\nfor k, v in d.items(): a.append(k * v)",
    "for over nothing": "for x in (): y = 1\nelse: z = 2",
    "for over what is no iterable": "for x in 5: pass",
    "nested loops": "a = []\nfor x in range(3):\n    for y in range(3):\n        if y > x: break\n        a.append((x, y))\n    else:\n        a.append('full')",
    "loop over what changes": "a = [1, 2, 3]\nfor x in a:\n    if x < 5: a.append(x + 3)",
    "for over getitem": "class G:\n    def __getitem__(self, i):\n        if i > 2: raise IndexError\n        return i * i\na = list(G())\nb = 4 in G()",
    "for over an own iterator": "class I:\n    def __init__(self): self.n = 0\n    def __iter__(self): return self\n    def __next__(self):\n"
    "        self.n += 1\n        if self.n > 3: raise StopIteration\n        return self.n\na = [x for x in I()]",
    "while": "n = 3\na = []\nwhile n:\n    n -= 1\n    if n == 1: continue\n    a.append(n)\nelse:\n    b = 1",
    "while with break": "n = 0\nwhile True:\n    n += 1\n    if n > 4: break\nelse:\n    never = 1",
    "try": "try:\n    a = 1\nexcept ValueError:\n    b = 2\nelse:\n    c = 3\nfinally:\n    d = 4",
    "except": "try:\n    int('x')\nexcept (TypeError, ValueError) as error:\n    a = type(error).__name__, str(error)",
    "except deletes its name": "e = 1\ntry:\n    1 / 0\nexcept ZeroDivisionError as e:\n    pass\nb = e",
    "except deletes its name itself": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    del e\na = 1",
    "bare except": "try:\n    undefined\nexcept:\n    a = 1",
    "no handler fits": "try:\n    {}['x']\nexcept ValueError:\n    a = 1\nfinally:\n    b = 2",
    "the first handler that fits": "try:\n    {}['x']\nexcept LookupError:\n    a = 1\nexcept KeyError:\n    a = 2",
    "raise": "class E(Exception):\n    def __init__(self, x): self.x = x\ntry:\n    raise E(5)\nexcept E as e:\n    a = e.x",
    "raise a class": "try:\n    raise ValueError\nexcept ValueError as e:\n    a = e.args",
    "raise from": "try:\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n        raise KeyError('k') from e\nexcept KeyError as k:\n"
    "    a = repr(k.__cause__), k.__suppress_context__",
    "raise from none": "try:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        raise KeyError('k') from None\nexcept KeyError as k:\n"
    "    a = k.__cause__, k.__suppress_context__, type(k.__context__).__name__",
    "raise again": "a = []\ntry:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        a.append(1)\n        raise\nexcept ArithmeticError as e:\n    a.append(str(e))",
    "raise again in a call": "def again(): raise\ntry:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        again()\nexcept ArithmeticError as e:\n    a = str(e)",
    "raise with nothing to raise again": "raise",
    "raise what is no exception": "raise 5",
    "raise from what is no exception": "raise ValueError from 5",
    "context": "try:\n    try:\n        1 / 0\n    finally:\n        {}['x']\nexcept KeyError as e:\n    a = type(e.__context__).__name__",
    "raise in else": "try:\n    try:\n        pass\n    except ValueError:\n        a = 1\n    else:\n        raise ValueError('else')\nexcept ValueError as e:\n    a = str(e)",
    "finally returns": "def f():\n    try:\n        return 1\n    finally:\n        return 2\ndef g():\n    try:\n        1 / 0\n    finally:\n        return 3\na = f(), g()",
    "finally runs on the way": "seen = []\ndef f():\n    for x in range(3):\n        try:\n            if x == 1: continue\n            if x == 2: break\n"
    "            seen.append(x)\n        finally:\n            seen.append('f')\n    return seen\na = f()",
    "with": "class M:\n    def __init__(self): self.log = []\n    def __enter__(self):\n        self.log.append('in')\n        return self.log\n"
    "    def __exit__(self, *a): self.log.append(a[0])\nwith M() as log, M() as other:\n    log.append('body')",
    "with that swallows": "class M:\n    def __enter__(self): return self\n    def __exit__(self, kind, error, trace):\n        self.seen = kind.__name__, str(error)\n"
    "        return True\nwith M() as m:\n    raise ValueError('v')\na = m.seen",
    "with that does not swallow": "class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): return 0\nwith M():\n    1 / 0",
    "with targets": "class M:\n    def __enter__(self): return 1, [2, 3]\n    def __exit__(self, *a): pass\nwith M() as (a, [b, c]): d = a + b + c",
    "with what is no context manager": "with 5: pass",
    "with and return": "log = []\nclass M:\n    def __enter__(self): pass\n    def __exit__(self, *a): log.append('out')\ndef f():\n    with M():\n        return 7\na = f()",
    "contextlib": "import contextlib\n@contextlib.contextmanager\ndef m(x):\n    log.append('in')\n    try:\n        yield x\n    finally:\n        log.append('out')\n"
    "log = []\nwith m(5) as a: log.append(a)\nwith contextlib.suppress(KeyError): {}['x']\nwith contextlib.ExitStack() as s:\n    b = s.enter_context(m(6))",
    "match": "def f(x):\n    match x:\n        case 0: return 'zero'\n        case 1 | 2: return 'few'\n        case str(): return 'text'\n"
    "        case _: return 'other'\na = [f(0), f(2), f('x'), f(9)]",
    "match sequences": "def f(x):\n    match x:\n        case []: return 'empty'\n        case [a]: return 'one', a\n        case [a, [b, *c], *_]: return a, b, c\n"
    "        case [a, *b, c]: return a, b, c\n    return None\na = [f([]), f((1,)), f([1, [2, 3], 4]), f([1, 2, 3]), f('ab'), f(b'ab'), f({1}), f(range(2)), f(iter([1]))]",
    "match mappings": "def f(x):\n    match x:\n        case {'k': 1}: return 'one'\n        case {'k': v, **rest}: return v, rest\n        case {}: return 'any'\n"
    "    return None\na = [f({'k': 1}), f({'k': 2, 'l': 3}), f({}), f([]), f({'q': 1})]",
    "match classes": "class P:\n    __match_args__ = ('x', 'y')\n    def __init__(self, x, y): self.x, self.y = x, y\ndef f(v):\n    match v:\n"
    "        case P(0, y=0): return 'origin'\n        case P(x, y) if x == y: return 'diagonal', x\n        case P(x=a) as whole: return a, whole.y\n"
    "        case int(n): return 'int', n\n        case float() | bool(): return 'number'\n        case dict(d): return len(d)\n    return None\n"
    "a = [f(P(0, 0)), f(P(3, 3)), f(P(1, 2)), f(4), f(2.5), f({1: 2}), f('x')]",
    "match values": "class C: A = 1\ndef f(x):\n    match x:\n        case C.A: return 'a'\n        case None: return 'none'\n        case True: return 'true'\n        case -1 | 2.5: return 'n'\n"
    "        case 'x' | b'y': return 't'\na = [f(1), f(None), f(True), f(-1), f('x'), f(b'y'), f(0), f(1.0)]",
    "match missing attributes": "class P: pass\nmatch P():\n    case P(nothing=1): a = 1\n    case _: a = 2",
    "match too many positions": "match 'x':\n    case str(a, b): pass",
    "match binds": "match [1, [2, 3]]:\n    case [a, [b, *c]]: pass\nmatch 5:\n    case x if x > 9: y = 1\n    case z: y = z",
    "match nothing": "match 5:\n    case 6: a = 1\nb = 2",
}

FUNCTIONS = {
    "parameters": "def f(a, b=2, /, c=3, *d, e, g=7, **h): return a, b, c, d, e, g, h\nx = f(1, e=5)\ny = f(1, 9, 8, 7, 6, e=5, z=4, a=3)",
    "keyword only": "def f(*, a, b=2): return a, b\nx = f(a=1)\ny = f(b=3, a=4)",
    "missing argument": "def f(a, b): pass\nf(1)",
    "missing keyword": "def f(*, a): pass\nf()",
    "too many arguments": "def f(a): pass\nf(1, 2)",
    "unexpected keyword": "def f(a): pass\nf(1, b=2)",
    "an argument twice": "def f(a): pass\nf(1, a=2)",
    "positional only as keyword": "def f(a, /): pass\nf(a=1)",
    "stars in calls": "def f(*a, **k): return a, k\nx = f(*'ab', 1, *[2], **{'p': 3}, q=4, **{'r': 5})",
    "a keyword twice": "def f(**k): pass\nf(**{'a': 1}, **{'a': 2})",
    "what is no mapping": "def f(**k): pass\nf(**5)",
    "defaults are made once": "def f(x, a=[]):\n    a.append(x)\n    return a\nb = f(1)\nc = f(2)\nd = f.__defaults__, f.__kwdefaults__",
    "defaults can be changed": "def f(a=1): return a\nf.__defaults__ = (5,)\nb = f()",
    "return": "def f(): pass\ndef g(): return\ndef h(): return 1, 2\na = f(), g(), h()",
    "what a function is": "def outer():\n    'doc'\n    def inner(x: int, *y) -> str: return x\n    return inner\nf = outer()\n"
    "a = f.__name__, f.__qualname__, f.__module__, f.__doc__, outer.__doc__, f.__defaults__, callable(f)",
    "annotations of a function": "def f(a: int, *b: str, c: 'x' = 1, **d: list) -> dict: pass\na = {n: v for n, v in f.__annotations__.items()}",
    "attributes of functions": "def f(): return f.x\nf.x = 5\na = f(), vars(f)",
    "lambda": "f = lambda x, *y, k=2, **z: (x, y, k, z)\na = f(1, 3, j=4)\nb = (lambda: 5)()\nc = f.__name__, f.__qualname__",
    "closures": "def counter():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    return up\nu, v = counter(), counter()\na = u(), u(), v()",
    "closures see later values": "def f():\n    all = [lambda: i for i in range(3)]\n    return [g() for g in all]\na = f()\nb = [g() for g in [lambda k=k: k for k in range(3)]]",
    "global": "def f():\n    global g_made\n    g_made = 5\ndef h():\n    return g_made\nf()\na = h()",
    "nonlocal over two": "def a():\n    x = 1\n    def b():\n        def c():\n            nonlocal x\n            x += 10\n        c()\n        return x\n    return b(), x\nr = a()",
    "unbound local": "x = 1\ndef f():\n    y = x\n    x = 2\nf()",
    "unbound free variable": "def f():\n    def g(): return x\n    r = g()\n    x = 1\n    return r\nf()",
    "deleted local": "def f():\n    x = 1\n    del x\n    return x\nf()",
    "recursion": "def f(n): return 1 if n < 2 else n * f(n - 1)\na = f(10)",
    "mutual recursion": "def even(n): return n == 0 or odd(n - 1)\ndef odd(n): return n != 0 and even(n - 1)\na = even(8), odd(8)",
    "decorators": "log = []\ndef d(n):\n    log.append(('made', n))\n    def w(f):\n        log.append(('used', n))\n        f.tags = [*getattr(f, 'tags', []), n]\n        return f\n"
    "    return w\n@d(1)\n@d(2)\ndef f(): pass\na = f.tags",
    "decorator that replaces": "@str\n@type\ndef f(): pass",
    "functools": "import functools\ndef add(a, b, c=0): return a + b + c\np = functools.partial(add, 1, c=5)\na = p(2), functools.reduce(add, [1, 2, 3])\n"
    "@functools.lru_cache\ndef once(x):\n    calls.append(x)\n    return x\ncalls = []\nb = once(1), once(1), once(2)\n"
    "@functools.wraps(add)\ndef w(*a): 'own'\nc = w.__name__, w.__doc__, w.__wrapped__ is add",
    "singledispatch": "import functools\n@functools.singledispatch\ndef f(x): return 'any'\n@f.register\ndef _(x: int): return 'int'\n@f.register(str)\ndef _(x): return 'str'\na = f(1), f('x'), f(None)\ndel f, _",
    "generators": "def g(n):\n    for x in range(n):\n        if x % 2: yield x\n    return 'end'\na = list(g(6))\nit = g(2)\nb = next(it)\ntry:\n    next(it)\nexcept StopIteration as e:\n    c = e.value",
    "sending": "def g():\n    got = yield 'first'\n    while got:\n        got = yield got * 2\n    return 'done'\nit = g()\na = [next(it), it.send(3), it.send(5)]\ntry:\n    it.send(0)\nexcept StopIteration as e:\n    a.append(e.value)",
    "throwing": "def g():\n    try:\n        yield 1\n    except ValueError as e:\n        yield str(e)\n    finally:\n        log.append('f')\nlog = []\nit = g()\na = next(it), it.throw(ValueError('v'))\nit.close()",
    "yield from": "def inner():\n    got = yield 1\n    return got\ndef outer():\n    r = yield from inner()\n    yield r\n    yield from 'xy'\nit = outer()\na = [next(it), it.send(5), *it]",
    "yield in places": "def g():\n    x = [(yield 1), (yield 2)]\n    y = (yield x) or 'none'\n    if (yield y) == 'go':\n        yield 'gone'\n    while (yield 'w') != 'stop': pass\n    return x\n"
    "it = g()\na = [next(it), it.send('p'), it.send('q'), it.send(None), it.send('go'), it.send(0), it.send(0)]",
    "yield in with": "log = []\nclass M:\n    def __enter__(self): log.append('in')\n    def __exit__(self, *a): log.append('out')\ndef g():\n    with M():\n        yield 1\n    yield 2\na = list(g())",
    "yield in try": "def g():\n    try:\n        yield 1\n        1 / 0\n    except ZeroDivisionError:\n        yield 2\n    else:\n        yield 3\n    finally:\n        yield 4\na = list(g())",
    "yield in loops": "def g():\n    for x in range(9):\n        if x == 1: continue\n        if x == 4: break\n        yield x\n    else:\n        yield 'never'\n    n = 2\n    while n:\n        n -= 1\n        yield n\n    else:\n        yield 'end'\na = list(g())",
    "a generator that returns": "def g():\n    for x in range(3):\n        while True:\n            with open_() as y:\n                return y\n        yield x\nclass open_:\n    def __enter__(self): return 8\n    def __exit__(self, *a): pass\n"
    "def h():\n    z = yield from g()\n    yield z\na = list(h())",
    "generator expressions": "a = sum(x * x for x in range(4))\nb = (x for x in 'ab')\nc = next(b), list(b), list(b)\nd = dict((k, v) for k, v in [(1, 2)])",
    "comprehensions": "a = [x + y for x in range(3) if x for y in (x, 5) if y > 1]\nb = {x % 2 for x in range(5)}\nc = {k: v for k, v in zip('ab', [1, 2])}\nd = [[y for y in range(x)] for x in range(3)]",
    "variables of comprehensions": "x = 'kept'\na = [x for x in range(3)]\nb = [y for y in [x]]\nc = [(lambda: z)() for z in 'pq']",
    "the first iterable of a comprehension": "class C:\n    items = [1, 2]\n    n = 5\n    a = [x for x in items]\nb = C.a",
    "lambda with yield": "g = lambda: (yield 5)\na = list(g())",
    "locals": "def f(a, b=2):\n    c = 3\n    return sorted(locals().items())\nx = f(1)",
    "eval and exec": "def f():\n    y = 5\n    return eval('y + 1')\na = f()\nspace = {}\nexec('b = 2\\ndef g(): return b', space)\nc = space.pop('g')(), space['b']\nd = eval('x * 2', {'x': 4})",
    "call what is no function": "(5)()",
    "callable objects": "class C:\n    def __call__(self, x, *, y=1): return x, y\na = C()(2, y=3)\nb = list(map(C(), [1, 2]))",
    "sorting by a key": "a = sorted(['bb', 'a', 'ccc'], key=lambda x: -len(x))\nb = max([1, 5, 3], key=lambda x: x % 5)\nc = list(filter(lambda x: x > 1, [1, 2]))",
    "undefined": "a = undefined_name",
    "a builtin by another name": "say = repr\nn = len\na = n([1])\nlen = lambda x: 99\nb = len([])",
}

CLASSES = {
    "class": "class C:\n    'doc'\n    x = 1\n    def f(self): return self.x\na = C.__doc__, C().f(), C.__name__, C.__qualname__, C.__module__, C.__bases__",
    "variables of a class": "x = 'outer'\nclass C:\n    y = x\n    x = 'inner'\n    z = x\n    def f(self): return x\na = C.y, C.z, C().f()",
    "a class in a function": "def f():\n    v = 1\n    class C:\n        w = v\n        class D:\n            u = v\n            def g(self): return v\n    return C\na = f().w, f().D.u, f().D().g(), f().D.__qualname__",
    "class sees module, not function": "x = 'module'\ndef f():\n    x = 'function'\n    class C:\n        a = x\n    class D:\n        x = x\n    return C.a, D.x\nr = f()",
    "class and global": "class C:\n    global made_by_class\n    made_by_class = 7\na = made_by_class, hasattr(C, 'made_by_class')",
    "class and nonlocal": "def f():\n    n = 1\n    class C:\n        nonlocal n\n        n = 2\n    return n, hasattr(C, 'n')\na = f()",
    "inheritance": "class A:\n    def f(self): return ['A']\nclass B(A):\n    def f(self): return ['B', *super().f()]\nclass C(A):\n    def f(self): return ['C', *super().f()]\n"
    "class D(B, C):\n    def f(self): return ['D', *super().f()]\na = D().f(), [k.__name__ for k in D.__mro__], issubclass(D, A), isinstance(D(), C)",
    "no order of bases": "class A: pass\nclass B(A): pass\nclass C(A, B): pass",
    "super in a class method": "class A:\n    @classmethod\n    def make(cls, x): return cls.__name__, x\nclass B(A):\n    @classmethod\n    def make(cls): return super().make(5)\na = B.make(), B().make()",
    "super with arguments": "class A:\n    def f(self): return 1\nclass B(A):\n    def f(self): return super(B, self).f() + 1\na = B().f()",
    "super outside of a class": "def f(): return super()\nf()",
    "__class__": "class A:\n    def f(self): return __class__.__name__\n    def g(self): return [__class__ for _ in 'x'][0].__name__\nclass B(A): pass\na = B().f(), B().g()",
    "super in an inner function": "class A:\n    def f(self): return 'A'\nclass B(A):\n    def f(self):\n        def inner(self): return super().f() + 'i'\n        return inner(self)\na = B().f()",
    "private names": "class C:\n    __x = 1\n    def __f(self): return self.__x\n    def g(self): return self.__f(), C.__x\na = C().g(), C._C__x, sorted(n for n in vars(C) if n.startswith('_C'))",
    "private names of arguments": "class C:\n    def f(self, __a, *, __b=2):\n        __c = __a + __b\n        return __c, sorted(locals())\na = C().f(1)",
    "private name of a class with underscores": "class __C:\n    __x = 1\na = [n for n in vars(__C) if 'x' in n]",
    "descriptors": "class D:\n    def __set_name__(self, owner, name): self.name = name\n    def __get__(self, o, t): return self.name if o is None else (self.name, o.v)\n"
    "    def __set__(self, o, v): o.v = v\nclass C:\n    d = D()\nc = C()\nc.d = 4\na = c.d, C.d",
    "property": "class C:\n    def __init__(self): self._x = 1\n    @property\n    def x(self): 'doc'; return self._x\n    @x.setter\n    def x(self, v): self._x = v * 2\n    @x.deleter\n    def x(self): self._x = 0\n"
    "c = C()\na = [c.x]\nc.x = 5\na.append(c.x)\ndel c.x\na.append(c.x)\nb = C.x.__doc__",
    "property without setter": "class C:\n    @property\n    def x(self): return 1\nC().x = 2",
    "static and class methods": "class C:\n    n = 1\n    @staticmethod\n    def s(x): return x\n    @classmethod\n    def c(cls, x): return cls.n + x\na = C.s(1), C().s(2), C.c(3), C().c(4)",
    "bound methods": "class C:\n    def f(self, x): return self, x\nc = C()\nm = c.f\na = m(1)[0] is c, m.__self__ is c, m.__func__ is C.f, C.f(c, 2)[1], m.__name__",
    "__new__ and __init__": "class C:\n    def __new__(cls, *a):\n        o = super().__new__(cls)\n        o.made = a\n        return o\n    def __init__(self, *a): self.got = a\na = vars(C(1, 2))",
    "__new__ gives something else": "class C:\n    def __new__(cls): return 5\n    def __init__(self): raise ValueError\na = C()",
    "__init__ that returns something": "class C:\n    def __init__(self): return 1\nC()",
    "__getattr__": "class C:\n    x = 1\n    def __getattr__(self, n):\n        if n == 'bad': raise AttributeError(n)\n        return 'got ' + n\nc = C()\na = c.x, c.y, getattr(c, 'bad', 3), hasattr(c, 'bad')",
    "__getattribute__": "class C:\n    def __getattribute__(self, n): return 'all ' + n\na = C().x",
    "__setattr__": "class C:\n    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)\nc = C()\nc.x = 4\nsetattr(c, 'y', 5)\na = vars(c)",
    "slots": "class C:\n    __slots__ = ('x', 'y')\nc = C()\nc.x = 1\na = c.x, hasattr(c, 'y'), hasattr(c, '__dict__')\nc.z = 1",
    "__init_subclass__": "seen = []\nclass B:\n    def __init_subclass__(cls, /, tag=None, **k):\n        super().__init_subclass__(**k)\n        cls.tag = tag\n        seen.append(cls.__name__)\n"
    "class C(B, tag=5): pass\nclass D(C): pass\na = C.tag, D.tag, seen",
    "keywords that nobody takes": "class C(x=1): pass",
    "metaclass": "class M(type):\n    def __new__(m, name, bases, ns, **k):\n        ns['added'] = sorted(n for n in ns if n[0] != '_'), k\n        return super().__new__(m, name, bases, ns)\n"
    "    def __init__(cls, name, bases, ns, **k): cls.inited = name\n    def __call__(cls, *a): return ('called', *a)\n    @property\n    def p(cls): return cls.inited + '!'\n"
    "    def __len__(cls): return 42\nclass C(metaclass=M, kw=1):\n    x = 1\na = C.added, C.inited, C(7), C.p, len(C), type(C).__name__",
    "__prepare__": "class N(dict):\n    def __setitem__(self, k, v):\n        super().__setitem__(k, v)\n        order.append(k)\norder = []\nclass M(type):\n    @classmethod\n    def __prepare__(m, name, bases): return N(given=3)\n"
    "    def __new__(m, name, bases, ns): return super().__new__(m, name, bases, dict(ns))\nclass C(metaclass=M):\n    x = given\n    y = 2\norder = [n for n in order if n[0] != '_']\na = C.x, C.given",
    "a function as metaclass": "def meta(name, bases, ns): return name, bases, sorted(n for n in ns if n[0] != '_')\nclass C(metaclass=meta):\n    x = 1",
    "conflicting metaclasses": "class M(type): pass\nclass N(type): pass\nclass A(metaclass=M): pass\nclass B(metaclass=N): pass\nclass C(A, B): pass",
    "__mro_entries__": "class F:\n    def __mro_entries__(self, bases): return (int,)\nclass C(F()): pass\na = C.__mro__[1].__name__, len(C.__orig_bases__), C(5) + 1",
    "bases with stars": "class A: pass\nclass B: pass\nclass C(*[A, B], **{}): pass\na = [k.__name__ for k in C.__bases__]",
    "class decorators": "def tag(v):\n    def d(c):\n        c.tag = v\n        return c\n    return d\n@tag(1)\n@tag(2)\nclass C: pass\na = C.tag",
    "__class_getitem__": "class C:\n    def __class_getitem__(cls, k): return cls.__name__, k\na = C[1], C['x', 2]",
    "type()": "def f(self): return self.x\nC = type('C', (), {'x': 3, 'f': f})\na = C().f(), C.__name__\nD = type('D', (C,), dict(x=4))\nb = D().f()",
    "operators of classes": "class V:\n    def __init__(self, x): self.x = x\n    def __add__(self, o): return V(self.x + o.x)\n    def __neg__(self): return V(-self.x)\n    def __eq__(self, o): return self.x == o.x\n"
    "    def __hash__(self): return hash(self.x)\n    def __repr__(self): return f'V({self.x})'\n    def __getitem__(self, k): return self.x * k\n    def __len__(self): return self.x\n    def __iter__(self): return iter([self.x])\n"
    "    def __contains__(self, k): return k == self.x\na = repr(V(1) + V(2)), repr(-V(3)), V(1) == V(1), V(2)[4], len(V(5)), list(V(6)), 7 in V(7), {V(1): 'k'}[V(1)], str(V(8)), f'{V(9)}'",
    "dataclasses": "import dataclasses\nfrom dataclasses import dataclass, field\n@dataclass(order=True)\nclass P:\n    x: int\n    y: int = 2\n    z: list = field(default_factory=list)\n    def __post_init__(self): self.w = self.x + self.y\n"
    "@dataclass(frozen=True)\nclass Q(P if False else object):\n    n: str = 'n'\na = repr(P(1)), P(1) == P(1), P(1) < P(2), P(3).w, dataclasses.asdict(P(1)), [f.name for f in dataclasses.fields(P)], repr(dataclasses.replace(Q(), n='m'))",
    "frozen": "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Q:\n    n: str = 'n'\nQ().n = 'x'",
    "enum": "import enum\nclass E(enum.Enum):\n    A = 1\n    B = enum.auto()\n    C = A\n    def f(self): return self.name\nclass F(enum.IntFlag):\n    X = 1\n    Y = 2\na = E.A.name, E.B.value, E(1).f(), E['B'].f(), [e.name for e in E], E.C is E.A, (F.X | F.Y).value, F.X == 1, len(E)",
    "NamedTuple": "from typing import NamedTuple\nfrom collections import namedtuple\nclass P(NamedTuple):\n    x: int\n    y: str = 'd'\n    def f(self): return self.x\nQ = namedtuple('Q', 'a b')\na = P(1), P(2).f(), P(3)._asdict(), P._fields, Q(1, b=2)._replace(a=9), P(1)[1]",
    "abc": "import abc\nclass A(abc.ABC):\n    @abc.abstractmethod\n    def f(self): return 1\n    @property\n    @abc.abstractmethod\n    def p(self): pass\nclass B(A):\n    def f(self): return super().f() + 1\n    p = 5\na = B().f(), sorted(A.__abstractmethods__)\nA()",
    "generics": "from typing import Generic, TypeVar, Protocol\nT = TypeVar('T')\nclass G(Generic[T]):\n    x = 1\nclass H(G[int]): pass\nclass P(Protocol):\n    def f(self) -> int: ...\na = H.x, [k.__name__ for k in H.__mro__], G[int].x, len(H.__orig_bases__)",
    "derived from builtins": "class L(list):\n    def add(self, x): self.append(x); return self\nclass D(dict):\n    def __missing__(self, k): return k * 2\nclass S(str): pass\nclass I(int):\n    def __add__(self, o): return 'added'\n"
    "a = L([1]).add(2), D(a=1)['a'], D()['b'], S('x').upper(), I(5) + 1, I(5) * 2",
    "exceptions of one's own": "class E(Exception):\n    code = 3\nclass F(E): pass\ntry:\n    raise F('a', 'b')\nexcept E as e:\n    a = e.args, e.code, str(e)",
    "cached_property": "import functools\nclass C:\n    n = 0\n    @functools.cached_property\n    def x(self):\n        self.n += 1\n        return self.n\nc = C()\na = c.x, c.x, vars(c)",
    "changing a class": "class C: pass\nC.x = 1\nC.f = lambda self: self.x\nsetattr(C, 'y', 2)\na = C().f(), C.y\ndel C.y\nb = hasattr(C, 'y'), 'x' in vars(C)",
    "annotations of a class": "class C:\n    x: int = 1\n    y: 'str'\n    __z: list\na = {k: v for k, v in C.__annotations__.items()}",
    "vars of an object": "class C:\n    def __init__(self): self.x = 1\nc = C()\nc.__dict__['y'] = 2\nvars(c).update(z=3)\na = c.y, c.z, c.__dict__",
    "__del__ is no part": "class C:\n    def __del__(self): pass\nc = C()\ndel c\na = 1",
    "iteration by methods": "class C:\n    def __reversed__(self): return iter('cb')\n    def __iter__(self): yield from 'xy'\na = list(reversed(C())), list(C()), [*C()], dict(enumerate(C()))",
    "type checks": "class A: pass\nclass B(A): pass\na = isinstance(B(), (int, A)), issubclass(B, A), type(B()) is B, isinstance(1, int | str), callable(A), isinstance(A, type)",
}

LIBRARY = {
    "builtins": "a = abs(-1), divmod(7, 2), pow(2, 5, 7), round(2.567, 1), hex(255), bin(5), oct(8), chr(65), ord('a'), any([0, 1]), all([]), sum([1], 2), min(3, 1), max([2, 9])",
    "containers": "a = list('ab'), tuple([1]), dict(a=1), sorted({3, 1, 2}), frozenset([1]) | {1}, list(range(2, 9, 3)), list(reversed([1, 2])), list(zip('ab', [1, 2])), list(enumerate('a', 5))",
    "list methods": "a = [3, 1, 2]\na.sort()\na.insert(0, 9)\na.extend([7])\na.remove(1)\nb = a.pop(), a.index(9), a.count(2), a.copy()\na.reverse()\nc = a[:]\na.clear()",
    "dict methods": "d = {'a': 1}\nb = d.get('x', 5), d.setdefault('b', []), d.pop('a'), list(d.items())\nd.update(c=3)\nc = d | {'e': 4}\nd |= {'f': 6}\ne = dict.fromkeys('xy', 0), d.popitem()",
    "set methods": "s = {1, 2}\ns.add(3)\ns.discard(9)\ns |= {4}\na = sorted(s - {1}), sorted(s & {2, 3}), sorted(s ^ {1, 7}), s >= {1}, s.isdisjoint([9])\ns.update([5])\ns.remove(1)",
    "collections": "from collections import defaultdict, Counter, OrderedDict, deque, ChainMap\nd = defaultdict(list)\nd['x'].append(1)\nc = Counter('aab')\nq = deque([1, 2], maxlen=2)\nq.append(3)\nq.appendleft(9)\n"
    "a = dict(d), c.most_common(1), list(q), ChainMap({'k': 1}, {'k': 2})['k'], list(OrderedDict(a=1).items())",
    "itertools": "import itertools\na = list(itertools.chain([1], [2])), list(itertools.islice(itertools.count(3), 2)), list(itertools.product('a', [1, 2])), [k for k, g in itertools.groupby('aab')], list(itertools.accumulate([1, 2, 3])), list(itertools.repeat(1, 2)), list(itertools.takewhile(lambda x: x < 2, [1, 3])), list(itertools.permutations([1, 2]))",
    "operator": "import operator\na = operator.attrgetter('x.y'), operator.itemgetter(1)([5, 6]), operator.add(1, 2), operator.methodcaller('upper')('x')\na = a[1:]\nclass C:\n    x = 1\nb = operator.attrgetter('x')(C), operator.attrgetter('x', '__name__')(C)",
    "regular expressions": "import re\na = re.sub(r'(\\w)(\\d)', r'\\2\\1', 'a1b2'), re.findall('[a-z]', 'a1b'), re.match('(?P<n>x+)', 'xxy')['n'], bool(re.compile('^a$', re.M).search('b\\na')), re.sub('x', lambda m: m[0] * 2, 'axb')",
    "texts of the library": "import string, textwrap, json\na = string.ascii_lowercase[:3], textwrap.dedent('  x\\n  y'), json.loads(json.dumps({'a': [1, None]})), string.Template('$x').substitute(x=1), textwrap.shorten('a b c', 4)",
    "copy": "import copy\na = {'x': [1]}\nb = copy.copy(a)\nc = copy.deepcopy(a)\na['x'].append(2)",
    "types": "import types\nn = types.SimpleNamespace(x=1)\nn.y = 2\na = vars(n), types.MappingProxyType({'k': 1})['k'], isinstance(lambda: 0, types.LambdaType) if hasattr(types, 'Nothing') else 1\nC = types.new_class('C', (), {}, lambda ns: ns.update(z=3))\nb = C.z",
    "dates and numbers": "import datetime, math\na = datetime.date(2020, 1, 31).isoformat(), math.sqrt(16), math.factorial(5)",
    "imports": "import urllib.parse as p\nimport collections.abc\nfrom collections import OrderedDict as O, deque\na = O.__name__, collections.abc.Mapping.__name__, deque([1])[0]",
    "an import that fails": "try:\n    from collections import nothing\nexcept ImportError as e:\n    b = type(e).__name__",
    "weakref": "import weakref\nclass C: pass\nc = C()\nr = weakref.ref(c)\na = r() is c",
    "getattr and the like": "class C: x = 1\nc = C()\nsetattr(c, 'y', 2)\na = getattr(c, 'x'), getattr(c, 'z', 3), hasattr(c, 'y')\ndelattr(c, 'y')\nb = hasattr(c, 'y'), 'x' in dir(C)\ngetattr(c, 'y')",
    "iter and next": "it = iter([1, 2])\na = next(it), next(it), next(it, 'end')\nb = list(iter(lambda: c.pop(), 0)) if (c := [0, 1, 2]) else 0\nnext(iter([]))",
    "text to number": "a = int('12'), int('ff', 16), float('1.5'), str(3), repr('x'), bool(''), complex('1j'), int.from_bytes(b'\\x01\\x00', 'big')",
    "bisect and heapq": "import bisect, heapq\na = [1, 3]\nbisect.insort(a, 2)\nh = [3, 1, 2]\nheapq.heapify(h)\nb = heapq.heappop(h), bisect.bisect(a, 2)",
}

NEWER = {
    "except*": ((3, 11), "seen = []\ntry:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2), TypeError(3)])\nexcept* ValueError as e:\n    seen.append(len(e.exceptions))\n"
    "except* (KeyError, TypeError) as e:\n    seen.append(len(e.exceptions))\nelse:\n    seen.append('else')\nfinally:\n    seen.append('end')"),
    "except* of one": ((3, 11), "try:\n    raise ValueError(1)\nexcept* ValueError as e:\n    a = type(e).__name__, len(e.exceptions)"),
    "except* that does not fit": ((3, 11), "try:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* ValueError:\n    a = 1"),
    "except* without an exception": ((3, 11), "try:\n    a = 1\nexcept* ValueError:\n    a = 2\nelse:\n    b = 3"),
    "type parameters": ((3, 12), "class C[T]:\n    x = 1\n    def f[U](self, v: U) -> T: return v\ndef g[T](x: T, y=2) -> T: return x, y\na = C.x, C().f(5), g(1), C[int].x, [k.__name__ for k in C.__mro__]"),
    "stars in subscripts": ((3, 11), "class S:\n    def __getitem__(self, k): return k\na = S()[*[1, 2], 3]"),
    "unparenthesized f-string": ((3, 12), "d = {'k': 1}\na = f'{d['k']}'"),
}

GROUPS = {"plain": PLAIN, "flow": FLOW, "functions": FUNCTIONS, "classes": CLASSES, "library": LIBRARY}
SNIPPETS = {f"{group}: {title}": ((3, 10), text) for group, found in GROUPS.items() for title, text in found.items()}
SNIPPETS |= {f"newer: {title}": pair for title, pair in NEWER.items()}
