import pytest

from plugin.discovery import Discovery, Place, Problem, ProblemKind, Reason
from plugin.entrypoint import EntryPoint


def problem(**fields):
    return Problem(**{"kind": ProblemKind.UNDECIDABLE, "place": Place("src/app.py", 7), "message": "no", **fields})


def test_place():
    """A place is shown as editors read it; a file as a whole has no line."""
    assert str(Place("src/app.py", 7)) == "src/app.py:7"
    assert str(Place("src/app.py", 0)) == "src/app.py"
    assert min([Place("b.py", 1), Place("a.py", 10), Place("a.py", 9)]) == Place("a.py", 9)


def test_problem():
    """A problem tells the place and what is wrong, then why, then what to do about it."""
    assert str(problem(message="the name is unknown")) == "src/app.py:7: the name is unknown [PL101]"
    reasons = (Reason("it is made by make()", Place("src/app.py", 3)), Reason("os.environ differs between machines"))
    assert str(problem(message="the name is unknown", hint="write it out", reasons=reasons)).splitlines() == [
        "src/app.py:7: the name is unknown [PL101]",
        "    because it is made by make() (src/app.py:3)",
        "    because os.environ differs between machines",
        "    write it out",
    ]


def test_discovery():
    """What fails a build, what is told, and what to write."""
    error, warning, ignored = (problem(severity=severity) for severity in ("error", "warning", "ignored"))
    discovery = Discovery(
        entry_points=(EntryPoint(name="b", value="m:b", group="g"), EntryPoint(name="a", value="m:a", group="g")),
        problems=(error, warning, ignored),
    )
    assert discovery.errors == (error,)
    assert discovery.warnings == (warning,)
    assert discovery.table == {"g": {"a": "m:a", "b": "m:b"}}
    assert list(discovery.table["g"]) == ["a", "b"]


def test_frozen():
    """Findings are values."""
    with pytest.raises(AttributeError):
        problem().message = "other"
