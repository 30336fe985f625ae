"""What type checkers see of the public interface; nobody runs this, mypy --strict and pyright read it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from importlib.metadata import Distribution, EntryPoint as InstalledEntryPoint
from typing import Any, Literal, Protocol

from typing_extensions import assert_type

from plugin import (
    CompositePluginLifecycleListener,
    FolderFinder,
    FunctionPlugin,
    MatchingPluginFilter,
    Plugin,
    PluginContainer,
    PluginDisabled,
    PluginException,
    PluginFactory,
    PluginFinder,
    PluginLifecycleListener,
    PluginManager,
    PluginSpec,
    PluginSpecResolver,
    PluginType,
    StaticFinder,
    __version__,
    as_class,
    as_factory,
    as_module,
    as_object,
    global_plugin_filter,
    plugin,
)
from plugin.core import Plugin as CorePlugin
from plugin.discovery import ModuleScanningPluginFinder, PackagePathPluginFinder
from plugin.entrypoint import EntryPoint, EntryPointDict, discover_entry_points, find_plugins, spec_to_entry_point
from plugin.filters import PluginFilter
from plugin.manager import MetadataPluginFinder, PluginContainer as ManagerContainer, PluginManager as ManagerManager
from plugin.testing import Event, RecordingListener, manager_of
from plugin.timings import Timing
from plugin_loader.pytest_plugin import Install

version: str = __version__
InstalledOrSpec = InstalledEntryPoint | PluginSpec


class CliPlugin(Plugin):
    namespace = "my.cli"

    def load(self, prompt: str) -> int:
        return len(prompt)


class Greet(CliPlugin):
    name = "greet"
    priority = 5
    requirements = ("requests>=2",)
    after, before = ("auth",), ("my.cli:help",)
    requires_plugins = ("auth",)
    api = ">=2,<3"

    def unload(self) -> None:
        pass


# A manager knows the type of its plugins.
manager = PluginManager[CliPlugin]("my.cli", load_args=("> ",), load_kwargs={"prompt": "> "})
assert_type(manager.load("greet"), CliPlugin)
assert_type(manager.load_all(), list[CliPlugin])
assert_type(manager.load_all(propagate_exceptions=True), list[CliPlugin])
assert_type(manager.list_names(), list[str])
assert_type(manager.list_plugin_specs(), list[PluginSpec])
assert_type(manager.list_containers(), list[PluginContainer[CliPlugin]])
assert_type(manager.exists("greet"), bool)
assert_type(manager.is_loaded("greet"), bool)
annotated: PluginManager[CliPlugin] = PluginManager("my.cli")
same: ManagerManager[CliPlugin] = manager

container = manager.get_container("greet")
assert_type(container, PluginContainer[CliPlugin])
same_container: ManagerContainer[CliPlugin] = container
assert_type(container.plugin, CliPlugin | None)
assert_type(container.plugin_spec, PluginSpec)
assert_type(container.distribution, Distribution | None)
assert_type(container.load_value, Any)
assert_type(container.resolve_error, Exception | None)
assert_type(container.disabled_reason, str | None)
with container.lock:
    pass
assert_type(container.state, Literal["found", "resolved", "init", "loaded", "disabled", "failed"])
assert_type(container.priority, int)
assert_type(container.outcome, Exception | None)
assert_type(manager.errors, dict[str, Exception])
manager.unload("greet")
manager.reload()
with PluginManager[CliPlugin]("my.cli", allow=["greet", "g*"]) as unloading:
    assert_type(unloading.load("greet"), CliPlugin)


class Commands(PluginManager[CliPlugin]):
    def run(self) -> int:
        return sum(each.load("> ") for each in self.load_all())


assert_type(Commands("my.cli").load("greet"), CliPlugin)


# One listener or several, a finder, filters of any kind.
# What is awaited gives the same.
class Awaited(Plugin):
    async def load(self, whom: str) -> str:
        return whom

    async def unload(self) -> None:
        pass


async def main() -> None:
    async with PluginManager[Awaited]("my.cli", load_args=["world"], timed=True) as awaiting:
        assert_type(awaiting, PluginManager[Awaited])
        assert_type(await awaiting.aload("greet"), Awaited)
        assert_type(await awaiting.aload_all(concurrency=3, propagate_exceptions=True), list[Awaited])
        await awaiting.aunload("greet")
        assert_type(awaiting.timings, dict[str, Timing])
        assert_type(awaiting.timings["greet"].total, float)


class Listener(PluginLifecycleListener):
    def on_load_after(self, plugin_spec: PluginSpec, plugin: Plugin, load_result: Any = None) -> None:
        raise PluginDisabled(plugin_spec.namespace, plugin_spec.name, reason="why not")

    def on_conflict(self, namespace: str, used: InstalledOrSpec, unused: InstalledOrSpec) -> None:
        pass

    def on_unload_after(self, plugin_spec: PluginSpec, plugin: Plugin) -> None:
        pass


class Finder(PluginFinder):
    def find_plugins(self) -> list[PluginSpec]:
        return [PluginSpec("my.cli", "greet", Greet)]


def unwanted(spec: PluginSpec) -> bool:
    return spec.name == "greet"


matching = MatchingPluginFilter()
matching.add_exclusion(namespace="my.*", name="greet", value="my_app*")
matching.add_exclusion(distribution="my-*")
by_protocol: PluginFilter = matching
PluginManager("my.cli", listener=Listener())
PluginManager("my.cli", listener=[Listener(), CompositePluginLifecycleListener([Listener()])])
PluginManager("my.cli", finder=Finder(), filters=[unwanted, matching, global_plugin_filter, lambda spec: not spec.name])
PluginManager("my.cli", finder=MetadataPluginFinder("my.cli", spec_resolver=PluginSpecResolver())).add_listener(
    Listener()
)
PluginManager("my.cli", finder=[StaticFinder([Greet]), FolderFinder("plugins", "my.cli"), Finder()])
PluginManager("my.cli", filters=["greet"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


# The decorator keeps the function's signature.
@plugin(namespace="my.hooks", name="start", should_load=lambda: True, load=print, priority=1, requirements=["a>2"])
def on_start(level: str, *, loud: bool = False) -> int:
    return len(level) if loud else 0


assert_type(on_start("INFO", loud=True), int)
on_start(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
function_plugin = FunctionPlugin(on_start, should_load=False)
hooks = PluginManager[FunctionPlugin]("my.hooks")
assert_type(hooks.load("start")("INFO"), Any)
assert_type(hooks.load("start").fn, Callable[..., Any])

# A resolver has objects loaded that are no plugins.
assert_type(PluginManager[Callable[[], int]]("my.jobs", resolver=as_object).load("run")(), int)
for resolver in (
    as_class,
    as_factory,
    as_module,
    PluginSpecResolver(),
    lambda found, ns, name: PluginSpec(ns, name, found),
):
    PluginManager[Any]("my.jobs", resolver=resolver)
PluginManager("my.jobs", resolver=on_start)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@plugin(namespace="my.hooks", after=["start"], before=("x",), requires_plugins=["start"], api=">=2")
def stop() -> None:
    pass


# Specs compare with anything, and are immutable values.
spec = PluginSpec("my.cli", "greet", Greet, priority=1, after=["a"], before=("b",), requires_plugins=["c"], api=">=2")
assert_type(spec.terms, dict[str, Any] | None)
PluginManager[CliPlugin]("my.cli", api_version="2.4")
assert_type(spec == PluginSpec("my.cli", "greet", lambda: Greet()), bool)  # noqa: PLW0108  # a function is a factory too
assert_type(spec == "greet", bool)
assert_type({spec: 1}[spec], int)
assert_type(spec.factory(), Plugin)
assert_type(PluginSpecResolver().resolve(Greet), PluginSpec)
factory: PluginFactory = Greet
plugin_type: PluginType = Greet
core_plugin: type[CorePlugin] = Greet
PluginSpec("my.cli", "greet", "Greet")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# Exceptions have fields.
error = PluginException("message", namespace="my.cli", name="greet")
assert_type((error.namespace, error.name), tuple[str | None, str | None])
assert_type(PluginDisabled("my.cli", "greet").reason, str | None)

# The functions for setup.py.
assert_type(spec_to_entry_point(spec), EntryPoint)
entry_points: EntryPointDict = find_plugins(where="src", exclude=("tests*",))
assert_type(discover_entry_points(PackagePathPluginFinder("src")), dict[str, list[str]])
assert_type(ModuleScanningPluginFinder([]).find_plugins(), list[PluginSpec])

# The helpers for tests.
recording = RecordingListener()
assert_type(manager_of(Greet, spec, on_start, Greet(), namespace="my.cli", listener=recording), PluginManager[Any])
assert_type(recording.events, list[Event])
assert_type(recording.errors, list[Exception])


def test_installed(install_plugins: Install) -> None:
    assert_type(install_plugins(Greet, table={"my.cli": {"x": "my_app:X"}}, version="2"), str)


# The namespace and the type may come from a base class, also from an abstract one; a protocol says as well what plugins
# are like; and without any of these they are plugins.
class Face(Plugin, ABC):
    namespace = "my.faces"

    @abstractmethod
    def smile(self) -> str: ...


class Smiling(Protocol):
    def smile(self) -> str: ...


assert_type(PluginManager(CliPlugin).load("greet"), CliPlugin)
assert_type(PluginManager(Face).load("happy"), Face)
assert_type(PluginManager(Face, allow=["happy"])["happy"].smile(), str)
assert_type(PluginManager[Smiling]("my.faces").load("happy").smile(), str)
assert_type(PluginManager("my.faces").load("happy"), Plugin)
assert_type(PluginManager(Face).items(), list[tuple[str, Face]])
assert_type(list(PluginManager(Face)), list[str])
assert_type("happy" in PluginManager(Face), bool)
