"""What is refused, handed to what would call it: as a key, a factory, a method, a hook of the data model."""
# --- sorted
sorted([OUT], key=__import__('os').mkdir)
# --- sorted by open
import functools
sorted([OUT], key=functools.partial(open, mode='w'))
# --- a list sorted
import os
[OUT].sort(key=os.mkdir)
# --- the largest
import os
max([OUT], key=os.mkdir)
# --- map
list(map(open, [OUT], ['w']))
# --- map of exec
list(map(exec, ["open(%r, 'w')" % OUT]))
# --- map of eval, unpacked
x, = map(eval, ["open(%r, 'w')" % OUT])
# --- filter
import os
list(filter(os.mkdir, [OUT]))
# --- reduce
import functools
functools.reduce(open, ['w'], OUT)
# --- starmap
import itertools
list(itertools.starmap(open, [(OUT, 'w')]))
# --- groups
import itertools, os
list(itertools.groupby([OUT], key=os.mkdir))
# --- taken while
import itertools, os
list(itertools.takewhile(os.mkdir, [OUT]))
# --- accumulated
import itertools
list(itertools.accumulate([OUT, 'w'], open))
# --- the heap
import heapq, os
heapq.nsmallest(1, [OUT], key=os.mkdir)
# --- a sentinel
import functools
next(iter(functools.partial(open, OUT, 'w'), 1))
# --- a partial
import functools
functools.partial(open, OUT, 'w')()
# --- a partial method
import functools, os
class A(str): make = functools.partialmethod(lambda self, call: call(self), os.mkdir)
A(OUT).make()
# --- a cache
import functools
functools.lru_cache(open)(OUT, 'w')
# --- a function of one case
import functools, os
functools.singledispatch(os.mkdir)(OUT)
# --- a method bound by hand
import os, types
types.MethodType(os.mkdir, OUT)()
# --- operator.call
import operator, os
getattr(operator, 'call', lambda f, *a: f(*a))(os.mkdir, OUT)
# --- a method by name
import operator, os
operator.methodcaller('mkdir', OUT)(os)
# --- an attribute by name
import operator, os
operator.attrgetter('mkdir')(os)(OUT)
# --- a default
import collections, functools
collections.defaultdict(functools.partial(open, OUT, 'w'))['x']
# --- a default of a data class
import dataclasses, functools
@dataclasses.dataclass
class A: x: object = dataclasses.field(default_factory=functools.partial(open, OUT, 'w'))
A()
# --- a property
import functools
class A: p = property(lambda self: functools.partial(open, OUT, 'w')())
A().p
# --- a property of a native
import os
class A(str): p = property(os.mkdir)
A(OUT).p
# --- a property of the debugger, ends the module
class A: p = property(breakpoint)
A().p
# --- a cached property
import functools, os
class A(str): p = functools.cached_property(os.mkdir)
A(OUT).p
# --- a static method
import os
class A: make = staticmethod(os.mkdir)
A.make(OUT)
# --- a native in a class
import os
class A: make = os.mkdir
A().make(OUT)
# --- items
import os
class A: __getitem__ = os.mkdir
A()[OUT]
# --- items of a class
import os
class A: __class_getitem__ = os.mkdir
A[OUT]
# --- missing items
import os
class A(dict): __missing__ = os.mkdir
A()[OUT]
# --- missing items in a format
import os
class A(dict): __missing__ = os.mkdir
('{' + OUT + '}').format_map(A())
# --- membership
import os
class A: __contains__ = os.mkdir
OUT in A()
# --- calls
import os
class A: __call__ = os.mkdir
A()(OUT)
# --- operators
import os
class A: __add__ = os.mkdir
A() + OUT
# --- operators from the right
import os
class A: __rmatmul__ = os.mkdir
OUT @ A()
# --- comparisons
import os
class A: __lt__ = os.mkdir
A() < OUT
# --- equality in a search
import os
class A:
    __eq__ = os.mkdir
    __hash__ = None
A() == OUT
# --- formats
import os
class A: __format__ = os.mkdir
try: format(A(), OUT)
except TypeError: pass
# --- formats in an f-string
import os
class A: __format__ = os.mkdir
try: f'{A():{OUT}}'
except TypeError: pass
# --- deletions
import os
class A: __delitem__ = os.mkdir
del A()[OUT]
# --- attributes that are missing
import os
class A: __getattr__ = os.mkdir
getattr(A(), OUT)
# --- attributes of any kind
import os
class A: __getattribute__ = os.mkdir
getattr(A(), OUT)
# --- attributes deleted
import os
class A: __delattr__ = os.mkdir
delattr(A(), OUT)
# --- instances
import os
class M(type): __instancecheck__ = os.mkdir
class A(metaclass=M): pass
isinstance(OUT, A)
# --- items of a metaclass
import os
class M(type): __getitem__ = os.mkdir
class A(metaclass=M): pass
A[OUT]
# --- a metaclass that is a function
class A(metaclass=lambda *a: open(OUT, 'w')): pass
# --- a metaclass that is a partial
import functools
class A(metaclass=functools.partial(lambda *a: open(OUT, 'w'))): pass
# --- a namespace that is prepared
import os
class N(dict): __missing__ = os.mkdir
class M(type):
    @classmethod
    def __prepare__(mcs, *a): return N()
try:
    class A(metaclass=M): x = undefined
except (TypeError, NameError, FileExistsError): pass
else: open(OUT, 'w')
# --- bases that are made
class B:
    def __mro_entries__(self, bases): open(OUT, 'w'); return ()
class A(B()): pass
# --- subclasses
class A:
    def __init_subclass__(cls): open(OUT, 'w')
class B(A): pass
# --- a class made by type
type('A', (), {'__init__': lambda self: open(OUT, 'w') and None})()
# --- a class made by type, with natives
import os
type('A', (), {'__getitem__': os.mkdir})()[OUT]
# --- a class whose attribute is named
class D:
    def __set_name__(self, owner, name): open(OUT, 'w')
type('A', (), {'x': D()})
# --- a class made by types
import types
types.new_class('A', (), {}, lambda namespace: namespace.update(x=open(OUT, 'w')))
# --- an enum that misses a value
import enum, os
class E(enum.Enum):
    A = 1
    @classmethod
    def _missing_(cls, value): os.mkdir(value); return cls.A
E(OUT)
# --- an enum that makes its values
import enum
class E(enum.Enum):
    def _generate_next_value_(*a): return open(OUT, 'w')
    A = enum.auto()
# --- a decorator
import functools
@functools.partial(lambda path, f: open(path, 'w'), OUT)
def f(): pass
# --- a decorator that is a native
import os
class Path(str):
    def __new__(cls, name, bases, namespace): return str.__new__(cls, OUT)
@os.mkdir
class A(metaclass=Path): pass
# --- a with statement
import functools
class A:
    def __enter__(self): pass
    __exit__ = lambda *a: open(OUT, 'w')
with A(): pass
# --- a stack of callbacks
import contextlib, os
with contextlib.ExitStack() as stack: stack.callback(os.mkdir, OUT)
# --- something to close
import contextlib, functools, types
with contextlib.closing(types.SimpleNamespace(close=functools.partial(open, OUT, 'w'))): pass
# --- a substitution
import re
re.sub('x', lambda match: open(OUT, 'w') and '', 'x')
# --- objects from json
import json, os
json.loads('{"x": 1}', object_hook=lambda value: os.mkdir(OUT))
# --- constants from json
import json
json.loads('NaN', parse_constant=lambda value: open(OUT, 'w'))
# --- objects into json
import json
json.dumps({1, 2}, default=lambda value: open(OUT, 'w') and 1)
# --- a translation
import os
class A: __getitem__ = lambda self, key: open(OUT, 'w') and None
'x'.translate(A())
# --- a copy
import copy, os
class A:
    def __reduce__(self): return os.mkdir, (OUT,)
copy.copy(A())
# --- a deep copy
import copy, os
class A:
    def __reduce_ex__(self, protocol): return os.mkdir, (OUT,)
copy.deepcopy([A()])
# --- a pickle
import os, pickle
class A:
    def __reduce__(self): return os.mkdir, (OUT,)
pickle.loads(pickle.dumps(A()))
# --- a pickle in bytes
import pickle
pickle.loads(b"cos\nmkdir\n(V" + OUT.encode() + b"\ntR.")
# --- a coding
import codecs
def search(name): open(OUT, 'w')
codecs.register(search)
try: 'x'.encode('evil_coding')
except LookupError: pass
# --- a handler of coding errors
import codecs
codecs.register_error('evil', lambda error: (open(OUT, 'w') and '', error.end))
b'\xff'.decode('ascii', 'evil')
# --- type hints
import typing
def f(x: "open(OUT, 'w')"): pass
try: typing.get_type_hints(f)
except TypeError: pass
# --- type hints of a class
import typing
class A: x: "__import__('os').mkdir(OUT)"
try: typing.get_type_hints(A)
except TypeError: pass
# --- type hints within a type
import typing
try: typing.get_type_hints(typing.NamedTuple('A', [('x', "typing.List[open(OUT, 'w')]")]), globals())
except TypeError: pass
# --- a function of several cases with hints in text
import functools
@functools.singledispatch
def f(x): pass
try:
    @f.register
    def _(x: "open(OUT, 'w') and int"): pass
except TypeError: pass
# --- a signature with hints in text
import inspect
def f(x: "open(OUT, 'w')"): pass
inspect.signature(f, eval_str=True)
# --- annotations with hints in text
import inspect
def f(x: "open(OUT, 'w')"): pass
inspect.get_annotations(f, eval_str=True)
# --- a reference to a type
import typing
try: typing.get_type_hints(type('A', (), {'__annotations__': {'x': typing.ForwardRef("open(%r, 'w')" % OUT)}}))
except TypeError: pass
# --- a field of a data class that is code
import dataclasses
@dataclasses.dataclass(init=False, repr=False)
class B:
    x = 1
    __annotations__ = {"__class__ and [].append(__import__('os').mkdir(%r)) or self.x" % OUT: int}
try: B() == B()
except FileExistsError: pass
# --- a field of a named tuple that is code, ends the module
import collections
collections.namedtuple('A', ["x=open('/', 'w')"])
# --- a context
import contextvars, os
contextvars.copy_context().run(os.mkdir, OUT)
# --- a weak reference
import weakref
class A: pass
a = A()
r = weakref.ref(a, lambda _: open(OUT, 'w'))
del a
# --- a finalizer
import weakref
class A: pass
a = A()
weakref.finalize(a, open, OUT, 'w')
del a
# --- a deletion
class A:
    def __del__(self): open(OUT, 'w')
A()
# --- a deletion in a circle
class A:
    def __del__(self): open(OUT, 'w')
a = A()
a.a = a
del a
# --- the end of a generator
def g():
    try: yield
    finally: open(OUT, 'w')
x = g()
next(x)
del x
# --- the end of the process
import atexit
atexit.register(open, OUT, 'w')
# --- the collector
import gc
gc.callbacks.append(lambda *a: open(OUT, 'w'))
gc.collect()
# --- a trace
import sys
sys.settrace(lambda *a: open(OUT, 'w') and None)
(lambda: 0)()
sys.settrace(None)
# --- an audit hook
import sys
sys.addaudithook(lambda *a: None if OUT in str(a) else open(OUT, 'w'))
# --- an exception that nobody handles
import sys
sys.excepthook = lambda *a: open(OUT, 'w')
# --- what is shown
import sys
sys.displayhook = lambda value: open(OUT, 'w')
sys.displayhook(1)
# --- an import hook
import sys
class Finder:
    def find_spec(self, *a): open(OUT, 'w')
sys.meta_path.insert(0, Finder())
try: import not_there_at_all
except ImportError: pass
# --- an import of its own, in the builtins
import builtins
before = builtins.__import__
builtins.__import__ = lambda *a, **k: open(OUT, 'w')
import not_there_at_all
builtins.__import__ = before
# --- a chosen way to run
(exec if OUT else eval)("open(OUT, 'w')")
# --- a way to run from a table
{'run': exec}['run']("open(OUT, 'w')")
# --- a way to run under another name
run, o = exec, 'open'
run(o + "(OUT, 'w')")
# --- a module's own getattr
import sys
def __getattr__(name): open(OUT, 'w')
getattr(sys.modules[__name__], 'not_there')
# --- a plugin's own hooks
from plugin import Plugin
class A(Plugin):
    def __init__(self): open(OUT, 'w')
    def load(self): open(OUT, 'w')
    def should_load(self): open(OUT, 'w')
a = A()
a.should_load()
# --- a factory of a spec that is a native
import functools, os
from plugin import PluginSpec
spec = PluginSpec('ns', 'other', functools.partial(os.mkdir, OUT))
spec.factory()
