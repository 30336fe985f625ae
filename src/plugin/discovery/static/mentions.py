"""Where the text of a file mentions a name: the cheap question that is asked before anything is parsed."""

import re
from collections.abc import Iterator

CHAIN = re.compile(rb"(?:[\s\\]*\.[\s\\]*\w+)*")
HANDED = re.compile(rb"\b(?:getattr|setattr|vars|hasattr|dir)\(\s*$")
IMPORTING = re.compile(rb"^\s*(?:from|import)\b")
STORED, DELETED = re.compile(rb"(?:[-+*/|&^%@]|//|<<|>>|\*\*)?=(?!=)"), re.compile(rb"\bdel[ \t(]+$")
QUOTES = (b"'", b'"')
LOOK_BACK = 200
"""How much of a line before a name is looked at."""


class Mention:
    """A place where a text mentions a name: from where to where."""

    __slots__ = ("_end", "_line", "_start", "_text")

    def __init__(self, text: bytes, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._line = text[max(0, start - LOOK_BACK) : start].rpartition(b"\n")[2]

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

    _after = property(lambda self: self._text[self._end : self._end + 80].lstrip(b" \t"))
    _before = property(lambda self: self._line.rstrip(b" \t"))
    is_attribute = property(lambda self: self._before.endswith(b"."))
    """Whether it is an attribute of something else."""
    is_quoted = property(lambda self: self._text[self._start - 1 : self._start] in QUOTES and self._after[:1] in QUOTES)
    """Whether it stands alone in quotes."""
    is_stored = property(lambda self: bool(STORED.match(self._behind) or DELETED.search(self._line)))
    """Whether it, or an attribute of it, is assigned to or deleted."""
    is_used = property(lambda self: len(self.chain) > 1 or self._behind.startswith((b"[", b")", b",")))
    """Whether something may be done to what its first attribute stands for: a method, an item, a call with it."""
    is_import = property(lambda self: bool(IMPORTING.search(self._line)))
    """Whether it stands in an import statement."""
    is_handed_to_getattr = property(lambda self: bool(HANDED.search(self._line)))
    """Whether ``getattr`` or the like gets it."""
    is_handed_over = property(lambda self: self._before.endswith((b"(", b",")) and self._behind[:1] in (b")", b","))
    """Whether a call gets it as an argument by itself."""
    is_renamed = property(lambda self: self._before.endswith(b"=") and self._after[:1] in (b"", b"\n", b"#", b";"))
    """Whether another name is bound to it: ``other = name``."""


def mentions(text: bytes, name: str) -> Iterator[Mention]:
    """The places where a text mentions a name."""
    word = re.escape(name.encode("utf-8", "surrogatepass"))
    for found in re.finditer(rb"%b(?<!\w%b)(?!\w)" % (word, word), text):  # fast, since it begins with the word
        yield Mention(text, *found.span())
