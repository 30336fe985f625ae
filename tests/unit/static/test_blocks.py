"""Blocks over what is not known: loops that are given up, exceptions that may be raised, contexts without a meaning."""

import pytest

from engine import ran
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.unknown import Unknown, facts
from plugin.discovery.static.worlds import Alternatives

HEAD = "import nowhere\nu = nowhere.u\n"


def raw(folder, text, name="a"):
    return ran(folder, HEAD + text).namespace.raw(name)


def worlds(folder, text, name="a"):
    """Give what a name stands for in each world, in words."""
    value = raw(folder, text, name)
    assert type(value) is Alternatives
    return {" and ".join(c.say(holds) for c, holds in path.items()): each for path, each in value.options}


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\nfor x in u: a = 2",
        "a = 1\nwhile u: a = 2",
        "a = [1]\nfor x in u: a.append(x)\na = a[0]",
        "a = [1]\ndef f(x): pass\nfor x in u: f(a)\na = a[0]",
        "for a in u: pass",
        "def f():\n    for x in u: return 1\na = f()",
        "def f():\n    for x in u: yield 1\na = list(f())",
        "def f():\n    while u: yield 1\na = list(f())",
        "def f(): yield from u\na = list(f())",
        "with u as a: pass",
        "with u as b: a = b",
        "a, b = u",
        "[b, *a] = u",
        "for b, a in [u]: pass",
        "a = [*u]",
        "a = {**u}",
        "a = [x for x in u]",
        "a = {x: 1 for x in u}",
        "a = {u for x in 'a'}",
        "def f(*b): return b\na = f(*u)",
        "def f(**b): return b\na = f(**u)",
        "async def f(): pass\na = f()",
        "async def f(): return await g()\nasync def g(): pass\na = f()",
        "try:\n    raise u\nexcept ValueError as e: a = e",
        "a = f'{u}'",
        "a = '%s' % u",
        "a = lambda: u\na = a()",
    ],
)
def test_not_known(tmp_path, text):
    """What comes of what is not known is not known."""
    value = raw(tmp_path, text)
    assert type(value) is Unknown, value
    assert facts(value).why.place is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "try: a = u()\nexcept ValueError: a = 2",
            {"line 3 raises no exception": "?", "line 3 raises an exception": 2},
        ),
        (
            "a = 1\ntry: u()\nexcept (ValueError, KeyError): a = 2",
            {"line 4 raises no exception": 1, "line 4 raises an exception": 2},
        ),
        (
            "try:\n    u()\n    a = 1\nexcept: a = 2\nelse: a = 3",
            {"line 3 raises no exception": 3, "line 3 raises an exception": 2},
        ),
        ("import contextlib\na = 1\nwith contextlib.suppress(ValueError):\n    u()\n    a = 2", None),
        (
            "try: u()\nexcept ValueError: a = 1\nexcept Exception: a = 2\nelse: a = 3",
            {
                "line 3 raises no exception": 3,
                "line 3 raises an exception and line 3 raises no other exception": 1,
                "line 3 raises an exception and line 3 raises another exception": 2,
            },
        ),
        (
            "try: import gone\nexcept ImportError: a = 2\nelse: a = 1",
            {"`gone` is installed": 1, "not (`gone` is installed)": 2},
        ),
        ("try: {}['x']\nexcept u: a = 1", None),
        ("try: {}['x']\nexcept (u, KeyError): a = 1", 1),
        ("match u:\n    case 1: a = 1\n    case [x, *y]: a = 2\n    case _: a = 3", None),
        ("match 5:\n    case u.X: a = 1\n    case _: a = 2", None),
        ("match 5:\n    case u.X(): a = 1\n    case _: a = 2", None),
    ],
)
def test_conditions(tmp_path, text, expected):
    """Whether what is not known raises, or matches, is a condition."""
    if expected is None:
        raw(tmp_path, text)
    elif isinstance(expected, dict):
        found = worlds(tmp_path, text)
        assert {key: "?" if type(each) is Unknown else each for key, each in found.items()} == expected
    else:
        assert raw(tmp_path, text) == expected


def test_main(tmp_path):
    """What is run only as a program is no part of importing, and its ``else`` is."""
    text = (
        "if __name__ == '__main__': a = 1\nelse: b = 2\nif '__main__' == __name__: c = 3\nif __name__ == 'mod': d = 4\n"
    )
    module = ran(tmp_path, text)
    assert [module.namespace.raw(name) for name in "abcd"] == [MISSING, 2, MISSING, 4]


def test_after_a_loop_that_is_given_up(tmp_path):
    """The statements after a loop that cannot be followed are run, and objects that it does not touch are known."""
    module = ran(tmp_path, f"{HEAD}x, y = [], [5]\nfor z in u: x.append(z)\nb = y[0]\nc = len(x)\n")
    assert module.namespace["b"] == 5
    assert type(module.namespace.raw("c")) is Unknown
    assert module.project.doubts


def test_what_is_not_followed(tmp_path):
    """Coroutines are not followed, and break nothing."""
    text = "async def f():\n    async for x in y: pass\n    async with z: pass\na = f()"
    module = ran(tmp_path, f"{text}\nb = 1\n")
    assert type(module.namespace.raw("a")) is Unknown
    assert module.namespace["b"] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def g():\n    try: yield 1\n    finally: log.append('f')\ni = g()\nnext(i)\ni.close()", ["f"]),
        (
            "def g():\n    for x in range(3):\n        try: yield x\n        except KeyError: log.append(x)\ni = g()\nnext(i)\ni.throw(KeyError)\ni.throw(KeyError)",
            [0, 1],
        ),
        (
            "def g():\n    with c: yield 1\nclass C:\n    def __enter__(self): log.append('in')\n    def __exit__(self, *a): log.append(a[0] is None)\nc = C()\nlist(g())",
            ["in", True],
        ),
        (
            "def g():\n    match (yield 1):\n        case 5: log.append('five')\n    yield\ni = g()\nnext(i)\ni.send(5)",
            ["five"],
        ),
        (
            "def g():\n    def inner(): yield 'inner'\n    yield from inner()\n    log.append([*inner()])\nlist(g())",
            [["inner"]],
        ),
        ("def g():\n    x = yield (yield 1)\n    log.append(x)\ni = g()\nnext(i); i.send(2)\nnext(i, 0)", [None]),
        ("def g(): raise StopIteration; yield\ntry: list(g())\nexcept RuntimeError: log.append('error')", ["error"]),
        (
            "def g():\n    log.append((yield))\n    return 5\ndef h(): log.append((yield from g()))\ni = h()\nnext(i)\ntry: i.send(1)\nexcept StopIteration: pass",
            [1, 5],
        ),
    ],
)
def test_generators(tmp_path, text, expected):
    """Functions with ``yield`` are generators of Python, wherever the ``yield`` stands."""
    space = {"__name__": "mod"}
    exec(f"log = []\n{text}\n", space)
    module = ran(tmp_path, f"log = []\n{text}\n")
    assert not module.project.raised
    assert module.namespace["log"] == space["log"] == expected
