"""Plugins under decorators, and beside bases, of popular libraries whose source is there but is not followed far."""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from comparing import imported, in_words
from distributions import UNREACHABLE, cache
from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins

pytestmark = pytest.mark.skipif(sys.version_info < (3, 12), reason="Django needs it")

LIBRARIES = [
    "attrs==26.1.0",
    "beartype==0.23.1",
    "click==8.5.1",
    "deprecated==3.0.1",
    "django==6.1.3",
    "pydantic==2.14.4",
    "tenacity==9.2.1",
    "wrapt==2.5.2",
    "zope.interface==8.7",
]
HEAD = "from plugin import Plugin, PluginSpec, plugin\n"
CLASS = "    namespace = 'shop.exporters'\n    name = 'csv'\n"
MARK = "@plugin(namespace='shop.tasks', name='clean')\n"
FUNCTION = "def clean(days: int = 1):\n    return days\n"

CLASSES = {
    "attrs.define": "import attrs\n@attrs.define\nclass Csv(Plugin):\n    path: str = 'x.csv'\n" + CLASS,
    "attrs.frozen": "from attrs import field, frozen\n@frozen(kw_only=True)\nclass Csv(Plugin):\n"
    "    rows: list = field(factory=list)\n" + CLASS,
    "attr.s": "import attr\n@attr.s(auto_attribs=True)\nclass Csv(Plugin):\n    path: str = attr.ib(default='')\n"
    + CLASS,
    "attrs.define with an annotated name": "import attrs, typing\n@attrs.define(slots=False)\nclass Csv(Plugin):\n"
    "    namespace = 'shop.exporters'\n    name: 'typing.ClassVar[str]' = 'csv'\n",
    "pydantic.BaseModel": "from typing import ClassVar\nfrom pydantic import BaseModel\nclass Csv(Plugin, BaseModel):\n"
    "    namespace: ClassVar[str] = 'shop.exporters'\n    name: ClassVar[str] = 'csv'\n    path: str = 'x.csv'\n",
    "pydantic.dataclasses": "from pydantic.dataclasses import dataclass\n@dataclass\nclass Csv(Plugin):\n"
    "    path: str = ''\n" + CLASS,
    "zope.interface": "from zope.interface import Interface, implementer\nclass IExporter(Interface):\n"
    "    def export(): 'Write it.'\n@implementer(IExporter)\nclass Csv(Plugin):\n    def export(self): pass\n" + CLASS,
    "beartype": "from beartype import beartype\n@beartype\nclass Csv(Plugin):\n"
    "    def load(self, path: str = ''): return path\n" + CLASS,
    "deprecated": "from deprecated import deprecated\n@deprecated(reason='use Xml')\nclass Csv(Plugin):\n" + CLASS,
    "tenacity on a method": "import tenacity\nclass Csv(Plugin):\n" + CLASS + "    @tenacity.retry\n"
    "    def load(self): pass\n",
    "wrapt on a method": "import wrapt\n@wrapt.decorator\ndef logged(wrapped, instance, args, kwargs):\n"
    "    return wrapped(*args, **kwargs)\nclass Csv(Plugin):\n" + CLASS + "    @logged\n    def load(self): pass\n",
    "click on a method": "import click\nclass Csv(Plugin):\n" + CLASS + "    @click.command()\n"
    "    @click.option('--days', default=1)\n    def run(days): pass\n",
    "django method_decorator": "from django.utils.decorators import method_decorator\n"
    "from django.views.decorators.cache import never_cache\n@method_decorator(never_cache, name='load')\n"
    "class Csv(Plugin):\n    def load(self): pass\n" + CLASS,
    "django cached_property": "from django.utils.functional import cached_property, classproperty\n"
    "class Csv(Plugin):\n" + CLASS + "    @cached_property\n    def rows(self): return []\n"
    "    @classproperty\n    def title(cls): return cls.name.upper()\n",
    "django View": "from django.views import View\nclass Csv(View, Plugin):\n" + CLASS,
    "django BaseCommand": "from django.core.management.base import BaseCommand\nclass Csv(Plugin, BaseCommand):\n"
    "    help = 'Writes tables.'\n" + CLASS,
    "a base of the project with a library's": "from django.views.generic import TemplateView\n"
    "class Page(TemplateView, Plugin):\n    namespace = 'shop.exporters'\nclass Csv(Page):\n    name = 'csv'\n",
}
FUNCTIONS = {
    "tenacity over": "from tenacity import retry, stop_after_attempt\n@retry(stop=stop_after_attempt(3))\n"
    + MARK
    + FUNCTION,
    "tenacity under": "import tenacity\n" + MARK + "@tenacity.retry\n" + FUNCTION,
    "pydantic over": "from pydantic import validate_call\n@validate_call\n" + MARK + FUNCTION,
    "pydantic under": "import pydantic\n" + MARK + "@pydantic.validate_call(validate_return=True)\n" + FUNCTION,
    "beartype over": "from beartype import beartype\n@beartype\n" + MARK + FUNCTION,
    "beartype under": "from beartype import beartype\n" + MARK + "@beartype\n" + FUNCTION,
    "wrapt over": "import wrapt\n@wrapt.decorator\ndef logged(wrapped, instance, args, kwargs):\n"
    "    return wrapped(*args, **kwargs)\n@logged\n" + MARK + FUNCTION,
    "wrapt under": "import wrapt\n@wrapt.decorator\ndef logged(wrapped, instance, args, kwargs):\n"
    "    return wrapped(*args, **kwargs)\n" + MARK + "@logged\n" + FUNCTION,
    "deprecated over": "from deprecated import deprecated\n@deprecated(version='1.2')\n" + MARK + FUNCTION,
    "deprecated under": "import deprecated.sphinx\n"
    + MARK
    + "@deprecated.sphinx.deprecated(version='1.2')\n"
    + FUNCTION,
    "django over": "from django.views.decorators.http import require_GET\n@require_GET\n" + MARK + FUNCTION,
    "django under": "from django.utils.decorators import async_only_middleware\n"
    + MARK
    + "@async_only_middleware\n"
    + FUNCTION,
    "click options over": "import click\n@click.option('--days', default=1)\n" + MARK + FUNCTION,
    "click under": "import click\n" + MARK + "@click.command()\n" + FUNCTION,
}
SOURCES = {
    **{name: (HEAD + source, "class shop.exporters:csv app:Csv") for name, source in CLASSES.items()},
    **{name: (HEAD + source, "function shop.tasks:clean app:clean") for name, source in FUNCTIONS.items()},
}
LOST = HEAD + "import click\n@click.command()\n" + MARK + FUNCTION


@pytest.fixture(scope="module")
def libraries():
    """The folder in which the libraries are installed; it stays in the cache."""
    digest = hashlib.sha256(" ".join(LIBRARIES).encode()).hexdigest()[:16]
    folder = cache() / f"libraries-{sys.version_info[0]}.{sys.version_info[1]}-{digest}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as place:
            target = os.path.join(place, "site")
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--retries=1", "--target", target, *LIBRARIES]
            done = subprocess.run(pip, capture_output=True, text=True, check=False)
            if done.returncode and UNREACHABLE.search(done.stderr):
                pytest.skip(f"no package index can be reached: {done.stderr.strip().splitlines()[-1]}")
            assert done.returncode == 0, done.stderr
            os.replace(target, folder)
    return str(folder)


def write(folder: Path, source: str) -> SourceTree:
    (folder / "app.py").write_text(source, encoding="utf-8")
    return SourceTree.of_folder(folder)


@pytest.mark.parametrize("name", SOURCES)
def test_found(libraries, tmp_path, name):
    """The plugin is found whatever the library does to it, and at most one message tells what is assumed."""
    source, plugin = SOURCES[name]
    plugins, problems = in_words(find_plugins(write(tmp_path, source), path=[libraries]))
    assert [words.partition(" if ")[0] for words in plugins] == [plugin]
    assert len(problems) <= 1


@pytest.mark.parametrize("name", SOURCES)
def test_found_without_the_library(tmp_path, name):
    """The same where the library is not installed, as in an isolated build."""
    source, plugin = SOURCES[name]
    plugins, problems = in_words(find_plugins(write(tmp_path, source), path=[]))
    assert [words.partition(" if ")[0] for words in plugins] == [plugin]
    assert len(problems) <= 1


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SOURCES)
def test_imported(libraries, tmp_path, monkeypatch, name):
    """What is expected is what importing it gives."""
    source, plugin = SOURCES[name]
    write(tmp_path, source)
    monkeypatch.syspath_prepend(libraries)
    real = imported(tmp_path, ["app"])
    assert not real.failed
    assert real.plugins == [plugin.partition(" ")[2]]


@pytest.mark.filterwarnings("ignore")
def test_hidden_by_its_decorator(libraries, tmp_path, monkeypatch):
    """A command of click does not keep the mark of the function below it: then the engine must not be silent."""
    tree = write(tmp_path, LOST)
    plugins, problems = in_words(find_plugins(tree, path=[libraries]))
    assert len(plugins) + len(problems) >= 1
    assert len(problems) <= 1
    monkeypatch.syspath_prepend(libraries)
    assert imported(tmp_path, ["app"]).plugins == []
