"""Runs what the README and the documentation show, so that no page can promise what is not so.

- A block whose first line is a comment such as ``# pkg/module.py`` is a file.
- A block of ``text`` is what discovery says of the files above it: the entry points, or the problems.
- A block of ``console`` is run in an environment of its own, in the folder that holds the files above it.
- A block with ``>>>`` is run as it stands.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugin.discovery import SourceTree, discover

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w./-]+\.\w+)\n")
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
        match = FILE.match(self.text)
        return match and match[1]

    def write(self, folder):
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text, encoding="utf-8")


def blocks(page):
    text = page.read_text(encoding="utf-8")
    return [Block(page, text.count("\n", 0, match.start()) + 1, match[1], match[2]) for match in BLOCK.finditer(text)]


def pages_with(wanted):
    pages = [page for page in PAGES if any(wanted(block) for block in blocks(page))]
    assert pages
    return pytest.mark.parametrize("page", pages, ids=lambda page: page.stem)


def same(want, got):
    return doctest.OutputChecker().check_output(want, got, OPTIONS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_can_be_run(page):
    """No page holds code that nothing runs; a piece of TOML without a file name is at least valid TOML."""
    for block in blocks(page):
        assert block.language in {"console", "python", "text", "toml"}, block
        if block.language == "python":
            assert block.file or block.text.startswith(">>>"), block
        if block.language == "toml":
            tomllib.loads(block.text)


@pages_with(lambda block: block.text.startswith(">>>"))
def test_interactive_sessions(page):
    """What is typed after >>> gives what the page shows."""
    namespace = {"__name__": page.stem}
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    output = []
    for block in blocks(page):
        if block.text.startswith(">>>"):
            test = doctest.DocTestParser().get_doctest(block.text, namespace, page.stem, str(page), block.line)
            runner.run(test, out=output.append, clear_globs=False)
            namespace.update(test.globs)
    assert not runner.failures, "".join(output)


@pages_with(lambda block: block.language == "text")
def test_discovery(page, tmp_path):
    """For the files that a page shows, discovery gives the entry points or the problems that the page shows."""
    files = []
    for block in blocks(page):
        if block.file:
            files.append(block)
        elif block.language == "text":
            folder = tmp_path / str(block.line)
            for file in files:
                file.write(folder)
            files.clear()
            found = discover(SourceTree.of_folder(folder))
            got = "\n".join(map(str, found.problems)) or in_ini_format(found.table)
            assert same(block.text, got), f"{block}: discovery says\n{got}"


def in_ini_format(table):
    return "\n".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in table.items()
    )


class Console:
    """An environment of its own, and a folder with the files of a page."""

    def __init__(self, folder, wheels):
        self.folder = folder / "project"
        self.folder.mkdir()
        venv.create(folder / "environment", with_pip=True)
        scripts = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
        find_links = " ".join(filter(None, [os.environ.get("PIP_FIND_LINKS"), str(wheels)]))
        self.env = {
            **os.environ,
            "PATH": os.pathsep.join([str(scripts), os.environ["PATH"]]),
            "PIP_FIND_LINKS": find_links,
        }

    def run(self, block):
        for session in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, want = session.partition("\n")
            program, *arguments = shlex.split(command)
            ended = subprocess.run(
                [shutil.which(program, path=self.env["PATH"]), *arguments],
                cwd=self.folder,
                env=self.env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            got = ended.stdout + (f"[exit status {ended.returncode}]\n" if ended.returncode else "")
            # What an installer prints is of no interest as long as it succeeds.
            assert same(want, got) or (not want and not ended.returncode), f"{block}: $ {command}\n{got}"


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    """A folder with our own wheel, which no package index has yet."""
    folder = tmp_path_factory.mktemp("wheels")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], check=True)
    return folder


@pytest.mark.integration
@pages_with(lambda block: block.language == "console")
def test_consoles(page, tmp_path, wheels):
    """Whoever types the commands of a page sees what the page shows."""
    console = Console(tmp_path, wheels)
    for block in blocks(page):
        if block.file:
            block.write(console.folder)
        elif block.language == "console":
            console.run(block)
