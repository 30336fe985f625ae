"""How the modules stand to each other: imports point downwards, and no module is long."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from _ext.house import PICTURE, ROOMS, SOURCE, doors, graph, modules, svg
from toys import write_tree

LINES = 500
ENGINE = "plugin.discovery.static"
ENGINE_LINES = 6_500
"""The lines that the static engine may have in all, docstrings and empty lines included."""


def circle(source: Path) -> str:
    """Give a circle of imports between the modules below a folder, or nothing."""
    try:
        TopologicalSorter(graph(source)).prepare()
    except CycleError as error:
        return " -> ".join(reversed(error.args[1]))
    return ""


def test_no_circles():
    """Imports point downwards: no module imports, through others or within a function, what imports it."""
    found = circle(SOURCE)
    assert not found, f"a circle of imports: {found}"


def test_rooms():
    """Each room imports from those below it in the picture, and from no other."""
    height = {room.name: room.y for room in ROOMS}
    upward = {
        (room, other) for room, others in doors(SOURCE).items() for other in others if height[other] <= height[room]
    }
    assert upward == set()


def test_picture():
    """The picture of the house shows the imports that there are."""
    assert PICTURE.read_text("utf-8") == svg(SOURCE), "run `python docs/_ext/house.py`"


def test_no_long_modules():
    """A module that does not fit on some pages is two."""
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules(SOURCE).items()}
    long = {name: lines for name, lines in lengths.items() if lines > LINES}
    assert not long, f"modules of more than {LINES} lines: {long}"


def test_the_engine_stays_small():
    """The static engine stays within a limit, so that somebody can know all of it."""
    texts = [path.read_text("utf-8") for name, path in modules(SOURCE).items() if f"{name}.".startswith(f"{ENGINE}.")]
    assert len(texts) > 15
    assert sum(len(text.splitlines()) for text in texts) < ENGINE_LINES


@pytest.mark.parametrize(
    ("texts", "members"),
    [
        ({"a": "import p.b", "b": ""}, set()),
        ({"a": "import p.b", "b": "def f():\n    from p import a"}, {"p.a", "p.b"}),
        ({"a": "from . import b", "b": "from .c import x", "c": "from p.a import x"}, {"p.a", "p.b", "p.c"}),
        ({"a": "from p import b", "b": "if TYPE_CHECKING:\n    import p.a"}, set()),
        ({"a": "from p import b", "b": "if not typing.TYPE_CHECKING:\n    import p.a"}, {"p.a", "p.b"}),
        ({"a": "from p import b", "b": "if TYPE_CHECKING:\n    x = 1\nelse:\n    import p.a"}, {"p.a", "p.b"}),
        ({"__init__": "import p.a", "a": "from p import b", "b": ""}, set()),
        ({"__init__": "import p.a", "a": "from p import x"}, {"p", "p.a"}),
    ],
)
def test_what_a_circle_is(tmp_path, texts, members):
    """Imports within functions are part of a circle; those for type checkers are not, nor is being in a package."""
    write_tree(tmp_path, {"p": {f"{name}.py": text for name, text in texts.items()}})
    assert set(filter(None, circle(tmp_path).split(" -> "))) == members
