"""Runs the sessions of the README and the documentation, and has discovery read their files."""

import doctest
import io
import sys

import pytest

from pages import MIGRATIONS, OPTIONS, PAGES, ROOT, blocks, choices, commands, each_page_with, is_same
from plugin.cli import main
from plugin.discovery import SourceTree, discover

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@each_page_with(lambda _: True)
def test_every_block_can_be_run(page):
    """No page holds code that nothing runs; a piece of TOML without a file name is at least valid TOML."""
    for block in (block for choice in (None, *choices(page)) for block in blocks(page, choice)):
        assert block.language in {"console", "python", "text", "toml"}, block
        if block.language == "python":
            assert block.file or block.is_session, block
        if block.language == "toml":
            tomllib.loads(block.text)


@each_page_with(lambda block: block.is_session)
def test_sessions(page, tmp_path, monkeypatch):
    """What is typed after >>> gives what the page shows; it can import the files above it."""
    monkeypatch.syspath_prepend(tmp_path)
    namespace = {"__name__": page.stem}
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    output = []
    for block in blocks(page):
        if block.file:
            block.write(tmp_path)
        elif block.is_session:
            test = doctest.DocTestParser().get_doctest(block.text, namespace, str(block), str(page), block.line)
            runner.run(test, out=output.append, clear_globs=False)
            namespace.update(test.globs)
    assert not runner.failures, "".join(output)


@each_page_with(lambda block: block.language == "text")
def test_discovery(page, tmp_path):
    """For the files that a page shows, discovery says what the page shows: entry points, or problems."""
    files = []
    for block in blocks(page):
        if block.file:
            files.append(block)
        elif block.language == "console":
            files.clear()
        elif block.language == "text":
            folder = tmp_path / str(block.line)
            for file in files:
                file.write(folder)
            files.clear()
            found = discover(SourceTree.of_folder(folder))
            got = "\n".join(map(str, found.problems)) or in_ini_format(found.table)
            assert is_same(block.text, got), f"{block}: discovery says\n{got}"


def files(page, choice=None):
    return [block for block in blocks(page, choice) if block.file]


def has_other_projects(page, choice):
    """Whether a choice has files of its own in the place of those in the first tabs."""
    first, chosen = files(page), files(page, choice)
    return chosen != first and [block.file for block in chosen] == [block.file for block in first]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "choice"),
    [
        pytest.param(page, choice, id=f"{page.stem}-{choice}")
        for page in PAGES
        for choice in choices(page)
        if has_other_projects(page, choice)
    ],
)
def test_tabs(page, choice, tmp_path, monkeypatch):
    """The projects of a page have the same plugins, and what their builds need, whatever build backend is chosen."""
    first, chosen = (found_in(tmp_path / str(each), files(page, each), monkeypatch) for each in (None, choice))
    assert first
    assert first == chosen


def found_in(folder, files, monkeypatch):
    """What `discover` finds in each project of a folder; nothing must keep a build from filling it in."""
    for file in files:
        file.write(folder)
    found = []
    with monkeypatch.context() as patch:
        for project in sorted(path.parent for path in folder.rglob("pyproject.toml")):
            patch.syspath_prepend(project / "src")
            status = main(["discover", str(project), "--format", "ini"], out := io.StringIO(), err := io.StringIO())
            assert status == 0, err.getvalue()
            found.append(out.getvalue())
    return found


@pytest.mark.parametrize("page", MIGRATIONS, ids=lambda page: page.stem)
def test_migrations(page):
    """Before and after, the entry points and the output of the application are the same; that they are true is run."""
    outputs = {}
    for block in blocks(page):
        if block.language == "console":
            for command, output in commands(block.text):
                outputs.setdefault(command, []).append(output)
    twice = {command: shown for command, shown in outputs.items() if len(shown) > 1 and not command.startswith("pip ")}
    assert len(twice) == 2, "the application, and show.py"
    assert all(len(set(shown)) == 1 for shown in twice.values())


def test_rooms():
    """The page on discovery says what each module of the static engine is for."""
    page = (ROOT / "docs" / "discovery.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "src/plugin/discovery/static").glob("*.py")} - {"__init__"}
    assert [module for module in sorted(modules) if f"`{module}`" not in page] == []


def in_ini_format(table):
    return "\n".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in table.items()
    )
