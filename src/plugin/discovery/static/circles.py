"""Circles of imports: what a module may be asked for before it is done."""

import ast
from typing import TYPE_CHECKING

from plugin.discovery.static.corpus import Corpus, around
from plugin.discovery.static.frames import DEFINITIONS

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module


class Circles:
    """Says which names of a module may not be bound, or not yet what they will be, when another asks for them.

    :param corpus: the source
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._reached: dict[str, set[str]] = {}

    def reached(self, name: str) -> set[str]:
        """The modules that importing a module imports."""
        if name not in self._reached:
            found: set[str] = set()
            pending = [name]
            while pending:
                source = self._corpus.find(current := pending.pop())
                if source is None or not self._corpus.ships(current):
                    continue
                for imported in source.imported_at_once:
                    new = {imported, *around(imported)} - found
                    found |= new
                    pending += new
            self._reached[name] = found
        return self._reached[name]

    def is_early(self, owner: "Module", name: str, asker: str, *, softly: bool) -> bool:
        """Whether a module that is imported by another on the way may see something else than what a name stands for.

        :param owner: the module that is asked
        :param name: what it is asked for
        :param asker: the module that asks
        :param softly: whether the asker can do without
        """
        scope = owner.scope
        binders, changing = scope.binders.get(name, []), scope.storing(name)
        if not changing and not (softly and binders):
            return False
        if owner.name == asker or owner.name not in self.reached(asker) or asker not in self.reached(owner.name):
            return False
        turns = (index for index in range(len(scope.statements)) if self._leads(owner, index, asker))
        turn = next(turns, None)
        if turn is None:
            return False
        return any(index > turn for index in changing) or (softly and any(index > turn for index in binders))

    def _leads(self, owner: "Module", index: int, asker: str) -> bool:
        """Whether a statement imports a module, be it over others."""
        scope = owner.scope
        if isinstance(scope.statements[index], DEFINITIONS):
            return False
        uses = scope.uses[index]
        names = {*uses.modules}
        for called in uses.mentions:
            for other in scope.binders.get(called, ()):
                if isinstance(scope.statements[other], (ast.FunctionDef, ast.AsyncFunctionDef)):
                    names |= scope.uses[other].modules
        for level, module, inner in names:
            try:
                whole = owner.source.absolute(module, level)
            except ImportError:
                continue
            for each in (whole, f"{whole}.{inner}"):
                if each == asker or (asker in self.reached(each) and each != owner.name):
                    return True
        return False
