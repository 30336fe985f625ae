"""Conditions in words: under which of them a plugin exists."""

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
    paths = list(paths)
    while (pair := _pair(paths)) is not None:
        left, right, joined = pair
        paths = [path for path in paths if path is not left and path is not right]
        paths.append(joined)
    return paths


def _pair(paths: list[Path]) -> tuple[Path, Path, Path] | None:
    """Two paths that can be told as one."""
    for left in paths:
        for right in paths:
            if left is right:
                continue
            if all(right.get(condition) == holds for condition, holds in left.items()):
                return left, right, left  # the other is a case of it
            if left.keys() == right.keys():
                differing = [condition for condition in left if left[condition] != right[condition]]
                if len(differing) == 1:
                    return left, right, {each: holds for each, holds in left.items() if each != differing[0]}
    return None
