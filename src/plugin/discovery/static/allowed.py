"""Tables of the parts of Python itself that interpreted code may call, and what they do to their arguments.

They only contain what computes without other effects. To allow a module of the standard library, add it to ``PURE``, or
add the parts of it that compute to ``PARTLY``; to exclude a part, add it to ``KEPT_OUT``. Functions may also be called
with unknown values, which raise an exception if asked anything. A function that asks them nothing but returns something
else for them must be added to ``LOOKING``.
"""

import copy
import functools
import re
import sys
import types
from typing import Any

from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.unknown import is_a

PURE = frozenset({
    "__future__", "abc", "base64", "bisect", "builtins", "collections", "collections.abc", "contextlib", "copy",
    "dataclasses", "datetime", "enum", "fnmatch", "functools", "hashlib", "heapq", "html", "http", "itertools",
    "json", "keyword", "math", "ntpath", "numbers", "operator", "posixpath", "re", "shlex", "string",
    "string.templatelib", "textwrap", "types", "typing", "unicodedata", "urllib.parse", "weakref",
})  # fmt: skip
"""The modules of the standard library that only compute, as far as names are computed with them."""

PARTLY = {
    "copyreg": {"__newobj__", "__newobj_ex__", "_reconstructor"},
    "inspect": {
        "Parameter", "cleandoc", "isabstract", "isbuiltin", "isclass", "isdatadescriptor", "isfunction", "isgenerator",
        "ismethod", "ismethoddescriptor", "ismodule", "isroutine", "getmro", "unwrap",
    },
    "io": {"BytesIO", "StringIO"},
    "logging": {"CRITICAL", "DEBUG", "ERROR", "FATAL", "INFO", "NOTSET", "WARN", "WARNING", "getLevelName"},
    "pathlib": {"PurePosixPath", "PureWindowsPath"},
}  # fmt: skip
"""The parts of other modules that only compute."""

KEPT_OUT: dict[str, set[str]] = {
    "abc": {"_abc_caches_clear", "_abc_registry_clear", "_dump_registry"},
    "builtins": {
        "__import__", "__lazy_import__", "anext", "breakpoint", "compile", "copyright", "credits", "exit", "help", "id",
        "input", "license", "open", "quit",
        "cell", "code", "frame", "lazy_import", "module", "traceback",  # types without a name in those modules
    },
    "contextlib": {"chdir", "redirect_stderr", "redirect_stdout"},
    "datetime": {"now", "today", "utcnow"},
    "enum": {"_convert_", "global_enum"},
    "hashlib": {"file_digest", "pbkdf2_hmac", "scrypt"},
    "re": {"Scanner", "template"},
    "string": {"get_field"},
    "typing": {"get_type_hints", "ForwardRef", "evaluate_forward_ref"},
    "weakref": {"finalize"},
}  # fmt: skip
"""The parts of these modules that do more than compute."""

ATTRIBUTES_KEPT_OUT = frozenset({
    "__builtins__", "__closure__", "__code__", "__func__", "__getattribute__", "__globals__", "__loader__",
    "__reduce__", "__reduce_ex__", "__self__", "__subclasses__", "__traceback__", "_convert_", "ag_code", "ag_frame",
    "cr_code", "cr_frame", "f_back", "f_builtins", "f_code", "f_globals", "f_locals", "gi_code", "gi_frame",
    "tb_frame", "tb_next",
})  # fmt: skip
"""The attributes that lead out of interpreted code."""

OWN = frozenset({
    "plugin.core", "plugin.discovery.pythons", "plugin.discovery.static.modelled",
    "plugin.discovery.static.namespaces", "plugin.discovery.static.project", "plugin.discovery.static.replaced",
    "plugin.discovery.static.versions",
})  # fmt: skip
"""The modules of this library whose functions may be called with anything."""

UNORDERED = frozenset({
    sorted, len, set, frozenset, sum, max, min, any, all, isinstance, bool, type, copy.copy, copy.deepcopy,
})  # fmt: skip
"""Functions with the same result for a set in any order, unless they are given a key to sort by."""

LOOKING = {
    "builtins": {"type"},
    "operator": {"is_", "is_none", "is_not", "is_not_none"},
    "weakref": {"getweakrefcount", "getweakrefs"},
}
"""Functions that examine their arguments without asking them anything that would tell them apart, by module."""
KEEPING_METHODS = frozenset({
    "__call__", "__enter__", "__exit__", "__init__", "__init_subclass__", "__new__", "__next__", "__set_name__",
    "__setattr__", "__setitem__", "append", "appendleft", "clear", "copy", "extend", "insert", "items", "keys", "pop",
    "popitem", "popleft", "reverse", "setdefault", "update", "values",
})  # fmt: skip
"""Methods that store their arguments without looking into them."""
READING_METHODS = frozenset({
    "__contains__", "__getitem__", "__iter__", "__len__", "copy", "count", "difference", "get", "index",
    "intersection", "isdisjoint", "issubset", "issuperset", "items", "keys", "symmetric_difference", "union", "values",
})  # fmt: skip
"""Methods of containers that change nothing."""
CHANGERS = {
    "bisect": {"insort", "insort_left", "insort_right"},
    "heapq": {
        *("heapify", "heappop", "heappush", "heappushpop", "heapreplace"),
        *("heapify_max", "heappop_max", "heappush_max", "heappushpop_max", "heapreplace_max"),
    },
    "operator": {"setitem", "delitem", "iadd", "iand", "iconcat", "imul", "ior", "isub", "ixor"},
    "builtins": {"next"},
}
"""Functions that change their first argument, by module."""
DECORATORS = {
    "abc": {"update_abstractmethods"},
    "dataclasses": {"dataclass"},
    "functools": {"total_ordering"},
    "typing": {"dataclass_transform", "disjoint_base", "final", "no_type_check", "override", "runtime_checkable"},
}
"""Functions that change the class or function that they, or their results, are called with, by module."""


INTERRUPT = type("KeyboardInterrupt", (BaseException,), {"__module__": "builtins"})
"""What interpreted code raises instead of ``KeyboardInterrupt``, which only the user raises."""
IMPLEMENTED_IN = {
    "_collections_abc": "collections.abc", "_weakrefset": "weakref", "genericpath": "posixpath",
    "json.decoder": "json", "json.encoder": "json", "math.integer": "math", "pathlib._local": "pathlib",
}  # fmt: skip
"""The modules whose contents come from others."""
BOUND = (types.BuiltinFunctionType, types.MethodWrapperType)
UNBOUND = (types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType)
DESCRIPTORS = (types.GetSetDescriptorType, types.MemberDescriptorType)
CALLABLES = {types.FunctionType, types.MethodType, functools.partial, *BOUND, *UNBOUND}
SAFE = {str, int, float, bool, bytes, list, tuple, set, frozenset, type(None)}


def owner_of(function: Any) -> Any:
    """The module or class of Python that a function belongs to; a class belongs to itself."""
    if is_a(function, type):
        return function
    receiver = getattr(function, "__self__", getattr(function, "__objclass__", None))
    return receiver if is_a(receiver, (type, types.ModuleType)) else type(function if receiver is None else receiver)


def module_of(function: Any) -> str:
    """The module of the standard library that a function belongs to, by its public name."""
    if type(function) is types.FunctionType:
        module = function.__globals__.get("__name__")
    else:
        owner = owner_of(function)
        module = owner.__name__ if is_a(owner, types.ModuleType) else owner.__module__
    module = IMPLEMENTED_IN.get(module, module) if isinstance(module, str) else ""
    return module if module == "__future__" else module.lstrip("_")


def is_allowed(function: Any) -> bool:
    """Whether a function or class of Python may be called."""
    kind = type(function)
    if kind is types.MethodType or kind is functools.partial:
        return is_allowed(function.__func__ if kind is types.MethodType else function.func)
    if is_a(function, type):
        return _is_pure(function) or not _is_of_host(function)
    if kind is types.FunctionType:
        return _is_pure(function) or record_of(function) is not None
    if kind not in CALLABLES:
        return is_allowed(kind)
    owner = owner_of(function)
    if is_a(owner, types.ModuleType):
        return _is_pure(function)
    if function.__name__ in ATTRIBUTES_KEPT_OUT or function.__name__ in KEPT_OUT["datetime"]:
        return False
    if kind in UNBOUND:
        return owner is not re.Pattern and is_allowed(owner)
    return owner not in DESCRIPTORS or is_safe(function.__self__)


def _is_pure(function: Any) -> bool:
    module, name = module_of(function), function.__name__
    is_listed = module in PURE or module in OWN or name in PARTLY.get(module, ())
    return is_listed and name not in KEPT_OUT.get(module, ())


def is_safe(value: Any) -> bool:
    """Whether interpreted code may get access to an object of Python itself, because it can do no harm with it."""
    kind = type(value)
    if kind is dict:
        return not dict.keys(value) & {"__builtins__", "__build_class__"}  # like the variables of a real module
    if kind in SAFE:
        return True
    if kind in CALLABLES or issubclass(kind, type):
        return is_allowed(value)
    if kind in DESCRIPTORS:
        return value.__name__ not in ATTRIBUTES_KEPT_OUT and value.__name__ != "__dict__"
    if kind is types.ModuleType:
        return all(value is not each for each in sys.modules.values())
    return is_allowed(kind)


def _is_of_host(cls: type) -> bool:
    """Whether a class belongs to Python or to what this process has imported, rather than to interpreted code."""
    module: Any = cls.__module__  # a class may set it to anything
    return isinstance(module, str) and (is_standard(module) or module in sys.modules)


def _is_in(table: dict[str, set[str]], function: Any) -> bool:
    """Whether a table contains a function."""
    return getattr(function, "__name__", "") in table.get(module_of(function), ())


def looks_at_arguments(function: Any) -> bool:
    """Whether a function would take the stand-in of an unknown value for a value: it is not called with one."""
    name = getattr(function, "__name__", "")
    is_hook = name.startswith("__") and name not in KEEPING_METHODS and not is_own(function)
    return is_hook or _is_in(LOOKING, function)


def is_shallow(function: Any, args: tuple[Any, ...]) -> bool:
    """Whether a function does not look into its arguments."""
    if function in (len, list, bool, callable, next, type):
        return function is not type or len(args) == 1
    receiver = getattr(function, "__self__", None)
    return not (receiver is None or is_a(receiver, type)) and function.__name__ in KEEPING_METHODS


def is_own(function: Any) -> bool:
    """Whether a function belongs to this library, which handles unknown values itself."""
    return type(function) is types.FunctionType and module_of(function) in OWN


def is_reading(function: Any) -> bool:
    """Whether a method does not change its object."""
    return getattr(function, "__name__", "") in READING_METHODS


def changes_receiver(function: Any) -> bool:
    """Whether a function changes its first argument."""
    return changes_class(function) or isinstance(function, UNBOUND) or _is_in(CHANGERS, function)


def changes_class(function: Any) -> bool:
    """Whether a function changes its object or first argument, if that is a class."""
    name = getattr(function, "__name__", "")
    root = getattr(function, "__qualname__", name).partition(".")[0]
    return name in ("__delattr__", "__setattr__", "register") or root in DECORATORS.get(module_of(function), ())


def called_name(function: Any) -> str:
    """The name of a function of Python in messages."""
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None) or type(function).__name__
    module = getattr(function, "__module__", None)
    return f"{module}.{name}" if isinstance(module, str) and module != "builtins" else str(name)


def is_standard(module: str) -> bool:
    """Whether a module belongs to the standard library."""
    return module.partition(".")[0] in sys.stdlib_module_names
