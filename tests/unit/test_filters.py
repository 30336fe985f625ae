import sys

import pytest

from plugin import MatchingPluginFilter, Plugin, PluginManager, PluginSpec, global_plugin_filter
from plugin.exceptions import PluginDisabled
from toys import GivenPlugins


class Service(Plugin):
    namespace = "my.services"
    name = "service"


def create():
    def factory():
        return Service()

    return factory


bound = PluginSpec("my.services", "bound", create())


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ({"namespace": "my.services"}, True),
        ({"namespace": "my.*"}, True),
        ({"namespace": "my"}, False),
        ({"name": "s3"}, True),
        ({"name": "S3"}, False),
        ({"name": "s[0-9]"}, True),
        ({"value": "my_services.aws*"}, True),
        ({"value": "*:s3"}, True),
        ({"value": "my_services"}, False),
        ({"namespace": "my.*", "name": "s3", "value": "*"}, True),
        ({"namespace": "my.*", "name": "sqs"}, False),
        ({"namespace": ""}, False),
    ],
)
def test_patterns(patterns, expected):
    """All patterns that are given must match; they mind upper and lower case."""
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(**patterns)
    assert unwanted.excludes("my.services", "s3", "my_services.aws:s3") is expected


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ({"distribution": "zz-*"}, True),
        ({"distribution": "ZZ_Services"}, True),
        ({"distribution": "zz.[r-t]ervices"}, True),
        ({"distribution": "zz"}, False),
        ({"distribution": "zz-*", "name": "s3"}, True),
        ({"distribution": "zz-*", "name": "sqs"}, False),
    ],
)
def test_distributions(site, patterns, expected):
    """A plugin is disabled by its distribution, whose name is compared as PEP 503 says; it is not imported."""
    site.install("Zz__services", {"zz_services.py": LOUD}, {"my.services": {"s3": "zz_services:s3"}})
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(**patterns)
    assert unwanted.excludes("my.services", "s3", "m:s3", "zz-services") is expected
    manager = PluginManager("my.services", filters=[unwanted])
    container = manager.get_container("s3")
    assert manager.load_all() == []
    assert container.is_disabled is expected
    assert bool(container.resolve_error) is not expected


def test_no_distribution():
    """A plugin whose spec a finder gives is of no distribution."""
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(distribution="*")
    assert not unwanted(PluginSpec("my.services", "service", Service))
    assert not unwanted.excludes("my.services", "s3", "m:s3")


def test_filter_of_entry_points(site):
    """A filter may ask for the whole entry point; one that only knows its parts is asked for these."""
    for name in "ab":
        site.install(f"dist-{name}", {f"filter_{name}.py": LOUD}, {"my.services": {name: f"filter_{name}:s3"}})

    class ByVersion:
        def excludes_entry_point(self, entry_point):
            return entry_point.name == "a" and entry_point.distribution.version == "1.0"

        def __call__(self, spec):
            raise AssertionError

    class Parts(MatchingPluginFilter):
        def excludes(self, namespace, name, value):
            return name == "b"

    manager = PluginManager("my.services", filters=[ByVersion(), Parts()])
    assert manager.load_all(propagate_exceptions=True) == []
    assert not {"filter_a", "filter_b"} & {*sys.modules}


def test_one_exclusion_is_enough():
    """A plugin is disabled if any exclusion matches, and none is without exclusions."""
    unwanted = MatchingPluginFilter()
    assert not unwanted.excludes("my.services", "s3", "m:s3")
    unwanted.add_exclusion(name="sqs")
    unwanted.add_exclusion(name="s3")
    assert unwanted.excludes("my.services", "s3", "m:s3")


def test_exclusion_needs_a_pattern():
    """An exclusion of everything, by mistake, is an error."""
    with pytest.raises(TypeError, match="needs a pattern"):
        MatchingPluginFilter().add_exclusion()


def test_says_what_it_excludes():
    """A filter shows its exclusions, so that the reason of a disabled plugin tells them."""
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(name="s3")
    assert repr(unwanted) == "MatchingPluginFilter([Exclusion(namespace=None, name='s3', value=None)])"
    unwanted.exclusions.clear()
    unwanted.add_exclusion(distribution="Zz.*")
    assert repr(unwanted).endswith("[Exclusion(namespace=None, name=None, value=None, distribution='zz-*')])")


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (PluginSpec("my.services", "service", Service), f"{__name__}:Service"),
        (bound, f"{__name__}:bound"),
        (PluginSpec("my.services", "loose", create()), f"{__name__}:create*"),
    ],
    ids=["class", "made by a factory", "bound to no name"],
)
def test_value_of_a_spec(spec, value):
    """A spec matches by the entry point that leads to it; where none does, by the place of its factory."""
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(value=value)
    assert unwanted(spec)
    assert not unwanted(PluginSpec("my.services", "other", Plugin))


def test_global_filter():
    """A manager that is made without filters asks the global one, with an empty list none."""
    global_plugin_filter.add_exclusion(namespace="my.services", name="service")
    finder = GivenPlugins(PluginSpec("my.services", "service", Service))
    with pytest.raises(PluginDisabled, match=r"Exclusion.*'service'"):
        PluginManager("my.services", finder=finder).load("service")
    assert PluginManager("my.services", finder=finder, filters=[]).load("service")


def test_filters_that_are_passed():
    """Filters that are passed to a manager are asked, whether they are functions or objects."""
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(name="a")
    manager = PluginManager(
        "my.services",
        finder=GivenPlugins(*(PluginSpec("my.services", name, Service) for name in "abc")),
        filters=[unwanted, lambda spec: spec.name == "b"],
    )
    manager.load_all()
    assert [container.name for container in manager.list_containers() if container.is_loaded] == ["c"]
    assert manager.get_container("b").is_disabled
    assert "lambda" in manager.get_container("b").disabled_reason


LOUD = """
    from plugin import Plugin, PluginSpec

    def factory(service):
        return lambda: Plugin()

    s3 = PluginSpec("my.services", "s3", factory("s3"))
    raise RuntimeError("imported")
"""


@pytest.mark.parametrize("patterns", [{"name": "s3"}, {"namespace": "my.*"}, {"value": "loud_module:s3"}])
def test_excluded_plugin_is_not_imported(site, patterns):
    """A pattern of namespace, name or value needs no import, also where a factory makes the plugin."""
    site.install("loud", {"loud_module.py": LOUD}, {"my.services": {"s3": "loud_module:s3"}})
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(**patterns)
    manager = PluginManager("my.services", filters=[unwanted])
    assert manager.list_plugin_specs() == []
    assert manager.load_all(propagate_exceptions=True) == []
    container = manager.get_container("s3")
    assert container.is_disabled
    with pytest.raises(PluginDisabled):
        _ = container.plugin_spec


def test_filter_is_asked_once(site):
    """A filter that can decide by the entry point is not asked again about the spec, which may have another name."""
    module = "from plugin import Plugin, PluginSpec\nspec = PluginSpec('my.services', 'new', Plugin)"
    site.install("named", {"named_module.py": module}, {"my.services": {"old": "named_module:spec"}})
    unwanted = MatchingPluginFilter()
    unwanted.add_exclusion(name="new")
    assert PluginManager("my.services", filters=[unwanted]).load("old")


def test_function_is_asked_after_import(site):
    """A function takes a spec, so the plugin is imported for it; and the value that it sees is the installed one."""
    site.install("quiet", {"quiet_module.py": LOUD.replace("raise", "#")}, {"my.services": {"s3": "quiet_module:s3"}})
    asked = []
    manager = PluginManager("my.services", filters=[lambda spec: asked.append(spec.name)])
    assert manager.list_names() == ["s3"]
    assert asked == []
    manager.load("s3")
    assert asked == ["s3"]


def test_failing_filter_is_one_plugins_failure(caplog):
    """A filter that raises fails the plugin it was asked about, not the others."""

    def picky(spec):
        if spec.name == "a":
            raise ValueError("cannot tell")
        return False

    specs = (PluginSpec("my.services", name, Service) for name in "ab")
    manager = PluginManager("my.services", finder=GivenPlugins(*specs), filters=[picky])
    assert len(manager.load_all()) == 1
    assert isinstance(manager.get_container("a").init_error, ValueError)
    assert "plugin my.services:a cannot be made: ValueError: cannot tell" in caplog.text
