"""Refuses computations that are too large, too long or too slow for what only becomes a name."""

import ast
import collections
import gc
import math
import re
import types
from collections.abc import Iterable
from typing import Any

LARGEST = 200_000
"""The maximum number of items or characters of a value."""
LARGEST_PRODUCT = 10_000_000
"""The maximum product of the sizes of a value and of the arguments of a method."""
LARGEST_NUMBER = 1_000_000
"""The maximum of a number that says how much to create."""
MOST_BITS = 10_000
"""The maximum number of bits of an integer."""
DEEPEST = 100
"""The maximum nesting depth of values and classes: Python's own recursion would overflow the stack."""
MOST_HELD = 100_000
"""The maximum number of values in a value, counting each as often as it occurs."""
MOST_BASES = 300
"""The maximum number of base classes of a class: ordering them takes cubic time."""
PER_STEP = 1_000
"""The size of values that counts as a step."""
HELD_PER_STEP = 8
"""The number of nested containers that counts as a step."""
SIZED = (str, bytes, bytearray, list, tuple, dict, set, frozenset, collections.deque, range)
TOO_LONG = "it is too long to follow"
TOO_LARGE = "a number is too large to follow"
TOO_DEEP = "it is nested too deeply to follow"
WIDTH = re.compile(r"\d{5,}|\*")
NESTED = re.compile(r"\{[^{}]*\{")


def is_kind(value: Any, kinds: Any) -> bool:
    """``isinstance`` for values of interpreted code, whose classes may claim to be others."""
    return issubclass(type(value), kinds)


def size_of(value: Any) -> int:
    """The number of items of a value, whatever its class claims; 1 if it has none."""
    if type(value) is range:
        return min(max((value.stop - value.start) // value.step, 0), LARGEST + 1)
    kind: Any = next((each for each in SIZED if is_kind(value, each)), None)
    return kind.__len__(value) if kind is not None else 1


def check_operation(op: type[ast.operator], left: Any, right: Any) -> str | None:
    """Why an operator is not applied; ``None`` if it is."""
    if is_kind(left, int) and is_kind(right, int):
        bits = left.bit_length()
        made = {ast.Mult: bits + right.bit_length(), ast.Pow: bits * right, ast.LShift: bits + right}
        return TOO_LARGE if made.get(op, 0) > MOST_BITS else None
    size = 0
    if op is ast.Add and is_kind(left, SIZED) and is_kind(right, SIZED):
        size = size_of(left) + size_of(right)
    elif op is ast.Mult and (is_kind(left, int) or is_kind(right, int)):
        times, value = (left, right) if is_kind(left, int) else (right, left)
        size = times * size_of(value) if is_kind(value, SIZED) else 0
    elif op is ast.Mod and is_kind(left, (str, bytes)):
        values = right if is_kind(right, tuple) else (right,)
        size = LARGEST + 1 if is_wide(left) else size_of(left) + sum(map(size_of, values))
    return TOO_LONG if size > LARGEST else None


OPERATORS = {"add": ast.Add, "concat": ast.Add, "mul": ast.Mult, "mod": ast.Mod, "pow": ast.Pow, "lshift": ast.LShift}
"""The operators that produce larger values, by the names of the functions and methods that apply them."""


def is_wide(spec: Any) -> bool:
    """Whether a format produces a text that is too long, or may do so depending on a value."""
    if is_kind(spec, bytes):
        spec = spec.decode("latin-1")
    return is_kind(spec, str) and (WIDTH.search(spec) or NESTED.search(spec)) is not None


def check_call(function: Any, receiver: Any, args: tuple[Any, ...], module: str) -> str | None:
    """Why a native function, or a method of a receiver, is not called with these arguments; ``None`` if it is."""
    values = args if receiver is None else (receiver, *args)
    name = getattr(function, "__name__", "").strip("_")
    op = OPERATORS.get(name) or OPERATORS.get(name[1:])
    if op is not None and len(values) > 1 and (reason := check_operation(op, *values[:2])):
        return reason
    most = MOST_BITS // 3 if module == "math" else LARGEST_NUMBER
    if function not in NUMBERS and any(type(each) is int and abs(each) > most for each in args):
        return TOO_LARGE
    is_long = function not in LAZY and any(type(each) is range and size_of(each) > LARGEST for each in values)
    is_long = is_long or (name in FORMATTING and any(map(is_wide, values)))
    *_, second, largest = 1, 1, *sorted(map(size_of, values))
    if is_kind(receiver, (str, bytes, bytearray)) or module in {"re", "string", "textwrap"}:
        is_long = is_long or second * largest > LARGEST_PRODUCT or largest > LARGEST
    elif is_kind(receiver, (list, dict, set)):
        is_long = is_long or second + largest > LARGEST
    return TOO_LONG if is_long else None


NUMBERS = (int, float, complex, bool, str, repr, range, abs, divmod, hash, format, isinstance, type, print)
"""Functions that take numbers of any size, but do not produce anything of that size."""
LAZY = (len, isinstance, type, repr, str, bool, slice, range.__contains__, range.__len__, range.__getitem__)
"""Functions that take long ranges without iterating over them."""
FORMATTING = frozenset({"pack", "format", "format_map", "mod", "rmod", "strftime", "vformat", "format_field"})
"""The names of functions that take a format."""


def depth_of(values: Iterable[Any]) -> tuple[int, bool]:
    """How many values have to be examined, each as often as it occurs, and whether that is too many."""
    pending, held, entered = [(each, 0) for each in values if type(each) not in FLAT], 0, 0
    while pending:
        entered += 1
        value, depth = pending.pop()
        if is_kind(value, type):
            depth += len(type.__dict__["__mro__"].__get__(value))
        is_many = type(value) is tuple and len(value) > MOST_BASES and is_kind(value[0], type)
        if depth > DEEPEST or held > MOST_HELD or is_many:
            return entered, True
        module = type.__getattribute__(type(value), "__module__")
        if is_kind(value, NOT_ENTERED) or (type(module) is str and module.startswith("plugin.")):
            continue
        referents = gc.get_referents(value)
        held += len(referents)
        pending += [(each, depth + 1) for each in referents if type(each) not in FLAT]
    return entered, False


FLAT = {str, int, bytes, float, bool, type(None), bytearray, range, complex}
"""Types whose values contain nothing."""


NOT_ENTERED = (
    type, types.FunctionType, types.ModuleType, types.GeneratorType, types.BuiltinFunctionType, types.TracebackType,
    types.FrameType,
)  # fmt: skip
"""Types whose values native code does not look into."""


MOST_TRIES = 1_000_000
"""The maximum number of ways in which a regular expression may be tried."""
CHOICE = 1e-6
"""What a choice adds to the power: nothing, unless it is repeated."""
SHORT = 24
"""The maximum length of a text for a pattern that may take exponential time."""


def is_slow_pattern(pattern: str | bytes, length: int) -> bool:
    """Whether a regular expression may take too long on a text of this length."""
    parser: Any = vars(re).get("_parser") or vars(re)["sre_parse"]  # the former since Python 3.11
    try:
        tree = parser.parse(pattern)
    except Exception:  # noqa: BLE001 - compiling it will report the error
        return False
    degree = _degree(tree)
    return length > SHORT and (degree == math.inf or float(length) ** round(degree) > MOST_TRIES)


def _degree(tree: Any) -> float:
    """The power of the text length that matching takes; infinite if a repetition contains another, or a choice."""
    degree = 0.0
    for code, value in tree:
        inside = sum(map(_degree, _inner(value)))
        if str(code) in {"MAX_REPEAT", "MIN_REPEAT"} and value[1] > SHORT:
            inside = math.inf if inside else 1
        degree += inside + (CHOICE if str(code) == "BRANCH" else 0)
    return degree


def _inner(value: Any) -> list[Any]:
    """The patterns inside the value of a pattern node."""
    if isinstance(value, (tuple, list)):
        return [each for part in value for each in _inner(part)]
    return [value] if hasattr(value, "data") else []
