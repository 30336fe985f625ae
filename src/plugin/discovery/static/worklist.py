"""Which files are parsed and which statements are run: what uses a product, starting with the exports of ``plugin``."""

import ast
import functools
from typing import Any

from plugin.discovery.findings import Reason
from plugin.discovery.importgraph import Statement
from plugin.discovery.static.corpus import around
from plugin.discovery.static.files import File, Graph
from plugin.discovery.static.frames import root_of
from plugin.discovery.static.mentions import mentions
from plugin.discovery.static.modules import PENDING
from plugin.discovery.static.namespaces import ModuleObject, module_of
from plugin.discovery.static.products import Products
from plugin.discovery.static.project import SEEDS, Project
from plugin.discovery.static.unknown import Internal
from plugin.discovery.static.worlds import MISSING

SEED_MODULES = ("plugin", "plux", "plugin.core", "plux.core", "plux.core.plugin", "plux.core.entrypoint")
MOST_FOR_A_NAME = 3
"""How many statements are run for a class of which no more is known than its name."""
COLLECTIONS = ("list", "dict", "set", "deque", "defaultdict", "OrderedDict")


class WorkList:
    """Runs what can make plugins.

    :param project: the project
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.graph = Graph(project)
        self.products = Products(project.machine, self._is_product, self.leads_to, lambda name: name in self.defining)
        project.products = self.products
        project.leads = functools.partial(self.leads, bare=False)
        self.exports: dict[str, set[str]] = {}
        """module -> the names of it that are products"""
        self.defining: set[str] = {*SEED_MODULES}
        """the modules that define products, rather than hand them on"""
        self.names: set[str] = set()
        """how products are called, wherever"""
        self.below: set[str] = set()
        """the modules that have products, and the packages around them"""
        self.holding: set[str] = set()
        """the modules that hold a module which has products"""
        self.aliases: dict[tuple[str, str], str] = {}
        """module and name -> the module that the name stands for there"""
        self._whole: dict[str, list[tuple[File, str]]] = {}  # who imports a module as a whole, and under which name
        self._lazy: dict[str, File] = {name: file for name, file in self.graph.files.items() if file.is_lazy}
        self._computed = [file for file in self.graph.files.values() if file.imports_by_calls]
        self._finished: set[tuple[str, str]] = set()
        self._new_names: list[str] = []
        self._pending: dict[File, dict[str, None]] = {}  # the names that are yet to be looked at
        self._due: dict[File, dict[tuple[int, str], bool]] = {}  # the statements to run for a name

    def run(self) -> None:
        """Run all that can make plugins."""
        for module in SEED_MODULES:
            for name in SEEDS:
                self._export(module, name)
        for module in self.graph.missing:
            self._suspect(module)
        while self._pending or self._new_names:
            if self._new_names:
                self._named(self._new_names.pop())
            else:  # what others import goes first, as when it is imported
                self._visit(min(self._pending, key=self.graph.rank))

    def needs(self, name: str) -> tuple[Reason, ...]:
        """Why a module has to be read: the products that it uses, and the modules that import it.

        :param name: the module
        """
        used = sorted(self.graph.files[name].wanted) if name in self.graph.files else []
        importers = sorted({file.module.name for file, _ in self.graph.importers.get(name, ())})
        reasons = [f"it mentions {_listed(used)}"] if used else []
        reasons += [f"it is imported by {_listed(importers)}"] if importers else []
        return tuple(map(Reason, reasons))

    def _is_product(self, module: str, name: str | None) -> bool:
        """Whether a name that is imported means a product, as far as that is known by now."""
        return name is not None and name in self.exports.get(module, ())

    # -- who gets to know of a product -------------------------------------------------------------------------------

    def _export(self, module: str, name: str) -> None:
        """Say that a name of a module is a product."""
        known = self.exports.setdefault(module, set())
        if name in known:
            return
        known.add(name)
        self.products.generation += 1
        if name not in self.names:
            self._new_names.append(name)
        for file, alias in self._whole.get(module, ()):
            self._add(file, alias)
        for package in (module, *around(module)):
            self._reached(package)
        for file, statement in self.graph.importers.get(module, ()):
            for each in statement.imports() if statement.names is not None else ():
                if each.name == name:
                    self._want(file, each.alias or name)
                elif each.name == "*":
                    self._want(file, name)

    def _reached(self, module: str) -> None:
        """A module has products, or one below it: whoever imports it as a whole may get to them."""
        if module in self.below:
            return
        self.below.add(module)
        for file, statement in self.graph.importers.get(module, ()):
            if statement.names is None:
                top = module.partition(".")[0]
                self._want_module(file, statement.alias or top, module if statement.alias else top)
        parent, _, last = module.rpartition(".")
        for file, alias in self.graph.taking(parent, last):
            self._want_module(file, alias, module)

    def _want(self, file: File, name: str) -> None:
        """Say that a name means a product in a file."""
        if name not in file.wanted:
            file.wanted.add(name)
            self._add(file, name)

    def _add(self, file: File, name: str) -> None:
        self._pending.setdefault(file, {})[name] = None

    def _want_module(self, file: File, alias: str, module: str) -> None:
        """Say that a name means a module in a file which has products, or a module below it that has."""
        if file.modules.get(alias) == module or (alias in file.wanted and alias not in file.modules):
            return
        holder = file.name
        file.modules[alias] = module
        self.aliases[holder, alias] = module
        self.holding.add(holder)
        parent, _, last = holder.rpartition(".")
        for importer, name in self.graph.taking(parent, last, stars=False):
            self._want_module(importer, name, holder)
        for importer, statement in self.graph.importers.get(holder, ()):
            if statement.names is None and (statement.alias or "." not in holder):
                self._want_module(importer, statement.alias or holder, holder)
        for importer, name in self.graph.taking(holder, alias):
            self._want_module(importer, name, module)
        self._whole.setdefault(module, []).append((file, alias))
        file.wanted.add(alias)
        self._add(file, alias)

    # -- modules that are imported as a whole ------------------------------------------------------------------------

    def leads_to(self, module: str, names: list[str]) -> bool:
        """Whether a dotted name below a module means a product."""
        current = module
        for each in names:
            if each == "__dict__" and current in self.defining:
                return True
            if each in self.exports.get(current, ()):
                return True
            if (current, each) in self.aliases:
                current = self.aliases[current, each]
                continue
            lazy = self._lazy.get(current)
            is_asked = each in self.names or "__getattr__" in self.exports.get(current, ())
            if lazy is not None and is_asked and self._ask(lazy, each):
                return True
            if f"{current}.{each}" not in self.below:
                return False
            current = f"{current}.{each}"
        return current in self.defining and current != module

    def leads(self, code: bytes, alias: str, module: str, *, bare: bool = True) -> bool:
        """Whether code gets at a product through the name of a module.

        :param bare: whether the name of a module that defines products counts by itself
        """
        has_products = bool(self.exports.get(module)) or module in self.holding
        for each in mentions(code, alias):
            if each.is_attribute:
                continue
            if chain := each.chain:
                if self.leads_to(module, chain):
                    return True
            elif module in self.defining and bare:
                if not each.is_import and not each.is_no_name:
                    return True
            elif has_products and not each.is_import:
                if each.is_handed_to_getattr:
                    name = each.asked_for
                    if name is None and module in self.defining:
                        return True
                    if name is not None and (self.leads_to(module, [name]) or (module, name) in self.aliases):
                        return True
                elif each.is_renamed and self.exports.get(module):
                    return True
        return False

    # -- running -----------------------------------------------------------------------------------------------------

    def _visit(self, file: File) -> None:
        """Run what uses names that mean products in a file, in the order of the statements."""
        due = self._due.setdefault(file, {})
        while due or file in self._pending:
            for name in self._pending.pop(file, ()):
                due.update(((index, name), False) for index in self._using(file, name))
            if due:
                index, name = min(due)
                self._run(file, index, name, quietly=due.pop((index, name)))

    def _using(self, file: File, name: str) -> list[int]:
        """The statements that use a name which means a product, or a module that has products."""
        target = file.modules.get(name, "")
        if target:
            if not self.leads(file.text, name, target):
                return []
        else:
            self._export(file.name, name)  # whoever imports the name from here gets the product as well
            if not file.source.is_parsed and not file.mentions(name):
                return []
        scope = file.module.scope
        if file.source.problem is not None:  # whatever it has may be a product
            for importer, statement in self.graph.importers.get(file.name, ()):
                for each in statement.imports():
                    if each.name is not None:
                        self._want(importer, each.alias or each.name)
        return [
            index
            for index in scope.mentioning(name, lambda code: not target or self.leads(code, name, target))
            if index not in scope.imports
        ]

    def _run(self, file: File, index: int, name: str, *, quietly: bool = False) -> None:
        """Run a statement that uses a product, and see what that makes of the names it binds."""
        module, scope = file.module, file.module.scope
        of_module = file.modules.get(name, "")
        if of_module and module.state[index] != PENDING:
            return
        statement, uses = scope.statements[index], scope.uses[index]
        if name not in uses.mentions:
            if scope.is_plain_function(index):
                if not quietly and self._makes(file, index, name, of_module):
                    self._product(file, statement.name)  # type: ignore[attr-defined]
                return
            mentions_other = any(each in file.wanted and each not in file.modules for each in uses.mentions)
            if isinstance(statement, ast.ClassDef) and not mentions_other:
                if self._makes(file, index, name, of_module):
                    self._product(file, statement.name)
                return
        self.project.begin(module.name)
        before = {*dict.keys(module.namespace)}
        self.products.generation += module.state[index] == PENDING
        module.run(index)
        bound = {*dict.keys(module.namespace)} - before
        bound |= uses.binds | {each for each in uses.stored if each in scope.binders}
        for each in sorted(bound):
            self._judge(file, each)

    def _judge(self, file: File, name: str) -> None:
        """See what has been bound to a name."""
        raw = file.module.namespace.raw(name)
        if raw is MISSING:
            return
        if type(raw) is ModuleObject:  # another name for a module
            if name not in file.modules:
                self._want_module(file, name, module_of(raw).name)
        elif self.products.makes(raw):
            self._product(file, name)
        elif self.products.has(raw):
            self._finish(file, name)

    def _makes(self, file: File, index: int, name: str, of_module: str) -> bool:
        """Whether functions in a statement use a product for more than asking what it is."""
        uses = file.module.scope.uses[index]
        for dotted in uses.making:
            root, _, rest = dotted.partition(".")
            if root != name:
                continue
            if not of_module or (self.leads_to(of_module, rest.split(".")) if rest else of_module in self.defining):
                return True
        return not of_module and name in uses.called and self.products.gives(file.module, name, is_called=True)

    def _product(self, file: File, name: str) -> None:
        """A name stands for a product."""
        self._export(file.name, name)
        self._want(file, name)
        self.defining.add(file.name)
        self._finish(file, name)
        scope = file.module.scope
        for index in scope.defining(name):
            for each in scope.uses[index].strong - {name}:  # what it puts plugins into
                binders = scope.binders.get(each, ())
                if each not in file.wanted and any(_collects(scope.statements[other]) for other in binders):
                    self._export(file.name, each)
                    self._want(file, each)

    def _finish(self, file: File, name: str) -> None:
        """A name stands for a plugin: run what may change that."""
        module, scope = file.module, file.module.scope
        if (module.name, name) in self._finished:
            return
        self._finished.add((module.name, name))
        changing = scope.changing(name)
        self._pending.setdefault(file, {})
        for index in {*changing, *scope.wild} if changing else ():
            if index not in scope.imports and module.state[index] == PENDING:
                self._due.setdefault(file, {}).setdefault((index, name), True)

    # -- libraries whose source is not there -------------------------------------------------------------------------

    def _suspect(self, library: str) -> None:
        """Run the classes that state a name or namespace and derive from what a library gives that is not there."""
        for file, statement in self.graph.importers.get(library, ()):
            if not file.states_a_plugin:
                continue
            aliases = {each.alias or each.module.partition(".")[0] for each in statement.imports()}
            if not aliases & file.bases:
                continue
            scope = file.module.scope
            for index, definition in enumerate(scope.statements):
                if not isinstance(definition, ast.ClassDef) or file.module.state[index] != PENDING:
                    continue
                stated = {each for part in definition.body for each in _named_by(part)} & {"name", "namespace"}
                if stated and any(root_of(each) in aliases for each in definition.bases):
                    if "namespace" in stated:
                        self.project.begin(file.name)
                    else:
                        self.project.begin(most=MOST_FOR_A_NAME)
                    file.module.run(index)
                    self._judge(file, definition.name)

    # -- names that do not stand in the text -------------------------------------------------------------------------

    def _named(self, name: str) -> None:
        """A product goes by a name: ask what gives names by ``__getattr__``, or imports modules by calls."""
        self.names.add(name)
        for source, file in list(self._lazy.items()):
            if "__getattr__" not in file.module.scope.binders:
                del self._lazy[source]
                continue
            is_maker = name == "__getattr__" and name in self.exports.get(source, ())
            everything = is_maker or (name not in SEEDS and (name in file.wanted or file.may_ask_for(name)))
            for _, statement in list(self.graph.importers.get(source, ())):
                for each in statement.imports() if statement.names is not None else ():
                    if each.name == name or (everything and each.name):
                        self._ask(file, each.name)
            if everything:
                for each_module in (source, *around(source)):
                    self._reached(each_module)
        for file in list(self._computed):
            if name in SEEDS and not file.names_this_library:
                continue
            if file.may_ask_for(name):
                self._computed.remove(file)
                self._run_computed(file)

    def _ask(self, file: File, name: str) -> bool:
        """Ask a module for what it may give by ``__getattr__``; gives whether that is a product or a plugin."""
        module = file.module
        if name in module.scope.binders or f"{module.name}.{name}" in self.graph.files:
            return False
        self.project.begin()
        try:
            value = module.attribute(name)
        except (Exception, Internal):  # noqa: BLE001 - whatever the hook raises
            return False
        if self.products.makes(value):
            self._export(module.name, name)
        return self.products.has(value)

    def _run_computed(self, file: File) -> None:
        """Run what imports modules by calls, and note which they are."""
        module, scope = file.module, file.module.scope
        for name in dict.fromkeys(file.importers):
            for index in scope.mentioning(name):
                if index in scope.imports or scope.is_plain_function(index) or name not in scope.uses[index].mentions:
                    continue
                asked: list[str] = []
                self.project.asked = asked
                self.project.begin()
                module.run(index)
                self.project.asked = None
                binds = scope.uses[index].binds
                for each in binds:
                    raw = module.namespace.raw(each)
                    if raw is not MISSING and self.products.makes(raw):
                        self._product(file, each)
                for imported in asked:
                    for each in binds if imported in self.graph.files else ():
                        self.graph.add(file, Statement(imported, None, each))
                        if imported in self.below:
                            self._want_module(file, each, imported)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:MOST_LISTED]) + (
        f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    )


MOST_LISTED = 5
"""How many names a reason lists."""


def _collects(statement: ast.stmt) -> bool:
    """Whether a statement binds a collection that others may fill."""
    value: Any = getattr(statement, "value", None)
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", getattr(value.func, "attr", "")) in COLLECTIONS
    return isinstance(value, (ast.List, ast.Dict, ast.Set))


def _named_by(statement: ast.stmt) -> set[str]:
    """The names that an assignment binds."""
    if isinstance(statement, ast.Assign):
        targets: list[ast.expr] = statement.targets
    else:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) and statement.value else []
    return {each.id for each in targets if isinstance(each, ast.Name)}
