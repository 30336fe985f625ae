"""Modules whose statements are run when something asks for what they bind, each at most once, in their order."""

import ast
import contextlib
import types
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plugin.discovery.findings import Place
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.corpus import Source
from plugin.discovery.static.frames import DEFINITIONS, IMPORTS, Frame
from plugin.discovery.static.namespaces import Deferred, Namespace, make_object
from plugin.discovery.static.scopes import FUNCTION_DEFINITIONS, Scope
from plugin.discovery.static.statements import NotLookedInto
from plugin.discovery.static.unknown import Internal, Undecided, Unknown, Why, facts
from plugin.discovery.static.worlds import Alternatives, Outcome

if TYPE_CHECKING:
    from plugin.discovery.static.project import Project

PENDING, RUNNING, DONE = range(3)
MOST_STEPS_BESIDE = 2_000
"""How many steps a statement may take that makes no plugins, and is run for one that does."""
MOST_WORLDS_BESIDE = 8
"""In how many worlds it is run: what it is needed for hardly depends on more than three conditions."""
LARGE_CLASS = 100
"""From how many lines on the methods of a class are not looked into that is merely needed."""
INFINITE = 1 << 30
PLUGIN_LIBRARIES = (b"plugin", b"plux")
"""What a module names that has to do with plugins."""
HIDDEN_FROM_HOOKS = ("__path__", "__all__", "__wrapped__", "__class__")
"""What Python itself asks of a module, and no ``__getattr__`` of it gives."""


class Module:
    """A module of which the source is there, and what has been run of it.

    :param source: its source
    :param project: what it belongs to
    """

    def __init__(self, source: Source, project: "Project") -> None:
        self.source = source
        self.name = source.name
        self.shown = source.shown
        self.project = project
        self.machine = project.machine
        self.namespace = Namespace(self, self.machine.builtins, self.machine.worlds.note_name)
        self.frame = Frame(self.namespace, self.namespace)
        self.object = make_object(self)
        self.unread: list[Unknown] = []
        """the modules of which all names are imported, and whose source is not there"""
        self._passed: dict[Any, int] = {}
        """how many statements of a component have been passed, by its first one and length"""
        self.running: list[int] = []
        """the statements that are being run"""
        self.machine.modules.add(self.name)
        package = self.source.package
        values: dict[str, Any] = {
            "__name__": self.name,
            "__package__": package,
            "__doc__": None,
            "__builtins__": Unknown("__builtins__", Why("`__builtins__` is not followed")),
            "__spec__": types.SimpleNamespace(
                name=self.name, parent=package, loader=None, origin=None, submodule_search_locations=None
            ),
        }
        for name in ("__file__", "__loader__", "__path__")[: 2 + source.is_package]:
            values[name] = Unknown(name, Why(f"`{name}` differs from machine to machine"))
        for name, value in values.items():
            self.namespace.put(name, value)

    @cached_property
    def scope(self) -> Scope:
        """Its statements."""
        self.namespace.put("__doc__", self.source.doc)
        return self.source.scope

    @cached_property
    def state(self) -> list[int]:
        """What has become of each statement: pending, running, or done."""
        return [PENDING] * len(self.scope.statements)

    @property
    def is_looked_into(self) -> bool:
        """Whether anything has been asked of it."""
        return "scope" in self.__dict__

    # -- what it holds -----------------------------------------------------------------------------------------------

    def limit(self) -> int:
        """Before which statement something is asked for."""
        return self.running[-1] if self.running else INFINITE

    def load(self, name: Any, limit: int | None = None) -> Any:
        """What a name stands for, once the statements before have been run that have to do with it.

        :raises KeyError: if it is not bound
        """
        if type(name) is Unknown:
            raise Undecided(facts(name).why)
        if type(name) is not str:
            raise KeyError(name)
        limit = self.limit() if limit is None else limit
        self.project.note_read(self.name, name)
        is_looked_into = self._run_pending(self._needed(name, limit), limit)
        if is_looked_into and self.namespace.raw(name) is MISSING and (self.scope.stars or self.scope.may_be_wild):
            # what may bind a name that does not stand in it, unless it is that of a module below
            is_module = self.project.find(f"{self.name}.{name}") is not None
            hidden = {*self._stars(name, wildly=not is_module), *(() if is_module else self.scope.wild)}
            is_looked_into = self._run_pending(sorted(hidden), limit)
        raw = self.namespace.raw(name)
        if raw is MISSING and not is_looked_into:
            return Unknown(f"{self.name}.{name}", Why(f"`{name}` is not looked into further", self.machine.place()))
        return self._value(name, raw)

    def _run_pending(self, indices: Iterable[int], limit: int) -> bool:
        """Run those of some statements that have not been run; gives whether that could be afforded."""
        for index in indices:
            if self.state[index] == PENDING and index < limit:
                if self.project.is_spent(self, index):
                    return False
                self.run(index)
        return True

    def _needed(self, name: str, limit: int) -> list[int]:
        """The statements that have to be run before a name is known."""
        scope = self.scope
        binders = scope.binders.get(name, ())
        if binders and not self._is_open(name, limit):
            return scope.storing(name)
        needed = {*scope.component_of(name), *binders}
        return sorted(needed.union(self._stars(name) if needed else ()))

    def _stars(self, name: str, *, wildly: bool = True) -> list[int]:
        """The star imports that may bind a name."""
        found = []
        for index in self.scope.stars:
            statement: Any = self.scope.statements[index]
            try:
                whole = self.source.absolute(statement.module or "", statement.level)
            except (ImportError, AttributeError):
                found.append(index)
                continue
            origin, corpus = self.source.corpus.find(whole), self.source.corpus
            if corpus.is_foreign(whole) if origin is None else origin.may_bind(name, wildly=wildly):
                found.append(index)
        return found

    def _is_open(self, name: str, limit: int) -> bool:
        """Whether what a name stands for may be changed by whatever has to do with it; runs what binds it."""
        scope = self.scope
        if scope.stars:
            return True
        binders = scope.binders[name]
        if not all(index in scope.imports or _is_plain(scope.statements[index]) for index in binders):
            return True
        if not self._run_pending(binders, limit):
            return False
        raw = self.namespace.raw(name)
        return type(raw) is not Deferred and raw is not MISSING and self.project.is_product(raw)

    def _value(self, name: str, raw: Any) -> Any:
        worlds = self.machine.worlds
        if type(raw) is Alternatives:
            raw = worlds.pick(raw)
        if raw is MISSING:
            if not self.unread or name in self.machine.builtins:
                raise KeyError(name)
            origin = facts(self.unread[0])
            return Unknown(name, Why(f"`{name}` may come from `{origin.text}`", self.machine.place(), origin.why))
        if type(raw) is Deferred:
            raw = self.project.resolve(raw, self)
        return worlds.settle(raw, place=self.machine.place()) if worlds.split else raw

    def attribute(self, name: str, *, softly: bool = False) -> Any:
        """What another module gets by asking this one for a name.

        :param softly: whether the other one can do without it
        :raises AttributeError: if there is none
        """
        project = self.project
        project.loaded.add((self.name, name))
        asker = project.asker()
        if asker and not name.startswith("__") and project.circles.is_early(self, name, asker, softly=softly):
            return self._unknown(name, f"`{asker}` may ask for `{self.name}.{name}` before it is bound")
        try:
            raw = self.namespace.raw(name)
            if not (type(raw) is Deferred and raw.module == self.name and raw.name == name):
                return self._unless_replaced(name, self.load(name))  # else it is the module of that name in the package
        except KeyError:
            pass
        if (inner := project.find(f"{self.name}.{name}")) is not None:
            return inner.object
        if name not in HIDDEN_FROM_HOOKS and name != "__getattr__" and "__getattr__" in self.scope.binders:
            hook = None
            with contextlib.suppress(KeyError):
                hook = self.load("__getattr__")
            if hook is not None:
                return self.machine.call(hook, (name,), {})
        if self.source.problem is not None:
            # who excludes the module hears of what derives from it, all others of the module itself
            is_reported = project.corpus.ships(self.name) and project.covers(self.name)
            is_product = not is_reported and any(each in self.source.text for each in PLUGIN_LIBRARIES)
            line, reason = self.source.problem
            why = Why(reason, Place(self.shown, line))
            return self._unknown(name, f"`{self.name}` cannot be read", why, product=is_product)
        raise AttributeError(f"module {self.name!r} has no attribute {name!r}")

    def _unless_replaced(self, name: str, value: Any) -> Any:
        """What a package holds under a name, unless it may be a module below it that is imported somewhere."""
        binders = self.scope.binders.get(name, ())
        if all(index in self.scope.imports for index in binders) or not self.project.is_replaced(self.name, name):
            return value
        inner = self.project.find(f"{self.name}.{name}")
        if inner is not None and value is inner.object:
            return value
        return self._unknown(name, f"the module `{self.name}.{name}` may take its place")

    def _unknown(self, name: str, text: str, cause: Why | None = None, *, product: bool = False) -> Unknown:
        is_product = product or self.project.is_product(self.namespace.raw(name))
        return Unknown(f"{self.name}.{name}", Why(text, self.machine.place(), cause), product=is_product)

    def peek(self, name: str) -> Any:
        """What a name is bound to by now, or by an import."""
        if self.namespace.raw(name) is MISSING:
            for index in sorted(self.scope.imports.intersection(self.scope.binders.get(name, ()))):
                self.run(index)
        return self.namespace.raw(name)

    # -- running -----------------------------------------------------------------------------------------------------

    def run_all(self) -> None:
        """Run all statements, up to one that is being run."""
        for index in range(min(self.limit(), len(self.scope.statements))):
            self.run(index)

    def run(self, index: int) -> None:
        """Run a statement, after those which have to be run before it."""
        project, machine, statement = self.project, self.machine, self.scope.statements[index]
        if self.state[index] != PENDING:
            return
        self.state[index] = RUNNING
        here, trying, doubts = machine.here, machine.trying, len(machine.doubts)
        self.running.append(index)
        project.under_way.append((self.name, index))
        machine.trying = 0
        try:
            self._run_before(index)
            machine.here = self.shown, statement.lineno
            if isinstance(statement, IMPORTS):
                self._import(statement)
            else:
                self._execute(statement, index)
        finally:
            machine.here, machine.trying = here, trying
            self.running.pop()
            project.under_way.pop()
            self.state[index] = DONE
            project.doubts += [(self, statement, why, at_hand) for why, at_hand in machine.doubts[doubts:]]
            del machine.doubts[doubts:]

    def _run_before(self, index: int) -> None:
        statement = self.scope.statements[index]
        if isinstance(statement, DEFINITIONS):
            for other in self.scope.binders.get(statement.name, ()):
                if other < index and other not in self.scope.imports:
                    self.run(other)
            return
        component = self.scope.component_of(index)
        key = (component[0], len(component)) if component else None
        passed = self._passed.get(key, 0)
        while passed < len(component) and component[passed] < index:
            self.run(component[passed])
            passed += 1
        self._passed[key] = passed

    def _import(self, statement: ast.Import | ast.ImportFrom) -> None:
        """Bind what an import statement imports, to be looked up when it is used."""
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                self.namespace.put(alias.asname or whole, Deferred(whole, None, statement.lineno))
        elif statement.module != "__future__" or statement.level:
            try:
                origin = self.source.absolute(statement.module or "", statement.level)
            except ImportError as error:
                self.project.raised.append((self, statement, {}, error))
                return
            for alias in statement.names:
                if alias.name == "*":
                    self._import_star(origin, statement)
                else:
                    self.namespace.put(alias.asname or alias.name, Deferred(origin, alias.name, statement.lineno))
        for name in self.source.submodules(statement):
            if len(self.scope.binders.get(name, ())) > 1:
                self.namespace.put(name, Deferred(f"{self.name}.{name}", None, statement.lineno))

    def _import_star(self, origin: str, statement: ast.stmt) -> None:
        if (module := self.project.find(origin)) is not None:
            scope, limit = module.scope, self.limit()
            for index in sorted({each for name in scope.binders for each in self.scope.binders.get(name, ())}):
                if index < limit:
                    self.run(index)
            if not (scope.stars or scope.wild or "__all__" in scope.binders or "__getattr__" in scope.binders):
                for name in scope.binders:
                    if not name.startswith("_"):
                        self.namespace.put(name, Deferred(origin, name, statement.lineno))
                return
        self._finish(self.machine.worlds.run(lambda: self.machine.run([statement], self.frame)), statement, set())

    def _execute(self, statement: ast.stmt, index: int) -> None:
        worlds = self.machine.worlds
        binds = {statement.name} if isinstance(statement, DEFINITIONS) else self.scope.uses[index].binds
        most, most_worlds = worlds.most, worlds.most_worlds
        if self.project.is_beside(self.name):
            worlds.most = min(most, MOST_STEPS_BESIDE)
            worlds.most_worlds = MOST_WORLDS_BESIDE
            if isinstance(statement, ast.ClassDef) and (statement.end_lineno or 0) - statement.lineno > LARGE_CLASS:
                statement = outlined(statement)
        try:
            outcomes = worlds.run(lambda: self.machine.run([statement], self.frame))
        finally:
            worlds.most, worlds.most_worlds = most, most_worlds
        self._finish(outcomes, statement, binds)

    def _finish(self, outcomes: list[Outcome], statement: ast.stmt, binds: set[str]) -> None:
        """Join the worlds of a statement; what it binds is not known where it could not be followed."""
        project, worlds = self.project, self.machine.worlds
        place = Place(self.shown, statement.lineno)
        is_product = any(each.error is not None for each in outcomes) and project.mentions_product(self, statement)
        finished = []
        for outcome in outcomes:
            path, _, error = outcome
            if error is None:
                finished.append(outcome)
                continue
            if isinstance(error, Internal):
                why = error.why
                project.doubts.append((self, statement, why, None))
            else:
                why = Why(f"it raises {said(error)}"[:200], place)
                project.raised.append((self, statement, path, error))
                if not (self.project.is_beside(self.name) or any(condition.assumed for condition in path)):
                    finished.append(outcome)
                    continue
            changes = {key: change for key, change in outcome.changes.items() if isinstance(key, tuple)}
            for name in binds:
                key = id(self.namespace), name
                old = changes[key][1] if key in changes else self.namespace.raw(name)
                value = Unknown(name, Why("what binds it cannot be followed", place, why), product=is_product)
                changes[key] = (self.namespace, name), old, value
                if len(outcomes) == 1:
                    self.namespace.put(name, value)
            for thing, *_ in (change for key, change in outcome.changes.items() if key not in changes):
                worlds.spoil(thing, why, 0)
            finished.append(Outcome(path, changes, error))
        worlds.join(finished)


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a statement defines something, or binds a constant."""
    if isinstance(statement, DEFINITIONS):
        return True
    return isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(statement.value, ast.Constant)


def said(error: BaseException) -> str:
    """An exception of interpreted code in words."""
    try:
        return f"{type(error).__name__}: {error}"
    except BaseException:  # noqa: BLE001 - whatever interpreted code raises
        return type(error).__name__


def outlined(statement: ast.ClassDef) -> Any:
    """A class without what its methods do, as far as creating a class does not call them."""
    return _with_body(
        statement,
        [
            _with_body(each, [NotLookedInto(lineno=each.lineno)])
            if isinstance(each, FUNCTION_DEFINITIONS) and not (each.decorator_list or each.name.startswith("__"))
            else each
            for each in statement.body
        ],
    )


def _with_body(node: Any, body: list[ast.stmt]) -> Any:
    return ast.copy_location(type(node)(**{**dict(ast.iter_fields(node)), "body": body}), node)
