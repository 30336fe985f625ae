import sys

import pytest

from plugin import PluginManager, PluginSpecResolver
from plugin.exceptions import InvalidPlugin
from plugin.installed import entry_points
from plugin.manager import MetadataPluginFinder
from toys import Site

CLASS = """
    from plugin import Plugin

    class A(Plugin):
        namespace = "my.ns"
        name = "a"

        class Nested:
            pass
"""


class TestMetadataPluginFinder:
    def test_finds_specs(self, site):
        """The finder of a manager works by itself as well: it imports the plugins and gives their specs."""
        site.install("one", {"find_one.py": CLASS}, {"my.ns": {"a": "find_one:A"}})
        [spec] = MetadataPluginFinder("my.ns").find_plugins()
        assert (spec.namespace, spec.name, spec.factory.__module__) == ("my.ns", "a", "find_one")

    def test_error_goes_to_the_callback(self, site):
        """Who gives a callback hears of every entry point that fails, and gets the specs of the others."""
        site.install("one", {"find_two.py": CLASS}, {"my.ns": {"a": "find_two:A", "b": "find_two:B"}})
        errors = []
        finder = MetadataPluginFinder("my.ns", lambda *error: errors.append(error))
        assert [spec.name for spec in finder.find_plugins()] == ["a"]
        [(namespace, entry_point, error)] = errors
        assert (namespace, entry_point.name, entry_point.dist.name) == ("my.ns", "b", "one")
        assert isinstance(error, AttributeError)

    def test_error_is_raised_without_callback(self, site):
        """Who gives none gets the error, so that nothing is lost in silence."""
        site.install("one", {}, {"my.ns": {"a": "not_there:A"}})
        with pytest.raises(ModuleNotFoundError):
            MetadataPluginFinder("my.ns").find_plugins()

    def test_plugin_of_another_namespace(self, site):
        """An entry point that leads to a plugin of another namespace is stale, and an error that says what to do."""
        site.install("one", {"find_three.py": CLASS}, {"my.other": {"a": "find_three:A"}})
        [entry] = entry_points("my.other")
        with pytest.raises(InvalidPlugin, match=r"find_three:A is plugin my\.ns:a.*reinstall its distribution"):
            MetadataPluginFinder("my.other").to_plugin_spec(entry)

    def test_resolver_of_ones_own(self, site):
        """A manager uses the resolver of its finder, and stays as lazy as with a finder of its own."""

        class Upper(PluginSpecResolver):
            def resolve(self, source):
                return super().resolve(source.upper_plugin)

        module = CLASS + "\n    class Holder:\n        upper_plugin = A\n"
        site.install("one", {"find_four.py": module}, {"my.ns": {"a": "find_four:Holder"}})
        manager = PluginManager("my.ns", finder=MetadataPluginFinder("my.ns", spec_resolver=Upper()))
        assert manager.list_names() == ["a"]
        assert "find_four" not in sys.modules
        assert type(manager.load("a")).__name__ == "A"

    def test_finder_of_another_namespace(self, site):
        """A manager passes over what a finder finds of other namespaces."""
        site.install("one", {"find_five.py": CLASS}, {"my.ns": {"a": "find_five:A"}})
        assert PluginManager("my.other", finder=MetadataPluginFinder("my.ns")).list_names() == []


def test_namespace_packages_and_editables(tmp_path, site):
    """Each plugin knows its distribution, also in a namespace package of several, and in an editable install."""
    source = Site(tmp_path / "source")
    (source.path / "shared_ns" / "editable").mkdir(parents=True)
    module = "from plugin import PluginSpec, Plugin\nspec = PluginSpec('my.ns', '{}', Plugin)\n"
    (source.path / "shared_ns" / "editable" / "e.py").write_text(module.format("e"))
    site.install("dist-e", {}, {"my.ns": {"e": "shared_ns.editable.e:spec"}})
    for name in ("one", "two"):
        modules = {"shared_ns": {f"{name}.py": module.format(name)}}
        site.install(f"dist-{name}", modules, {"my.ns": {name: f"shared_ns.{name}:spec"}})
    manager = PluginManager("my.ns")
    assert len(manager.load_all()) == 3
    names = {container.name: container.distribution.metadata["Name"] for container in manager.list_containers()}
    assert names == {"e": "dist-e", "one": "dist-one", "two": "dist-two"}
