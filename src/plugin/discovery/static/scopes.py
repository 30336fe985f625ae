"""Where names live: the environments of running code, and the bodies of modules and classes, which run on demand.

The body of a module or class is not executed from top to bottom. A statement runs when a name that it binds is asked
for, at its own position: names in it have the values that they have at that point of the file. A name whose value can
change in place (a list, an instance) is brought up to date by running, in order, every statement that mentions it.
"""

import ast
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from plugin.discovery.static.texts import find_words
from plugin.discovery.static.tree import FUNCTIONS, children, walk, walk_lines
from plugin.discovery.static.values import (
    UNBOUND,
    UNBOUND_LOCAL,
    BoundMethod,
    ClassValue,
    Const,
    FunctionValue,
    ModuleValue,
    Mutable,
    Unbound,
    Unknown,
    Value,
    each_option,
    force,
    is_partly_unbound,
    join,
    where_unbound,
)

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.modules import Module

REACHES_INTO = re.compile(rb"\s*\.\s*\w+\s*(?:[.\[(]|[-+*/|&^%@<>]*=(?!=))")
"""What stands behind a name whose attributes, or what they hold, may be changed: ``.x =``, ``.x.append(``, ``.x[``."""

HARMLESS_BEFORE = re.compile(
    rb"(?:@|->[ \t]*|#.*|^[ \t]*(?:class|def)[ \t]+|^[ \t]*class[ \t]+\w+[ \t]*\([\w., \t]*"
    rb"|^(?:from|import)[ \t][\w., \t]*)\Z"
)
"""What stands before a name, on its line, in code that does not change what it stands for."""

END = 1 << 60
"""The position behind the last statement: a module that was imported, a class that was made."""

_WHOLE = re.compile(rb"\b")
WORDS_THAT_BIND = {
    b"globals": _WHOLE,
    b"vars": _WHOLE,
    b"locals": _WHOLE,
    b"exec": _WHOLE,
    b"global": re.compile(rb"\s"),
    b"modules": _WHOLE,
    b"__dict__": _WHOLE,
}
"""The words of code that binds names which no assignment in it shows, each with what follows it then."""

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPOUND = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


class Environment:
    """What code runs in: its variables, and the places where names are looked up that it does not bind.

    :param module: the module whose code runs
    :param parent: the enclosing function's environment, or the module's
    :param scope: the module or class body that runs, if it is not a function's
    :param qualname: the prefix of the qualified names of what is defined in it
    """

    __slots__ = (
        "arguments",
        "at_yield",
        "function",
        "globals",
        "is_comprehension",
        "locals",
        "made_under",
        "module",
        "nonlocals",
        "original",
        "parent",
        "qualname",
        "returns",
        "scope",
        "taken_at",
        "variables",
    )

    def __init__(
        self,
        module: "Module",
        parent: "Environment | None" = None,
        scope: "LazyScope | None" = None,
        variables: "dict[str, Value] | None" = None,
        qualname: str = "",
    ) -> None:
        self.module = module
        self.parent = parent
        self.scope = scope
        self.variables: dict[str, Value] = {} if variables is None else variables
        self.qualname = qualname
        self.function: FunctionValue | None = None
        self.arguments: list[Value] = []  # of the running function, for super()
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.is_comprehension = False
        self.locals: frozenset[str] = frozenset()  # what the running function binds anywhere in its body
        self.made_under: tuple[int, ...] = ()  # the branches that a function was called in
        self.original = self  # what this one is a snapshot of
        self.taken_at: int | None = None  # if it is one: when it was taken, as a position in the body
        self.returns: list[tuple[str, Value]] = []  # what branches return whose condition is not known
        self.at_yield: Callable[[Value], Value] | None = None  # what a generator hands its values to

    def snapshot(self) -> "Environment":
        """The same environment, whose variables later assignments do not change."""
        copy = Environment(self.module, self.parent, self.scope, dict(self.variables), self.qualname)
        copy.function, copy.arguments, copy.locals = self.function, self.arguments, self.locals
        copy.globals, copy.nonlocals, copy.is_comprehension = self.globals, self.nonlocals, self.is_comprehension
        copy.original = self.original
        copy.taken_at = self.scope.now if self.scope is not None and not self.scope.is_module else None
        return copy

    def lookup(self, name: str) -> Value:
        """The value of a name, ``UNBOUND``, or ``UNBOUND_LOCAL``; builtins are not looked at."""
        environment: Environment | None = self
        perhaps: Value = UNBOUND
        while environment is not None:
            while name in environment.globals and environment.parent is not None:
                environment = environment.parent
            scope = environment.scope
            # A statement of a body sees what it has bound so far; code defined in it sees what the body binds in all.
            value = environment.variables.get(name) if scope is None or environment is self else None
            if value is None and scope is not None and (environment is self or scope.is_module):
                value = scope.get(name, scope.now if environment.taken_at is None else environment.taken_at)
            if value is not None and value is not UNBOUND:
                value = force(value) if perhaps is UNBOUND else where_unbound(perhaps, force(value))
                if scope is None or not is_partly_unbound(value):
                    return value
                perhaps = value  # where the body does not bind it, the code around it may
            if name in environment.locals and name not in environment.nonlocals:
                return UNBOUND_LOCAL
            outside = environment.parent
            if environment is self and scope is not None and not scope.is_module and name in scope.binders:
                # What a class body binds itself, it looks up in the module only, not in the functions around it.
                while outside is not None and (outside.scope is None or not outside.scope.is_module):
                    outside = outside.parent
            environment = outside
        return perhaps

    def implicit(self, name: str) -> Value | None:
        """What a name stands for that Python binds in each class body, or in each method."""
        if name in ("__module__", "__qualname__") and self.scope is not None and not self.scope.is_module:
            return Const(self.module.name if name == "__module__" else self.qualname.removesuffix("."))
        environment: Environment | None = self if name == "__class__" else None
        while environment is not None:
            if environment.function is not None and environment.function.owner is not None:
                return environment.function.owner
            environment = environment.parent
        return None

    def spoil(self, name: str, why: Unknown, node: ast.AST) -> None:
        """Note that the value of a name around this code is not known."""
        self.bind(name, why, node)

    def bind(self, name: str, value: Value, node: ast.AST) -> None:
        """Bind a name; ``UNBOUND`` deletes it."""
        if name in self.globals or name in self.nonlocals:
            self.module.scope.interpreter.changes(self if name in self.nonlocals else self.module.scope, name)
        if name in self.globals:
            self.module.scope.bind_from_elsewhere(name, value, node)
        elif name in self.nonlocals:
            environment = self.parent
            while environment is not None and name not in environment.variables:
                environment = environment.parent
            holder = environment or self
            if not self.module.scope.interpreter.is_joined(holder):
                value = join([("it is bound", value), ("it is not bound", holder.variables[name])])
            holder.variables[name] = value
        else:
            self.variables[name] = value
            if self.scope is not None:
                self.scope.note_site(name, self.scope.now, node)


class LazyScope:
    """The body of a module or class, whose statements run on demand.

    :param interpreter: runs the statements
    :param module: the module that it stands in
    :param statements: the body
    :param source: the text of the module, to see quickly what it cannot hold
    :param outer: the environment around a class body; ``None`` for a module
    """

    def __init__(
        self,
        interpreter: "Interpreter",
        module: "Module",
        statements: list[ast.stmt],
        source: bytes,
        outer: Environment | None = None,
        qualname: str = "",
    ) -> None:
        self.interpreter = interpreter
        self.module = module
        self.statements = statements
        self.outer = outer
        self.qualname = qualname
        self.is_module = outer is None
        self.now = END
        self.outer_moment = interpreter.moment(outer.module) if outer else None
        self.stars: list[int] = []
        self.binders: dict[str, list[int]] = {}
        self._sites: dict[str, dict[int, ast.AST]] = {}  # name -> the positions at which it was bound, with the nodes
        self.annotated: dict[ast.AnnAssign, tuple[int, ...]] = {}  # those that have run -> under which branches
        self.submodules: dict[str, int] = {}  # those of a package -> where it imports one first
        self._source = source
        self._versions: dict[str, dict[int, Value]] = {}
        self._state: dict[int, str] = {}
        self._pending: dict[int, Environment] = {}
        self._dynamic: list[int] | None = None
        self._mentions: dict[str, list[int]] | None = None
        self._changed: dict[str, bool] = {}
        self._touched: dict[str, list[int]] = {}
        self._starts: list[int] = []  # where in the text each statement starts, and where it ends
        self._ends: list[int] = []
        self._places: dict[str, list[int]] = {}  # name -> where it stands in the text
        self._lines: dict[str, list[int]] = {}  # name -> the lines that it stands on
        self._bound: dict[int, list[str]] = {}
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self._fresh: dict[str, int] = {}  # name -> the position up to which what mentions it has run
        self._related: dict[str, set[str]] = {}  # name -> the names through which its value may be changed
        self._is_open: bool | None = None
        self.spoiled: Unknown | None = None  # why it is not known what a class body binds
        self.is_starting = False  # whether the class is made now, so that what its body raises goes to who makes it
        walrus = module.has_walrus
        for index, statement in enumerate(statements):
            if isinstance(statement, (ast.Global, ast.Nonlocal)) and not self.is_module:
                (self.globals if isinstance(statement, ast.Global) else self.nonlocals).update(statement.names)
            for name in bound_names(statement, walrus=walrus):
                if name in self.globals or name in self.nonlocals:
                    continue
                if name == "*":
                    self.stars.append(index)
                elif (known := self.binders.setdefault(name, [])) and known[-1] == index:
                    continue
                else:
                    known.append(index)
        if self.is_module and module.is_package and b"import" in source:
            self._note_submodules()

    def _note_submodules(self) -> None:
        """Note where a package imports modules of its own whose names it also binds otherwise: an import binds them."""
        for index, statement in enumerate(self.statements):
            for node in _imports(statement):
                for submodule in submodules(node, self.module):
                    if submodule in self.binders and submodule not in self.submodules:
                        self.submodules[submodule] = index
                        insort(self.binders[submodule], index)

    # -- looking up ---------------------------------------------------------------------------------------------

    def get(self, name: str, at: int = END) -> Value:
        """The value that a name has before the statement at a position, or ``UNBOUND``."""
        running = self._pending.get(at)
        if running is not None and name in running.variables:
            return force(running.variables[name])
        for index in self._events(name, at):
            self.run(index)
            value = self._versions.get(name, {}).get(index)
            if value is None and index in self.stars:
                value = self._through_star(index, name)
            if value is None and self._state.get(index) == "running" and name in self._bound_at(index):
                pending = self._pending.get(index)
                value = pending.variables.get(name) if pending else None
                if value is None:
                    return Unknown(
                        self.interpreter.reason(
                            f"`{name}` is needed to make itself", self.statements[index], self.module
                        )
                    )
            if value is not None:
                return self._up_to_date(name, force(value), index, at)
        return UNBOUND

    @property
    def running(self) -> "Environment | None":
        """The environment of the statement that runs."""
        return self._pending.get(self.now)

    def now_of(self, environment: "Environment") -> int:
        """The position of the statement that runs in an environment."""
        return next((index for index, running in self._pending.items() if running is environment), self.now)

    def names(self) -> list[str]:
        """All names that the body binds, in the order of their first binding; runs what binds names dynamically."""
        self._run_all(self.dynamic)
        found = dict.fromkeys(self.binders)
        found.update(dict.fromkeys(self._versions))
        for index in self.stars:
            found.update(dict.fromkeys(self.interpreter.star_names(self.statements[index], self.module)))
        return list(found)

    def site(self, name: str, value_at: int = END) -> ast.AST | None:
        """The node of the last statement that bound a name."""
        sites = self._sites.get(name, {})
        last = max((index for index in sites if index <= value_at), default=None)
        return None if last is None else sites[last]

    def note_site(self, name: str, index: int, node: ast.AST) -> None:
        """Note the node that bound a name, in the statement at a position."""
        self._sites.setdefault(name, {})[index] = node

    def bound_at(self, index: int) -> list[str]:
        """The names that the statement at a position has bound."""
        return self._bound.get(index, [])

    def bound(self) -> list[tuple[str, Value]]:
        """What the statements that have run have bound."""
        return [(name, force(versions[max(versions)])) for name, versions in list(self._versions.items())]

    def _events(self, name: str, at: int) -> Iterator[int]:
        """The positions before another one at which a name may be bound, last first."""
        events = self.binders.get(name, [])
        if self.stars or self.dynamic:
            yield from reversed([index for index in sorted({*events, *self.stars, *self.dynamic}) if index < at])
            return
        position = bisect_left(events, at)
        while position:  # running the statements may find more of them
            position -= 1
            yield events[position]

    def _bound_at(self, index: int) -> Iterable[str]:
        return bound_names(self.statements[index], walrus=True)

    def _through_star(self, index: int, name: str) -> Value | None:
        value = self.interpreter.through_star(self.statements[index], self.module, name)
        return None if isinstance(value, Unbound) else value

    def _up_to_date(self, name: str, value: Value, bound: int, at: int) -> Value:
        """Run what changes a value in place between its binding and a position."""
        for _, option in each_option(value):
            if isinstance(option, BoundMethod):
                option = force(option.receiver)  # noqa: PLW2901 - what calls of the method may change
            if isinstance(option, Mutable):
                option.own(self, name, bound)
                self.interpreter.refresh(option, self, at)
        return value

    def refresh(self, name: str, value: Mutable, bound: int, at: int) -> None:
        """Run, in order, what mentions a name before a position, or a name that something was bound to which did."""
        since = max(self._fresh.get(name, -1), bound + 1)
        if at <= since or (isinstance(value, (ClassValue, FunctionValue)) and not self._may_change(name, value)):
            return
        self._fresh[name] = at
        related = self._related.setdefault(name, {name})
        queue = []
        for each in related:
            touching = self.touching(each)
            queue += touching[bisect_left(touching, since) : bisect_left(touching, at)]
        heapify(queue)
        while queue:
            index = heappop(queue)
            self.run(index)
            if isinstance(self.statements[index], (ast.Import, ast.ImportFrom)):
                continue  # one name that it binds leads to no other
            for other in self.bound_at(index):
                if other not in related and _leads_on(self._versions[other][index], value):
                    related.add(other)
                    for later in self.touching(other):
                        if index < later < at:
                            heappush(queue, later)

    def is_imported(self, name: str) -> bool:
        """Whether import statements bind a name, and nothing else does."""
        return name in self.binders and all(
            index < len(self.statements) and isinstance(self.statements[index], (ast.Import, ast.ImportFrom))
            for index in self.binders[name]
        )

    @property
    def is_open(self) -> bool:
        """Whether names may be bound that the source does not tell: by ``exec``, or an import that leads nowhere."""
        if self._is_open is None:
            self._is_open = bool(
                self.module.problem is not None
                or b"exec" in self._source
                or any(
                    self.interpreter.star_module(node, self.module) is None
                    for index in self.stars
                    for node in walk(self.statements[index])
                    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
                )
            )
        return self._is_open

    # -- running ------------------------------------------------------------------------------------------------

    def run(self, index: int) -> None:
        """Run the statement at a position, unless it has run."""
        if index in self._state:
            return
        self._state[index] = "running"
        environment = Environment(self.module, self.outer, self, qualname=self.qualname)
        environment.globals, environment.nonlocals = self.globals, self.nonlocals
        self._pending[index] = environment
        statement = self.statements[index]
        previous, self.now = self.now, index
        try:
            self.interpreter.run_statement(statement, environment, self.outer_moment)
        finally:
            self.now = previous
            del self._pending[index]
            self._state[index] = "done"
        self._bound[index] = list(environment.variables)
        for name, value in environment.variables.items():
            self._versions.setdefault(name, {})[index] = value
            if isinstance(value, Mutable):
                value.own(self, name, index)
            known = self.binders.setdefault(name, [])
            at = bisect_left(known, index)
            if at == len(known) or known[at] != index:
                known.insert(at, index)

    def run_effects(self) -> None:
        """Run what does not only bind names: calls, loops, assignments to attributes and items.

        Within a ``try`` everything runs: what the body raises decides what follows.
        """
        self.is_starting = True
        try:
            self._run_effects(everything=self.interpreter.trying > 0)
        finally:
            self.is_starting = False

    def _run_effects(self, *, everything: bool) -> None:
        for index, statement in enumerate(self.statements):
            if (
                everything
                or isinstance(statement, (*COMPOUND, ast.Assert, ast.Expr, ast.Raise))
                or (
                    isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete))
                    and not all(isinstance(t, (ast.Name, ast.Tuple)) for t in _targets(statement))
                )
                or self.globals
                or self.nonlocals
                or _calls(statement)
            ):
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    continue
                self.run(index)

    def _run_all(self, indexes: Iterable[int]) -> None:
        for index in indexes:
            self.run(index)

    def spoil(self, name: str, why: Unknown, node: ast.AST) -> None:
        """Note that the value of a name is not known."""
        self.bind_from_elsewhere(name, why, node)

    def bind_from_elsewhere(self, name: str, value: Value, node: ast.AST) -> None:
        """Bind a name from code that does not stand in this body: ``globals()[...] =``, ``setattr``, ``global``."""
        running = self._pending.get(self.now)
        if running is not None:
            running.variables[name] = value
            self.note_site(name, self.now, node)
        else:
            if self.interpreter.branches:
                value = join([("it is bound", value), ("it is not bound", self.get(name))])
            self._versions.setdefault(name, {})[len(self.statements)] = value
            self.binders.setdefault(name, []).append(len(self.statements))
            self._state[len(self.statements)] = "done"
            self.note_site(name, len(self.statements), node)

    # -- what a statement may do that its bindings do not show ----------------------------------------------------

    @property
    def dynamic(self) -> list[int]:
        """The statements that may bind names which no assignment shows, in order."""
        if self._dynamic is None:
            self._dynamic = []
            if self.is_module:
                self._dynamic = sorted(self._find_dynamic())
        return self._dynamic

    def _find_dynamic(self) -> Iterator[int]:
        suspects = {
            index
            for word, following in WORDS_THAT_BIND.items()
            if word in self._source
            for position in find_words(self._source, word)
            if following.match(self._source, position + len(word))
            for index in self.at(position)
        }
        direct = [index for index in sorted(suspects) if binds_by_call(self.statements[index])]
        for index in direct:
            statement = self.statements[index]
            if not isinstance(statement, DEFINITIONS):
                yield index
            for name in callable_names(statement):
                for mention in self.touching(name):
                    other = self.statements[mention]
                    plain = isinstance(other, (ast.FunctionDef, ast.AsyncFunctionDef)) and not other.decorator_list
                    if mention > index and not plain:
                        yield mention

    def _may_change(self, name: str, value: "ClassValue | FunctionValue") -> bool:
        """Whether a statement may change a class or function in place: sets its attributes, passes it on, derives."""
        if isinstance(value, FunctionValue) and value.keeps_state:
            return True
        if name not in self._changed:
            watches = isinstance(value, ClassValue) and value.watches_subclasses
            if not watches and self.module.names_are_plain and all(map(self._is_harmless, self._spans(name))):
                self._changed[name] = False
                return False
            reaches_into = not self.module.names_are_plain or any(
                REACHES_INTO.match(self._source, position + len(name))
                or self._source.endswith((b"setattr(", b"delattr("), 0, position)
                for position in self._positions(name)
            )
            self._changed[name] = any(
                (
                    (reaches_into or not isinstance(self.statements[index], DEFINITIONS))
                    and self._is_changed_by(name, index)
                )
                or (watches and name in _bases(self.statements[index]))
                for index in self.mentioning(name)
            )
        return self._changed[name]

    def _spans(self, name: str) -> Iterator[tuple[int, int]]:
        return ((position, position + len(name)) for position in self._positions(name))

    def _is_harmless(self, span: tuple[int, int]) -> bool:
        """Whether a name in the text is plainly only called, derived from, decorated with, defined or an annotation."""
        start, end = span
        line = self._source.rfind(b"\n", 0, start) + 1
        return self._source.startswith(b"(", end) or HARMLESS_BEFORE.search(self._source[line:start]) is not None

    def _is_changed_by(self, name: str, index: int) -> bool:
        """Whether the statement at a position may change in place what a name stands for."""
        statement = self.statements[index]
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            return False
        if not self.module.names_are_plain:
            return name in changed_by(walk(statement))
        if name not in self._lines:
            self._lines[name] = [self.module.line_of(position) for position in self._positions(name)]
        return name in changed_by(walk_lines(statement, self._lines[name]))

    def touching(self, name: str) -> list[int]:
        """The statements that mention a name, or a function or class whose code mentions it; in order."""
        if name not in self._touched:
            found: set[int] = set()
            names, seen = [name], {name}
            while names:
                for index in self.mentioning(names.pop()):
                    if index in found:
                        continue
                    found.add(index)
                    statement = self.statements[index]
                    new = {*callable_names(statement)} - seen
                    seen |= new
                    names += new
            self._touched[name] = sorted(found)
        return self._touched[name]

    def mentioning(self, name: str) -> list[int]:
        """The statements that mention a name; with a dot before it, as an attribute."""
        if self.module.names_are_plain:
            return sorted({index for position in self._positions(name) for index in self.at(position)})
        if self._mentions is None:  # Python normalises names beyond ASCII, so the text does not tell
            self._mentions = {}
            for index, statement in enumerate(self.statements):
                for mentioned in _mentioned(statement):
                    self._mentions.setdefault(mentioned, []).append(index)
        return self._mentions.get(name, [])

    def _positions(self, name: str) -> list[int]:
        """Where a name stands in the text."""
        if name not in self._places:
            word = name.removeprefix(".").encode("utf-8", "surrogatepass")  # if empty, only globals() can hold it
            self._places[name] = find_words(self._source, word) if word else []
        return self._places[name]

    def at(self, position: int) -> list[int]:
        """The statements that stand on the line at a position of the text."""
        if not self._starts:
            start_of = self.module.start_of
            self._starts = [start_of(first_line(statement)) for statement in self.statements]
            self._ends = [start_of((statement.end_lineno or statement.lineno) + 1) for statement in self.statements]
        found = []
        index = bisect_right(self._starts, position) - 1
        while index >= 0 and position < self._ends[index]:
            found.append(index)
            index -= 1
        return found


def first_line(statement: ast.stmt) -> int:
    """The line that a statement starts on, with its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _mentioned(statement: ast.stmt) -> set[str]:
    """The names in a statement; those of attributes with a dot."""
    found = set()
    for node in walk(statement):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(f".{node.attr}")
    return found


def _bases(statement: ast.stmt) -> set[str | None]:
    """The names that classes in a statement derive from, or are made by."""
    classes = [node for node in walk(statement) if isinstance(node, ast.ClassDef)]
    return {_root(base) for cls in classes for base in (*cls.bases, *(keyword.value for keyword in cls.keywords))}


def _definitions(statement: ast.stmt) -> "Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]":
    """The functions and classes that a statement defines in its own scope."""
    if isinstance(statement, DEFINITIONS):
        yield statement
    elif isinstance(statement, COMPOUND):
        for block in blocks(statement):
            for inner in block:
                yield from _definitions(inner)


def callable_names(statement: ast.stmt) -> Iterator[str]:
    """The names of the functions and classes that a statement defines, and of what holds a lambda."""
    for definition in _definitions(statement):
        yield definition.name
    if isinstance(statement, (ast.Assign, ast.AnnAssign)) and any(isinstance(n, ast.Lambda) for n in walk(statement)):
        yield from bound_names(statement, walrus=True)


def names_at_once(statement: ast.stmt) -> set[str]:
    """The names, and attributes, that a statement uses when it runs, other than in functions that are called later."""
    found: set[str] = set()
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, FUNCTIONS):
            pending += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            pending += getattr(node, "decorator_list", ())
            continue
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        pending += children(node)
    return found


def _imports(statement: ast.stmt) -> "Iterator[ast.Import | ast.ImportFrom]":
    """The imports that run in the scope of a statement, if they run."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield statement
    for block in blocks(statement):
        for inner in block:
            yield from _imports(inner)


def submodules(node: ast.Import | ast.ImportFrom, module: "Module") -> Iterator[str]:
    """The names below a package that an import statement in it imports as modules."""
    prefix = f"{module.name}."
    for name in imported_modules(node, module):
        if name.startswith(prefix):
            yield name.removeprefix(prefix).partition(".")[0]


def imported_modules(statement: ast.Import | ast.ImportFrom, module: "Module") -> Iterator[str]:
    """The absolute names of the modules that an import statement of a package names."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif not statement.level:
        yield statement.module or ""
    elif statement.level == 1 and statement.module:
        yield f"{module.package}.{statement.module}"


def _leads_on(value: Value, origin: Value) -> bool:
    """Whether what a value was made of may be changed through it; definitions are followed by their code."""
    return any(
        option is origin or not isinstance(option, (ClassValue, Const, ModuleValue, Unbound))
        for _, option in each_option(value)
    )


def _calls(statement: ast.stmt) -> bool:
    """Whether a statement of a class body calls something when it runs, which may have an effect."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return bool(statement.decorator_list)
    return any(
        isinstance(node, (ast.Call, ast.NamedExpr))
        or (isinstance(node, ast.ClassDef) and (node.bases or node.keywords))  # a base may take note of it
        for node in walk(statement)
    )


def bound_names(statement: ast.stmt, *, walrus: bool) -> Iterator[str]:
    """The names that a statement may bind or delete; ``*`` for a star import."""
    if isinstance(statement, DEFINITIONS):
        yield statement.name
        return
    match statement:
        case ast.Import() | ast.ImportFrom():
            for alias in statement.names:
                yield alias.asname or alias.name.partition(".")[0]
            return
        case ast.Assign() | ast.AugAssign() | ast.Delete():
            for target in _targets(statement):
                yield from target_names(target)
        case ast.AnnAssign():
            if statement.value is not None:
                yield from target_names(statement.target)
        case ast.For() | ast.AsyncFor():
            yield from target_names(statement.target)
        case ast.With() | ast.AsyncWith():
            for item in statement.items:
                if item.optional_vars is not None:
                    yield from target_names(item.optional_vars)
        case ast.Match():
            for case in statement.cases:
                yield from captured_names(case.pattern)
        case _:
            if type(statement).__name__ == "TypeAlias":
                yield statement.name.id  # type: ignore[attr-defined]  # Python 3.12
    for block in blocks(statement):
        for inner in block:
            yield from bound_names(inner, walrus=walrus)
    for handler in getattr(statement, "handlers", ()):
        if handler.name:
            yield handler.name
    if walrus and not isinstance(statement, DEFINITIONS):
        for expression in ast.iter_child_nodes(statement):
            if isinstance(expression, ast.expr):
                yield from (node.target.id for node in walk(expression) if isinstance(node, ast.NamedExpr))


def captured_names(pattern: ast.pattern) -> Iterator[str]:
    """The names that a pattern of a ``match`` statement binds."""
    for node in walk(pattern):
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest


def blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks of a compound statement that run in its own scope."""
    if isinstance(statement, DEFINITIONS):
        return
    for field in ("body", "orelse", "finalbody"):
        if block := getattr(statement, field, None):
            yield block
    for handler in getattr(statement, "handlers", ()):
        yield handler.body
    for case in getattr(statement, "cases", ()):
        yield case.body


def target_names(target: ast.expr) -> Iterator[str]:
    """The names that an assignment to a target binds."""
    match target:
        case ast.Name():
            yield target.id
        case ast.Tuple() | ast.List():
            for element in target.elts:
                yield from target_names(element)
        case ast.Starred():
            yield from target_names(target.value)


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, (ast.Assign, ast.Delete)):
        return statement.targets
    return [statement.target] if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) else []


def _root(expression: ast.expr) -> str | None:
    while isinstance(expression, (ast.Attribute, ast.Subscript, ast.Starred)):
        expression = expression.value
    return expression.id if isinstance(expression, ast.Name) else None


def changed_by(nodes: Iterator[ast.AST], *, by_call: bool = True) -> Iterator[str]:
    """The names whose values some code may change in place.

    :param nodes: the nodes of the code
    :param by_call: whether to name what is called for an argument as well, as a metaclass may note the calls of a class
    """
    for node in nodes:
        match node:
            case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
                if root := _root(node):
                    yield root
            case ast.Call(
                func=ast.Name(id="cast" | "hasattr" | "isinstance" | "issubclass" | "len" | "super" | "type")
            ):
                pass
            case ast.Call():
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                if isinstance(node.func, ast.Attribute):
                    given.append(node.func.value)
                for argument in given:
                    yield from _names_in(argument, by_call=by_call)
            case ast.For():
                yield from _names_in(node.iter, by_call=by_call)
            case ast.Assign():
                yield from _held_by(node.value)


def _held_by(expression: ast.expr) -> Iterator[str]:
    """The names whose values an expression gives, or holds: through what it is bound to, they can be changed."""
    match expression:
        case ast.Name():
            yield expression.id
        case ast.Tuple() | ast.List() | ast.Set() | ast.BoolOp():
            for inner in expression.values if isinstance(expression, ast.BoolOp) else expression.elts:
                yield from _held_by(inner)
        case ast.Dict():
            for inner in expression.values:
                yield from _held_by(inner)
        case ast.IfExp():
            yield from _held_by(expression.body)
            yield from _held_by(expression.orelse)
        case ast.Subscript() | ast.Starred() | ast.NamedExpr():
            yield from _held_by(expression.value)


def _names_in(expression: ast.expr, *, by_call: bool) -> Iterator[str]:
    called = set()
    for node in walk(expression):
        if isinstance(node, ast.Call) and not by_call:
            called.add(node.func)
        elif isinstance(node, ast.Name) and node not in called:
            yield node.id


def binds_by_call(code: ast.AST) -> bool:
    """Whether code holds something that binds names which no assignment in it shows."""
    for node in walk(code):
        match node:
            case ast.Name(id="globals" | "vars" | "locals" | "exec", ctx=ast.Load()) | ast.Global():
                return True
            case ast.Attribute(attr="modules" | "__dict__"):
                return True
    return False
