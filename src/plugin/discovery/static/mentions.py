"""Where the text of a file mentions a name: the cheap question that is asked before anything is parsed."""

import re
from collections.abc import Iterator

CHAIN = re.compile(rb"(?:[\s\\]*\.[\s\\]*\w+)*")
CONSTANT = re.compile(rb",\s*[\"'](\w+)[\"']")
HANDED = re.compile(rb"\b(?:getattr|setattr|vars|hasattr|dir)\(\s*$")
IMPORTING = re.compile(rb"^\s*(?:from|import)\b")
WORD_BEFORE, WORD_AFTER = re.compile(rb"\w[ \t]+$"), re.compile(rb"\w")
STORED, DELETED = re.compile(rb"(?:[-+*/|&^%@]|//|<<|>>|\*\*)?=(?!=)"), re.compile(rb"\bdel[ \t(]+$")
LOOK_BACK = 200
"""How much of a line before a name is looked at."""


def occurrences(text: bytes, word: bytes) -> Iterator[tuple[int, int]]:
    """Where a word stands that is no part of another: start and end."""
    position = text.find(word)
    while position >= 0:
        end = position + len(word)
        before, after = text[position - 1 : position] if position else b"", text[end : end + 1]
        if not (before.isalnum() or before == b"_" or after.isalnum() or after == b"_"):
            yield position, end
        position = text.find(word, end)


class Mention:
    """A place where a text mentions a name.

    :param text: the text
    :param start: where the name begins
    :param end: where it ends
    """

    __slots__ = ("_end", "_line", "_start", "_text")

    def __init__(self, text: bytes, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._line = text[max(0, start - LOOK_BACK) : start].rpartition(b"\n")[2]

    @property
    def is_attribute(self) -> bool:
        """Whether it is an attribute of something else."""
        return self._line.rstrip(b" \t").endswith(b".")

    @property
    def is_quoted(self) -> bool:
        """Whether it stands alone in quotes."""
        before, after = self._text[self._start - 1 : self._start], self._text[self._end : self._end + 1]
        return before == after and after in (b"'", b'"')

    @property
    def chain(self) -> list[str]:
        """The names of the attributes that follow."""
        if self._text[self._end : self._end + 1] not in (b".", b" ", b"\n", b"\t", b"\\"):
            return []
        chain = CHAIN.match(self._text, self._end)
        parts = chain.group().split(b".")[1:] if chain else []
        return [each.strip(b" \t\n\\").decode("utf-8", "replace") for each in parts]

    @property
    def _behind(self) -> bytes:
        """What stands behind it and the attributes that follow."""
        chain = CHAIN.match(self._text, self._end)
        return self._text[chain.end() if chain else self._end :][:LOOK_BACK].lstrip(b" \t")

    @property
    def is_stored(self) -> bool:
        """Whether it, or an attribute of it, is assigned to or deleted."""
        return STORED.match(self._behind) is not None or DELETED.search(self._line) is not None

    @property
    def is_used(self) -> bool:
        """Whether something may be done to what its first attribute stands for: a method, an item, a call with it."""
        return len(self.chain) > 1 or self._behind.startswith((b"[", b")", b","))

    @property
    def is_import(self) -> bool:
        """Whether it stands in an import statement."""
        return IMPORTING.search(self._line) is not None

    @property
    def is_handed_to_getattr(self) -> bool:
        """Whether ``getattr`` or the like gets it."""
        return HANDED.search(self._line) is not None

    @property
    def asked_for(self) -> str | None:
        """The constant name that ``getattr`` asks it for."""
        found = CONSTANT.match(self._text[self._end : self._end + 80].lstrip(b" \t"))
        return found.group(1).decode() if found else None

    @property
    def is_handed_over(self) -> bool:
        """Whether a call gets it as an argument by itself."""
        return self._line.rstrip(b" \t").endswith((b"(", b",")) and self._behind.startswith((b")", b","))

    @property
    def is_renamed(self) -> bool:
        """Whether another name is bound to it: ``other = name``."""
        rest = self._text[self._end : self._end + 80].lstrip(b" \t")
        return self._line.strip().endswith(b"=") and rest[:1] in (b"", b"\n", b"#", b";")

    @property
    def is_no_name(self) -> bool:
        """Whether the word names an argument, stands in a text or comment, or is assigned to."""
        after = self._text[self._end : self._end + 12].lstrip(b" \t")
        line = self._line
        if after.startswith(b"=") and not after.startswith(b"=="):
            return True
        if b"#" in line or line.count(b'"') % 2 == 1 or line.count(b"'") % 2 == 1:
            return True
        return bool(WORD_BEFORE.search(line) and WORD_AFTER.match(after))  # prose


def mentions(text: bytes, name: str) -> Iterator[Mention]:
    """The places where a text mentions a name."""
    for start, end in occurrences(text, name.encode("utf-8", "surrogatepass")):
        yield Mention(text, start, end)
