"""The import graph, taken from the text of the files: fast, and good enough to tell which files cannot matter.

It may see imports that are none (in a string, in dead code), which costs a little time; it does not miss one that an
import statement or ``import_module("literal")`` makes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STATEMENT = re.compile(
    rb"""
    (?:^|[;:]) [ \t\f]*
    (?: from (?:[ \t]+ | (?=\.)) (?P<origin> [.\w][\w. \t]*?) [ \t]* \b import \b [ \t]*
        (?P<names> \( (?: [^()\#] | \#[^\n]* )* \)? | [^\n;\#]* )
    |   import [ \t]+ (?P<modules> [^\n;\#]+ )
    )
    """,
    re.MULTILINE | re.VERBOSE,
)
CALL = re.compile(rb"""\b(?:import_module|__import__)\(\s*f?["']([\w.]+)["']""")
COMMENT = re.compile(rb"#[^\n]*")


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a file imports.

    :param module: the absolute name of the module
    :param name: what is imported from it; ``*`` for everything, ``None`` for the module itself
    :param alias: the name it is bound to; ``None`` if it is reached by the module's dotted name
    """

    module: str
    name: str | None
    alias: str | None


def imports(text: bytes, package: str) -> tuple[Import, ...]:
    """The imports of a file, wherever they stand in it.

    :param text: the content of the file
    :param package: the package that relative imports start from
    """
    return tuple(_imports(_joined(text), package))


def without_imports(text: bytes) -> bytes:
    """The text without its import statements, to see what else it mentions; lines stay where they are."""
    return STATEMENT.sub(lambda found: b"\n" * found.group().count(b"\n"), text)


def _joined(text: bytes) -> bytes:
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text.replace(b"\\\n", b" ") if b"\\\n" in text else text


def _imports(text: bytes, package: str) -> Iterator[Import]:
    for found in STATEMENT.finditer(text):
        origin, names, modules = found.group("origin", "names", "modules")
        if origin is not None:
            module = absolute(_text(origin).replace(" ", "").replace("\t", ""), package)
            for name, alias in _parts(names):
                yield Import(module, name, alias or name)
        else:
            for name, alias in _parts(modules):
                yield Import(name, None, alias)
    for found in CALL.finditer(text):
        yield Import(absolute(_text(found.group(1)), package), None, None)


def _parts(names: bytes) -> Iterator[tuple[str, str | None]]:
    for part in COMMENT.sub(b"", names).strip(b"() \t\n").split(b","):
        words = _text(part).split()
        if words:
            yield words[0], words[2] if len(words) > 2 else None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def absolute(name: str, package: str) -> str:
    """The absolute name of a module that may be named relative to a package."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = package.split(".") if package else []
    base = parts[: len(parts) - level + 1]
    return ".".join([*base, *filter(None, [name[level:]])])
