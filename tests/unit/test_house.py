"""How the modules stand to each other: imports point downwards, and no module is long."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

import plugin
from toys import write_tree

SOURCE = Path(plugin.__file__).parents[1]
LINES = 500
ENGINE = "plugin.discovery.static"
ENGINE_LINES = 6_500
"""The lines that the static engine may have in all, docstrings and empty lines included."""


def modules(source: Path) -> dict[str, Path]:
    """Give each module below a folder with its file."""
    paths = {".".join(path.relative_to(source).with_suffix("").parts): path for path in source.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for name, path in paths.items()}


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Give what a module imports, also within functions; what it imports for type checkers only is free.

    That a package is imported before what is in it counts only where a name of the package is imported.
    """
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    pending: list[ast.AST] = [ast.parse(path.read_bytes())]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            pending += node.orelse
            continue
        pending += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            names = [f"{origin}.{alias.name}" for alias in node.names]
            yield from (inner if inner in known else origin for inner in names)


def circle(source: Path) -> str:
    """Give a circle of imports between the modules below a folder, or nothing."""
    known = modules(source)
    graph = {
        name: {found for found in imports(name, path, known) if found in known} - {name} for name, path in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " -> ".join(reversed(error.args[1]))
    return ""


def test_no_circles():
    """Imports point downwards: no module imports, through others or within a function, what imports it."""
    found = circle(SOURCE)
    assert not found, f"a circle of imports: {found}"


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
