"""The statement ``match`` over values that are not known, and over objects that say themselves what they match."""

import pytest

from engine import ran
from plugin.discovery.static.unknown import Unknown
from plugin.discovery.static.worlds import Alternatives

HEAD = "import nowhere\nu = nowhere.u\n"


def values(folder, text, name="a"):
    """Give the values of a name in all worlds; ``?`` for one that is not known."""
    raw = ran(folder, HEAD + text).namespace.raw(name)
    options = [value for _, value in raw.options] if type(raw) is Alternatives else [raw]
    shown = ["?" if type(each) is Unknown else each for each in options]
    return shown if len(shown) == 1 else [*dict.fromkeys(shown)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("match u:\n    case 1: a = 1\n    case _: a = 2", [1, 2]),
        ("match u:\n    case None: a = 1\n    case _: a = 2", [1, 2]),
        ("match u:\n    case [x, *a]: pass\n    case {'k': a}: pass\n    case _: a = 3", ["?", 3]),
        ("match u:\n    case int(a): pass\n    case _: a = 1", ["?", 1]),
        ("match u:\n    case a: pass", ["?"]),
        ("match u:\n    case [_, *_] | {}: a = 1\n    case _: a = 2", [1, 2]),
        ("match [1, u]:\n    case [1, 2]: a = 1\n    case [1, a]: pass", [1, "?"]),
        ("match {'k': u}:\n    case {'k': a}: pass", ["?"]),
        ("match {'k': 1}:\n    case {'k': 1} if u: a = 1\n    case _: a = 2", [1, 2]),
        ("match 5:\n    case u.X: a = 1\n    case _: a = 2", [1, 2]),
        ("match 5:\n    case u.X(): a = 1\n    case _: a = 2", [1, 2]),
        ("class P: __match_args__ = u\nmatch P():\n    case P(1): a = 1\n    case _: a = 2", [1, 2]),
        ("class P: pass\np = P()\np.x = u\nmatch p:\n    case P(x=1): a = 1\n    case P(x=b): a = 2", [1, 2]),
    ],
)
def test_what_is_not_known(tmp_path, text, expected):
    """Whether what is not known matches is a condition, and what it binds is not known."""
    assert values(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "class S(str): pass\nmatch S('x'):\n    case S(a): pass",
        "class S(str): __match_args__ = ()\ntry:\n    match S('x'):\n        case S(a): pass\nexcept TypeError: a = 'no'",
        "class P: __match_args__ = ('x',)\np = P()\np.x = 1\ntry:\n    match p:\n        case P(1, x=1): a = 1\nexcept TypeError: a = 'no'",
        "class P:\n    __match_args__ = ('x', 'y')\n    x = 1\nmatch P():\n    case P(1, 2): a = 1\n    case P(1): a = 2",
        "import collections\nmatch collections.deque([1, 2]):\n    case [1, a]: pass",
        "import collections\nmatch collections.ChainMap({'k': 1}):\n    case {'k': a}: pass",
        "match True:\n    case int(a): pass",
        "match 1:\n    case bool(): a = 1\n    case True: a = 2\n    case 1.0: a = 3",
        "match {'k': 1, 'l': 2}:\n    case {'k': _, **a}: pass",
        "match [1, [2, [3]]]:\n    case [_, [_, [a]]]: pass",
        "a = []\nmatch 1:\n    case 1 if a.append(1): pass\n    case 1 if a.append(2): pass\n    case _: a.append(3)",
        "match (1, 2, 3, 4):\n    case (1, *a, 4): pass",
        "match 5:\n    case 1 | 2 | (3 | 5) as a: pass",
        "match 'x', 'y':\n    case ('x' | 'y') as b, c: a = b, c",
    ],
)
def test_as_python_does(tmp_path, text):
    """A pattern fits what it fits in Python, and binds the same."""
    space = {"__name__": "mod"}
    exec(text, space)
    assert values(tmp_path, text) == [space["a"]]
