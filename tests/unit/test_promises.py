"""What an application promises its plugins, and what they are written for."""

import pytest

from plugin import Plugin, PluginDisabled, PluginManager, plugin
from plugin.exceptions import InvalidPlugin
from plugin.testing import manager_of


def written_for(api, **attributes):
    return type("Written", (Plugin,), {"namespace": "my.ns", "name": "a", "api": api, **attributes})


def unmakeable(_):
    raise AssertionError


@pytest.mark.parametrize(
    ("api", "version", "fits"),
    [
        (">=2,<3", "2.4", True),
        (">=2,<3", "3.0", False),
        (">=2,<3", "3.0.dev1", False),
        (">=2", "2.1rc1", True),
        ("~=2.4", "2.3", False),
        ("==2.*", "2.4", True),
        ("", "2.4", True),
        (None, "2.4", True),
        (">=2", None, True),
        ("no specifier", None, True),
    ],
)
def test_fits(api, version, fits):
    """A plugin that is written for other versions is disabled, and not made; one that says nothing is loaded."""
    attributes = {} if fits else {"__init__": unmakeable}
    manager = manager_of(written_for(api, **attributes), api_version=version)
    assert bool(manager.load_all()) is fits
    if not fits:
        with pytest.raises(PluginDisabled, match=rf"reason: requires api {api}, found {version}$".replace("*", r"\*")):
            manager.load("a")


@pytest.mark.parametrize("api", ["2", "no specifier", ">=x", 2, (">=2",), object()])
def test_no_specifier(api, caplog):
    """What is no specifier fails the plugin, and says how to write one."""
    message = r"^api of plugin my\.ns:a must be a version specifier such as '>=2,<3' .* not "
    with pytest.raises(InvalidPlugin, match=message):
        manager_of(written_for(api), api_version="2.4").load("a")


@pytest.mark.parametrize("version", ["two", "", "2.", ">=2", 2, 2.4, b"2", ("2",)])
def test_no_version(version):
    """What is no version is an error when the manager is made."""
    with pytest.raises(ValueError, match=r"^api_version= must be a version such as '2\.4' \(PEP 440\), not "):
        PluginManager("my.ns", api_version=version)


@pytest.mark.parametrize("version", ["2.4", "2", "v2.4", "2.4rc1", "1!2.0.post1.dev2+local"])
def test_version(version):
    """Whatever PEP 440 says is a version will do."""
    assert PluginManager("my.ns", api_version=version).api_version == version


def test_of_a_function():
    """A function states it where it is marked."""

    @plugin(namespace="my.ns", api=">=3")
    def a():
        raise AssertionError

    assert manager_of(a, api_version="2.4").load_all() == []


def test_before_what_it_requires():
    """Nothing is loaded for a plugin that does not fit."""
    other = type("Other", (Plugin,), {"namespace": "my.ns", "name": "b"})
    manager = manager_of(written_for(">=3", requires_plugins=["b"]), other, api_version="2.4")
    with pytest.raises(PluginDisabled):
        manager.load("a")
    assert not manager.is_loaded("b")


def test_of_the_plugin_itself():
    """An attribute that only the plugin has, and not its class, has another meaning."""

    class Service(Plugin):
        namespace, name = "my.ns", "a"

        def __init__(self):
            self.api = "s3"

    assert manager_of(Service, api_version="2.4").load("a").api == "s3"
