"""Both engines on one tree: what they say differently, and how that is written."""

import io
import json

import pytest

from pages import ROOT
from plugin.cli import main
from plugin.discovery import Config, SourceTree
from plugin.discovery.comparison import compare
from plugin.entrypoint import EntryPoint
from toys import write_tree

SINKS = {
    "sinks": {
        "__init__.py": """\
            import os
            import sys
            from plugin import Plugin, PluginSpec

            same = PluginSpec("my.sinks", "same", Plugin)

            if sys.platform == "no such system":
                event_log = PluginSpec("my.sinks", "event-log", Plugin)

            from_outside = PluginSpec("my.sinks", os.environ["COMPARISON_SINK"], Plugin)
        """,
        "broken.py": "import surely_not_there\nfrom plugin import *\nlost = PluginSpec('my.sinks', 'lost', Plugin)\n",
        "other.py": "import surely_not_there_either\n",
    }
}
TABLE = """\
event-log of my.sinks
  static  sinks:event_log  spec  sinks/__init__.py:8  if sys.platform == 'no such system'
  import  nothing

journal of my.sinks
  static  nothing
  import  sinks:from_outside  spec  sinks/__init__.py:10
      sinks/__init__.py:10: the name of plugin sinks:from_outside cannot be read from the source

lost of my.sinks
  static  sinks.broken:lost  spec  sinks/broken.py:3
  import  nothing
      sinks/broken.py:1: sinks.broken cannot be imported: ModuleNotFoundError: No module named 'surely_not_there'

not imported
      sinks/other.py:1: sinks.other cannot be imported: ModuleNotFoundError: No module named 'surely_not_there_either'

4 differences
"""


@pytest.fixture
def run(tmp_path):
    """A function that compares the engines on a source tree, and gives the exit status, the output and the messages."""

    def run(tree, *arguments):
        write_tree(tmp_path / "tree", tree)
        out, err = io.StringIO(), io.StringIO()
        status = main(["discover", str(tmp_path / "tree"), "--compare", *arguments], out, err)
        return status, out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def _journal(monkeypatch):
    monkeypatch.setenv("COMPARISON_SINK", "journal")


@pytest.mark.usefixtures("_journal")
class TestDifferences:
    def test_table(self, run):
        """Every difference has what each engine says, with its place, and what is said of it."""
        status, out, err = run(SINKS)
        assert status == 1
        assert out == TABLE
        assert err.startswith("looked at 3 modules below ")
        assert err.endswith(", with both engines\n")

    def test_explain(self, run):
        """On request, how each plugin and each problem came about is shown as well."""
        _, out, _ = run(SINKS, "--explain")
        assert "      condition: sys.platform == 'no such system' (sinks/__init__.py:7)\n" in out
        assert "          because it runs `import surely_not_there` (sinks/broken.py:1)\n" in out

    def test_json(self, run):
        """The same as JSON."""
        status, out, _ = run(SINKS, "--format", "json")
        assert status == 1
        event_log, journal, lost, other = json.loads(out)["differences"]
        assert event_log == {
            "difference": "only-static",
            "static": {
                "group": "my.sinks",
                "name": "event-log",
                "value": "sinks:event_log",
                "kind": "spec",
                "path": "sinks/__init__.py",
                "line": 8,
                "condition": "sys.platform == 'no such system'",
            },
            "import": None,
            "problems": [],
        }
        assert (journal["difference"], journal["static"], journal["import"]["line"]) == ("only-import", None, 10)
        assert [problem["kind"] for problem in journal["problems"]] == ["undecidable"]
        assert (lost["difference"], lost["problems"][0]["path"]) == ("only-static", "sinks/broken.py")
        assert (other["difference"], other["static"], other["import"]) == ("not-imported", None, None)
        assert other["problems"][0]["message"].startswith("sinks.other cannot be imported")

    def test_settled_by_hand(self, tmp_path):
        """What is declared by hand, or left out, is no difference."""
        write_tree(tmp_path, SINKS)
        by_hand = tuple(EntryPoint(name, "sinks:same", "my.sinks") for name in ("event-log", "journal"))
        config = Config(exclude=("sinks.broken", "sinks.other"), entry_points=by_hand)
        assert compare(SourceTree.of_folder(tmp_path), config) == []


def test_value(run):
    """A plugin that the engines find in different places is one difference."""
    module = "from plugin import *\nfirst = PluginSpec('ns', 'x', Plugin)\n"
    third = "import sys, app\nmodule = sys.modules['app']\nmodule.second = module.first\ndel module.first\n"
    status, out, _ = run({"app.py": module, "third.py": third})
    assert status == 1
    assert out == "x of ns\n  static  app:first  spec  app.py:2\n  import  app:second  spec  app.py:2\n\n1 difference\n"


def test_conflict_on_one_side(run):
    """Two plugins of one name under one engine are reported one by one."""
    module = "import sys\nfrom plugin import *\na = b = None\n"
    module += "a = PluginSpec('ns', 'x', Plugin)\nif sys.platform == 'none':\n    b = PluginSpec('ns', 'x', Plugin)\n"
    _, out, _ = run({"app.py": module})
    assert out.splitlines()[:3] == [
        "x of ns",
        "  static  app:b  spec  app.py:6  if sys.platform == 'none'",
        "  import  nothing",
    ]
    assert out.endswith("\n1 difference\n")


@pytest.mark.parametrize("arguments", [("--format", "toml"), ("--format", "ini")])
def test_wrong_use(run, arguments):
    """A format that holds nothing but entry points cannot hold differences."""
    status, out, err = run({}, *arguments)
    assert (status, out) == (2, "")
    assert err == f"--compare does not support --format {arguments[1]}; choose from json, table\n"


def test_no_answer(run):
    """An engine that gives no answer cannot be compared."""
    pyproject = '[tool.plugin-loader]\ndiscovery = "import"\nimport-timeout = 0.5\n'
    status, out, err = run({"src": {"app.py": "while True: pass"}, "pyproject.toml": pyproject})
    assert (status, out) == (2, "")
    assert err.startswith("src/app.py:1: the time limit of 0.5 s was exceeded")


EXAMPLES = ROOT / "examples"


@pytest.mark.parametrize("example", ["recast", "recast-markup", "recast-statistics"])
def test_examples(site, monkeypatch, example):
    """The engines agree on the examples, once what they import is there."""
    site.install("statsmodels", {"statsmodels.py": ""})
    monkeypatch.syspath_prepend(str(EXAMPLES / "recast" / "src"))
    out, err = io.StringIO(), io.StringIO()
    assert main(["discover", str(EXAMPLES / example), "--compare"], out, err) == 0, out.getvalue()
    assert out.getvalue() == "no difference\n"


def test_example_of_a_broken_plugin(monkeypatch):
    """The plugin of the examples that cannot be imported is what the engines differ in."""
    monkeypatch.syspath_prepend(str(EXAMPLES / "recast" / "src"))
    tree = SourceTree.of_folder(EXAMPLES / "recast-statistics" / "src")
    (difference,) = compare(tree, Config())
    assert difference.kind == "only-static"
    assert "No module named 'statsmodels'" in difference.problems[0].message
