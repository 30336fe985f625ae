"""The commands that show and check what is installed."""

import argparse
import io
import json
import subprocess
import sys

import pytest

from plugin.cli import check, list as list_
from toys import LIMITS

SOUND = "from plugin import Plugin\nclass P(Plugin):\n    namespace, name = 'my.ns', '{name}'\n"


def run(command, *arguments):
    """Run a command; give its status, its answer, and its messages."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    status = command.run(parser.parse_args(arguments), out, err)
    return status, out.getvalue(), err.getvalue()


def check_with_a_limit(*arguments):
    """Run the command with a time limit that one plugin alone exceeds; give the limit, and what :func:`run` gives."""
    for limit in LIMITS:
        status, answer, messages = run(check, *arguments, "--timeout", str(limit))
        if answer.count("longer than") == 1:
            break
    return limit, status, answer, messages


def install(site, name, module=None, version="1.0", entry=None):
    module = SOUND.format(name=name) if module is None else module
    table = {"my.ns": {entry or name: f"cli_{name}:P"}}
    site.install(f"dist-{name}", {f"cli_{name}.py": module}, table, version=version)


class TestList:
    def test_table(self, site):
        """Each plugin is a line, with its distribution, which has its place once; nothing is imported."""
        install(site, "b", "raise AssertionError", version="2.1")
        install(site, "a")
        status, answer, messages = run(list_, "my.ns")
        assert (status, messages) == (0, "")
        assert answer.splitlines() == [
            "my.ns",
            "  a  cli_a:P  dist-a 1.0",
            "  b  cli_b:P  dist-b 2.1",
            "",
            "DISTRIBUTION  LOCATION",
            f"dist-a 1.0    {site.path}",
            f"dist-b 2.1    {site.path}",
        ]
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
                "disabled_by": None,
            },
            {
                **common,
                "value": "cli_z:P",
                "distribution": "dist-z",
                "location": str(site.path),
                "hidden_by": None,
                "disabled_by": None,
            },
        ]
        assert "hidden by dist-z 1.0 [PL305]" in run(list_, "my.ns")[1]

    def test_disabled(self, site, second_site, monkeypatch):
        """What an environment variable disables says which entry does so; scripts are nothing that it disables."""
        install(site, "a")
        install(second_site, "z", entry="a")
        site.install("dist-b", {}, {"my.ns": {"b": "m:b"}, "console_scripts": {"b": "m:b"}})
        monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "my.ns:x dist:dist_b")
        monkeypatch.setenv("PLUGIN_LOADER_ALLOW", "my.ns:b")
        rows = run(list_, "my.ns")[1].splitlines()[1:4]
        by_allow, by_dist = "PLUGIN_LOADER_ALLOW=my.ns:b", "PLUGIN_LOADER_DISABLE=dist:dist_b"
        assert rows == [
            f"  a  cli_a:P  dist-a 1.0  disabled by {by_allow} [PL308]",
            f"  a  cli_z:P  dist-z 1.0  hidden by dist-a 1.0 [PL305]; disabled by {by_allow} [PL308]",
            f"  b  m:b      dist-b 1.0  disabled by {by_dist} [PL308]",
        ]
        plugins = json.loads(run(list_, "--format", "json")[1])
        disabled = {(each["namespace"], each["name"], each["disabled_by"]) for each in plugins if each["disabled_by"]}
        assert disabled == {("my.ns", "a", by_allow), ("my.ns", "b", by_dist)}
        assert run(list_, "my.ns", "--format", "json", "--strict")[0] == 1

    def test_every_namespace(self, site, only_ours):
        """Without a namespace, all are listed."""
        site.install("one", {}, {"b.ns": {"x": "m:x"}, "a.ns": {"y": "m:y"}})
        _, answer, _ = run(list_)
        assert answer.splitlines()[:5] == ["a.ns", "  y  m:y  one 1.0", "", "b.ns", "  x  m:x  one 1.0"]

    def test_nothing(self):
        """A namespace that nobody offers is a mistake of whoever asks."""
        message = "no installed distribution offers 'nobody.has.this'\n"
        assert run(list_, "nobody.has.this") == (1, "no plugins\n", message)
        assert run(list_, "nobody.has.this", "--format", "json") == (1, "[]\n", message)
        assert run(check, "nobody.has.this") == (1, "", message)

    @pytest.mark.parametrize("command", [list_, check])
    @pytest.mark.parametrize(
        ("mistaken", "message"),
        [
            *((each, "; did you mean 'my.ns'?\n") for each in ("my.n", "My.NS", "my", "my_ns", "my.n:abcd")),
            ("my.ns:ABCE", "offers 'ABCE' in 'my.ns'; did you mean 'abcd'?\n"),
            ("my.ns:unlike", "offers 'unlike' in 'my.ns'\n"),
        ],
    )
    def test_near(self, site, only_ours, command, mistaken, message):
        """The namespaces that were perhaps meant are named, or the names."""
        install(site, "abcd")
        status, _, messages = run(command, mistaken)
        assert status == 1
        assert messages.endswith(message)

    @pytest.mark.parametrize("command", [list_, check])
    def test_one(self, site, command):
        """One plugin may be asked for, whatever there is in its name."""
        install(site, "a", entry="x:y")
        install(site, "b", "P = 5")
        status, answer, messages = run(command, "my.ns:x:y")
        assert status == 0
        assert "cli_b" not in answer + messages

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
        assert (status, answer.splitlines()[:2]) == (0, ["my.ns", "  a  cli_a:P  dist-a 1.0"])
        assert messages.startswith("warning: the entry points of broken 1.0 cannot be read: ")


class TestCheck:
    def test_all_is_well(self, site):
        """If every plugin can be resolved there is nothing to show."""
        install(site, "a")
        assert run(check, "my.ns") == (0, "", "1 checked, 0 failed\n")
        assert "cli_a" not in sys.modules

    @pytest.mark.slow
    def test_what_fails(self, site):
        """Each plugin that cannot be resolved is a line, with the reason; the exit status is 1."""
        install(site, "a")
        install(site, "b", "import not_there_at_all")
        install(site, "c", "P = 5")
        install(site, "d", "print('noise' * 100000)\nimport sys; sys.exit(3)")
        install(site, "e", "import os; os._exit(7)")
        install(site, "f", "import time; time.sleep(60)")
        install(site, "g", "from plugin import PluginDisabled\nraise PluginDisabled('my.ns', 'g', 'not here')")
        limit, status, answer, messages = check_with_a_limit("my.ns")
        assert (status, messages) == (1, "7 checked, 5 failed\n")
        assert answer.splitlines() == [
            "my.ns",
            "  b  cli_b:P  dist-b 1.0  ModuleNotFoundError: No module named 'not_there_at_all' [PL301]",
            "  c  cli_c:P  dist-c 1.0  cannot resolve a plugin from 5: it carries no plugin spec [PL302]",
            "  d  cli_d:P  dist-d 1.0  SystemExit: 3 [PL301]",
            "  e  cli_e:P  dist-e 1.0  its import ends the process with exit status 7 [PL303]",
            f"  f  cli_f:P  dist-f 1.0  its import takes longer than {limit} s [PL304]",
            "",
        ]

    @pytest.mark.slow
    def test_made(self, site):
        """Each plugin is made if that is asked for, and not loaded; what its making raises is shown like the rest."""
        install(site, "a", SOUND.format(name="a") + "    def load(self): raise AssertionError")
        making = SOUND + "    def __init__(self): {code}\n"
        install(site, "b", SOUND.format(name="b") + "    def __init__(self, path): pass")
        install(site, "c", making.format(name="c", code="print('noise' * 100000); raise SystemExit(3)"))
        install(site, "d", making.format(name="d", code="import os; os._exit(7)"))
        install(site, "e", making.format(name="e", code="import time; time.sleep(60)"))
        install(
            site,
            "f",
            "from plugin import PluginDisabled\n"
            + making.format(name="f", code="raise PluginDisabled('my.ns', 'f', 'not here')"),
        )
        install(site, "g", "from plugin import PluginSpec\nP = PluginSpec('my.ns', 'g', dict)")
        install(site, "h", "from plugin import plugin\n@plugin('my.ns', 'h')\ndef P(level): pass")
        install(site, "i", "import not_there_at_all")
        limit, status, answer, messages = check_with_a_limit("my.ns", "--make")
        assert (status, messages) == (1, "9 checked, 6 failed\n")
        no_plugin = "the factory of plugin my.ns:g returned {}, which is not a plugin: it has no method should_load()"
        missing = "P.__init__() missing 1 required positional argument: 'path'"
        assert answer.splitlines() == [
            "my.ns",
            f"  b  cli_b:P  dist-b 1.0  it cannot be made: TypeError: {missing} [PL307]",
            "  c  cli_c:P  dist-c 1.0  it cannot be made: SystemExit: 3 [PL307]",
            "  d  cli_d:P  dist-d 1.0  its making ends the process with exit status 7 [PL303]",
            f"  e  cli_e:P  dist-e 1.0  its making takes longer than {limit} s [PL304]",
            f"  g  cli_g:P  dist-g 1.0  it cannot be made: {no_plugin} [PL307]",
            "  i  cli_i:P  dist-i 1.0  ModuleNotFoundError: No module named 'not_there_at_all' [PL301]",
            "",
        ]

    def test_all_can_be_made(self, site):
        """Plugins that can be made are no failure, and are none without being made."""
        install(site, "a")
        assert run(check, "my.ns", "--make") == (0, "", "1 checked, 0 failed\n")
        install(site, "b", SOUND.format(name="b") + "    def __init__(self, path): pass")
        assert run(check, "my.ns")[0] == 0
        status, answer, _ = run(check, "my.ns", "--make", "--format", "json")
        assert status == 1
        assert [plugin["code"] for plugin in json.loads(answer)] == [None, "PL307"]

    def test_disabled(self, site, monkeypatch):
        """What an environment variable disables is shown, is no failure, and is not imported."""
        install(site, "a", "raise AssertionError")
        install(site, "b")
        install(site, "c", "from plugin import PluginDisabled\nraise PluginDisabled('my.ns', 'c', 'not here')")
        monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "dist:dist-a")
        status, answer, messages = run(check, "my.ns")
        assert (status, messages) == (0, "2 checked, 0 failed, 1 disabled\n")
        by = "disabled by PLUGIN_LOADER_DISABLE=dist:dist-a"
        assert answer.splitlines() == ["my.ns", f"  a  cli_a:P  dist-a 1.0  {by} [PL308]", ""]
        plugins = json.loads(run(check, "my.ns", "--format", "json")[1])
        assert [(each["code"], each["error"], each["disabled"]) for each in plugins] == [
            ("PL308", None, by),
            (None, None, None),
            (None, None, "not here"),
        ]

    def test_conflict(self, site, second_site):
        """Of two plugins of one name, the one that is hidden is a failure."""
        install(second_site, "a")
        install(site, "z", entry="a")
        status, answer, messages = run(check, "my.ns")
        assert (status, messages) == (1, "2 checked, 1 failed\n")
        assert answer.splitlines()[:2] == ["my.ns", "  a  cli_a:P  dist-a 1.0  hidden by dist-z 1.0 [PL305]"]

    def test_json(self, site):
        """For programs there is JSON, of all plugins."""
        install(site, "a")
        install(site, "b", "P = 5")
        status, answer, _ = run(check, "my.ns", "--format", "json")
        assert status == 1
        assert [(plugin["name"], bool(plugin["error"])) for plugin in json.loads(answer)] == [("a", False), ("b", True)]

    def test_every_namespace(self, site, only_ours, tmp_path):
        """Without a namespace, those of plugins of this library are checked; nothing of anybody else is imported."""
        install(site, "a")
        mark = tmp_path / "imported"
        other = f"import pathlib; pathlib.Path({str(mark)!r}).touch()"
        entries = {
            "other.ns": {"x": "cli_other:x"},
            "console_scripts": {"x": "not_there:x"},
            "more.ns": {"y": "gone:y"},
        }
        site.install("other", {"cli_other.py": other}, entries)
        install(site, "b", "from plugin import Plugin\n")
        status, answer, messages = run(check)
        assert (status, messages) == (1, "2 checked, 1 failed\n")
        assert "AttributeError" in answer
        assert not mark.exists()

    @pytest.mark.parametrize(
        "module",
        [
            f"import not_there_at_all\n{SOUND}",
            f"{SOUND}\nraise OSError",
            "from cli_base import Base\nclass P(Base): name = 'x'",
        ],
    )
    def test_all_fail(self, site, only_ours, module):
        """A namespace in which nothing can be imported is one of ours as well, as its source says."""
        site.install("base", {"cli_base.py": SOUND.replace(", name =", ", _ =") + "Base = P\nassert False"}, {})
        install(site, "a", module.format(name="a"))
        assert run(check)[0] == 1

    def test_source_gone(self, site, only_ours):
        """What is out of date counts if its distribution requires this library, by itself or through another."""
        site.install("stale", {}, {"my.ns": {"x": "cli_gone:x"}}, requires=("host",))
        site.install("host", {}, {}, requires=("Python_Plugin.Loader>=0",))
        status, answer, _ = run(check)
        assert (status, "cli_gone" in answer) == (1, True)

    def test_handed_on(self, site, only_ours):
        """An entry point by hand may name a package that hands the plugin on."""
        files = {"cli_pack": {"__init__.py": "from .inner import P", "inner.py": SOUND.format(name="a")}}
        site.install("pack", files, {"my.ns": {"a": "cli_pack:P"}})
        assert run(check) == (0, "", "1 checked, 0 failed\n")

    def test_unreadable(self, site, caplog):
        """Metadata that cannot be read is a failure as well."""
        site.install("broken", {}, b"[my.ns]\n\xff = m:a\n")
        status, _, messages = run(check, "my.ns")
        assert status == 1
        assert messages.startswith("error: the entry points of broken 1.0 cannot be read: ")

    @pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
    def test_timeout(self, seconds, capsys):
        """A time limit is a number of seconds."""
        with pytest.raises(SystemExit):
            run(check, "--timeout", seconds)
