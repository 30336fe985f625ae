"""What `python -m plugin` takes, prints and ends with."""

import argparse
import configparser
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugin import __version__
from plugin.cli import COMMANDS, STYLE, WIDTH, add_arguments, main
from toys import write_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FORMATS = """\
    from plugin import Plugin, PluginSpec, plugin


    class Format(Plugin):
        namespace = "my.formats"


    class Json(Format):
        name = "JSON"


    def delimited(name):
        return PluginSpec("my.formats", name, Format)


    comma = delimited("comma separated: values")


    @plugin(namespace="my.hooks")
    def on_start():
        pass
    """
UNDECIDABLE = """\
    import os
    from plugin import Plugin

    class Sink(Plugin):
        namespace = "my.sinks"
        name = os.environ["SINK"]
    """
CONDITIONAL = """\
    import sys
    from plugin import Plugin

    if sys.platform == "win32":

        class EventLog(Plugin):
            namespace = "my.sinks"
            name = "event-log"
    """
ENTRY_POINTS = {
    "my.formats": {"JSON": "formats:Json", "comma separated: values": "formats:comma"},
    "my.hooks": {"on_start": "formats:on_start"},
}


@pytest.fixture
def run(tmp_path):
    """A function that runs a command on a source tree, and gives its exit status, output and messages."""

    def run(tree, *arguments, folder="tree"):
        write_tree(tmp_path / folder, tree)
        out, err = io.StringIO(), io.StringIO()
        status = main(["discover", str(tmp_path / folder), *arguments], out, err)
        return status, out.getvalue(), err.getvalue()

    return run


def test_json(run):
    """JSON holds the entry points, each plugin with its place, and the problems."""
    status, out, _ = run({"formats.py": FORMATS, "sinks.py": CONDITIONAL}, "--format", "json")
    answer = json.loads(out)
    assert status == 0
    assert list(answer) == ["entry_points", "plugins", "problems"]
    assert answer["entry_points"] == ENTRY_POINTS | {"my.sinks": {"event-log": "sinks:EventLog"}}
    assert answer["plugins"][0] == {
        "group": "my.formats",
        "name": "JSON",
        "value": "formats:Json",
        "kind": "class",
        "path": "formats.py",
        "line": 8,
        "condition": None,
    }
    assert [plugin["kind"] for plugin in answer["plugins"]] == ["class", "spec", "function", "class"]
    assert answer["plugins"][3]["condition"] == "sys.platform == 'win32'"
    (problem,) = answer["problems"]
    assert list(problem) == ["code", "kind", "path", "line", "message", "hint"]
    assert (problem["kind"], problem["path"], problem["line"]) == ("conditional", "sinks.py", 6)


def test_ini(run):
    """INI is what an entry_points.txt holds; names keep their case."""
    _, out, _ = run({"formats.py": FORMATS}, "--format", "ini", "--explain")
    parser = configparser.RawConfigParser(delimiters=("=",))
    parser.optionxform = str
    parser.read_string(out)
    assert {group: dict(parser[group]) for group in parser.sections()} == ENTRY_POINTS


def test_toml(run):
    """TOML is the table of a pyproject.toml, and quoted where it has to be."""
    odd = 'from plugin import Plugin, PluginSpec\nodd = PluginSpec("my.odd", \'a "quoted" \\\\ näme\', Plugin)\n'
    _, out, _ = run({"formats.py": FORMATS, "odd.py": odd}, "--format", "toml", "--explain")
    expected = ENTRY_POINTS | {"my.odd": {'a "quoted" \\ näme': "odd:odd"}}
    assert tomllib.loads(out) == {"project": {"entry-points": expected}}


def test_table(run):
    """The table is for people: by group, aligned, with the place and the condition of each plugin, and the number."""
    status, out, err = run({"formats.py": FORMATS, "sinks.py": CONDITIONAL})
    assert status == 0
    assert out.splitlines() == [
        "my.formats",
        "  JSON                     formats:Json   class  formats.py:8",
        "  comma separated: values  formats:comma  spec   formats.py:16",
        "",
        "my.hooks",
        "  on_start  formats:on_start  function  formats.py:20",
        "",
        "my.sinks",
        "  event-log  sinks:EventLog  class  sinks.py:6  if sys.platform == 'win32'",
        "",
        "4 plugins in 3 groups",
    ]
    first, second, hint = err.splitlines()
    assert first.startswith("looked at 2 modules below ")
    assert second.startswith("sinks.py:6: warning: plugin 'event-log' of 'my.sinks' exists only if ")
    assert hint.startswith("    its entry point is always written")


@pytest.mark.parametrize("arguments", [(), ("--explain",), ("--format", "ini"), ("--format", "toml")])
def test_nothing_found(run, arguments):
    """A tree without plugins is no mistake."""
    status, out, _ = run({"empty.py": ""}, *arguments)
    assert status == 0
    assert out in {"no plugins\n", ""}


def test_explained(run):
    """On request each plugin is shown with its definition, its decorators, its bases and what made its spec."""
    steps = """\
        from plugin import plugin

        def step(fn):
            return plugin(namespace="my.steps")(fn)

        @step
        def sort():
            pass
        """
    _, out, _ = run({"formats.py": FORMATS, "steps.py": steps}, "--explain")
    assert [line.strip() for line in out.splitlines() if line.startswith("      ")] == [
        "class `Json` (formats.py:8)",
        "derived from `Format` (formats.py:4)",
        "derived from `Plugin`",
        '`comma = delimited("comma separated: values")` (formats.py:16)',
        "its `PluginSpec` is made (formats.py:13)",
        "function `on_start` (formats.py:20)",
        "decorated with `plugin(namespace='my.hooks')` (formats.py:19)",
        "its `PluginSpec` is made (formats.py:19)",
        "function `sort` (steps.py:7)",
        "decorated with `step` (steps.py:6)",
        "its `PluginSpec` is made (steps.py:4)",
    ]


def test_explained_in_json(run):
    """JSON gives the reasons of plugins and problems on request."""
    _, out, _ = run({"formats.py": FORMATS, "sinks.py": UNDECIDABLE}, "--format", "json", "--explain")
    answer = json.loads(out)
    assert answer["plugins"][0]["reasons"][1] == {"text": "derived from `Format`", "path": "formats.py", "line": 4}
    assert answer["problems"][0]["reasons"] == [
        {"text": "`os.environ['SINK']` is not known", "path": "sinks.py", "line": 6},
        {"text": "`os.environ` is not evaluated", "path": "sinks.py", "line": 6},
    ]


ASSUMED = """\
    from nowhere import Mixin, register
    from plugin import Plugin, plugin

    class Sink(Mixin, Plugin):
        namespace = "my.sinks"

    @register("screen")
    class Screen(Sink):
        name = "screen"

    @register
    @plugin(namespace="my.sinks")
    def disk():
        pass
    """


def test_assumptions(run):
    """What a decorator or a base cannot be followed to is assumed, which fails nothing and is said on request only."""
    status, out, err = run({"sinks.py": ASSUMED})
    assert (status, len(err.splitlines())) == (0, 1)
    assert "assumed" not in out
    _, out, _ = run({}, "--explain")
    assert [line.strip() for line in out.splitlines() if line.startswith("      ")] == [
        "function `disk` (sinks.py:13)",
        "decorated with `register` (sinks.py:11)",
        "decorated with `plugin(namespace='my.sinks')` (sinks.py:12)",
        "its `PluginSpec` is made (sinks.py:12)",
        "its decorator `register` is not looked into: assumed to return what it decorates (sinks.py:11)",
        "`register` comes from `nowhere` (sinks.py:1)",
        "the source of `nowhere` is not available (sinks.py:1)",
        "class `Screen` (sinks.py:8)",
        "decorated with `register('screen')` (sinks.py:7)",
        "derived from `Sink` (sinks.py:4)",
        "derived from `Plugin`",
        "its decorator `register('screen')` is not looked into: assumed to return what it decorates (sinks.py:7)",
        "`register('screen')` is not known (sinks.py:7)",
        "`register` comes from `nowhere` (sinks.py:1)",
        "the source of `nowhere` is not available (sinks.py:1)",
        "its base `Mixin` is not looked into: assumed to leave namespace and name alone (sinks.py:4)",
        "`Mixin` comes from `nowhere` (sinks.py:1)",
    ]


def test_assumed_metaclass(run):
    """What a metaclass is not followed to is assumed as well."""
    source = """\
    from nowhere import Meta
    from plugin import Plugin

    class Screen(Plugin, metaclass=Meta):
        namespace, name = "my.sinks", "screen"
    """
    status, out, _ = run({"sinks.py": source}, "--explain")
    assert status == 0
    assert "its metaclass `Meta` is not looked into: assumed to leave namespace and name alone (sinks.py:4)" in out


def test_conditions_explained(run):
    """A condition is shown with the place that asks for it; a plugin that is made elsewhere, with both places."""
    makers = """\
        from plugin import Plugin

        def sink(title):
            class Sink(Plugin):
                namespace = "my.sinks"
                name = title
            return Sink
        """
    sinks = """\
        import sys
        from makers import sink

        if sys.platform == "win32":
            Log = sink("event-log")
        """
    _, out, _ = run({"makers.py": makers, "sinks.py": sinks}, "--explain")
    assert [line.strip() for line in out.splitlines() if line.startswith("      ")] == [
        '`Log = sink("event-log")` (sinks.py:5)',
        "class `Sink` (makers.py:4)",
        "derived from `Plugin`",
        "condition: sys.platform == 'win32' (sinks.py:4)",
    ]


def test_missing_library(run):
    """Classes that may be plugins, for all that is known of a library that is not there, are one line, and no error."""
    sink = "class {0}(Face):\n    namespace = 'my.faces'\n    name = '{0}'\n"
    faces = "from nowhere.api import Face\n" + "".join(map(sink.format, "abc"))
    status, out, err = run({"faces.py": faces})
    assert status == 0
    assert out == "no plugins\n"
    _, message, hint = err.splitlines()
    assert message.startswith("faces.py:2: warning: 3 classes may be plugins, such as faces:a: the source of `nowhere`")
    assert "build-system.requires" in hint


def test_problem_that_fails_a_build(run):
    """What would fail a build gives status 1, is reported as an error, and explained on request."""
    status, out, err = run({"formats.py": FORMATS, "sinks.py": UNDECIDABLE})
    assert status == 1
    assert out.endswith("\n3 plugins in 2 groups\n")
    assert (
        err.splitlines()[1] == "sinks.py:4: error: the name of plugin sinks:Sink cannot be read from the source [PL101]"
    )
    assert "because" not in err
    _, _, explained = run({}, "--explain")
    assert "    because `os.environ['SINK']` is not known (sinks.py:6)\n" in explained


def test_strict(run):
    """Who wants nothing told gets status 1 for what fails no build."""
    assert run({"sinks.py": CONDITIONAL})[0] == 0
    status, out, err = run({}, "--strict")
    assert status == 1
    assert out.endswith("1 plugin in 1 group\n")
    assert "sinks.py:6: warning: plugin 'event-log' of 'my.sinks' exists only if" in err
    assert run({"sinks.py": FORMATS}, "--strict", folder="all is well")[0] == 0


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "nowhere does not exist"),
        ("tree/formats.py", "is a file; name a folder"),
        ("tree/package", "is a package; name the folder that contains it"),
    ],
)
def test_wrong_path(run, tmp_path, path, message):
    """What is no folder that can stand on sys.path is refused with what to do."""
    run({"formats.py": FORMATS, "package": {"__init__.py": ""}})
    out, err = io.StringIO(), io.StringIO()
    assert main(["discover", str(tmp_path / path)], out, err) == 2
    assert message in err.getvalue()
    assert not out.getvalue()


@pytest.mark.parametrize("arguments", [[], ["discovery"], ["discover", "--format", "xml"], ["discover", "a", "b"]])
def test_wrong_use(arguments):
    """Whoever asks for what there is not gets status 2 and the usage."""
    out, err = io.StringIO(), io.StringIO()
    assert main(arguments, out, err) == 2
    assert err.getvalue().startswith("usage: plugin-loader")
    assert not out.getvalue()


@pytest.mark.parametrize(
    ("mistaken", "meant"),
    [
        ("discovery", "did you mean 'discover'?"),
        ("Lst", "did you mean 'list'?"),
        ("install", "choose from check, discover, doctor, list, refresh, sync"),
    ],
)
def test_mistaken_command(mistaken, meant):
    """Who mistypes a command is told which one is near, or which there are."""
    out, err = io.StringIO(), io.StringIO()
    assert main([mistaken], out, err) == 2
    assert err.getvalue().endswith(f"plugin-loader: error: unknown command {mistaken!r}; {meant}\n")


def test_version():
    """The version is that of the distribution."""
    out = io.StringIO()
    assert main(["--version"], out, io.StringIO()) == 0
    assert out.getvalue() == f"python-plugin-loader {__version__}\n"


@pytest.mark.parametrize("program", ["plugin-loader", "python -m plugin_loader"])
def test_help(program):
    """Help is output, lists each command with its summary, and is no mistake; no line is too long or broken."""
    out = io.StringIO()
    assert main(["--help"], out, program=program) == 0
    assert out.getvalue().startswith(f"usage: {program} COMMAND [options]\n")
    assert all(f"  {name:8}  {summary}\n" in out.getvalue() for name, summary in COMMANDS.items())
    assert max(map(len, out.getvalue().splitlines())) <= WIDTH


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_command(name):
    """The help of a command says what each argument means, shows examples that work, and lists each exit status."""
    out = io.StringIO()
    assert main([name, "--help"], out, program="python -m plugin_loader") == 0
    assert out.getvalue().startswith(f"usage: python -m plugin_loader {name} [options] [")
    assert f"\n{COMMANDS[name]}.\n" in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= WIDTH
    parser = argparse.ArgumentParser(**STYLE)
    module = add_arguments(parser, name)
    assert all(action.help for action in parser._actions)
    for example in module.EXAMPLES:
        assert f"\n  python -m plugin_loader {name} {example}".rstrip() in out.getvalue()
        parser.parse_args(example.partition(" > ")[0].replace("src", str(Path(__file__).parent)).split())
    assert all(f"\n  {status}  " in out.getvalue() for status in module.STATUSES)


def command(*arguments, **options):
    environment = {**os.environ, "PYTHONWARNDEFAULTENCODING": "0"}
    return subprocess.run(
        [sys.executable, "-m", "plugin", *arguments], capture_output=True, check=False, env=environment, **options
    )


def test_process(package_folder):
    """As a process, it looks at the current folder, and keeps output and messages apart."""
    done = command("discover", "--format", "json", cwd=package_folder({"formats.py": FORMATS}))
    assert done.returncode == 0
    assert json.loads(done.stdout)["entry_points"] == ENTRY_POINTS
    assert done.stderr == b"looked at 1 module below .\n"


def test_closed_pipe(package_folder):
    """A reader that goes away leaves no traceback."""
    folder = package_folder({f"formats_{number}.py": FORMATS.replace("my.", f"my{number}.") for number in range(300)})
    process = subprocess.Popen(
        [sys.executable, "-m", "plugin", "discover", str(folder), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    messages = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert messages == f"looked at 300 modules below {folder}\n".encode()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_full_disk(package_folder):
    """Output that cannot be written is told without a traceback."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "plugin", "discover", str(package_folder({"formats.py": FORMATS}))],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_text_that_the_terminal_cannot_show(package_folder):
    """A name that the encoding of the output does not have is shown in another way."""
    odd = 'from plugin import Plugin, PluginSpec\nodd = PluginSpec("my.odd", "n\\u00e4me", Plugin)\n'
    folder = package_folder({"odd.py": odd})
    done = subprocess.run(
        [sys.executable, "-m", "plugin", "discover", str(folder)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert rb"n\xe4me" in done.stdout
