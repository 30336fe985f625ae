"""Modules whose statements are run when something needs their names, each at most once, in order."""

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
from plugin.discovery.static.modelled import LIBRARY
from plugin.discovery.static.namespaces import Deferred, ModuleObject, Namespace
from plugin.discovery.static.scopes import Scope
from plugin.discovery.static.unknown import Internal, Path, Undecided, Unknown, Why, facts
from plugin.discovery.static.worlds import Alternatives, Outcome

if TYPE_CHECKING:
    from plugin.discovery.static.project import Project

PENDING, RUNNING, DONE = range(3)
MOST_STEPS_BESIDE = 2_000
"""The maximum number of steps of a statement that makes no plugins, and is run for one that does."""
MOST_WORLDS_BESIDE = 8
"""The maximum number of worlds of such a statement: its results hardly depend on more than three conditions."""
INFINITE = 1 << 30
HIDDEN_FROM_HOOKS = ("__getattr__", "__path__", "__all__", "__wrapped__", "__class__")
"""Attributes that Python itself reads from a module, which a ``__getattr__`` does not provide."""


class Module:
    """A module whose source is available, and the state of its statements.

    :param source: its source
    :param project: the project that it belongs to
    """

    def __init__(self, source: Source, project: "Project") -> None:
        self.source = source
        self.name = source.name
        self.shown = source.shown
        self.project = project
        self.machine = project.machine
        self.namespace = Namespace(self, self.machine.builtins, self.machine.worlds.note_name)
        self.frame = Frame(self.namespace, self.namespace)
        self.object = ModuleObject(self)
        self.unread: list[Unknown] = []
        """the modules whose names are all imported, but whose source is missing"""
        self._passed: dict[int, int] = {}
        """the first statement of a component -> how many of its statements have been passed"""
        self.running: list[int] = []
        """the statements that are being run"""
        self.machine.modules.add(self.name)
        package, nothing = self.source.package, ("loader", "origin", "submodule_search_locations")
        spec = types.SimpleNamespace(name=self.name, parent=package, **dict.fromkeys(nothing))
        for name in ("__builtins__", "__file__", "__loader__", "__path__")[: 3 + source.is_package]:
            self.namespace.put(name, Unknown(name, Why(f"`{name}` differs from machine to machine")))
        for name, value in {"__name__": self.name, "__package__": package, "__doc__": None, "__spec__": spec}.items():
            self.namespace.put(name, value)

    @cached_property
    def scope(self) -> Scope:
        """Its statements."""
        scope = self.source.scope
        self.namespace.put("__doc__", ast.get_docstring(ast.Module(scope.statements[:1], []), clean=False))
        return scope

    @cached_property
    def state(self) -> list[int]:
        """The state of each statement: pending, running, or done."""
        return [PENDING] * len(self.scope.statements)

    @property
    def is_looked_into(self) -> bool:
        """Whether anything has been asked of it."""
        return "scope" in self.__dict__

    # -- its contents --------------------------------------------------------------------------------------------------

    def limit(self) -> int:
        """The statement before which something is needed."""
        return self.running[-1] if self.running else INFINITE

    def load(self, name: Any) -> Any:
        """The value of a name, after running the earlier statements that concern it.

        :raises KeyError: if it is not bound
        """
        if type(name) is Unknown:
            raise Undecided(facts(name).why)
        if type(name) is not str:
            raise KeyError(name)
        is_looked_into = self._run_pending(self._needed(name)) and self._run_pending(self.scope.binders.get(name, ()))
        if is_looked_into and self.namespace.raw(name) is MISSING and (self.scope.stars or self.scope.may_be_wild):
            # what may bind a name without containing it, unless the name is that of a submodule
            is_module = self.project.find(f"{self.name}.{name}") is not None
            hidden = {*self._stars(name), *(() if is_module else self.scope.wild)}
            is_looked_into = self._run_pending(sorted(hidden))
        raw = self.namespace.raw(name)
        if raw is MISSING and not is_looked_into:
            return Unknown(f"{self.name}.{name}", Why(f"`{name}` is not looked into further", self.machine.place()))
        return self._value(name, raw)

    def _run_pending(self, indices: Iterable[int]) -> bool:
        """Run those of some statements that have not been run; return whether the budget sufficed."""
        limit = self.limit()
        for index in indices:
            if self.state[index] == PENDING and index < limit:
                if self.project.is_spent(self, index):
                    return False
                self.run(index)
        return True

    def _needed(self, name: str) -> list[int]:
        """The statements to run before a name is known."""
        scope = self.scope
        binders = scope.binders.get(name, ())
        if binders and not self._is_open(name):
            return scope.storing.get(name, [])
        needed = {*scope.component_of(name), *binders}
        return sorted(needed.union(self._stars(name) if needed else ()))

    def _stars(self, name: str) -> list[int]:
        """The star imports that may bind a name."""
        statements = self.scope.statements
        return [index for index in self.scope.stars if self._may_bring(statements[index], name)]

    def _may_bring(self, star: Any, name: str) -> bool:
        try:
            origin = self.source.absolute(star.module or "", star.level)
        except (ImportError, AttributeError):  # it fails, or is inside another statement
            return True
        source, corpus = self.source.corpus.find(origin), self.source.corpus
        return corpus.is_foreign(origin) if source is None else any(each.may_bind(name) for each in source.with_stars)

    def _is_open(self, name: str) -> bool:
        """Whether the value of a name may be changed by any of its statements; runs those that bind it."""
        scope, binders = self.scope, self.scope.binders[name]
        if scope.stars or not all(index in scope.imports or _is_plain(scope.statements[index]) for index in binders):
            return True
        raw = self.namespace.raw(name) if self._run_pending(binders) else MISSING
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
        """The value that another module gets when it asks this one for a name.

        :param softly: whether the other module can do without it
        :raises AttributeError: if there is none
        """
        project = self.project
        asker = project.module_here()
        if asker in project.relevant or project.leads is None:
            project.loaded.add((self.name, name))
        is_ours = asker in project.tree.modules and not name.startswith("__")
        if is_ours and project.circles.is_early(self, name, asker, softly=softly):
            return self._unknown(name, f"`{asker}` may ask for `{self.name}.{name}` before it is bound")
        raw = self.namespace.raw(name)
        if not (type(raw) is Deferred and raw[:2] == (self.name, name)):  # else it is that submodule
            with contextlib.suppress(KeyError):
                return self._unless_replaced(name, self.load(name))
        if (inner := project.find(f"{self.name}.{name}")) is not None:
            return inner.object
        if name not in HIDDEN_FROM_HOOKS and "__getattr__" in self.scope.binders:
            hook = self.namespace.get("__getattr__")
            if hook is not None:
                return self.machine.call(hook, (name,), {})
        if self.source.problem is not None:
            # if the module is excluded, report what derives from it, otherwise the module itself
            is_reported = project.corpus.ships(self.name) and project.covers(self.name)
            is_product = not is_reported and any(each.encode() in self.source.text for each in LIBRARY)
            line, reason = self.source.problem
            why = Why(reason, Place(self.shown, line))
            return self._unknown(name, f"`{self.name}` cannot be read", why, product=is_product)
        if self.source.is_stated:
            return self._unknown(name, f"the source of `{self.name}` is not available")
        raise AttributeError(f"module {self.name!r} has no attribute {name!r}")

    def _unless_replaced(self, name: str, value: Any) -> Any:
        """The value of a name in a package, unless it may be a submodule that is imported somewhere."""
        is_own = any(index not in self.scope.imports for index in self.scope.binders.get(name, ()))
        is_replaced = is_own and self.project.is_replaced(self.name, name)
        inner = self.project.find(f"{self.name}.{name}") if is_replaced else None
        if inner is None or value is inner.object:
            return value
        return self._unknown(name, f"the module `{self.name}.{name}` may take its place")

    def _unknown(self, name: str, text: str, cause: Why | None = None, *, product: bool = False) -> Unknown:
        is_product = product or self.project.is_product(self.namespace.raw(name))
        return Unknown(f"{self.name}.{name}", Why(text, self.machine.place(), cause), product=is_product)

    def peek(self, name: str) -> Any:
        """The current value of a name, or the one that an import gives it."""
        if self.namespace.raw(name) is MISSING:
            for index in sorted(self.scope.binders.get(name, ())):
                if index in self.scope.imports or isinstance(self.scope.statements[index], ast.Try):
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
        project.under_way.append(self.name)
        machine.trying = 0
        try:
            self._run_before(index)
            machine.here = self.shown, statement.lineno
            if isinstance(statement, IMPORTS):
                self._import(statement, index)
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
        component = self.scope.component_of(index) or [index]
        passed = self._passed.get(component[0], 0)
        while component[passed] < index:
            self.run(component[passed])
            passed += 1
        self._passed[component[0]] = passed

    def _import(self, statement: ast.Import | ast.ImportFrom, index: int) -> None:
        """Bind the names of an import statement, to be looked up when they are used."""
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                self.namespace.put(alias.asname or whole, Deferred(whole, None, statement.lineno))
        elif statement.module != "__future__" or statement.level:
            try:
                origin = self.source.absolute(statement.module or "", statement.level)
            except ImportError:
                return
            for alias in statement.names:
                if alias.name == "*":
                    self._import_star(origin, statement, index)
                else:
                    self.namespace.put(alias.asname or alias.name, Deferred(origin, alias.name, statement.lineno))
        for name in self.source.submodules(statement):
            if len(self.scope.binders.get(name, ())) > 1:
                self.namespace.put(name, Deferred(f"{self.name}.{name}", None, statement.lineno))

    def _import_star(self, origin: str, statement: ast.stmt, index: int) -> None:
        if (module := self.project.find(origin)) is not None:
            scope, limit = module.scope, self.limit()
            for other in sorted({each for name in scope.binders for each in self.scope.binders.get(name, ())}):
                if other < limit:
                    self.run(other)
            if not (scope.stars or scope.wild or "__all__" in scope.binders or "__getattr__" in scope.binders):
                for name in scope.binders:
                    if not name.startswith("_"):
                        self.namespace.put(name, Deferred(origin, name, statement.lineno))
                return
        self._execute(statement, index)

    def _execute(self, statement: ast.stmt, index: int) -> None:
        worlds = self.machine.worlds
        binds = {statement.name} if isinstance(statement, DEFINITIONS) else self.scope.uses[index].binds
        most, most_worlds = worlds.most, worlds.most_worlds
        if self.project.is_beside(self.name):
            worlds.most = min(most, MOST_STEPS_BESIDE)
            worlds.most_worlds = MOST_WORLDS_BESIDE
        try:
            outcomes = worlds.run(lambda: self.machine.run([statement], self.frame))
        finally:
            worlds.most, worlds.most_worlds = most, most_worlds
        self._finish(outcomes, statement, binds)

    def _finish(self, outcomes: list[Outcome], statement: ast.stmt, binds: set[str]) -> None:
        """Join the worlds of a statement; its names become unknown if it could not be followed."""
        worlds, place = self.machine.worlds, Place(self.shown, statement.lineno)
        is_product = any(each.error is not None for each in outcomes) and self.project.mentions_product(self, statement)
        finished = []
        for outcome in outcomes:
            path, changes, error = outcome
            why = self._why_stopped(statement, path, error) if error is not None else None
            if why is not None:
                changes = {key: change for key, change in changes.items() if isinstance(key, tuple)}
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
        errors = [each.error for each in outcomes if each.error is not None and not isinstance(each.error, Internal)]
        if len(errors) == len(outcomes):  # whatever the conditions
            self.project.raised.append((self, statement, {}, errors[0]))
        worlds.join(finished)

    def _why_stopped(self, statement: ast.stmt, path: Path, error: BaseException) -> Why | None:
        """Why a statement could not be followed; ``None`` if it raises an exception, as in Python."""
        if isinstance(error, Internal):
            self.project.doubts.append((self, statement, error.why, None))
            return error.why
        self.project.raised.append((self, statement, path, error))
        if self.project.is_beside(self.name) or any(condition.assumed for condition in path):
            return Why(f"it raises {said(error)}"[:200], Place(self.shown, statement.lineno))
        return None


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a statement defines something, or binds a constant."""
    if isinstance(statement, DEFINITIONS):
        return True
    return isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(statement.value, ast.Constant)


def said(error: BaseException) -> str:
    """An exception of interpreted code as text."""
    try:
        return f"{type(error).__name__}: {error}"
    except BaseException:  # noqa: BLE001 - interpreted code may raise anything
        return type(error).__name__
