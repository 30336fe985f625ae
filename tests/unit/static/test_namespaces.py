"""The variables of a module, as ``globals()`` gives them: a dictionary whose names are run when they are asked for."""

import pytest

from engine import module_of, ran
from plugin.discovery.static.modules import DONE, PENDING
from plugin.discovery.static.namespaces import module_of as module_behind
from plugin.discovery.static.unknown import Undecided, Unknown, Why

TEXT = "a = 1\nb = a + 1\nfrom other import c\ndef f(): return b\n"


@pytest.fixture
def module(tmp_path):
    return module_of(tmp_path, TEXT, other="c = 3\n")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("g['a']", 1),
        ("g.get('a')", 1),
        ("g.get('no')", None),
        ("g.get('no', 5)", 5),
        ("'a' in g", True),
        ("'no' in g", False),
        ("g.setdefault('a', 9)", 1),
        ("g.setdefault('n', 9)", 9),
        ("g.pop('a')", 1),
        ("g.pop('no', 7)", 7),
        ("bool(g)", True),
        ("'a' in list(g)", True),
        ("'a' in g.keys()", True),
        ("('a', 1) in g.items()", True),
        ("len(g) == len(list(g))", True),
        ("(g | {'q': 1})['q']", 1),
        ("g == g", True),
        ("g is globals()", True),
        ("g.update(p=1) or g['p']", 1),
        ("isinstance(g, dict)", True),
        ("{**g}['a']", 1),
        ("[n for n in g if n == 'f']", ["f"]),
        ("sorted(n for n in vars() if len(n) == 1)[:2]", ["a", "f"]),
    ],
)
def test_as_a_dictionary(tmp_path, code, expected):
    """``globals()`` does what a dictionary does."""
    text = f"a = 1\ndef f(): pass\ng = globals()\nr = {code}\n"
    space = {"__name__": "mod"}
    exec(text, space)
    module = ran(tmp_path, text)
    assert not module.project.raised
    assert module.namespace["r"] == space["r"] == expected


def test_missing(tmp_path):
    """A name that is not there is a ``KeyError`` of the dictionary, and a ``NameError`` of the code."""
    module = ran(
        tmp_path,
        "try: globals()['no']\nexcept KeyError: a = 1\ntry: no\nexcept NameError: b = 2\ntry: del globals()['no']\nexcept KeyError: c = 3\n",
    )
    assert [module.namespace[name] for name in "abc"] == [1, 2, 3]


def test_run_when_asked(module):
    """Nothing is run before something is asked for, and then no more than that needs."""
    assert not module.is_looked_into
    assert module.namespace["a"] == 1
    assert module.state[:2] == [DONE, PENDING]
    assert module.namespace["b"] == 2
    assert module.namespace["c"] == 3
    assert module.namespace["f"]() == 2


def test_deleting_and_binding(tmp_path):
    """What is bound and deleted through the dictionary is so for the code, and the other way around."""
    module = ran(
        tmp_path,
        "g = globals()\ng['x'] = 1\na = x\ndel x\nb = 'x' in g\ng['y'] = 2\ndel g['y']\ng |= {'z': 3}\nc = z\n",
    )
    assert [module.namespace[name] for name in "abc"] == [1, False, 3]


def test_name_that_is_not_known(module):
    """A name that is not known cannot be asked for, nor bound."""
    unknown = Unknown("u", Why("a test"))
    with pytest.raises(Undecided):
        module.namespace[unknown]
    with pytest.raises(Undecided):
        module.namespace[unknown] = 1
    with pytest.raises(KeyError):
        module.namespace[5]


def test_module_object(tmp_path):
    """A module is asked for its names as any object, and may be changed by others."""
    text = "import other, types\na = other.c\nother.d = 5\nb = other.d\ndel other.d\nc = hasattr(other, 'd')\nd = vars(other)['c']\n"
    text += "e = callable(other)\nf = 'c' in dir(other)\ng = other.__name__\nh = len(other.__name__)\ni = repr(other)\n"
    text += "try: del other.nothing\nexcept AttributeError: j = 1\ntry: other.nothing\nexcept AttributeError as e2: k = str(e2)\n"
    module = ran(tmp_path, text, other="c = 3\n")
    found = [module.namespace[name] for name in "abcdefghij"]
    assert found == [3, 5, False, 3, False, True, "other", 5, "<module 'other'>", 1]
    assert "nothing" in module.namespace["k"]
    assert module_behind(module.namespace["other"]).name == "other"


def test_what_differs_between_systems(tmp_path):
    """The name and the package of a module are known; where its file stands is not."""
    module = ran(tmp_path, "'doc'\na = __name__, __package__, __doc__, __spec__.name\nb = __file__\n")
    assert module.namespace["a"] == ("mod", "", "doc", "mod")
    assert type(module.namespace.raw("b")) is Unknown


def test_getattr_of_a_module(tmp_path):
    """``__getattr__`` of a module is asked for what the module does not have."""
    other = "x = 1\ndef __getattr__(name):\n    if name == 'no': raise AttributeError(name)\n    return name * 2\n"
    module = ran(
        tmp_path,
        "import other\na = other.x, other.yy, hasattr(other, 'no')\nfrom other import zz\nb = zz\n",
        other=other,
    )
    assert module.namespace["a"] == (1, "yyyy", False)
    assert module.namespace["b"] == "zzzz"
