"""Circles of imports: which modules are not done yet when the import of another one runs."""

import ast
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from plugin.discovery.findings import Reason
from plugin.discovery.static.importgraph import absolute
from plugin.discovery.static.modules import around
from plugin.discovery.static.texts import line, runs_at_import, top_of
from plugin.discovery.static.tree import walk
from plugin.discovery.static.values import (
    UNBOUND,
    Collection,
    InstanceValue,
    Mapping as MappingValue,
    Unknown,
    Value,
    each_option,
    join,
)

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module
    from plugin.discovery.static.products import File

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DATA = (Collection, MappingValue, InstanceValue)
"""Kinds of values that the rest of a module may still change."""


class Circles:
    """Follows the imports of the project that run when a module is imported."""

    def __init__(self) -> None:
        self.files: Mapping[str, File] = {}
        self._started: dict[str, tuple[str, ...]] = {}
        self._led_to: dict[str, frozenset[str]] = {}

    def seen_in(self, reader: "Module", module: "Module", name: str, value: Value) -> Value:
        """What a name of a module is to a module that asks for it while it is imported.

        :param reader: the module that asks
        :param module: the module whose name it is
        :param name: the name
        :param value: what it is once the module is done
        :return: the same, unless both import each other: then the name may be bound later, or bound anew
        """
        bound = module.scope.binders.get(name)
        if not bound or reader.name not in self._leads(module.name):
            return value
        start = self._start(module, reader.name)
        if start is None or (bound[-1] < start and not _is_changed_after(module, name, start, value)):
            return value
        why = f"`{module.name}` imports `{reader.name}` before it is done with `{name}`"
        if len(bound) > 1 or bound[-1] < start:
            return Unknown(Reason(f"{why}: the order of imports decides"))
        return join([(f"not ({why})", value), (why, UNBOUND)])

    def _start(self, module: "Module", reader: str) -> int | None:
        """The position of the statement with which a module starts the import of another one."""
        leading = {each for each in self._started_by(module.name) if each == reader or reader in self._leads(each)}
        starts: list[int] = []
        for index, statement in enumerate(module.scope.statements):
            if any(_names_one(node, module, leading) for node in walk(statement)):
                if not isinstance(statement, FUNCTIONS):
                    return min([index, *starts])
                calls = (each for each in module.scope.touching(statement.name) if each > index)
                starts += [each for each in calls if not isinstance(module.scope.statements[each], FUNCTIONS)][:1]
        return min(starts, default=None)

    def _leads(self, name: str) -> frozenset[str]:
        """The modules that the import of a module may start, directly or through others."""
        if name not in self._led_to:
            found: set[str] = set()
            pending = [name]
            while pending:
                new = [each for each in self._started_by(pending.pop()) if each not in found]
                found.update(new)
                pending += new
            self._led_to[name] = frozenset(found)
        return self._led_to[name]

    def _started_by(self, name: str) -> tuple[str, ...]:
        if name not in self._started:
            self._started[name] = tuple(self._starting(self.files[name]))
        return self._started[name]

    def _starting(self, file: "File") -> Iterator[str]:
        # The packages around a module are imported before it anyway.
        done = {"", file.module.name, *around(file.module.name)}
        for statement in file.statements:
            new = {
                target
                for each in statement.imports()
                for target in (f"{each.module}.{each.name}", each.module, *around(each.module))
                if target in self.files and target not in done
            }
            if new and (statement.indented is None or _may_run(file.module.text, statement.indented)):
                done |= new
                yield from sorted(new)


def _may_run(text: bytes, position: int) -> bool:
    """Whether an indented import may run when the module is imported."""
    return runs_at_import(text, position) and b"TYPE_CHECKING" not in line(text, top_of(text, position))


def _names_one(node: ast.AST, module: "Module", names: set[str]) -> bool:
    """Whether a node imports one of some modules, or what is below one."""
    if isinstance(node, ast.Import):
        targets = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        base = absolute("." * node.level + (node.module or ""), module.package)
        targets = [base, *(f"{base}.{alias.name}" for alias in node.names)]
    else:
        return False
    return any(f"{target}.".startswith(f"{name}.") for target in targets for name in names)


def _is_changed_after(module: "Module", name: str, start: int, value: Value) -> bool:
    changing = any(isinstance(option, DATA) for _, option in each_option(value))
    return changing and any(index > start for index in module.scope.mentioning(name))
