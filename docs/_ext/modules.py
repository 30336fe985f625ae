"""The reference of the public modules: the table of them, and for each a summary and what it exports."""

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import GenericAlias

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

import plugin

PAGES = Path(__file__).parents[1] / "api"
"""The folder with a page for each public module."""
TOP = plugin.__name__
"""The module that exports what most people need, wherever it is made."""


def public_modules() -> list[str]:
    """:return: the modules that have a page"""
    return sorted(path.stem for path in PAGES.glob("*.md"))


def markdown(name: str = "") -> str:
    """Write the reference.

    :param name: a public module
    :return: the table of the public modules; or if one is named, a table of what it exports, and that
    """
    return "\n".join(_module(name) if name else _table())


def _table() -> Iterator[str]:
    yield from ("| module | what it holds |", "|---|---|")
    for name in public_modules():
        yield f"| [`{name}`](api/{name}.md) | {_first_sentence(import_module(name))} |"


def _module(name: str) -> Iterator[str]:
    module = import_module(name)
    exported = {each: getattr(module, each) for each in module.__all__ if each != "__version__"}
    homes = {each: _home(each, value) for each, value in exported.items()}
    yield "```{eval-rst}"
    yield from (f".. automodule:: {name}", f".. currentmodule:: {name}", "", ".. list-table::", "")
    for each, value in exported.items():
        yield f"   * - :py:obj:`~{homes[each]}.{each}`"
        yield f"     - {_about_data(each) if _is_data(value) else _first_sentence(value)}"
    yield from (f"\n{_directive(each, value)}" for each, value in exported.items() if homes[each] == name)
    yield "```"


def _home(name: str, value: object) -> str:
    """Where a name is described: on the page of the module that makes it, or else on the first that exports it."""
    exporters = [each for each in public_modules() if getattr(import_module(each), name, None) is value]
    maker: str = getattr(value, "__module__", type(value).__module__)
    return maker if maker in exporters else exporters[0]


def _first_sentence(value: object) -> str:
    paragraph = " ".join((inspect.getdoc(value) or "").partition("\n\n")[0].split())
    return f"{paragraph.partition('. ')[0].rstrip('.')}."


def source_of(_app: Sphinx, module: str, name: str) -> str | None:
    """Have Sphinx look for the source of an alias, such as ``type[Plugin]``, in our module, not in that of ``type``."""
    return module if isinstance(getattr(import_module(module), name, None), GenericAlias) else None


def _is_data(value: object) -> bool:
    return isinstance(value, GenericAlias) or not hasattr(value, "__name__")


def _about_data(name: str) -> str:
    """What is said below an assignment, in whichever module of ours that is."""
    ours = [module for module in sys.modules if f"{module}.".startswith(f"{TOP}.")]
    return " ".join(" ".join(ModuleAnalyzer.for_module(module).find_attr_docs().get(("", name), ())) for module in ours)


def _directive(name: str, value: object) -> str:
    if _is_data(value):
        return f".. py:data:: {name}\n\n   {_about_data(name)}"
    if isinstance(value, type):
        kind = "autoexception" if issubclass(value, BaseException) else "autoclass"
        return f".. {kind}:: {name}\n   :members:"
    return f".. autofunction:: {name}"
