"""Writes source trees of any size, for tests and benchmarks."""

from pathlib import Path

BASE = '''
from plugin import Plugin, PluginSpec, plugin


class Service(Plugin):
    """What the services derive from."""

    namespace = "bench.services"


def on_start(priority=0):
    def wrap(fn):
        return plugin(namespace="bench.hooks", name=fn.__name__)(fn)

    return wrap


def spec(name):
    return PluginSpec("bench.specs", name, lambda: Service())
'''
PLUGIN = {
    0: """
from {top}.base import Service


class Service{number}(Service):
    name = "service-{number}"

    def load(self, *args, **kwargs):
        return create_{number}({{"number": {number}}})
""",
    1: """
from {top} import base


@base.on_start(priority={number})
def hook_{number}(argument=None):
    return create_{number}(argument)
""",
    2: """
from {top}.base import spec

spec_{number} = spec(f"spec-{{{number}}}")
""",
}
PLAIN = '''
"""Module {number}, as modules are: imports, constants, a class, functions."""

import json
import logging
from dataclasses import dataclass, field
from typing import Any, Optional

from {before} as Before

LOG = logging.getLogger(__name__)
DEFAULTS = {{"number": {number}, "name": "module {number}", "flags": [True, False, None]}}


@dataclass
class Model{number}:
    """What module {number} is about."""

    name: str
    values: list[int] = field(default_factory=list)
    before: Optional[Before] = None

    def total(self) -> int:
        return sum(value * {number} for value in self.values if value % 2)

    def describe(self) -> str:
        parts = [f"{{self.name}}={{self.total()}}"]
        if self.before is not None:
            parts.append(self.before.describe())
        return ", ".join(parts)


def create_{number}(arguments: Any) -> Model{number}:
    options = {{**DEFAULTS, **(arguments or {{}})}}
    try:
        model = Model{number}(name=str(options["name"]))
    except KeyError as error:
        LOG.warning("no %s in %s", error, json.dumps(options))
        raise
    for value in range(int(options["number"])):
        model.values.append(value)
    return model
'''
PYPROJECT = """
[build-system]
requires = ["setuptools", "python-plugin-loader"]
build-backend = "setuptools.build_meta"

[project]
name = "bench"
version = "1"
dynamic = ["entry-points"]

[tool.plugin-loader]
"""


def generate(folder: Path, *, modules: int, plugins: int, project: bool = False) -> str:
    """Write a tree of packages, one in so many modules with a plugin.

    :param project: whether to put it below ``src``, beside a ``pyproject.toml``
    :return: the folder to look at
    """
    top = folder / "src" / "bench" if project else folder / "bench"
    top.mkdir(parents=True)
    (top / "__init__.py").touch()
    (top / "base.py").write_text(BASE)
    names = [f"part_{number // 20}.module_{number}" for number in range(modules)]
    for number, name in enumerate(names):
        path = top / f"{name.replace('.', '/')}.py"
        if number % 20 == 0:
            path.parent.mkdir()
            (path.parent / "__init__.py").touch()
        before = f"bench.{names[number - 1]} import Model{number - 1}" if number else "decimal import Decimal"
        text = PLAIN.format(number=number, before=before)
        if number % (modules // plugins) == 0:
            text += PLUGIN[number // (modules // plugins) % 3].format(top="bench", number=number)
        path.write_text(text.lstrip())
    if project:
        (folder / "pyproject.toml").write_text(PYPROJECT)
    return str(folder)
