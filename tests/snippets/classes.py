# --- class
class C:
    'doc'
    x = 1
    def f(self): return self.x
a = C.__doc__, C().f(), C.__name__, C.__qualname__, C.__module__, C.__bases__

# --- variables of a class
x = 'outer'
class C:
    y = x
    x = 'inner'
    z = x
    def f(self): return x
a = C.y, C.z, C().f()

# --- a class in a function
def f():
    v = 1
    class C:
        w = v
        class D:
            u = v
            def g(self): return v
    return C
a = f().w, f().D.u, f().D().g(), f().D.__qualname__

# --- class sees module, not function
x = 'module'
def f():
    x = 'function'
    class C:
        a = x
    class D:
        x = x
    return C.a, D.x
r = f()

# --- class and global
class C:
    global made_by_class
    made_by_class = 7
a = made_by_class, hasattr(C, 'made_by_class')

# --- class and nonlocal
def f():
    n = 1
    class C:
        nonlocal n
        n = 2
    return n, hasattr(C, 'n')
a = f()

# --- inheritance
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B', *super().f()]
class C(A):
    def f(self): return ['C', *super().f()]
class D(B, C):
    def f(self): return ['D', *super().f()]
a = D().f(), [k.__name__ for k in D.__mro__], issubclass(D, A), isinstance(D(), C)

# --- no order of bases
class A: pass
class B(A): pass
class C(A, B): pass

# --- super in a class method
class A:
    @classmethod
    def make(cls, x): return cls.__name__, x
class B(A):
    @classmethod
    def make(cls): return super().make(5)
a = B.make(), B().make()

# --- super with arguments
class A:
    def f(self): return 1
class B(A):
    def f(self): return super(B, self).f() + 1
a = B().f()

# --- super outside of a class
def f(): return super()
f()

# --- __class__
class A:
    def f(self): return __class__.__name__
    def g(self): return [__class__ for _ in 'x'][0].__name__
class B(A): pass
a = B().f(), B().g()

# --- super in an inner function
class A:
    def f(self): return 'A'
class B(A):
    def f(self):
        def inner(self): return super().f() + 'i'
        return inner(self)
a = B().f()

# --- private names
class C:
    __x = 1
    def __f(self): return self.__x
    def g(self): return self.__f(), C.__x
a = C().g(), C._C__x, sorted(n for n in vars(C) if n.startswith('_C'))

# --- private names of arguments
class C:
    def f(self, __a, *, __b=2):
        __c = __a + __b
        return __c, sorted(locals())
a = C().f(1)

# --- private name of a class with underscores
class __C:
    __x = 1
a = [n for n in vars(__C) if 'x' in n]

# --- descriptors
class D:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t): return self.name if o is None else (self.name, o.v)
    def __set__(self, o, v): o.v = v
class C:
    d = D()
c = C()
c.d = 4
a = c.d, C.d

# --- property
class C:
    def __init__(self): self._x = 1
    @property
    def x(self): 'doc'; return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): self._x = 0
c = C()
a = [c.x]
c.x = 5
a.append(c.x)
del c.x
a.append(c.x)
b = C.x.__doc__

# --- property without setter
class C:
    @property
    def x(self): return 1
C().x = 2

# --- static and class methods
class C:
    n = 1
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.n + x
a = C.s(1), C().s(2), C.c(3), C().c(4)

# --- bound methods
class C:
    def f(self, x): return self, x
c = C()
m = c.f
a = m(1)[0] is c, m.__self__ is c, m.__func__ is C.f, C.f(c, 2)[1], m.__name__

# --- __new__ and __init__
class C:
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.made = a
        return o
    def __init__(self, *a): self.got = a
a = vars(C(1, 2))

# --- __new__ gives something else
class C:
    def __new__(cls): return 5
    def __init__(self): raise ValueError
a = C()

# --- __init__ that returns something
class C:
    def __init__(self): return 1
C()

# --- __getattr__
class C:
    x = 1
    def __getattr__(self, n):
        if n == 'bad': raise AttributeError(n)
        return 'got ' + n
c = C()
a = c.x, c.y, getattr(c, 'bad', 3), hasattr(c, 'bad')

# --- __getattribute__
class C:
    def __getattribute__(self, n): return 'all ' + n
a = C().x

# --- __setattr__
class C:
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
c = C()
c.x = 4
setattr(c, 'y', 5)
a = vars(c)

# --- slots
class C:
    __slots__ = ('x', 'y')
c = C()
c.x = 1
a = c.x, hasattr(c, 'y'), hasattr(c, '__dict__')
c.z = 1

# --- __init_subclass__
seen = []
class B:
    def __init_subclass__(cls, /, tag=None, **k):
        super().__init_subclass__(**k)
        cls.tag = tag
        seen.append(cls.__name__)
class C(B, tag=5): pass
class D(C): pass
a = C.tag, D.tag, seen

# --- keywords that nobody takes
class C(x=1): pass

# --- metaclass
class M(type):
    def __new__(m, name, bases, ns, **k):
        ns['added'] = sorted(n for n in ns if n[0] != '_'), k
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **k): cls.inited = name
    def __call__(cls, *a): return ('called', *a)
    @property
    def p(cls): return cls.inited + '!'
    def __len__(cls): return 42
class C(metaclass=M, kw=1):
    x = 1
a = C.added, C.inited, C(7), C.p, len(C), type(C).__name__

# --- __prepare__
class N(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        order.append(k)
order = []
class M(type):
    @classmethod
    def __prepare__(m, name, bases): return N(given=3)
    def __new__(m, name, bases, ns): return super().__new__(m, name, bases, dict(ns))
class C(metaclass=M):
    x = given
    y = 2
order = [n for n in order if n[0] != '_']
a = C.x, C.given

# --- a function as metaclass
def meta(name, bases, ns): return name, bases, sorted(n for n in ns if n[0] != '_')
class C(metaclass=meta):
    x = 1

# --- conflicting metaclasses
class M(type): pass
class N(type): pass
class A(metaclass=M): pass
class B(metaclass=N): pass
class C(A, B): pass

# --- __mro_entries__
class F:
    def __mro_entries__(self, bases): return (int,)
class C(F()): pass
a = C.__mro__[1].__name__, len(C.__orig_bases__), C(5) + 1

# --- bases with stars
class A: pass
class B: pass
class C(*[A, B], **{}): pass
a = [k.__name__ for k in C.__bases__]

# --- class decorators
def tag(v):
    def d(c):
        c.tag = v
        return c
    return d
@tag(1)
@tag(2)
class C: pass
a = C.tag

# --- __class_getitem__
class C:
    def __class_getitem__(cls, k): return cls.__name__, k
a = C[1], C['x', 2]

# --- type()
def f(self): return self.x
C = type('C', (), {'x': 3, 'f': f})
a = C().f(), C.__name__
D = type('D', (C,), dict(x=4))
b = D().f()

# --- operators of classes
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + o.x)
    def __neg__(self): return V(-self.x)
    def __eq__(self, o): return self.x == o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return f'V({self.x})'
    def __getitem__(self, k): return self.x * k
    def __len__(self): return self.x
    def __iter__(self): return iter([self.x])
    def __contains__(self, k): return k == self.x
a = repr(V(1) + V(2)), repr(-V(3)), V(1) == V(1), V(2)[4], len(V(5)), list(V(6)), 7 in V(7), {V(1): 'k'}[V(1)], str(V(8)), f'{V(9)}'

# --- dataclasses
import dataclasses
from dataclasses import dataclass, field
@dataclass(order=True)
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
    def __post_init__(self): self.w = self.x + self.y
@dataclass(frozen=True)
class Q(P if False else object):
    n: str = 'n'
a = repr(P(1)), P(1) == P(1), P(1) < P(2), P(3).w, dataclasses.asdict(P(1)), [f.name for f in dataclasses.fields(P)], repr(dataclasses.replace(Q(), n='m'))

# --- frozen
from dataclasses import dataclass
@dataclass(frozen=True)
class Q:
    n: str = 'n'
Q().n = 'x'

# --- enum
import enum
class E(enum.Enum):
    A = 1
    B = enum.auto()
    C = A
    def f(self): return self.name
class F(enum.IntFlag):
    X = 1
    Y = 2
a = E.A.name, E.B.value, E(1).f(), E['B'].f(), [e.name for e in E], E.C is E.A, (F.X | F.Y).value, F.X == 1, len(E)

# --- NamedTuple
from typing import NamedTuple
from collections import namedtuple
class P(NamedTuple):
    x: int
    y: str = 'd'
    def f(self): return self.x
Q = namedtuple('Q', 'a b')
a = P(1), P(2).f(), P(3)._asdict(), P._fields, Q(1, b=2)._replace(a=9), P(1)[1]

# --- abc
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): return 1
    @property
    @abc.abstractmethod
    def p(self): pass
class B(A):
    def f(self): return super().f() + 1
    p = 5
a = B().f(), sorted(A.__abstractmethods__)
A()

# --- generics
from typing import Generic, TypeVar, Protocol
T = TypeVar('T')
class G(Generic[T]):
    x = 1
class H(G[int]): pass
class P(Protocol):
    def f(self) -> int: ...
a = H.x, [k.__name__ for k in H.__mro__], G[int].x, len(H.__orig_bases__)

# --- derived from builtins
class L(list):
    def add(self, x): self.append(x); return self
class D(dict):
    def __missing__(self, k): return k * 2
class S(str): pass
class I(int):
    def __add__(self, o): return 'added'
a = L([1]).add(2), D(a=1)['a'], D()['b'], S('x').upper(), I(5) + 1, I(5) * 2

# --- exceptions of one's own
class E(Exception):
    code = 3
class F(E): pass
try:
    raise F('a', 'b')
except E as e:
    a = e.args, e.code, str(e)

# --- cached_property
import functools
class C:
    n = 0
    @functools.cached_property
    def x(self):
        self.n += 1
        return self.n
c = C()
a = c.x, c.x, vars(c)

# --- changing a class
class C: pass
C.x = 1
C.f = lambda self: self.x
setattr(C, 'y', 2)
a = C().f(), C.y
del C.y
b = hasattr(C, 'y'), 'x' in vars(C)

# --- annotations of a class
class C:
    x: int = 1
    y: 'str'
    __z: list
a = {k: v for k, v in C.__annotations__.items()}

# --- vars of an object
class C:
    def __init__(self): self.x = 1
c = C()
c.__dict__['y'] = 2
vars(c).update(z=3)
a = c.y, c.z, c.__dict__

# --- __del__ is no part
class C:
    def __del__(self): pass
c = C()
del c
a = 1

# --- iteration by methods
class C:
    def __reversed__(self): return iter('cb')
    def __iter__(self): yield from 'xy'
a = list(reversed(C())), list(C()), [*C()], dict(enumerate(C()))

# --- type checks
class A: pass
class B(A): pass
a = isinstance(B(), (int, A)), issubclass(B, A), type(B()) is B, isinstance(1, int | str), callable(A), isinstance(A, type)
