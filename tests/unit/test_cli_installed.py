"""The commands that show and check what is installed."""

import argparse
import io
import json
import subprocess
import sys

import pytest

from plugin.cli import check, list as list_

SOUND = "from plugin import Plugin\nclass P(Plugin):\n    namespace, name = 'my.ns', '{name}'\n"


def run(command, *arguments):
    """Run a command; give its status, its answer, and its messages."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    status = command.run(parser.parse_args(arguments), out, err)
    return status, out.getvalue(), err.getvalue()


def install(site, name, module=None, version="1.0", entry=None):
    module = SOUND.format(name=name) if module is None else module
    table = {"my.ns": {entry or name: f"cli_{name}:P"}}
    site.install(f"dist-{name}", {f"cli_{name}.py": module}, table, version=version)


@pytest.fixture
def only_ours(monkeypatch):
    """Nothing else is installed."""
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])


class TestList:
    def test_table(self, site):
        """Each plugin is a line, with its distribution; nothing is imported."""
        install(site, "b", "raise AssertionError", version="2.1")
        install(site, "a")
        status, answer, messages = run(list_, "my.ns")
        assert (status, messages) == (0, "")
        assert answer == (
            f"NAMESPACE  NAME  VALUE    DISTRIBUTION  VERSION  LOCATION{' ' * (len(str(site.path)) - 8)}  CONFLICT\n"
            f"my.ns      a     cli_a:P  dist-a        1.0      {site.path}\n"
            f"my.ns      b     cli_b:P  dist-b        2.1      {site.path}\n"
        )
        assert "cli_b" not in sys.modules

    def test_json(self, site, second_site):
        """For programs there is JSON; of two plugins of one name, the second says what hides it."""
        install(second_site, "a")
        install(site, "z", entry="a")
        _, answer, _ = run(list_, "my.ns", "--format", "json")
        common = {"namespace": "my.ns", "name": "a", "version": "1.0"}
        assert json.loads(answer) == [
            {
                **common,
                "value": "cli_a:P",
                "distribution": "dist-a",
                "location": str(second_site.path),
                "hidden_by": "dist-z 1.0",
            },
            {
                **common,
                "value": "cli_z:P",
                "distribution": "dist-z",
                "location": str(site.path),
                "hidden_by": None,
            },
        ]
        assert "hidden by dist-z 1.0" in run(list_, "my.ns")[1]

    def test_every_namespace(self, site, only_ours):
        """Without a namespace, all are listed."""
        site.install("one", {}, {"b.ns": {"x": "m:x"}, "a.ns": {"y": "m:y"}})
        _, answer, _ = run(list_)
        assert [line.split()[:2] for line in answer.splitlines()] == [
            ["NAMESPACE", "NAME"],
            ["a.ns", "y"],
            ["b.ns", "x"],
        ]

    def test_nothing(self):
        """A namespace that nobody offers is a mistake of whoever asks."""
        message = "nothing that is installed offers 'nobody.has.this'\n"
        assert run(list_, "nobody.has.this") == (1, "no plugins\n", message)
        assert run(list_, "nobody.has.this", "--format", "json") == (1, "[]\n", message)
        assert run(check, "nobody.has.this") == (1, "", message)

    @pytest.mark.parametrize("command", [list_, check])
    @pytest.mark.parametrize("mistaken", ["my.n", "My.NS", "my", "my_ns"])
    def test_near(self, site, only_ours, command, mistaken):
        """The namespaces that were perhaps meant are named."""
        install(site, "a")
        status, _, message = run(command, mistaken)
        assert status == 1
        assert message.endswith(f"offers {mistaken!r}; did you mean 'my.ns'?\n")

    def test_strict(self, site, second_site):
        """Who wants it gets status 1 for conflicts."""
        install(second_site, "a")
        assert run(list_, "my.ns", "--strict")[0] == 0
        install(site, "z", entry="a")
        assert run(list_, "my.ns")[0] == 0
        assert run(list_, "my.ns", "--strict")[0] == 1

    @pytest.mark.parametrize("command", ["list", "check"])
    def test_told_once(self, site, command):
        """What cannot be read is told once, by the command, and not by the log as well."""
        site.install("broken", {}, b"[my.ns]\n\xff = m:a\n")
        code = f"import sys; sys.path.insert(0, {str(site.path)!r}); from plugin.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, command, "my.ns"], capture_output=True, text=True, check=False
        )
        assert done.stderr.count("the entry points of broken 1.0 cannot be read: ") == 1

    def test_unreadable(self, site, caplog):
        """What cannot be read is told, and the others are listed."""
        install(site, "a")
        site.install("broken", {}, b"[my.ns]\n\xff = m:a\n")
        status, answer, messages = run(list_, "my.ns")
        assert (status, len(answer.splitlines())) == (0, 2)
        assert messages.startswith("the entry points of broken 1.0 cannot be read: ")


class TestCheck:
    def test_all_is_well(self, site):
        """If every plugin can be resolved there is nothing to show."""
        install(site, "a")
        assert run(check, "my.ns") == (0, "", "1 checked, 0 failed\n")
        assert "cli_a" not in sys.modules

    def test_what_fails(self, site):
        """Each plugin that cannot be resolved is a line, with the reason; the exit status is 1."""
        install(site, "a")
        install(site, "b", "import not_there_at_all")
        install(site, "c", "P = 5")
        install(site, "d", "print('noise' * 100000)\nimport sys; sys.exit(3)")
        install(site, "e", "import os; os._exit(7)")
        install(site, "f", "import time; time.sleep(60)")
        install(site, "g", "from plugin import PluginDisabled\nraise PluginDisabled('my.ns', 'g', 'not here')")
        status, answer, messages = run(check, "my.ns", "--timeout", "2")
        assert (status, messages) == (1, "7 checked, 5 failed\n")
        assert [line.split(maxsplit=5)[1:] for line in answer.splitlines()[1:]] == [
            ["b", "cli_b:P", "dist-b", "1.0", "ModuleNotFoundError: No module named 'not_there_at_all'"],
            ["c", "cli_c:P", "dist-c", "1.0", "cannot resolve a plugin from 5: it carries no plugin spec"],
            ["d", "cli_d:P", "dist-d", "1.0", "SystemExit: 3"],
            ["e", "cli_e:P", "dist-e", "1.0", "its import ends the process with status 7"],
            ["f", "cli_f:P", "dist-f", "1.0", "its import takes longer than 2 s"],
        ]

    def test_conflict(self, site, second_site):
        """Of two plugins of one name, the one that is hidden is a failure."""
        install(second_site, "a")
        install(site, "z", entry="a")
        status, answer, messages = run(check, "my.ns")
        assert (status, messages) == (1, "2 checked, 1 failed\n")
        assert answer.splitlines()[1].split() == [
            "my.ns",
            "a",
            "cli_a:P",
            "dist-a",
            "1.0",
            "hidden",
            "by",
            "dist-z",
            "1.0",
        ]

    def test_json(self, site):
        """For programs there is JSON, of all plugins."""
        install(site, "a")
        install(site, "b", "P = 5")
        status, answer, _ = run(check, "my.ns", "--format", "json")
        assert status == 1
        assert [(plugin["name"], bool(plugin["error"])) for plugin in json.loads(answer)] == [("a", False), ("b", True)]

    def test_every_namespace(self, site, only_ours):
        """Without a namespace, those that have a plugin are checked; the others belong to somebody else."""
        install(site, "a")
        site.install("other", {}, {"other.ns": {"x": "json:dumps"}, "console_scripts": {"x": "not_there:x"}})
        install(site, "b", "")
        status, answer, messages = run(check)
        assert (status, messages) == (1, "2 checked, 1 failed\n")
        assert "AttributeError" in answer

    def test_unreadable(self, site, caplog):
        """Metadata that cannot be read is a failure as well."""
        site.install("broken", {}, b"[my.ns]\n\xff = m:a\n")
        status, _, messages = run(check, "my.ns")
        assert status == 1
        assert messages.startswith("the entry points of broken 1.0 cannot be read: ")

    @pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
    def test_timeout(self, seconds, capsys):
        """A time limit is a number of seconds."""
        with pytest.raises(SystemExit):
            run(check, "--timeout", seconds)
