"""Reads the snippets of `tests/snippets`: pieces of Python without plugins, for Python and the machine to run.

Each stands for itself, below a line `# --- title`, or `# --- title (Python 3.11)` if it takes that version to read it.
None of them shows an address, or the order of a set, which differ between runs.
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "snippets"
TITLE = re.compile(r"^# --- ([^\n]*?)(?: \(Python 3\.(\d+)\))?\n", re.MULTILINE)


def read_snippets() -> dict[str, str]:
    """:return: title -> text, of those that this version of Python can read"""
    found = {}
    for path in sorted(FOLDER.glob("*.py")):
        _, *parts = TITLE.split(path.read_text(encoding="utf-8"))
        for title, minor, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            if sys.version_info >= (3, int(minor or 0)):
                found[f"{path.stem}: {title}"] = text.strip("\n")
    return found


SNIPPETS = read_snippets()
