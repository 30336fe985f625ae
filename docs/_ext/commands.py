"""The reference of the command line, from what each command says that it takes."""

import argparse
import re
from collections.abc import Iterator
from importlib import import_module

from plugin.cli import COMMANDS, PROGRAM, WIDTH


def markdown() -> str:
    """:return: a section for each command"""
    return "\n".join(line for name in COMMANDS for line in _command(name))


def _command(name: str) -> Iterator[str]:
    program = f"{PROGRAM} {name}"
    parser = argparse.ArgumentParser(prog=program, formatter_class=lambda prog: argparse.HelpFormatter(prog, width=WIDTH))
    import_module(f"plugin.cli.{name}").add_arguments(parser)
    yield f"## `{program}`\n"
    yield f"{_sentence(COMMANDS[name])}\n"
    yield f"```text\n{parser.format_usage()}```\n"
    yield f"```{{program}} {program}\n```\n"
    for action in parser._actions[1:]:  # noqa: SLF001 - argparse has no other way to ask; the first is --help
        takes = action.metavar or f"{{{','.join(action.choices)}}}" if action.choices else action.metavar
        given = ", ".join(f"{option} {takes}" if takes else option for option in action.option_strings) or action.metavar
        yield f"````{{option}} {given}"
        yield f"{_sentence((action.help or '') % {**vars(action), 'prog': program})}\n````\n"
    status = (parser.epilog or "").removeprefix("exit status: ")
    yield f"**Exit status.** {_sentence(status)}\n"


def _sentence(text: str) -> str:
    """A text of the help as Markdown: its flags as code, all else as it is."""
    escaped = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text[:1].upper() + text[1:])
    return re.sub(r"--[a-z-]+", r"`\g<0>`", escaped) + "."
