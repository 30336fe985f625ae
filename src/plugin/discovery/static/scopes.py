"""The statements of a module, and how they depend on each other."""

import ast
import bisect
import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from plugin.discovery.static.frames import DEFINITIONS, IMPORTS
from plugin.discovery.static.uses import WILD, Makers, Uses, uses_of

WILD_TEXT = re.compile(
    rb"\b(?:"
    + b"|".join(each.encode() for each in sorted(WILD - {"modules"}))
    + rb"|sys\.modules)|\bimport[^\n]*\bmodules\b"
)


def may_be_wild(text: bytes) -> bool:
    """Whether code may access any name of a module."""
    return WILD_TEXT.search(text) is not None


FUNCTION_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
EVERYTHING = -1
"""Represents the statements that may bind any name."""


class AllUses(dict[int, Uses]):
    """What each statement does with names, determined on first access."""

    def __init__(self, statements: list[ast.stmt]) -> None:
        super().__init__()
        self.statements = statements
        self.makers: Makers = {}

    def __missing__(self, index: int) -> Uses:
        found = self[index] = uses_of(self.statements[index], self.makers)
        return found


class Scope:
    """The statements of a module.

    Statements that directly or indirectly share variables of the module form a component: they are run in order, so
    that each sees what the ones before have done to an object, under any name.

    :param statements: the statements
    :param text: the source
    :param submodules: the modules below it that an import statement binds
    :param is_foreign: whether an import statement imports nothing of the project
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
        self.defining: dict[str, list[int]] = {}
        """name -> those of them that define a function or class"""
        self.storing: dict[str, list[int]] = {}
        """name -> the statements, other than definitions, that store into its value, or run to change it"""
        self.imports: set[int] = set()
        """the import statements"""
        self.stars: list[int] = []
        """the statements that import all names of a module"""
        self.may_be_wild = may_be_wild(text)
        self._is_foreign = is_foreign
        self._text = text
        for index in range(len(statements)):
            for name in self._bound_by(index, submodules):
                self.binders.setdefault(name, []).append(index)
                if isinstance(statements[index], DEFINITIONS):
                    self.defining.setdefault(name, []).append(index)

    def _bound_by(self, index: int, submodules: Callable[[Any], Iterable[str]]) -> Iterable[str]:
        """The names that a statement binds; records what else it does."""
        statement = self.statements[index]
        if isinstance(statement, DEFINITIONS):
            declares = self.uses[index].declares if b"global" in self.codes[index] else ()
            return {statement.name, *declares}
        uses = self.uses[index]
        if any(name == "*" for *_, name in uses.modules):
            self.stars.append(index)
        if isinstance(statement, IMPORTS):
            self.imports.add(index)
            uses.binds.update(submodules(statement))
        for name in uses.changed:
            self.storing.setdefault(name, []).append(index)
        return uses.binds | uses.declares

    def may_bind(self, name: str) -> bool:
        """Whether a statement may bind a name."""
        return name in self.binders or bool(self.stars) or self.may_be_wild

    @cached_property
    def codes(self) -> list[bytes]:
        """The text of each statement, from its first to its last line."""
        lines = self._text.split(b"\n")
        firsts = [min(one.lineno for one in (each, *getattr(each, "decorator_list", ()))) for each in self.statements]
        return [b"\n".join(lines[i - 1 : each.end_lineno]) for i, each in zip(firsts, self.statements, strict=True)]

    def index_at(self, line: int) -> int | None:
        """The first statement that does not end before a line."""
        index = bisect.bisect_left(self.statements, line, key=lambda each: each.end_lineno or 0)
        return index if index < len(self.statements) else None

    def mentioning(self, name: str, matters: Callable[[bytes], bool] = lambda _: True) -> list[int]:
        """The statements that read a name, at once or later.

        :param matters: whether the text of a statement is worth a closer look
        """
        word = name.encode("utf-8", "surrogatepass")
        return [
            index
            for index, code in enumerate(self.codes)
            if (word in code or b"\\" in code or not code.isascii())  # it may be in another spelling
            and matters(code)
            and (name in self.uses[index].mentions or name in self.uses[index].later)
        ]

    def made_by(self, function: ast.AST) -> Uses:
        """What the body of a function does with names."""
        makers, line = self.uses.makers, getattr(function, "lineno", 0)
        if function not in makers:
            index = self.index_at(line)
            if index is not None:
                self.uses[index]  # records it
            if function not in makers:  # code in a text has none
                uses_of(function, makers)
        return makers.get(function, Uses())

    def is_plain_function(self, index: int) -> bool:
        """Whether a statement defines a function without decorators."""
        statement = self.statements[index]
        return isinstance(statement, FUNCTION_DEFINITIONS) and not statement.decorator_list

    @property
    def wild(self) -> list[int]:
        """The statements that may bind any name."""
        return self._components.get(EVERYTHING, []) if self.may_be_wild else []

    def component_of(self, thing: str | int) -> list[int]:
        """The statements connected with a name or with a statement."""
        return self._components.get(thing, [])

    def changing(self, name: str) -> list[int]:
        """The statements that may bind or change the value of a name, except those that define it."""
        binders, mentioning = self.binders.get(name, []), self.mentioning(name)
        functions = {i: each.name for i in binders if isinstance(each := self.statements[i], FUNCTION_DEFINITIONS)}
        declaring = set(functions.values()) - {name}
        found = {index for index in binders if functions.get(index) not in declaring}
        found.update(i for i in mentioning if name in self.uses[i].changed or name in self.uses[i].handed)
        if len(found.intersection(binders)) > 1:
            found.update(index for index in mentioning if name in self.uses[index].mentions)
        return sorted(found.union(*map(self.mentioning, declaring)))

    # -- components --------------------------------------------------------------------------------------------------

    @cached_property
    def _components(self) -> dict[str | int, list[int]]:
        """The statements connected with each name and each statement."""
        uses = {index: self.uses[index] for index in range(len(self.statements)) if index not in self.imports}
        names = set().union(*(each.binds | each.declares for each in uses.values()))
        imported = [self.uses[index].binds for index in self.imports if not self._is_foreign(self.statements[index])]
        names |= set().union(*imported) & set().union(*(each.changed for each in uses.values()))
        going_wild = {name for each in uses.values() if each.wild_later for name in each.binds}
        groups: dict[str | int, set[str | int]] = {}
        for index, its in uses.items():
            touched = self._touched(index)
            joined: set[str | int] = {index, *(touched & names)}
            others = touched - its.binds if isinstance(self.statements[index], ast.ClassDef) else touched
            if its.wild or (going_wild & others and not self.is_plain_function(index)):
                joined.add(EVERYTHING)
            group = max((groups[each] for each in joined if each in groups), key=len, default=set())
            for each in joined:
                if groups.get(each) is not group:
                    moved = groups.get(each, {each})
                    group |= moved
                    groups.update(dict.fromkeys(moved, group))
        distinct = {id(group): group for group in groups.values()}
        members = {key: sorted(each for each in group if each in uses) for key, group in distinct.items()}
        return {each: members[id(group)] for each, group in groups.items()}

    def _touched(self, index: int) -> set[str]:
        """The names connected with a statement, including those that a function it may call looks up."""
        uses, statement = self.uses[index], self.statements[index]
        if self.is_plain_function(index):
            return uses.binds
        names, pending = {*uses.binds, *uses.declares}, [*uses.mentions]
        if not isinstance(statement, ast.ClassDef):
            pending += uses.later
        while pending:
            name = pending.pop()
            if name not in names:
                names.add(name)
                for other in self.defining.get(name, ()):
                    pending += self.uses[other].later
                    names |= self.uses[other].declares
        return names
