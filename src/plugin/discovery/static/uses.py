"""What a statement does with the names of its module, according to its syntax."""

import ast
import builtins
import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from plugin.discovery.static.frames import arguments_of, bound_by, root_of

HARMLESS = {
    name for name in vars(builtins) if name not in ("setattr", "delattr", "exec", "eval", "vars", "iter", "next")
}
"""Builtins that do not change their arguments."""
WILD = {"globals", "exec", "setattr", "vars", "locals", "modules", "__dict__"}
"""Functions that give access to all names of a module."""
CODE = {"exec", "eval"}
STATED = {"namespace", "name", "__name__", "__doc__", "__module__", "__qualname__"}
"""The attributes of a plugin that can be read without making anything."""
KINDS = ("mentions", "later", "changed", "handed", "making", "called")
"""What is done to names in any scope."""
WORD = re.compile(r"[^\W\d]\w*")


class Uses:
    """What a piece of code does with names of the module."""

    def __init__(self) -> None:
        self.binds: set[str] = set()  # the names that it binds
        self.mentions: set[str] = set()  # the names that it reads when it is run
        self.later: set[str] = set()  # the names that functions defined in it read when they are called
        self.declares: set[str] = set()  # the names of the module that functions defined in it bind
        self.changed: set[str] = set()  # what it stores into, decorates, derives with, or calls for an effect
        self.handed: set[str] = set()  # what it passes to a call, or calls a method of
        self.making: set[str] = set()  # what functions in it use other than to check what it is, dotted
        self.called: set[str] = set()  # the names that functions in it call
        self.modules: set[tuple[int, str, str]] = set()  # what it imports, as level, module and name
        self.wild = False  # whether it may bind any name of the module
        self.wild_later = False  # whether functions in it may


Makers = dict[ast.AST, Uses]
"""A function -> what its body does."""


def uses_of(statement: ast.AST, makers: Makers) -> Uses:
    """What a statement does with names.

    :param makers: collects what each function in it does
    """
    reader = _Reader(makers)
    with contextlib.suppress(RecursionError):  # if it is nested too deeply, what has been seen must suffice
        reader.visit(statement)
    return reader.uses


def dotted_name(node: ast.AST) -> str:
    """A dotted name; empty if the expression is not one."""
    if isinstance(node, ast.Attribute):
        inner = dotted_name(node.value)
        return inner and f"{inner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _names(nodes: Iterable[ast.AST]) -> set[str]:
    return {each.id for each in nodes if type(each) is ast.Name}


class _Reader:
    """Walks through a statement, or through an inner scope of it.

    :param makers: collects what each function does
    :param at_once: whether the code is run with the statement, and not only when a function is called
    :param own: whether to record names that are bound: not those of a class body or comprehension
    :ivar outer: the names that are declared ``nonlocal``
    :ivar functions: what the functions in it do
    """

    def __init__(self, makers: Makers, *, at_once: bool = True, own: bool = True) -> None:
        self.uses = Uses()
        self.makers = makers
        self.at_once = at_once
        self.own = own
        self.outer: set[str] = set()
        self.functions: list[Uses] = []

    def visit(self, node: Any) -> None:
        """Record what a node, or each node in a list, does."""
        self.all((node,))

    def below(self, node: ast.AST) -> None:
        """Record what the nodes below a node do."""
        self.all(node.__dict__.values())

    def all(self, nodes: Iterable[Any]) -> None:
        """Record what nodes do; other values are ignored."""
        for each in nodes:
            if (reader := READERS.get(type(each))) is not None:
                reader(self, each)

    def _binds(self, node: ast.AST) -> None:
        if self.own:
            self.uses.binds.update(bound_by(node))

    def read_matchas(self, node: ast.AST) -> None:
        """Record what a node that binds names does."""
        self._binds(node)
        self.below(node)

    def _inside(self, nodes: Any, *, at_once: bool, own: bool = False) -> "_Reader":
        """Read something with a scope of its own."""
        inner = _Reader(self.makers, at_once=at_once, own=own)
        inner.visit(nodes)
        return inner

    def _take(self, inner: "_Reader", hidden: set[str]) -> None:
        """Record what is done in an inner scope, except to its own names."""
        uses, done = self.uses, inner.uses
        for each in (done, *inner.functions):
            each.making = {dotted for dotted in each.making if dotted.partition(".")[0] not in hidden}
            each.called -= hidden
        self.functions += inner.functions
        for kind in KINDS:
            getattr(uses, kind).update(getattr(done, kind) - hidden)
        uses.declares |= done.declares
        uses.modules |= done.modules
        uses.wild |= done.wild
        uses.wild_later |= done.wild_later

    def _go_wild(self) -> None:
        self.uses.wild |= self.at_once
        self.uses.wild_later |= not self.at_once

    def _reads(self, *names: str) -> None:
        (self.uses.mentions if self.at_once else self.uses.later).update(names)

    def _makes(self, dotted: str) -> None:
        """Record that a name is used for more than checking what it is."""
        self._reads(dotted.partition(".")[0])
        if not self.at_once:
            self.uses.making.add(dotted)

    def read_name(self, node: ast.Name) -> None:
        if type(node.ctx) is not ast.Load:
            self._binds(node)
            return
        self._makes(node.id)
        if node.id in WILD:
            self._go_wild()

    def read_functiondef(self, node: Any) -> None:
        decorators = getattr(node, "decorator_list", ())
        self._binds(node)
        self.all((decorators, node.args.defaults, node.args.kw_defaults))
        self.uses.changed.update(map(root_of, decorators))
        inner = self._inside(node.body, at_once=False, own=True)
        self.makers[node] = used = inner.uses
        inner.functions.append(used)
        self._take(inner, used.binds.union(each.arg for each in arguments_of(node)) - used.declares - inner.outer)

    def read_classdef(self, node: ast.ClassDef) -> None:
        self._binds(node)
        around = (*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords))
        self.uses.changed.update(map(root_of, around))
        self.all(around)
        self._take(self._inside(node.body, at_once=self.at_once), set())

    def read_listcomp(self, node: Any) -> None:
        self._binds(node)
        self.visit(node.generators[0].iter)
        targets = _names(one for each in node.generators for one in ast.walk(each.target))
        self._take(self._inside([*node.__dict__.values()], at_once=self.at_once), targets)

    def read_import(self, node: Any) -> None:
        if self.at_once:  # later, it hides nothing: a function imports what it makes plugins with
            self._binds(node)
        for alias in node.names:
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
            self.uses.modules.add((getattr(node, "level", 0), module, alias.name))

    def read_excepthandler(self, node: ast.ExceptHandler) -> None:
        self._binds(node)
        self.all((node.type if self.at_once else None, node.body))  # later, exception types make nothing

    def read_compare(self, node: ast.Compare) -> None:
        for each in (node.left, *node.comparators):
            if type(each) is ast.Name and not self.at_once:  # comparing something makes nothing
                self._reads(each.id)
            else:
                self.visit(each)

    def read_attribute(self, node: ast.Attribute) -> None:
        root = node.value
        if node.attr in WILD:
            self._go_wild()
        if type(node.ctx) is not ast.Load:
            self._stores(node)
        elif not self.at_once and node.attr in STATED:
            if type(root) is ast.Name:
                self._reads(root.id)
                return
        elif not self.at_once and (dotted := dotted_name(node)):
            self._makes(dotted)
            return
        self.visit(root)

    def _stores(self, node: Any) -> None:
        root = root_of(node)
        self.uses.changed |= {root} if root else _names(ast.walk(node.value))

    def read_subscript(self, node: Any) -> None:
        if type(node.ctx) is not ast.Load:
            self._stores(node)
        key, holder = node.slice, node.value
        name = key.value if isinstance(key, ast.Constant) and isinstance(holder, ast.Call) else None
        if isinstance(name, str) and getattr(holder.func, "id", "") in ("globals", "locals", "vars"):
            self._makes(name)
        self.below(node)

    def read_call(self, node: ast.Call) -> None:
        uses, function = self.uses, node.func
        title = function.id if isinstance(function, ast.Name) else ""
        values = (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(function, ast.Attribute):
            uses.handed.add(root_of(function))
        elif title in CODE or (not title and any(getattr(each, "id", "") in CODE for each in ast.walk(function))):
            texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            words = WORD.findall(" ".join(each for each in texts if isinstance(each, str)))
            self._reads(*words)
        if title not in HARMLESS:
            uses.handed |= _names(values)
            if title in ("setattr", "delattr"):
                uses.changed |= _names(node.args[:1])
        if self.at_once or not title:
            self.below(node)
            return
        if title in ("isinstance", "issubclass"):  # they check what a product is, and make nothing
            self.all(node.args[:1])
            return
        uses.later.add(title)
        uses.called.add(title)
        uses.wild_later |= title in WILD
        self.all(values)

    def read_expr(self, node: ast.Expr) -> None:
        call = node.value
        if isinstance(call, ast.Call):
            self.uses.changed |= {root_of(call), *_names((*call.args, *(each.value for each in call.keywords)))}
        self.visit(call)

    def read_augassign(self, node: ast.AugAssign) -> None:
        changed = _names([node.target])
        self.uses.changed |= changed
        self._reads(*changed)
        self.below(node)

    def read_for(self, node: ast.For) -> None:
        self.uses.handed.add(root_of(node.iter))
        self.below(node)

    def read_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is not None or not isinstance(node.target, ast.Name):
            self.all((node.target, node.value))
        if not self.own and self.at_once:
            self.visit(node.annotation)

    def read_global(self, node: ast.Global) -> None:
        self.uses.declares.update(node.names)

    def read_nonlocal(self, node: ast.Nonlocal) -> None:
        self.outer.update(node.names)

    read_asyncfunctiondef = read_lambda = read_functiondef
    read_setcomp = read_dictcomp = read_generatorexp = read_listcomp
    read_importfrom = read_import
    read_matchstar = read_matchmapping = read_matchas


def _readers(of: type[ast.AST]) -> Iterator[tuple[type[Any], Callable[[_Reader, Any], object]]]:
    for kind in of.__subclasses__():
        if kind._fields and kind not in (ast.Constant, ast.arg):
            yield kind, getattr(_Reader, f"read_{kind.__name__.lower()}", _Reader.below)
        yield from _readers(kind)


READERS: dict[type[Any], Callable[[_Reader, Any], object]] = {list: _Reader.all, **dict(_readers(ast.AST))}
"""What handles each kind of node, and lists of nodes; for most, only the nodes below are handled."""
