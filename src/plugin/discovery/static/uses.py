"""What a statement does with the names of its module, as its syntax tells."""

import ast
import builtins
import contextlib
import re
from collections.abc import Callable, Iterable
from typing import Any

from plugin.discovery.static.frames import (
    BINDERS,
    COMPREHENSIONS,
    FUNCTIONS,
    IMPORTS,
    NONE,
    bound_by,
    children,
    names_of,
    root_of,
)  # fmt: skip

HARMLESS = {
    name for name in vars(builtins) if name not in ("setattr", "delattr", "exec", "eval", "vars", "iter", "next")
}
"""Builtins that change nothing that is handed to them."""
WILD = {"globals", "exec", "setattr", "vars", "locals", "modules", "__dict__"}
"""What gives access to all names of a module."""
CODE = {"exec", "eval"}
STATED = {"namespace", "name", "__name__", "__doc__", "__module__", "__qualname__"}
"""The attributes of a plugin that are read without making anything."""
BINDING = {*BINDERS, *IMPORTS}
"""What binds names other than by a name that is stored."""
WORD = re.compile(r"[^\W\d]\w*")


class Uses:
    """What a piece of code does with names of the module."""

    def __init__(self) -> None:
        self.binds: set[str] = set()  # the names that it binds
        self.mentions: set[str] = set()  # the names that it reads when it is run
        self.later: set[str] = set()  # the names that functions defined in it read when they are called
        self.declares: set[str] = set()  # the names of the module that functions defined in it bind
        self.strong: set[str] = set()  # what it stores into, decorates or derives with, calls for an effect
        self.weak: set[str] = set()  # what it may change, because it calls a method of it
        self.handed: set[str] = set()  # what it hands to a call
        self.stored: set[str] = set()  # what it stores into, or hands to a call that is made for its effect
        self.making: set[str] = set()  # what functions in it use for more than asking what it is, dotted
        self.called: set[str] = set()  # the names that functions in it call
        self.modules: set[tuple[int, str, str]] = set()  # what it imports, as level, module and name
        self.wild = False  # whether it may bind any name of the module
        self.wild_later = False  # whether functions in it may


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
    if isinstance(node, ast.Attribute):
        inner = dotted_name(node.value)
        return inner and f"{inner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


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
            if self.own and kind in BINDING:
                self.uses.binds.update(bound_by(node))
            READERS.get(kind, _Reader.below)(self, node)

    def below(self, node: Any) -> None:
        """Note what the nodes below a node do."""
        for child in children(node):
            self.visit(child)

    def _all(self, nodes: Iterable[Any]) -> None:
        for each in nodes:
            self.visit(each)

    def _inside(self, nodes: Iterable[Any], hidden: Iterable[str] = NONE, *, at_once: bool) -> None:
        """Note what nodes do that have names of their own."""
        around = self.at_once, self.own, self.hidden
        self.at_once, self.own, self.hidden = at_once, False, self.hidden.union(hidden)
        self._all(nodes)
        self.at_once, self.own, self.hidden = around

    def _go_wild(self) -> None:
        self.uses.wild |= self.at_once
        self.uses.wild_later |= not self.at_once

    def _reads(self, name: str, dotted: str = "") -> None:
        (self.uses.mentions if self.at_once else self.uses.later).add(name)
        if not self.at_once:
            self.uses.making.add(dotted or name)

    def _changes(self, names: set[str]) -> None:
        self.uses.strong |= names - self.hidden
        self.uses.stored |= names - self.hidden

    def _name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if node.id not in self.hidden:
                self._reads(node.id)
            if node.id in WILD:
                self._go_wild()
        elif self.own:
            self.uses.binds.add(node.id)

    def function(self, node: Any) -> None:
        uses, names = self.uses, names_of(node)
        decorators = getattr(node, "decorator_list", ())
        self._all((*decorators, *node.args.defaults, *filter(None, node.args.kw_defaults)))
        uses.strong.update({root_of(each) for each in decorators} - self.hidden)
        making, called, uses.making, uses.called = uses.making, uses.called, set(), set()
        body = node.body if isinstance(node.body, list) else [node.body]
        self._inside(body, names.own - names.imported, at_once=False)
        self.makers[node] = set(uses.making), set(uses.called)
        uses.making |= making
        uses.called |= called

    def class_(self, node: ast.ClassDef) -> None:
        around = (*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords))
        self.uses.strong.update({root_of(each) for each in around} - self.hidden)
        self._all(around)
        self._inside(node.body, at_once=self.at_once)

    def comprehension(self, node: Any) -> None:
        bound = [name for each in node.generators for name in _names(ast.walk(each.target))]
        self.visit(node.generators[0].iter)
        self._inside(children(node), bound, at_once=self.at_once)

    def imports(self, node: Any) -> None:
        for alias in node.names:
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
            self.uses.modules.add((getattr(node, "level", 0), module, alias.name))

    def handler(self, node: ast.ExceptHandler) -> None:
        self._all(children(node) if self.at_once else node.body)  # later, which exceptions it takes makes nothing

    def compare(self, node: ast.Compare) -> None:
        for each in (node.left, *node.comparators):
            if type(each) is ast.Name and not self.at_once:  # what is compared makes nothing
                self.uses.later.update({each.id} - self.hidden)
            else:
                self.visit(each)

    def attribute(self, node: ast.Attribute) -> None:
        root, dotted = node.value, "" if self.at_once else dotted_name(node)
        if node.attr in WILD:
            self._go_wild()
        if not isinstance(node.ctx, ast.Load):
            self._stores(node)
        elif not self.at_once and node.attr in STATED:
            if isinstance(root, ast.Name):
                self.uses.later.update({root.id} - self.hidden)
                return
        elif dotted:
            if (name := dotted.partition(".")[0]) not in self.hidden:
                self._reads(name, dotted)
            return
        self.below(node)

    def _stores(self, node: Any) -> None:
        root = root_of(node)
        self._changes({root} if root else _names(ast.walk(node.value)))

    def subscript(self, node: Any) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._stores(node)
        key, holder = node.slice, node.value
        name = key.value if isinstance(key, ast.Constant) and isinstance(holder, ast.Call) else None
        if isinstance(name, str) and getattr(holder.func, "id", "") in ("globals", "locals", "vars"):
            self._reads(name)
        self.below(node)

    def call(self, node: ast.Call) -> None:
        uses, function = self.uses, node.func
        title = function.id if isinstance(function, ast.Name) else ""
        values = (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(function, ast.Attribute):
            uses.weak.update({root_of(function)} - self.hidden - {""})
        elif title in CODE or (not title and any(getattr(each, "id", "") in CODE for each in ast.walk(function))):
            texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            words = WORD.findall(" ".join(each for each in texts if isinstance(each, str)))
            (uses.mentions if self.at_once else uses.later).update(words)
        if title not in HARMLESS:
            uses.handed |= _names(values) - self.hidden
            if title in ("setattr", "delattr"):
                uses.stored |= _names(node.args[:1]) - self.hidden
        if self.at_once or not title:
            self.below(node)
            return
        if title in ("isinstance", "issubclass"):  # which ask what a product is, and make nothing
            self._all(node.args[:1])
            return
        if title not in self.hidden:
            uses.later.add(title)
            uses.called.add(title)
        uses.wild_later |= title in WILD
        self._all(values)

    def expression(self, node: ast.Expr) -> None:
        call = node.value
        if isinstance(call, ast.Call):
            self._changes({root_of(call)})
            self.uses.stored |= _names((*call.args, *(each.value for each in call.keywords))) - self.hidden
        self.visit(call)

    def augmented(self, node: ast.AugAssign) -> None:
        changed = _names([node.target]) - self.hidden
        self._changes(changed)
        (self.uses.mentions if self.at_once else self.uses.later).update(changed)
        self.below(node)

    def loop(self, node: ast.For) -> None:
        self.uses.weak.update({root_of(node.iter)} - self.hidden - {""})
        self.below(node)

    def annotated(self, node: ast.AnnAssign) -> None:
        if node.value is not None or not isinstance(node.target, ast.Name):
            self._all(filter(None, (node.target, node.value)))
        if not self.own and self.at_once:
            self.visit(node.annotation)


READERS: dict[type[ast.AST], Callable[[_Reader, Any], object]] = {
    **dict.fromkeys(FUNCTIONS, _Reader.function),
    **dict.fromkeys(COMPREHENSIONS, _Reader.comprehension),
    **dict.fromkeys(IMPORTS, _Reader.imports),
    ast.AnnAssign: _Reader.annotated,
    ast.Attribute: _Reader.attribute,
    ast.AugAssign: _Reader.augmented,
    ast.Call: _Reader.call,
    ast.ClassDef: _Reader.class_,
    ast.Compare: _Reader.compare,
    ast.ExceptHandler: _Reader.handler,
    ast.Expr: _Reader.expression,
    ast.For: _Reader.loop,
    ast.Global: lambda reader, node: reader.uses.declares.update(node.names),
    ast.Subscript: _Reader.subscript,
    ast.arg: lambda reader, node: None,
}
"""What reads each kind of node; of others, only what is below them is read."""
