"""Which files can matter: the work list that spreads from the exports of ``plugin`` along the import graph.

A *product* is a name through which a plugin can come about: a plugin class, a spec, a decorator or function whose code
uses one. A file is parsed only if it imports a module that has products and its text holds one of their names; and of
its statements only those are run that mention one. What such a statement binds is looked at by value: if it is a
product, the files that import it come next.
"""

import ast
import re
from collections.abc import Iterator

from plugin.discovery.static.attributes import module_constant
from plugin.discovery.static.importers import Importers, targets
from plugin.discovery.static.importgraph import Import, Statement
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.kinds import Kinds, ProjectFile, add
from plugin.discovery.static.modules import around
from plugin.discovery.static.products import SEED_MODULES, SEEDS, Kind, LibraryProducts
from plugin.discovery.static.scopes import COMPOUND, Environment, bound_names, callable_names, names_at_once
from plugin.discovery.static.shared import members_used
from plugin.discovery.static.tree import walk
from plugin.discovery.static.values import UNBOUND, ModuleValue, Mutable, Raised, Unknown, Value

NAME = re.compile(rb"name[ \t]*(?::[^=\n]+)?=[ \t]*[fFrR]?[\"']")
COMPUTED = re.compile(
    rb"""(?<![\w.])__import__\b(?!\(\s*f?["'][\w.]+["']\s*[,)])|\bimport_module\b(?!\(\s*f?["'][\w.]+["']\s*\))"""
)
"""What imports a module by a name that does not stand in the text."""
WORD = re.compile(r"\w+")
CLASS = re.compile(rb"class[ \t]+(\w+)[ \t]*\(([^)]*)\)")
"""A class definition, with its bases."""


class WorkList:
    """Finds the statements that can make plugins, and runs them.

    :param interpreter: runs them
    :param everything: run everything else as well, to check that nothing is missed
    """

    def __init__(self, interpreter: Interpreter, *, everything: bool = False) -> None:
        self.interpreter = interpreter
        self.everything = everything
        self.files: dict[str, ProjectFile] = {}
        self.libraries = LibraryProducts(interpreter.modules)
        self._importers = Importers()
        self._exports: dict[str, dict[str, Kind]] = {name: dict(SEEDS) for name in SEED_MODULES}
        self._below: dict[str, set[str]] = {}  # package -> itself and the modules below it that have products
        self._reachable: set[str] = set()  # the modules and packages that an import may have products of
        self._builtin: dict[str, bool] = {}
        self._missing: dict[str, bool] = {}
        self.kinds = Kinds(interpreter, self.files, self.libraries)
        self._pending: dict[str, None] = {}  # the files to visit
        self._changed: dict[str, None] = {}  # those that export more than their importers know of

    def run(self) -> None:
        """Run every statement that can make a plugin."""
        modules = self.interpreter.modules
        for name in modules.tree.modules:
            module = modules.find(name)
            if module is not None:
                self.files[name] = ProjectFile(module)
        self._reachable = {*self.files, *SEED_MODULES, *modules.packages}
        for name in SEED_MODULES - self.files.keys():
            self._note_below(name)
        for file in self.files.values():
            self._connect(file)
        self.interpreter.outside.importers = self._importers
        self.interpreter.outside.files = self.interpreter.circles.files = self.files
        for file in self.files.values():
            if file.imports_by_name:
                self._follow_computed(file)
        for name in SEED_MODULES & self.files.keys():
            self._note_below(name)
            self.files[name].exports.update(SEEDS)
        for file in self.files.values():
            for statement in file.statements:
                # What comes from other files of the project is taken over once they turn out to have products.
                origin = statement.module
                if origin not in self.files or origin in self._below or self._is_lazy(origin):
                    for each in statement.imports():
                        self._take_over(file, each)
        while self._pending or self._changed:
            self._tell_importers()
            pending, self._pending = self._pending, {}
            for name in pending:
                self._visit(self.files[name])
        if self.everything:
            self._run_the_rest()

    def _run_the_rest(self) -> None:
        """Run what was left out, of which the collector sees whether it makes plugins after all."""
        for file in self.files.values():
            for index in range(len(file.module.scope.statements)):
                if index not in file.done:
                    file.done.add(index)
                    file.module.scope.run(index)

    # -- the graph --------------------------------------------------------------------------------------------------

    def _connect(self, file: ProjectFile) -> None:
        """Note which modules a file imports, so that it is looked at again when they turn out to have products."""
        file.set_statements(tuple([each for each in file.statements if not self._is_builtin(each.module)]))
        for statement in file.statements:
            module = statement.module
            if module in self.files and module not in self.interpreter.modules.packages and statement.names is not None:
                self._importers.defer(file, statement)
                continue
            self._importers.add(file, statement, self._reachable)
            if module not in self.files and self._is_missing(module):
                file.suspects.update(each.alias or module.partition(".")[0] for each in statement.imports())
        if file.suspects:
            self._pending[file.module.name] = None

    def _follow_computed(self, file: ProjectFile) -> None:
        """Run what imports modules by names that the text does not tell, to learn which they are."""
        scope = file.module.scope
        for index in sorted({index for found in COMPUTED.finditer(file.text) for index in scope.at(found.start())}):
            statement = scope.statements[index]
            if isinstance(statement, ast.ImportFrom):
                names = [alias.asname for alias in statement.names if alias.name == "import_module" and alias.asname]
            else:
                self._run_importing(file, index)
                names = [*callable_names(statement)]
            for name in names:
                self._run_users(file, name)
                for importer, each in self._importers.of(file.module.name):
                    if each.name == name:
                        self._run_users(importer, each.alias or name)

    def _run_users(self, file: ProjectFile, name: str) -> None:
        """Run the statements that use a function which imports modules by name, or call what does."""
        scope = file.module.scope
        users = scope.touching(name)
        names = {name}.union(*(callable_names(scope.statements[index]) for index in users))
        for index in users:
            if not names.isdisjoint(names_at_once(scope.statements[index])):
                self._run_importing(file, index)

    def _run_importing(self, file: ProjectFile, index: int) -> None:
        """Run a statement that imports modules by name, and take over what comes from them."""
        scope = file.module.scope
        if isinstance(scope.statements[index], (ast.Import, ast.ImportFrom)):
            return
        scope.run(index)
        for name in sorted(self.interpreter.imported_by_name.pop(file.module, ())):
            if name in self.files:
                statement = Statement(name, None)
                file.set_statements((*file.statements, statement))
                self._importers.add(file, statement, {name})
        for name in scope.bound_at(index):
            if isinstance(scope.get(name, index + 1), Unknown):
                file.suspects.add(name)
                self._pending[file.module.name] = None

    def _is_builtin(self, name: str) -> bool:
        if name not in self._builtin:
            self._builtin[name] = self.interpreter.modules.is_builtin(name)
        return self._builtin[name]

    def _is_missing(self, name: str) -> bool:
        if name not in self._missing:
            self._missing[name] = name not in SEED_MODULES and self.interpreter.modules.find(name) is None
        return self._missing[name]

    def _note_below(self, name: str) -> None:
        package = name
        while package:
            self._below.setdefault(package, set()).add(name)
            package = package.rpartition(".")[0]

    def _take_over(self, file: ProjectFile, each: Import) -> None:
        """Note which products an import brings into a file, as far as they are known by now."""
        alias = each.alias or each.name or each.module.partition(".")[0]
        module = None
        if each.name == "*":
            products = exported = dict(self._exports.get(each.module, {}))
            if each.module not in self.files and each.module not in SEED_MODULES:
                found = self.libraries.through_star(file.text, each.module)
                products = exported = dict.fromkeys(found, Kind.MAKER)
        elif each.name is not None:
            kind, below = self._kind(each.module, each.name), self._products_below({f"{each.module}.{each.name}"})
            if self._gives_lazily(each.module, each.name):
                kind = max(kind, self._kind_given(file, each, each.name))
            module = alias if below and not kind else None
            exported = {alias: max([kind, *below.values()])} if kind or below else {}
            products = {**below, **exported}
            if not products and each.module not in self.files:  # it may be a module of a library
                asked = Import(f"{each.module}.{each.name}", None, alias)
                products = dict.fromkeys(self.libraries.dotted(file.text, asked), Kind.MAKER)
                exported = {alias: Kind.MAKER} if products else {}
        else:
            below, module = self._reached(file, each), alias
            shown = (each.alias or each.module).encode()
            members = {member for member, _ in members_used(file.text, shown)} if self._is_lazy(each.module) else set()
            given = {member for member in members if self._gives_lazily(each.module, member)}
            if kind := max((self._kind_given(file, each, member) for member in given), default=Kind.NONE):
                below, module = {**below, alias: kind}, None
            exported = {alias: max(below.values())} if below else {}
            products = {**below, **exported}
        source = self.files.get(each.module)
        if source is not None and each.name in source.suspects and alias not in file.suspects:
            file.suspects.add(alias)
            self._pending[file.module.name] = None
        if products and file.want(products, module):
            self._pending[file.module.name] = None
        if exported:
            self._export(file, exported)

    def _is_lazy(self, module: str) -> bool:
        return module in self.files and self.files[module].is_lazy

    def _gives_lazily(self, module: str, name: str) -> bool:
        """Whether what a module of the project has under a name comes from its ``__getattr__``."""
        if not self._is_lazy(module) or f"{module}.{name}" in self.files:
            return False
        home = self.files[module].module
        if module_constant(home, name) is not None:
            return False
        scope = home.scope
        binding = [scope.statements[index] for index in scope.binders.get(name, ()) if index < len(scope.statements)]
        return all(isinstance(each, COMPOUND) for each in binding)

    def _kind_given(self, file: ProjectFile, each: Import, name: str) -> Kind:
        """What kind of product the ``__getattr__`` of a module gives under a name.

        :param file: the file that asks for it
        :param each: the import through which it does
        :param name: the name
        """
        home = self.files[each.module]
        try:
            value = self.interpreter.ask(ModuleValue(home.module), name, ast.Pass(), Environment(home.module))
        except Raised:  # as the import does
            return Kind.NONE
        if not isinstance(value, Unknown):
            return self.kinds.of_value(value)
        if value.missing:  # as if it was imported from there
            home.suspects.add(name)
            return Kind.NONE
        if value not in self.interpreter.names_of_unknown:
            return Kind.MAKER
        origin, original = self.interpreter.names_of_unknown[value]  # it is what an import of that name would give
        self._importers.note(origin.name, file, each)
        return self._kind(origin.name, original)

    def _kind(self, module: str, name: str) -> Kind:
        if module in self._exports:
            return self._exports[module].get(name, Kind.NONE)
        return Kind.MAKER if module not in self.files and self.libraries.has(module, name) else Kind.NONE

    def _products_below(self, modules: set[str]) -> dict[str, Kind]:
        """The products of some modules, and of those below them."""
        products: dict[str, Kind] = {}
        for module in {inner for outer in modules for inner in self._below.get(outer, ())}:
            add(products, self._exports[module])
        return products

    def _reached(self, file: ProjectFile, each: Import) -> dict[str, Kind]:
        """The products that a file can reach by attributes of a module that it imports."""
        products = self._products_below({each.module})
        if each.alias is None:
            for parent in targets(each):
                add(products, self._exports.get(parent, {}))
        if each.module not in self.files and not self._is_missing(each.module):
            add(products, dict.fromkeys(self.libraries.dotted(file.text, each), Kind.MAKER))
        return products

    def _export(self, file: ProjectFile, products: dict[str, Kind]) -> None:
        """Note products that others can import from a file."""
        if add(file.exports, products):
            name = file.module.name
            self._exports[name] = file.exports
            self._note_below(name)
            self._changed[name] = None

    def _tell_importers(self) -> None:
        """Have those looked at again who import what files export by now."""
        while self._changed:
            changed, self._changed = self._changed, {}
            for importer, each in dict.fromkeys(pair for name in changed for pair in self._affected(name)):
                self._take_over(importer, each)

    def _affected(self, name: str) -> Iterator[tuple[ProjectFile, Import]]:
        """What may bring a product of a module into another file."""
        yield from self._importers.of(name)
        for package in around(name):  # import a; a.b.Product
            yield from self._importers.of_itself(package)

    # -- visiting a file ----------------------------------------------------------------------------------------------

    def _visit(self, file: ProjectFile) -> None:
        """Run the statements that mention a product, and what makes products of the names that they bind."""
        self._suspect(file)
        places = dict.fromkeys(file.suspected_at, Kind.CLASS)
        while True:
            new, file.unsearched = file.unsearched, {}
            for name, position in file.mentions(new):
                add(places, {position: self.kinds.of_mention(name, position, file)})
            if not places:
                return
            scope = file.module.scope
            if file.module.problem is not None:
                self._suspect_importers(file)
            for position, kind in places.items():
                add(file.mentioned, dict.fromkeys(scope.at(position), kind))
            places = {}
            found = {index: kind for index, kind in file.mentioned.items() if file.looked_at.get(index, 0) < kind}
            file.looked_at.update(found)
            for index, kind in sorted(found.items()):
                self._run_statement(file, index, kind)

    def _suspect(self, file: ProjectFile) -> None:
        """Find the classes that state a name, and derive from a class whose source is not there."""
        if not file.suspects:
            return
        derived = [
            definition
            for definition in CLASS.finditer(file.text)
            if not file.suspects.isdisjoint(WORD.findall(definition.group(2).decode("utf-8", "replace")))
        ]
        if derived and _states_name(file.text):
            file.suspected_at.update(definition.start(1) for definition in derived)
        found = {definition.group(1).decode("utf-8", "replace") for definition in derived}
        if found <= file.suspects:
            return
        file.suspects |= found
        for importer, each in self._importers.of(file.module.name):
            if each.name in found or each.name == "*":
                self._take_over(importer, each)

    def _suspect_importers(self, file: ProjectFile) -> None:
        """Have those looked at who take something from a file that cannot be read, as if it was not there."""
        for importer, each in self._importers.of(file.module.name):
            alias = each.alias or each.name or each.module.partition(".")[0]
            if alias not in importer.suspects:
                importer.suspects.add(alias)
                self._pending[importer.module.name] = None

    def _run_statement(self, file: ProjectFile, index: int, kind: Kind) -> None:
        """Run a statement that mentions products of at most a kind, and see what it binds."""
        scope = file.module.scope
        statement = scope.statements[index]
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            return
        file.done.add(index)
        changed = self.interpreter.changed = {}
        scope.run(index)
        looked_at: dict[Mutable, None] = {}
        while new := [owner for owner in changed if owner not in looked_at]:  # looking may run what changes others
            looked_at.update(dict.fromkeys(new))
            for owner in new:
                self._look_at_changed(owner, kind, statement, file)
        for name in dict.fromkeys([*bound_names(statement, walrus=True), *scope.bound_at(index)]):
            if name != "*" and file.exports.get(name, 0) < kind:
                product = {name: self.kinds.of(scope.get(name, index + 1), kind, statement, file.module)}
                file.want(product)
                self._export(file, product)
        for name in _perhaps_changed(statement):
            value = scope.get(name, index + 1) if name in scope.binders else UNBOUND
            if isinstance(value, Mutable) and file.exports.get(name, 0) < kind:
                product = {name: self.kinds.of(value, kind, statement, file.module)}
                file.want(product)
                self._export(file, product)

    def _look_at_changed(self, value: Mutable, kind: Kind, statement: ast.stmt, file: ProjectFile) -> None:
        """See whether something is a product now that a statement has changed in place, such as a table of plugins."""
        for scope, name in [owner for owners in value.owners.values() for owner in owners]:
            home = self.files.get(scope.module.name)
            if home is not None and scope.is_module and home.exports.get(name, 0) < kind:
                # What it holds by now may be a product if code that uses products has to do with it.
                content: Value = value
                if value.spoiled and not home.mentioned.keys().isdisjoint(scope.mentioning(name)):
                    content = value.spoiled
                product = {name: self.kinds.of(content, kind, statement, file.module)}
                if home.want(product):
                    self._pending[home.module.name] = None
                self._export(home, product)


def _perhaps_changed(statement: ast.stmt) -> set[str]:
    """The names of what a statement may change without binding it: ``a.base = Product``, ``a.append(Product)``."""
    changing = {ast.Expr: ("value",), ast.Assign: ("targets",), ast.AugAssign: ("target",)}.get(type(statement), ())
    return {
        part.id
        for field, child in ast.iter_fields(statement)
        if field in changing
        for each in (child if isinstance(child, list) else [child])
        for part in walk(each)
        if isinstance(part, ast.Name)
    }


def _states_name(text: bytes) -> bool:
    """Whether a line, indented as in the body of a class, gives a name."""
    return any(
        (indent := text[text.rfind(b"\n", 0, found.start()) + 1 : found.start()]) and indent.isspace()
        for found in NAME.finditer(text)
    )
