"""Reads the cases of `tests/cases`: source snippets, and what discovery has to say of them.

A case is one text: a docstring that says in a sentence what it shows, then the files of a source tree, each below a
line `# --- path`, and last, below `# --- expected`, one line per finding:

    # class my.ns:name module:attribute [if condition]
    # problem undecidable path:line
    # differs: why the import engine sees something else
"""

import ast
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    name: str
    files: dict[str, str]
    plugins: list[str]
    problems: list[str]
    differs: str | None

    def write(self, folder: Path) -> Path:
        for path, text in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return folder


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
        differs=next((line.removeprefix("differs:").strip() for line in lines if line.startswith("differs:")), None),
    )


def all_cases() -> list[Case]:
    return [read(path) for path in sorted(FOLDER.glob("*.py"))]
