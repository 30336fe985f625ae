"""Which files can matter: the work list that spreads from the exports of ``plugin`` along the import graph.

A *product* is a name through which a plugin can come about: a plugin class, a spec, a decorator or function whose code
uses one. A file is parsed only if it imports a module that has products and its text holds one of their names; and of
its statements only those are run that mention one. What such a statement binds is looked at by value: if it is a
product, the files that import it come next.
"""

import ast
import re
from collections.abc import Iterator

from plugin.discovery.static.importgraph import Import
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.kinds import Kinds, ProjectFile, add
from plugin.discovery.static.products import SEED_MODULES, SEEDS, Kind, LibraryProducts
from plugin.discovery.static.scopes import COMPOUND, bound_names, callable_names
from plugin.discovery.static.shared import members_used
from plugin.discovery.static.tree import walk
from plugin.discovery.static.values import UNBOUND, Mutable, Unknown

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
        self._importers: dict[str, list[tuple[ProjectFile, Import]]] = {}
        self._exports: dict[str, dict[str, Kind]] = {name: dict(SEEDS) for name in SEED_MODULES}
        self._below: dict[str, set[str]] = {}  # package -> itself and the modules below it that have products
        self._builtin: dict[str, bool] = {}
        self._missing: dict[str, bool] = {}
        self.kinds = Kinds(interpreter, self.files, self.libraries)
        self._pending: dict[str, None] = {}

    def run(self) -> None:
        """Run every statement that can make a plugin."""
        modules = self.interpreter.modules
        for name in modules.tree.modules:
            module = modules.find(name)
            if module is not None:
                self.files[name] = ProjectFile(module)
        for name in SEED_MODULES - self.files.keys():
            self._note_below(name)
        for file in self.files.values():
            self._connect(file)
        self.interpreter.outside.importers = self._importers
        self.interpreter.outside.files = self.interpreter.circles.files = self.files
        for file in self.files.values():
            if b"import_module" in file.text or b"__import__" in file.text:
                self._follow_computed(file)
        for name in SEED_MODULES & self.files.keys():
            self._note_below(name)
            self.files[name].exports.update(SEEDS)
        for file in self.files.values():
            for each in file.imports:
                # What comes from other files of the project is taken over once they turn out to have products.
                if each.module not in self.files or each.module in self._below or self._is_lazy(each.module):
                    self._take_over(file, each)
        while self._pending:
            name = next(iter(self._pending))
            del self._pending[name]
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
        file.imports = tuple(each for each in file.imports if not self._is_builtin(each.module))
        for each in file.imports:
            for target in self._targets(each):
                if target in self.files or target in SEED_MODULES or target in self.interpreter.modules.packages:
                    self._importers.setdefault(target, []).append((file, each))
            if each.module not in self.files and self._is_missing(each.module):
                file.suspects.add(each.alias or each.name or each.module.partition(".")[0])
        if file.suspects:
            self._pending[file.module.name] = None

    def _follow_computed(self, file: ProjectFile) -> None:
        """Run what imports modules by names that the text does not tell, to learn which they are."""
        scope = file.module.scope
        places = {
            index
            for found in COMPUTED.finditer(file.text)
            for index in scope.at_line(file.module.line_of(found.start()))
        }
        for index in places:
            statement = scope.statements[index]
            if isinstance(statement, ast.ImportFrom):
                names = {alias.asname for alias in statement.names if alias.name == "import_module" and alias.asname}
            else:
                self._run_importing(file, index)
                names = {*callable_names(statement)}
            for name in names:
                for user in scope.touching(name):
                    self._run_importing(file, user)
                for importer, each in self._importers.get(file.module.name, ()):
                    if each.name == name:
                        for user in importer.module.scope.touching(each.alias or name):
                            self._run_importing(importer, user)

    def _run_importing(self, file: ProjectFile, index: int) -> None:
        """Run a statement that imports modules by name, and take over what comes from them."""
        scope = file.module.scope
        if isinstance(scope.statements[index], (ast.Import, ast.ImportFrom)):
            return
        scope.run(index)
        for name in sorted(self.interpreter.imported_by_name.pop(file.module, ())):
            if name in self.files:
                each = Import(name, None, None)
                file.imports = (*file.imports, each)
                self._importers.setdefault(name, []).append((file, each))
        for name in scope.bound_at(index):
            if isinstance(scope.get(name, index + 1), Unknown):
                file.suspects.add(name)
                self._pending[file.module.name] = None

    def _is_builtin(self, name: str) -> bool:
        top = name.partition(".")[0]
        if top not in self._builtin:
            self._builtin[top] = self.interpreter.modules.is_builtin(top)
        return self._builtin[top]

    def _is_missing(self, name: str) -> bool:
        if name not in self._missing:
            self._missing[name] = name not in SEED_MODULES and self.interpreter.modules.find(name) is None
        return self._missing[name]

    def _targets(self, each: Import) -> Iterator[str]:
        """The modules whose products an import may reach."""
        yield each.module
        if each.name and each.name != "*":
            yield f"{each.module}.{each.name}"
        parent = each.module
        while each.name is None and each.alias is None and (parent := parent.rpartition(".")[0]):
            yield parent

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
                kind = Kind.MAKER  # what its __getattr__ gives, only calling it would tell
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
            if self._is_lazy(each.module) and any(
                self._gives_lazily(each.module, member) for member, _ in members_used(file.text, shown)
            ):
                below, module = {alias: Kind.MAKER, **below}, None
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
        scope = self.files[module].module.scope
        binding = [scope.statements[index] for index in scope.binders.get(name, ()) if index < len(scope.statements)]
        return all(isinstance(each, COMPOUND) for each in binding)

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
            for parent in self._targets(each):
                add(products, self._exports.get(parent, {}))
        if each.module not in self.files and not self._is_missing(each.module):
            add(products, dict.fromkeys(self.libraries.dotted(file.text, each), Kind.MAKER))
        return products

    def _export(self, file: ProjectFile, products: dict[str, Kind]) -> None:
        """Note products that others can import from a file, and have those others looked at again."""
        if not add(file.exports, products):
            return
        name = file.module.name
        self._exports[name] = file.exports
        self._note_below(name)
        for importer, each in self._importers.get(name, ()):
            self._take_over(importer, each)
        package = name
        while package := package.rpartition(".")[0]:  # import a; a.b.Product
            for importer, each in self._importers.get(package, ()):
                if each.name is None or each.module != package:  # from a import c: nothing below a.b comes through it
                    self._take_over(importer, each)

    # -- visiting a file ----------------------------------------------------------------------------------------------

    def _visit(self, file: ProjectFile) -> None:
        """Run the statements that mention a product, and what makes products of the names that they bind."""
        self._suspect(file)
        lines = {file.line(position): Kind.CLASS for position in file.suspected_at}
        while True:
            new = {name for name, kind in file.wanted.items() if file.searched.get(name, 0) < kind}
            file.searched = dict(file.wanted)
            for name, position in file.mentions(new):
                add(lines, {file.line(position): self.kinds.of_mention(name, position, file)})
            if not lines:
                return
            scope = file.module.scope
            if file.module.problem is not None:
                self._suspect_importers(file)
            for line, kind in lines.items():
                add(file.mentioned, dict.fromkeys(scope.at_line(line), kind))
            lines = {}
            found = {index: kind for index, kind in file.mentioned.items() if file.looked_at.get(index, 0) < kind}
            file.looked_at.update(found)
            for index, kind in sorted(found.items()):
                self._run_statement(file, index, kind)

    def _suspect(self, file: ProjectFile) -> None:
        """Find the classes that state a name, and derive from a class whose source is not there."""
        if not file.suspects:
            return
        found = set()
        states_name = _states_name(file.text)
        for definition in CLASS.finditer(file.text):
            if not file.suspects.isdisjoint(WORD.findall(definition.group(2).decode("utf-8", "replace"))):
                found.add(definition.group(1).decode("utf-8", "replace"))
                if states_name:
                    file.suspected_at.add(definition.start(1))
        if found <= file.suspects:
            return
        file.suspects |= found
        for importer, each in self._importers.get(file.module.name, ()):
            if each.name in found or each.name == "*":
                self._take_over(importer, each)

    def _suspect_importers(self, file: ProjectFile) -> None:
        """Have those looked at who take something from a file that cannot be read, as if it was not there."""
        for importer, each in self._importers.get(file.module.name, ()):
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
        changed = self.interpreter.changed = set()
        scope.run(index)
        for owner in changed:
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
        for scope, name in value.owners:
            home = self.files.get(scope.module.name)
            if home is not None and scope.is_module and home.exports.get(name, 0) < kind:
                product = {name: self.kinds.of(value, kind, statement, file.module)}
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
