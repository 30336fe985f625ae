"""The command line, ``plugin-loader <command>``, which ``python -m plugin`` runs as well.

Each command is a module of this package with two functions: ``add_arguments(parser)`` says what it takes, and
``run(arguments, out, err)`` does it and gives the exit status. What was asked for goes to ``out``, and whatever else
there is to say goes to ``err``.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from importlib import import_module
from typing import Any, TextIO

from plugin import __version__

PROGRAM = "plugin-loader"
COMMANDS = {
    "check": "import what is installed, each in a process of its own, and say what fails",
    "discover": "find the plugins in the source of a project, as a build would",
    "doctor": "say why a plugin is not seen or not loaded, and what to do about it",
    "list": "show the plugins that are installed, without importing them",
    "refresh": "bring the entry points of editable installations up to their sources",
    "sync": "write the entry points into pyproject.toml, for build backends without hooks",
}
"""The commands, each with its help; the module of that name is imported once the command is asked for."""

WIDTH = 80
"""How wide the help is; to ask the terminal, argparse would import as much again as it is itself."""

WRONG_USE = 2
"""The exit status of whoever asks for what cannot be done, as argparse has it."""
CLOSED_PIPE = 141
"""The exit status of a program whose reader has gone, as shells have it (128 + SIGPIPE)."""
INTERRUPTED = 130
"""The exit status of a program that was interrupted, as shells have it (128 + SIGINT)."""


def main(
    argv: Sequence[str] | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
    *,
    program: str = PROGRAM,
) -> int:
    """Run a command.

    :param argv: the command and its arguments, by default those of the process
    :param out: takes the output, by default the standard output
    :param err: takes the messages, by default the standard error
    :param program: what the program is called in its messages
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
    except OSError as error:  # a full disk, for instance
        _forget(output)
        messages.write(f"{error}\n")
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(argv: Sequence[str], out: TextIO, err: TextIO, program: str) -> int:
    style: Any = {"allow_abbrev": False, "formatter_class": partial(argparse.HelpFormatter, width=WIDTH)}
    parser = argparse.ArgumentParser(prog=program, description="Tools for projects with plugins.", **style)
    parser.add_argument("--version", action="version", version=f"python-plugin-loader {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=program)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=f"{name}: {text}.", **style)
        if name in argv[:1]:
            module = import_module(f"plugin.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
                parser.error(_no_command(argv[0]))
            arguments = parser.parse_args(argv)
    except SystemExit as end:  # how argparse ends after help, and after a mistake
        return WRONG_USE if end.code else 0
    status: int = arguments.run(arguments, out, err)
    return status


def _no_command(name: str) -> str:
    from plugin.near import near  # noqa: PLC0415 - only a mistake needs it

    names = near(name, COMMANDS)
    meant = f"did you mean {names[0]!r}?" if names else f"there are {', '.join(COMMANDS)}"
    return f"there is no command {name!r}; {meant}"


def _standard_output() -> TextIO:
    """The standard output, which from now on shows in another way what its encoding does not have."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return sys.stdout


def _forget(out: TextIO) -> None:
    """Have nothing written any more to what cannot be written to, as Python would try when it ends."""
    if out is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
