"""Random programs: the static engine finds in them what importing them gives, or tells where it may be wrong.

`GENERATED_PROGRAMS=20000` in the environment compares that many, and other ones in every run.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings

from comparing import compare
from programs import programs

COUNT = int(os.environ.get("GENERATED_PROGRAMS", "300"))

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process for each program"),
    pytest.mark.slow,
    pytest.mark.usefixtures("unmeasured"),
]


@settings(
    max_examples=COUNT,
    derandomize="GENERATED_PROGRAMS" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(programs())
def test_static_and_import_agree(files):
    """What the static engine says of a program without a warning is what importing it gives, in both modes."""
    folder = Path(tempfile.mkdtemp())
    try:
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        comparison = compare(folder)
    finally:
        shutil.rmtree(folder)
    for path, text in files.items():
        note(f"# --- {path}\n{text}")
    for problem in comparison.static.problems:
        note(str(problem))
    assert comparison.silent_errors() == []
    assert comparison.modes_differ() == []
    assert comparison.wrongly_unmakeable() == []
