"""Objects and classes that several modules share: which of their attributes the methods change that a module calls.

What a registry holds depends on all the modules that register something, which the engine does not run in their order.
"""

import ast
import re
from collections.abc import Iterator

from plugin.discovery.static import attributes
from plugin.discovery.static.tree import FUNCTIONS, walk
from plugin.discovery.static.values import ClassValue, InstanceValue

CHANGING = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "sort", "update"
}  # fmt: skip
"""Methods of plain data that change it."""


def members_used(text: bytes, shown: bytes) -> Iterator[tuple[str, int]]:
    """The attributes that a text asks something for: each with the position.

    :param text: the text
    :param shown: how it names what it asks
    """
    if shown + b"." in text:
        for found in re.finditer(rb"(?<![\w.])%b\.(\w+)" % re.escape(shown), text):
            yield found.group(1).decode(), found.start()


def changed_attributes(owner: ClassValue | InstanceValue, called: set[str], asked: set[str]) -> set[str]:
    """The attributes that methods change, and that somebody sees who asks for some attributes.

    :param owner: the object or class
    :param called: the methods that are called, and other attributes
    :param asked: the attributes, and methods, that are asked for
    """
    cls = owner.cls if isinstance(owner, InstanceValue) else owner
    methods = _methods(cls)
    held: set[str] = set()
    bound: set[str] = set()
    for name in called & methods.keys():
        content, anew = _changes(methods[name])
        held |= content
        bound |= anew
    seen = set(asked)
    for name in asked & methods.keys() if held or bound else ():
        content, _ = _changes(methods[name])
        seen |= _reads(methods[name]) - content  # what registers something looks at what is there, and goes on
    return (held | bound) & seen


def _methods(cls: ClassValue) -> dict[str, ast.FunctionDef]:
    return {
        statement.name: statement
        for each in reversed(attributes.mro(cls))
        if isinstance(each, ClassValue) and each.node is not None
        for statement in walk(each.node, without=(*FUNCTIONS, ast.ClassDef))
        if isinstance(statement, ast.FunctionDef) and statement.args.args
    }


def _changes(method: ast.FunctionDef) -> tuple[set[str], set[str]]:
    """The attributes of its first argument whose content a method changes, and those that it binds anew."""
    content: set[str] = set()
    anew: set[str] = set()
    for node in walk(method):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            (anew if isinstance(node.value, ast.Name) else content).update(_attribute(node, method))
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            content.update(_attribute(node.value, method))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            content.update(_attribute(node.func.value, method))
    return content, anew


def _reads(method: ast.FunctionDef) -> set[str]:
    return {
        name
        for node in walk(method)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name)
        for name in _attribute(node, method)
    }


def _attribute(node: ast.AST, method: ast.FunctionDef) -> Iterator[str]:
    """The attribute of the first argument that an expression leads into."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        inner = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Attribute) and isinstance(inner, ast.Name) and inner.id == method.args.args[0].arg:
            yield node.attr
        node = inner
