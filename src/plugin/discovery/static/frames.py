"""Frames: the variables that interpreted code sees, and how names are looked up in them, as in Python."""

import ast
import contextlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from plugin.discovery.static import machine

Machine: TypeAlias = "machine.Machine"
"""What runs interpreted code: passed to the rooms, which do not import it."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
NAMED = {*DEFINITIONS, ast.ExceptHandler, ast.MatchAs, ast.MatchStar}
"""What binds its ``name``."""


class Names(NamedTuple):
    """The names in a function or class body, according to its syntax.

    :param own: the names that it binds
    :param declared: the names that it declares ``global``
    :param outer: the names that it declares ``nonlocal``
    :param is_generator: whether it holds a ``yield``
    """

    own: frozenset[str]
    declared: frozenset[str]
    outer: frozenset[str]
    is_generator: bool


@lru_cache(maxsize=256)
def names_of(node: Any) -> Names:
    """The names of a function, lambda or class."""
    own = set() if isinstance(node, ast.ClassDef) else {each.arg for each in arguments_of(node)}
    elsewhere: dict[type[ast.AST], set[str]] = {ast.Global: set(), ast.Nonlocal: set()}
    is_generator = False
    for each in in_scope([node.body] if isinstance(node, ast.Lambda) else node.body):
        own.update(bound_by(each))
        if type(each) in elsewhere:
            elsewhere[type(each)].update(each.names)
        is_generator = is_generator or isinstance(each, (ast.Yield, ast.YieldFrom))
    declared, outer = map(frozenset, elsewhere.values())
    return Names(frozenset(own - declared - outer), declared, outer, is_generator)


@lru_cache(maxsize=256)
def read_by(node: Any) -> frozenset[str]:
    """The names that a function reads, including functions in it."""
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def arguments_of(node: Any) -> Iterator[ast.arg]:
    """The parameters of a function or lambda."""
    args = node.args
    yield from (*args.posonlyargs, *args.args, *args.kwonlyargs)
    yield from filter(None, (args.vararg, args.kwarg))


def bound_by(node: Any) -> Iterator[str]:
    """The names that a node itself binds in the scope that contains it."""
    kind = type(node)
    if kind is ast.Name:
        if type(node.ctx) is not ast.Load:
            yield node.id
    elif kind in IMPORTS:
        for alias in node.names:
            if alias.name != "*":
                yield alias.asname or (alias.name.partition(".")[0] if kind is ast.Import else alias.name)
    elif kind in COMPREHENSIONS:
        yield from (each.target.id for each in ast.walk(node) if isinstance(each, ast.NamedExpr))
    elif kind in NAMED or kind is ast.MatchMapping:
        yield from filter(None, [node.name if kind in NAMED else node.rest])


def children(node: Any) -> list[Any]:
    """The nodes below a node: a faster ``ast.iter_child_nodes``."""
    found: list[Any] = []
    for value in node.__dict__.values():
        if type(value) is list:
            found += [each for each in value if isinstance(each, ast.AST)]
        elif isinstance(value, ast.AST) and type(value) is not ast.Load:
            found.append(value)
    return found


def children_in_scope(node: Any) -> Iterator[ast.AST]:
    """The nodes below a node that are evaluated in the same scope."""
    kind = type(node)
    if kind is ast.ClassDef:
        yield from (*node.decorator_list, *node.bases, *node.keywords)
    elif kind in FUNCTIONS:
        yield from (*getattr(node, "decorator_list", ()), *node.args.defaults, *filter(None, node.args.kw_defaults))
    elif kind in COMPREHENSIONS:
        yield node.generators[0].iter
    elif kind is not ast.Constant:
        yield from children(node)


def in_scope(nodes: Iterable[ast.AST]) -> Iterator[Any]:
    """The nodes, and those below them, that are evaluated in the same scope."""
    pending = [*nodes]
    while pending:
        each = pending.pop()
        yield each
        pending += children_in_scope(each)


def root_of(node: ast.AST) -> str:
    """The name at the start of an expression of attributes, items and calls; empty if there is none."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def mangle(nodes: Iterable[ast.AST]) -> None:
    """Mangle private names in classes as Python does (Python reference, "Private name mangling")."""
    pending: list[tuple[Any, str]] = [(each, "") for each in nodes]
    while pending:
        node, private = pending.pop()
        body, inner = ({*node.body}, node.name.lstrip("_")) if type(node) is ast.ClassDef else ((), private)
        pending += [(each, inner if each in body else private) for each in children(node)]
        if private and type(node) is ast.alias:
            kept = _mangled(node.asname or node.name, private)
            node.asname = kept if kept != node.name else node.asname
        elif private and type(node) is not ast.keyword:
            vars(node)["title"] = getattr(node, "name", "")
            for field in MANGLED.intersection(vars(node)):
                setattr(node, field, _mangled(getattr(node, field), private))


MANGLED = frozenset({"arg", "attr", "id", "name", "names", "rest"})
"""The fields of nodes that contain names."""


def title_of(node: Any) -> str:
    """The ``__name__`` of a function or class: its name in the source, whatever name it is bound to."""
    return str(getattr(node, "title", node.name))


def _mangled(name: Any, private: str) -> Any:
    if type(name) is list:
        return [_mangled(each, private) for each in name]
    is_private = type(name) is str and name[:2] == "__" and name[-2:] != "__" and "." not in name
    return f"_{private}{name}" if is_private else name


class Frame:
    """The variables that a piece of interpreted code sees.

    :ivar variables: the variables of this frame
    :ivar module: the variables of the module
    :ivar outer: the frame around it, if it is that of a function, class or comprehension
    :ivar names: its names according to its syntax, if it is that of a function
    :ivar is_class: whether it is that of a class body
    :ivar comprehension: whether it is that of a comprehension
    :ivar cell: contains the class that is defined around it, once there is one
    :ivar function: the function that is called, with its first argument: what ``super()`` needs
    :ivar path: the prefix of qualified names
    :ivar sent: what was sent into the ``yield`` expressions that are being evaluated
    """

    def __init__(self, variables: Any, module: Any, outer: "Frame | None" = None, names: Names | None = None) -> None:
        self.variables = variables
        self.module = module
        self.outer = outer
        self.names = names
        self.path: str = outer.path if outer else ""
        self.is_class = False
        self.comprehension = False
        self.cell: Any = outer.cell if outer else None
        self.function: Any = outer.function if outer else None
        self.declared: frozenset[str] = names.declared if names else frozenset()
        self.sent: dict[ast.AST, Any] = {}

    @property
    def is_module(self) -> bool:
        """Whether the names that it binds are names of the module."""
        return self.variables is self.module

    def seen_by(self, node: ast.AST) -> Iterator[Any]:
        """The current values of the names that a piece of code reads."""
        for name in read_by(node):
            variables = self.holder(name)
            if variables is self.module:
                yield self.module.module.peek(name)
            elif name in variables:
                yield variables[name]

    def holder(self, name: str) -> Any:
        """The variables that contain a name of this code: those of this frame, of an outer one, or of the module."""
        frame: Frame | None = self
        while frame is not None and frame.variables is not self.module and name not in frame.declared:
            is_own = name in (frame.variables if frame.names is None else frame.names.own)
            if is_own and (frame is self or not frame.is_class):  # (Python reference, "Resolution of names")
                return frame.variables
            frame = frame.outer
        return self.module

    def load(self, name: str) -> Any:
        """The value of a name.

        :raises NameError: if it is not bound
        """
        if self.is_class:
            with contextlib.suppress(KeyError):
                return self.variables[name]
        variables = self.holder(name)
        if variables is self.module or (self.is_class and variables is self.variables):
            if name == "__class__" and self.cell is not None:
                return self.cell.cell_contents
            return self.module.load(name)
        try:
            return variables[name]
        except KeyError:
            raise self.unbound(name, variables) from None

    def home(self, name: str) -> Any:
        """The variables in which this code binds a name."""
        is_elsewhere = name in self.declared or (self.names is not None and name in self.names.outer)
        return self.holder(name) if is_elsewhere else self.variables

    def unbound(self, name: str, variables: Any) -> NameError:
        """The exception for a name that is not in these variables."""
        is_local = variables is self.variables and not (self.is_module or self.is_class)
        return (UnboundLocalError if is_local else NameError)(f"name {name!r} is not bound")
