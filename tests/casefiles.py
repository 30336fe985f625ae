"""Reads the cases of `tests/cases`: source snippets, and what discovery has to say of them.

A case is one text: a docstring that says in a sentence what it shows, then the files of a source tree, each below a
line `# --- path`, and last, below `# --- expected`, one line per finding:

    # class my.ns:name module:attribute [if condition]
    # problem undecidable path:line
    # differs: why the import engine sees something else
    # silent: why the static engine is wrong without saying so
    # requires: 3.12
    # requires-python: >=3.10

A path may be followed by how the file is written: `# --- path as latin-1`, `# --- path with crlf` (or `cr`, `bom`). In
such a file, `\\x00` stands for that character.
"""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from plugin.discovery import SourceTree

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    name: str
    files: dict[str, str]
    plugins: list[str]
    problems: list[str]
    differs: str | None
    silent: str | None = None
    requires: tuple[int, ...] = (3, 10)
    requires_python: str = ""

    @property
    def runs_here(self) -> bool:
        return sys.version_info >= self.requires and _allows_this_python(self.requires_python)

    def tree(self, folder: Path) -> SourceTree:
        """Write the files, and give the project that they make up."""
        return SourceTree.of_folder(self.write(folder))._replace(requires_python=self.requires_python)

    def write(self, folder: Path) -> Path:
        for title, text in self.files.items():
            path, *how = title.split()
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_encoded(text, how))
        return folder


def _encoded(text: str, how: list[str]) -> bytes:
    options = dict(zip(how[::2], how[1::2], strict=True))
    if how:
        text = text.replace("\\x00", "\x00").replace("\\x0c", "\x0c").replace("\\t", "\t")
    kind = options.get("with")
    if kind in LINE_ENDS:
        text = text.replace("\n", LINE_ENDS[kind])
    return text.encode("utf-8-sig" if kind == "bom" else options.get("as", "utf-8"))


LINE_ENDS = {"crlf": "\r\n", "cr": "\r"}


def read(path: Path) -> Case:
    head, *sections = path.read_text(encoding="utf-8").split("# --- ")
    assert ast.get_docstring(ast.parse(head)), f"{path.name} does not say what it shows"
    files: dict[str, str] = {}
    expected = ""
    for section in sections:
        title, _, body = section.partition("\n")
        if title.strip() == "expected":
            expected = body
        else:
            files[title.strip()] = body
    lines = [line.removeprefix("#").strip() for line in expected.splitlines() if line.strip("# \n")]
    return Case(
        name=path.stem,
        files=files,
        plugins=sorted(line for line in lines if line.split()[0] in {"class", "spec", "function"}),
        problems=sorted(line.removeprefix("problem ") for line in lines if line.startswith("problem ")),
        differs=_remark(lines, "differs"),
        silent=_remark(lines, "silent"),
        requires=tuple(map(int, (_remark(lines, "requires") or "3.10").split("."))),
        requires_python=_remark(lines, "requires-python") or "",
    )


def _allows_this_python(requires_python: str) -> bool:
    try:
        return ".".join(map(str, sys.version_info[:3])) in SpecifierSet(requires_python)
    except InvalidSpecifier:  # a case that shows that it is told
        return True


def _remark(lines: list[str], title: str) -> str | None:
    return next((line.removeprefix(f"{title}:").strip() for line in lines if line.startswith(f"{title}:")), None)


def all_cases() -> list[Case]:
    """The cases that this version of Python can run."""
    return [case for case in map(read, sorted(FOLDER.glob("*.py"))) if case.runs_here]
