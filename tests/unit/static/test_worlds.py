"""A statement is run in each world that its conditions tell apart, and each of them starts from the same."""

import pytest

from engine import ran
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.unknown import Condition, OutOfBudget, Undecided, Unknown, facts
from plugin.discovery.static.worlds import MOST_WORLDS, Alternatives

HEAD = "import nowhere\nu, v = nowhere.u, nowhere.v\n"


@pytest.fixture
def worlds(tmp_path):
    return ran(tmp_path, "").machine.worlds


def raw(folder, text, name="a"):
    """Give what is kept under a name, in words: the value, or the values by their conditions."""
    module = ran(folder, HEAD + text)
    value = module.namespace.raw(name)
    if type(value) is not Alternatives:
        return value
    found = {}
    for path, each in value.options:
        found[tuple(condition.say(holds) for condition, holds in path.items())] = settled(module, path, each)
    return found


def settled(module, path, value):
    """Give what a value holds in a world, as text."""
    seen = []
    module.machine.worlds.run(lambda: seen.append(repr(module.machine.worlds.settle(value))), path)
    return seen[0]


IS, NOT = ("nowhere.u",), ("not (nowhere.u)",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1 if u else 2", {IS: "1", NOT: "2"}),
        ("if u: a = 1", {IS: "1", NOT: "MISSING"}),
        ("a = 1\nif u: a = 2", {IS: "2", NOT: "1"}),
        ("a = 1\nif u: del a", {IS: "MISSING", NOT: "1"}),
        ("a = 1 if u else 2\nb = 3 if a == 1 else 4\na = b", {IS: "3", NOT: "4"}),
        ("if u: a = 1\nelse: a = 2\nif u: a += 10", {IS: "11", NOT: "2"}),
        ("a = 5\nif u: a = 5", 5),
        ("a = not u", {IS: "False", NOT: "True"}),
        ("a = [] if u and v else 1", {(*IS, "nowhere.v"): "[]", (*IS, "not (nowhere.v)"): "1", NOT: "1"}),
    ],
)
def test_names(tmp_path, text, expected):
    """A name that is bound differently in several worlds stands for all of them."""
    assert raw(tmp_path, text) == expected


CHANGES = {
    "list": ("x = [1]\nif u: x.append(2)\nelse: x.insert(0, 0)", "[1, 2]", "[0, 1]"),
    "dict": ("x = {}\nif u: x['k'] = 1", "{'k': 1}", "{}"),
    "set": ("x = {1}\nif u: x.add(2)", "{1, 2}", "{1}"),
    "defaultdict by reading": (
        "import collections\nd = collections.defaultdict(list)\nif u: d['k'].append(1)\nx = dict(d)",
        "{'k': [1]}",
        "{}",
    ),
    "deque": ("import collections\nx = collections.deque()\nif u: x.appendleft(1)", "deque([1])", "deque([])"),
    "attribute": ("class C: pass\nc = C()\nc.x = 1\nif u: c.x = 2\nx = c.x", "2", "1"),
    "slot": ("class C: __slots__ = 'x'\nc = C()\nc.x = 1\nif u: c.x = 2\nx = c.x", "2", "1"),
    "class": ("class C: x = 1\nif u: C.x = 2\nx = C.x", "2", "1"),
    "through another name": ("x = []\ny = [x]\nif u: y[0].append(1)", "[1]", "[]"),
    "in a function": ("x = []\ndef f(): x.append(1)\nif u: f()", "[1]", "[]"),
    "closure": (
        "def f():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    return up\ng = f()\nif u: g()\nx = g()",
        "2",
        "1",
    ),
    "global": ("x = 1\ndef f():\n    global x\n    x = 2\nif u: f()", "2", "1"),
    "iterator": ("i = iter([1, 2])\nif u: next(i)\nx = next(i)", "2", "1"),
    "slice": ("x = [1, 2]\nif u: x[:] = [3]", "[3]", "[1, 2]"),
    "del": ("x = [1, 2]\nif u: del x[0]", "[2]", "[1, 2]"),
    "in place": ("x = y = [1]\nif u: x += [2]", "[1, 2]", "[1]"),
    "setattr": ("class C: x = 1\nif u: setattr(C, 'x', 2)\nx = C.x", "2", "1"),
    "globals": ("x = 1\nif u: globals()['x'] = 2", "2", "1"),
    "heapq": ("import heapq\nx = [2]\nif u: heapq.heappush(x, 1)", "[1, 2]", "[2]"),
    "function attribute": ("def f(): pass\nf.x = 1\nif u: f.x = 2\nx = f.x", "2", "1"),
    "vars": ("class C: pass\nc = C()\nc.x = 1\nif u: vars(c)['x'] = 2\nx = c.x", "2", "1"),
    "dict of own": ("class D(dict): pass\nx = D()\nif u: x['k'] = 1", "{'k': 1}", "{}"),
}


@pytest.mark.parametrize("title", CHANGES)
def test_changes(tmp_path, title):
    """What is done in one world is not seen in the other."""
    text, yes, no = CHANGES[title]
    assert raw(tmp_path, f"{text}\na = repr(x)") == {IS: repr(yes), NOT: repr(no)}


@pytest.mark.parametrize(
    "text",
    [
        "i = map(int, '012')\nif u: next(i)\na = next(i)",
        "i = iter([1])\nif u: list(i)\na = list(i)",
        "i = (x for x in [1, 2])\nif u: next(i)\na = next(i)",
        "i = zip([1, 2])\nif u:\n    for x in i: break\na = next(i)",
        "def g(): yield from [1, 2]\ni = g()\nif u: p, q = i\na = list(i)",
    ],
)
def test_iterators_that_cannot_be_put_back(tmp_path, text):
    """What an iterator gives that was moved on in one world only, and cannot be put back, is not known."""
    module = ran(tmp_path, HEAD + text)
    value = module.namespace.raw("a")
    assert type(value) is Unknown or any(type(each) is Unknown for _, each in value.options)


def test_too_many_worlds(tmp_path):
    """Beyond a number of worlds, what is bound and changed is not known."""
    flags = "".join(f"if nowhere.u{index}: a.append({index})\n" for index in range(8))
    module = ran(
        tmp_path,
        HEAD + f"a = []\nb = 1\nif b:\n{''.join(f'    {line}' + chr(10) for line in flags.splitlines())}c = len(a)\n",
    )
    assert MOST_WORLDS < 2**8
    c = module.namespace.raw("c")
    assert type(c) is Unknown
    assert any("too many" in reason.text for reason in facts(c).why.chain())


def test_spoiled(tmp_path):
    """An object that was handed to what is not known holds nothing known from then on, and others do."""
    module = ran(tmp_path, HEAD + "x = [1]\ny = [2]\nu(x)\na = x[0]\nb = y[0]\n")
    assert type(module.namespace.raw("a")) is Unknown
    assert module.namespace["b"] == 2


def test_deciding_outside(worlds):
    """Where nothing is run, no condition is decided."""
    with pytest.raises(Undecided):
        worlds.decide(Condition("x"))


def test_steps(worlds):
    """Steps are counted, up to a limit."""
    with pytest.raises(OutOfBudget):
        worlds.tick(worlds.most + 1)


def test_picking(worlds):
    """Alternatives are picked by the conditions of the world; where none fits, nothing is known."""
    x, y = Condition("x"), Condition("y")
    seen = []
    worlds.run(lambda: seen.append(worlds.pick(Alternatives([({x: True}, 1), ({x: False, y: True}, 2)]))))
    assert seen[0] == 1
    assert 2 in [each for each in seen if type(each) is int]
    assert any(type(each) is Unknown for each in seen)


def test_assumed(worlds):
    """The opposite of a condition that is assumed is not followed."""
    outcomes = worlds.run(lambda: worlds.decide(Condition("x", assumed=True)))
    assert [[*outcome.path.values()] for outcome in outcomes] == [[True]]


def test_what_is_raised(worlds):
    """An exception ends the world that it is raised in, and no other."""

    def run():
        if worlds.decide(Condition("x")):
            raise ValueError("no")

    outcomes = worlds.run(run)
    assert sorted(type(each.error).__name__ for each in outcomes) == ["NoneType", "ValueError"]
    with pytest.raises(KeyboardInterrupt):
        worlds.run(lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    [outcome] = worlds.run(lambda: (_ for _ in ()).throw(RecursionError))
    assert isinstance(outcome.error, OutOfBudget)


def test_missing(tmp_path):
    """A name that is bound in one world only is missing in the other."""
    module = ran(tmp_path, HEAD + "if u: a = 1\n")
    assert [value for _, value in module.namespace.raw("a").options] == [1, MISSING]
