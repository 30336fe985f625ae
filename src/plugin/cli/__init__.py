"""The command line, ``plugin-loader <command>``, which ``python -m plugin`` runs as well.

Each command is a module of this package with two functions: ``add_arguments(parser)`` declares its arguments, and
``run(arguments, out, err)`` runs it and returns the exit status. The answer goes to ``out``, and all messages go to
``err``. For the help, the module also has ``EXAMPLES``, arguments -> what they do, and ``STATUSES``, exit status ->
what it means.
"""

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, TextIO

from plugin import __version__

PROGRAM = "plugin-loader"
COMMANDS = {
    "check": "Import the installed plugins and report those that fail",
    "discover": "Show the plugins that a build would find in a project's source",
    "doctor": "Explain why a plugin is not found or not loaded, and how to fix it",
    "list": "List the installed plugins, or write an inventory of them",
    "refresh": "Update the entry points of editable installations",
    "sync": "Write entry points to pyproject.toml, for backends without a hook",
}
"""The commands, each with its summary; the module of that name is imported when the command is used."""

WIDTH = 80
"""The width of the help. To ask the terminal for its width, argparse would import as much again as it is itself."""
STYLE: dict[str, Any] = {
    "allow_abbrev": False,
    "add_help": False,
    "formatter_class": partial(argparse.RawDescriptionHelpFormatter, width=WIDTH),
}
"""What all parsers have in common."""

WRONG_USE = 2
"""The exit status for invalid arguments, as in argparse."""
CLOSED_PIPE = 141
"""The exit status of a program whose output was closed by the reader, as in shells (128 + SIGPIPE)."""
INTERRUPTED = 130
"""The exit status of a program that was interrupted, as in shells (128 + SIGINT)."""


def main(
    argv: Sequence[str] | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
    *,
    program: str = PROGRAM,
) -> int:
    """Run a command.

    :param argv: the command and its arguments, by default those of the process
    :param out: where to write the answer, by default the standard output
    :param err: where to write messages, by default the standard error
    :param program: the name of the program in its messages
    :return: the exit status
    """
    argv = sys.argv[1:] if argv is None else argv
    output: TextIO = out or _standard_output()
    messages: TextIO = err or sys.stderr
    try:
        status = _run(argv, output, messages, program)
        output.flush()
    except BrokenPipeError:
        _forget(output)
        return CLOSED_PIPE
    except OSError as error:  # a full disk, for example
        _forget(output)
        messages.write(f"{error}\n")
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(argv: Sequence[str], out: TextIO, err: TextIO, program: str) -> int:
    parser = argparse.ArgumentParser(
        program,
        usage=f"{program} COMMAND [options]",
        description="\n".join(
            ["Find plugins in source code, and check those that are installed.", "", "commands:", *_commands()]
        ),
        epilog=f"Run `{program} COMMAND --help` for the options of a command.",
        **STYLE,
    )
    _add_help(parser)
    version = f"python-plugin-loader {__version__}"
    parser.add_argument("--version", action="version", version=version, help="Show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, prog=program, help=argparse.SUPPRESS)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, description=f"{summary}.", **STYLE)
        if name in argv[:1]:
            command.set_defaults(run=add_arguments(command, name).run)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
                parser.error(_no_command(argv[0]))
            arguments = parser.parse_args(argv)
    except SystemExit as end:  # argparse exits after showing help or an error
        return WRONG_USE if end.code else 0
    status: int = arguments.run(arguments, out, err)
    return status


def _commands() -> Iterator[str]:
    width = max(map(len, COMMANDS))
    return (f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="Show this help and exit")


def add_arguments(parser: argparse.ArgumentParser, name: str) -> ModuleType:
    """Add the arguments of a command to its parser, with the examples and the exit statuses below them.

    :param parser: the parser
    :param name: the command
    :return: its module
    """
    module = import_module(f"plugin.cli.{name}")
    module.add_arguments(parser)
    _add_help(parser)
    parser._positionals.title = "arguments"  # noqa: SLF001 - argparse has no public way to set it
    examples = (f"  # {what}\n  {parser.prog} {arguments}".rstrip() for arguments, what in module.EXAMPLES.items())
    statuses = (f"  {status}  {meaning}" for status, meaning in module.STATUSES.items())
    parser.epilog = "\n".join(["examples:", *examples, "", "exit status:", *statuses])
    return module


def _no_command(name: str) -> str:
    from plugin.near import near  # noqa: PLC0415 - only needed after a mistake

    names = near(name, COMMANDS)
    meant = f"did you mean {names[0]!r}?" if names else f"choose from {', '.join(COMMANDS)}"
    return f"unknown command {name!r}; {meant}"


def _standard_output() -> TextIO:
    """The standard output, set to escape characters that its encoding cannot represent."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return sys.stdout


def _forget(out: TextIO) -> None:
    """Discard further output to a stream that cannot be written to, which Python would flush when it exits."""
    if out is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
