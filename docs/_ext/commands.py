"""The reference of the command line, generated from the arguments that each command declares."""

import argparse
import re
from collections.abc import Iterator

from plugin.cli import COMMANDS, PROGRAM, STYLE, add_arguments


def markdown() -> str:
    """:return: a section for each command"""
    return "\n".join(line for name in COMMANDS for line in _command(name))


def _command(name: str) -> Iterator[str]:
    program = f"{PROGRAM} {name}"
    parser = argparse.ArgumentParser(program, **STYLE)
    module, formatter = add_arguments(parser, name), parser._get_formatter()  # noqa: SLF001 - argparse hides these
    yield f"## `{program}`\n\n{_sentence(COMMANDS[name])}\n"
    yield f"```text\n{parser.format_usage()}```\n"
    yield f"```{{program}} {program}\n```\n"
    for action in parser._actions:  # noqa: SLF001 - as above
        yield f"````{{option}} {formatter._format_action_invocation(action)}"  # noqa: SLF001 - as above
        yield f"{_sentence(formatter._expand_help(action))}\n````\n"  # noqa: SLF001 - as above
    yield "**Examples:**\n"
    for arguments, meaning in module.EXAMPLES.items():
        yield f"{_sentence(meaning.removesuffix('.'))}\n\n```console\n$ {program} {arguments}".rstrip() + "\n```\n"
    yield "**Exit status:**\n"
    yield from (f"- {status}: {_sentence(meaning)}" for status, meaning in module.STATUSES.items())
    yield ""


def _sentence(text: str) -> str:
    """A text of the help as a sentence in Markdown, with its flags as code."""
    escaped = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text[:1].upper() + text[1:])
    return re.sub(r"--[a-z-]+", r"`\g<0>`", escaped) + "."
