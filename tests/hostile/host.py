"""Writes to what belongs to the process: classes, modules, tables and settings that the engine itself lives with."""
# --- an attribute of Enum
import enum
enum.Enum.surprise = 'x'
# --- an attribute of a template
import string
string.Template.flags = 1
# --- an attribute deleted
import string
del string.Template.idpattern
# --- an attribute by setattr
import json
setattr(json.JSONEncoder, 'default', lambda self, value: 'x')
# --- an attribute by type
import string
type.__setattr__(string.Template, 'delimiter', '%')
# --- an attribute by the class of a subclass
import string
class T(string.Template): pass
T.__mro__[1].delimiter = '%'
# --- an attribute by the base of a subclass
import string
class T(string.Template): pass
T.__base__.delimiter = '%'
# --- an attribute by a method of a subclass
import string
class T(string.Template):
    def __init_subclass__(cls):
        for base in cls.__mro__[1:-1]: base.delimiter = '%'
class U(T): pass
# --- an attribute in place
import string
string.Template.delimiter += '%'
# --- a loop variable that is an attribute
import string
for string.Template.delimiter in '%&': pass
# --- a with target that is an attribute
import contextlib, string
with contextlib.nullcontext('%') as string.Template.delimiter: pass
# --- an unpacked attribute
import string
string.Template.delimiter, x = '%', 1
# --- a method of a class of the library
import contextlib
contextlib.suppress.__exit__ = lambda *a: True
# --- a method of a class of the library, partly
import fractions
fractions.Fraction.__add__ = lambda self, other: 1
# --- an attribute of a function of the library
import functools
functools.wraps.surprise = 1
# --- an attribute of a module of the library
import string
string.ascii_letters = ''
# --- an attribute of a module, deleted
import string
del string.capwords
# --- the dict of a module
import string
vars(string)['surprise'] = 1
string.__dict__.update(digits='')
# --- the globals of a function
import string
string.capwords.__globals__['surprise'] = 1
# --- a list of the library
import keyword
keyword.kwlist.clear()
# --- a list of a module
import string
string.__all__ += ['surprise']
# --- a dict of the library
import html.entities
html.entities.html5.clear()
# --- a table of the library
import mimetypes
mimetypes.types_map['.surprise'] = 'x'
# --- a registry of classes
import collections.abc
class A: pass
collections.abc.Sequence.register(A)
# --- a registry of classes by decorator
import numbers
@numbers.Number.register
class A: pass
# --- a registry of classes by the metaclass
import abc, collections.abc
class A: pass
abc.ABCMeta.register(collections.abc.Sequence, A)
# --- a registry of the host
from plugin import Plugin
class A: pass
Plugin.register(A)
# --- abstract methods
import collections.abc
collections.abc.Sequence.__abstractmethods__ = frozenset()
# --- names of this library
import plugin
plugin.__all__.append('x')
# --- names of its core
import plugin.core
plugin.core.__all__.clear()
# --- an attribute of a spec class, ends the module
from plugin import PluginSpec
PluginSpec.name = 'x'
# --- an attribute of a spec class by type, ends the module
from plugin import PluginSpec
type.__setattr__(PluginSpec, 'name', 'x')
# --- an attribute of the plugin class
from plugin import Plugin
Plugin.surprise = 'x'
# --- a hook of the plugin class
from plugin import Plugin
Plugin.__init_subclass__ = classmethod(lambda cls: None)
# --- a function of the core
import plugin.core
plugin.core.maker = None
del plugin.core.maker
plugin.core.maker = lambda factory: factory
# --- a class of the core, ends the module
import plugin.core, plugin
plugin.PluginSpec = plugin.core.PluginSpec = None
# --- an attribute of a function of the host
from plugin import plugin as mark
mark.surprise = 1
# --- a filter of the host
from plugin import global_plugin_filter
global_plugin_filter.exclusions.append('x')
# --- the builtins
import builtins
builtins.surprise = 1
# --- the builtins by their dict
import builtins
builtins.__dict__['surprise'] = 1
vars(builtins).update(len=None)
# --- the builtins by name
b = __builtins__
(b if isinstance(b, dict) else vars(b))['surprise'] = 1
# --- the builtins deleted
import builtins
kept = builtins.credits if hasattr(builtins, 'credits') else None
if kept: del builtins.credits
# --- the environment
import os
os.environ['SURPRISE'] = '1'
# --- the environment emptied
import os
os.environ.clear()
# --- the environment by call
import os
os.putenv('SURPRISE', '1')
os.environ.setdefault('SURPRISE', '1')
# --- the environment by another name
from os import environ
environ |= {'SURPRISE': '1'}
del environ['SURPRISE']
environ.pop('PATH', None)
# --- the modules
import sys
sys.modules['surprise'] = sys
# --- the modules deleted
import sys
sys.modules.pop('string', None)
# --- a module replaced
import sys
sys.modules['string'] = None
# --- itself replaced, ends the module
import sys
sys.modules[__name__] = object()
# --- the path
import sys
sys.path.append('/surprise')
# --- the path emptied
import sys
sys.path[:] = []
# --- the arguments
import sys
sys.argv = ['surprise']
# --- the finders
import sys
sys.meta_path.clear()
# --- the hooks of the path
import sys
sys.path_hooks.append(lambda path: None)
sys.path_importer_cache.clear()
# --- the streams
import sys
sys.stdout = sys.stderr = None
# --- the depth of recursion
import sys
sys.setrecursionlimit(10**6)
# --- the length of numbers
import sys
sys.set_int_max_str_digits(0)
# --- the switch interval
import sys
sys.setswitchinterval(100)
# --- the profiler
import sys
sys.setprofile(lambda *a: None)
# --- the collector
import gc
gc.disable()
gc.set_threshold(1)
gc.freeze()
# --- the filters of warnings
import warnings
warnings.simplefilter('error')
# --- warnings as errors
import warnings
warnings.filterwarnings('error')
warnings.resetwarnings()
# --- the display of warnings
import warnings
warnings.showwarning = None
# --- the loggers
import logging
logging.basicConfig(level=1)
# --- the handlers of loggers
import logging
logging.getLogger().addHandler(logging.NullHandler())
# --- the loggers switched off
import logging
logging.disable(logging.CRITICAL)
# --- the class of loggers
import logging
class L(logging.Logger): pass
logging.setLoggerClass(L)
# --- the names of levels
import logging
logging.addLevelName(5, 'SURPRISE')
# --- the seed
import random
random.seed(1)
# --- the precision of decimals
import decimal
decimal.getcontext().prec = 1
decimal.setcontext(decimal.Context(prec=2))
# --- the locale
import locale
try: locale.setlocale(locale.LC_ALL, '')
except locale.Error: pass
# --- the handlers of signals
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
# --- the alarm
import signal
signal.alarm(1)
# --- the folder
import os
os.chdir('/')
# --- the mask of files
import os
os.umask(0)
# --- the limits
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (5, 5))
# --- the table of pickling
import copyreg
class A: pass
copyreg.pickle(A, lambda a: (A, ()))
# --- the codecs
import codecs
codecs.register(lambda name: codecs.lookup('utf-8') if name == 'surprise' else None)
# --- the end of the process
import atexit
atexit.register(print, 'x')
# --- the timeout of sockets
import socket
socket.setdefaulttimeout(1)
# --- the start of processes
import multiprocessing
multiprocessing.set_start_method('spawn', force=True)
# --- the cases of a function of the library
import functools, importlib.resources
functools.WRAPPER_ASSIGNMENTS = ()
# --- the members of an enum of the library
import re
re.RegexFlag._member_map_.clear()
# --- the cache of linecache
import linecache
linecache.cache['surprise'] = (1, None, ['x'], 'surprise')
# --- the paths of a package
import importlib
importlib.__path__.append('/surprise')
# --- the context of variables
import contextvars, decimal
contextvars.ContextVar('surprise').set(1)
# --- an own class, which may be written to
import string
class T(string.Template): pass
T.delimiter = '%'
T.__doc__ = 'x'
# --- an attribute by map
import string
list(map(type.__setattr__, [string.Template], ['delimiter'], ['%']))
# --- an attribute by a copy
import copy, string
class A:
    def __reduce__(self): return lambda: string.Template, (), (None, {'delimiter': '%'})
copy.copy(A())
# --- an attribute by a deep copy
import copy, functools
class A:
    def __reduce__(self): return lambda: functools.wraps, (), {'surprise': 1}
copy.deepcopy([A()])
# --- the name of a function of the library
import functools, string
functools.update_wrapper(string.capwords, lambda: 0)
# --- the globals of a function of the library, updated
import functools, string
class A: __globals__ = {'surprise': 1}
functools.update_wrapper(string.capwords, A(), assigned=(), updated=['__globals__'])
# --- a class of the library decorated
import functools, string
string.Template.__lt__ = None
functools.total_ordering(string.Template)
# --- a class of the library made a data class
import dataclasses, string
dataclasses.dataclass(string.Template)
dataclasses.dataclass(eq=True)(string.Formatter)
# --- a class of the library marked
import string, typing
typing.final(string.Template)
typing.runtime_checkable(typing.Protocol)
# --- the members of an enum made global
import enum
class E(enum.Enum):
    __module__ = 'builtins'
    surprise = 1
enum.global_enum(E)
# --- the members of an enum made of a module
import enum
enum.IntEnum._convert_('surprise', 'string', lambda name: False)
# --- a registry cleared
import collections.abc
collections.abc.Sequence._abc_registry_clear()
# --- the members of an enum in the dict of the class
import re
vars(re.RegexFlag)['_member_map_'].clear()
re.RegexFlag.__dict__['_member_map_'].clear()
# --- a module of the name of one of the library
__name__ = 'string'
import string
string.Template.delimiter = '%'
# --- a lazy import by its function
try:
    __lazy_import__('os', globals()).mkdir(OUT)
except NameError:
    pass
