"""Who imports what: the files of the project that import a module, and how."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from plugin.discovery.static.importgraph import Import, Statement
from plugin.discovery.static.modules import around

if TYPE_CHECKING:
    from plugin.discovery.static.kinds import ProjectFile


class Importers:
    """Knows which files import a module.

    Most modules are never asked for, so the names that a statement imports are read once somebody asks for its module.
    """

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[ProjectFile, Import]]] = {}
        self._itself: dict[str, list[tuple[ProjectFile, Import]]] = {}  # what imports the module, not its names
        self._unread: dict[str, list[tuple[ProjectFile, Statement]]] = {}

    def add(self, file: "ProjectFile", statement: Statement, modules: Collection[str]) -> None:
        """Note that a file imports a module, or names of it, which may be modules below it.

        :param file: the file
        :param statement: what it imports
        :param modules: the modules and packages that matter
        """
        for each in statement.imports():
            for target in targets(each):
                if target in modules:
                    self._known.setdefault(target, []).append((file, each))
                    if each.name is None or each.module != target:
                        self._itself.setdefault(target, []).append((file, each))

    def defer(self, file: "ProjectFile", statement: Statement) -> None:
        """Note that a file imports names of a module, below which there are no others."""
        self._unread.setdefault(statement.module, []).append((file, statement))

    def note(self, module: str, file: "ProjectFile", each: Import) -> None:
        """Note that an import of another module reaches a module, by what its ``__getattr__`` gives."""
        known = self.of(module)
        if (file, each) not in known:
            known.append((file, each))

    def of(self, module: str) -> list[tuple["ProjectFile", Import]]:
        """The files that import a module or something of it, with what they import, in their order."""
        known = self._known.setdefault(module, [])
        for file, statement in self._unread.pop(module, ()):
            known += ((file, each) for each in statement.imports())
        return known

    def of_itself(self, module: str) -> list[tuple["ProjectFile", Import]]:
        """Those of them that import the module itself, or what is below it, rather than names of it."""
        return self._itself.get(module, [])


def targets(each: Import) -> Iterator[str]:
    """The modules whose names an import may reach."""
    yield each.module
    if each.name is None:
        if each.alias is None:
            yield from around(each.module)
    elif each.name != "*":
        yield f"{each.module}.{each.name}"
