"""Grafts plugins onto projects that have none, as their authors might write them, and runs discovery on the result."""

import json
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from string import Template


@dataclass(frozen=True)
class Graft:
    """Modules with plugins, to be put into the main package of a project.

    :param name: what it is called
    :param files: path in the package -> source, in which `$package` stands for the package and `$module` and `$base`
        for a class of the project to derive from
    :param appended: what the package's own `__init__.py` is given besides
    :param spare: the class to derive from where the project has none that is fit
    :param plugins: group and name of each plugin -> its reference, below the package
    """

    name: str
    files: dict[str, str]
    appended: str
    spare: tuple[str, str]
    plugins: dict[tuple[str, str], str]

    def onto(self, project: Path, target: Path) -> dict[tuple[str, str], str]:
        """Make a copy of a project that has the plugins.

        :return: the entry points that it has to have
        """
        shutil.copytree(project, target)
        package = main_package(target)
        module, base = fit_class(package) or self.spare
        words = {"package": package.name, "module": module.replace("$package", package.name), "base": base}
        for path, source in self.files.items():
            file = package / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(Template(source).substitute(words), encoding="utf-8")
        with (package / "__init__.py").open("a", encoding="utf-8") as file:
            file.write(Template(self.appended).substitute(words))
        return {plugin: f"{package.name}.{reference}" for plugin, reference in self.plugins.items()}


def main_package(project: Path) -> Path:
    """:return: the largest package of a project"""
    packages = [path for path in project.iterdir() if path.is_dir() and path.name.isidentifier()]
    return max(packages, key=lambda package: sum(1 for _ in package.rglob("*.py")))


def fit_class(package: Path) -> tuple[str, str] | None:
    """Find a public class without bases, which a plugin can be mixed with.

    :return: its module and its name
    """
    for path in sorted(package.rglob("*.py")):
        words = path.relative_to(package.parent).with_suffix("").parts
        if all(word.isidentifier() and not word.startswith(("test", "_")) for word in words[1:]):
            found = re.search(rb"(?m)^class ([A-Z]\w+):", path.read_bytes())
            if found:
                return ".".join(words), found[1].decode()
    return None


def mix(project: Path, target: Path, count: int) -> dict[tuple[str, str], str]:
    """Make a copy of a project with plugins that derive from one of its classes each, whatever these are.

    :param count: how many there are at most, one in a module; they are always the same
    :return: group and name of each -> the path of its module
    """
    shutil.copytree(project, target)
    package = main_package(target)
    classes = []
    for path in sorted(package.rglob("*.py")):
        words = path.relative_to(target).with_suffix("").parts
        if all(word.isidentifier() and not word.startswith("test") for word in words):
            found = re.findall(rb"(?m)^class (\w+)", path.read_bytes())
            classes += [(".".join(words).removesuffix(".__init__"), each.decode()) for each in found]
    mixed = package / "zz_mixed"
    mixed.mkdir()
    (mixed / "__init__.py").write_text(MIXED, encoding="utf-8")
    chosen = random.Random(project.name).sample(classes, min(count, len(classes)))  # noqa: S311
    for index, (module, name) in enumerate(chosen):
        head = f"from {package.name}.zz_mixed import Extension\nfrom {module} import {name} as Own\n"
        code = f"{head}\nclass Mixed(Own, Extension):\n    name = 'mixed {index}'\n"
        (mixed / f"m{index}.py").write_text(code, encoding="utf-8")
    return {("mixed", f"mixed {index}"): f"{package.name}/zz_mixed/m{index}.py" for index in range(len(chosen))}


MIXED = """\
from plugin import Plugin


class Extension(Plugin):
    namespace = "mixed"
"""


@dataclass(frozen=True)
class Answer:
    """What ``python -m plugin discover`` says of a project.

    :param status: the exit status
    :param entry_points: group and name -> reference
    :param problems: what is reported
    """

    status: int
    entry_points: dict[tuple[str, str], str]
    problems: list[str]


def discover(project: Path) -> Answer:
    """Run discovery on a folder as a user does. The time-out ends what hangs, and is no measure of anything."""
    done = subprocess.run(command(project), capture_output=True, timeout=600, check=False)
    assert done.stdout, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    answer = json.loads(done.stdout)
    entry_points = {
        (group, name): value for group, entries in answer["entry_points"].items() for name, value in entries.items()
    }
    return Answer(done.returncode, entry_points, answer["problems"])


def command(project: Path) -> list[str]:
    return [sys.executable, "-I", "-m", "plugin", "discover", str(project), "--format", "json"]


API = """\
from plugin import Plugin, PluginSpec, plugin


class Extension(Plugin):
    namespace = "graft.ext"

    def __init__(self, kind="?"):
        self.kind = kind


def make(kind):
    def create():
        return Extension(kind)

    return create


def hook(name=None):
    def decorate(fn):
        return plugin(namespace="graft.hooks", name=name or fn.__name__)(fn)

    return decorate
"""
PLUGINS = """\
from $package._graft.api import Extension, PluginSpec, hook, make
from $module import $base as Own


class First(Extension):
    name = "first"


class Mixed(Own, Extension):
    name = "mixed"


@hook()
def on_start():
    pass


spec = PluginSpec("graft.specs", f"spec-{__name__.rpartition('.')[2]}", make("x"))
for n in ("a", "b"):
    globals()["loop_" + n] = PluginSpec("graft.loop", n, make(n))
"""
PLAIN = Graft(
    name="plain",
    files={"_graft/__init__.py": "", "_graft/api.py": API, "_graft/impl.py": PLUGINS},
    appended="\nfrom $package._graft.api import Extension as GraftExtension, hook as graft_hook\n",
    spare=("$package._graft.api", "Extension"),
    plugins={
        ("graft.ext", "first"): "_graft.impl:First",
        ("graft.ext", "mixed"): "_graft.impl:Mixed",
        ("graft.hooks", "on_start"): "_graft.impl:on_start",
        ("graft.specs", "spec-impl"): "_graft.impl:spec",
        ("graft.loop", "a"): "_graft.impl:loop_a",
        ("graft.loop", "b"): "_graft.impl:loop_b",
    },
)
"""A base class, a decorator and a factory in a module of their own, which the project's package hands on."""

ELABORATE_API = """\
import abc
import enum
import functools

from plugin import FunctionPlugin, Plugin, PluginSpec, plugin

NS = "graft2"


class Kind(str, enum.Enum):
    STORE = f"{NS}.stores"
    HOOK = f"{NS}.hooks"


class Store(Plugin, abc.ABC):
    namespace = Kind.STORE.value

    def __init_subclass__(cls, *, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if key:
            cls.name = f"{key}:{cls.__name__.lower()}"

    @abc.abstractmethod
    def open(self): ...


class service:
    def __init__(self, name, *, should_load=None):
        self.name = name
        self.should_load = should_load

    def __call__(self, fn):
        factory = lambda: FunctionPlugin(fn, should_load=self.should_load)
        fn.__pluginspec__ = PluginSpec(f"{NS}.services", self.name, factory)
        return fn


on_start = functools.partial(plugin, namespace=Kind.HOOK.value)


class Registry:
    def __init__(self, namespace):
        self.namespace = namespace
        self.items = {}

    def add(self, name, factory):
        self.items[name] = spec = PluginSpec(self.namespace, name, factory)
        return spec
"""
LAZY = """\
import importlib

_WHERE = {"Store": ".api", "service": ".api", "on_start": ".api", "Registry": ".api"}


def __getattr__(name):
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name], __name__), name)
    raise AttributeError(name)
"""
ELABORATE_PLUGINS = """\
import logging

from $package._graft2 import Registry, Store, on_start, service
from $module import $base as Own

try:
    import a_library_that_is_not_there as extra
except ImportError:
    extra = None

LOG = logging.getLogger(__name__)


class Disk(Store, key="v1"):
    def open(self):
        LOG.info("open")


class Cloud(Own, Store, key="v2"):
    def open(self):
        return extra.connect()


@service("pay", should_load=lambda: extra is not None)
def pay(amount):
    return amount


@on_start(name="warm-up")
def warm_up(): ...


registry = Registry("graft2.registry")
one = registry.add("one", lambda: None)
two, three = (registry.add(n, dict) for n in ("two", "three"))
"""
ELABORATE = Graft(
    name="elaborate",
    files={
        "_graft2/__init__.py": LAZY,
        "_graft2/api.py": ELABORATE_API,
        "zz_graft/__init__.py": "",
        "zz_graft/stores.py": ELABORATE_PLUGINS,
    },
    appended="",
    spare=("collections", "OrderedDict"),
    plugins={
        ("graft2.stores", "v1:disk"): "zz_graft.stores:Disk",
        ("graft2.stores", "v2:cloud"): "zz_graft.stores:Cloud",
        ("graft2.services", "pay"): "zz_graft.stores:pay",
        ("graft2.hooks", "warm-up"): "zz_graft.stores:warm_up",
        ("graft2.registry", "one"): "zz_graft.stores:one",
        ("graft2.registry", "two"): "zz_graft.stores:two",
        ("graft2.registry", "three"): "zz_graft.stores:three",
    },
)
"""Lazy exports, names from class keywords and enums, a decorator that is an object, a partial, a registry."""

GRAFTS = (PLAIN, ELABORATE)
