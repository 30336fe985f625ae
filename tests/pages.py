"""The blocks of code in the README and in the documentation, which tests run so that no page promises what is not so.

- A block whose first line is a comment such as ``# pkg/module.py`` is a file.
- A block with ``>>>`` is run as it stands, and can import the files above it.
- A block of ``text`` is what discovery says of the files above it: the entry points, or the problems.
- A block of ``console`` is run in an environment of its own, in the folder that holds the files above it.
- Of tabs, those that a reader has chosen count; without a choice, the first one of each set.
"""

import doctest
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
MIGRATIONS = [page for page in PAGES if page.name.startswith("from-")]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w./-]+\.\w+)\n")
TAB_SET = re.compile(r"^::::\{tab-set\}$.*?^::::$", re.MULTILINE | re.DOTALL)
TAB = re.compile(r"^:::\{tab-item\} .*?^:::$", re.MULTILINE | re.DOTALL)
CHOICE = re.compile(r"^:sync: (.+)$", re.MULTILINE)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    text: str

    def __str__(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def file(self):
        """The path of the file that the block shows, if it shows one."""
        match = FILE.match(self.text)
        return match and match[1]

    @property
    def is_session(self):
        return self.text.startswith(">>>")

    def write(self, folder):
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text, encoding="utf-8")


def blocks(page, choice=None):
    text = TAB_SET.sub(lambda tabs: _chosen(tabs[0], choice), page.read_text(encoding="utf-8"))
    return [Block(page, text.count("\n", 0, match.start()) + 1, match[1], match[2]) for match in BLOCK.finditer(text)]


def choices(page):
    """:return: all that a reader can choose in the tabs of a page"""
    return sorted({*CHOICE.findall(page.read_text(encoding="utf-8"))})


def _chosen(tabs, choice):
    """A set of tabs without those that are not chosen; the lines stay where they are."""
    each = TAB.findall(tabs)
    shown = next((tab for tab in each if choice in CHOICE.findall(tab)), each[0])
    return TAB.sub(lambda tab: tab[0] if tab[0] == shown else "\n" * tab[0].count("\n"), tabs)


def commands(console):
    """:return: pairs of a command line and the output below it"""
    return [tuple(each.split("\n", 1)) for each in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]]


def each_page_with(is_wanted):
    """Run a test for each page that has a block of a kind."""
    pages = [page for page in PAGES if any(map(is_wanted, blocks(page)))]
    assert pages
    return pytest.mark.parametrize("page", pages, ids=lambda page: page.stem)


def is_same(want, got):
    """Whether an output is what a page shows; ``...`` on the page stands for anything."""
    return doctest.OutputChecker().check_output(want, got, OPTIONS)
