"""Objects that nobody has written for this library: any at all through a resolver, and those written for plux."""

import json
import sys
from types import ModuleType

import pytest

from plugin import Plugin, PluginDisabled, PluginManager, PluginSpec, as_class, as_factory, as_module, as_object
from plugin.exceptions import InvalidPlugin
from plugin.manager import MetadataPluginFinder
from plugin.resolvers import ObjectSpec

MODULE = """
from plugin import Plugin, PluginSpec, plugin

class Plain:
    def load(self):
        raise AssertionError("this is no load() of a plugin")
    should_load = unload = load

class Derived(Plugin):
    namespace, name = "my.ns", "derived"
    loaded = False
    def load(self):
        self.loaded = True

class Elsewhere(Plugin):
    namespace, name = "my.other", "elsewhere"

class Nameless(Plugin):
    pass

def function():
    return "called"

@plugin(namespace="my.ns")
def marked():
    return "marked"

def nothing():
    return None

text = "some text"
none = None
spec = PluginSpec("my.ns", "spec", Derived)
"""
SEVERAL = ("Plain", "function", "text", "Derived", "marked", "spec", "Nameless", "nothing")


@pytest.fixture
def managed(site, request):
    """A function that gives a manager over objects of a module, or over the module itself, and the module."""
    name = f"resolved_{abs(hash(request.node.name))}"

    def managed(resolver, *objects, **options):
        values = {each.lower(): f"{name}:{each}" for each in objects} | {"module": name}
        site.install(name, {f"{name}.py": MODULE}, {"my.ns": values})
        return PluginManager("my.ns", resolver=resolver, **options), __import__(name)

    return managed


def test_any_object(managed, recorder):
    """Objects are given as they are, without calling anything of them; plugins live as plugins do beside them."""
    manager, module = managed(as_object, *SEVERAL, listener=recorder)
    loaded = dict(zip(manager.list_names(), manager.load_all(), strict=True))
    assert not manager.errors
    as_they_are = {name.lower(): vars(module)[name] for name in ("Plain", "function", "text", "Nameless", "nothing")}
    assert {name: loaded[name] for name in as_they_are} == as_they_are
    assert loaded["module"] is module
    assert loaded["marked"]() == "marked"
    assert [type(loaded[name]) for name in ("derived", "spec")] == [module.Derived] * 2
    assert loaded["derived"].loaded
    assert loaded["spec"].loaded
    assert manager.load("function") is module.function
    assert ("on_load_after", "text", "some text", None) in recorder.events
    manager.unload("plain")
    assert not manager.is_loaded("plain")
    assert {each: vars(module.function).get(each) for each in ("name", "namespace")} == {
        "name": None,
        "namespace": None,
    }


def test_factory(managed):
    """Callables make what is given, be it a plugin or not; what cannot be called, or gives nothing, is an error."""
    manager, module = managed(as_factory, *SEVERAL)
    loaded = {name: manager.load(name) for name in manager.list_names() if name not in {"text", "nothing", "module"}}
    assert type(loaded["plain"]) is module.Plain
    assert manager.load("plain") is loaded["plain"]
    assert loaded["function"] == "called"
    assert type(loaded["nameless"]) is module.Nameless
    assert loaded["derived"].loaded
    assert loaded["marked"]() == "marked"
    with pytest.raises(
        InvalidPlugin, match=r"my.ns:text must refer to a callable that creates a plugin, not to 'some text'"
    ):
        manager.load("text")
    with pytest.raises(InvalidPlugin, match=r"my.ns:nothing returned None, which is not a plugin"):
        manager.load("nothing")


def test_class(managed):
    """Classes are given as they are, also those of plugins, for hosts that make the instances."""
    manager, module = managed(as_class, *SEVERAL)
    assert {each.__name__ for each in manager.load_all()} == {"Plain", "Derived", "Nameless"}
    assert manager.load("derived") is module.Derived
    with pytest.raises(InvalidPlugin, match=r"my.ns:function must refer to a class, not to <function function at "):
        manager.load("function")


def test_module(managed):
    """Modules are given as they are, and plugins that stand beside them."""
    manager, module = managed(as_module, *SEVERAL)
    assert manager.load("module") is module
    assert manager.load("derived").loaded
    with pytest.raises(InvalidPlugin, match="must refer to a module, not to"):
        manager.load("text")


def test_own_resolver(managed):
    """A resolver is any function of the object, the namespace and the name."""

    class Wrapped(Plugin):
        def __init__(self, found):
            self.found = found

    def wrap(found, namespace, name):
        assert (namespace, name) == ("my.ns", "text")
        return PluginSpec(namespace, name, lambda: Wrapped(found))

    manager, _ = managed(wrap, "text")
    assert manager.load("text").found == "some text"


def test_plugin_of_another_namespace(managed):
    """A plugin says itself where it belongs, also to a resolver."""
    with pytest.raises(InvalidPlugin, match=r"does not belong to 'my.ns'"):
        managed(as_object, "Elsewhere")[0].load("elsewhere")


def test_nothing(managed):
    """None is no plugin."""
    with pytest.raises(InvalidPlugin, match="returned None"):
        managed(as_object, "none")[0].load("none")


def test_without_a_resolver(managed):
    """By default only plugins are loaded."""
    manager, _ = managed(None, *SEVERAL)
    assert {plugin.name for plugin in manager.load_all()} == {"derived", "marked"}


def test_resolver_goes_with_given_finders(managed):
    """The resolver of a manager serves for every finder that gives entry points."""
    manager, module = managed(as_object, "function", finder=[MetadataPluginFinder("my.ns")])
    assert manager.load("function") is module.function


def test_spec_of_an_object():
    """The spec of an object is a spec, and says that the object has no life of its own."""
    spec = as_module(json, "my.ns", "json")
    assert isinstance(spec, ObjectSpec)
    assert (spec.namespace, spec.name, spec.factory(), spec.priority) == ("my.ns", "json", json, 0)
    assert type(spec.life_of(json)) is Plugin


PLUX = """
class PluginException(Exception):
    pass

class PluginDisabled(PluginException):
    def __init__(self, namespace, name, reason=None):
        super().__init__(reason)
        self.namespace, self.name, self.reason = namespace, name, reason

class Plugin:
    requirements: list
    def should_load(self):
        return True
    def load(self, *args, **kwargs):
        return None

class PluginSpec:
    def __init__(self, namespace, name, factory):
        self.namespace, self.name, self.factory = namespace, name, factory
"""
"""What plux has, as far as it concerns us; its own plugins are tried in the integration tests."""
WRITTEN_FOR_PLUX = """
from plux.core.plugin import Plugin, PluginDisabled, PluginSpec

class A(Plugin):
    namespace, name = "my.ns", "a"

class Made(Plugin):
    def load(self, word):
        return word

made = PluginSpec("my.ns", "made", Made)

class Function(Made):
    def __call__(self):
        return "called"

def function(): ...
function.__pluginspec__ = PluginSpec("my.ns", "function", Function)

class Off(Plugin):
    namespace, name = "my.ns", "off"
    def load(self, word):
        raise PluginDisabled("my.ns", "off", "not today")

class No(Plugin):
    namespace = "my.ns"
"""


@pytest.fixture
def plux(monkeypatch):
    for name in ("plux", "plux.core", "plux.core.plugin"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    exec(PLUX, vars(sys.modules["plux.core.plugin"]))  # noqa: S102 - it stands above


@pytest.mark.parametrize("resolver", [None, as_object])
def test_written_for_plux(site, plux, resolver):
    """Classes, specs and marked functions of plux load as ours do, and its way to disable a plugin is known."""
    values = {name: f"for_plux:{name}" for name in ("made", "function")} | {"a": "for_plux:A", "off": "for_plux:Off"}
    site.install("for-plux", {"for_plux.py": WRITTEN_FOR_PLUX}, {"my.ns": values | {"no": "for_plux:No"}})
    manager = PluginManager("my.ns", ["word"], resolver=resolver)
    manager.load_all()
    states = {container.name: container.state for container in manager.list_containers()}
    assert states | {"no": ""} == {"a": "loaded", "function": "loaded", "made": "loaded", "off": "disabled", "no": ""}
    assert manager.load("function")() == "called"
    assert manager.get_container("made").load_value == "word"
    with pytest.raises(PluginDisabled, match=r"plugin my.ns:off is disabled, reason: not today"):
        manager.load("off")
    manager.unload("a")
    if not resolver:
        assert "it has no name" in str(manager.errors["no"])


def test_plux_is_not_imported(site):
    """plux is known without importing it."""
    with pytest.raises(InvalidPlugin):
        as_factory(5, "my.ns", "five")
    assert not any(name.partition(".")[0] == "plux" for name in sys.modules)
