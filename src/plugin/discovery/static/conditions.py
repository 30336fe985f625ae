"""Conditions in words: under which of them a plugin exists."""

import itertools
from collections.abc import Iterable

from plugin.discovery.static.worlds import Path


def in_words(paths: Iterable[Path]) -> str | None:
    """The conditions of some worlds; ``None`` if they are all there are."""
    left = simplified(list(paths))
    if any(not path for path in left):
        return None
    said = (" and ".join(condition.say(holds) for condition, holds in path.items()) for path in left)
    return " or ".join(dict.fromkeys(said))


def simplified(paths: list[Path]) -> list[Path]:
    """The same worlds, told with fewer conditions."""
    for left, right in itertools.permutations(paths, 2):
        shared = {condition: holds for condition, holds in left.items() if right.get(condition) is holds}
        is_case = len(shared) == len(left)  # the right one is a case of the left one
        if is_case or (left.keys() == right.keys() and len(shared) == len(left) - 1):
            return simplified([*(each for each in paths if each is not left and each is not right), shared])
    return paths
