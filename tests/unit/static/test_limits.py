"""What is too large, too long or too slow is left alone, and what is not is computed."""

import ast
import math

import pytest

from engine import ran
from plugin.discovery.static.limits import check_call, check_operation, is_slow_pattern, is_wide, size_of
from plugin.discovery.static.unknown import Unknown, facts

LONG = "x" * 150_000


@pytest.mark.parametrize(
    ("op", "left", "right", "is_refused"),
    [
        (ast.Add, "a", "b", False),
        (ast.Add, LONG, LONG, True),
        (ast.Add, [1], [2], False),
        (ast.Add, 1, 2, False),
        (ast.Mult, "a", 10, False),
        (ast.Mult, "a", 10**6, True),
        (ast.Mult, 10**6, [1], True),
        (ast.Mult, 2, 3, False),
        (ast.Mult, 1 << 6_000, 1 << 6_000, True),
        (ast.Mult, 2.0, "a", False),
        (ast.Pow, 2, 10, False),
        (ast.Pow, 2, 100_000, True),
        (ast.Pow, 10, -1, False),
        (ast.LShift, 1, 5, False),
        (ast.LShift, 1, 10**9, True),
        (ast.Mod, "%s", "x", False),
        (ast.Mod, "%99999999d", 1, True),
        (ast.Mod, "%s", LONG + LONG, True),
        (ast.Mod, b"%9999999d", 1, True),
        (ast.Mod, 7, 2, False),
        (ast.Sub, 2, 1, False),
    ],
)
def test_operators(op, left, right, is_refused):
    """An operator is refused if what it makes is too long or too large."""
    assert bool(check_operation(op, left, right)) is is_refused


@pytest.mark.parametrize(
    ("function", "receiver", "args", "module", "is_refused"),
    [
        (math.factorial, None, (5,), "math", False),
        (math.factorial, None, (10**5,), "math", True),
        (int, None, (10**9,), "builtins", False),
        (list, None, (range(10),), "builtins", False),
        (list, None, (range(10**9),), "builtins", True),
        (len, None, (range(10**9),), "builtins", False),
        ("x".ljust, "x", (10**9,), "builtins", True),
        ("x".ljust, "x", (10,), "builtins", False),
        ("{:>9}".format, "{:>9}", (1,), "builtins", False),
        ("{:>99999999}".format, "{:>99999999}", (1,), "builtins", True),
        (LONG.replace, LONG, ("x", LONG), "builtins", True),
        ([].extend, [], ([0] * 100,), "builtins", False),
        ([].extend, [0] * 150_000, ([0] * 100_000,), "builtins", True),
        (bytes, None, (10**9,), "builtins", True),
        (format, None, (1, "99999999d"), "builtins", True),
    ],
)
def test_calls(function, receiver, args, module, is_refused):
    """A native function is refused if its arguments make it take too long."""
    assert bool(check_call(function, receiver, args, module)) is is_refused


def test_sizes():
    """Sizes are those of values that have one; endless ranges count as the largest."""
    assert size_of([1, 2]) == 2
    assert size_of(5) == 1
    assert size_of(range(10**30)) == size_of(range(10**9)) > 100_000
    assert is_wide("%99999d")
    assert is_wide(b"%99999d")
    assert not is_wide("%9d")
    assert not is_wide(5)


@pytest.mark.parametrize(
    ("pattern", "length", "is_slow"),
    [
        ("x", 10**6, False),
        ("x+", 10**6, False),
        ("(x+)+", 10, False),
        ("(x+)+", 100, True),
        ("(aa|b)*c", 100, True),
        ("(a|b)*c", 100, False),
        ("x*y*z*", 10_000, True),
        ("x*y*", 100, False),
        ("(?:x{0,9}y+)", 100, False),
        ("(", 100, False),
        ("((a+)b?)+", 30, True),
        (r"(?P<n>\w+)=(\d+)", 50, False),
        ("(?=x+)y", 10**6, False),
        ("(x+){2,5}", 100, False),
        (b"(x+)+", 100, True),
        ("(?>x+)*" if hasattr(ast, "TryStar") else "(x+)*", 100, True),
    ],
)
def test_patterns(pattern, length, is_slow):
    """Regular expressions that may take exponential time are refused on longer texts."""
    assert is_slow_pattern(pattern, length) is is_slow


@pytest.mark.parametrize(
    "code",
    [
        "'x' * 10 ** 9",
        "2 ** 10 ** 9",
        "list(range(10 ** 9))",
        "'%999999999d' % 1",
        "f'{1:>999999999}'",
        "'x'.zfill(10 ** 9)",
        "[0] * 10 ** 9",
        "__import__('math').factorial(10 ** 6)",
        "__import__('re').match('(x+)+y', 'x' * 1000)",
        "sum(1 for x in range(10 ** 9))",
        "list(__import__('itertools').count())",
        "[x for x in __import__('itertools').repeat(1)]",
        "(lambda f: f(f))(lambda f: f(f))",
        "eval('x' + '+x' * 10 ** 6)",
        "__import__('re').compile('(x+)+y').match('x' * 1000)",
        "10 ** 9 in iter(int, 1)",
    ],
)
def test_what_does_not_end(tmp_path, code):
    """Code that would take for ever, or all of the memory, gives an unknown value, and a reason."""
    raw = ran(tmp_path, f"x = 1\na = {code}\n").namespace.raw("a")
    assert type(raw) is Unknown
    assert facts(raw).why.text


def test_what_does_not_end_in_statements(tmp_path):
    """A loop without end is given up, and so is what it binds; the statements after it are run."""
    module = ran(tmp_path, "n = 0\nwhile True:\n    n += 1\nb = 'reached'\n")
    assert type(module.namespace.raw("n")) is Unknown
    assert module.namespace["b"] == "reached"
