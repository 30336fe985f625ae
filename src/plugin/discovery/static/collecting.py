"""Turns values into findings: which plugins the names of the modules hold, and what to report."""

import ast
import types
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from plugin.discovery.contracts import Fault, problems_of
from plugin.discovery.findings import Findings, FoundPlugin, Place, PluginKind, Problem, ProblemKind
from plugin.discovery.inspection import Content, Inspection, kind_of
from plugin.discovery.static.contents import MISSING, fields_of
from plugin.discovery.static.definitions import opaque_of, record_of
from plugin.discovery.static.explaining import in_words, made_at, reasons_of, simplified
from plugin.discovery.static.making import faults_of
from plugin.discovery.static.modules import Module, said
from plugin.discovery.static.namespaces import Deferred, ModuleObject
from plugin.discovery.static.project import Project
from plugin.discovery.static.unknown import Condition, Path, Undecided, Unknown, Why, facts, first_unknown, is_a
from plugin.discovery.static.worklist import WorkList
from plugin.discovery.static.worlds import options_of
from plugin.entries import EntryPoint
from plugin.exceptions import InvalidEntryPoint

WAY_OUT = 'write it as a constant, or declare the entry point by hand in the table "entry-points"'
IF_IT_IS = 'if it is one, declare the entry point by hand in the table "entry-points"'
IF_IT_RAISES = "fix it, or leave the module out with `exclude`"
IF_IT_DOES = 'if so, set `discovery = "import"`, or declare the entry points by hand in the table "entry-points"'
OUT_OF_READING = "fix it, build with the Python version that it is written for, or leave its module out with `exclude`"
IN_ANY_CASE = "its entry point is always written; where the condition is false, the plugin cannot be loaded"
LIBRARY_WAY_OUT = (
    "install the distribution of `{}` (for builds, in build-system.requires; its source is read, never imported), "
    'list its plugin base classes in `bases`, or declare the entry points by hand in the table "entry-points"'
)
NOT_THERE = "the source of `"
NOTHING = {Deferred, ModuleObject, str, int, bool, float, type(None), bytes, type(MISSING), types.GenericAlias}
"""Types whose values are never plugins."""


class Found(NamedTuple):
    """A plugin that a name of a module holds, in the world of a path."""

    module: Module
    name: str
    path: Path
    value: Any
    namespace: str
    title: str
    faults: list[Fault]


class Collector:
    """Examines the names of modules after their statements were run: those in the work list, or all of them."""

    def __init__(self, project: Project, work: WorkList | None) -> None:
        self.project = project
        self.machine = project.machine
        self.work = work
        self.problems: list[Problem] = []
        self._found: dict[int, list[Found]] = {}
        self._unread: dict[str, list[tuple[Place, str, Why]]] = {}
        self._contents: dict[str, Content] = {}
        resolver = self.machine.core.PluginSpecResolver()
        self._inspection = Inspection(resolver, {}, self._content_of, self._variables_of)

    def collect(self) -> Findings:
        """Return all findings, sorted."""
        for name in self.project.tree.modules:
            source = self.project.corpus.find(name)
            if source is None or not self.project.covers(name):
                continue
            if source.problem and (self.work is None or not source.text or self.work.graph.files[name].wanted):
                place, message = Place(source.shown, source.problem[0]), f"{name} cannot be read: {source.problem[1]}"
                why = self.work.needs(name) if self.work is not None else ()
                self.problems.append(Problem(ProblemKind.UNREADABLE, place, message, OUT_OF_READING, reasons=why))
            module = self.project.find(name) if source.is_parsed else None
            if module is not None:
                for each, raw in list(dict.items(module.namespace)):
                    self._examine(module, each, raw)
        plugins = sorted(self._plugins(), key=lambda each: (each.entry_point.group, each.entry_point.name, each.place))
        self._report_dynamic()
        self._report_raised()
        self._report_unread()
        problems = sorted(dict.fromkeys(self.problems), key=lambda problem: (problem.place, problem.message))
        return Findings(tuple(plugins), tuple(problems))

    def _examine(self, module: Module, name: str, raw: Any) -> None:
        worlds = self.machine.worlds
        for given, value in options_of(raw):
            look = partial(self._examine_value, module, name, value)
            for outcome in worlds.run(look, given) if type(value) not in NOTHING else ():
                if isinstance(outcome.error, Undecided):
                    self._report(module, name, value, outcome.error.why)
                elif outcome.error is not None:
                    raise outcome.error

    def _examine_value(self, module: Module, name: str, raw: Any) -> None:
        """Examine the value of a name in one world."""
        value, path = self.machine.worlds.settle(raw, 2), dict(self.machine.worlds.runs[-1].path)
        if type(value) is Unknown and is_a(raw, type) and self.machine.is_plugin_class(raw):
            value = raw  # whatever changes other base classes is assumed to leave namespace and name alone
        try:
            parts = self._parts(value)
        except Undecided as undecided:
            if type(value) is Unknown or self._inspection.bindings_of(self._content(module)).makes(name, value):
                self._report(module, name, value, undecided.why)
            return
        if parts is None:
            if is_a(value, type):
                self._note_unread_base(module, name, value)
            return
        is_named = is_a(value, (type, types.FunctionType))
        maker = value.__module__ if is_named else self.machine.specs.get(id(value), (None, None, module.name))[2]
        if not self._inspection.makes(self._content(module), name, value, maker):
            return
        if f"{module.name}.{name}" in self.project.tree.modules:
            whole = f"`{module.name}.{name}`"
            if self.project.is_replaced(module.name, name):
                self._report(module, name, value, Why(f"the module {whole} may take its place"))
                return
            path = {**path, Condition(f"nothing imports {whole}, which takes its place", assumed=True): True}
        found = Found(module, name, path, value, *parts, faults_of(self.machine, value))
        self._found.setdefault(id(value), []).append(found)

    def _parts(self, value: Any) -> tuple[str, str] | None:
        """The namespace and name of the plugin that a value represents; ``None`` if it does not represent one.

        :raises Undecided: if it may represent one
        """
        core, owner, is_class = self.machine.core, value, is_a(value, type)
        if not is_class:
            if type(value) is not Unknown and not is_a(value, core.PluginSpec):
                owner = (fields_of(value) or {}).get("__pluginspec__")
            if type(owner) is Unknown and (owner is not value or facts(owner).product):
                raise Undecided(facts(owner).why)
            if not is_a(owner, core.PluginSpec):
                return None
        elif not self.machine.is_plugin_class(value) or value in (core.Plugin, core.FunctionPlugin):
            return None
        elif opaque_of(value) is not None and not any("name" in vars(each) for each in value.__mro__):
            return None  # a base class that is not looked into is assumed to leave the name alone
        else:
            own = [each for each in value.__mro__ if self.machine.is_plugin_class(each)]
            changed = first_unknown([self.machine.worlds.settle(each, 0) for each in own])
            if changed is not None and any("name" in vars(each) for each in own):
                raise Undecided(facts(changed).why)
        try:
            parts = [self.machine.get_attribute(owner, each, None) for each in ("namespace", "name")]
        except Exception:  # noqa: BLE001 - a property of a metaclass may raise anything
            return None
        if not is_class and any(each is None for each in parts):
            raise Undecided(Why("the source does not say where they are set"))
        if not all(type(each) is Unknown or (is_a(each, str) and each) for each in parts):
            return None
        if (unknown := first_unknown(parts)) is not None:
            raise Undecided(facts(unknown).why)
        namespace, title = map(str.__str__, parts)
        return namespace, title

    def _content(self, module: Module) -> Content:
        """The contents of a module, for the inspection that both engines share."""
        if module.name not in self._contents:
            tree = ast.Module(module.scope.statements, [])
            self._contents[module.name] = Content(module.name, module.source.package, Settled(module), tree)
        return self._contents[module.name]

    def _content_of(self, name: str) -> Content | None:
        module = self.project.find(name) if name in self.machine.modules else None
        return self._content(module) if module is not None and module.is_looked_into else None

    def _variables_of(self, name: str) -> Mapping[str, object]:
        content = self._content_of(name)
        return content.variables if content is not None else {}

    def _place(self, module: Module, name: str, value: Any) -> Place:
        """Where a plugin is made: its definition, its name, or the statement that was run when it was made."""
        record = record_of(value)
        if record is not None and record.frame.module is module.namespace:
            return Place(module.shown, record.node.lineno)
        place: Place | None = self.machine.specs.get(id(value), (None, None, None))[1]
        if place is None and type(value) is Unknown:
            place = facts(value).why.place
        place = place or made_at(self.machine, value)
        lines = self._lines(module, name)
        if place is not None and place.path == module.shown and (is_a(value, type) or len(lines) != 1):
            return place
        return Place(module.shown, max(lines, default=0))

    def _lines(self, module: Module, name: str) -> list[int]:
        return self._inspection.bindings_of(self._content(module)).lines.get(name, [])

    def _report(self, module: Module, name: str, value: Any, why: Why) -> None:
        place, reference = self._place(module, name, value), f"{module.name}:{name}"
        if type(value) is Unknown and id(value) not in self.machine.specs:
            message, hint = f"{reference} may be a plugin: the source does not say what it is", IF_IT_IS
        else:
            message, hint = f"the name of plugin {reference} cannot be read from the source", WAY_OUT
        problem = Problem(ProblemKind.UNDECIDABLE, place, message, hint, reasons=why.chain(), references=(reference,))
        self.problems.append(problem)

    def _note_unread_base(self, module: Module, name: str, cls: Any) -> None:
        """Record a class that would be a plugin if its base class, whose source is missing, is one."""
        opaque = opaque_of(cls)
        if opaque is None or cls.__module__ != module.name:
            return
        if any(base.__module__ in ("builtins", "enum") and base is not object for base in cls.__mro__):
            return
        why = facts(opaque).why
        if facts(opaque).product:
            self._report(module, name, cls, why)
            return
        missing = [each.text[len(NOT_THERE) :] for each in why.chain() if each.text.startswith(NOT_THERE)]
        title = next((vars(base)["name"] for base in cls.__mro__ if "name" in vars(base)), None)
        if missing and is_a(title, str):
            library = missing[-1].partition("`")[0].partition(".")[0]
            found = self._place(module, name, cls), f"{module.name}:{name}", why
            self._unread.setdefault(library, []).append(found)

    def _making(self, noted: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Those of some records of modules and statements that belong to the project and use a product."""
        for module, statement, *more in noted:
            is_ours = self.project.corpus.ships(module.name) and self.project.covers(module.name)
            if is_ours and self.project.mentions_product(module, statement):
                yield module, statement, *more

    def _report_raised(self) -> None:
        """Report statements that always raise an exception: the module cannot be imported."""
        for module, statement, _, error in self._making(each for each in self.project.raised if not each[2]):
            place = Place(module.shown, statement.lineno)
            message = f"{module.name} cannot be imported: it raises {said(error)}"
            self.problems.append(Problem(ProblemKind.UNDECIDABLE, place, message, IF_IT_RAISES))

    def _report_unread(self) -> None:
        """Report the classes with unread base classes, in one line for each library."""
        for library, classes in self._unread.items():
            place, reference, why = min(classes, key=lambda each: each[0])
            references = tuple(dict.fromkeys(each[1] for each in classes))
            several = f"{len(references)} classes may be plugins, such as {reference}"
            which = several if len(references) > 1 else f"class {reference} may be a plugin"
            message = f"{which}: the source of `{library}`, which provides the base class, is not available"
            kind, hint = ProblemKind.UNREAD_BASE, LIBRARY_WAY_OUT.format(library)
            self.problems.append(Problem(kind, place, message, hint, reasons=why.chain(), references=references))

    def _report_dynamic(self) -> None:
        """Report statements that could not be followed, unless something in them is reported."""
        for module, statement, why, at_hand in self._making(self.project.doubts):
            place = why.place or Place(module.shown, statement.lineno)
            lines = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
            is_reported = any(
                (kind is ProblemKind.DYNAMIC and there == place)
                or (kind is ProblemKind.UNDECIDABLE and there.path == module.shown and there.line in lines)
                for kind, there, *_ in self.problems
            )
            if not is_reported and (at_hand is None or any(map(self.project.is_product, at_hand))):
                message = "this may make plugins that the source does not name"
                self.problems.append(Problem(ProblemKind.DYNAMIC, place, message, IF_IT_DOES, reasons=why.chain()))

    def _plugins(self) -> Iterator[FoundPlugin]:
        by_entry: dict[tuple[str, str, str, PluginKind], list[Found]] = {}
        for entries in self._found.values():
            # a name that a plugin always has goes first, then the own name of a class or function
            own = getattr(entries[0].value, "__name__", None)
            first = min(entries, key=lambda each: (bool(each.path), each.name != own))
            for each in entries:
                if each.module is first.module and each.name == first.name:
                    kind = kind_of(each.value, self.machine.core.PluginSpec)
                    key = each.namespace, each.title, f"{each.module.name}:{each.name}", kind
                    by_entry.setdefault(key, []).append(each)
        for (group, title, reference, kind), found in by_entry.items():
            last = found[-1]
            place = self._place(last.module, last.name, last.value)
            paths = simplified([each.path for each in found])
            if any(condition.order for path in paths for condition in path):
                self._report(last.module, last.name, last.value, Why("it depends on the order of a set", place))
                continue
            try:
                entry_point = EntryPoint(name=title, value=reference, group=group)
            except InvalidEntryPoint as error:
                hint = "give the plugin another name or namespace"
                self.problems.append(Problem(ProblemKind.INVALID, place, str(error), hint, group=group, name=title))
                continue
            condition = in_words(paths)
            lines = self._lines(last.module, last.name)
            line = lines[0] if len(lines) == 1 else place.line
            reasons = reasons_of(self.machine, last.value, last.module, last.name, line, paths)
            yield (plugin := FoundPlugin(entry_point, kind, place, condition, reasons))
            if all(each.faults for each in found):
                self.problems += problems_of(plugin, last.faults)
            if condition:
                message = f"plugin {title!r} of {group!r} exists only if {condition}"
                about = ProblemKind.CONDITIONAL
                self.problems.append(Problem(about, place, message, IN_ANY_CASE, group=group, name=title))


class Settled(Mapping[str, object]):
    """The variables of a module, each looked up on access; iteration gives those that no import binds."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def __getitem__(self, name: str) -> object:
        value = self._module.project.settled(self._module.namespace.raw(name))
        return next((each for _, each in options_of(value) if each is not MISSING), None)

    def __iter__(self) -> Iterator[str]:
        return (name for name, raw in [*dict.items(self._module.namespace)] if type(raw) is not Deferred)

    def __len__(self) -> int:
        return sum(1 for _ in self)
