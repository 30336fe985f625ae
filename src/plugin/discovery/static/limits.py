"""What is too large, too long or too slow to be computed for what is never more than a name."""

import ast
import re
from typing import Any

LARGEST = 200_000
"""How many items or characters a value may have."""
LARGEST_PRODUCT = 10_000_000
"""How large the sizes of a value and of what a method is given may be, multiplied."""
LARGEST_NUMBER = 1_000_000
"""How large a number may be that says how much is to be made."""
MOST_BITS = 10_000
"""How many bits an integer may have."""
SIZED = (str, bytes, bytearray, list, tuple, dict, set, frozenset, range)
TOO_LONG = "it is too long to follow"
TOO_LARGE = "a number is too large to follow"
WIDTH = re.compile(r"\d{5,}")


def size_of(value: Any) -> int:
    """How many items a value has; 1 if it has none."""
    return len(value) if type(value) in SIZED and not _is_vast(value) else LARGEST if _is_vast(value) else 1


def _is_vast(value: Any) -> bool:
    return type(value) is range and (value.stop - value.start) // value.step > LARGEST


def check_operation(op: type[ast.operator], left: Any, right: Any) -> str | None:
    """Why an operator is not applied; ``None`` if it is."""
    if op is ast.Add and isinstance(left, SIZED) and isinstance(right, SIZED):
        return TOO_LONG if size_of(left) + size_of(right) > LARGEST else None
    if op is ast.Mult:
        for one, two in ((left, right), (right, left)):
            if isinstance(one, int) and isinstance(two, SIZED) and one * size_of(two) > LARGEST:
                return TOO_LONG
        if isinstance(left, int) and isinstance(right, int):
            return TOO_LARGE if left.bit_length() + right.bit_length() > MOST_BITS else None
    if op is ast.Mod and isinstance(left, (str, bytes)):
        if is_wide(left):
            return TOO_LONG
        values = right if isinstance(right, tuple) else (right,)
        return TOO_LONG if size_of(left) + sum(map(size_of, values)) > LARGEST else None
    if op in (ast.Pow, ast.LShift) and isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if op is ast.Pow else left.bit_length() + right
        return TOO_LARGE if bits > MOST_BITS else None
    return None


def is_wide(spec: Any) -> bool:
    """Whether a format asks for a text that is too long."""
    if isinstance(spec, bytes):
        spec = spec.decode("latin-1")
    return isinstance(spec, str) and WIDTH.search(spec) is not None


def check_call(function: Any, receiver: Any, args: tuple[Any, ...], module: str) -> str | None:
    """Why a native function is not called with these arguments; ``None`` if it is.

    :param receiver: the object whose method it is, if it is one
    :param module: the module that the function belongs to
    """
    most = 3_000 if module == "math" else LARGEST_NUMBER
    if function not in NUMBERS and any(type(each) is int and abs(each) > most for each in args):
        return TOO_LARGE
    if any(_is_vast(each) for each in args) and function not in LAZY:
        return TOO_LONG
    name = getattr(function, "__name__", "")
    if name in {"format", "__format__", "format_map", "__mod__"} and (is_wide(receiver) or any(map(is_wide, args[-1:]))):
        return TOO_LONG
    largest = max(map(size_of, args), default=1)
    if isinstance(receiver, (str, bytes, bytearray)) or module in {"re", "string"}:
        product = size_of(receiver) * largest
        return TOO_LONG if product > LARGEST_PRODUCT or max(size_of(receiver), largest) > LARGEST else None
    if isinstance(receiver, (list, dict, set)) and size_of(receiver) + largest > LARGEST:
        return TOO_LONG
    return None


NUMBERS = (int, float, complex, bool, str, repr, range, abs, divmod, hash, format, isinstance, type, print)
"""What takes numbers of any size, and makes nothing of that size."""
LAZY = (len, isinstance, type, iter, reversed, enumerate, zip, map, filter, repr, str, bool, slice)
"""What takes long ranges, and does not walk through them."""

MOST_TRIES = 1_000_000
"""How many ways to match a regular expression may be tried."""
SHORT = 24
"""How long a text may be for a pattern that may take exponential time."""


def is_slow_pattern(pattern: str | bytes, length: int) -> bool:
    """Whether a regular expression may take too long on a text of this length.

    Repetitions within repetitions may take exponential time, and several of them beside each other a power of it.
    """
    try:
        tree = _parse(pattern)
    except Exception:  # noqa: BLE001 - whatever it is, compiling it tells
        return False
    beside, nested = _repetitions(tree)
    if nested:
        return length > SHORT
    return bool(beside > 1 and float(length) ** beside > MOST_TRIES and length > SHORT)


def _parse(pattern: str | bytes) -> Any:
    try:
        from re import _parser as parser  # type: ignore[attr-defined]  # noqa: PLC0415 - it came with Python 3.11
    except ImportError:
        import sre_parse as parser  # noqa: PLC0415
    return parser.parse(pattern)


def _repetitions(tree: Any) -> tuple[int, bool]:
    """How many repetitions without end a pattern has beside each other, and whether one holds another or a choice."""
    beside, nested = 0, False
    for code, value in tree:
        text = str(code)
        if text in {"MAX_REPEAT", "MIN_REPEAT"}:
            _, most, body = value
            inside, deeper = _repetitions(body)
            if most > SHORT:
                beside += 1
                nested = nested or inside > 0 or _has_choice(body)
            nested = nested or deeper
            beside += inside if most <= SHORT else 0
        else:
            for inner in _inner(value):
                inside, deeper = _repetitions(inner)
                beside += inside
                nested = nested or deeper
    return beside, nested


def _has_choice(tree: Any) -> bool:
    return any(str(code) == "BRANCH" or any(_has_choice(inner) for inner in _inner(value)) for code, value in tree)


def _inner(value: Any) -> list[Any]:
    """The patterns inside the value of a node of a pattern."""
    if hasattr(value, "data"):
        return [value]
    if isinstance(value, (tuple, list)):
        return [each for part in value for each in _inner(part)]
    return []
