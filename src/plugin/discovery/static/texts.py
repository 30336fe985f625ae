"""What the text of a module does when the module is imported, seen without parsing it."""

import re

OPERATOR = rb"\s*(?:[-+*/|&^%@]|//|<<|>>|\*\*)?=(?!=)"
SETS = re.compile(OPERATOR)
CHANGING = rb"(?:add|append|clear|discard|extend|insert|pop|popitem|remove|reverse|setdefault|sort|update)\("
CHANGES = rb"(?:\.\w+)*(?:\.%b|\[[^\]\n]*\]%b|\.\w+%b)|\s*[-+|&^*]=" % (CHANGING, OPERATOR, OPERATOR)
"""What stands behind a name whose value is changed in place."""
BODY = re.compile(rb"^(?:async[ \t]+)?(?P<kind>def|class)[ \t]+(?P<name>\w+)", re.MULTILINE)
TOP = re.compile(rb"^[^\s#)\]}]", re.MULTILINE)
"""Where a line begins that is not indented, and continues nothing."""


def runs_at_import(text: bytes, position: int) -> bool:
    """Whether what stands there runs when the module is imported: outside of functions, or in one that is called."""
    body = BODY.match(text, top_of(text, position))
    if body is None:
        return True
    if body.group("kind") == b"class":
        return b"def " not in text[body.start() : position]
    return is_called_at_import(text, body.group("name"))


def in_definition(text: bytes, position: int) -> bool:
    """Whether the line that begins there is a part of a function or class."""
    top = top_of(text, position)
    return top != position and BODY.match(text, top) is not None


def top_of(text: bytes, position: int) -> int:
    """Where the last line begins, up to a position, that is not indented, and continues nothing."""
    start = text.rfind(b"\n", 0, position) + 1
    while start > 0 and not TOP.match(text, start):
        start = text.rfind(b"\n", 0, start - 1) + 1
    return start


def is_called_at_import(text: bytes, name: bytes) -> bool:
    """Whether code that is not indented uses a function, other than to import or define it."""
    return (
        re.search(
            rb"^(?!import\b|from\b|def\b|async\b|class\b|[ \t#])[^\n#]*\b%b\b" % re.escape(name), text, re.MULTILINE
        )
        is not None
    )


def changes(text: bytes, name: bytes) -> bool:
    """Whether a text changes in place, when it is imported, what a name stands for."""
    return any(
        runs_at_import(text, found.start()) and not continues(text, found.start())
        for found in re.finditer(rb"\b%b(?:%b)" % (re.escape(name), CHANGES), text)
    )


def continues(text: bytes, position: int) -> bool:
    return text[position - 1 : position] in (b".", b"_") or text[position - 1 : position].isalnum()


def holds(text: bytes, word: bytes) -> bool:
    return word in text and re.search(rb"\b%b\b" % re.escape(word), text) is not None


def line(text: bytes, position: int) -> bytes:
    start = text.rfind(b"\n", 0, position) + 1
    end = text.find(b"\n", position)
    return text[start : end if end >= 0 else len(text)]


def may_set_somehow(text: bytes) -> bool:
    return b"vars" in text or b"__dict__" in text or b"setattr" in text
