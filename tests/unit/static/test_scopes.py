"""What a statement does with names, and which statements have to do with each other."""

import ast

import pytest

from engine import module_of
from plugin.discovery.static.uses import uses_of


def uses(text):
    [node] = ast.parse(text).body
    return uses_of(node, {})


def words(found):
    return " ".join(sorted(found - {""}))


@pytest.mark.parametrize(
    ("text", "binds", "mentions", "later"),
    [
        ("x = a.b + c", "x", "a c", ""),
        ("x, (y, *z) = a", "x y z", "a", ""),
        ("x: A = b", "x", "b", ""),
        ("x: A", "", "", ""),
        ("x += a", "x", "a x", ""),
        ("import a.b, c as d", "a d", "", ""),
        ("from a import b as c, d", "c d", "", ""),
        ("def f(p: A = d, *args, k=e, **kw) -> B:\n    v = p\n    return v(x)", "f", "d e", "x"),
        ("@deco\ndef f(): return lambda q: q + r", "f", "deco", "r"),
        ("class C(B, k=m):\n    x = a\n    def g(self): return b", "C", "B a m", "b"),
        ("for x in a:\n    y = x\nelse: z = b", "x y z", "a b x", ""),
        ("with a as x, b: y = 1", "x y", "a b", ""),
        ("try: x = a\nexcept E as e: y = b\nfinally: z = c", "e x y z", "E a b c", ""),
        ("x = [y for y in a if y]", "x", "a", ""),
        ("x = [(z := y) for y in a]", "x z", "a", ""),
        ("match a:\n    case C(x, y=[*z]) | {'k': q, **r}: pass", "q r x z", "C a", ""),
        ("x = lambda y, z=a: y + b", "x", "a", "b"),
        ("del x", "x", "", ""),
        ("globals()['x'](a)", "", "a globals x", ""),
        ("exec('x = y')", "", "exec x y", ""),
        ("async def f(): return a", "f", "", "a"),
        ("def f():\n    from a import b\n    return b", "f", "", "b"),
    ],
)
def test_names(text, binds, mentions, later):
    """What a statement binds, what it reads at once, and what functions in it read when they are called."""
    found = uses(text)
    assert words(found.binds) == binds
    assert words(found.mentions) == mentions
    assert set(later.split()) <= found.later


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("a.b = 1", "changed", "a"),
        ("a[0] = b", "changed", "a"),
        ("f(a).b = 1", "changed", "f"),
        ("a.b(c)", "changed", "a c"),
        ("a.b(c)", "handed", "a c"),
        ("x = a.b(c)", "changed", ""),
        ("x = f(a)", "handed", "a"),
        ("x = len(a)", "handed", ""),
        ("setattr(a, 'b', c)", "changed", "a c setattr"),
        ("@a.b\ndef f(): pass", "changed", "a"),
        ("class C(a): pass", "changed", "a"),
        ("def f():\n    global a\n    a = 1", "declares", "a"),
        ("def f(): a()", "called", "a"),
        ("def f(): return a.b.c", "making", "a.b.c"),
        ("def f(): isinstance(x, a)", "making", "x"),
        ("for x in a.b: pass", "handed", "a"),
        ("del a.b", "changed", "a"),
        ("a += 1", "changed", "a"),
    ],
)
def test_what_is_done_to_names(text, attribute, expected):
    """What a statement changes, or may change, or hands to others."""
    assert words(getattr(uses(text), attribute)) == expected


@pytest.mark.parametrize(
    ("text", "is_wild", "is_later"),
    [
        ("globals()[x] = 1", True, False),
        ("exec(x)", True, False),
        ("def f(): globals()[x] = 1", False, True),
        ("x = 1", False, False),
        ("setattr(m, x, 1)", True, False),
        ("a.__dict__[x] = 1", True, False),
        ("from a import *", False, False),
    ],
)
def test_what_may_bind_any_name(text, is_wild, is_later):
    """Code that gets at all names of the module is told, at once or later."""
    found = uses(text)
    assert found.wild is is_wild
    assert found.wild_later is is_later
    assert any(name == "*" for *_, name in found.modules) is text.endswith("*")


def test_code_that_is_nested_too_deeply():
    """Of code that is nested too deeply, what has been seen is told."""
    assert uses(f"x = {'-' * 900}a").binds <= {"x"}


TEXT = """\
x = []
y = x
x.append(1)
z = 5
def f(): return w
w = 1
class C: pass
C.a = z
"""


@pytest.fixture
def scope(tmp_path):
    return module_of(tmp_path, TEXT).scope


def test_components(scope):
    """Statements that have variables in common belong together, in their order; definitions of functions stand alone."""
    assert scope.component_of("x") == [0, 1, 2]
    assert scope.component_of(2) == [0, 1, 2]
    assert scope.component_of("C") == [3, 6, 7]
    assert scope.component_of("nothing") == []


def test_what_a_scope_tells(scope):
    """Which statements bind, mention, change and store into a name, and their text."""
    assert scope.binders["x"] == [0]
    assert scope.mentioning("x") == [1, 2]
    assert scope.changing("x") == [0, 2]
    assert scope.storing["x"] == [2]
    assert scope.mentioning("w") == [4]
    assert scope.is_plain_function(4)
    assert not scope.is_plain_function(6)
    assert scope.codes[4] == b"def f(): return w"
    assert scope.wild == []


def test_what_functions_make(scope):
    """The names that a function uses and calls."""
    made = scope.made_by(scope.statements[4])
    assert (made.making, made.called) == ({"w"}, set())


def test_wild_statements(tmp_path):
    """Statements that may bind any name belong together, be it through a function."""
    scope = module_of(tmp_path, "def f(n): globals()[n] = 1\nf('a')\nx = 1\nglobals()['b'] = 2\n").scope
    assert {1, 3} <= {*scope.wild} <= {0, 1, 3}
    assert scope.may_be_wild


def test_declared_global(tmp_path):
    """What a function declares global, it binds."""
    scope = module_of(tmp_path, "def f():\n    global x\n    x = 1\nf()\n").scope
    assert scope.binders["x"] == [0] or scope.binders["x"] == [0, 1]


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("a = b\nb = 1\nc = b", [0, 2]),
        ("a = 1; c = b; d = 2; e = b\nf = 3", [1, 3]),
        ("a = [\nb]; c = b\nd = b; e = (\n1, b)", [0, 1, 2, 3]),
        ("a = [b,\nbb]; c = b", [0, 1]),
        ("@b\n@d\ndef f(): pass\nclass C:\n\n    def g(self):\n        return b\n# b\nx = 1", [0, 1]),
        ("x = ẋ\nb = 1\ny = b", [2]),
        ("x = \\\n    b", [0]),
        ("bb = 1\nx = bb\ny = 'b'", []),
        ("x = 1\n\n\ny = b", [1]),
    ],
)
def test_mentioning(tmp_path, text, indices):
    """The statements that read a name, whatever lines they share."""
    assert module_of(tmp_path, text).scope.mentioning("b") == indices
