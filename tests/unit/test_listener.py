import logging

import pytest

from plugin import (
    CompositePluginLifecycleListener,
    Plugin,
    PluginDisabled,
    PluginException,
    PluginLifecycleListener,
    PluginSpec,
)
from plugin.listener import notify
from plugin.testing import RecordingListener

SPEC = PluginSpec("ns", "a", Plugin)
PLUGIN = Plugin()
ERROR = ValueError("wrong")
EVENTS = {
    "on_resolve_exception": ("ns", SPEC, ERROR),
    "on_resolve_after": (SPEC,),
    "on_init_exception": (SPEC, ERROR),
    "on_init_after": (SPEC, PLUGIN),
    "on_load_before": (SPEC, PLUGIN, (1,), {"b": 2}),
    "on_load_after": (SPEC, PLUGIN, "value"),
    "on_load_exception": (SPEC, PLUGIN, ERROR),
    "on_unload_after": (SPEC, PLUGIN),
    "on_unload_exception": (SPEC, PLUGIN, ERROR),
}


class Failing(PluginLifecycleListener):
    def __init__(self, error):
        self.error = error

    def on_resolve_after(self, plugin_spec):
        raise self.error


@pytest.mark.parametrize("event", EVENTS)
def test_composite_passes_everything_on(event, recorder):
    """Several listeners as one hear each event, with all that it comes with."""
    composite = CompositePluginLifecycleListener([PluginLifecycleListener(), recorder])
    composite.add_listener(recorder)
    getattr(composite, event)(*EVENTS[event])
    assert recorder.heard == [event, event]
    name = [SPEC.name]
    rest = [arg for arg in EVENTS[event] if arg not in (SPEC, "ns")]
    assert recorder.events[0][1:] == tuple(name + rest)


def test_composite_of_nothing(recorder):
    """A composite may begin empty."""
    composite = CompositePluginLifecycleListener()
    composite.on_resolve_after(SPEC)
    composite.add_listener(recorder)
    composite.on_resolve_after(SPEC)
    assert recorder.heard == ["on_resolve_after"]


def test_failing_listener_is_logged(recorder, caplog):
    """A listener that raises is logged in one line, and the next one hears of the event."""
    notify([Failing(ERROR), recorder], "on_resolve_after", SPEC)
    assert recorder.heard == ["on_resolve_after"]
    [record] = caplog.records
    assert "Failing" in record.message
    assert "failed in on_resolve_after: ValueError: wrong" in record.message
    assert record.exc_info is None


def test_failing_listener_is_logged_with_traceback(caplog):
    """Who debugs sees the traceback."""
    with caplog.at_level(logging.DEBUG, "plugin.listener"):
        notify([Failing(ERROR)], "on_resolve_after", SPEC)
    assert caplog.records[0].exc_info


def test_plugin_exception_gets_through_after_all_have_heard(recorder, caplog):
    """A PluginException goes to the manager, the first one if there are several, once everybody knows of the event."""
    first, second = PluginDisabled("ns", "a"), PluginException("no")
    with pytest.raises(PluginDisabled) as caught:
        notify([Failing(first), Failing(second), recorder], "on_resolve_after", SPEC)
    assert caught.value is first
    assert recorder.heard == ["on_resolve_after"]
    assert not caplog.records


def test_interrupt_gets_through(recorder):
    """An interrupt is not a listener's fault, and stops everything."""
    with pytest.raises(KeyboardInterrupt):
        notify([Failing(KeyboardInterrupt()), recorder], "on_resolve_after", SPEC)
    assert recorder.heard == []


def test_conflict_is_passed_on():
    """A composite passes a conflict on as well."""
    listener = RecordingListener()
    CompositePluginLifecycleListener([listener]).on_conflict("ns", SPEC, SPEC)
    assert listener.heard == ["conflict a"]


def test_listener_of_another_class(caplog):
    """An object that has some of the methods will do."""
    heard = []
    listener = type("Some", (), {"on_resolve_after": lambda self, spec: heard.append(spec)})()
    notify([listener], "on_resolve_after", SPEC)
    notify([listener], "on_unload_after", SPEC, PLUGIN)
    assert heard == [SPEC]
    assert not caplog.records
