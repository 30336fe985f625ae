import sys
from importlib import metadata

import pytest

from plugin import PluginManager, PluginSpecResolver
from plugin.exceptions import InvalidEntryPoint, InvalidPlugin
from plugin.finder import MetadataPluginFinder
from plugin.installed import distribution_label, entry_points
from toys import Site

CLASS = """
    from plugin import Plugin

    class A(Plugin):
        namespace = "my.ns"
        name = "a"

        class Nested:
            pass
"""


def offered(group="my.ns"):
    return [(entry.name, entry.value, entry.distribution.metadata["Name"]) for entry in entry_points(group)]


class TestInstalledEntryPoints:
    def test_only_of_the_group(self, site):
        """Entry points of the group are read, each with its distribution; names keep their case."""
        site.install("one", {}, {"my.ns": {"Zeta": "m:z", "a:b": "m:ab"}, "my.ns2": {"x": "m:x"}})
        site.install("two", {}, {"my.ns": {"alpha": "n:a"}})
        assert offered() == [("Zeta", "m:z", "one"), ("a:b", "m:ab", "one"), ("alpha", "n:a", "two")]
        assert offered("nobody.has.this") == []

    def test_answers_what_the_standard_library_answers(self, site):
        """The entry points are those of importlib.metadata."""
        site.install("one", {}, "; comment\n# comment\n\n[my.ns]\r\na = m:a\r\nb=m:b [extra]\n[other]\nc = m:c\n")
        expected = sorted((entry.name, entry.value, entry.dist.name) for entry in metadata.entry_points(group="my.ns"))
        assert sorted(offered()) == expected == [("a", "m:a", "one"), ("b", "m:b [extra]", "one")]

    def test_distribution_twice_on_the_path_counts_once(self, site, second_site):
        """A distribution that stands on the path twice counts where it stands first, however it is spelt."""
        site.install("My.Dist", {}, {"my.ns": {"a": "m:new"}}, version="2.0")
        second_site.install("my-dist", {}, {"my.ns": {"a": "m:old", "gone": "m:gone"}})
        sys.path.append(str(site.path))
        assert offered() == [("a", "m:new", "My.Dist")]

    def test_first_hides_second_also_without_entry_points(self, site, second_site):
        """A distribution that no longer has plugins hides the older one that had some."""
        site.install("dist", {}, {}, version="2.0")
        second_site.install("dist", {}, {"my.ns": {"a": "m:a"}})
        assert offered() == []

    def test_order_does_not_depend_on_the_file_system(self, site, second_site):
        """Folders come in the order of the path, distributions within a folder by name."""
        for name in ("zeta", "beta", "alpha"):
            second_site.install(name, {}, {"my.ns": {"x": f"{name}:x"}})
        for name in ("omega", "gamma"):
            site.install(name, {}, {"my.ns": {"x": f"{name}:x"}})
        assert [name for _, _, name in offered()] == ["gamma", "omega", "alpha", "beta", "zeta"]

    def test_same_line_twice_counts_once(self, site):
        """A line that stands twice in one file is one entry point."""
        site.install("one", {}, "[my.ns]\na = m:a\na = m:a\n")
        assert offered() == [("a", "m:a", "one")]

    @pytest.mark.parametrize("broken", [b"\xff\xfe[my.ns]\na = m:a\n", b"[my.ns]\nno equals sign\n"])
    def test_broken_metadata_is_told(self, site, caplog, broken):
        """A distribution whose entry points cannot be read is named in the log, and the others are answered."""
        site.install("broken", {}, broken, version="3.1")
        site.install("sound", {}, {"my.ns": {"a": "m:a"}})
        assert offered() == [("a", "m:a", "sound")]
        [record] = caplog.records
        assert record.message.startswith("the entry points of broken 3.1 cannot be read: ")

    @pytest.mark.parametrize("metadata", [None, b"", b"Name: \xff"])
    def test_distribution_without_name(self, site, metadata):
        """A distribution whose METADATA tells no name still has its entry points, and a name for messages."""
        site.install("lost", {}, {"my.ns": {"a": "m:a"}})
        path = site.path / "lost-1.0.dist-info" / "METADATA"
        path.unlink() if metadata is None else path.write_bytes(metadata)
        [entry] = entry_points("my.ns")
        assert distribution_label(entry.distribution) == f"lost in {site.path}"

    def test_distribution_without_version(self, site):
        """A distribution that tells no version is named without."""
        site.install("half", {}, {"my.ns": {"a": "m:a"}})
        (site.path / "half-1.0.dist-info" / "METADATA").write_text("Name: half\n")
        [entry] = entry_points("my.ns")
        assert repr(entry) == "a = m:a (of half)"

    def test_distribution_of_an_importer(self, monkeypatch):
        """Distributions that an importer answers for count as well, even if they keep no files and have no name."""

        class Held(metadata.Distribution):
            def read_text(self, filename):
                return "[my.ns]\na = m:a\n" if filename == "entry_points.txt" else None

            def locate_file(self, path):
                raise NotImplementedError

        class Importer:
            @staticmethod
            def find_spec(*_):
                return None

            @staticmethod
            def find_distributions(_):
                return [Held(), Held()]

        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Importer])
        found = entry_points("my.ns")
        assert [entry.value for entry in found] == ["m:a", "m:a"]
        assert distribution_label(found[0].distribution) == "a nameless distribution in a place without files"


class TestLoad:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [("load_me.a:A", "A"), ("load_me.a:A.Nested", "Nested"), ("load_me.a", "load_me.a"), ("load_me.a:A [x]", "A")],
    )
    def test_object_reference(self, site, value, expected):
        """A value refers to a module, or to an attribute of one; extras behind it play no part."""
        site.install("load-me", {"load_me": {"a.py": CLASS}}, {"my.ns": {"a": value}})
        [entry] = entry_points("my.ns")
        assert entry.load().__name__ == expected

    @pytest.mark.parametrize("value", ["load_me/a.py", "load_me.a:A()", ":A"])
    def test_no_object_reference(self, site, value):
        """A value that is no object reference is an error that says so."""
        site.install("load-me", {"load_me": {"a.py": CLASS}}, {"my.ns": {"a": value}})
        [entry] = entry_points("my.ns")
        with pytest.raises(InvalidEntryPoint, match="is no object reference"):
            entry.load()


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
        with pytest.raises(InvalidPlugin, match=r"find_three:A is plugin my\.ns:a.*install its distribution anew"):
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
