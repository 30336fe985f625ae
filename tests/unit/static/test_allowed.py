"""Each row of the tables of what may be called, held against what the real function does.

A wrong row is the one way to be silently wrong: a function that looks at the stand-in of an unknown value, and gives
something that is taken to be known.
"""

import bisect
import collections
import contextlib
import copy
import functools
import gc
import heapq
import importlib
import itertools
import operator
import os
import types

import pytest

from engine import ran
from plugin.discovery.static import allowed
from plugin.discovery.static.allowed import (
    CHANGERS,
    KEEPING_METHODS,
    LOOKING,
    PARTLY,
    PURE,
    READING_METHODS,
    UNORDERED,
)
from plugin.discovery.static.unknown import Undecided, Unknown, Why, show_call


@functools.cache
def u():
    """Give the unknown value of these tests; pytest would ask it something if it were a variable of the module."""
    return Unknown("u", Why("a test"))


@pytest.fixture
def machine(tmp_path):
    """A machine that runs nothing."""
    return ran(tmp_path, "").machine


def holds(value, depth=5):
    """Whether something holds the unknown value, or gives it when it is iterated over."""
    seen, pending = set(), [(value, 0)]
    while pending:
        current, level = pending.pop()
        if current is u():
            return True
        if id(current) in seen or level > depth or issubclass(type(current), types.ModuleType):
            continue
        seen.add(id(current))
        pending += [(each, level + 1) for each in gc.get_referents(current)]
    return False


def given(machine, function, args):
    """What calling a function gives: nothing if it fails."""
    outcomes = []
    with contextlib.suppress(Undecided):
        machine.worlds.run(lambda: outcomes.append(machine.call(function, args, {})))
    return outcomes[:1]


def honest(machine, function, args):
    """Whether calling a function with an unknown argument gives nothing that seems to be known, yet depends on it."""
    found = given(machine, function, args)
    others = [each for each in args if each is not u()]
    if not found or type(found[0]) is Unknown or (found[0] is not Unknown and holds([found, others])):
        return True
    for value in (None, 1, "x", "y", [3], {"k": 1}, len, int, type):
        other = given(machine, function, tuple(value if each is u() else each for each in args))
        if other and type(other[0]) is not Unknown and shown(other[0]) != shown(found[0]):
            return False
    return found[0] is not Unknown


def shown(value):
    """A value without its address."""
    return repr(value).partition(" at 0x")[0]


def arguments():
    """Give argument lists of up to three, each of which has the unknown value somewhere."""
    others = (1, "x", [1, 2], {"k": 1}, len, str)
    yield (u(),)
    for other in others:
        yield from ((u(), other), (other, u()))
        yield from ((u(), other, 1), (other, "k", u()), (1, other, u()), (other, u(), 1))


def title(value):
    return getattr(value, "__qualname__", None) or repr(value)


@pytest.mark.parametrize("module", sorted(PURE | PARTLY.keys()))
def test_functions(machine, module):
    """No function gives anything for a value that is not known which it would not give for others."""
    pytest.importorskip(module, exc_type=ImportError)
    for name, function in vars(machine.native(module)).items():
        if callable(function) and type(function) is not Unknown and allowed.is_allowed(function):
            for args in arguments():
                assert honest(machine, function, args), f"{name}{args[1:]}"


@pytest.mark.parametrize(("module", "name"), [(module, name) for module in LOOKING for name in sorted(LOOKING[module])])
def test_looking(machine, module, name, monkeypatch):
    """What is said to look at its arguments would give something for a value that is not known."""
    monkeypatch.setattr(allowed, "LOOKING", {})
    function = getattr(importlib.import_module(module), name, None)
    if function is None:
        pytest.skip("a function of newer versions of Python")
    assert not all(honest(machine, function, args) for args in arguments())


def objects():
    """Give an object of each type whose methods may be called."""

    class Own:
        pass

    return [
        [1, 2],
        {"k": 1},
        {1},
        (1,),
        frozenset([1]),
        "x",
        b"x",
        bytearray(b"x"),
        1,
        1.5,
        range(3),
        slice(1),
        Own(),
        collections.deque([1]),
        collections.OrderedDict(k=1),
        collections.defaultdict(list, k=1),
        collections.Counter("a"),
        collections.ChainMap({"k": 1}),
        property(len),
        types.SimpleNamespace(x=1),
        types.MappingProxyType({"k": 1}),
        ValueError("x"),
        functools.partial(len),
        iter([1]),
        enumerate([1]),
        zip([1]),
    ]


@pytest.mark.parametrize("name", sorted(KEEPING_METHODS))
def test_keeping_methods(machine, name):
    """Methods of such a name put an unknown argument into their object or their result, or fail over it."""
    for index, _ in enumerate(objects()):
        for args in arguments():
            thing = objects()[index]
            method = getattr(thing, name, None)
            if method is None or (name == "pop" and args[-1] is u() and args[0] is not u()):
                continue  # what is there is given, and not the default
            outcomes = []
            machine.worlds.run(lambda m=method, a=args, o=outcomes: o.append(machine.call(m, a, {})))
            known = outcomes and type(outcomes[0]) is not Unknown and outcomes[0] not in (None, thing)
            is_spoiled = id(thing) in machine.worlds.split
            assert not known or is_spoiled or holds([outcomes, thing, method]), show_call(title(method), args, {})


@pytest.mark.parametrize("name", sorted(READING_METHODS))
def test_reading_methods(machine, name):
    """Methods of such a name change nothing of containers."""
    contents = machine.worlds.contents
    for kind in (list, dict, set, tuple, frozenset, str, bytes, bytearray, collections.deque, collections.OrderedDict):
        for args in ((), (0,), ("k",), ([0],), ({0},)):
            thing = kind({"k": 1}) if issubclass(kind, dict) else kind("k") if kind is str else kind([107])
            before = contents.of(thing)
            try:
                getattr(thing, name)(*args)
            except (AttributeError, TypeError, ValueError, LookupError):
                continue
            assert contents.of(thing) == before


CHANGING = {
    "bisect": ([1, 3], 2),
    "heapq": ([3, 1, 2], 1),
    "operator": ([1, 2], 0, 5),
    "builtins": (iter([1, 2]),),
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in CHANGERS.items() for name in sorted(names)]
)
def test_changers(module, name):
    """What is said to change its first argument does so."""
    function = getattr(importlib.import_module(module), name, None)
    if function is None:
        pytest.skip("a function of newer versions of Python")
    for first in ([3, 1, 2], [1, 2, 3], {3, 1}, iter([3, 1])):
        for others in ((), ({1, 2},), ([5],), (1,), (0, 5), (2,), (9,)):
            thing = copy.copy(first)
            before = list(copy.copy(thing))
            try:
                function(thing, *others)
            except (TypeError, LookupError, ValueError):
                continue
            if list(thing) != before:
                return
    pytest.fail("it changes nothing")


@pytest.mark.parametrize("module", [bisect, heapq, operator])
def test_all_changers_are_known(module):
    """No other function of these modules changes its first argument."""
    for name, function in vars(module).items():
        if (
            name.startswith("_")
            or not callable(function)
            or isinstance(function, type)
            or name in CHANGERS[module.__name__]
        ):
            continue
        for first in ([3, 1, 2], {3, 1}, {"k": 1}):
            for others in ((), ({1, 2},), ([5],), (1,), (0, 5), ("k",), ({"l": 1},)):
                thing = copy.copy(first)
                try:
                    function(thing, *others)
                except Exception:  # noqa: BLE001, S112 - it does not take these
                    continue
                assert thing == first, name


@pytest.mark.parametrize("function", sorted(UNORDERED - {isinstance, type}, key=title), ids=title)
def test_unordered(function):
    """What is said not to depend on the order of a set gives the same for all orders."""
    found = []
    for order in itertools.permutations(["a", "b", "c", ""]):
        try:
            value = function(dict.fromkeys(order).keys())
        except TypeError:
            value = None
        found.append(sorted(value) if hasattr(value, "__iter__") else value)
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize(
    "code",
    [
        "repr({'a', 'b'})",
        "str({'a', 'b'})",
        "f\"{ {'a', 'b'} }\"",
        "sorted({'aa', 'bb'}, key=len)",
        "max({'aa', 'bb'}, key=len)",
        "list({'a', 'b'})",
        "', '.join({'a', 'b'})",
        "next(iter({'a', 'b'}))",
        "[*{'a', 'b'}]",
        "{'a', 'b'}.pop()",
        "[x for x in {'a', 'b'}]",
        "dict.fromkeys({'a', 'b'})",
        "list(enumerate({'a', 'b'}))",
    ],
)
def test_order_of_a_set(tmp_path, code):
    """What depends on the order of a set holds under the condition of that order."""
    raw = ran(tmp_path, f"a = {code}\n").namespace.raw("a")
    assert [next(iter(path)).order for path, _ in raw.options] == [True, True]


@pytest.mark.parametrize(
    "code",
    [
        "type(u)",
        "u.__class__",
        "id(u)",
        "hash(u)",
        "callable(u)",
        "isinstance(u, int)",
        "isinstance(1, u)",
        "issubclass(u, int)",
        "hasattr(u, 'x')",
        "getattr(u, 'x', 1)",
        "getattr(1, u)",
        "len(u)",
        "str(u)",
        "f'{u}'",
        "repr(u)",
        "u == 1",
        "u is None",
        "[u] == [1]",
        "u in [1]",
        "1 in u",
        "-u",
        "u + 1",
        "1 + u",
        "u[0]",
        "[1, 2][u]",
        "{u: 1}",
        "{u}",
        "(1, 2)[u:]",
        "'%s' % u",
        "'x'.join([u])",
        "sorted([u, 1])",
        "sum([u])",
        "dict(u)",
        "list(u)",
        "int(u)",
        "range(u)",
        "print(u) or u",
        "iter(u)",
        "min(u, 1)",
        "{'k': 1}.get(u)",
        "'{}'.format(u)",
        "type('N', (), {})(u)",
        "__import__('re').match(u, 'x')",
        "u(1)",
        "u.x.y()",
    ],
)
def test_nothing_known_comes_of_what_is_not(tmp_path, code):
    """Whatever is asked of an unknown value gives an unknown one, or a condition."""
    raw = ran(tmp_path, f"import nowhere\nu = nowhere.u\na = {code}\n").namespace.raw("a")
    assert type(raw) is Unknown or "type('N'" in code


@pytest.mark.parametrize(
    "code",
    [
        "open('x')",
        "input()",
        "compile('1', '', 'eval')",
        "breakpoint()",
        "anext([1], 2)",
        "id(1)",
        "(lambda: 0).__code__",
        "object.__subclasses__()",
        "__builtins__",
        "[].__reduce__()",
        "(i for i in []).gi_frame",
        "__import__('os').getcwd()",
        "__import__('time').time()",
        "__import__('uuid').uuid4()",
        "__import__('random').random()",
        "__import__('sys').argv",
        "__import__('codecs').open('x')",
        "len.__self__",
        "__import__('socket').gethostname()",
        "__import__('datetime').os",
        "ValueError().__traceback__",
    ],
)
def test_what_is_kept_out(tmp_path, code):
    """What leads out of the source is not known, or not there, and nothing of it happens."""
    module = ran(tmp_path, f"a = {code}\n")
    assert type(module.namespace.raw("a")) is Unknown or module.project.raised


def test_what_is_allowed():
    """Functions of pure modules are allowed wherever they are implemented, and those of others are not."""
    for function in (
        functools.reduce,
        copy.deepcopy,
        "".join,
        [].append,
        collections.deque,
        importlib.import_module("re").compile,
    ):
        assert allowed.is_allowed(function), function
    pattern = importlib.import_module("re").compile("x")
    assert all(
        allowed.is_allowed(getattr(pattern, name))
        for name in ("match", "search", "sub", "fullmatch", "split", "findall")
    )
    for name in ("posix" if os.name == "posix" else "nt", "time", "_socket", "_thread", "gc"):
        functions = [each for each in vars(importlib.import_module(name)).values() if callable(each)]
        assert not [
            each for each in functions if isinstance(each, types.BuiltinFunctionType) and allowed.is_allowed(each)
        ]


def test_names_in_messages():
    """A function is called in messages as its users know it."""
    assert allowed.called_name(len) == "len"
    assert allowed.called_name(copy.copy) == "copy.copy"
    assert allowed.called_name([].append) == "list.append"
    assert allowed.called_name(functools.partial(len)) == "functools.partial"
