"""The project: its modules, those of libraries, and the imports between them."""

import ast
import contextlib
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from plugin.discovery.importgraph import absolute
from plugin.discovery.pythons import is_for_newer
from plugin.discovery.static.circles import Circles
from plugin.discovery.static.contents import MISSING
from plugin.discovery.static.corpus import Corpus
from plugin.discovery.static.frames import IMPORTS
from plugin.discovery.static.machine import Machine
from plugin.discovery.static.modelled import is_library
from plugin.discovery.static.modules import INFINITE, Module
from plugin.discovery.static.namespaces import Deferred, ModuleObject, Namespace, module_of
from plugin.discovery.static.products import Products
from plugin.discovery.static.unknown import Condition, Path, Undecided, Unknown, Why, facts
from plugin.discovery.static.versions import version_info

MOST_STATEMENTS, MOST_MODULES = 60, 12
"""The budget of a relevant statement in modules in which nothing makes plugins."""


class Project:
    """The modules of a project, as far as they have been run; ``covers`` decides in which to look for plugins."""

    def __init__(self, corpus: Corpus, covers: Callable[[str], bool] = lambda _: True) -> None:
        self.covers = covers
        self.corpus = corpus
        self.tree = corpus.tree
        self.table = ModulesTable(self)
        self.machine = Machine(self, lambda: version_info(corpus.tree.requires_python))
        self.products = Products(self.machine, self.is_imported_product)
        self.leads: Callable[[bytes, str, str], bool] | None = None
        """whether code accesses a product through a name of a module; ``None`` if everything is run"""
        self.circles = Circles(corpus)
        self.relevant: set[str] = set()
        """the modules in which statements make plugins"""
        self.doubts: list[tuple[Module, ast.stmt, Why, tuple[Any, ...] | None]] = []
        """what could not be followed, in which statement, and which values were at hand, see ``Machine.doubt``"""
        self.raised: list[tuple[Module, ast.stmt, Path, BaseException]] = []
        """the statements that raise an exception, and in which world"""
        self.loaded: set[tuple[str, str]] = set()
        """the names that relevant modules have imported from others"""
        self.under_way: list[str] = []
        """the modules whose statements are being run, each requested by the one before"""
        self.asked: list[str] | None = None
        """collects the modules that are imported by a computed name, if set"""
        self._modules: dict[str, Module | None] = {}
        self._left = INFINITE
        self._hopped: set[str] = set()

    @cached_property
    def is_for_newer(self) -> bool:
        """Whether it is for versions of Python that are newer than this one, and may have what this one has not."""
        return is_for_newer(self.tree.requires_python)

    def find(self, name: str) -> Module | None:
        """A module whose source is available."""
        if name not in self._modules:
            source = self.corpus.find(name)
            is_opaque = self.corpus.is_opaque(name) and source is not None and not source.is_stated
            kind = OpaqueModule if is_opaque else Module
            self._modules[name] = kind(source, self) if source is not None else None
        return self._modules[name]

    def module(self, name: str) -> Any:
        """A module as interpreted code sees it; unknown if it does not exist."""
        found = self.find(name)
        if found is not None:
            return found.object
        if self.corpus.is_foreign(name):
            return self.machine.modelled.library(name) if is_library(name) else self.machine.native(name)
        return Unknown(name, Why(f"the source of `{name}` is not available", self.machine.place()))

    def module_here(self) -> str:
        """The name of the module that is being run."""
        return self.under_way[-1] if self.under_way else "__unknown__"

    def import_(self, name: str, namespace: Namespace, level: int, *, may_fail: bool) -> Any:
        """The result of an import statement."""
        return self._imported(namespace.module.source.absolute(name, level), may_fail=may_fail)

    def _imported(self, whole: str, *, may_fail: bool) -> Any:
        module = self.module(whole)
        if type(module) is not Unknown:
            return module
        parent = self.find(whole.rpartition(".")[0])
        is_there = parent is None or parent.source.is_package
        if is_there and may_fail and not self.corpus.is_foreign(whole):
            top = whole.partition(".")[0]
            if self.corpus.ships(top):  # it may be compiled, or made by the build
                is_there = self.machine.worlds.decide(Condition(f"`{whole}` can be imported"))
            else:
                is_held = self.corpus.libraries.holds(top) and self.find(top) is None
                is_there = is_held or self.machine.worlds.decide(Condition(f"`{top}` is installed"))
        if not is_there:
            raise ModuleNotFoundError(f"No module named {whole!r}", name=whole)
        return module

    def import_name(self, module: Any, name: str) -> Any:
        """A name that is imported from a module; raises ``ImportError`` if there is none."""
        try:
            return self.machine.get_attribute(module, name)
        except AttributeError:
            package = module_of(module).name if type(module) is ModuleObject else ""
            return self._module_in(package, name, may_fail=bool(self.machine.trying))

    def _module_in(self, package: str, name: str, *, may_fail: bool) -> Any:
        """A submodule of a package that does not have the name; raises ``ImportError`` if there cannot be one."""
        if package in self.corpus.packages or self.find(f"{package}.{name}"):
            return self._imported(f"{package}.{name}", may_fail=may_fail)
        raise ImportError(f"cannot import name {name!r} from {package!r}", name=package) from None

    def import_by_name(self, name: str, package: Any, level: int) -> Any:
        """``importlib.import_module`` and ``__import__``."""
        if level and (home := self.find(self.module_here())) is not None:
            name = home.source.absolute(name, level)
        elif name.startswith("."):
            name = absolute(name, package)
        if self.asked is not None:
            self.asked.append(name)
        return self._imported(name, may_fail=bool(self.machine.trying))

    def resolve(self, deferred: Deferred, module: Module | None) -> Any:
        """The value of a name bound by an import statement; raises ``ImportError`` if there is none."""
        found = self._imported(deferred.module, may_fail=False)
        if type(found) is Unknown:
            place = self.machine.place()
            if module is not None:
                place = place._replace(path=module.shown, line=deferred.line)
            text, why = facts(found).text, facts(found).why._replace(place=place)
            if deferred.name is not None:
                text, why = deferred.name, Why(f"`{deferred.name}` comes from `{deferred.module}`", place, why)
            return Unknown(text, why)
        if deferred.name is None:
            return found
        try:
            home = self.find(deferred.module)
            return home.attribute(deferred.name) if home is not None else getattr(found, deferred.name)
        except AttributeError:
            return self._module_in(deferred.module, deferred.name, may_fail=False)

    def settled(self, raw: Any) -> Any:
        """The value of a name, looked up if an import has bound it."""
        try:
            return self.resolve(raw, None) if type(raw) is Deferred else raw
        except (Exception, Undecided) as error:  # noqa: BLE001 - anything may be raised at its origin
            return Unknown("...", error.why if isinstance(error, Undecided) else Why(str(error)))

    def is_far(self, node: ast.expr, namespace: Namespace) -> bool:
        """Whether an expression uses something of another module of the project or of a library."""
        found = (namespace.module.peek(each.id) for each in ast.walk(node) if isinstance(each, ast.Name))
        return any(type(raw) is Deferred and not self.corpus.is_foreign(raw.module) for raw in found)

    def is_replaced(self, package: str, name: str) -> bool:
        """Whether importing a module binds a name in its package that already has another value there."""
        whole = f"{package}.{name}"
        return whole in self.tree.modules and whole in self.corpus.imported

    def begin(self, module: str | None = None, most: int = MOST_STATEMENTS) -> None:
        """Start a relevant statement of a module, with a budget for other statements."""
        self._left, self._hopped = most, set()
        if module is not None:
            self.relevant.add(module)

    def is_beside(self, module: str) -> bool:
        """Whether nothing in a module makes plugins: it is only run as far as something else needs it."""
        return module not in self.relevant and self._left < INFINITE

    def is_spent(self, module: Module, index: int) -> bool:
        """Whether the budget of a relevant statement is exhausted."""
        if index in module.scope.imports or not self.is_beside(module.name):
            return False
        self._hopped.add(module.name)
        self._left -= 1
        return self._left < 0 or len(self._hopped) > MOST_MODULES

    def mentions_product(self, module: Module, statement: ast.stmt) -> bool:
        """Whether a top-level statement of a module reads a name whose value is a product."""
        if statement not in module.scope.statements or isinstance(statement, IMPORTS):
            return False
        index = module.scope.statements.index(statement)
        for name in module.scope.uses[index].mentions:
            raw, target = module.peek(name), ""
            if type(raw) is Deferred and (raw.name is None or raw.whole in self.tree.modules):
                target = raw.whole
            elif type(raw) is ModuleObject:
                target = module_of(raw).name
            if target and self.leads is not None:
                if self.leads(module.scope.codes[index], name, target):
                    return True
            elif raw is not MISSING and self.products.has(raw):
                return True
        return False

    def is_product(self, value: Any) -> bool:
        """Whether a value is a product or a plugin."""
        return self.products.has(value)

    def is_imported_product(self, module: str, name: str | None) -> bool:
        """Whether an import imports a product, if everything is run."""
        found = self.find(module)
        if found is None:
            return is_library(module) and (name is None or name in SEEDS)
        raw = MISSING if name is None else found.namespace.raw(name)
        return raw is not MISSING and self.products.has(raw)


SEEDS = ("Plugin", "PluginSpec", "plugin", "FunctionPlugin", "PluginSpecResolver")
"""The names of this library that make plugins."""


class OpaqueModule(Module):
    """A module of a library that has nothing to do with plugins: only its plain constants are read."""

    def attribute(self, name: str, *, softly: bool = False) -> Any:
        if name.startswith("__"):
            return super().attribute(name)
        value = self._constant(name)
        if value is not MISSING:
            return value
        for statement in self.source.imports.statements:
            for each in statement.imports() if statement.indented is None and statement.names else ():
                if each.alias == name and (each.module, each.name) != (self.name, name):  # not its own submodule
                    return self.project.settled(Deferred(each.module, each.name, 0))
        inner = self.project.find(f"{self.name}.{name}")
        if inner is not None and re.search(BINDING % re.escape(name.encode()), self.source.text) is None:
            return inner.object
        why = f"`{self.name.partition('.')[0]}` is a library without plugins, and not looked into"
        return Unknown(name, Why(why, self.machine.place()))

    def load(self, name: Any) -> Any:
        return super().load(name) if isinstance(name, str) and name.startswith("__") else self.attribute(name)

    def _constant(self, name: str) -> Any:
        """The value of a name, if that is a constant, without parsing more than that."""
        with contextlib.suppress(ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            [code] = re.findall(CONSTANT % re.escape(name.encode()), self.source.text)
            [statement] = ast.parse(code).body
            return ast.literal_eval(getattr(statement, "value", statement))
        return MISSING


BINDING = rb"(?m)^[ \t]*(?:(?:async[ \t]+)?def|class)?[ \t]*\b%s\b[ \t]*[(:=,\[]"
"""A statement that may bind a name."""
CONSTANT = rb"(?ms)^%s[ \t]*(?::[^=\n]+)?=(?!=).*?(?=\n[^\s)\]}#]|\Z)"
"""A statement at the margin that binds a name."""


class ModulesTable(dict[str, Any]):
    """``sys.modules``."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def __getitem__(self, name: Any) -> Any:
        if type(name) is Unknown:
            raise Undecided(facts(name).why)
        return self._project.module(name)

    def __contains__(self, name: object) -> bool:
        return type(self[name]) is not Unknown

    def get(self, name: Any, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401 - this defines ``get``
