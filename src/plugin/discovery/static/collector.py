"""Turns what the interpreter found in the modules into findings: plugins, and problems with their reasons."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator

from plugin.discovery.findings import Findings, FoundPlugin, Place, PluginKind, Problem, ProblemKind, Reason
from plugin.discovery.static import attributes, classes, expressions
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.kinds import ProjectFile
from plugin.discovery.static.modules import Module
from plugin.discovery.static.products import Kind
from plugin.discovery.static.scopes import COMPOUND, DEFINITIONS, Environment, changed_by
from plugin.discovery.static.tree import FUNCTIONS, children, stands_on, walk
from plugin.discovery.static.values import (
    UNBOUND,
    Attributed,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    InstanceValue,
    Native,
    Origin,
    PartialValue,
    Unknown,
    Value,
    each_option,
    force,
)
from plugin.discovery.static.worklist import WorkList
from plugin.entries import EntryPoint
from plugin.exceptions import InvalidEntryPoint


class Collector:
    """Collects the findings of a work list that has run.

    :param interpreter: what ran the statements
    :param work: the work list
    :param covers: whether plugins that a module makes are wanted
    """

    def __init__(self, interpreter: Interpreter, work: WorkList, covers: Callable[[str], bool]) -> None:
        self.interpreter = interpreter
        self.work = work
        self.covers = covers
        self.plugins: list[FoundPlugin] = []
        self.problems: list[Problem] = []
        self._conditional: dict[EntryPoint, FoundPlugin] = {}  # those of the plugins that exist under a condition
        self._seen: dict[int, Value] = {}
        self._options = 1  # how many values the name may have that is looked at
        self._under: Counter[EntryPoint] = Counter()  # of how many of them a plugin was found
        self._borrowed: list[tuple[Module, str, Value, str | None, ast.AST | None]] = []

    def collect(self) -> Findings:
        """:return: every plugin and every problem, sorted"""
        for file in list(self.work.files.values()):
            module = file.module
            if not self.covers(module.name):
                continue
            if module.problem is not None:
                self._unreadable(file)
            if module.shipped and module.is_parsed:
                # A plugin that is bound to a name in any case goes by that one.
                for name in sorted(self._names(file), key=lambda name: isinstance(module.scope.get(name), Choice)):
                    self._examine(module, name)
        for module, name, value, condition, site in self._borrowed:
            self._examine_option(module, name, value, condition, site, borrowed=True)
        self._open_ends()
        return Findings(
            plugins=tuple(
                sorted(self.plugins, key=lambda found: (found.entry_point.group, found.entry_point.name, found.place))
            ),
            problems=tuple(sorted(dict.fromkeys(self.problems), key=lambda problem: (problem.place, problem.message))),
        )

    def _names(self, file: ProjectFile) -> Iterator[str]:
        """The names that the statements which have run bind, and those that they mention, in their order."""
        scope = file.module.scope
        names: dict[str, None] = {}
        for index in sorted(file.done):
            statement = scope.statements[index]
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                continue
            names.update(dict.fromkeys(scope.bound_at(index)))
            if file.mentioned.get(index) == Kind.MAKER and isinstance(statement, (ast.ClassDef, *COMPOUND)):
                names.update(dict.fromkeys(changed_by(walk(statement, without=FUNCTIONS))))
            if isinstance(statement, ast.Expr):
                mentioned = dict.fromkeys(node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
                names.update(mentioned)
                for inner in scope.statements:
                    if isinstance(inner, ast.FunctionDef) and inner.name in mentioned:
                        # What is called here may make plugins of others.
                        names.update(dict.fromkeys(changed_by(walk(inner, without=FUNCTIONS))))
        names.update(dict.fromkeys(name for module, name in self.interpreter.bound_elsewhere if module is file.module))
        for name in names:
            # A name bound by an import belongs to the module that made it.
            if not scope.is_imported(name) if name in scope.binders else scope.site(name) is not None:
                yield name

    def _examine(self, module: Module, name: str) -> None:
        value = module.scope.get(name)
        options = each_option(value)
        site = module.scope.site(name)
        if isinstance(site, ast.alias):
            return  # a name bound by an import belongs to the module that made it
        self._options = len(options)
        self._under.clear()
        replaced = self.interpreter.is_replaced(module, name, value)
        stays = f"nothing imports `{module.name}.{name}`, which takes its place" if replaced else None
        for condition, option in options:
            conditions = filter(None, (condition if len(options) > 1 else None, stays))
            self._examine_option(module, name, option, " and ".join(conditions) or None, site)

    def _examine_option(
        self,
        module: Module,
        name: str,
        value: Value,
        condition: str | None,
        site: ast.AST | None,
        *,
        borrowed: bool = False,
    ) -> None:
        if value is UNBOUND:
            return
        made = self._spec_of(value)
        if made is None:
            if isinstance(value, ClassValue):
                self._unread_base(module, value)
            self._possible_plugin(module, name, value, site)
            return
        kind, origin, group, plugin_name = made
        if origin is not None and origin.module is not module and not borrowed:
            # It was made elsewhere, and only got another name here; unless this is the only name that it has.
            self._borrowed.append((module, name, value, condition, site))
            return
        if borrowed and origin is not None and _is_bound_to_a_name(value, origin):
            return  # it belongs to a module whose plugins are not wanted, or to another distribution
        if id(value) in self._seen:
            return  # a second name for the same plugin
        self._seen[id(value)] = value
        place = self._place(module, value, site)
        reference = f"{module.name}:{self._attribute(module, value, name)}"
        if isinstance(value, ClassValue) and (group is UNBOUND or plugin_name is UNBOUND):
            return  # a base class: it has no name or no namespace yet
        if kind is PluginKind.SPEC and (group is UNBOUND or plugin_name is UNBOUND):
            group = plugin_name = Unknown(Reason("the source does not tell where they are set"))
        group, plugin_name = (_told(self._text(part, place), place) for part in (group, plugin_name))
        if isinstance(group, (Unknown, Choice)) or isinstance(plugin_name, (Unknown, Choice)):
            self._undecidable(module, reference, place, group, plugin_name)
            return
        if not (isinstance(group, Const) and isinstance(plugin_name, Const)):
            return
        if not (
            isinstance(group.value, str) and isinstance(plugin_name.value, str) and group.value and plugin_name.value
        ):
            return
        self._add(
            kind,
            EntryParts(plugin_name.value, reference, group.value),
            place,
            condition,
            value,
            self._origins(value, module, site),
        )

    def _spec_of(self, value: Value) -> "tuple[PluginKind, Origin | None, Value, Value] | None":
        """What kind of plugin a value is, which statement made it, its namespace and its name."""
        if isinstance(value, ClassValue) and classes.derives_from(value, classes.PLUGIN):
            if classes.is_identity(value, classes.PLUGIN):
                return None
            parts = [self._class_part(value, part) for part in ("namespace", "name")]
            return PluginKind.CLASS, value.origin, parts[0], parts[1]
        if isinstance(value, InstanceValue) and classes.derives_from(value.cls, classes.SPEC):
            return PluginKind.SPEC, value.origin, *_parts(value)
        if isinstance(value, (FunctionValue, PartialValue, InstanceValue)):
            spec = force(value.attributes.get("__pluginspec__", UNBOUND))
            if isinstance(spec, InstanceValue) and classes.derives_from(spec.cls, classes.SPEC):
                origin = value.origin if isinstance(value, FunctionValue) else spec.origin
                return PluginKind.FUNCTION, origin, *_parts(spec)
            if isinstance(spec, Unknown):
                return PluginKind.FUNCTION, getattr(value, "origin", None), spec, spec
        return None

    def _text(self, value: Value, place: Place) -> Value:
        """A namespace or name; unknown if it may be a text that the source does not give letter by letter."""
        value = attributes.text_of_member(value)
        if isinstance(value, InstanceValue) and attributes.is_data(value.cls):
            return Unknown(Reason(f"it is an object of `{value.cls.qualname}`", place))
        return value

    def _class_part(self, cls: ClassValue, part: str) -> Value:
        """The namespace or name that a class has; a descriptor or metaclass of the source is asked for it."""
        value = attributes.class_attribute(cls, part)
        module = self.interpreter.modules.find(cls.module_name)
        by_metaclass = value is UNBOUND and isinstance(cls.metaclass, ClassValue)
        if not (isinstance(value, InstanceValue) or by_metaclass) or cls.node is None or module is None:
            return value
        return self.interpreter.asked(cls, part, cls.node, Environment(module))

    def _attribute(self, module: Module, value: Value, name: str) -> str:
        """The name through which a plugin is loaded: its own, if that is bound to it; else the first it is bound to."""
        own = getattr(value, "name", None)
        if not isinstance(own, str) or own not in module.scope.binders:
            return name
        bound = module.scope.get(own)
        if isinstance(bound, Choice) and not isinstance(module.scope.get(name), Choice):
            return name
        return own if any(option is value for _, option in each_option(bound)) else name

    def _place(self, module: Module, value: Value, site: ast.AST | None) -> Place:
        if isinstance(value, ClassValue) and value.node is not None and value.module_name == module.name:
            return self.interpreter.place(value.node, module)
        if isinstance(value, FunctionValue) and value.environment.module is module:
            return self.interpreter.place(value.node, module)
        return self.interpreter.place(site, module) if site is not None else Place(module.shown, 0)

    def _add(
        self,
        kind: PluginKind,
        parts: "EntryParts",
        place: Place,
        condition: str | None,
        value: Value,
        origins: tuple[Reason, ...],
    ) -> None:
        try:
            entry_point = EntryPoint(name=parts.name, value=parts.value, group=parts.group)
        except InvalidEntryPoint as error:
            self.problems.append(
                Problem(
                    kind=ProblemKind.INVALID, place=place, message=str(error),
                    hint="give the plugin another name or namespace", group=parts.group, name=parts.name,
                )
            )  # fmt: skip
            return
        derived = attributes.mro(value) if isinstance(value, ClassValue) else [value]
        assumption = next(
            (each.assumption for each in derived if isinstance(each, Attributed) and each.assumption), None
        )
        if assumption is not None:
            condition = " and ".join(filter(None, (condition, assumption.reason.text)))
        known = self._conditional.pop(entry_point, None)
        self._under[entry_point] += 1
        if known is not None:
            # It exists under one condition and under another; if there is no other, it exists.
            condition = f"{known.condition} or {condition}"
            self.plugins.remove(known)
            self.problems = [
                p
                for p in self.problems
                if (p.kind, p.group, p.name) != (ProblemKind.CONDITIONAL, parts.group, parts.name)
            ]
            if self._under[entry_point] == self._options:
                condition = None
        found = FoundPlugin(entry_point=entry_point, kind=kind, place=place, condition=condition, reasons=origins)
        self.plugins.append(found)
        if condition:
            self._conditional[entry_point] = found
            self.problems.append(
                Problem(
                    kind=ProblemKind.CONDITIONAL,
                    place=place,
                    message=f"plugin {parts.name!r} of {parts.group!r} exists only if {condition}",
                    hint="its entry point is written in any case; where the condition does not hold, it fails to load",
                    reasons=assumption.chain()[1:] if assumption else (),
                    group=parts.group,
                    name=parts.name,
                )
            )

    def _origins(self, value: Value, module: Module, site: ast.AST | None) -> tuple[Reason, ...]:
        """How a plugin came about: its definition, its decorators, its bases, and the calls that made its spec."""
        definition = value.node if isinstance(value, (ClassValue, FunctionValue)) else site
        if isinstance(value, FunctionValue):
            module = value.environment.module
        decorators: list[ast.expr] = getattr(definition, "decorator_list", [])
        steps: list[tuple[str, ast.AST, Module]] = [
            (f"decorated with {_called(decorator)}", decorator, module) for decorator in decorators
        ]
        if isinstance(definition, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            what = "class" if isinstance(definition, ast.ClassDef) else "function"
            steps.insert(0, (f"{what} {getattr(value, 'qualname', definition.name)}", definition, module))
        bases = attributes.mro(value)[1:] if isinstance(value, ClassValue) else []
        steps += [
            (f"derived from {base.qualname}", base.node, found)
            for base in bases
            if isinstance(base, ClassValue) and base.node
            if (found := self.interpreter.modules.find(base.module_name))
        ]
        spec = force(value.attributes["__pluginspec__"]) if isinstance(value, (FunctionValue, PartialValue)) else value
        calls = self.interpreter.made_by.get(spec, ()) if isinstance(spec, InstanceValue) else ()
        steps += [(f"calls {_called(node)}", node, where) for node, where in calls if node not in decorators]
        return tuple(self.interpreter.reason(*step) for step in steps)

    # -- problems -----------------------------------------------------------------------------------------------------

    def _undecidable(self, module: Module, reference: str, place: Place, group: Value, name: Value) -> None:
        unclear = [
            (what, value)
            for what, value in (("namespace", group), ("name", name))
            if isinstance(value, (Unknown, Choice))
        ]
        reasons: list[Reason] = []
        for _, value in unclear:
            if isinstance(value, Unknown):
                reasons += value.chain()
            elif isinstance(value, Choice):
                reasons += [Reason(f"it is {_shown(option)} if {condition}") for condition, option in value.options]
        what = " and the ".join(what for what, _ in unclear)
        self.problems.append(
            Problem(
                kind=ProblemKind.UNDECIDABLE,
                place=place,
                message=f"the {what} of plugin {reference} cannot be told from the source",
                hint='write it as a constant, or declare the entry point by hand in the table "entry-points"',
                reasons=tuple(dict.fromkeys(reasons)),
                group=group.value if isinstance(group, Const) and isinstance(group.value, str) else None,
                name=name.value if isinstance(name, Const) and isinstance(name.value, str) else None,
            )
        )

    def _possible_plugin(self, module: Module, name: str, value: Value, site: ast.AST | None) -> None:
        """What is not known, and made from what makes plugins, may be a plugin."""
        unclear = value.assumption if isinstance(value, (ClassValue, FunctionValue)) else value
        if not isinstance(unclear, Unknown) or unclear.missing or isinstance(site, (ast.For, ast.AsyncFor)):
            return  # the source of a base is not there, or a loop was not followed: each is told as such
        kind = self.work.files[module.name].exports.get(name)
        if isinstance(value, (ClassValue, FunctionValue)) and isinstance(value.node, ast.stmt):
            kind = self.work.kinds.of(unclear, Kind.MAKER, value.node, module)
        if not kind or (site is not None and not self._is_made_of_product(module, site)):
            return
        self.problems.append(
            Problem(
                kind=ProblemKind.UNDECIDABLE,
                place=self._place(module, value, site),
                message=f"{module.name}:{name} may be a plugin: the source does not tell what it is",
                hint='if it is one, declare the entry point by hand in the table "entry-points"',
                reasons=unclear.chain(),
            )
        )

    def _is_made_of_product(self, module: Module, site: ast.AST) -> bool:
        """Whether the innermost statement around a binding uses what makes plugins, rather than one beside it."""
        line = getattr(site, "lineno", 0)
        innermost: ast.AST = site
        pending: list[ast.AST] = [] if isinstance(site, ast.stmt) else list(module.scope.statements)
        while pending:
            current = pending.pop()
            if isinstance(current, (ast.stmt, ast.ExceptHandler, ast.match_case)) and stands_on(current, [line]):
                if isinstance(current, ast.stmt):
                    innermost = current
                pending = list(children(current)) if not isinstance(current, DEFINITIONS) else []
        parts = [innermost] if innermost is site else _header(innermost)
        return any(self.work.kinds.mentions_product(part, self.work.files[module.name]) for part in parts)

    def _unread_base(self, module: Module, cls: ClassValue) -> None:
        """A class that states a name, and derives from a class whose source is not there, may be a plugin."""
        unknown = [base for base in attributes.mro(cls) if isinstance(base, Unknown)]
        unread = next((base for base in unknown if base.missing), next(iter(unknown), None))
        name = attributes.own_attribute(cls, "name")
        if unread is None or cls.node is None:
            return
        if not (isinstance(name, Const) and isinstance(name.value, str)):
            if not unread.missing:
                self._possible_plugin(module, cls.name, unread, cls.node)
            return
        group = attributes.own_attribute(cls, "namespace")
        if not unread.missing:
            self.problems.append(
                Problem(
                    kind=ProblemKind.UNDECIDABLE,
                    place=self.interpreter.place(cls.node, module),
                    message=f"class {module.name}:{cls.qualname} may be a plugin named {name.value!r}: "
                    "the source does not tell what it derives from",
                    hint='if it is one, declare the entry point by hand in the table "entry-points"',
                    reasons=unread.chain(),
                    group=group.value if isinstance(group, Const) and isinstance(group.value, str) else None,
                    name=name.value,
                )
            )
            return
        self.problems.append(
            Problem(
                kind=ProblemKind.UNREAD_BASE,
                place=self.interpreter.place(cls.node, module),
                message=f"class {cls.qualname} may be a plugin named {name.value!r}: "
                "the source of its base class is not there",
                hint=f"if it is one, add the distribution of `{unread.missing}` to build-system.requires: "
                "its source is read, never imported",
                reasons=unread.chain(),
                group=group.value if isinstance(group, Const) and isinstance(group.value, str) else None,
                name=name.value,
            )
        )

    def _unreadable(self, file: ProjectFile) -> None:
        module = file.module
        if module.problem is None or not (module.shipped or file.wanted):
            return
        reasons = []
        if file.wanted:
            reasons.append(f"it may hold plugins, for it mentions {', '.join(sorted(file.wanted))}")
        importers = {each.module.name for each, _ in self.interpreter.outside.importers.of(module.name)}
        reasons += [f"{name} imports it" for name in sorted(importers - {module.name})]
        self.problems.append(
            Problem(
                kind=ProblemKind.UNREADABLE,
                place=Place(module.shown, module.problem.line),
                message=f"{module.name} cannot be read: {module.problem.text}",
                hint="correct the file, build with the Python that it is written for, "
                "or leave its module out with `exclude`",
                reasons=tuple(map(Reason, reasons)),
            )
        )

    def _open_ends(self) -> None:
        for end in self.interpreter.open_ends:
            file = self.work.files.get(end.module.name)
            if file is None or not end.module.shipped or not self.covers(end.module.name):
                continue
            mentioned = [file.module.scope.statements[index] for index in file.mentioned]
            if not mentioned or not (end.binds or end.statement in mentioned):
                continue
            self.problems.append(
                Problem(
                    kind=ProblemKind.DYNAMIC,
                    place=self.interpreter.place(end.statement, end.module),
                    message="this may make plugins that the source does not tell",
                    hint=(
                        'if it does, have the modules imported with discovery = "import", or declare the entry points '
                        'by hand in the table "entry-points"'
                    ),
                    reasons=end.why.chain(),
                )
            )


class EntryParts:
    """The parts of an entry point before they are checked."""

    def __init__(self, name: str, value: str, group: str) -> None:
        self.name = name
        self.value = value
        self.group = group


def _is_bound_to_a_name(value: Value, origin: Origin) -> bool:
    """Whether the statement that makes a value binds a name of its module to it."""
    scope = origin.module.scope
    index = next((index for index, statement in enumerate(scope.statements) if statement is origin.node), None)
    return index is not None and any(
        option is value for name in scope.bound_at(index) for _, option in each_option(scope.get(name))
    )


def _header(node: ast.AST) -> list[ast.AST]:
    """The parts of a statement that bind its names: all of it, but for the blocks of one that holds others."""
    if not isinstance(node, COMPOUND):
        return [node]
    return [part for part in children(node) if not isinstance(part, (ast.stmt, ast.ExceptHandler, ast.match_case))]


def _called(node: ast.AST) -> str:
    """A decorator or a call as a message names it: without its arguments."""
    if isinstance(node, ast.Call):
        return f"{_called(node.func)}(...)" if node.args or node.keywords else f"{_called(node.func)}()"
    if isinstance(node, ast.Attribute):
        return f"{_called(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "an expression"


def _parts(spec: InstanceValue) -> tuple[Value, Value]:
    if spec.spoiled:
        return spec.spoiled, spec.spoiled
    return force(spec.attributes.get("namespace", UNBOUND)), force(spec.attributes.get("name", UNBOUND))


def _told(part: Value, place: Place) -> Value:
    """A part of a plugin's identity; unknown where it is data of the standard library, which nobody models."""
    if isinstance(part, Native) and expressions.is_opaque(part):
        return Unknown(Reason(f"`{part.name}` is not modelled", place))
    return part


def _shown(value: Value) -> str:
    return repr(value.value) if isinstance(value, Const) else "something else"
