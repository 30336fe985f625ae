"""Ways to catch, hide or mislead the engine's own exceptions and unknown values."""
# --- what input gives
try: len(input())
except BaseException as e: x = e.__class__
# --- everything caught in a loop
import os
while True:
    try: os.getpid() + 1
    except: continue
# --- everything caught around a loop
try:
    while True: pass
except BaseException: x = 1
# --- everything caught around a power
try: x = 10**10**10
except: x = 1
# --- everything caught around everything
def f():
    try: f()
    except BaseException: f()
    finally: f()
try: f()
except BaseException: pass
# --- finally that goes on
import os
def f():
    while True:
        try:
            while True: os.getpid() / 0
        finally: continue
try: f()
except BaseException: pass
# --- finally that returns
import os
def f():
    try:
        while True: pass
    finally: return 1
x = f()
# --- a context manager that swallows
class Swallow:
    def __enter__(self): return self
    def __exit__(self, *exception): return True
with Swallow():
    while True: pass
# --- suppress everything
import contextlib
with contextlib.suppress(BaseException):
    while True: pass
# --- suppress around what is not known
import contextlib, os
with contextlib.suppress(BaseException): x = os.getpid() + len(os.listdir('/'))
# --- a stack that swallows
import contextlib
with contextlib.ExitStack() as stack:
    stack.push(lambda *exception: True)
    while True: pass
# --- a generator that swallows
import contextlib
@contextlib.contextmanager
def swallow():
    try: yield
    except BaseException: pass
with swallow():
    while True: pass
# --- a getattr that swallows
import os
class A:
    @property
    def p(self):
        while True: pass
x = getattr(A(), 'p', 1)
y = hasattr(A(), 'p')
# --- a key that swallows
import os
class A:
    def __lt__(self, other): return bool(os.getpid())
x = sorted([A(), A(), A()])
# --- an unknown as a key
import os
x = {os.getpid(): 1, os.getppid(): 2}
y = x.get(3)
# --- an unknown in a set
import os
x = {os.getpid()} & {1, 2} | {os.urandom(1)}
# --- an unknown as an index
import os
x = 'abc'[os.getpid():]
y = [1, 2, 3][os.getpid() % 3]
# --- an unknown as a size
import os
x = 'a' * os.getpid() + 'b'.ljust(os.getpid())
# --- an unknown in a text
import os
x = f'{os.getpid()}' + '%s' % os.getpid() + '{}'.format(os.getpid()) + str(os.getpid())
# --- an unknown to run over
import os
for x in os.listdir('/'):
    while x: y = x
# --- an unknown to wait for
import os
while not os.path.exists('/surprise'): pass
# --- an unknown to break off
import os
n = 0
while True:
    n += 1
    if os.environ.get(f'X{n}'): break
# --- many unknowns
import os
if all(os.environ.get(name) for name in 'abcdefghijklmnopqrstuvwxyz'): x = 1
# --- more worlds than atoms
import os
x = ''
for name in 'abcdefghijklmnopqrstuvwxyz' * 4:
    if os.environ.get(name): x += name
    else: x += '-'
# --- more worlds in a function
import os
def f(names): return (f(names[1:]) if os.environ.get(names[0]) else 1) if names else 0
x = f('abcdefghijklmnopqrstuvwxyz' * 4)
# --- an unknown raised
import os
try: raise os.environ['X']
except BaseException: pass
# --- an unknown to catch
import os
try: 1 / 0
except os.environ.get('X', ZeroDivisionError): pass
except ZeroDivisionError: pass
# --- an unknown as a base, ends the module
import os
class A(os.environ): pass
# --- an unknown as a metaclass, ends the module
import os
class A(metaclass=os.environ): pass
# --- an unknown as a decorator
import not_there_at_all
@not_there_at_all.decorate
class A: pass
# --- an exception whose class lies
class M(type):
    def __subclasscheck__(cls, other): return True
    def __instancecheck__(cls, other): return True
class E(Exception, metaclass=M): pass
try:
    while True: pass
except E: x = 1
# --- a class that says it is another
class A:
    __class__ = property(lambda self: str)
x = ''.join([A()]) if isinstance(A(), bytes) else 1
# --- a text that is not
class S(str):
    def __eq__(self, other): return True
    def __hash__(self): return 1
    def __str__(self): return 1
x = S('a')
y = {x: 1}
# --- a number that is not
class N(int):
    def __index__(self): return 10**10
    def __mul__(self, other): return 1
x = [0] * 3 + [N(1)]
# --- a length that is too long, ends the module
class A:
    def __len__(self): return 10**30
x = len(A())
# --- a length hint that lies
class A:
    def __iter__(self): return iter('a')
    def __length_hint__(self): return 10**10
try: x = list(A())
except (MemoryError, OverflowError): pass
# --- an index that is huge
class I:
    def __index__(self): return 10**10
x = 'a'[I():]
y = range(3)[:I()]
# --- a repeat by an index
class I:
    def __index__(self): return 10**10
try: x = 'a' * I()
except (MemoryError, OverflowError): pass
# --- a power by its operands
class P:
    def __rpow__(self, other): return other ** 10**10
x = 10 ** P()
# --- a hash that changes
class A:
    n = 0
    def __hash__(self): A.n += 1; return A.n
    def __eq__(self, other): return False
a = A()
x = {a: 1}
y = a in x
# --- a dict that changes while it is run over, ends the module
x = {1: 2}
for key in x: x[key + 1] = 1
# --- a comparison that changes the list
x = [3, 2, 1]
class A:
    def __lt__(self, other): x.clear(); return True
x.extend([A(), A()])
try: x.sort(key=lambda value: value if isinstance(value, A) else A())
except ValueError: pass
# --- a generator thrown into
def g():
    while True:
        try: yield 1
        except ValueError: yield 2
x = g()
next(x)
y = x.throw(ValueError)
# --- a generator within itself
def g():
    yield next(x)
x = g()
try: next(x)
except ValueError: pass
# --- groups of exceptions
try: raise BaseExceptionGroup('a', [KeyboardInterrupt()]) if 'BaseExceptionGroup' in dir(__builtins__) else KeyError
except BaseException: pass
# --- a name of the engine's
import plugin.discovery.static
plugin.discovery.static.find_plugins = None
# --- a class of the engine's
from plugin.discovery.findings import Findings
Findings.__new__ = None
# --- names of Python that are hidden
str = len = isinstance = list = dict = type = print = None
# --- names of this file
__name__ = __file__ = __builtins__ = __doc__ = None
# --- a class body that never ends
class A:
    n = 0
    while True: n += 1
# --- a default that never ends
def f(x=[i for i in iter(int, 1)]): pass
# --- an annotation that never ends
def f(x: [i for i in iter(int, 1)]): pass
# --- an assertion that never ends
assert [i for i in iter(int, 1)]
# --- a comprehension in a comprehension
x = [[[c for c in range(10**4)] for b in range(10**4)] for a in range(10**4)]
# --- a match that never ends
class M:
    @property
    def a(self):
        while True: pass
match M():
    case M(a=1): x = 1
    case _: x = 2
