"""Ways through syntax trees, faster than those of ``ast``, which the engine spends much of its time in."""

import ast
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
"""The kinds of code that run when they are called."""


class _Fields(dict[type[ast.AST], tuple[str, ...]]):
    """Kind of node -> the fields that may hold other nodes."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        fields = self[kind] = tuple(field for field in kind._fields if field not in WITHOUT_NODES)
        return fields


FIELDS = _Fields()
WITHOUT_NODES = frozenset({"arg", "attr", "ctx", "id", "kind", "level", "module", "op", "ops", "type_comment"})
"""Fields that hold texts and numbers, or how a name or operator is meant, which the node itself tells as well."""


def children(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes right below a node."""
    for field in FIELDS[type(node)]:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, ast.AST):
                    yield item


def walk_lines(node: ast.AST, lines: Sequence[int]) -> Iterator[ast.AST]:
    """A node and the nodes below it that stand on some lines, in no particular order.

    :param node: where to begin
    :param lines: the numbers of the lines, sorted
    """
    pending = [node]
    while pending:
        current = pending.pop()
        if stands_on(current, lines):
            yield current
            pending.extend(children(current))


def stands_on(node: ast.AST, lines: Sequence[int]) -> bool:
    """Whether a node, or what belongs to it, may stand on one of some lines, which are sorted."""
    first = getattr(node, "lineno", None)
    if first is None:
        return True
    for decorator in getattr(node, "decorator_list", ()):
        first = min(first, decorator.lineno)
    index = bisect_left(lines, first)
    return index < len(lines) and lines[index] <= (getattr(node, "end_lineno", None) or first)


def walk(node: ast.AST, without: tuple[type[ast.AST], ...] = ()) -> Iterator[ast.AST]:
    """A node and all nodes below it, in no particular order.

    :param node: where to begin
    :param without: kinds of nodes below which nothing is looked at, other than the first node
    """
    pending: list[Any] = [node]
    while pending:
        current = pending.pop()
        if not isinstance(current, ast.AST):
            continue
        yield current
        if without and current is not node and isinstance(current, without):
            continue
        for field in FIELDS[type(current)]:
            value = getattr(current, field, None)
            if isinstance(value, list):
                pending += value
            else:
                pending.append(value)
