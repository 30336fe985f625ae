"""How the command line writes: plain into a pipe, and in colour, as wide as there is room, on a terminal."""

import io
import json
import os
import pty
import re
import subprocess
import sys

import pytest

from plugin.cli.codes import Code, explained_at
from plugin.cli.terminal import Column, write_heading, write_problem, write_table
from plugin.discovery import ProblemKind

TABLE = (Column("NAME", "bold"), Column("VALUE", "cyan"), Column("PROBLEM"))
ROWS = [
    ("acm", "my_services.providers.amazon:AcmProvider", "ModuleNotFoundError: No module named 'not_there_at_all'"),
    ("s3", "my_services:S3", ""),
]
ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "PYTHONWARNINGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")


@pytest.fixture(params=["rich", "plain"])
def library(request, monkeypatch):
    """With the library that writes in colour, and without it."""
    if request.param == "plain":
        monkeypatch.setitem(sys.modules, "rich.console", None)
    return request.param


def write(stream):
    write_heading(stream, "my.services")
    write_table(stream, TABLE, ROWS, indent="  ", below=[["because it is so"], []])
    write_problem(stream, "warning", f"it is said {'at length ' * 6}", "PL101", "my_services/a.py:7", ["mend it"])
    return stream.getvalue()


def test_pipe(library):
    """What is no terminal gets one line a row, whatever its length, and nothing but the text."""
    assert write(io.StringIO()).splitlines() == [
        "my.services",
        "  NAME  VALUE                                     PROBLEM",
        "  acm   my_services.providers.amazon:AcmProvider  ModuleNotFoundError: No module named 'not_there_at_all'",
        "      because it is so",
        "  s3    my_services:S3",
        f"my_services/a.py:7: warning: it is said {'at length ' * 6} [PL101]",
        "    mend it",
    ]


def test_width(library):
    """On a terminal nothing goes beyond its width, and no word is broken."""
    assert ESCAPES.sub("", write(Terminal())).splitlines() == [
        "my.services",
        "  NAME  VALUE",
        "      PROBLEM",
        "  acm   my_services.providers.amazon:AcmProvider",
        "      ModuleNotFoundError: No module named",
        "      'not_there_at_all'",
        "      because it is so",
        "  s3    my_services:S3",
        "my_services/a.py:7: warning: it is said at length at length",
        "    at length at length at length at length  [PL101]",
        "    mend it",
    ]


def test_colour(library):
    """It is in colour, with a link from the code to the documentation, if the library for that is there."""
    text = write(Terminal())
    assert ("\x1b[1;33mwarning\x1b[0m" in text) is (library == "rich")
    assert (explained_at("PL101") in text) is (library == "rich")
    assert bool(ESCAPES.search(text)) is (library == "rich")


def test_no_colour(library, monkeypatch):
    """Whoever wants no colour gets none (https://no-color.org)."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\d", write(Terminal()))


def test_markup(library):
    """What a message holds is no markup."""
    odd = "[bold]x[/bold] [link=a]:smile: [/] \\[red]"
    err = Terminal()
    write_problem(err, "error", odd, "PL102")
    write_table(err, [Column(odd)], [[odd]])
    assert ESCAPES.sub("", err.getvalue()).splitlines() == [f"error: {odd} [PL102]", odd, odd]


@pytest.mark.parametrize("arguments", [("list",), ("--help",), ("discover", "nowhere")])
def test_real_terminal(arguments):
    """Nothing goes wrong on what the system takes for a terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([sys.executable, "-m", "plugin", *arguments], stdout=theirs, stderr=theirs)
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 65536):
            text += piece
    except OSError:
        pass  # how Linux says that the other end is closed
    os.close(ours)
    child.wait()
    assert b"Traceback" not in text
    assert text


def test_codes():
    """A code stands for one kind of problem, and looks like one."""
    codes = [*(kind.code for kind in ProblemKind), *Code]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"PL\d{3}", code) for code in codes)
    assert json.dumps(next(iter(Code))) == '"PL201"'


@pytest.mark.parametrize("code", [*(kind.code for kind in ProblemKind), *Code])
def test_codes_explained(code, pytestconfig):
    """Each code has a place in the documentation, where its address leads."""
    page, _, anchor = explained_at(code).rpartition("/")[2].partition("#")
    text = (pytestconfig.rootpath / "docs" / page).with_suffix(".md").read_text(encoding="utf-8")
    assert f"\n({anchor})=\n" in text
