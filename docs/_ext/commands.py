"""The reference of the command line, from what each command says that it takes."""

import argparse
import re
from collections.abc import Iterator
from functools import partial
from importlib import import_module

from plugin.cli import COMMANDS, PROGRAM, WIDTH


def markdown() -> str:
    """:return: a section for each command"""
    return "\n".join(line for name in COMMANDS for line in _command(name))


def _command(name: str) -> Iterator[str]:
    program = f"{PROGRAM} {name}"
    formatter_class = partial(argparse.HelpFormatter, width=WIDTH)
    formatter, parser = formatter_class(program), argparse.ArgumentParser(program, formatter_class=formatter_class)
    import_module(f"plugin.cli.{name}").add_arguments(parser)
    yield f"## `{program}`\n\n{_sentence(COMMANDS[name])}\n"
    yield f"```text\n{parser.format_usage()}```\n"
    yield f"```{{program}} {program}\n```\n"
    # argparse has no public way to ask for these. The first is --help.
    for action in parser._actions[1:]:  # noqa: SLF001
        yield f"````{{option}} {formatter._format_action_invocation(action)}"  # noqa: SLF001
        yield f"{_sentence(formatter._expand_help(action))}\n````\n"  # noqa: SLF001
    yield f"**Exit status.** {_sentence((parser.epilog or '').removeprefix('exit status: '))}\n"


def _sentence(text: str) -> str:
    """A text of the help as Markdown: its flags as code, all else as it is."""
    escaped = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text[:1].upper() + text[1:])
    return re.sub(r"--[a-z-]+", r"`\g<0>`", escaped) + "."
