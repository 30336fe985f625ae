"""Decides which files to parse and which statements to run: those that use a product, starting with ``plugin``."""

import ast
import functools
import heapq
import re
from collections import defaultdict
from typing import Any

from plugin.discovery.findings import Reason
from plugin.discovery.importgraph import Statement
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.corpus import around
from plugin.discovery.static.files import File, Graph, mentions
from plugin.discovery.static.frames import root_of
from plugin.discovery.static.modules import PENDING
from plugin.discovery.static.namespaces import ModuleObject, module_of
from plugin.discovery.static.products import Products
from plugin.discovery.static.project import SEEDS, Project
from plugin.discovery.static.unknown import Internal

SEED_MODULES = ("plugin", "plux", "plugin.core", "plux.core", "plux.core.plugin", "plux.core.entrypoint")
MOST_FOR_A_NAME = 3
"""The maximum number of statements that are run for a class of which only the name is known."""
MOST_LISTED = 5
"""The maximum number of names in a reason."""
COLLECTIONS = ("list", "dict", "set", "deque", "defaultdict", "OrderedDict")
LAZY = re.compile(
    rb"^(?![ \t])[^\n]*\b__getattr__\b|^[ \t]+(?:def )?__getattr__\b(?!\(\s*_?(?:self|cls)\b)", re.MULTILINE
)
"""The function by which a module provides names on demand (PEP 562)."""
LIBRARY_NAMED = re.compile(rb"\bplux\b|(?:import_module|__import__)\([^\n]*\bplugin\b|=\s*[\"']plugin[\"']")


class WorkList:
    """Runs everything that can make plugins."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.graph = Graph(project)
        self.exports: defaultdict[str, set[str]] = defaultdict(set)
        """module -> its names that are products"""
        self.defining: set[str] = {*SEED_MODULES}
        """the modules that define products, rather than re-export them"""
        self.names: set[str] = set()
        """the names of products anywhere"""
        self.below: set[str] = set()
        """the modules that have products, and the packages that contain them"""
        self.aliases = {name: file.modules for name, file in self.graph.files.items()}
        """module -> its names for modules that have products"""
        self._whole: defaultdict[str, dict[tuple[File, str], None]] = defaultdict(dict)
        """module -> the files that import it as a whole, and its name there"""
        files = self.graph.files.values()
        self._lazy = {each.name: each for each in files if b"__getattr__" in each.text and LAZY.search(each.text)}
        self._computed = [each for each in files if any(not name or name in self.graph.files for name in each.called)]
        """the files that import modules by other means than import statements"""
        self._finished: set[tuple[File, str]] = set()
        self._new_names: list[str] = []
        self._pending: defaultdict[File, dict[str, None]] = defaultdict(dict)
        """the names still to be examined"""
        self._due: defaultdict[File, list[tuple[int, str]]] = defaultdict(list)
        """a heap of the statements to run, and the names for which to run them"""
        is_product, defines = lambda module, name: name in self.exports[module], self.defining.__contains__
        self.products = project.products = Products(project.machine, is_product, self.leads_to, defines)
        project.leads = functools.partial(self.leads, bare=False)

    def run(self) -> None:
        """Run everything that can make plugins."""
        for module in SEED_MODULES:
            for name in SEEDS:
                self._export(module, name)
        self._suspect()
        while self._pending or self._new_names:
            if self._new_names:
                self._named(self._new_names.pop())
            else:  # what others import goes first, as in an import
                self._visit(min(self._pending, key=lambda file: self.graph.ranks[file.name]))

    def needs(self, name: str) -> tuple[Reason, ...]:
        """Why a module must be read: the products that it uses, and the modules that import it."""
        used = sorted(self.graph.files[name].wanted) if name in self.graph.files else []
        importers = sorted({file.name for file, _ in self.graph.importers.get(name, ())})
        said = {"it mentions": used, "it is imported by": importers}
        return tuple(Reason(f"{text} {_listed(names)}") for text, names in said.items() if names)

    def _export(self, module: str, name: str) -> None:
        """Record that a name of a module is a product."""
        if name in self.exports[module]:
            return
        self.exports[module].add(name)
        self.products.generation += 1
        if name not in self.names:
            self._new_names.append(name)
        for file, alias in self._whole[module]:
            self._pending[file][alias] = None
        self._reached(module)
        for file, alias in self.graph.taking(module, name):
            self._want(file, alias)

    def _reached(self, module: str) -> None:
        """Record that a module and the packages that contain it have products, which importers of these may access."""
        for each in (module, *around(module)):
            if each in self.below:
                return
            self.below.add(each)
            for file, alias, whole in self.graph.taking_whole(each):
                self._want_module(file, alias, whole)
            parent, _, last = each.rpartition(".")
            for file, alias in self.graph.taking(parent, last):
                self._want_module(file, alias, each)

    def _want(self, file: File, name: str) -> None:
        """Record that a name means a product in a file."""
        if name not in file.wanted:
            file.wanted.add(name)
            self._pending[file][name] = None

    def _want_module(self, file: File, alias: str, module: str) -> None:
        """Record that a name means, in a file, a module that has products or has a submodule with products."""
        pending = [(file, alias, module)]  # importers of that file can access the module, too, and so on
        while pending:
            file, alias, module = pending.pop()
            if (file, alias) in self._whole[module] or (alias in file.wanted and alias not in file.modules):
                continue
            self._whole[module][file, alias] = None
            file.modules[alias] = module
            file.wanted.add(alias)
            self._pending[file][alias] = None
            holder = file.name
            parent, _, last = holder.rpartition(".")
            pending += ((importer, name, module) for importer, name in self.graph.taking(holder, alias))
            pending += ((importer, name, holder) for importer, name in self.graph.taking(parent, last, stars=False))
            whole = self.graph.taking_whole(holder)
            pending += ((importer, name, holder) for importer, name, meant in whole if meant == holder)

    def leads_to(self, module: str, names: list[str]) -> bool:
        """Whether a dotted name below a module means a product."""
        current = module
        for each in names:
            if each in self.exports[current] or (each == "__dict__" and current in self.defining):
                return True
            if each in self.aliases.get(current, ()):
                current = self.aliases[current][each]
                continue
            is_asked = each in self.names or "__getattr__" in self.exports[current]
            if current in self._lazy and is_asked and self._ask(self._lazy[current], each):
                return True
            current = f"{current}.{each}"
            if current not in self.below:
                return False
        return current in self.defining and current != module

    def leads(self, code: bytes, alias: str, module: str, *, bare: bool = True) -> bool:
        """Whether code accesses a product via the name of a module: even ``bare``, if the module defines products."""
        is_whole, held = bare and module in self.defining, self.aliases.get(module, {})
        has_exports = bool(self.exports[module])
        for each in mentions(code, alias):
            if each.is_attribute:
                continue
            if chain := each.chain:
                if self.leads_to(module, chain):
                    return True
            elif each.is_import:
                continue
            elif is_whole or (each.is_renamed and has_exports):
                return True
            elif (has_exports or held) and each.is_handed_to_getattr:
                name = each.asked_for
                if module in self.defining if name is None else self.leads_to(module, [name]) or name in held:
                    return True
        return False

    def _visit(self, file: File) -> None:
        """Run the statements in a file that use names which mean products, in order."""
        due = self._due[file]
        while due or file in self._pending:
            for name in self._pending.pop(file, ()):
                for index in self._using(file, name):
                    heapq.heappush(due, (index, name))
            if due:
                self._run(file, *heapq.heappop(due))

    def _using(self, file: File, name: str) -> list[int]:
        """The statements that use a name which means a product, or a module that has products."""
        target = file.modules.get(name, "")
        if not target:
            self._export(file.name, name)  # importers of the name get the product, too
        if not (self.leads(file.text, name, target) if target else file.source.is_parsed or file.mentions(name)):
            return []
        scope = file.module.scope
        if file.source.problem is not None:  # it may contain any product
            for importer, statement in self.graph.importers.get(file.name, ()):
                for each in statement.imports():
                    if each.name is not None:
                        self._want(importer, each.alias or each.name)
        found = scope.mentioning(name, lambda code: not target or self.leads(code, name, target))
        return [index for index in found if index not in scope.imports]

    def _run(self, file: File, index: int, name: str) -> None:
        """Run a statement that uses a product, and examine the names it binds."""
        module, scope = file.module, file.module.scope
        of_module = file.modules.get(name, "")
        if of_module and module.state[index] != PENDING:
            return
        statement, uses = scope.statements[index], scope.uses[index]
        meant = {name, *(file.wanted - file.modules.keys())}
        if isinstance(statement, ast.ClassDef) and meant.isdisjoint(
            uses.mentions | {statement.name}
        ):  # only its methods do
            if self.products.made_in(file.module, uses):
                self._product(file, statement.name)
            return
        self.project.begin(module.name)
        before = {*dict.keys(module.namespace)}
        self.products.generation += module.state[index] == PENDING
        module.run(index)
        bound = {each for each in dict.keys(module.namespace) if type(each) is str} - before
        for each in sorted(bound | uses.binds | (uses.changed & scope.binders.keys())):
            self._judge(file, each)

    def _judge(self, file: File, name: str) -> None:
        """Examine the value of a name."""
        raw = file.module.namespace.raw(name)
        if raw is MISSING:
            return
        if type(raw) is ModuleObject:  # an alias of a module
            self._want_module(file, name, module_of(raw).name)
        elif self.products.makes(raw):
            self._product(file, name)
        elif self.products.has(raw):
            self._finish(file, name)

    def _product(self, file: File, name: str) -> None:
        """Handle a name whose value is a product."""
        self._export(file.name, name)
        self._want(file, name)
        self.defining.add(file.name)
        self._finish(file, name)
        scope = file.module.scope
        for index in scope.defining.get(name, ()):
            for each in scope.uses[index].changed - {name}:  # the objects that it adds plugins to
                binders = scope.binders.get(each, ())
                if each not in file.wanted and any(_collects(scope.statements[other]) for other in binders):
                    self._export(file.name, each)
                    self._want(file, each)

    def _finish(self, file: File, name: str) -> None:
        """Handle a name whose value is a plugin: run what may change it."""
        if (file, name) in self._finished:
            return
        self._finished.add((file, name))
        scope = file.module.scope
        changing = scope.changing(name)
        for index in {*changing, *scope.wild} if changing else ():
            if index not in scope.imports and file.module.state[index] == PENDING:
                heapq.heappush(self._due[file], (index, name))
        self._pending[file]  # so that it is visited

    def _suspect(self) -> None:
        """Run the classes that set a name or namespace and derive from a library whose source is missing."""
        foreign: defaultdict[File, set[str]] = defaultdict(set)
        for module in self.graph.missing:
            for file, statement in self.graph.importers[module]:
                foreign[file].update(each.alias or each.module.partition(".")[0] for each in statement.imports())
        for file, aliases in foreign.items():
            for index, definition in enumerate(file.module.scope.statements if file.may_name(aliases) else ()):
                if not isinstance(definition, ast.ClassDef) or file.module.state[index] != PENDING:
                    continue
                stated = {each for part in definition.body for each in _named_by(part, aliases)} & {"name", "namespace"}
                if stated and any(root_of(each) in aliases for each in definition.bases):
                    if "namespace" in stated:
                        self.project.begin(file.name)
                    else:
                        self.project.begin(most=MOST_FOR_A_NAME)
                    file.module.run(index)
                    self._judge(file, definition.name)

    def _named(self, name: str) -> None:
        """Handle a name of products: examine what provides names by ``__getattr__`` or imports modules by calls."""
        self.names.add(name)
        for source, file in list(self._lazy.items()):
            if "__getattr__" not in file.module.scope.binders:
                del self._lazy[source]
                continue
            is_maker = name == "__getattr__" and name in self.exports[source]
            everything = is_maker or (name not in SEEDS and file.may_provide(name))
            for _, statement in list(self.graph.importers.get(source, ())):
                for each in statement.imports():
                    if each.name is not None and (everything or each.name == name):
                        self._ask(file, each.name)
            if everything:
                self._reached(source)
        for file in list(self._computed):
            if file.may_ask_for(name) and (name not in SEEDS or LIBRARY_NAMED.search(file.text)):
                self._computed.remove(file)
                self._run_computed(file)

    def _ask(self, file: File, name: str) -> bool:
        """Ask a module for a name that its ``__getattr__`` may provide; return whether it is a product or a plugin."""
        module = file.module
        if name in module.scope.binders or f"{module.name}.{name}" in self.graph.files:
            return False
        self.project.begin()
        try:
            value = module.attribute(name)
        except (Exception, Internal):  # noqa: BLE001 - the hook may raise anything
            return False
        if self.products.makes(value):
            self._export(module.name, name)
        return self.products.has(value)

    def _run_computed(self, file: File) -> None:
        """Run statements that import modules by calls, and record which they import."""
        module, scope = file.module, file.module.scope
        names = {"__import__": None}
        for statement in file.statements:
            if statement.module.partition(".")[0] == "importlib":
                known = [each for each in statement.imports() if each.name in (None, "import_module", "__import__")]
                names.update((each.alias or "importlib", None) for each in known)
        for name in names:
            for index in scope.mentioning(name):
                uses = scope.uses[index]
                if index in scope.imports or scope.is_plain_function(index) or name not in uses.mentions:
                    continue
                asked: list[str] = []
                self.project.asked = asked
                self.project.begin()
                module.run(index)
                self.project.asked = None
                for each in uses.binds:
                    raw = module.namespace.raw(each)
                    if raw is not MISSING and self.products.makes(raw):
                        self._product(file, each)
                    for imported in filter(self.graph.files.__contains__, asked):
                        self.graph.add(file, Statement(imported, None, each))
                        if imported in self.below:
                            self._want_module(file, each, imported)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(f"`{name}`" for name in names[:MOST_LISTED]) + more


def _collects(statement: ast.stmt) -> bool:
    """Whether a statement binds a collection that others may add to."""
    value: Any = getattr(statement, "value", None)
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", getattr(value.func, "attr", "")) in COLLECTIONS
    return isinstance(value, (ast.List, ast.Dict, ast.Set))


def _named_by(statement: ast.stmt, foreign: set[str]) -> set[str]:
    """The names that an assignment binds, unless to something foreign: `Field(...)` is not a name."""
    value: ast.expr | None = getattr(statement, "value", None)
    if value is None or (isinstance(value, ast.Call) and root_of(value) in foreign):
        return set()
    targets = [*getattr(statement, "targets", ()), *filter(None, [getattr(statement, "target", None)])]
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
