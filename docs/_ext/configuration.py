"""The reference of the configuration keys, from the class that checks them."""

import inspect
import json
import re
from typing import Any, Literal, get_args, get_origin, get_type_hints

from plugin.discovery.config import KEYS, Config


def markdown() -> str:
    """:return: an entry for each key: what it takes, what it is by default, and what it means"""
    types, defaults = get_type_hints(Config), Config._field_defaults
    meanings = dict(re.findall(r"^:param (\w+): (.+(?:\n +.+)*)", inspect.getdoc(Config) or "", re.MULTILINE))
    return "\n".join(
        f"```{{confval}} {key}\n:type: {_type(types[field])}\n:default: `{_toml(types[field], defaults[field])}`\n\n"
        f"{_text(meanings[field])}\n```\n"
        for key, (field, _) in KEYS.items()
    )


def _type(hint: Any) -> str:
    if get_origin(hint) is Literal:
        *others, last = (f"`{json.dumps(choice)}`" for choice in get_args(hint))
        return f"{', '.join(others)} or {last}"
    return {float: "number", tuple[str, ...]: "list of strings"}.get(hint, "table")


def _toml(hint: Any, value: object) -> str:
    if value == ():
        return "[]" if hint == tuple[str, ...] else "{}"
    return json.dumps(value)


def _text(docstring: str) -> str:
    """The text of a docstring as Markdown."""
    text = " ".join(docstring.split()).replace("``", "`")
    return f"{text[:1].upper()}{text[1:]}."
