"""The interpreter: dispatches to the tables of expressions and statements, keeps the budget, resolves imports."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from plugin.discovery.findings import Place, Reason
from plugin.discovery.sources import SourceTree
from plugin.discovery.static import attributes, builtin_models, calls, expressions, shared, statements, stdlib_models
from plugin.discovery.static.circles import Circles
from plugin.discovery.static.modules import Module, Modules
from plugin.discovery.static.outside import Outside
from plugin.discovery.static.scopes import END, Environment, LazyScope, bound_names
from plugin.discovery.static.tree import FUNCTIONS, children, walk
from plugin.discovery.static.values import (
    TOO_MANY,
    UNBOUND,
    Attributed,
    Attributes,
    Choice,
    ClassValue,
    Collection,
    Const,
    Doubt,
    FunctionValue,
    InstanceValue,
    ModuleValue,
    Mutable,
    Native,
    Origin,
    Raised,
    Thunk,
    Undecided,
    Unknown,
    Value,
    View,
    each_option,
    force,
    where_unbound,
)

if TYPE_CHECKING:
    from plugin.discovery.static.branches import Fork

LONGEST_NAME = 100
"""How far before a dot its object's name is looked for."""
IS_SET = re.compile(rb"\s*[-+*/|&^%@<>]{0,2}=(?!=)")
"""What follows an attribute that is set."""
NAME_BEFORE = re.compile(rb"(\w+)\s*\Z")
"""The name before the dot of an attribute."""
NAMES = re.compile(rb"\w+")
"""The names in an expression whose attribute is set."""
SETATTR = re.compile(rb"""\bsetattr\([\w.]*?(\w+)\s*,\s*(?:['"](\w+)['"]\s*,)?""")
"""An attribute that is set by a call: of what, and which."""
STEPS = 100_000
"""How many nodes are evaluated for one module-level statement before it counts as undecidable."""


class OutOfBudget(Exception):
    """A statement takes more steps than its budget allows."""


class Moment(NamedTuple):
    """When something happens: at which statement of which module, and within which module-level statement.

    :param module: the module whose names are looked up
    :param now: the position in its body
    :param origin: the module-level statement on whose behalf code runs
    """

    module: Module
    now: int
    origin: Origin | None


class Names(NamedTuple):
    """The names that the body of a function binds.

    :param local: those that are its own
    :param globals: those that it says to be of the module
    :param nonlocals: those that it says to be of the functions around it
    """

    local: frozenset[str]
    globals: frozenset[str]
    nonlocals: frozenset[str]


NO_NAMES = Names(frozenset(), frozenset(), frozenset())


class OpenEnd(NamedTuple):
    """Code that was not followed to its end, or does what no evaluation can follow.

    :param statement: the module-level statement on whose behalf it ran
    :param module: the module of that statement
    :param why: what stands in the way
    :param binds: whether it may bind any name of the module, also names that other statements bind
    """

    statement: ast.stmt
    module: Module
    why: Unknown
    binds: bool = False


class Interpreter:
    """Evaluates code without running it.

    :param tree: the modules that ship
    :param path: the folders in which libraries are looked for, by default ``sys.path``
    """

    def __init__(self, tree: SourceTree, path: Sequence[str] | None = None) -> None:
        self.modules = Modules(tree, self, path)
        self.origin: Origin | None = None
        self.branches: tuple[int, ...] = ()  # what runs though it is not known whether it does, outermost first
        self._branch = 0
        self.fork: Fork | None = None  # where the innermost of them begins
        self.journal: list[tuple[Value | Environment | LazyScope, str]] | None = None  # what is changed in place
        self.changed: dict[Mutable, None] = {}  # what was changed in place since somebody began to ask
        self.trying = 0  # how many ``try`` blocks run
        self.doubts: list[Doubt] = []
        self.handling: list[Raised] = []  # the exceptions whose handlers run
        self.steps = STEPS
        self.calls: list[tuple[ast.AST, Module]] = []  # of interpreted functions that are under way, outermost first
        self.being_made: list[ClassValue] = []  # the classes whose metaclass is at work
        self.bound_elsewhere: list[tuple[Module, str]] = []  # names that another module has bound
        self.made_by: dict[
            InstanceValue, tuple[tuple[ast.AST, Module], ...]
        ] = {}  # plugin spec -> the calls that made it
        self._set_from: dict[tuple[str, str, str], bool] = {}  # whether one module sets a name of another
        self._generators: dict[ast.AST, bool] = {}
        self.open_ends: list[OpenEnd] = []
        self.outside = Outside()
        self.circles = Circles()
        self.names_of_unknown: dict[Unknown, tuple[Module, str]] = {}  # which name of a module is what is not known
        self.imported_by_name: dict[Module, set[str]] = {}  # by which module, other than by a statement -> which ones
        self._names_of: dict[ast.AST, Names] = {}

    # -- running code -------------------------------------------------------------------------------------------

    def evaluate(self, node: ast.expr, environment: Environment) -> Value:
        """The value of an expression; never a thunk."""
        self.spend()
        handler = expressions.TABLE.get(type(node))
        if handler is None:
            return self.unknown(f"`{type(node).__name__}` expressions are not modelled", node, environment)
        value = force(handler(self, node, environment))
        if type(node) in expressions.DISPLAYS and isinstance(value, Mutable):
            value.made_under = self.branches
        if isinstance(value, (Choice, Mutable)) and type(node) is not ast.Name:
            for _, option in each_option(value):
                if isinstance(option, Mutable) and option.owners:
                    self.refresh(option)
        return value

    def refresh(self, value: Mutable, scope: LazyScope | None = None, at: int = END) -> None:
        """Run what changes a value in place until now, through any name that it is bound to.

        :param value: the value
        :param scope: the body in which it is looked up, if it is
        :param at: the position in that body
        """
        if isinstance(value, View):
            self.refresh(value.source, scope, at)
        home = next(iter(value.owners), None)
        asking = scope.module if scope is not None else self.origin.module if self.origin else None
        for module in (home,) if asking is home else (home, asking):
            for (owner, name), bound in list(value.owners.get(module, {}).items()) if module else ():
                owner.refresh(name, value, bound, at if owner is scope else owner.now)

    def spend(self) -> None:
        """Count a step; too many of them end the statement."""
        self.steps -= 1
        if self.steps < 0:
            raise OutOfBudget

    def defer(self, node: ast.expr, environment: Environment) -> Value:
        """The value of an expression, left for later where evaluating it cannot have an effect."""
        if isinstance(node, ast.Constant):
            return Const(node.value)
        if self.trying and isinstance(node, ast.Name) and not self.is_imported(node, environment):
            return self.evaluate(node, environment)  # whether there is such a name, decides what follows
        if isinstance(node, ast.Name) and (now := self._changing_variable(node.id, environment)) is not None:
            return now
        if not isinstance(node, ast.Name) and not self.is_imported(node, environment):
            return self.evaluate(node, environment)
        kept, moment = environment.snapshot(), self.moment(environment.module)
        return Thunk(lambda: self.at(moment, lambda: self.evaluate(node, kept)))

    def _changing_variable(self, name: str, environment: Environment) -> Value | None:
        """What a name stands for now that code which still runs has bound, and may bind anew."""
        inner: Environment | None = environment
        while inner is not None:
            if name in inner.variables:
                return inner.variables[name]
            inner = inner.parent if inner.scope is None or not inner.scope.is_module else None
        running = environment.module.scope.running
        return running.variables.get(name) if running is not None else None

    def is_imported(self, node: ast.AST, environment: Environment) -> bool:
        """Whether an expression is made of constants and attributes of imported objects: it does not matter when."""
        match node:
            case ast.Constant():
                return True
            case ast.Attribute():
                return self.is_imported(node.value, environment)
            case ast.Name() if node.id in environment.variables:
                return isinstance(environment.variables[node.id], ModuleValue)
            case ast.Name():
                return environment.module.scope.is_imported(node.id)
            case ast.BoolOp() | ast.UnaryOp() | ast.BinOp() | ast.Compare() | ast.IfExp():
                return all(
                    self.is_imported(child, environment) for child in children(node) if isinstance(child, ast.expr)
                )
        return False

    def at(self, moment: Moment, compute: Callable[[], Value]) -> Value:
        """What a computation gives at an earlier moment."""
        scope = moment.module.scope
        now, origin = scope.now, self.origin
        scope.now, self.origin = moment.now, moment.origin
        try:
            return compute()
        except Raised as raised:
            if now == moment.now and origin is moment.origin:
                raise  # the statement that the expression stands in still runs
            return Unknown(raised.reason)
        finally:
            scope.now, self.origin = now, origin

    def moment(self, module: Module) -> Moment:
        return Moment(module, module.scope.now, self.origin)

    def execute(self, statement: ast.stmt, environment: Environment) -> statements.Signal | None:
        """Run a statement; say if it leaves the block, and how."""
        self.spend()
        handler = statements.TABLE.get(type(statement))
        if handler is None:
            statements.give_up(
                self, [statement], environment, f"`{type(statement).__name__}` statements are not modelled"
            )
            return None
        return handler(self, statement, environment)

    def run_statement(self, statement: ast.stmt, environment: Environment, moment: Moment | None) -> None:
        """Run a statement of a module or class body with a budget of its own.

        :param statement: the statement
        :param environment: the body's environment
        :param moment: when the class was made, for a statement of a class body
        """
        module = environment.module
        steps, origin, now, branches = self.steps, self.origin, module.scope.now, self.branches
        trying, journal = self.trying, self.journal
        if moment is None:
            self.steps, self.origin, self.branches, self.trying = STEPS, Origin(module, statement), (), 0
            self.journal = None
        else:
            self.origin, module.scope.now = moment.origin, moment.now
        try:
            self.execute(statement, environment)
        except Raised as raised:
            if moment is not None and environment.scope is not None and environment.scope.is_starting:
                raise
            self._interrupt(statement, environment, Unknown(raised.reason, None))
        except Undecided as undecided:
            self._interrupt(statement, environment, undecided.why)
        except OutOfBudget:
            if moment is not None:
                raise
            self._interrupt(
                statement, environment, self.unknown(f"it takes more than {STEPS:,} steps", statement, environment)
            )
        except RecursionError:
            self._interrupt(statement, environment, self.unknown("it is nested too deeply", statement, environment))
        finally:
            self.steps, self.origin, self.branches = steps if moment is None else self.steps, origin, branches
            self.trying, self.journal = trying, journal
            module.scope.now = now

    def asked(self, value: Value, name: str, node: ast.AST, environment: Environment) -> Value:
        """What a value gives for an attribute when no statement asks for it, with a budget of its own.

        :return: the attribute, ``UNBOUND``, or an unknown value if the code that gives it does not come to an end
        """
        try:
            return self.ask(value, name, node, environment)
        except Raised as raised:
            return Unknown(raised.reason)

    def ask(self, value: Value, name: str, node: ast.AST, environment: Environment) -> Value:
        """The same, for who wants to know of an exception.

        :raises Raised: if the code that gives the attribute raises
        """
        steps, self.steps = self.steps, STEPS
        try:
            return force(attributes.find(self, value, name, node, environment))
        except Undecided as undecided:
            return undecided.why
        except (OutOfBudget, RecursionError):
            return self.unknown(f"`{name}` takes too many steps", node, environment)
        finally:
            self.steps = steps

    def _interrupt(self, statement: ast.stmt, environment: Environment, why: Unknown) -> None:
        self.not_followed(why)
        for name in bound_names(statement, walrus=True):
            environment.bind(name, why, statement)

    def names_of(self, node: "ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda") -> Names:
        """Where the names belong that the body of a function binds, which is the same throughout the body."""
        if isinstance(node, ast.Lambda):
            return NO_NAMES
        if node not in self._names_of:
            bound = {name for statement in node.body for name in bound_names(statement, walrus=True)}
            declared: dict[type[ast.AST], set[str]] = {ast.Global: set(), ast.Nonlocal: set()}
            for inner in walk(node, without=(*FUNCTIONS, ast.ClassDef)):
                if isinstance(inner, (ast.Global, ast.Nonlocal)):
                    declared[type(inner)].update(inner.names)
            elsewhere = declared[ast.Global], declared[ast.Nonlocal]
            self._names_of[node] = Names(frozenset(bound.difference(*elsewhere)), *map(frozenset, elsewhere))
        return self._names_of[node]

    @contextmanager
    def branch(self) -> Iterator[None]:
        """Run code of which it is not known whether it runs."""
        before = self.branches
        self._branch += 1
        self.branches = (*before, self._branch)
        try:
            yield
        finally:
            self.branches = before

    def changes(self, owner: Value | Environment | LazyScope, name: str = "") -> None:
        """Note that something is changed: a value in place, or a name of the code around."""
        if self.journal is not None:
            self.journal.append((owner, name))
        if isinstance(owner, Mutable) and owner.owners:
            self.changed[owner] = None
        if isinstance(owner, Attributes):
            why = Unknown(Reason("attributes are set through `__dict__`"))
            if isinstance(owner.target, Attributed):
                owner.target.spoiled = why
            elif owner.target.scope is not None:
                owner.target.scope.spoiled = why
            else:
                self.not_followed(why)

    def doubt(self, doubt: Doubt) -> None:
        """Note that code may raise an exception, for the ``try`` around it."""
        if self.trying:
            self.doubts.append(doubt)

    def is_branch_of(self, owner: Mutable) -> bool:
        """Whether a change of a value now is one of which it is not known whether it happens."""
        return bool(self.branches) and self.branches[-1] not in (owner.made_under or ())

    def is_joined(self, environment: Environment) -> bool:
        """Whether the end of the branch that runs sees to what it binds in an environment."""
        if self.fork is None or not self.branches or self.branches[-1] in environment.made_under:
            return True
        return environment in self.fork.environments

    def is_generator(self, node: ast.FunctionDef) -> bool:
        """Whether a function has a ``yield`` of its own."""
        if node not in self._generators:
            inner = walk(node, without=(*FUNCTIONS, ast.ClassDef))
            self._generators[node] = any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in inner)
        return self._generators[node]

    def look_up(self, name: str, environment: Environment) -> Value:
        """The value of a name, builtins included, or ``UNBOUND``."""
        value = environment.lookup(name)
        if value is not UNBOUND and not isinstance(value, Choice):
            return value
        known = builtin_models.TABLE.get(name) or environment.implicit(name)
        known = known or attributes.module_constant(environment.module, name)
        return value if known is None else where_unbound(value, known)

    def not_followed(self, why: Unknown, *, binds: bool = False) -> None:
        """Note that code is not followed to its end."""
        if self.origin is not None:
            self.open_ends.append(OpenEnd(self.origin.node, self.origin.module, why, binds))

    def tell_dynamic(self, text: str, node: ast.AST, environment: Environment, cause: Value | None = None) -> None:
        """Note that code binds names or runs code that cannot be known."""
        self.not_followed(self.unknown(text, node, environment, cause), binds=True)

    def undecided_decorator(
        self, value: Value, decorator: Value, result: Unknown, node: ast.expr, environment: Environment
    ) -> Value:
        """What a definition is whose decorator cannot be followed: most give back what they decorate, which is told."""
        if not isinstance(value, (ClassValue, FunctionValue)) or not isinstance(decorator, (Unknown, Native)):
            return result
        value.assumption = self.unknown(
            f"`{ast.unparse(node)}` gives back what it decorates", node, environment, result
        )
        return value

    # -- reasons ------------------------------------------------------------------------------------------------

    def place(self, node: ast.AST, module: Module) -> Place:
        return Place(module.shown, getattr(node, "lineno", 0))

    def reason(self, text: str, node: ast.AST, module: Module) -> Reason:
        return Reason(text, self.place(node, module))

    def unknown(
        self,
        text: str,
        node: ast.AST,
        environment: Environment,
        cause: Value | None = None,
        missing: str | None = None,
    ) -> Unknown:
        """An unknown value, with what stands in the way and what that follows from."""
        known_cause = cause if isinstance(cause, Unknown) else None
        self.doubt(Doubt(text))
        return Unknown(self.reason(text, node, environment.module), known_cause, missing)

    def raising(self, kind: str, text: str, node: ast.AST, environment: Environment) -> Raised:
        """The exception that the interpreted code raises here."""
        kinds = (kind, *builtin_models.EXCEPTION_BASES.get(kind, ("Exception",)))
        reason = self.reason(f"{kind}: {text}", node, environment.module)
        value = builtin_models.make_exception(
            kind, Unknown(Reason("the text of the exception is Python's")), self.origin
        )
        return Raised(kinds, value, reason)

    # -- imports ------------------------------------------------------------------------------------------------

    def import_module(self, name: str, node: ast.AST, environment: Environment) -> Value:
        """The module of that name; unknown if its source is not there."""
        if self.modules.is_builtin(name):
            return stdlib_models.module(name)
        module = self.modules.find(name)
        if module is not None:
            return ModuleValue(module)
        self.doubt(Doubt(f"`{name}` is not installed", statements.NOT_INSTALLED))
        return self.unknown(f"the source of `{name}` is not there", node, environment, missing=name.partition(".")[0])

    def import_by_name(self, name: str, node: ast.AST, environment: Environment) -> Value:
        """The module that a function imports."""
        if self.origin is not None:
            self.imported_by_name.setdefault(self.origin.module, set()).add(name)
        return self.import_module(name, node, environment)

    def import_from(self, module_name: str, name: str, node: ast.AST, environment: Environment) -> Value:
        """What ``from module_name import name`` binds."""
        origin = self.import_module(module_name, node, environment)
        if not isinstance(origin, ModuleValue):
            if isinstance(origin, Unknown):
                return origin
            return attributes.get(self, origin, name, node, environment)
        value = self.module_attribute(origin.module, name, environment)
        if value is UNBOUND:
            text = f"`{module_name}` has no `{name}`"
            if origin.module.problem:
                text = f"`{module_name}` cannot be read: {origin.module.problem.text}"
            return self.unknown(text, node, environment)
        return expressions.without_unbound(self, value)

    def import_later(self, module_name: str, name: str, node: ast.ImportFrom, environment: Environment) -> Value:
        """What ``from module_name import name`` binds, left for later where nothing but the import is at work."""
        if self.trying or environment.scope is None or environment.scope.statements[environment.scope.now] is not node:
            return self.import_from(module_name, name, node, environment)
        moment = self.moment(environment.module)
        return Thunk(lambda: self.at(moment, lambda: self.import_from(module_name, name, node, environment)))

    def module_attribute(self, module: Module, name: str, environment: Environment) -> Value:
        """An attribute of a module: what its namespace holds, or what its ``__getattr__`` gives."""
        value = self.module_name(module, name, environment)
        if value is not UNBOUND:
            return value
        scope = module.scope
        getter = scope.get("__getattr__") if "__getattr__" in scope.binders else UNBOUND
        if isinstance(getter, (Choice, Unknown)):
            return Unknown(Reason(f"`{module.name}` has a `__getattr__` that is not known"))
        if isinstance(getter, FunctionValue):
            node = getter.node
            try:
                return calls.call(self, getter, [Const(name)], {}, node, getter.environment)
            except Raised as raised:
                if "AttributeError" not in raised.kinds:
                    raise
        return UNBOUND

    def module_name(self, module: Module, name: str, environment: Environment) -> Value:
        """What the namespace of a module holds: a name of its body, or a submodule."""
        scope = module.scope
        reader = environment.module
        if module is not reader and self.is_set_from(reader, module, name):
            return Unknown(Reason(f"`{reader.name}` sets `{name}` of `{module.name}`"))
        watched = module is not reader and module.shipped
        if watched and (by := self.outside.setter(module, name, reader)) is not None:
            return self._told_outside(f"`{by}` sets `{name}` of `{module.name}`")
        is_running = module is reader or (self.origin is not None and module is self.origin.module)
        value = scope.get(name, scope.now if is_running else END)
        if value is not UNBOUND:
            if module is not environment.module and self.is_replaced(module, name, value):
                reason = Reason(f"`{name}` is bound in `{module.name}`, and is a submodule of it")
                return Unknown(reason)
            may_change = watched and isinstance(value, (Choice, Mutable))
            if may_change and (by := self.outside.changer(module, name, reader)) is not None:
                return self._told_outside(f"`{by}` changes `{name}` of `{module.name}`")
            if may_change:
                self._forget_changed(value, module, name, reader)
            if watched and environment.function is None:
                value = self.circles.seen_in(reader, module, name, value)
            for _, option in each_option(value) if module is not environment.module else ():
                if isinstance(option, Mutable):
                    option.own(environment.module.scope, f".{name}", -1)
            if isinstance(value, Unknown) and value is not TOO_MANY:
                self.names_of_unknown[value] = module, name
            return value
        known = attributes.module_constant(module, name)
        if known is not None:
            return known
        if submodule := self.modules.find(f"{module.name}.{name}"):
            return ModuleValue(submodule)
        return UNBOUND

    def _forget_changed(self, value: Value, module: Module, name: str, reader: Module) -> None:
        """Note what a module sees of an object or class that third modules change by its methods."""
        asked, called = self.outside.calls(module, name, reader)
        for _, option in each_option(value) if called else ():
            if not isinstance(option, (ClassValue, InstanceValue)):
                continue
            for attribute in shared.changed_attributes(option, {*called}, asked):
                by = ", ".join(sorted({*called.values()}))
                why = Unknown(Reason(f"what `{by}` calls of `{module.name}.{name}` changes `{attribute}`"))
                cls = option.cls if isinstance(option, InstanceValue) else option
                held = force(option.attributes.get(attribute, UNBOUND))
                held = attributes.class_attribute(cls, attribute) if held is UNBOUND else held
                if isinstance(held, Mutable):
                    held.spoiled = held.spoiled or why
                else:
                    option.attributes[attribute] = why

    def _told_outside(self, text: str) -> Unknown:
        self.doubt(Doubt(text))
        return Unknown(Reason(text))

    def is_set_from(self, by: Module, module: Module, name: str) -> bool:
        """Whether the text of a module sets an attribute of another one: it is not known which value is seen when."""
        key = by.name, module.name, name
        if key not in self._set_from:
            last, word, text = module.name.rpartition(".")[2], name.encode(), by.text
            roots: set[bytes] = set()
            position = text.find(b"." + word)
            while position >= 0:
                if IS_SET.match(text, position + 1 + len(word)):
                    before = text[max(0, position - LONGEST_NAME) : position]
                    roots.update(NAME_BEFORE.findall(before) or NAMES.findall(before.rpartition(b"\n")[2]))
                position = text.find(b"." + word, position + 1)
            if b"setattr(" in text:
                # Of this library's own names none is computed: what is called `plugin` there, is a plugin.
                names = (word,) if module.is_own else (word, b"")
                roots.update(root for root, attribute in SETATTR.findall(text) if attribute in names)
            self._set_from[key] = False  # in case looking up what it may be set of asks for it again
            self._set_from[key] = any(
                root == last or (isinstance(value := by.scope.get(root), ModuleValue) and value.module is module)
                for root in (each.decode(errors="replace") for each in roots)
            )
        return self._set_from[key]

    def is_replaced(self, module: Module, name: str, value: Value) -> bool:
        """Whether importing a submodule may bind a name of its package anew, which Python does when it is imported."""
        if (
            not module.is_package
            or isinstance(value, ModuleValue)
            or self.modules.find(f"{module.name}.{name}") is None
        ):
            return False
        # A package that takes the name from the submodule has imported it before it binds the name.
        imported = rb"import_module|from\s*\.\s*%b\s+import|from\s+%b\s+import" % (
            re.escape(name.encode()), re.escape(f"{module.name}.{name}".encode())
        )  # fmt: skip
        return re.search(imported, module.text) is None

    def absolute_name(self, node: ast.ImportFrom, module: Module) -> str | None:
        """The absolute name of the module that a ``from`` import names, or ``None`` if it leads out of the tree."""
        if not node.level:
            return node.module or ""
        parts = module.package.split(".") if module.package else []
        if node.level - 1 >= len(parts):
            return None
        base = ".".join(parts[: len(parts) - node.level + 1])
        return f"{base}.{node.module}" if node.module else base

    def through_star(self, node: ast.stmt, module: Module, name: str) -> Value:
        """What a name is after ``from ... import *``, or ``UNBOUND`` if the import does not bind it."""
        found = self.star_module(node, module)
        if found is None or found is module or not self._exports(found, name):
            return UNBOUND
        return self.module_attribute(found, name, Environment(module))

    def star_names(self, node: ast.stmt, module: Module) -> list[str]:
        """The names that ``from ... import *`` binds."""
        found = self.star_module(node, module)
        if found is None or found is module:
            return []
        return [name for name in found.scope.names() if self._exports(found, name)]

    def star_module(self, node: ast.stmt, module: Module) -> Module | None:
        """The module that ``from ... import *`` takes names from; ``None`` if its source is not there."""
        name = self.absolute_name(node, module) if isinstance(node, ast.ImportFrom) else None
        return self.modules.find(name) if name else None

    def _exports(self, module: Module, name: str) -> bool:
        exported = module.scope.get("__all__")
        if isinstance(exported, Collection):
            return any(isinstance(item := force(each), Const) and item.value == name for each in exported.items)
        return not name.startswith("_")
