"""Functions of the standard library that give the same everywhere: Python itself computes them, from constants.

What they give may be an object of Python that stays as it is, such as a path: it is held as a constant.
"""

import ntpath
import posixpath
import re
import string
from collections.abc import Callable
from importlib import import_module
from typing import Any

from plugin.discovery.static import expressions
from plugin.discovery.static.builtin_models import compute
from plugin.discovery.static.values import NONE, Call, Const, Native, Value, force

MOST_PLACES = 10_000_000
"""How many places a regular expression may have to try, roughly; more are not tried."""
REPEATS = re.compile(r"(?P<many>[*+{]|\\\d)|\\.|\[\]?(?:\\.|[^\]])*\]|(?P<nested>\)[*+{])", re.DOTALL)
"""The parts of a regular expression that tell how long matching may take."""
SEARCHES = {"findall": 1, "fullmatch": 1, "match": 1, "search": 1, "split": 1, "sub": 2, "subn": 2}
"""The functions of ``re`` that match a pattern, and which argument is the text."""


def is_quick(pattern: str | bytes, text: str | bytes) -> bool:
    """Whether matching is bound to end soon: nothing is repeated that repeats itself, and the rest is little."""
    shown = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    kinds = [found.lastgroup for found in REPEATS.finditer(shown)]
    return "nested" not in kinds and len(text) ** (1 + kinds.count("many")) <= MOST_PLACES


def search(name: str) -> Callable[[Call], Value]:
    """A model of a function of ``re`` that matches a pattern."""
    function, index = compute(getattr(re, name)), SEARCHES[name]

    def model(call: Call) -> Value:
        pattern, *_, text = map(force, call.args[: index + 1]) if len(call.args) > index else (NONE, NONE)
        held: Any = [value.value for value in (pattern, text) if isinstance(value, Const)]
        if len(held) == 2 and isinstance(held[0], re.Pattern):
            held[0] = held[0].pattern
        if [*map(type, held)] not in ([str, str], [bytes, bytes]) or not is_quick(*held):
            return call.unknown("it is not known what the regular expression finds", text)
        return function(call)

    return model


def pattern_method(pattern: Const, name: str) -> Value | None:
    """A method of a compiled regular expression; ``None`` for one that is not modelled."""
    if name not in SEARCHES:
        return None

    def model(call: Call) -> Value:
        if len(call.args) != SEARCHES[name]:
            return call.unknown("from where on the regular expression is matched, is not modelled")
        given = [pattern, *call.args]
        return search(name)(Call(call.interpreter, call.node, call.environment, given, call.kwargs))

    return Native(f"re.Pattern.{name}", model)


def on_every_system(name: str) -> Callable[[Call], Value]:
    """A model of a function of ``os.path``, where it gives the same on every system."""
    one, other = compute(getattr(posixpath, name)), compute(getattr(ntpath, name))

    def model(call: Call) -> Value:
        left, right = one(call), other(call)
        if not expressions.is_plain(left) or expressions.equal(left, right):
            return left
        return call.unknown(f"`os.path.{name}` gives something else on other systems")

    return model


def of_module(dotted: str) -> Callable[[Call], Value]:
    """A model of a function whose module is imported once somebody asks for what it gives."""

    def function(*args: Any, **kwargs: Any) -> Any:
        module, _, name = dotted.rpartition(".")
        return getattr(import_module(module), name)(*args, **kwargs)

    return compute(function)


def template(call: Call) -> Value:
    """``string.Template``."""
    (text,) = call.arguments("template")
    if not isinstance(text, Const) or not isinstance(text.value, str):
        return call.unknown("the text of the template is not known", text)
    made = string.Template(text.value)
    methods: dict[str, Value] = {
        name: Native(f"string.Template.{name}", compute(getattr(made, name)))
        for name in ("safe_substitute", "substitute")
    }
    return Native("string.Template()", constants={"template": text, **methods})


TABLE: "dict[str, Value | Callable[[Call], Value]]" = {
    **{
        dotted: of_module(dotted)
        for dotted in (
            "base64.b64decode", "base64.b64encode", "html.escape", "html.unescape", "json.dumps", "json.loads",
            "keyword.iskeyword", "re.compile", "re.escape", "string.capwords", "textwrap.dedent", "textwrap.fill",
            "textwrap.indent", "textwrap.shorten", "textwrap.wrap", "urllib.parse.quote", "urllib.parse.unquote",
        )
    },
    **{f"os.path.{name}": on_every_system(name) for name in ("basename", "dirname", "join", "normpath", "splitext")},
    **{f"re.{name}": search(name) for name in SEARCHES},
    **{f"re.{name}": Const(flag) for name, flag in vars(re).items() if isinstance(flag, re.RegexFlag)},
    **{
        f"string.{name}": Const(text) for name, text in vars(string).items() if isinstance(text, str) and name[0] != "_"
    },
    "pathlib.PurePosixPath": Native("pathlib.PurePosixPath", of_module("pathlib.PurePosixPath"), is_class=True),
    "string.Template": Native("string.Template", template, is_class=True),
}  # fmt: skip
