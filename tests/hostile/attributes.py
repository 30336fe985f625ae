"""Ways to what is refused by attributes: globals, frames, code, subclasses, modules of modules, in many spellings."""
# --- modules of a module
import dataclasses
dataclasses.sys.modules['os'].system('touch ' + OUT)
# --- a module of a module
import random
random._os.mkdir(OUT)
# --- a module of a module, imported from it
from inspect import os as system
system.mkdir(OUT)
# --- a module of a module of a module
import re
re.enum.sys.modules['os'].mkdir(OUT)
# --- the modules of sys
import sys
sys.modules['os'].mkdir(OUT)
# --- the modules of sys, by method
import sys
sys.modules.get('builtins').open(OUT, 'w')
# --- the builtins
b = __builtins__
(b['open'] if isinstance(b, dict) else b.open)(OUT, 'w')
# --- the builtins by globals
b = globals()['__builtins__']
(b['open'] if isinstance(b, dict) else b.open)(OUT, 'w')
# --- the builtins imported
from functools import __builtins__ as b
b['open'](OUT, 'w')
# --- the builtins of a module
import functools
vars(functools)['__builtins__']['open'](OUT, 'w')
# --- the builtins of a module by dict
import functools
functools.__dict__['__builtins__']['open'](OUT, 'w')
# --- the builtins of a module by operator
import functools, operator
operator.getitem(vars(functools), '__builtins__')['open'](OUT, 'w')
# --- the builtins of a module by its class
import functools, types
types.ModuleType.__getattribute__(functools, '__builtins__')['open'](OUT, 'w')
# --- the module of a builtin function
print.__self__.open(OUT, 'w')
# --- an import by the module of a builtin function
len.__self__.__import__('os').mkdir(OUT)
# --- globals of a function of a library
import functools
functools.wraps.__globals__['__builtins__']['open'](OUT, 'w')
# --- globals of an own function
(lambda: 0).__globals__['__builtins__']['open'](OUT, 'w')
# --- globals of a method of the host
from plugin import PluginSpec
PluginSpec.__init__.__globals__['__builtins__']['open'](OUT, 'w')
# --- builtins of a function
import functools
functools.wraps.__builtins__['open'](OUT, 'w')
# --- globals by getattr
import functools
getattr(functools.wraps, '__glo' + 'bals__')['__builtins__']['open'](OUT, 'w')
# --- globals by object
import functools
object.__getattribute__(functools.wraps, '__globals__')['__builtins__']['open'](OUT, 'w')
# --- globals by super
import functools
class A:
    def __init__(self): self.f = super(type(functools.wraps), functools.wraps).__getattribute__('__globals__')
A().f['__builtins__']['open'](OUT, 'w')
# --- globals by the descriptor
import functools, types
types.FunctionType.__globals__.__get__(functools.wraps)['__builtins__']['open'](OUT, 'w')
# --- globals by the descriptor in the dict
import functools
type(functools.wraps).__dict__['__globals__'].__get__(functools.wraps)['__builtins__']['open'](OUT, 'w')
# --- globals by attrgetter
import functools, operator
operator.attrgetter('__globals__')(functools.wraps)['__builtins__']['open'](OUT, 'w')
# --- globals by attrgetter over dots
import functools, operator
operator.attrgetter('wraps.__globals__')(functools)['__builtins__']['open'](OUT, 'w')
# --- globals by methodcaller
import functools, operator
operator.methodcaller('__getattribute__', '__globals__')(functools.wraps)['__builtins__']['open'](OUT, 'w')
# --- a chain of getters
import functools, operator
steps = [operator.attrgetter('__globals__'), operator.itemgetter('__builtins__'), operator.itemgetter('open')]
functools.reduce(lambda value, step: step(value), steps, functools.wraps)(OUT, 'w')
# --- globals by a pattern
import functools
match functools.wraps:
    case object(__globals__=found): found['__builtins__']['open'](OUT, 'w')
# --- globals by a formatter
import functools, string
string.Formatter().get_field('0.__globals__', (functools.wraps,), {})[0]['__builtins__']['open'](OUT, 'w')
# --- globals in a format
import functools
secret = '{0.__globals__[__builtins__][open]}'.format(functools.wraps)
if 'built-in' in secret: open(OUT, 'w')
# --- globals in a format_map
import functools
secret = '{f.__globals__[__name__]}'.format_map({'f': functools.wraps})
if secret == 'functools': open(OUT, 'w')
# --- a class in a format
secret = '{0.__class__.__init__.__objclass__.__subclasses__}'.format(1)
if 'method' in secret: open(OUT, 'w')
# --- globals by inspect
import functools, inspect
inspect.getattr_static(functools.wraps, '__globals__').__get__(functools.wraps)['__builtins__']['open'](OUT, 'w')
# --- globals by members
import functools, inspect
dict(inspect.getmembers(functools.wraps))['__globals__']['__builtins__']['open'](OUT, 'w')
# --- globals of what is wrapped
import contextlib, functools
contextlib.contextmanager(functools.wraps).__wrapped__.__globals__['__builtins__']['open'](OUT, 'w')
# --- globals of a property
import enum, fractions
fractions.Fraction.numerator.fget.__globals__['sys'].modules['os'].mkdir(OUT)
# --- globals of a class method
import collections
collections.Counter.fromkeys.__func__.__globals__['_sys'].modules['os'].mkdir(OUT)
# --- globals of a bound method
import string
string.Formatter().format.__func__.__globals__['__builtins__']['open'](OUT, 'w')
# --- globals of a reduced object
object().__reduce_ex__(2)[0].__globals__['__builtins__']['open'](OUT, 'w')
# --- subclasses
for c in object.__subclasses__():
    if c.__name__ == '_wrap_close': c.__init__.__globals__['system']('touch ' + OUT)
# --- subclasses by way of a value
for c in ().__class__.__base__.__subclasses__():
    if c.__name__ == '_wrap_close': c.__init__.__globals__['mkdir'](OUT)
# --- subclasses by way of the order of classes
for c in type.__subclasses__(str.__mro__[-1]):
    if c.__name__ == '_wrap_close': c.__init__.__globals__['mkdir'](OUT)
# --- subclasses in the dict of type
for c in type.__dict__['__subclasses__'](object):
    if c.__name__ == '_wrap_close': c.__init__.__globals__['mkdir'](OUT)
# --- frame of a generator
g = (i for i in [1])
g.gi_frame.f_builtins['open'](OUT, 'w')
# --- frame of a coroutine
async def f(): pass
c = f()
c.cr_frame.f_builtins['open'](OUT, 'w')
c.close()
# --- frame of a context manager
import contextlib
@contextlib.contextmanager
def f(): yield
f().gen.gi_frame.f_builtins['open'](OUT, 'w')
# --- frame of an exception
try: 1 / 0
except Exception as e: e.__traceback__.tb_frame.f_builtins['open'](OUT, 'w')
# --- frame above an exception
try: 1 / 0
except Exception as e:
    frame = e.__traceback__.tb_frame
    while frame:
        frame.f_builtins['open'](OUT, 'w')
        frame = frame.f_back
# --- frame of what is being handled
import sys
try: 1 / 0
except Exception: sys.exc_info()[2].tb_frame.f_builtins['open'](OUT, 'w')
# --- frame of the caller
import sys
sys._getframe().f_builtins['open'](OUT, 'w')
# --- frame above the caller
import sys
def f(): return sys._getframe(1)
f().f_builtins['open'](OUT, 'w')
# --- frame by inspect
import inspect
inspect.currentframe().f_builtins['open'](OUT, 'w')
# --- stack by inspect
import inspect
inspect.stack()[0].frame.f_builtins['open'](OUT, 'w')
# --- stack by traceback
import traceback
next(traceback.walk_stack(None))[0].f_builtins['open'](OUT, 'w')
# --- frames of all threads
import sys
for frame in sys._current_frames().values(): frame.f_builtins['open'](OUT, 'w')
# --- all objects
import gc
for each in gc.get_objects():
    if isinstance(each, dict) and '__import__' in each and 'open' in each:
        each['open'](OUT, 'w')
        break
# --- what refers to it
import gc
for each in gc.get_referrers(len):
    if isinstance(each, dict) and 'open' in each: each['open'](OUT, 'w')
# --- what it refers to
import functools, gc
for each in gc.get_referents(functools.wraps):
    if isinstance(each, dict) and '__builtins__' in each: each['__builtins__']['open'](OUT, 'w')
# --- code of one function for another
def f(): pass
def g(): open(OUT, 'w')
f.__code__ = g.__code__
f()
# --- code replaced
def f(): return 'a'
f.__code__ = f.__code__.replace(co_names=('open',))
# --- code of a function of the library
import functools
def evil(*a, **k): open(OUT, 'w')
functools.update_wrapper.__code__ = evil.__code__
# --- a function made from code
import types
def f(): open(OUT, 'w')
types.FunctionType(f.__code__, {'OUT': OUT, '__builtins__': __builtins__})()
# --- a function made by its class
def f(): return OUT
type(f)(f.__code__, {'OUT': OUT})()
# --- code run by exec
def f(): open(OUT, 'w')
exec(f.__code__)
# --- defaults of a function of the library
import functools
functools.wraps.__defaults__ = (('__doc__',), ())
functools.wraps.__kwdefaults__ = {}
# --- a cell of a closure
def f():
    x = 1
    def g(): return x
    return g
g = f()
g.__closure__[0].cell_contents = open
g()(OUT, 'w')
# --- the loader of a library
import functools
functools.__loader__.set_data(OUT, b'x')
# --- the loader by its spec
import functools
functools.__spec__.loader.set_data(OUT, b'x')
# --- its own loader
__loader__.set_data(OUT, b'x')
# --- its own spec
__spec__.loader.set_data(OUT, b'x')
# --- an attribute of the help
help.__class__.__call__.__globals__['__builtins__']['open'](OUT, 'w')
# --- an attribute of the licence
license.__class__.__init__.__globals__['__builtins__']['open'](OUT, 'w')
# --- the base of a class
class A: pass
A.__bases__[0].__subclasses__()[0]
A.__mro__[1].__subclasses__()
# --- the modules that a class names
import sys
from fractions import Fraction
sys.modules[Fraction.__module__].sys.modules['os'].mkdir(OUT)
# --- the weak proxy of a module
import functools, weakref
weakref.proxy(functools).wraps.__globals__['__builtins__']['open'](OUT, 'w')
# --- the library of this library
import plugin.core
plugin.core.__builtins__['open'](OUT, 'w')
# --- the library of this library, over its package
import plugin
plugin.core.abc.__builtins__['open'](OUT, 'w')
# --- globals by the descriptor, handed to map
import functools
found = type(functools.wraps).__dict__['__globals__'].__get__(functools.wraps)
list(map(found['__builtins__']['open'], [OUT], ['w']))
# --- globals by a formatter, handed to map
import functools, string
found = string.Formatter().get_field('0.__globals__', (functools.wraps,), {})[0]
list(map(found['__builtins__']['open'], [OUT], ['w']))
# --- globals by a formatter, by nothing but natives
import functools, operator, string
found = map(string.Formatter().get_field, ['0.__globals__'], [(functools.wraps,)], [{}])
for step in (0, '__builtins__', 'open'): found = map(operator.itemgetter(step), found)
list(map(getattr(operator, 'call', lambda f, *a: f(*a)), found, [OUT], ['w']))
# --- globals copied by a wrapper
import functools
class A: pass
a = functools.update_wrapper(A(), functools.wraps, assigned=['__globals__'], updated=())
list(map(vars(a)['__globals__']['__builtins__']['open'], [OUT], ['w']))
# --- globals handed to a method of its own
import functools
class A:
    def __setattr__(self, name, value): list(map(value['__builtins__']['open'], [OUT], ['w']))
functools.update_wrapper(A(), functools.wraps, assigned=['__globals__'], updated=())
# --- globals of the engine by a factory
import collections
found = collections.defaultdict(globals)['x']
list(map(found['__builtins__']['open'], [OUT], ['w']))
# --- globals of the engine by a sentinel
found = next(iter(globals, 0))
list(map(found['__builtins__']['open'], [OUT], ['w']))
# --- variables of the engine by map
import collections
found = collections.defaultdict(locals)['x']
for each in found.values(): each.machine.importer
