"""What third modules do to a name of a module: they may set it, or change what it stands for.

None of that is evaluated, as the engine runs no module from top to bottom: it is seen in the texts.
"""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from plugin.discovery.static.importers import Importers
from plugin.discovery.static.importgraph import Import
from plugin.discovery.static.scopes import changed_by
from plugin.discovery.static.texts import (
    is_changed_at_import,
    is_set_at_import,
    is_used_at_import,
    lines_that_set_somehow,
    places,
    runs_at_import,
)
from plugin.discovery.static.tree import walk

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module

NAMES_SET = re.compile(rb"\bsetattr\((?P<owner>[^,]*),\s*(?:['\"](?P<name>\w+)['\"])?")


class Outside:
    """Looks into the modules that import another one for what they do to it."""

    def __init__(self) -> None:
        self.importers = Importers()
        self._setters: dict[tuple[str, str], tuple[str, ...]] = {}
        self._changers: dict[tuple[str, str], tuple[str, ...]] = {}

    def setter(self, module: "Module", name: str, reader: "Module") -> str | None:
        """The module that sets a name of another one when it is imported, if it is not the one that asks for it."""
        key = module.name, name
        if key not in self._setters:
            self._setters[key] = tuple(self._setting(module, name))
        return next((by for by in self._setters[key] if by != reader.name), None)

    def changer(self, module: "Module", name: str, reader: "Module") -> str | None:
        """The module that changes what a name of another one stands for, if it is not the one that asks for it."""
        key = module.name, name
        if key not in self._changers:
            self._changers[key] = tuple(self._changing(module, name))
        return next((by for by in self._changers[key] if by != reader.name), None)

    def _setting(self, module: "Module", name: str) -> Iterator[str]:
        """The modules that set a name of another one when they are imported."""
        for by, alias in self._aliases(module):
            if alias in by.text and _sets(by.text, alias, name.encode()):
                yield by.name
        if b"global" in module.text:
            yield from self._calling(module, changing_functions(module, name, declared=True))

    def _changing(self, module: "Module", name: str) -> Iterator[str]:
        """The modules that change the value of another module's name when they are imported."""
        for by, shown in self._names_of(module, {name}):
            if is_changed_at_import(by.text, shown):
                yield by.name
        yield from self._calling(module, changing_functions(module, name))

    def _calling(self, module: "Module", functions: set[str]) -> Iterator[str]:
        """The modules that call functions of another one when they are imported."""
        for by, shown in self._names_of(module, functions):
            if is_used_at_import(by.text, shown):
                yield by.name

    def _names_of(self, module: "Module", names: set[str]) -> "Iterator[tuple[Module, bytes]]":
        """How the texts of other modules name what they import from one."""
        for importer, each in self.importers.of(module.name) if names else ():
            if importer.module is module:
                continue
            if each.name in names and each.module == module.name:
                yield importer.module, (each.alias or each.name).encode()
            elif is_module(each, module):
                for name in names:
                    yield importer.module, b"%b.%b" % (_alias(each), name.encode())

    def _aliases(self, module: "Module") -> "Iterator[tuple[Module, bytes]]":
        """The modules that import a module as such, and under which name."""
        for importer, each in self.importers.of(module.name):
            if importer.module is not module and is_module(each, module):
                yield importer.module, _alias(each)


def is_module(each: Import, module: "Module") -> bool:
    """Whether an import binds a module itself, rather than a name of it."""
    return each.module == module.name if each.name is None else f"{each.module}.{each.name}" == module.name


def _sets(text: bytes, alias: bytes, name: bytes) -> bool:
    """Whether a text binds a name of a module when it is imported."""
    return (
        is_set_at_import(text, b"%b.%b" % (alias, name))
        or any(_holds(each, alias) for each in lines_that_set_somehow(text))
        or any(
            attribute in {None, name} and _holds(owner, alias) and runs_at_import(text, start)
            for owner, attribute, start in _set_by_call(text)
        )
    )


@lru_cache(maxsize=10_000)
def _set_by_call(text: bytes) -> list[tuple[bytes, bytes | None, int]]:
    """The attributes that a text sets by ``setattr``: of what, which one if it is named, and where."""
    if b"setattr" not in text:
        return []
    return [(found.group("owner"), found.group("name"), found.start()) for found in NAMES_SET.finditer(text)]


def _holds(text: bytes, word: bytes) -> bool:
    return any(places(text, word))


def _alias(each: Import) -> bytes:
    """How a text names what an import binds."""
    return (each.alias or each.name or each.module).encode()


def changing_functions(module: "Module", name: str, *, declared: bool = False) -> set[str]:
    """The functions of a module that change what one of its names stands for.

    :param module: the module
    :param name: the name
    :param declared: those that bind the name anew instead, which they declare as global
    """
    scope = module.scope
    found = set()
    for index in scope.mentioning(name):
        statement = scope.statements[index]
        if isinstance(statement, ast.FunctionDef):
            binds = any(isinstance(node, ast.Global) and name in node.names for node in walk(statement))
            if binds if declared else name in changed_by(walk(statement), by_call=False):
                found.add(statement.name)
    return found
