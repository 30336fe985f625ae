"""Import cycles: what a module may be asked for before it has finished."""

import contextlib
from typing import TYPE_CHECKING

from plugin.discovery.static.corpus import Corpus, around
from plugin.discovery.static.frames import DEFINITIONS
from plugin.discovery.static.scopes import FUNCTION_DEFINITIONS

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module


class Circles:
    """Determines which names of a module may be unbound or not yet final when another module asks for them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._reached: dict[str, set[str]] = {}

    def reached(self, name: str) -> set[str]:
        """The modules that importing a module imports."""
        if name not in self._reached:
            found: set[str] = set()
            pending = [name]
            while pending:
                current = pending.pop()
                source = self._corpus.find(current) if self._corpus.ships(current) else None
                for imported in source.imported_at_once if source is not None else ():
                    new = {imported, *around(imported)} - found
                    found |= new
                    pending += new
            self._reached[name] = found
        return self._reached[name]

    def is_early(self, owner: "Module", name: str, asker: str, *, softly: bool) -> bool:
        """Whether a module imported by another in between may see a different value than the final one of a name."""
        scope = owner.scope
        late = [*scope.storing.get(name, ()), *(scope.binders.get(name, ()) if softly else ())]
        is_circle = bool(late) and owner.name in self.reached(asker) and asker in self.reached(owner.name)
        return is_circle and asker != owner.name and any(self._leads(owner, index, asker) for index in range(max(late)))

    def _leads(self, owner: "Module", index: int, asker: str) -> bool:
        """Whether a statement imports a module, directly or indirectly."""
        scope, uses = owner.scope, owner.scope.uses[index]
        is_definition = isinstance(scope.statements[index], DEFINITIONS)
        lazy = {each for each in scope.imports if getattr(scope.statements[each], "is_lazy", False)}  # (PEP 810)
        names, used = set() if is_definition or index in lazy else {*uses.modules}, {*uses.mentions}
        for other in (other for called in uses.mentions for other in scope.binders.get(called, ())):
            if isinstance(scope.statements[other], FUNCTION_DEFINITIONS) and not is_definition:
                names |= scope.uses[other].modules
                used |= scope.uses[other].later
        names = names.union(*(scope.uses[each].modules for each in lazy if scope.uses[each].binds & used))
        for level, module, inner in names:
            with contextlib.suppress(ImportError):
                whole = owner.source.absolute(module, level)
                others = {whole, f"{whole}.{inner}"}
                if asker in others or any(asker in self.reached(each) for each in others - {owner.name}):
                    return True
        return False
