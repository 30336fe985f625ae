"""Where a text mentions a name, and how, before anything is parsed."""

import pytest

from plugin.discovery.static.files import mentions


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x", 1),
        ("xx x_x x1 1x _x", 0),
        ("x.x(x)", 3),
        ("a.x", 1),
        ("", 0),
        ("'x'", 1),
        ("x\nx", 2),
        ("éx x", 2),
        ("yxy", 0),
    ],
)
def test_whole_words(text, count):
    """A name is mentioned where it stands as a whole word."""
    assert len([*mentions(text.encode(), "x")]) == count


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("a.x", "is_attribute", True),
        ("x", "is_attribute", False),
        ("a x", "is_attribute", False),
        ("x.a.b(c)", "chain", ["a", "b"]),
        ("x", "chain", []),
        ("x . a", "chain", ["a"]),
        ("(x\n .a)", "chain", ["a"]),
        ("x(a)", "chain", []),
        ("x = 1", "is_stored", True),
        ("x == 1", "is_stored", False),
        ("x.a = 1", "is_stored", True),
        ("x.a += 1", "is_stored", True),
        ("del x.a", "is_stored", True),
        ("x //= 2", "is_stored", True),
        ("x", "is_stored", False),
        ("y = x", "is_stored", False),
        ("x.a.b()", "is_used", True),
        ("x.a[0]", "is_used", True),
        ("f(x.a)", "is_used", True),
        ("x.a", "is_used", False),
        ("import x", "is_import", True),
        ("from a import x", "is_import", True),
        ("y = x", "is_import", False),
        ("getattr(x, 'a')", "is_handed_to_getattr", True),
        ("vars(x)", "is_handed_to_getattr", True),
        ("f(x)", "is_handed_to_getattr", False),
        ("getattr(x, 'a')", "asked_for", "a"),
        ("getattr(x, a)", "asked_for", None),
        ('getattr(x, "a", 1)', "asked_for", "a"),
        ("y = x", "is_renamed", True),
        ("y = x  # why", "is_renamed", True),
        ("y = x.a", "is_renamed", False),
        ("y = x + 1", "is_renamed", False),
        ("f(x)", "is_renamed", False),
    ],
)
def test_how(text, attribute, expected):
    """How a name is mentioned is told by what stands around it."""
    [mention] = mentions(text.encode(), "x")
    assert getattr(mention, attribute) == expected
