"""The worlds in which a statement is run: one for each combination of answers to the conditions that it asks.

A statement is run once, and again for each other answer to a condition that it has asked. Its changes are recorded, and
undone before the next run. In the end, each name that was bound differently refers to :class:`Alternatives`, of which
later statements use the one that fits the world they are run in. Objects that were changed differently are kept in
:attr:`Worlds.split`: they get the fitting contents when they are next used.
"""

import types
from collections.abc import Callable
from typing import Any, NamedTuple

from plugin.discovery.findings import Place
from plugin.discovery.static.contents import LEAVES, Contents, same
from plugin.discovery.static.unknown import Condition, OutOfBudget, Path, Undecided, Unknown, Why, is_a

MOST_WORLDS = 32
"""The maximum number of worlds of a statement; half of them give false reports in LocalStack, and more cost no more."""
MOST_STEPS = 40_000
"""The maximum number of calls and loop iterations of a statement."""


class Alternatives(NamedTuple):
    """The values of a name in several worlds."""

    options: list[tuple[Path, Any]]


def options_of(value: Any) -> list[tuple[Path, Any]]:
    """What a name may be bound to, and in which worlds."""
    return value.options if type(value) is Alternatives else [({}, value)]


class Outcome(NamedTuple):
    """The result of running a statement in one world; while it runs, the result so far."""

    path: Path
    changes: dict[Any, tuple[Any, Any, Any]]  # key -> what was changed, or about to be when it stopped, before, after
    error: BaseException | None = None  # what stopped it


UNMOVED = Why("an iterator cannot be put back")
"""Why an object is not known whose contents cannot be restored."""
TOO_MANY = Why("it depends on too many conditions")
KEPT = (types.FunctionType, types.ModuleType, classmethod, staticmethod)
"""What is never taken for changed because something is that leads to it."""


class Worlds:
    """Runs statements in all worlds that they distinguish.

    :param contents: saves and restores the contents of objects
    :param here: returns the current place in interpreted code
    """

    def __init__(self, contents: Contents, here: Callable[[], Place]) -> None:
        self.contents = contents
        self.asked: dict[Condition, Place] = {}
        """condition -> where it was first asked"""
        self._here = here
        self.runs: list[Outcome] = []
        self.split: dict[int, tuple[Any, list[tuple[Path, Any]]]] = {}
        self._clean: dict[int, Any] = {}
        """id -> what was found to contain none of them, to speed up repeated checks"""
        self.steps = 0
        self.most = MOST_STEPS
        self.most_worlds = MOST_WORLDS

    # -- conditions --------------------------------------------------------------------------------------------------

    def decide(self, condition: Condition) -> bool:
        """Whether a condition holds in the current world."""
        if not self.runs:
            raise Undecided(Why(f"it is not known whether {condition.text}"))
        path = self.runs[-1].path
        if condition not in path:
            path[condition] = True
            self.asked.setdefault(condition, self._here())
        return path[condition]

    def holds(self, path: Path) -> bool:
        """Whether the current world is one of those with these conditions."""
        return all(self.decide(condition) == holds for condition, holds in path.items())

    def pick(self, alternatives: Alternatives) -> Any:
        """The value of a name in the current world."""
        found = (value for path, value in alternatives.options if self.holds(path))
        return next(found, Unknown("...", TOO_MANY))

    # -- changes -----------------------------------------------------------------------------------------------------

    def tick(self, cost: int = 1) -> None:
        """Count a step.

        :raises OutOfBudget: if there have been too many
        """
        self.steps += cost
        if self.steps > self.most:
            raise OutOfBudget

    def note_name(self, namespace: Any, name: str) -> None:
        """Record that a name of a module is about to be bound or deleted."""
        if self.runs:
            self.runs[-1].changes.setdefault((id(namespace), name), ((namespace, name), namespace.raw(name), None))

    def note(self, value: Any) -> Any:
        """Record that an object is about to be changed; return the object."""
        if self.runs:
            noted = self.runs[-1].changes
            if id(value) not in noted and (content := self.contents.of(value)) is not None:
                noted[id(value)] = value, content, None
        return value

    def run(self, execute: Callable[[], Any], given: Path | None = None) -> list[Outcome]:
        """Run something in all worlds; if there are several, end in the one in which nothing of it has been done."""
        pending: list[Path] = [given or {}]
        outcomes: list[Outcome] = []
        before, self.steps = self.steps, 0
        try:
            while pending and len(outcomes) < self.most_worlds:
                known = dict(pending.pop())
                outcome = self._run_in(dict(known), execute)
                for condition in [each for each in outcome.path if each not in known]:
                    if not condition.assumed:
                        pending.append({**known, condition: False})
                    known[condition] = True
                outcomes.append(outcome)
                if pending or len(outcomes) > 1:
                    for key, (thing, old, _) in outcome.changes.items():
                        self._put(key, thing, old)
        finally:
            self.steps = before + self.steps // 8  # whoever asks for something pays part of the cost
        if not pending:
            return outcomes
        changes = {key: change for each in outcomes for key, change in each.changes.items()}
        for namespace, name in [thing for key, (thing, *_) in changes.items() if is_a(key, tuple)]:
            namespace.put(name, Unknown(name, TOO_MANY))
        return [Outcome({}, changes, Undecided(TOO_MANY))]

    def _run_in(self, world: Path, execute: Callable[[], Any]) -> Outcome:
        run = Outcome(world, {})
        error: BaseException | None = None
        self.runs.append(run)
        try:
            execute()
        except KeyboardInterrupt:
            raise
        except (RecursionError, MemoryError):
            error = OutOfBudget("it goes too deep to follow")
        except BaseException as raised:  # noqa: BLE001 - interpreted code may raise anything
            error = raised
        finally:
            self.runs.pop()
        changes = {}
        for key, (thing, old, _) in run.changes.items():
            is_name = is_a(key, tuple)
            new = thing[0].raw(thing[1]) if is_name else self.contents.of(thing)
            if is_name or not same(old, new) or (error is not None and not is_a(thing, type)):
                changes[key] = thing, old, new
        return Outcome(run.path, changes, error)

    def _put(self, key: Any, thing: Any, content: Any) -> None:
        if is_a(key, tuple):
            namespace, name = thing
            namespace.put(name, content)
        elif not self.contents.put(thing, content):
            self._split(thing, [({}, UNMOVED)])

    def join(self, outcomes: list[Outcome]) -> None:
        """Make the results of all worlds of a statement visible to later statements."""
        if len(outcomes) == 1 and not outcomes[0].path:
            return
        changed = {key: change for outcome in reversed(outcomes) for key, change in outcome.changes.items()}
        for key, (thing, old, _) in changed.items():
            options = _options(key, old, outcomes)
            if is_a(key, tuple):
                first = options[0][1] if options else old
                is_same = len(outcomes) > 1 and all(value is first for _, value in options)
                self._put(key, thing, first if is_same else Alternatives(options))
            elif len(outcomes) > 1 and any(not same(old, value) for _, value in options):
                self._split(thing, options)

    # -- objects whose content depends on the world -----------------------------------------------------------------

    def _split(self, thing: Any, options: list[tuple[Path, Any]]) -> None:
        self._clean.clear()
        self.split[id(thing)] = thing, options

    def spoil(self, value: Any, why: Why, depth: int = 4) -> None:
        """Record that the contents of an object are unknown from here on."""
        for each in self.contents.reachable(value, depth):
            is_kept = is_a(each, KEPT) or (each is not value and is_a(each, type))
            if not is_kept and self.contents.of(each) is not None:
                self.note(each)
                self._split(each, [({}, why)])

    def settle(self, value: Any, depth: int = 12, place: Place | None = None) -> Any:
        """Give a value its contents in the current world, because it is about to be used."""
        is_clean = not self.split or self._clean.get(id(value)) is value
        if is_clean or type(value) in LEAVES or type(value) is Unknown:
            return value
        touched = [each for each in self.contents.reachable(value, depth) if id(each) in self.split]
        for each in touched:
            thing, options = self.split[id(each)]
            content = next((content for path, content in options if self.holds(path)), TOO_MANY)
            self.note(thing)
            if isinstance(content, Why) or not self.contents.put(thing, content):
                cause = content if isinstance(content, Why) else UNMOVED
                return Unknown("...", Why("it may have been changed", place, cause))
        if not touched:
            self._clean[id(value)] = value
        return value


def _options(key: Any, old: Any, outcomes: list[Outcome]) -> list[tuple[Path, Any]]:
    """The contents of a name or an object in each world, for worlds that do not exclude each other."""
    options: list[tuple[Path, Any]] = []
    for outcome in outcomes:
        new = outcome.changes[key][2] if key in outcome.changes else old
        for path, value in options_of(new):
            if all(outcome.path.get(condition, holds) == holds for condition, holds in path.items()):
                options.append(({**outcome.path, **path}, value))
    return options
