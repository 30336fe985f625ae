"""What calls itself without end, or nests more deeply than the machine's stack."""
# --- a function, ends the module
def f(): return f()
x = f()
# --- two functions, ends the module
def f(): return [g(), g()]
def g(): return [f(), f()]
x = f()
# --- a function that catches it
def f():
    try: return f()
    except RecursionError: return f()
x = f()
# --- attributes, ends the module
class A:
    def __getattr__(self, name): return getattr(self, name + 'x')
x = A().y
# --- attributes of any kind, ends the module
class A:
    def __getattribute__(self, name): return self.x
x = A().y
# --- attributes that are asked for
class A:
    def __getattr__(self, name): return getattr(self, name + 'x')
x = getattr(A(), 'y', None) if hasattr(A, 'y') else None
# --- a property, ends the module
class A:
    @property
    def p(self): return self.p
x = A().p
# --- a text of itself, ends the module
class A:
    def __repr__(self): return repr(self)
x = str(A())
# --- a format of itself, ends the module
class A:
    def __format__(self, spec): return f'{self:{spec}}'
x = f'{A():x}'
# --- a comparison, ends the module
class A:
    def __eq__(self, other): return other == self
x = A() == A()
# --- a truth, ends the module
class A:
    def __bool__(self): return bool(self)
x = not A()
# --- a hash, ends the module
class A:
    def __hash__(self): return hash(self)
x = {A(): 1}
# --- a length, ends the module
class A:
    def __len__(self): return len(self)
x = len(A())
# --- a call, ends the module
class A: pass
A.__call__ = A()
x = A()()
# --- a metaclass, ends the module
class M(type):
    def __call__(cls): return cls()
class A(metaclass=M): pass
x = A()
# --- a subclass of every subclass, ends the module
class A:
    def __init_subclass__(cls):
        class B(cls): pass
class C(A): pass
# --- a descriptor, ends the module
class D:
    def __get__(self, instance, owner): return owner.x
class A: x = D()
y = A.x
# --- a list within itself
x = []
x.append(x)
y = repr(x)
# --- a dict within itself, compared, ends the module
x, y = {}, {}
x['a'], y['a'] = x, y
z = x == y
# --- a list within itself, copied
import copy
x = []
x.append(x)
y = copy.deepcopy(x)
# --- a list within itself, as json, ends the module
import json
x = []
x.append(x)
y = json.dumps(x)
# --- a list of lists, compared
x, y = [], []
for i in range(10**5): x, y = [x], [y]
try: z = x == y
except RecursionError: z = None
# --- a tuple of tuples, hashed
x = ()
for i in range(10**6): x = (x,)
# --- a tuple of tuples, hashed by a dict
x = ()
for i in range(10**4): x = (x,)
y = {x: 1}
# --- a chain of chains
import itertools
x = iter(())
for i in range(10**4): x = itertools.chain(x, ())
y = list(x)
# --- a chain of very many chains
import itertools
x = iter(())
for i in range(10**6): x = itertools.chain(x, ())
y = list(x)
# --- a map of very many maps
x = iter('a')
for i in range(10**6): x = map(str, x)
y = list(x)
# --- an enumeration of very many enumerations
x = iter('a')
for i in range(10**6): x = enumerate(x)
y = next(x)
# --- a partial of very many partials
import functools
x = str
for i in range(10**6): x = functools.partial(lambda f: f(), x)
try: y = x()
except RecursionError: pass
# --- a generator of very many generators
x = iter('a')
def g(x): yield from x
for i in range(10**6): x = g(x)
try: y = list(x)
except RecursionError: pass
# --- a method of a method
import types
x = print
for i in range(10**6): x = types.MethodType(x, 1)
# --- a decorator of very many decorators
import functools
def f(): return 1
def wrap(g):
    @functools.wraps(g)
    def wrapper(): return g()
    return wrapper
for i in range(10**5): f = wrap(f)
try: x = f()
except RecursionError: x = 1
# --- exceptions that come from each other
x = None
for i in range(10**5):
    try: raise ValueError from x
    except ValueError as e: x = e
# --- an iterator that iterates over itself, ends the module
class A:
    def __iter__(self): return iter(self)
x = list(A())
# --- a class that is asked for its instances, ends the module
class M(type):
    def __instancecheck__(cls, instance): return isinstance(instance, cls)
class A(metaclass=M): pass
x = isinstance(1, A)
# --- a nested literal
import ast
try: x = ast.literal_eval('[' * 90 + ']' * 90)
except (SyntaxError, MemoryError, RecursionError): x = None
# --- a nested json
import json
try: x = json.loads('[' * 10**5 + ']' * 10**5)
except RecursionError: x = None
# --- a nested format, ends the module
x = ('{:' * 100 + '}' * 100).format(*range(100))
# --- a lambda that is given itself, ends the module
x = (lambda f: f(f))(lambda f: f(f))
