"""What a statement does with the names of its module, as its syntax tells."""

import ast
import builtins
import contextlib
import re
from collections.abc import Iterable
from typing import Any

from plugin.discovery.static.frames import (
    COMPREHENSIONS,
    FUNCTIONS,
    IMPORTS,
    NONE,
    bound_by,
    children,
    names_of,
    root_of,
)

HARMLESS = {
    name for name in vars(builtins) if name not in ("setattr", "delattr", "exec", "eval", "vars", "iter", "next")
}
"""Builtins that change nothing that is handed to them."""
WILD = {"globals", "exec", "setattr", "vars", "locals", "modules", "__dict__"}
"""What gives access to all names of a module."""
CODE = {"exec", "eval"}
STATED = {"namespace", "name", "__name__", "__doc__", "__module__", "__qualname__"}
"""The attributes of a plugin that are read without making anything."""
WORD = re.compile(r"[^\W\d]\w*")


class Uses:
    """What a piece of code does with names of the module.

    :ivar binds: the names that it binds
    :ivar mentions: the names that it reads when it is run
    :ivar later: the names that functions defined in it read when they are called
    :ivar declares: the names of the module that functions defined in it bind
    :ivar strong: what it surely means to change: what it stores into, decorates with, derives from, calls for an effect
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
    with contextlib.suppress(RecursionError):  # nested too deeply: what has been seen must do
        reader.visit(statement)
    return reader.uses


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

    :ivar at_once: whether what it looks at is run with the statement, and not only when a function is called
    :ivar own: whether what that binds are names of the module
    :ivar hidden: the names that are local to functions around it
    """

    def __init__(self, makers: Makers) -> None:
        self.uses = Uses()
        self.makers = makers
        self.at_once = True
        self.own = True
        self.hidden = NONE

    def visit(self, node: Any) -> None:
        """Note what a node does."""
        kind = type(node)
        if kind is ast.Name:
            self._name(node)
        elif kind is not ast.Constant:
            read = READERS.get(kind)
            if read is None or not read(self, node):
                for child in children(node):
                    self.visit(child)

    def _all(self, nodes: Iterable[Any]) -> None:
        for each in nodes:
            self.visit(each)

    def _inside(self, nodes: Iterable[Any], hidden: frozenset[str] = NONE, *, at_once: bool) -> None:
        """Note what nodes do that have names of their own."""
        around = self.at_once, self.own, self.hidden
        self.at_once, self.own, self.hidden = at_once, False, self.hidden | hidden
        self._all(nodes)
        self.at_once, self.own, self.hidden = around

    def _go_wild(self) -> None:
        if self.at_once:
            self.uses.wild = True
        else:
            self.uses.wild_later = True

    def _reads(self, names: Iterable[str]) -> None:
        (self.uses.mentions if self.at_once else self.uses.later).update(names)

    def _name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if node.id not in self.hidden:
                self._reads((node.id,))
                if not self.at_once:
                    self.uses.making.add(node.id)
            if node.id in WILD:
                self._go_wild()
        elif self.own:
            self.uses.binds.add(node.id)

    # Each of these gives whether the nodes below have been looked at.

    def function(self, node: Any) -> bool:
        uses, names = self.uses, names_of(node)
        decorators = getattr(node, "decorator_list", ())
        if self.own and not isinstance(node, ast.Lambda):
            uses.binds.add(node.name)
        self._all((*decorators, *node.args.defaults, *filter(None, node.args.kw_defaults)))
        uses.strong.update({root_of(each) for each in decorators} - self.hidden)
        making, called, uses.making, uses.called = uses.making, uses.called, set(), set()
        body = node.body if isinstance(node.body, list) else [node.body]
        self._inside(body, names.own - names.imported, at_once=False)
        self.makers[node] = set(uses.making), set(uses.called)
        uses.making |= making
        uses.called |= called
        return True

    def class_(self, node: ast.ClassDef) -> bool:
        if self.own:
            self.uses.binds.add(node.name)
        around = (*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords))
        self.uses.strong.update({root_of(each) for each in around} - self.hidden)
        self._all(around)
        self._inside(node.body, at_once=self.at_once)
        return True

    def comprehension(self, node: Any) -> bool:
        if self.own:
            self.uses.binds.update(bound_by(node))
        targets = [each.target for each in node.generators]
        bound = frozenset(name for target in targets for name in _names(ast.walk(target)))
        self._inside([node.generators[0].iter], at_once=self.at_once)
        self._inside(children(node), bound, at_once=self.at_once)
        return True

    def imports(self, node: Any) -> bool:
        is_from = isinstance(node, ast.ImportFrom)
        for alias in node.names:
            module = (node.module or "") if is_from else alias.name
            self.uses.modules.add((getattr(node, "level", 0), module, alias.name))
            self.uses.stars = self.uses.stars or (self.own and alias.name == "*")
        if self.own:
            self.uses.binds.update(bound_by(node))
        return True

    def global_(self, node: ast.Global) -> bool:
        self.uses.declares.update(node.names)
        return True

    def handler(self, node: ast.ExceptHandler) -> bool:
        if node.name and self.own:
            self.uses.binds.add(node.name)
        if not self.at_once:  # which exceptions it takes makes nothing
            self._all(node.body)
        return not self.at_once

    def pattern(self, node: Any) -> bool:
        if self.own:
            self.uses.binds.update(bound_by(node))
        return False

    def compare(self, node: ast.Compare) -> bool:
        if self.at_once:
            return False
        for each in (node.left, *node.comparators):  # what is compared makes nothing
            if type(each) is ast.Name:
                self.uses.later.update({each.id} - self.hidden)
            else:
                self.visit(each)
        return True

    def attribute(self, node: ast.Attribute) -> bool:
        if node.attr in WILD:
            self._go_wild()
        if not isinstance(node.ctx, ast.Load):
            self._stores(node)
            return False
        if self.at_once:
            return False
        if node.attr in STATED:
            self.uses.later.update(_names([node.value]) - self.hidden)
            return type(node.value) is ast.Name
        dotted = dotted_name(node)
        root = dotted.partition(".")[0]
        if dotted and root not in self.hidden:
            self.uses.later.add(root)
            self.uses.making.add(dotted)
        return bool(dotted)

    def _stores(self, node: Any) -> None:
        root = root_of(node)
        stored = ({root} if root else _names(ast.walk(node.value))) - self.hidden
        self.uses.strong |= stored
        self.uses.stored |= stored

    def subscript(self, node: Any) -> bool:
        if not isinstance(node.ctx, ast.Load):
            self._stores(node)
        key, holder = node.slice, node.value
        name = key.value if isinstance(key, ast.Constant) and isinstance(holder, ast.Call) else None
        if isinstance(name, str) and getattr(holder.func, "id", "") in ("globals", "locals", "vars"):
            self._reads((name,))
            if not self.at_once:
                self.uses.making.add(name)
        return False

    def call(self, node: ast.Call) -> bool:
        uses, function = self.uses, node.func
        title = function.id if isinstance(function, ast.Name) else ""
        values = (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(function, ast.Attribute):
            uses.weak.update({root_of(function)} - self.hidden - {""})
        elif title in CODE or (not title and any(getattr(each, "id", "") in CODE for each in ast.walk(function))):
            texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            self._reads(WORD.findall(" ".join(each for each in texts if isinstance(each, str))))
        if title not in HARMLESS:
            uses.handed |= _names(values) - self.hidden
            if title in ("setattr", "delattr"):
                uses.stored |= _names(node.args[:1]) - self.hidden
        if self.at_once or not title:
            return False
        if title in ("isinstance", "issubclass"):  # which ask what a product is, and make nothing
            self._all(node.args[:1])
            return True
        if title not in self.hidden:
            uses.later.add(title)
            uses.called.add(title)
        uses.wild_later = uses.wild_later or title in WILD
        self._all(values)
        return True

    def expression(self, node: ast.Expr) -> bool:
        call = node.value
        if isinstance(call, ast.Call):
            effect = {root_of(call)} - self.hidden
            self.uses.strong |= effect
            self.uses.stored |= effect | (_names((*call.args, *(each.value for each in call.keywords))) - self.hidden)
        return False

    def augmented(self, node: ast.AugAssign) -> bool:
        changed = _names([node.target]) - self.hidden
        self.uses.strong |= changed
        self.uses.stored |= changed
        self._reads(changed)
        return False

    def loop(self, node: ast.For) -> bool:
        self.uses.weak.update({root_of(node.iter)} - self.hidden - {""})
        return False

    def annotated(self, node: ast.AnnAssign) -> bool:
        if node.value is not None or not isinstance(node.target, ast.Name):
            self._all([node.target, *([node.value] if node.value else [])])
        if not self.own and self.at_once:
            self.visit(node.annotation)
        return True

    def nothing(self, node: ast.AST) -> bool:
        return True


READERS: dict[type[ast.AST], Any] = {
    **dict.fromkeys(FUNCTIONS, _Reader.function),
    **dict.fromkeys(COMPREHENSIONS, _Reader.comprehension),
    **dict.fromkeys(IMPORTS, _Reader.imports),
    **dict.fromkeys((ast.MatchAs, ast.MatchStar, ast.MatchMapping), _Reader.pattern),
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
