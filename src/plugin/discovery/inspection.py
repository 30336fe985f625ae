"""Determines which plugins a module makes, and where in its source: shared by all ways of discovery.

For modules that are not imported but examined in another way, the caller supplies their names and places.
"""

import ast
import importlib.util
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from types import FunctionType, ModuleType
from typing import NamedTuple

from plugin.core import PluginSpec, PluginSpecResolver
from plugin.discovery.findings import PluginKind

_SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
"""Scopes, whose names are not those of the module."""


class Content:
    """The contents of a module.

    :param module: the name under which it is imported
    :param package: the package that its relative imports start from
    :param variables: its names, and what they are bound to
    :param tree: its parsed source, if there is any; or a function that returns it, called when it is needed
    """

    def __init__(
        self,
        module: str,
        package: str,
        variables: Mapping[str, object],
        tree: ast.Module | Callable[[], ast.Module | None] | None,
    ) -> None:
        self.module = module
        self.package = package
        self.variables = variables
        self._tree = tree

    @cached_property
    def tree(self) -> ast.Module | None:
        """Its parsed source, if there is any."""
        return self._tree() if callable(self._tree) else self._tree

    @classmethod
    def of(cls, module: ModuleType) -> "Content":
        """Return the contents of an imported module."""
        return cls(module.__name__, module.__package__ or "", vars(module), partial(tree_of, module))


class Maker(NamedTuple):
    """The code that was being executed when a spec was made.

    :param module: the module
    :param line: the line in it
    """

    module: str
    line: int


class Bound(NamedTuple):
    """A plugin, and the name in a module that it is bound to where it is made.

    :param spec: the spec of the plugin
    :param value: the object that represents it
    :param module: the module
    :param name: the name in the module
    :param line: the line of the source that makes it; 0 if unknown
    """

    spec: PluginSpec
    value: object
    module: str
    name: str
    line: int

    @property
    def kind(self) -> PluginKind:
        """Which of the three kinds it is."""
        return kind_of(self.value)


def kind_of(value: object, spec_class: type = PluginSpec) -> PluginKind:
    """Which of the three kinds of plugins an object represents."""
    if isinstance(value, type):
        return PluginKind.CLASS
    return PluginKind.SPEC if isinstance(value, spec_class) else PluginKind.FUNCTION


def imported_content(module: str) -> Content | None:
    """The contents of an imported module; ``None`` if there is none of that name."""
    imported = sys.modules.get(module)
    return Content.of(imported) if isinstance(imported, ModuleType) else None


def imported_variables(module: str) -> Mapping[str, object]:
    """The names and values of an imported module, or of the object that replaces it."""
    return getattr(sys.modules.get(module), "__dict__", {})


def first_line(value: object) -> int | None:
    """The first line of the definition of a function, including decorators; ``None`` if it is not a function."""
    return getattr(getattr(value, "__code__", None), "co_firstlineno", None)


class Inspection:
    """Examines modules, one after the other.

    A plugin that a module merely imports belongs to the module that makes it, and does not count again. Nor does a
    plugin that a module gets from another module that has its own name for it.

    :param resolver: determines which plugin an object represents
    :param makers: ``id`` of a spec -> what was being executed when it was made, as far as that is known
    :param content_of: returns the contents of any other module, if there is one of that name
    :param variables_of: as for :class:`Bindings`
    :param first_line_of: as for :class:`Bindings`
    """

    def __init__(
        self,
        resolver: PluginSpecResolver,
        makers: Mapping[int, Maker] | None = None,
        content_of: Callable[[str], Content | None] = imported_content,
        variables_of: Callable[[str], Mapping[str, object]] = imported_variables,
        first_line_of: Callable[[object], int | None] = first_line,
    ) -> None:
        self._resolver = resolver
        self._makers = makers or {}
        self._content_of = content_of
        self._variables_of = variables_of
        self._first_line_of = first_line_of
        self._bindings: dict[str, Bindings] = {}
        self._bound: list[Bound] = []

    def look_at(self, content: Content) -> None:
        """Record the plugins that a module makes."""
        for name, value in list(content.variables.items()):
            spec = self._resolve(value)
            if spec is None:
                continue
            maker = self._makers.get(id(spec), Maker(content.module, 0))
            if isinstance(value, (type, FunctionType)):
                maker = Maker(getattr(value, "__module__", None) or content.module, 0)
            if self.makes(content, name, value, maker.module):
                line = self.bindings_of(content).line(name, value, maker)
                self._bound.append(Bound(spec, value, content.module, name, line))

    def found(self) -> list[Bound]:
        """:return: each plugin with the first name it is bound to, sorted by namespace and name"""
        found: list[Bound] = []
        seen: set[int] = set()
        for bound in self._bound:
            identity = {id(bound.value), id(bound.spec)}
            if not seen & identity:
                seen |= identity
                found.append(bound)
        return sorted(found, key=lambda bound: (bound.spec.namespace, bound.spec.name, bound.module, bound.name))

    def bindings_of(self, content: Content) -> "Bindings":
        """The bindings of the names of a module."""
        if content.module not in self._bindings:
            self._bindings[content.module] = Bindings(content, self._variables_of, self._first_line_of)
        return self._bindings[content.module]

    def line_of_definition(self, value: object) -> int:
        """The line of a class or function in the module that defines it; 0 if unknown."""
        content = self._content_of(getattr(value, "__module__", None) or "")
        return self.bindings_of(content).line_of_definition(value) if content else 0

    def makes(self, content: Content, name: str, value: object, maker: str) -> bool:
        """Whether a module makes the plugin that one of its names is bound to, rather than another module.

        :param maker: the module that was being executed when the plugin was made, as far as that is known
        """
        if not self.bindings_of(content).makes(name, value):
            return False
        home = self._content_of(maker) if maker != content.module else None
        held = [each for each, held in list(home.variables.items()) if held is value] if home is not None else []
        return home is None or not any(self.bindings_of(home).makes(each, value) for each in held)

    def _resolve(self, value: object) -> PluginSpec | None:
        try:
            spec = self._resolver.resolve(value)
            return spec if all(isinstance(part, str) for part in (spec.namespace, spec.name)) else None
        except (Exception, SystemExit):  # noqa: BLE001  # any object may be in a module, and some raise
            return None


class Bindings:
    """The bindings of the names of a module, according to its source.

    :param content: the contents of the module
    :param variables_of: returns the names and values of a module; empty if there is no such module
    :param first_line_of: returns the first line of the definition of a function, including decorators; ``None`` for
        any other object
    """

    def __init__(
        self,
        content: Content,
        variables_of: Callable[[str], Mapping[str, object]] = imported_variables,
        first_line_of: Callable[[object], int | None] = first_line,
    ) -> None:
        self.content = content
        self._variables_of = variables_of
        self._first_line_of = first_line_of
        self.imports: dict[str, list[tuple[str, str]]] = {}
        """name -> the modules that it is imported from, each with its name there"""
        self.stars: list[str] = []
        """the modules from which everything is imported"""
        self.references: dict[str, list[ast.expr]] = {}
        """name -> the names and attributes that are assigned to it"""
        self.others: set[str] = set()
        """the names that any other statement binds"""
        self.lines: dict[str, list[int]] = {}
        """name -> the lines that bind it, other than by an import"""
        pending: list[ast.AST] = [content.tree] if content.tree else []
        while pending:
            pending += self._note(pending.pop())

    def makes(self, name: str, value: object) -> bool:
        """Whether the module makes the value of one of its names, rather than getting it from elsewhere.

        :param name: a name in the module
        :param value: what it is bound to, now that the module has run
        """
        if self.content.tree is None:
            return isinstance(value, PluginSpec) or getattr(value, "__module__", None) == self.content.module
        if self._imports(name, value):
            return False
        if name in self.others:
            return True
        if name in self.references:
            return not any(self._leads_to(reference, value) for reference in self.references[name])
        if name in self.imports:  # from a module that provides it on demand
            return False
        return not self._imports_with_all(name, value)

    def line(self, name: str, value: object, maker: Maker) -> int:
        """The line that makes a plugin: that of its definition, of its name, or of its maker; 0 if unknown.

        :param name: a name in the module
        :param value: the plugin that it is bound to
        :param maker: what was being executed when it was made
        """
        lines = self.lines.get(name, [])
        if definition := self.line_of_definition(value):
            return definition
        if len(lines) != 1 and maker.module == self.content.module and maker.line:
            return maker.line  # rather than one of several lines that bind the name, or none
        return max(lines, default=0)

    def line_of_definition(self, value: object) -> int:
        """The line of a class or function that is defined in the module; 0 if there is none."""
        if self.content.tree is None or getattr(value, "__module__", None) != self.content.module:
            return 0
        path = getattr(value, "__qualname__", None)
        nodes = [node for found, node in _definitions(self.content.tree) if found == path]
        first = self._first_line_of(value)
        if first is not None:  # a wrapper has the name of the wrapped function
            nodes = [node for node in nodes if first == _first_line(node)]
        return nodes[-1].lineno if nodes else 0

    def _imports(self, name: str, value: object) -> bool:
        return any(
            self._variables_of(module).get(attribute) is value for module, attribute in self.imports.get(name, ())
        )

    def _imports_with_all(self, name: str, value: object) -> bool:
        return any(self._variables_of(module).get(name) is value for module in self.stars)

    def _note(self, node: ast.AST) -> Iterable[ast.AST]:
        """Record the names of the module that a node binds; return the inner nodes that may bind more."""
        if isinstance(node, ast.ImportFrom):
            try:
                origin = importlib.util.resolve_name("." * node.level + (node.module or ""), self.content.package)
            except ImportError:  # it is relative beyond the top level, and imports nothing
                return ()
            self.stars += [origin for alias in node.names if alias.name == "*"]
            for alias in node.names:
                self.imports.setdefault(alias.asname or alias.name, []).append((origin, alias.name))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.others.add(node.name)
            self._note_line(node.name, node)
        elif isinstance(node, ast.Assign):
            return [rest for target in node.targets for rest in self._note_assigned(target, node.value)]
        elif isinstance(node, ast.AnnAssign) and node.value:
            return self._note_assigned(node.target, node.value)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.others.add(node.id)
            self._note_line(node.id, node)
        return () if isinstance(node, _SCOPES) else ast.iter_child_nodes(node)

    def _note_assigned(self, target: ast.expr, value: ast.expr) -> Iterable[ast.AST]:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            pairs = zip(target.elts, value.elts, strict=True)
            return [rest for each_target, each_value in pairs for rest in self._note_assigned(each_target, each_value)]
        if isinstance(target, ast.Name) and isinstance(value, (ast.Name, ast.Attribute)):
            self._note_line(target.id, target)
            if not (isinstance(value, ast.Name) and value.id == target.id):  # `x = x` changes nothing
                self.references.setdefault(target.id, []).append(value)
            return ()
        return target, value

    def _note_line(self, name: str, node: ast.stmt | ast.expr) -> None:
        self.lines.setdefault(name, []).append(node.lineno)

    def _leads_to(self, reference: ast.expr, value: object) -> bool:
        """Whether a reference gets the value from another name of this module, or from another module."""
        if isinstance(reference, ast.Name):
            name = reference.id
            return (
                self.content.variables.get(name) is value
                or self._imports(name, value)
                or self._imports_with_all(name, value)
            )
        path = []
        while isinstance(reference, ast.Attribute):
            path.append(reference.attr)
            reference = reference.value
        holder = self.content.variables.get(reference.id) if isinstance(reference, ast.Name) else None
        for attribute in reversed(path):
            if not isinstance(holder, ModuleType):
                return False
            holder = vars(holder).get(attribute)
        return holder is value


_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda


def _definitions(tree: ast.Module) -> Iterator[tuple[str, _Definition]]:
    """The classes and functions of a module, each with its qualified name, in order."""
    pending: list[tuple[str, ast.AST]] = [("", tree)]
    while pending:
        path, node = pending.pop()
        if isinstance(node, _Definition):
            name = "<lambda>" if isinstance(node, ast.Lambda) else node.name
            yield f"{path}{name}", node
            path += f"{name}." if isinstance(node, ast.ClassDef) else f"{name}.<locals>."
        pending += [(path, child) for child in reversed(list(ast.iter_child_nodes(node)))]


def _first_line(node: _Definition) -> int:
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return min(each.lineno for each in (node, *decorators))


def tree_of(module: ModuleType) -> ast.Module | None:
    """Parse the source of an imported module, if there is any."""
    get_source = getattr(getattr(module.__spec__, "loader", None), "get_source", None)
    try:
        source = get_source(module.__name__) if get_source else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escape sequences do not matter here
            return None if source is None else ast.parse(source)
    except (ImportError, OSError, SyntaxError, ValueError, RecursionError, MemoryError):  # it may have changed since
        return None
