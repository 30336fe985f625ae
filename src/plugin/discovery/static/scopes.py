"""The statements of a module, and how they hang together."""

import ast
import re
from collections.abc import Callable, Iterable
from typing import Any

from plugin.discovery.static.frames import DEFINITIONS
from plugin.discovery.static.uses import WILD, Makers, Uses, uses_of

GLOBAL = re.compile(rb"\bglobal[ \t]")
WILD_TEXT = re.compile(
    rb"\b(?:"
    + b"|".join(each.encode() for each in sorted(WILD - {"modules"}))
    + rb"|sys\.modules)|\bimport[^\n]*\bmodules\b"
)
WILD_WORDS = [each.encode() for each in WILD]


def may_be_wild(text: bytes) -> bool:
    """Whether code may get at all names of a module."""
    return any(each in text for each in WILD_WORDS) and WILD_TEXT.search(text) is not None


FUNCTION_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SIMPLE = (ast.Constant, ast.Name, ast.Attribute)
EVERYTHING = -1
"""Stands for the statements that may bind any name."""


class AllUses:
    """What each statement does with names, looked at when it is asked for."""

    def __init__(self, statements: list[ast.stmt]) -> None:
        self.statements = statements
        self.makers: Makers = {}
        self._known: dict[int, Uses] = {}

    def __getitem__(self, index: int) -> Uses:
        found = self._known.get(index)
        if found is None:
            found = self._known[index] = uses_of(self.statements[index], self.makers)
        return found

    def __iter__(self) -> Any:
        return (self[index] for index in range(len(self.statements)))


class Scope:
    """The statements of a module.

    Statements that have variables of the module in common, be it over others, make up a component: they are run in
    their order, so that what one does to an object is seen by the next, under whatever name.

    :param statements: the statements
    :param text: the source
    :param submodules: the modules below it that an import statement binds
    :param is_foreign: whether an import statement brings nothing of the project
    """

    def __init__(
        self,
        statements: list[ast.stmt],
        text: bytes,
        submodules: Callable[[Any], Iterable[str]],
        is_foreign: Callable[[Any], bool],
    ) -> None:
        self.statements = statements
        self.uses = AllUses(statements)
        self.binders: dict[str, list[int]] = {}
        """name -> the statements that bind it"""
        self._defining: dict[str, list[int]] = {}
        self.imports: set[int] = set()
        """the import statements"""
        self.stars: list[int] = []
        """the statements that import all names of a module"""
        self.may_be_wild = may_be_wild(text)
        self._is_foreign = is_foreign
        self._lines = text.split(b"\n")
        self._codes: dict[int, bytes] = {}
        self._storing: dict[str, list[int]] = {}
        self._members: dict[Any, list[int]] | None = None
        declaring = b"global" in text
        for index, statement in enumerate(statements):
            for name in self._bound_by(index, statement, submodules, declaring=declaring):
                self.binders.setdefault(name, []).append(index)

    def _bound_by(
        self, index: int, statement: ast.stmt, submodules: Callable[[Any], Iterable[str]], *, declaring: bool
    ) -> Iterable[str]:
        if isinstance(statement, DEFINITIONS):
            declares = self.uses[index].declares if declaring and GLOBAL.search(self.code(index)) else ()
            return {statement.name, *declares}
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            return ()
        if isinstance(statement, ast.Assign) and isinstance(statement.value, SIMPLE):
            [target, *others] = statement.targets
            if isinstance(target, ast.Name) and not others:
                return {target.id}
        uses = self.uses[index]
        if uses.stars:
            self.stars.append(index)
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            self.imports.add(index)
            uses.binds.update(submodules(statement))
        return uses.binds | uses.declares

    def may_bind(self, name: str) -> bool:
        """Whether a statement may bind a name."""
        return name in self.binders or bool(self.stars) or self.may_be_wild

    def code(self, index: int) -> bytes:
        """The text of a statement."""
        if index not in self._codes:
            statement = self.statements[index]
            first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])
            self._codes[index] = b"\n".join(self._lines[first - 1 : statement.end_lineno])
        return self._codes[index]

    def mentioning(self, name: str, matters: Callable[[bytes], bool] = lambda _: True) -> list[int]:
        """The statements that read a name, at once or later.

        :param matters: whether the text of a statement is worth a closer look
        """
        word = name.encode("utf-8", "surrogatepass")
        found = []
        for index in range(len(self.statements)):
            code = self.code(index)
            if (word in code or not code.isascii() or b"\\" in code) and matters(code):
                uses = self.uses[index]
                if name in uses.mentions or name in uses.later:
                    found.append(index)
        return found

    def storing(self, name: str) -> list[int]:
        """The statements, other than definitions, that store into what a name stands for, or run to change it."""
        if name not in self._storing:
            word = name.encode("utf-8", "surrogatepass")
            self._storing[name] = [
                index
                for index, statement in enumerate(self.statements)
                if not isinstance(statement, (*DEFINITIONS, ast.Import, ast.ImportFrom))
                and (word in (code := self.code(index)) or not code.isascii())
                and name in self.uses[index].stored
            ]
        return self._storing[name]

    def made_by(self, function: ast.AST) -> tuple[set[str], set[str]]:
        """The dotted names that a function uses for more than asking what they are, and the names that it calls."""
        makers = self.uses.makers
        if function not in makers:
            line = getattr(function, "lineno", 0)
            for index, statement in enumerate(self.statements):
                if (statement.end_lineno or 0) >= line:
                    self.uses[index]  # which notes it
                    break
            if function not in makers:  # of code in a text
                uses_of(function, makers)
        return makers.get(function, (set(), set()))

    def defining(self, name: str) -> list[int]:
        """The statements that define a function or class of a name; looked at once."""
        if name not in self._defining:
            binders = self.binders.get(name, ())
            self._defining[name] = [index for index in binders if isinstance(self.statements[index], DEFINITIONS)]
        return self._defining[name]

    def is_plain_function(self, index: int) -> bool:
        """Whether a statement defines a function without decorators."""
        statement = self.statements[index]
        return isinstance(statement, FUNCTION_DEFINITIONS) and not statement.decorator_list

    @property
    def wild(self) -> list[int]:
        """The statements that may bind any name."""
        if not self.may_be_wild:
            return []
        self._join()
        return self._wild

    def component_of(self, name: str) -> list[int]:
        """The statements that have to do with a name."""
        members = self._join()
        return members.get(self._roots[name], []) if name in self._roots else []

    def component_around(self, index: int) -> list[int]:
        """The statements that have to do with a statement."""
        members = self._join()
        return members.get(self._roots.get(index), [])

    def changing(self, name: str) -> list[int]:
        """The statements that may bind or change what a name stands for, but for those that define it."""
        binders = self.binders.get(name, [])
        declaring = {
            each.name
            for index in binders
            if isinstance(each := self.statements[index], FUNCTION_DEFINITIONS) and each.name != name
        }
        found = {
            index
            for index in binders
            if not (isinstance(each := self.statements[index], FUNCTION_DEFINITIONS) and each.name in declaring)
        }
        mentioning = self.mentioning(name)
        found.update(i for i in mentioning if name in self.uses[i].stored or name in self.uses[i].handed)
        if len(found) > 1 and len(found.intersection(binders)) > 1:
            found.update(index for index in mentioning if name in self.uses[index].mentions)
        for other in declaring:
            found.update(self.mentioning(other))
        return sorted(found)

    # -- components --------------------------------------------------------------------------------------------------

    def _join(self) -> dict[Any, list[int]]:
        """Find out which statements have to do with each other."""
        if self._members is not None:
            return self._members
        indices = [index for index in range(len(self.statements)) if index not in self.imports]
        names = self._shared_names(indices)
        groups = _Groups()
        going_wild = self._names_that_go_wild(indices)
        is_wild = False
        for index in indices:
            touched = self._touched(index)
            for name in touched & names:
                groups.join(name, index)
            uses = self.uses[index]
            others = touched - uses.binds if isinstance(self.statements[index], ast.ClassDef) else touched
            if uses.wild or (going_wild & others and not self.is_plain_function(index)):
                groups.join(index, EVERYTHING)
                is_wild = True
        self._roots: dict[Any, Any] = {each: groups.root(each) for each in (*names, *indices)}
        self._members = {}
        for index in indices:
            self._members.setdefault(self._roots[index], []).append(index)
        self._wild: list[int] = self._members.get(groups.root(EVERYTHING), []) if is_wild else []
        return self._members

    def _shared_names(self, indices: list[int]) -> set[str]:
        """The variables of the module that statements may have in common."""
        own: set[str] = set()
        for index in indices:
            own |= self.uses[index].binds | self.uses[index].declares
        imported: set[str] = set()
        for index in self.imports:
            if not self._is_foreign(self.statements[index]):
                imported |= self.uses[index].binds
        return own | (
            imported.intersection(*[set().union(*(each.strong for each in self.uses))]) if imported else set()
        )

    def _names_that_go_wild(self, indices: list[int]) -> set[str]:
        """The names of functions that may bind any name."""
        uses = [self.uses[index] for index in indices]
        if not any(each.wild or each.wild_later for each in uses):
            return set()
        return {name for each in uses if each.wild_later for name in each.binds}

    def _touched(self, index: int) -> set[str]:
        """The names that a statement has to do with: of a function that it may call, also those that it asks for."""
        uses, statement = self.uses[index], self.statements[index]
        if self.is_plain_function(index):
            return uses.binds
        names, pending = {*uses.binds, *uses.declares}, [*uses.mentions]
        if not isinstance(statement, ast.ClassDef):
            pending += uses.later
        while pending:
            name = pending.pop()
            if name in names:
                continue
            names.add(name)
            for other in self.binders.get(name, ()):
                if isinstance(self.statements[other], DEFINITIONS):
                    pending += self.uses[other].later
                    names |= self.uses[other].declares
        return names


class _Groups:
    """Things that have been joined, directly or over others."""

    def __init__(self) -> None:
        self._parent: dict[Any, Any] = {}

    def root(self, each: Any) -> Any:
        """What stands for the group of a thing."""
        parent = self._parent
        while parent.setdefault(each, each) != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    def join(self, one: Any, other: Any) -> None:
        """Put two things into one group."""
        self._parent[self.root(one)] = self.root(other)
