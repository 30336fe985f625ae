"""Commands that are plugins, in applications with click and with argparse: loaded when they are used."""

import argparse

import click
import pytest
from click.testing import CliRunner

from plugin import Plugin
from plugin.argparse import add_commands
from plugin.click import PluginGroup
from plugin.testing import manager_of

NAMESPACE = "my.commands"


def kind(name, load, **attributes):
    attributes = {"namespace": NAMESPACE, "name": name, "load": lambda self: load(), **attributes}
    return type("Kind", (Plugin,), attributes)


def raising():
    raise ValueError("no luck")


class TestClick:
    @pytest.fixture
    def loaded(self):
        return []

    @pytest.fixture
    def app(self, loaded):
        def command(name):
            def load():
                loaded.append(name)
                return click.Command(name, callback=lambda: click.echo(f"runs {name}"), help=f"Do {name}.")

            return kind(name, load)

        plugins = (
            *(command("add"), command("own"), kind("broken", raising), kind("odd", lambda: 1)),
            kind("shy", raising, should_load=lambda _: False),
        )
        manager = manager_of(*plugins)

        @click.group(cls=PluginGroup, manager=manager)
        def app():
            """What the application is."""

        @app.command(short_help="Its own.")
        def own():
            click.echo("runs its own")

        def run(*args):
            done = CliRunner().invoke(app, args)
            return done.exit_code, done.output

        return run

    def test_command(self, app, loaded):
        """Only what is called is loaded, and once."""
        assert app("add") == (0, "runs add\n")
        assert app("add") == (0, "runs add\n")
        assert loaded == ["add"]

    def test_own_command(self, app, loaded):
        """A command of the application itself comes before a plugin of its name."""
        assert app("own") == (0, "runs its own\n")
        assert not loaded

    def test_help_of_a_command(self, app, loaded):
        """A command answers for itself."""
        assert "Do add." in app("add", "--help")[1]
        assert loaded == ["add"]

    def test_help(self, app, caplog):
        """The help has all commands, also those that cannot be loaded, but those that are disabled."""
        status, output = app("--help")
        *_, commands = output.partition("Commands:\n")
        assert status == 0
        assert [line.split(maxsplit=1) for line in commands.splitlines()] == [
            ["add", "Do add."],
            ["broken", "(cannot be loaded: ValueError: no luck)"],
            ["odd", "(cannot be loaded: its load() returned 1, not a click.Command)"],
            ["own", "Its own."],
        ]

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("broken", "ValueError: no luck"),
            ("odd", "its load() returned 1, not a click.Command"),
            ("shy", "plugin my.commands:shy is disabled, reason: Load condition for plugin was false"),
        ],
    )
    def test_cannot_be_loaded(self, app, name, reason, caplog):
        """What cannot be loaded says why, whatever the arguments, and shows no traceback."""
        assert app(name, "--whatever", "x") == (1, f"Error: the command {name!r} cannot be loaded: {reason}\n")

    def test_unknown(self, app, loaded):
        """What is not there is click's own error, for which nothing is loaded."""
        status, output = app("none")
        assert status == 2
        assert "No such command 'none'" in output
        assert not loaded


class TestArgparse:
    @pytest.fixture
    def loaded(self):
        return []

    @pytest.fixture
    def app(self, loaded, capsys):
        def add_arguments(plugin, parser):
            parser.add_argument("--size", type=int, default=1, help="how much")

        plugins = (
            kind("add", lambda: loaded.append("add"), add_arguments=add_arguments),
            kind("plain", lambda: loaded.append("plain")),
            kind("broken", raising),
            kind("odd", lambda: None, add_arguments=lambda *_: 1 / 0),
            kind("shy", raising, should_load=lambda _: False),
        )
        parser = argparse.ArgumentParser(prog="app")
        commands = add_commands(parser, manager_of(*plugins), dest="command", metavar="COMMAND")
        commands.add_parser("own", help="its own").add_argument("what")

        def run(*args):
            try:
                return parser.parse_args(args)
            except SystemExit as end:
                output = capsys.readouterr()
                return end.code, output.out + output.err

        return run

    def test_command(self, app, loaded):
        """Only what is chosen is loaded, and once; the arguments have the plugin."""
        for size in (2, 3):
            arguments = app("add", f"--size={size}")
            assert (arguments.size, arguments.command, arguments.plugin.name) == (size, "add", "add")
        assert app("add").size == 1
        assert loaded == ["add"]

    def test_without_arguments(self, app):
        """A plugin need not have arguments."""
        assert app("plain").plugin.name == "plain"

    def test_own_command(self, app, loaded):
        """The application has commands of its own beside them."""
        arguments = app("own", "this")
        assert arguments.what == "this"
        assert not hasattr(arguments, "plugin")
        assert not loaded

    def test_help(self, app, loaded):
        """The help has all commands, and nothing is loaded for it; that of a command has its arguments."""
        status, output = app("--help")
        assert status == 0
        assert all(f"\n    {name}" in output for name in ("add", "broken", "own", "shy"))
        assert not loaded
        assert "how much" in app("add", "--help")[1]
        assert loaded == ["add"]

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("broken", "ValueError: no luck"),
            ("odd", "ZeroDivisionError: division by zero"),
            ("shy", "plugin my.commands:shy is disabled, reason: Load condition for plugin was false"),
        ],
    )
    def test_cannot_be_loaded(self, app, name, reason, caplog):
        """What cannot be loaded says why, and shows no traceback."""
        assert app(name, "--size=1") == (1, f"app {name}: error: the command {name!r} cannot be loaded: {reason}\n")

    def test_parser_of_the_application(self):
        """The parsers of the commands are of the same class as that of the application."""

        class Parser(argparse.ArgumentParser):
            pass

        made = []
        command = kind("add", lambda: None, add_arguments=lambda _, parser: made.append(parser))
        parser = Parser()
        add_commands(parser, manager_of(command))
        parser.parse_args(["add"])
        assert isinstance(made[0], Parser)
