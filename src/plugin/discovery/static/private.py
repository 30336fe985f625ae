"""Private names: Python writes ``__name`` in a class body as ``_Class__name``, and so does the engine."""

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugin.discovery.static.modules import Module

PRIVATE = re.compile(rb"__(?<!\w__)\w+(?<!__)(?!\w)")  # what is literal comes first, for that is searched for faster
"""A name in the text that is mangled if it stands in a class."""

FIELDS = ("id", "attr", "arg", "name", "names")
"""The fields of syntax trees that hold names."""


def mangle(node: ast.ClassDef, module: "Module") -> None:
    """Write the private names in a class body as Python does.

    :param node: the class; it is changed in place, once
    :param module: where it stands
    """
    if not PRIVATE.search(module.text) or not node.name.strip("_"):
        return
    module.names_are_plain = False  # they no longer stand in the text letter by letter
    prefix = f"_{node.name.lstrip('_')}"
    pending: list[ast.AST] = list(node.body)
    while pending:
        current = pending.pop()
        for field in FIELDS:
            value = getattr(current, field, None)
            if isinstance(value, str) and _is_private(value):
                setattr(current, field, prefix + value)
            elif isinstance(value, list) and isinstance(current, (ast.Global, ast.Nonlocal)):
                current.names = [prefix + name if _is_private(name) else name for name in current.names]
        if isinstance(current, ast.ClassDef):  # its body is mangled with its own name
            pending += [*current.bases, *current.keywords, *current.decorator_list]
        else:
            pending += ast.iter_child_nodes(current)


def _is_private(name: str) -> bool:
    return name.startswith("__") and not name.endswith("__") and "." not in name
