"""Which files can matter: the work list that spreads from the exports of ``plugin`` along the import graph.

A *product* is a name through which a plugin can come about: a plugin class, a spec, a decorator or function whose code
uses one. A file is parsed only if it imports a module that has products and its text holds one of their names; and of
its statements only those are run that mention one. What such a statement binds is looked at by value: if it is a
product, the files that import it come next.
"""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from plugin.discovery.static import classes
from plugin.discovery.static.importgraph import Import
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.modules import Module
from plugin.discovery.static.products import SEED_MODULES, SEEDS, File, LibraryProducts, pattern
from plugin.discovery.static.scopes import bound_names
from plugin.discovery.static.values import (
    BoundMethod,
    ClassValue,
    Collection,
    Descriptor,
    FunctionValue,
    InstanceValue,
    Mapping,
    Native,
    PartialValue,
    Unknown,
    Value,
    each_option,
    force,
)

STATES_NAME = re.compile(rb"^[ \t]+name[ \t]*(?::[^=\n]+)?=[ \t]*[fFrR]?[\"']", re.MULTILINE)
"""A class body that gives its class a name."""
CLASS = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*\(([^)]*)\)", re.MULTILINE)
"""A class definition, with its bases."""


class ProjectFile(File):
    """What the work list knows of a module that ships."""

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.exports: set[str] = set()  # the products that others can import from it
        self.wanted: set[str] = set()  # the names that its text is searched for
        self.suspects: set[str] = set()  # what it takes from source that is not there, and classes derived from that
        self.done: set[int] = set()  # the positions of the statements that have run
        self.searched: set[str] = set()  # the wanted names that the text was searched for
        self.lines: set[int] = set()  # the lines that mention one in code that runs at import


class WorkList:
    """Finds the statements that can make plugins, and runs them.

    :param interpreter: runs them
    :param everything: parse and run everything instead, to check that nothing is missed
    """

    def __init__(self, interpreter: Interpreter, *, everything: bool = False) -> None:
        self.interpreter = interpreter
        self.everything = everything
        self.files: dict[str, ProjectFile] = {}
        self.libraries = LibraryProducts(interpreter.modules)
        self._importers: dict[str, list[tuple[ProjectFile, Import]]] = {}
        self._exports: dict[str, set[str]] = {name: set(SEEDS) for name in SEED_MODULES}
        self._below: dict[str, set[str]] = {}  # package -> itself and the modules below it that have products
        self._missing: dict[str, bool] = {}
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
        for name in SEED_MODULES & self.files.keys():
            self._note_below(name)
            self.files[name].exports |= SEEDS
        for file in self.files.values():
            for each in file.imports:
                self._take_over(file, each)
        while self._pending:
            name = next(iter(self._pending))
            del self._pending[name]
            self._visit(self.files[name])

    # -- the graph --------------------------------------------------------------------------------------------------

    def _connect(self, file: ProjectFile) -> None:
        """Note which modules a file imports, so that it is looked at again when they turn out to have products."""
        if self.everything:
            self._pending[file.module.name] = None
        for each in file.imports:
            if self.interpreter.modules.is_builtin(each.module):
                continue
            for target in self._targets(each):
                if target in self.files or target in SEED_MODULES:
                    self._importers.setdefault(target, []).append((file, each))
            if each.module not in self.files and self._is_missing(each.module):
                file.suspects.add(each.alias or each.name or each.module.partition(".")[0])
        if file.suspects:
            self._pending[file.module.name] = None

    def _is_missing(self, name: str) -> bool:
        if name not in self._missing:
            known = name in SEED_MODULES or self.interpreter.modules.is_builtin(name)
            self._missing[name] = not known and self.interpreter.modules.find(name) is None
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
        wanted: set[str] = set()
        alias = each.alias
        if each.name == "*":
            wanted = self._exports.get(each.module, wanted)
            alias = None
        elif each.name is not None:
            if self._is_product(each.module, each.name) or f"{each.module}.{each.name}" in self._below:
                wanted = {alias or each.name}
        else:
            reached = set(self._below.get(each.module, ()))
            if alias is None:
                reached |= {parent for parent in self._targets(each) if parent in self._exports}
            for module in reached:
                wanted = wanted | self._exports[module]
            if each.module not in self.files and not self.interpreter.modules.is_builtin(each.module):
                wanted = wanted | self.libraries.dotted(file.text, each)
            if wanted:
                alias = alias or each.module.partition(".")[0]
        source = self.files.get(each.module)
        if source is not None and each.name in source.suspects and alias not in file.suspects:
            file.suspects.add(alias or each.name)
            self._pending[file.module.name] = None
        if not wanted <= file.wanted:
            file.wanted |= wanted
            self._pending[file.module.name] = None
        if wanted:
            self._export(file, wanted if each.name is not None else {alias or ""})

    def _is_product(self, module: str, name: str) -> bool:
        if module in self._exports:
            return name in self._exports[module]
        return module not in self.files and self.libraries.has(module, name)

    def _export(self, file: ProjectFile, names: set[str]) -> None:
        """Note products that others can import from a file, and have those others looked at again."""
        if names <= file.exports:
            return
        name = file.module.name
        file.exports |= names
        self._exports[name] = file.exports
        self._note_below(name)
        for importer, each in self._importers.get(name, ()):
            self._take_over(importer, each)
        package = name
        while package := package.rpartition(".")[0]:  # import a; a.b.Product
            for importer, each in self._importers.get(package, ()):
                self._take_over(importer, each)

    # -- visiting a file ----------------------------------------------------------------------------------------------

    def _visit(self, file: ProjectFile) -> None:
        """Run what can make plugins in a file."""
        self._suspect(file)
        self._look_for(file)
        if self.everything or file.lines:
            self._run_mentioning(file)

    def _suspect(self, file: ProjectFile) -> None:
        """Find the classes that state a name, and derive from a class whose source is not there."""
        if not file.suspects:
            return
        found = set()
        for definition in CLASS.finditer(file.text):
            if pattern(frozenset(file.suspects)).search(definition.group(2)):
                file.suspects.add(definition.group(1).decode("utf-8", "replace"))
                found.add(definition.group(1).decode("utf-8", "replace"))
        if not found:
            return
        if STATES_NAME.search(file.text):
            file.wanted |= found
        for importer, each in self._importers.get(file.module.name, ()):
            if each.name in found or each.name == "*":
                self._take_over(importer, each)

    def _look_for(self, file: ProjectFile) -> None:
        """Look for products in the text of a file: in code that is called later, and in code that runs at import."""
        while new := file.wanted - file.searched:
            file.searched |= new
            within = set()
            for mention in file.mentions(new):
                if mention.within is None:
                    file.lines.add(mention.line)
                else:
                    within.add(mention.within)
            file.wanted |= within
            self._export(file, within)

    def _run_mentioning(self, file: ProjectFile) -> None:
        """Run the statements that mention a product, and what makes products of the names that they bind."""
        scope = file.module.scope
        starts = [_first_line(statement) for statement in scope.statements]
        while True:
            self._look_for(file)
            wanted = {bisect_right(starts, line) - 1 for line in file.lines} - {-1}
            found = sorted((set(range(len(starts))) if self.everything else wanted) - file.done)
            if not found:
                return
            for index in found:
                file.done.add(index)
                statement = scope.statements[index]
                if isinstance(statement, (ast.Import, ast.ImportFrom)) and not self.everything:
                    continue
                scope.run(index)
                for name in dict.fromkeys([*bound_names(statement, walrus=True), *scope.bound_at(index)]):
                    if name != "*" and name not in file.exports and self._carries(scope.get(name, index + 1), set()):
                        file.wanted.add(name)
                        self._export(file, {name})

    # -- products -----------------------------------------------------------------------------------------------------

    def _carries(self, value: Value, seen: set[int]) -> bool:
        """Whether a plugin can come about through a value."""
        value = force(value)
        if id(value) in seen:
            return False
        seen.add(id(value))
        options = each_option(value)
        if len(options) > 1:
            return self._any_carries((option for _, option in options), seen)
        match value:
            case Unknown():
                return True
            case ClassValue():
                return (
                    classes.derives_from(value, classes.PLUGIN)
                    or classes.derives_from(value, classes.SPEC)
                    or self._any_carries((base for base in value.bases if isinstance(base, ClassValue)), seen)
                    or (value.node is not None and self._uses(value.node, value.module_name))
                )
            case FunctionValue():
                closed_over = value.environment.variables.values() if value.environment.scope is None else ()
                return (
                    "__pluginspec__" in value.attributes
                    or self._uses(value.node, value.environment.module.name)
                    or self._any_carries((*closed_over, *value.attributes.values()), seen)
                )
            case PartialValue():
                return self._any_carries((value.function, *value.args, *value.kwargs.values()), seen)
            case BoundMethod():
                return self._any_carries((value.function, value.receiver), seen)
            case Descriptor():
                return self._carries(value.function, seen)
            case InstanceValue():
                return self._any_carries((value.cls, *value.attributes.values()), seen)
            case Collection():
                return self._any_carries(value.items, seen)
            case Mapping():
                return self._any_carries((held for _, held in value.entries.values()), seen)
            case Native():
                return "()" in value.name
        return False

    def _any_carries(self, values: Iterable[Value], seen: set[int]) -> bool:
        return any(self._carries(value, seen) for value in values)

    def _uses(self, node: ast.AST, module: str) -> bool:
        """Whether code uses a product, other than in an annotation."""
        file = self.files.get(module)
        if file is None and module in SEED_MODULES:
            return True
        pending: list[ast.AST] = [node]
        while pending:
            current = pending.pop()
            if isinstance(current, (ast.Name, ast.Attribute)):
                name = current.id if isinstance(current, ast.Name) else current.attr
                if name in file.wanted if file is not None else self.libraries.has(module, name):
                    return True
            for field in current._fields:
                if field in ("annotation", "returns", "ctx"):
                    continue
                child = getattr(current, field, None)
                if isinstance(child, ast.AST):
                    pending.append(child)
                elif isinstance(child, list):
                    pending.extend(item for item in child if isinstance(item, ast.AST))
        return False


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])
