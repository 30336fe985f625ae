"""What of Python itself interpreted code may call, and what it does to its arguments: tables.

Only what computes and has no other effect is in them. To allow a module of the standard library, add it to ``PURE``;
to keep out something of it, to ``KEPT_OUT``. A function that puts its arguments somewhere without looking at them
belongs to ``KEEPERS``: it is called with values that are not known as well. All others are not.
"""

import builtins
import collections
import copy
import functools
import itertools
import operator
import re
import sys
import types
from typing import Any

from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.unknown import is_a

PURE = frozenset({
    "__future__", "abc", "base64", "bisect", "collections", "collections.abc", "contextlib", "copy", "copyreg",
    "dataclasses", "datetime", "enum", "fnmatch", "functools", "hashlib", "heapq", "html", "http", "io", "itertools",
    "json", "keyword", "math", "numbers", "ntpath", "operator", "pathlib", "posixpath", "re", "shlex", "string",
    "string.templatelib", "textwrap", "types", "typing", "unicodedata", "urllib.parse", "weakref",
})  # fmt: skip
"""The modules of the standard library that compute, and do nothing else, as far as names are computed with them."""

KEPT_OUT: dict[str, set[str]] = {
    "abc": {"_abc_caches_clear", "_abc_registry_clear", "_dump_registry"},
    "builtins": {
        "__import__", "breakpoint", "compile", "copyright", "credits", "exit", "help", "input", "license",
        "open", "quit",
    },
    "contextlib": {"chdir", "redirect_stderr", "redirect_stdout"},
    "copyreg": {"add_extension", "clear_extension_cache", "constructor", "pickle", "remove_extension"},
    "datetime": {"now", "today", "utcnow"},
    "enum": {"_convert_", "global_enum"},
    "io": {
        "BufferedRWPair", "BufferedRandom", "BufferedReader", "BufferedWriter", "FileIO", "TextIOWrapper", "open",
        "open_code",
    },
    "hashlib": {"file_digest", "pbkdf2_hmac", "scrypt"},
    "pathlib": {"Path", "PosixPath", "PurePath", "WindowsPath"},
    "re": {"Scanner", "template"},
    "string": {"get_field"},
    "types": {"CodeType", "FrameType", "TracebackType"},
    "typing": {"get_type_hints", "ForwardRef", "evaluate_forward_ref"},
    "weakref": {"finalize"},
}  # fmt: skip
"""What of them does more than that."""

ATTRIBUTES_KEPT_OUT = frozenset({
    "__builtins__", "__closure__", "__code__", "__func__", "__getattribute__", "__globals__", "__loader__",
    "__reduce__", "__reduce_ex__", "__self__", "__subclasses__", "__traceback__", "_convert_", "ag_code", "ag_frame",
    "cr_code", "cr_frame", "f_back", "f_builtins", "f_code", "f_globals", "f_locals", "gi_code", "gi_frame",
    "tb_frame", "tb_next",
})  # fmt: skip
"""The attributes that lead out of what is interpreted."""

PLAIN: tuple[type, ...] = (
    str, bytes, bytearray, int, float, complex, bool, tuple, list, dict, set, frozenset, range, slice, type(None),
    collections.deque, collections.OrderedDict, collections.defaultdict, collections.Counter, collections.ChainMap,
    object, type, property, classmethod, staticmethod, BaseException, super, memoryview,
    types.GeneratorType, types.MappingProxyType, types.SimpleNamespace, types.FunctionType, types.MethodType,
    types.CoroutineType, types.GenericAlias, types.UnionType, types.EllipsisType, types.NotImplementedType,
    enumerate, zip, map, filter, reversed, type({}.keys()), type({}.values()), type({}.items()),
    itertools.count, itertools.cycle, itertools.chain, functools.partial, functools.partialmethod,
    functools.cached_property, functools.singledispatchmethod, functools._lru_cache_wrapper,  # noqa: SLF001
    operator.itemgetter, operator.attrgetter, operator.methodcaller,
    type(iter([])), type(iter(())), type(iter({})), type(iter(set())), type(iter("")), type(iter(range(1))),
    types.WrapperDescriptorType, types.MethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType,
)  # fmt: skip
"""The builtin types whose instances and methods are those of interpreted code as well."""

OWN = frozenset({
    "plugin.core", "plugin.discovery.static.modelled", "plugin.discovery.static.namespaces",
    "plugin.discovery.static.project", "plugin.discovery.static.replaced", "plugin.discovery.static.versions",
})  # fmt: skip
"""The modules of this library whose functions may be called, with anything."""

UNORDERED = frozenset({
    sorted, len, set, frozenset, sum, max, min, any, all, isinstance, bool, type, id, copy.copy, copy.deepcopy,
})  # fmt: skip
"""What gives the same for a set, in whatever order its items come, unless it is given a key to sort by."""

KEEPERS: frozenset[Any] = frozenset({
    list, tuple, dict, property, classmethod, staticmethod, enumerate, zip, map, filter, iter, next,
    functools.partial, functools.partialmethod, functools.wraps, functools.update_wrapper, functools.cached_property,
    types.SimpleNamespace, collections.deque, collections.OrderedDict, collections.ChainMap, copy.copy,
    itertools.chain, itertools.repeat, itertools.cycle, itertools.product, operator.setitem,
})  # fmt: skip
KEEPING_NAMES = {
    "abc": {"abstractmethod"},
    "dataclasses": {"dataclass", "field", "replace"},
    "typing": {"NamedTuple", "TypeVar", "cast", "final", "overload", "runtime_checkable"},
    "enum": {"auto", "member", "nonmember", "unique"},
    "weakref": {"ref", "proxy"},
    "contextlib": {"closing", "nullcontext", "suppress", "contextmanager"},
}
"""The functions that put their arguments somewhere, and do not look at them, by module."""
KEEPING_TYPES = (functools.partial, operator.itemgetter, operator.attrgetter, operator.methodcaller)
"""The types of such functions."""
KEEPING_METHODS = frozenset({
    "__call__", "__enter__", "__exit__", "__init__", "__init_subclass__", "__new__", "__next__", "__set_name__",
    "__setattr__", "__setitem__", "append", "appendleft", "callback", "clear", "close", "copy", "deleter",
    "enter_context", "extend", "extendleft", "getter", "insert", "items", "keys", "pop", "popitem", "popleft", "push",
    "register", "reverse", "send", "setdefault", "setter", "throw", "update", "values",
})  # fmt: skip
"""The methods that do the same."""
READING_METHODS = frozenset({
    "__contains__", "__getitem__", "__iter__", "__len__", "copy", "count", "difference", "get", "index",
    "intersection", "isdisjoint", "issubset", "issuperset", "items", "keys", "symmetric_difference", "union", "values",
})  # fmt: skip
"""The methods of containers that change nothing."""
CHANGERS = {
    "bisect": {"insort", "insort_left", "insort_right"},
    "heapq": {"heapify", "heappop", "heappush", "heappushpop", "heapreplace"},
    "operator": {"setitem", "delitem", "iadd", "iand", "iconcat", "imul", "ior", "isub", "ixor"},
    "builtins": {"next"},
}
"""The functions that change their first argument, by module."""
DECORATORS = {
    "abc": {"update_abstractmethods"},
    "dataclasses": {"dataclass"},
    "functools": {"total_ordering"},
    "typing": {"dataclass_transform", "final", "no_type_check", "override", "runtime_checkable"},
}
"""The functions that change the class or function which they, or what they give, are called with, by module."""


FUNCTIONS = {each for name, each in vars(builtins).items() if callable(each) and name not in KEPT_OUT["builtins"]}
"""What may be called by itself; ``modelled`` adds what stands for functions of Python."""
INTERRUPT = type("KeyboardInterrupt", (BaseException,), {"__module__": "builtins"})
"""What interpreted code raises instead of ``KeyboardInterrupt``, which the user alone raises."""
TYPES: set[type] = {*PLAIN, INTERRUPT}


def module_of(function: Any) -> str:
    """The module of the standard library that a function belongs to."""
    module = getattr(function, "__module__", None)
    if not isinstance(module, str):
        receiver = getattr(function, "__self__", getattr(function, "__objclass__", type(function)))
        owner = receiver if isinstance(receiver, (type, types.ModuleType)) else type(receiver)
        module = owner.__name__ if isinstance(owner, types.ModuleType) else owner.__module__
    return module.lstrip("_") if module != "__future__" else module


def is_allowed(function: Any) -> bool:
    """Whether a function or class of Python may be called."""
    kind = type(function)
    if is_a(function, type):
        is_known = function in TYPES or function in FUNCTIONS
        return is_known or _is_pure(function.__module__, function.__name__) or not _is_of_host(function)
    if kind is types.FunctionType:
        is_known = function in FUNCTIONS or record_of(function) is not None
        return is_known or _is_pure(_module_name(function), function.__name__)
    if kind is types.MethodType or kind is functools.partial:
        return is_allowed(function.__func__ if kind is types.MethodType else function.func)
    if isinstance(function, (types.BuiltinFunctionType, types.MethodWrapperType)):
        owner = function.__self__
        if function.__name__ in ATTRIBUTES_KEPT_OUT or function.__name__ in KEPT_OUT["datetime"]:
            return False
        if type(owner) in DESCRIPTORS:
            return is_safe(owner)
        if isinstance(owner, types.ModuleType):
            return function in FUNCTIONS or _is_pure(owner.__name__.lstrip("_"), function.__name__)
        kind = type(owner)
        return issubclass(kind, (type, *PLAIN)) or _is_pure(kind.__module__, "")
    if kind in (types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType):
        if function.__name__ in ATTRIBUTES_KEPT_OUT or function.__objclass__ is re.Pattern:
            return False
        return function.__objclass__ in TYPES or _is_pure(function.__objclass__.__module__, "")
    return kind in TYPES or _is_pure(kind.__module__, "")


def _module_name(function: types.FunctionType) -> Any:
    return function.__globals__.get("__name__")


def _is_pure(module: Any, name: str) -> bool:
    if not isinstance(module, str):
        return False
    module = IMPLEMENTED_IN.get(module, module).lstrip("_") if module != "__future__" else module
    return (module in PURE or module in OWN) and name not in KEPT_OUT.get(module, ())


IMPLEMENTED_IN = {
    "_collections_abc": "collections.abc", "_weakrefset": "weakref", "genericpath": "posixpath",
    "json.decoder": "json", "json.encoder": "json", "pathlib._local": "pathlib",
}  # fmt: skip
"""The modules that hold what others give."""


def is_safe(value: Any) -> bool:
    """Whether interpreted code may get hold of an object that comes from Python itself: it can do no harm with it."""
    kind = type(value)
    if kind is dict:
        return not dict.keys(value) & GLOBALS
    if kind in SAFE:
        return True
    if kind in CALLABLES or issubclass(kind, type):
        return is_allowed(value)
    if kind in DESCRIPTORS:
        return value.__name__ not in ATTRIBUTES_KEPT_OUT and value.__name__ != "__dict__"
    if kind is types.ModuleType:
        return all(value is not each for each in sys.modules.values())
    return is_allowed(kind) or (kind.__module__ == "builtins" and hasattr(kind, "__iter__"))


GLOBALS = frozenset({"__builtins__", "__build_class__"})
"""What only the variables of a real module hold."""
SAFE = {str, int, float, bool, bytes, list, tuple, set, frozenset, type(None)}
CALLABLES = {
    types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.MethodWrapperType,
    types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType, functools.partial,
}  # fmt: skip
DESCRIPTORS = {types.GetSetDescriptorType, types.MemberDescriptorType}


def _is_of_host(cls: type) -> bool:
    """Whether a class is one of Python or of what this process has imported, and none of interpreted code."""
    module: Any = cls.__module__  # which a class may set to whatever it likes
    return isinstance(module, str) and (module.partition(".")[0] in sys.stdlib_module_names or module in sys.modules)


def keeps_arguments(function: Any) -> bool:
    """Whether a function puts its arguments somewhere without looking at them."""
    name = getattr(function, "__name__", "")
    if function in KEEPERS or type(function) in KEEPING_TYPES or name in KEEPING_NAMES.get(module_of(function), ()):
        return True
    if is_a(function, type):
        return issubclass(function, BaseException) or function not in TYPES
    if isinstance(function, types.FunctionType) and (is_own(function) or "<locals>" in function.__qualname__):
        return True  # the latter is what a decorator of the standard library gives
    return name in KEEPING_METHODS


def is_shallow(function: Any, args: tuple[Any, ...]) -> bool:
    """Whether a function does not look into what the values hold that it is given."""
    if function in (len, list, bool, callable, type):
        return function is not type or len(args) == 1
    return getattr(function, "__self__", None) is not None and keeps_arguments(function)


def is_own(function: Any) -> bool:
    """Whether a function is one of this library, which looks after itself."""
    return type(function) is types.FunctionType and _module_name(function) in OWN


def is_reading(function: Any) -> bool:
    """Whether a method changes nothing of its object."""
    return getattr(function, "__name__", "") in READING_METHODS


def changes_receiver(function: Any) -> bool:
    """Whether a function changes its first argument."""
    if changes_class(function) or isinstance(function, (types.WrapperDescriptorType, types.MethodDescriptorType)):
        return True
    return getattr(function, "__name__", "") in CHANGERS.get(module_of(function), ())


def changes_class(function: Any) -> bool:
    """Whether a function changes its object or first argument, if that is a class."""
    name = getattr(function, "__name__", "")
    root = getattr(function, "__qualname__", name).partition(".")[0]
    return name in ("__delattr__", "__setattr__", "register") or root in DECORATORS.get(module_of(function), ())


def called_name(function: Any) -> str:
    """How a function of Python is called in messages."""
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None) or type(function).__name__
    module = getattr(function, "__module__", None)
    return f"{module}.{name}" if isinstance(module, str) and module != "builtins" else str(name)


def is_standard(module: str) -> bool:
    """Whether a module belongs to the standard library."""
    return module.partition(".")[0] in sys.stdlib_module_names
