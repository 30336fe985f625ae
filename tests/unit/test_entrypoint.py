import pickle
import sys
from types import ModuleType

import pytest

from plugin import Plugin, PluginSpec, plugin
from plugin.discovery import ModuleScanningPluginFinder
from plugin.entrypoint import (
    EntryPoint,
    discover_entry_points,
    find_plugins,
    spec_to_entry_point,
    to_entry_point_dict,
    to_table,
)
from plugin.exceptions import DuplicateEntryPoint, InvalidEntryPoint, InvalidPlugin
from toys import GivenPlugins


class Service(Plugin):
    namespace = "my.services"
    name = "service"

    def __init__(self, service="service"):
        self.service = service


class Nested:
    class Inner(Plugin):
        namespace = "my.services"
        name = "inner"


def create(service):
    return lambda: Service(service)


def create_sqs():
    return Service("sqs")


@plugin(namespace="my.hooks")
def on_start():
    pass


s3 = PluginSpec("my.services", "s3", create("s3"))
sqs = PluginSpec("my.services", "sqs", create_sqs)
other_name = PluginSpec("my.services", "other", Service)


class TestEntryPoint:
    def test_fields(self):
        """An entry point has the three fields of the specification, and unpacks into them."""
        entry_point = EntryPoint("s3", "my_services.aws:s3", "my.services")
        name, value, group = entry_point
        assert (name, value, group) == (entry_point.name, entry_point.value, entry_point.group)
        assert entry_point == EntryPoint(group="my.services", name="s3", value="my_services.aws:s3")
        assert pickle.loads(pickle.dumps(entry_point)) == entry_point  # noqa: S301  # what was written here

    @pytest.mark.parametrize("name", ["s3", "S3 Bucket", "a:b", "a.b-c/d", "größe", "a#b", "a[b]", "-"])
    def test_legal_names(self, name):
        """A name may hold nearly everything, and its case is kept."""
        assert EntryPoint(name, "m:a", "ns").name == name

    @pytest.mark.parametrize(
        ("name", "rule"),
        [
            ("", "must not be empty"),
            (" a", "begins or ends with whitespace"),
            ("a\t", "begins or ends with whitespace"),
            ("a=b", "must not contain '='"),
            ("[a", r"must not begin with '\['"),
            ("#a", "must not begin with '#'"),
            ("a\nb", "must not contain line breaks"),
            ("a\u2028b", "must not contain line breaks"),
            ("a\x00b", "or control characters"),
            ("a\ud800b", "must not contain lone surrogates"),
            ("last\udfff", "must not contain lone surrogates"),
        ],
    )
    def test_illegal_names(self, name, rule):
        """A name that no entry_points.txt can hold is refused, with the rule it breaks."""
        with pytest.raises(InvalidEntryPoint, match=rule) as caught:
            EntryPoint(name, "m:a", "ns")
        assert (caught.value.namespace, caught.value.name, caught.value.value) == ("ns", name, "m:a")

    @pytest.mark.parametrize("group", ["a", "a.b_c.d1", "console_scripts", "1"])
    def test_legal_groups(self, group):
        """A group is words joined by dots."""
        assert EntryPoint("a", "m:a", group).group == group

    @pytest.mark.parametrize("group", ["", ".", "a.", "a..b", "a b", "a-b", "a:b", "[a]", "a\n"])
    def test_illegal_groups(self, group):
        """Anything else is refused as a group."""
        with pytest.raises(InvalidEntryPoint, match="is not an entry point group"):
            EntryPoint("a", "m:a", group)

    @pytest.mark.parametrize("value", ["m", "m:a", "p.m:a.b", "größe:a"])
    def test_legal_values(self, value):
        """A value is an object reference."""
        assert EntryPoint("a", value, "ns").value == value

    @pytest.mark.parametrize("value", ["", ":", "m:", ":a", "m.:a", "m:a.", "m a", "p/m.py:a", "m:a:b", "m:f()"])
    def test_illegal_values(self, value):
        """Anything else is refused as a value."""
        with pytest.raises(InvalidEntryPoint, match="is not an object reference"):
            EntryPoint("a", value, "ns")


class TestSpecToEntryPoint:
    @pytest.mark.parametrize(
        ("spec", "value"),
        [
            (PluginSpec("my.services", "service", Service), "Service"),
            (on_start.__pluginspec__, "on_start"),
            (s3, "s3"),
            (sqs, "sqs"),
            (other_name, "other_name"),
        ],
        ids=["class", "function", "spec made by a factory", "spec of a plain function", "spec of a class"],
    )
    def test_value_loads_the_plugin(self, spec, value):
        """The value leads to this very plugin, not to something that its factory happens to be called."""
        entry_point = spec_to_entry_point(spec)
        assert entry_point == EntryPoint(spec.name, f"{__name__}:{value}", spec.namespace)

    @pytest.mark.parametrize(
        "spec",
        [
            PluginSpec("my.services", "loose", create("loose")),
            PluginSpec("my.services", "inner", Nested.Inner),
            PluginSpec("my.services", "partial", type("Callable", (), {"__call__": create_sqs, "__module__": None})()),
        ],
        ids=["bound to no name", "nested class", "of no module"],
    )
    def test_no_name_leads_to_it(self, spec):
        """A spec that no module-level name leads to is an error, for no entry point could load it."""
        with pytest.raises(InvalidPlugin, match=f"plugin my.services:{spec.name} cannot be loaded by name"):
            spec_to_entry_point(spec)

    def test_modules_with_unwilling_objects(self):
        """Objects that refuse to be looked at are passed over."""

        class Unwilling:
            def __getattr__(self, name):
                raise RuntimeError("outside of a request")

        module = ModuleType("unwilling_module")
        module.first = Unwilling()
        exec("def make(): pass", vars(module))  # noqa: S102  # so that the function is of that module
        module.spec = PluginSpec("ns", "a", module.make)
        sys.modules["unwilling_module"] = module
        try:
            assert spec_to_entry_point(module.spec).value == "unwilling_module:spec"
        finally:
            del sys.modules["unwilling_module"]


class TestFormats:
    def test_dict_keeps_order_and_case(self):
        """The lines for setup() stand in the order given, with the names as they are."""
        entry_points = [EntryPoint("Zeta", "m:z", "b"), EntryPoint("alpha", "m:a", "b"), EntryPoint("x", "m:x", "a")]
        assert to_entry_point_dict(entry_points) == {"b": ["Zeta=m:z", "alpha=m:a"], "a": ["x=m:x"]}

    def test_the_same_twice_counts_once(self):
        """One entry point that is given twice is no conflict."""
        assert to_entry_point_dict([EntryPoint("a", "m:a", "ns")] * 2) == {"ns": ["a=m:a"]}

    def test_conflict_names_both(self):
        """Two objects of one name are an error that names both, and a ValueError as it was in earlier loaders."""
        with pytest.raises(
            DuplicateEntryPoint, match="Duplicate entry point ns a: it refers to m:a and to m:b"
        ) as caught:
            to_entry_point_dict([EntryPoint("a", "m:a", "ns"), EntryPoint("a", "m:b", "ns")])
        assert isinstance(caught.value, ValueError)

    def test_table_is_sorted(self):
        """The table for project metadata is sorted by group and name."""
        table = to_table([EntryPoint("b", "m:b", "z"), EntryPoint("a", "m:a", "z"), EntryPoint("c", "m:c", "a")])
        assert [(group, list(names)) for group, names in table.items()] == [("a", ["c"]), ("z", ["a", "b"])]


class TestDiscover:
    def test_of_any_finder(self):
        """A finder that gives specs is asked for the names that lead to them."""
        assert discover_entry_points(GivenPlugins(s3, on_start.__pluginspec__)) == {
            "my.services": [f"s3={__name__}:s3"],
            "my.hooks": [f"on_start={__name__}:on_start"],
        }

    def test_of_modules(self):
        """A finder that scans modules tells the names by itself."""
        found = discover_entry_points(ModuleScanningPluginFinder([sys.modules[__name__]]))
        assert found == {
            "my.hooks": [f"on_start={__name__}:on_start"],
            "my.services": [
                f"other={__name__}:other_name",
                f"s3={__name__}:s3",
                f"service={__name__}:Service",
                f"sqs={__name__}:sqs",
            ],
        }

    def test_find_plugins(self, package_folder):
        """The plugins of a folder are found as setup() takes them, without those of excluded packages."""
        module = """
            from plugin import Plugin

            class {name}(Plugin):
                namespace = "my.services"
                name = "{name}"
        """
        where = package_folder(
            {
                "find_me": {"__init__.py": "", "plugins.py": module.format(name="Found")},
                "find_tests": {"__init__.py": module.format(name="Tested")},
            }
        )
        assert find_plugins(where, exclude=["find_tests*"]) == {"my.services": ["Found=find_me.plugins:Found"]}
        assert find_plugins(where, include=["find_tests"]) == {"my.services": ["Tested=find_tests:Tested"]}
