"""Branches: code of which it is not known whether it runs, and what is known after it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from plugin.discovery.static.values import UNBOUND, Doubt, Raised, Value, join

if TYPE_CHECKING:
    from plugin.discovery.static.interpreter import Interpreter
    from plugin.discovery.static.scopes import Environment

T = TypeVar("T")

Variables = list[dict[str, Value]]
"""The variables of each environment that a branch can bind names in."""


class Fork:
    """A place where one of several branches is taken, though it is not known which.

    Each branch starts from what was known before, and binds names in copies: in its own function, in those around it,
    and in the modules whose statements run.

    :param interpreter: the interpreter at work
    :param environment: where the branches stand
    """

    def __init__(self, interpreter: "Interpreter", environment: "Environment") -> None:
        self.interpreter = interpreter
        self.environments: list[Environment] = []
        inner: Environment | None = environment
        while inner is not None:
            self._add(inner)
            self._add(inner.module.scope.running)
            inner = inner.parent
        if interpreter.origin is not None:
            self._add(interpreter.origin.module.scope.running)
        self.before: Variables = [each.variables for each in self.environments]
        self.ends: list[tuple[str, Variables]] = []
        self.raised: Raised | None = None

    def _add(self, environment: "Environment | None") -> None:
        if environment is not None and environment not in self.environments:
            self.environments.append(environment)

    def take(self, condition: str, run: Callable[[], T]) -> T | None:
        """Run a branch; ``None`` if it raises, which a handler around it will ask about.

        :param condition: when it is taken, in source form
        :param run: runs it
        """
        for environment, variables in zip(self.environments, self.before, strict=True):
            environment.variables = dict(variables)
        around, self.interpreter.fork = self.interpreter.fork, self
        try:
            with self.interpreter.branch():
                result = run()
            self.ends.append((condition, [each.variables for each in self.environments]))
        except Raised as raised:
            self.raised = raised
            reached = [(each, each.variables) for each in self.environments]
            self.interpreter.doubt(Doubt(condition, raised.kinds, reached))
            return None
        finally:
            self.interpreter.fork = around
            for environment, variables in zip(self.environments, self.before, strict=True):
                environment.variables = variables
        return result

    def keep(self, condition: str) -> None:
        """Add a branch in which nothing happens."""
        self.ends.append((condition, self.before))

    def earlier(self, environment: "Environment", before: dict[str, Value], name: str) -> Value:
        """What a name stood for before the branches."""
        known = before.get(name)
        if known is None and environment.scope is not None:
            known = environment.scope.get(name, environment.scope.now_of(environment))
        return UNBOUND if known is None else known

    def merge(self, ends: "Iterable[tuple[str, Variables]] | None" = None) -> None:
        """Bind what the branches have bound, each value under the condition of its branch.

        :param ends: the branches after which the code goes on, by default all that did not raise
        """
        going = self.ends if ends is None else list(ends)
        if not going:
            if self.raised is not None:
                raise self.raised
            return
        for position, (environment, before) in enumerate(zip(self.environments, self.before, strict=True)):
            branches = [(condition, variables[position]) for condition, variables in going]
            changed = {
                name for _, variables in branches for name, value in variables.items() if before.get(name) is not value
            }
            for name in sorted(changed):
                earlier = self.earlier(environment, before, name)
                environment.variables[name] = join(
                    (condition, variables.get(name, earlier)) for condition, variables in branches
                )


def either(
    interpreter: "Interpreter", environment: "Environment", branches: "Iterable[tuple[str, Callable[[], Value]]]"
) -> Value:
    """The value of an expression of which it is not known which part of it is evaluated."""
    fork = Fork(interpreter, environment)
    found = [(condition, value) for condition, run in branches if (value := fork.take(condition, run)) is not None]
    fork.merge()
    return join(found)
