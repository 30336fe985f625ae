"""What whoever runs an application chooses by environment variables."""

import sys
from textwrap import dedent

import pytest

from plugin import Plugin, PluginManager, faults
from plugin.testing import manager_of

NAMESPACE = "my.ns"
MODULE = """
    from plugin import Plugin

    class P(Plugin):
        namespace, name = "my.ns", "{name}"
"""


@pytest.fixture(autouse=True)
def _nothing_reported_yet(monkeypatch):
    """What one test has had reported is reported to the next one again."""
    monkeypatch.setattr(faults, "_reported", set())


@pytest.fixture
def plugins(site):
    """The plugins a, b and c, each in a distribution with a name of its own."""
    for name, distribution in {"a": "zz-words", "b": "ZZ_more.Words", "c": "other"}.items():
        site.install(
            distribution,
            {f"outside_{name}.py": dedent(MODULE).format(name=name)},
            {NAMESPACE: {name: f"outside_{name}:P"}},
        )


def loaded(manager):
    return "".join(made.name for made in manager.load_all())


def kind(plugin_name, namespace=NAMESPACE):
    return type("Kind", (Plugin,), {"namespace": namespace, "name": plugin_name})


@pytest.mark.parametrize(
    ("disable", "left"),
    [
        ("my.ns:a my.ns:b", "c"),
        ("my.ns:a,my.ns:b", "c"),
        ("my.ns:a;\n\tmy.ns:b\r\n", "c"),
        (" ;, my.ns:c ,;", "ab"),
        ("dist:other", "ab"),
        ("dist:OTHER", "ab"),
        ("dist:zz_words", "bc"),
        ("dist:zz.more-words", "ac"),
        ("dist:zz-*", "c"),
        ("dist:zz[-]words dist:oth??", "b"),
        ("*:c", "ab"),
        ("", "abc"),
        (" ", "abc"),
    ],
)
@pytest.mark.usefixtures("plugins")
def test_disabled(monkeypatch, disable, left):
    """Entries stand between separators of any kind; those of a distribution compare its name as PEP 503 says."""
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", disable)
    manager = PluginManager(NAMESPACE, filters=[])
    assert loaded(manager) == left
    assert not {f"outside_{name}" for name in {*"abc"} - {*left}} & {*sys.modules}


@pytest.mark.parametrize(
    ("allow", "left"),
    [
        ("my.ns:a my.ns:b", "ab"),
        ("my.*:[bc]", "bc"),
        ("dist:zz-*", "ab"),
        ("dist:other my.ns:a", "ac"),
        ("other.ns:x", "abc"),
        ("other.ns:x dist:other", "c"),
        ("*:-", ""),
        ("", "abc"),
        ("a", "abc"),
    ],
)
@pytest.mark.usefixtures("plugins")
def test_allowed(monkeypatch, allow, left):
    """Where an entry speaks of the namespace, or any of a distribution, only what one matches is loaded."""
    monkeypatch.setenv("PLUGIN_LOADER_ALLOW", allow)
    manager = PluginManager(NAMESPACE, filters=[])
    assert loaded(manager) == left
    assert not {f"outside_{name}" for name in {*"abc"} - {*left}} & {*sys.modules}


@pytest.mark.usefixtures("plugins")
def test_both(monkeypatch):
    """What is disabled is so even if it is allowed; each reason names the variable, and what it says."""
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "my.ns:b,my.ns:a")
    monkeypatch.setenv("PLUGIN_LOADER_ALLOW", "my.ns:a\nmy.ns:z")
    manager = PluginManager(NAMESPACE)
    assert loaded(manager) == ""
    assert [container.disabled_reason for container in manager.list_containers()] == [
        "excluded by PLUGIN_LOADER_DISABLE=my.ns:a",
        "excluded by PLUGIN_LOADER_DISABLE=my.ns:b",
        "excluded by PLUGIN_LOADER_ALLOW=my.ns:a my.ns:z",
    ]


def test_what_finders_give(monkeypatch):
    """Plugins that an application gives itself are of no distribution, so entries of these do not speak of them."""
    specs = [kind(name) for name in "abc"]
    monkeypatch.setenv("PLUGIN_LOADER_ALLOW", "dist:other")
    assert loaded(manager_of(*specs)) == "abc"
    monkeypatch.setenv("PLUGIN_LOADER_ALLOW", "dist:other my.ns:a")
    assert loaded(manager_of(*specs)) == "a"
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "dist:* my.ns:a")
    assert loaded(manager_of(*specs)) == ""


@pytest.mark.usefixtures("plugins")
def test_reported_once(monkeypatch, caplog):
    """What nobody understands, and what matches nothing where that is known, is reported once in a process."""
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "a my.ns:b :c my.ns: my.ns:bb other.ns:x my.*:x dist:other dist:oter")
    monkeypatch.setenv("PLUGIN_LOADER_ALLOW", "my.ns:* dist:zz-* dist:none-*")
    for _ in range(2):
        manager = PluginManager(NAMESPACE)
        assert loaded(manager) == "a"
        manager.reload()
        assert loaded(manager) == "a"
    form = "is ignored, because it is neither namespace:name nor dist:NAME"
    assert [record.message for record in caplog.records] == [
        f"PLUGIN_LOADER_DISABLE: 'a' {form}",
        f"PLUGIN_LOADER_DISABLE: ':c' {form}",
        f"PLUGIN_LOADER_DISABLE: 'my.ns:' {form}",
        "PLUGIN_LOADER_DISABLE: 'my.ns:bb' matches no plugin of 'my.ns'; did you mean 'b'?",
        "PLUGIN_LOADER_DISABLE: 'dist:oter' matches no distribution with entry points; did you mean 'other'?",
        "PLUGIN_LOADER_ALLOW: 'dist:none-*' matches no distribution with entry points",
    ]


def test_egg(site, monkeypatch):
    """The name of a distribution that is in no metadata folder of its own is the one that its metadata tells."""
    egg = site.path / "zz_egg-1.0.egg"
    (egg / "EGG-INFO").mkdir(parents=True)
    (egg / "EGG-INFO" / "PKG-INFO").write_text("Name: zz.egg\nVersion: 1.0\n")
    (egg / "EGG-INFO" / "entry_points.txt").write_text("[my.ns]\na = outside_egg:P\n")
    (egg / "outside_egg.py").write_text(dedent(MODULE).format(name="a"))
    sys.path.append(str(egg))
    assert loaded(PluginManager(NAMESPACE)) == "a"
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "dist:zz-egg")
    assert loaded(PluginManager(NAMESPACE)) == ""
