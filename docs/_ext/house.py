"""The house in a picture: rooms of modules, and the imports between them, drawn from the source.

``python docs/_ext/house.py`` writes ``docs/house.svg``; a test holds that the file is what this gives.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

DOCS = Path(__file__).parents[1]
SOURCE = DOCS.parent / "src"
PICTURE = DOCS / "house.svg"


WIDTH, HEIGHT = 720, 540
BOX_WIDTH, BOX_HEIGHT = 196, 58
"""The sizes of the picture and of a room, in pixels."""


@dataclass(frozen=True, order=True)
class Room:
    """Modules that belong together.

    :param name: what it is called
    :param about: what it holds, in some words
    :param x: where its middle is, as a part of the width
    :param y: where its middle is, as a part of the height; imports point downwards
    :param modules: its modules, and packages with all that is in them and that no other room names
    """

    name: str
    about: str
    x: float
    y: float
    modules: tuple[str, ...]


ROOMS = (
    Room(
        "adapters",
        "for build backends",
        0.15,
        0.06,
        ("hatch_plugin_loader", "pdm_plugin_loader", "plugin.setuptools", "plugin_loader"),
    ),
    Room(
        "commands",
        "plugin-loader ..., freezing",
        0.5,
        0.06,
        ("plugin.cli", "plugin.__main__", "plugin_loader.__main__", "plugin_loader.freezing"),
    ),
    Room("testing", "for your tests", 0.85, 0.06, ("plugin.testing", "plugin_loader.pytest_plugin")),
    Room("plugin", "what you import; folders", 0.58, 0.23, ("plugin",)),
    Room("discovery", "configuration, answer", 0.3, 0.4, ("plugin.discovery", "plugin.entrypoint")),
    Room(
        "run time",
        "manager, life cycle, filters",
        0.85,
        0.4,
        (
            "plugin.argparse",
            "plugin.asynchronous",
            "plugin.click",
            "plugin.conflicts",
            "plugin.container",
            "plugin.elsewhere",
            "plugin.failures",
            "plugin.filters",
            "plugin.finders",
            "plugin.forked",
            "plugin.looking",
            "plugin.manager",
            "plugin.order",
            "plugin.outside",
            "plugin.promises",
            "plugin.requirements",
            "plugin.resolvers",
            "plugin.timings",
            "plugin.turns",
            "plugin.unloading",
        ),
    ),
    Room("static engine", "interprets the source", 0.15, 0.58, ("plugin.discovery.static",)),
    Room("import engine", "imports the modules", 0.46, 0.58, ("plugin.discovery.importing",)),
    Room(
        "source and findings",
        "files, what is a plugin",
        0.3,
        0.76,
        (
            "plugin.discovery.aliases",
            "plugin.discovery.contracts",
            "plugin.discovery.findings",
            "plugin.discovery.importgraph",
            "plugin.discovery.inspection",
            "plugin.discovery.layouts",
            "plugin.discovery.libraries",
            "plugin.discovery.pyproject",
            "plugin.discovery.pythons",
            "plugin.discovery.sources",
        ),
    ),
    Room(
        "installed",
        "entry points, metadata",
        0.85,
        0.76,
        ("plugin.editable", "plugin.faults", "plugin.installed", "plugin.metadata"),
    ),
    Room(
        "core",
        "Plugin, PluginSpec, exceptions",
        0.5,
        0.94,
        (
            "plugin.core",
            "plugin.entries",
            "plugin.exceptions",
            "plugin.listener",
            "plugin.near",
            "plugin_loader.path",
        ),
    ),
)

HEAD = f"""\
<svg xmlns="http://www.w3.org/2000/svg" class="house" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">
<title>The rooms of the library, each with arrows to those that it imports from</title>
<style>
.house {{ color: #1f2328; font: 14px system-ui, sans-serif; max-width: 45rem; }}
.house rect, .house path {{ fill: none; stroke: currentColor; stroke-opacity: 0.5; stroke-width: 1.5; }}
.house path {{ marker-end: url(#house-arrow); }}
.house text, .house polygon {{ fill: currentColor; text-anchor: middle; }}
.house .about {{ font-size: 12px; opacity: 0.8; }}
@media (prefers-color-scheme: dark) {{ .house {{ color: #e6edf3; }} }}
</style>
<marker id="house-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
<polygon points="0,0 8,4 0,8"/>
</marker>
"""


def modules(source: Path) -> dict[str, Path]:
    """:return: each module below a folder, with its file"""
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


def graph(source: Path) -> dict[str, set[str]]:
    """:return: each module below a folder, with those of them that it imports"""
    known = modules(source)
    return {
        name: {found for found in imports(name, path, known) if found in known} - {name} for name, path in known.items()
    }


def room_of(module: str) -> Room:
    """:return: the room that names a module, or the package that it is in, the most exactly"""
    named = {name: room for room in ROOMS for name in room.modules if f"{module}.".startswith(f"{name}.")}
    return named[max(named, key=len)]


def doors(source: Path) -> dict[str, set[str]]:
    """:return: each room, by its name, with those that its modules import from"""
    found: dict[str, set[str]] = {room.name: set() for room in ROOMS}
    for module, imported in graph(source).items():
        here = room_of(module).name
        found[here] |= {room_of(other).name for other in imported} - {here}
    return found


def drawn(source: Path) -> dict[str, set[str]]:
    """:return: as :func:`doors`, without those that one also reaches through another room"""
    direct = doors(source)
    reached: dict[str, set[str]] = {}
    for room in TopologicalSorter(direct).static_order():
        reached[room] = direct[room].union(*(reached[other] for other in direct[room]))
    return {room: others - {far for other in others for far in reached[other]} for room, others in direct.items()}


def svg(source: Path) -> str:
    """:return: the picture: the rooms as boxes, and arrows between them that :func:`drawn` gives"""
    rooms = {room.name: room for room in ROOMS}
    edges = sorted((rooms[room], rooms[other]) for room, others in drawn(source).items() for other in others)
    return HEAD + "".join([*(_arrow(*edge) for edge in edges), *map(_box, ROOMS)]) + "</svg>\n"


def _box(room: Room) -> str:
    x, y = room.x * WIDTH, room.y * HEIGHT
    left, top = x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text x="{x:.0f}" y="{y - 4:.0f}">{room.name}</text>'
        f'<text x="{x:.0f}" y="{y + 15:.0f}" class="about">{room.about}</text>\n'
    )


def _arrow(upper: Room, lower: Room) -> str:
    (x, y), (to_x, to_y) = ((room.x * WIDTH, room.y * HEIGHT) for room in (upper, lower))
    # Where an arrow leaves or meets a box leans to the other one, so that those to one box do not lie on each other.
    lean = max(-0.3, min(0.3, (to_x - x) / WIDTH)) * BOX_WIDTH
    start, end, middle = y + BOX_HEIGHT / 2, to_y - BOX_HEIGHT / 2, (y + to_y) / 2
    return (
        f'<path d="M {x + lean:.0f} {start:.0f} C {x + lean:.0f} {middle:.0f} {to_x - lean:.0f} {middle:.0f} '
        f'{to_x - lean:.0f} {end:.0f}"/>\n'
    )


if __name__ == "__main__":
    PICTURE.write_text(svg(SOURCE), encoding="utf-8")
