"""What the text of a module does when the module is imported, seen without parsing it."""

import re
from collections.abc import Iterator
from functools import lru_cache

WORD_BYTES = frozenset(bytes([byte]) for byte in range(256) if chr(byte).isalnum() or byte == ord("_") or byte > 127)
"""The bytes that words consist of; those beyond ASCII may be part of a letter."""

OPERATOR = rb"\s*(?:[-+*/|&^%@]|//|<<|>>|\*\*)?=(?!=)"
SETS = re.compile(OPERATOR)
CHANGING = rb"(?:add|append|clear|discard|extend|insert|pop|popitem|remove|reverse|setdefault|sort|update)\("
CHANGES = re.compile(rb"(?:\.\w+)*(?:\.%b|\[[^\]\n]*\]%b|\.\w+%b)|\s*[-+|&^*]=" % (CHANGING, OPERATOR, OPERATOR))
"""What stands behind a name whose value is changed in place."""
SETS_SOMEHOW = re.compile(rb"\bsetattr\b(?!\()|\bvars\b|\b__dict__\b")
"""What gives access to all the names of an object."""
ANNOTATES = re.compile(rb"^[ \t]*(?!(?:else|finally|try)\b)[\w.]+[ \t]*:[ \t]*\Z", re.MULTILINE)
"""What stands before a name that begins an annotation."""
ASSIGNED = re.compile(rb"(?<![\w.])(\w+)[ \t]*=[ \t]*\Z")
ALONE = re.compile(rb"[ \t]*(?:#.*)?$", re.MULTILINE)
"""What stands before and behind a name that another one is bound to."""
PASSES, PASSED = re.compile(rb"(?<!attr)[(\[,=:][ \t]*\Z"), re.compile(rb"[ \t]*[)\],}]")
"""What stands before and behind a name whose value is given to something."""
LONGEST = 100
"""How long a name may be that is looked for before another one."""
BODY = re.compile(rb"(?:async[ \t]+)?(?P<kind>def|class)[ \t]+(?P<name>\w+)")
DOES_NOTHING = re.compile(rb"[ \t]*(?:(?:import|from|def|async|class)\b|#)")
"""How a line begins that uses no name when it runs."""
TOP = re.compile(rb"[^\s#)\]}]")
"""How a line begins that is not indented, and continues nothing."""


def runs_at_import(text: bytes, position: int, within: tuple[bytes, ...] = ()) -> bool:
    """Whether what stands there runs when the module is imported: outside of functions, or in one that is called.

    :param within: the functions of which that is asked already
    """
    body = BODY.match(text, top_of(text, position))
    if body is None:
        return True
    if body.group("kind") == b"class":
        return b"def " not in text[body.start() : position]
    name = body.group("name")
    return name not in within and is_used_at_import(text, name, (*within, name))


def is_used_at_import(text: bytes, name: bytes, within: tuple[bytes, ...] = ()) -> bool:
    """Whether code that runs when a module is imported uses a name, other than to import or define it.

    :param within: the functions of which that is asked already
    """
    for start, _ in places(text, name):
        beginning = text.rfind(b"\n", 0, start) + 1
        is_code = not DOES_NOTHING.match(text, beginning) and b"#" not in text[beginning:start]
        if is_code and runs_at_import(text, start, within):
            return True
    return False


def is_changed_at_import(text: bytes, name: bytes) -> bool:
    """Whether a text changes in place, when it is imported, what a name stands for."""
    return any(
        CHANGES.match(text, end)
        and not ANNOTATES.search(text, max(0, start - LONGEST), start)
        and runs_at_import(text, start)
        for start, end in places(text, name)
    )


def is_passed_on_at_import(text: bytes, name: bytes) -> bool:
    """Whether a text gives what a name stands for to a call, or puts it into something, when it is imported."""
    return any(
        PASSED.match(text, end) and PASSES.search(text, max(0, start - LONGEST), start) and runs_at_import(text, start)
        for start, end in places(text, name)
    )


def is_set_at_import(text: bytes, name: bytes) -> bool:
    """Whether a text binds a dotted name when it is imported."""
    return any(SETS.match(text, end) and runs_at_import(text, start) for start, end in places(text, name))


@lru_cache(maxsize=10_000)
def lines_that_set_somehow(text: bytes) -> tuple[bytes, ...]:
    """The lines of a text that may bind any name of an object when it is imported."""
    if b"vars" not in text and b"__dict__" not in text and b"setattr" not in text:
        return ()
    found = (each.start() for each in SETS_SOMEHOW.finditer(text))
    return tuple(line(text, start) for start in found if runs_at_import(text, start))


def unix_lines(text: bytes) -> bytes:
    """The text with its lines ended by line feeds; the numbers of the lines stay as they are."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text


def find_words(text: bytes, word: bytes, start: int = 0, end: int | None = None) -> list[int]:
    """Where a word stands in a text, or between two positions of it, if it is not part of another one."""
    found = []
    length = len(word)
    position = text.find(word, start, end)
    while position >= 0:
        after = position + length
        if text[after : after + 1] not in WORD_BYTES and text[position - 1 : position] not in WORD_BYTES:
            found.append(position)
        position = text.find(word, after, end)
    return found


def names_of_same(text: bytes, name: bytes) -> Iterator[bytes]:
    """A name, and those that a text binds to the same: ``other = name``."""
    yield name
    for start, end in places(text, name) if b"=" in text else ():
        if ALONE.match(text, end) and (alias := ASSIGNED.search(text, max(0, start - LONGEST), start)):
            yield alias.group(1)


def places(text: bytes, name: bytes) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text, if it is not part of another one, or an attribute: start and end."""
    length = len(name)
    return ((start, start + length) for start in find_words(text, name) if text[start - 1 : start] != b".")


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


def line(text: bytes, position: int) -> bytes:
    """The line in which a position lies."""
    start = text.rfind(b"\n", 0, position) + 1
    end = text.find(b"\n", position)
    return text[start : end if end >= 0 else len(text)]
