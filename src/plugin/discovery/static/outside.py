"""What third modules do to a name of a module: they may set it, or change what it stands for.

None of that is evaluated, as the engine runs no module from top to bottom: it is seen in the texts.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from plugin.discovery.static import shared
from plugin.discovery.static.importers import Importers
from plugin.discovery.static.importgraph import Import
from plugin.discovery.static.scopes import changed_by
from plugin.discovery.static.texts import (
    is_changed_at_import,
    is_passed_on_at_import,
    is_set_at_import,
    is_used_at_import,
    lines_that_set_somehow,
    names_of_same,
    places,
    runs_at_import,
)
from plugin.discovery.static.tree import walk

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module
    from plugin.discovery.static.products import File

NAMES_SET = re.compile(rb"\bsetattr\((?P<owner>[^,]*),\s*(?:['\"](?P<name>\w+)['\"])?")


class Outside:
    """Looks into the modules that import another one for what they do to it."""

    def __init__(self) -> None:
        self.files: Mapping[str, File] = {}
        self.importers = Importers()
        self._setters: dict[tuple[str, str], tuple[str, ...]] = {}
        self._changers: dict[tuple[str, str], tuple[str, ...]] = {}
        self._set_somewhere: dict[bytes, bool] = {}
        self._members: dict[tuple[str, str], list[tuple[Module, list[tuple[str, int]]]]] = {}

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

    def calls(self, module: "Module", name: str, reader: "Module") -> tuple[set[str], dict[str, str]]:
        """What a module asks an object of another one for, and what third modules call of it when they are imported.

        :return: the attributes that it asks for; and of those that the others ask for, the module which does
        """
        key = module.name, name
        if key not in self._members:
            self._members[key] = [
                (by, [*shared.members_used(by.text, shown)]) for by, shown in self._names_of(module, {name})
            ]
        asked = {member for by, members in self._members[key] if by is reader for member, _ in members}
        called = {
            member: by.name
            for by, members in (self._members[key] if asked else ())
            for member, position in members
            if by is not reader and runs_at_import(by.text, position)
        }
        return asked, called

    def _setting(self, module: "Module", name: str) -> Iterator[str]:
        """The modules that set a name of another one when they are imported."""
        for by, alias in self._aliases(module):
            if alias in by.text and (
                _sets(by.text, alias, name.encode())
                or (is_passed_on_at_import(by.text, alias) and self._is_set_somewhere(name.encode()))
            ):
                yield by.name
        if b"global" in module.text:
            yield from self._calling(module, changing_functions(module, name, declared=True))

    def _is_set_somewhere(self, name: bytes) -> bool:
        """Whether a text of the project sets an attribute of that name of something that it is given."""
        if name not in self._set_somewhere:
            sets = re.compile(rb"(?<!\bself)(?<!\bcls)\.%b[ \t]*=(?!=)" % re.escape(name))
            texts = (file.module.text for file in self.files.values())
            self._set_somewhere[name] = any(b"." + name in text and sets.search(text) for text in texts)
        return self._set_somewhere[name]

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
                for shown in names_of_same(importer.module.text, (each.alias or each.name).encode()):
                    yield importer.module, shown
            elif is_module(each, module):
                for name in names:
                    for shown in names_of_same(importer.module.text, b"%b.%b" % (_alias(each), name.encode())):
                        yield importer.module, shown

    def _aliases(self, module: "Module") -> "Iterator[tuple[Module, bytes]]":
        """The modules that import a module as such, and under which name."""
        for importer, each in self.importers.of(module.name):
            if importer.module is not module and is_module(each, module):
                for shown in names_of_same(importer.module.text, _alias(each)):
                    yield importer.module, shown


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
