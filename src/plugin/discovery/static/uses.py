"""What a statement does with the names of its module, as its syntax tells."""

import ast
import builtins
import re
from collections.abc import Iterable
from typing import Any

from plugin.discovery.static.frames import COMPREHENSIONS, FUNCTIONS, NONE, arguments_of, children, root_of

HARMLESS = {name for name in vars(builtins) if name not in ("setattr", "delattr", "exec", "eval", "vars", "iter", "next")}
"""Builtins that change nothing that is handed to them."""
WILD = {"globals", "exec", "setattr", "vars", "locals", "modules", "__dict__"}
"""What gives access to all names of a module."""
CODE = {"exec", "eval"}
STATED = {"namespace", "name", "__name__", "__doc__", "__module__", "__qualname__"}
"""The attributes of a plugin that are read without making anything."""
WORD = re.compile(r"[^\W\d]\w*")
MATCHES = (ast.MatchAs, ast.MatchStar)


class Uses:
    """What a piece of code does with names of the module.

    :ivar binds: the names that it binds
    :ivar mentions: the names that it reads when it is run
    :ivar later: the names that functions defined in it read when they are called
    :ivar declares: the names of the module that functions defined in it bind
    :ivar strong: what it surely means to change: what it stores into, decorates with, derives from, calls for its effect
    :ivar weak: what it may change, because it calls a method of it
    :ivar handed: what it hands to a call
    :ivar stored: what it stores into, or hands to a call that is made for its effect
    :ivar modules: what it imports, as level, module and name
    :ivar making: the dotted names that functions in it use for more than asking what they are
    :ivar called: the names that functions in it call
    :ivar wild: whether it may bind any name of the module; ``wild_later``: whether functions in it may
    :ivar stars: whether it imports all names of a module
    """

    __slots__ = (
        "binds", "called", "declares", "handed", "later", "making", "mentions", "modules", "stars", "stored", "strong",
        "weak", "wild", "wild_later",
    )  # fmt: skip

    def __init__(self) -> None:
        self.binds: set[str] = set()
        self.mentions: set[str] = set()
        self.later: set[str] = set()
        self.declares: set[str] = set()
        self.strong: set[str] = set()
        self.weak: set[str] = set()
        self.handed: set[str] = set()
        self.stored: set[str] = set()
        self.modules: set[tuple[int, str, str]] = set()
        self.making: set[str] = set()
        self.called: set[str] = set()
        self.wild = False
        self.wild_later = False
        self.stars = False


Makers = dict[ast.AST, tuple[set[str], set[str]]]
"""A function -> the dotted names that it uses for more than asking what they are, and the names that it calls."""


def uses_of(statement: ast.AST, makers: Makers) -> Uses:
    """What a statement does with names.

    :param makers: gets what each function in it makes
    """
    reader = _Reader(makers)
    try:
        reader.visit(statement, at_once=True, own=True, hidden=NONE)
    except RecursionError:  # nested too deeply: what has been seen must do
        pass
    return reader.uses


def _local_names(node: Any) -> frozenset[str]:
    """The names that are local to a function, but for those that it imports."""
    found = {each.arg for each in arguments_of(node)}
    declared: set[str] = set()
    pending: list[Any] = [node.body] if isinstance(node, ast.Lambda) else [*node.body]
    while pending:
        each = pending.pop()
        kind = type(each)
        if kind is ast.Name:
            if type(each.ctx) is not ast.Load:
                found.add(each.id)
            continue
        if kind in (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef):
            found.add(each.name)
            continue
        if kind in (ast.Lambda, ast.Constant, ast.Import, ast.ImportFrom) or kind in COMPREHENSIONS:
            continue
        if kind in (ast.Global, ast.Nonlocal):
            declared.update(each.names)
            continue
        if kind is ast.ExceptHandler or kind in MATCHES:
            found.update([each.name] if each.name else [])
        pending += children(each)
    return frozenset(found - declared)


def dotted_name(node: ast.AST) -> str:
    """A dotted name; empty if the expression is none."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _names(nodes: Iterable[ast.AST]) -> set[str]:
    return {each.id for each in nodes if type(each) is ast.Name}


class _Reader:
    """Walks through a statement.

    In all that it does, ``at_once`` says whether a node is run with the statement, and not only when a function is
    called; ``own`` whether what it binds are names of the module; ``hidden`` are the names that are local to functions
    around it.
    """

    def __init__(self, makers: Makers) -> None:
        self.uses = Uses()
        self.makers = makers

    def visit(self, node: Any, *, at_once: bool, own: bool, hidden: frozenset[str]) -> None:
        """Note what a node does."""
        kind = type(node)
        if kind is ast.Constant:
            return
        if kind is ast.Name:
            self._name(node, at_once=at_once, own=own, hidden=hidden)
            return
        read = READERS.get(kind)
        if read is None or not read(self, node, at_once, own, hidden):
            for child in children(node):
                self.visit(child, at_once=at_once, own=own, hidden=hidden)

    def all(self, nodes: Iterable[Any], *, at_once: bool, own: bool, hidden: frozenset[str]) -> None:
        for each in nodes:
            self.visit(each, at_once=at_once, own=own, hidden=hidden)

    def _go_wild(self, *, at_once: bool) -> None:
        if at_once:
            self.uses.wild = True
        else:
            self.uses.wild_later = True

    def _reads(self, name: str, *, at_once: bool) -> None:
        (self.uses.mentions if at_once else self.uses.later).add(name)

    def _name(self, node: ast.Name, *, at_once: bool, own: bool, hidden: frozenset[str]) -> None:
        if isinstance(node.ctx, ast.Load):
            if node.id not in hidden:
                self._reads(node.id, at_once=at_once)
                if not at_once:
                    self.uses.making.add(node.id)
            if node.id in WILD:
                self._go_wild(at_once=at_once)
        elif own:
            self.uses.binds.add(node.id)

    # Each of these gives whether the nodes below have been looked at.

    def function(self, node: Any, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        uses = self.uses
        decorators = getattr(node, "decorator_list", ())
        if own and not isinstance(node, ast.Lambda):
            uses.binds.add(node.name)
        defaults = (*node.args.defaults, *filter(None, node.args.kw_defaults))
        self.all((*decorators, *defaults), at_once=at_once, own=own, hidden=hidden)
        uses.strong.update({root_of(each) for each in decorators} - hidden)
        making, called, uses.making, uses.called = uses.making, uses.called, set(), set()
        body = node.body if isinstance(node.body, list) else [node.body]
        self.all(body, at_once=False, own=False, hidden=hidden | _local_names(node))
        self.makers[node] = set(uses.making), set(uses.called)
        uses.making |= making
        uses.called |= called
        return True

    def class_(self, node: ast.ClassDef, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if own:
            self.uses.binds.add(node.name)
        around = (*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords))
        self.uses.strong.update({root_of(each) for each in around} - hidden)
        self.all(around, at_once=at_once, own=own, hidden=hidden)
        self.all(node.body, at_once=at_once, own=False, hidden=hidden)
        return True

    def comprehension(self, node: Any, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        bound: set[str] = set()
        for each in ast.walk(node):
            if isinstance(each, ast.NamedExpr) and own:
                self.uses.binds.add(each.target.id)
            elif isinstance(each, ast.comprehension):
                bound |= _names(ast.walk(each.target))
        self.visit(node.generators[0].iter, at_once=at_once, own=False, hidden=hidden)
        self.all(children(node), at_once=at_once, own=False, hidden=hidden | bound)
        return True

    def imports(self, node: Any, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        is_from = isinstance(node, ast.ImportFrom)
        for alias in node.names:
            module = (node.module or "") if is_from else alias.name
            self.uses.modules.add((getattr(node, "level", 0), module, alias.name))
            if own and alias.name == "*":
                self.uses.stars = True
            elif own:
                self.uses.binds.add(alias.asname or (alias.name if is_from else alias.name.partition(".")[0]))
        return True

    def global_(self, node: ast.Global, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        self.uses.declares.update(node.names)
        return True

    def handler(self, node: ast.ExceptHandler, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if node.name and own:
            self.uses.binds.add(node.name)
        if at_once:
            return False
        self.all(node.body, at_once=at_once, own=own, hidden=hidden)  # which exceptions it takes makes nothing
        return True

    def pattern(self, node: Any, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if own and name:
            self.uses.binds.add(name)
        return False

    def compare(self, node: ast.Compare, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if at_once:
            return False
        for each in (node.left, *node.comparators):  # what is compared makes nothing
            if type(each) is ast.Name:
                self.uses.later.update({each.id} - hidden)
            else:
                self.visit(each, at_once=at_once, own=own, hidden=hidden)
        return True

    def attribute(self, node: ast.Attribute, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if node.attr in WILD:
            self._go_wild(at_once=at_once)
        if not isinstance(node.ctx, ast.Load):
            self._stores(node, hidden)
            return False
        if at_once:
            return False
        if node.attr in STATED:
            if type(node.value) is not ast.Name:
                return False
            self.uses.later.update({node.value.id} - hidden)
            return True
        dotted = dotted_name(node)
        root = dotted.partition(".")[0]
        if dotted and root not in hidden:
            self.uses.later.add(root)
            self.uses.making.add(dotted)
        return bool(dotted)

    def _stores(self, node: Any, hidden: frozenset[str]) -> None:
        root = root_of(node)
        stored = ({root} if root else _names(ast.walk(node.value))) - hidden
        self.uses.strong |= stored
        self.uses.stored |= stored

    def subscript(self, node: ast.Subscript, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if not isinstance(node.ctx, ast.Load):
            self._stores(node, hidden)
        key, holder = node.slice, node.value
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and isinstance(holder, ast.Call):
            if getattr(holder.func, "id", "") in ("globals", "locals", "vars"):
                self._reads(key.value, at_once=at_once)
                if not at_once:
                    self.uses.making.add(key.value)
        return False

    def call(self, node: ast.Call, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        uses, function = self.uses, node.func
        title = function.id if isinstance(function, ast.Name) else ""
        values = (*node.args, *(keyword.value for keyword in node.keywords))
        if title in CODE or (not title and any(getattr(each, "id", "") in CODE for each in ast.walk(function))):
            texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            words = WORD.findall(" ".join(each for each in texts if isinstance(each, str)))
            (uses.mentions if at_once else uses.later).update(words)
        if isinstance(function, ast.Attribute):
            uses.weak.update({root_of(function)} - hidden - {""})
        if title not in HARMLESS:
            uses.handed |= _names(values) - hidden
            if title in ("setattr", "delattr") and node.args:
                uses.stored |= _names(node.args[:1]) - hidden
        if at_once or not title:
            return False
        if title in ("isinstance", "issubclass"):  # which ask what a product is, and make nothing
            self.all(node.args[:1], at_once=at_once, own=own, hidden=hidden)
            return True
        if title not in hidden:
            uses.later.add(title)
            uses.called.add(title)
        if title in WILD:
            uses.wild_later = True
        self.all(values, at_once=at_once, own=own, hidden=hidden)
        return True

    def expression(self, node: ast.Expr, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if isinstance(node.value, ast.Call):
            effect = {root_of(node.value)} - hidden
            handed = _names((*node.value.args, *(keyword.value for keyword in node.value.keywords))) - hidden
            self.uses.strong |= effect
            self.uses.stored |= effect | handed
        return False

    def augmented(self, node: ast.AugAssign, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if isinstance(node.target, ast.Name) and node.target.id not in hidden:
            self.uses.strong.add(node.target.id)
            self.uses.stored.add(node.target.id)
            self._reads(node.target.id, at_once=at_once)
        return False

    def loop(self, node: ast.For, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        self.uses.weak.update({root_of(node.iter)} - hidden - {""})
        return False

    def annotated(self, node: ast.AnnAssign, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        if node.value is None and isinstance(node.target, ast.Name):
            nodes: list[ast.AST] = []
        else:
            nodes = [node.target, *([node.value] if node.value else [])]
        if not own and at_once:
            nodes.append(node.annotation)
        self.all(nodes, at_once=at_once, own=own, hidden=hidden)
        return True

    def nothing(self, node: ast.AST, at_once: bool, own: bool, hidden: frozenset[str]) -> bool:
        return True


READERS: dict[type[ast.AST], Any] = {
    **dict.fromkeys(FUNCTIONS, _Reader.function),
    **dict.fromkeys(COMPREHENSIONS, _Reader.comprehension),
    **dict.fromkeys((ast.Import, ast.ImportFrom), _Reader.imports),
    **dict.fromkeys((*MATCHES, ast.MatchMapping), _Reader.pattern),
    ast.AnnAssign: _Reader.annotated,
    ast.Attribute: _Reader.attribute,
    ast.AugAssign: _Reader.augmented,
    ast.Call: _Reader.call,
    ast.ClassDef: _Reader.class_,
    ast.Compare: _Reader.compare,
    ast.ExceptHandler: _Reader.handler,
    ast.Expr: _Reader.expression,
    ast.For: _Reader.loop,
    ast.Global: _Reader.global_,
    ast.Subscript: _Reader.subscript,
    ast.arg: _Reader.nothing,
}
"""What reads each kind of node; of others, only what is below them is read."""
