"""Which files can matter: the work list that spreads from the exports of ``plugin`` along the import graph.

A *product* is a name through which a plugin can come about: a plugin class, a spec, a decorator or function whose code
uses one. A file is parsed only if it imports a module that has products and its text holds one of their names; and of
its statements only those are run that mention one. What such a statement binds is looked at by value: if it is a
product, the files that import it come next.
"""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable

from plugin.discovery.static import classes
from plugin.discovery.static.importgraph import Import, imports, without_imports
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.modules import ALIASES, Module
from plugin.discovery.static.scopes import bound_names
from plugin.discovery.static.values import (
    AnyFunction,
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

SEEDS = frozenset({"Plugin", "PluginSpec", "FunctionPlugin", "plugin"})
"""The names of ``plugin`` through which plugins come about."""

STATES_NAME = re.compile(rb"^[ \t]+name[ \t]*(?::[^=\n]+)?=[ \t]*[fFrR]?[\"']", re.MULTILINE)
"""A class body that gives its class a name."""
CLASS = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*\(([^)]*)\)", re.MULTILINE)
"""A class definition, with its bases."""

SEED_MODULES = ("plugin", "plugin.core", *(alias for alias, name in ALIASES.items() if name in ("plugin", "plugin.core")))


class File:
    """What the work list knows of a module before, and after, it is parsed."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.imports: tuple[Import, ...] = imports(module.text, module.package)
        self.exports: set[str] = set()
        self.mentions: set[str] = set()  # the names that its text is searched for
        self.own: set[str] = set()  # the products that it binds itself
        self.suspects: set[str] = set()  # what it takes from source that is not there, and classes derived from that
        self.done: set[int] = set()  # the positions of the statements that have run

    @property
    def wanted(self) -> set[str]:
        return self.mentions | self.own


class WorkList:
    """Finds the statements that can make plugins, and runs them.

    :param interpreter: runs them
    :param everything: parse and run everything instead, to check that nothing is missed
    """

    def __init__(self, interpreter: Interpreter, *, everything: bool = False) -> None:
        self.interpreter = interpreter
        self.everything = everything
        self.files: dict[str, File] = {}
        self._importers: dict[str, set[str]] = {}
        self._exports: dict[str, set[str]] = {name: set(SEEDS) for name in SEED_MODULES}
        self._below: dict[str, set[str]] = {}  # package -> the modules below it that have products

    def run(self) -> None:
        """Run every statement that can make a plugin."""
        for name in self.interpreter.modules.tree.modules:
            self._add(name)
        for name in list(self._exports):
            self._note_below(name)
        pending = dict.fromkeys(self.files)
        while pending:
            name = next(iter(pending))
            del pending[name]
            pending.update(dict.fromkeys(self._visit(self.files[name])))

    # -- the graph --------------------------------------------------------------------------------------------------

    def _add(self, name: str) -> None:
        """Take a module into the graph, and the libraries that it imports."""
        pending = [name]
        while pending:
            name = pending.pop()
            if name in self.files or name in SEED_MODULES or self.interpreter.modules.is_builtin(name):
                continue
            module = self.interpreter.modules.find(name)
            if module is None:
                continue
            self.files[name] = file = File(module)
            for each in file.imports:
                for target in self._targets(each):
                    self._importers.setdefault(target, set()).add(name)
                    if target not in self.interpreter.modules.tree.modules:
                        pending.append(target)

    def _targets(self, each: Import) -> Iterable[str]:
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

    # -- visiting a file ----------------------------------------------------------------------------------------------

    def _visit(self, file: File) -> Iterable[str]:
        """Run what can make plugins in a file; gives the files that have to be looked at again."""
        before = file.exports | file.suspects
        for each in file.imports:
            self._take_over(file, each)
        self._suspect(file)
        if self.everything or (file.wanted and _mentions(file.wanted, without_imports(file.module.text))):
            self._run_mentioning(file)
        file.exports |= file.own
        if file.exports | file.suspects == before:
            return ()
        name = file.module.name
        if file.exports:
            self._exports[name] = file.exports
            self._note_below(name)
        again = set(self._importers.get(name, ()))
        package = name
        while package := package.rpartition(".")[0]:
            again |= self._importers.get(package, set())  # import a; a.b.Product
        return sorted(again)

    def _take_over(self, file: File, each: Import) -> None:
        if each.name == "*":
            names = self._exports.get(each.module, set())
            file.mentions |= names
            file.exports |= names
        elif each.name is not None:
            if each.name in self._exports.get(each.module, ()) or f"{each.module}.{each.name}" in self._below:
                file.mentions.add(each.alias or each.name)
                file.exports.add(each.alias or each.name)
        else:
            reached = set(self._below.get(each.module, ()))
            if each.alias is None:
                reached |= {parent for parent in self._targets(each) if parent in self._exports}
            for module in reached:
                file.mentions |= self._exports[module]
            if reached:
                file.exports.add(each.alias or each.module.partition(".")[0])

    def _suspect(self, file: File) -> None:
        """Find the classes that state a name, and derive from a class whose source is not there."""
        for each in file.imports:
            source = self.files.get(each.module)
            if source is not None and each.name in source.suspects:
                file.suspects.add(each.alias or each.name)
            elif source is None and self._is_missing(each.module):
                file.suspects.add(each.alias or each.name or each.module.partition(".")[0])
        if not file.suspects or not (classes_ := list(CLASS.finditer(file.module.text))):
            return
        states_name = STATES_NAME.search(file.module.text) is not None
        for found in classes_:
            if _pattern(file.suspects).search(found.group(2)):
                name = found.group(1).decode()
                file.suspects.add(name)
                if states_name:
                    file.mentions.add(name)

    def _is_missing(self, name: str) -> bool:
        return name not in SEED_MODULES and not self.interpreter.modules.is_builtin(name) and self.interpreter.modules.find(name) is None

    def _run_mentioning(self, file: File) -> None:
        scope = file.module.scope
        while True:
            found = [index for index in self._mentioning(file) if index not in file.done]
            if not found:
                return
            for index in found:
                file.done.add(index)
                statement = scope.statements[index]
                if isinstance(statement, (ast.Import, ast.ImportFrom)) and not self.everything:
                    continue
                scope.run(index)
                for name in dict.fromkeys([*bound_names(statement, walrus=True), *scope.bound_at(index)]):
                    if name != "*" and self._carries(scope.get(name, index + 1), file, set()):
                        file.own.add(name)

    def _mentioning(self, file: File) -> list[int]:
        """The positions of the statements whose text holds a product's name."""
        statements = file.module.scope.statements
        if self.everything:
            return list(range(len(statements)))
        starts = [_first_line(statement) for statement in statements]
        text = file.module.text
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        found = set()
        line, position = 1, 0
        for match in _pattern(file.wanted).finditer(text):
            line += text.count(b"\n", position, match.start())
            position = match.start()
            index = bisect_right(starts, line) - 1
            if index >= 0:
                found.add(index)
        return sorted(found)

    # -- products -----------------------------------------------------------------------------------------------------

    def _carries(self, value: Value, file: File, seen: set[int]) -> bool:
        """Whether a plugin can come about through a value."""
        value = force(value)
        if id(value) in seen:
            return False
        seen.add(id(value))
        options = each_option(value)
        if len(options) > 1:
            return any(self._carries(option, file, seen) for _, option in options)
        match value:
            case Unknown():
                return True
            case ClassValue():
                return (
                    classes.derives_from(value, classes.PLUGIN)
                    or classes.derives_from(value, classes.SPEC)
                    or any(self._carries(base, file, seen) for base in value.bases if isinstance(base, ClassValue))
                    or (value.node is not None and self._uses(value.node, value.module_name))
                )
            case FunctionValue():
                closed_over = value.environment.variables.values() if value.environment.scope is None else ()
                return (
                    "__pluginspec__" in value.attributes
                    or self._uses(value.node, value.environment.module.name)
                    or any(self._carries(held, file, seen) for held in (*closed_over, *value.attributes.values()))
                )
            case PartialValue():
                return any(self._carries(held, file, seen) for held in (value.function, *value.args, *value.kwargs.values()))
            case BoundMethod():
                return self._carries(value.function, file, seen) or self._carries(value.receiver, file, seen)
            case Descriptor():
                return self._carries(value.function, file, seen)
            case InstanceValue():
                return self._carries(value.cls, file, seen) or any(
                    self._carries(held, file, seen) for held in value.attributes.values()
                )
            case Collection():
                return any(self._carries(held, file, seen) for held in value.items)
            case Mapping():
                return any(self._carries(held, file, seen) for _, held in value.entries.values())
            case Native():
                return "()" in value.name
        return False

    def _uses(self, node: ast.AST, module: str) -> bool:
        """Whether code uses a product, other than in an annotation."""
        file = self.files.get(module)
        if file is None:
            return module in SEED_MODULES
        wanted = file.wanted
        pending: list[ast.AST] = [node]
        while pending:
            current = pending.pop()
            if isinstance(current, ast.Name):
                if current.id in wanted:
                    return True
            elif isinstance(current, ast.Attribute):
                if current.attr in wanted:
                    return True
            for field, child in ast.iter_fields(current):
                if field in ("annotation", "returns"):
                    continue
                if isinstance(child, ast.AST):
                    pending.append(child)
                elif isinstance(child, list):
                    pending.extend(item for item in child if isinstance(item, ast.AST))
        return False


def _first_line(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


_patterns: dict[frozenset[str], re.Pattern[bytes]] = {}


def _pattern(names: Iterable[str]) -> re.Pattern[bytes]:
    key = frozenset(names)
    if key not in _patterns:
        alternatives = b"|".join(re.escape(name.encode("utf-8", "surrogatepass")) for name in sorted(key))
        _patterns[key] = re.compile(rb"(?<!\w)(?:%b)(?!\w)" % alternatives)
    return _patterns[key]


def _mentions(names: set[str], text: bytes) -> bool:
    return _pattern(names).search(text) is not None


__all__ = ["AnyFunction", "WorkList"]
