"""The order in which plugins are loaded, and the plugins that they depend on."""

from plugin.core import PluginSpec
from plugin.exceptions import InvalidPlugin, PluginCycle, PluginDisabled, PluginNotAwaited, describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from plugin.container import PluginContainer
    from plugin.manager import PluginManager

    Container: TypeAlias = PluginContainer[Any]
    Earlier: TypeAlias = dict[Container, list[Container]]


def in_order(containers: "Sequence[Container]", specs: "Mapping[Container, PluginSpec]") -> "list[Container]":
    """Sort plugins so that each comes after those that it must come after, otherwise keeping their order.

    Plugins that wait for each other fail with a ``PluginCycle``; the others are sorted without them.

    :param containers: the containers of a manager's plugins
    :param specs: the specs of the plugins that have terms
    :return: the containers, in the order in which to load them
    """
    earlier, errors = waits(containers, specs)
    for container, error in errors.items():
        _fail(container, error)
    if not any(earlier.values()):
        return [*containers]
    while cycle := _cycle(earlier):
        for start, container in enumerate(cycle):
            members = [each.label for each in (*cycle[start:], *cycle[:start])]
            _fail(container, PluginCycle(container.namespace, container.name, members))
            earlier[container] = []
    return _sorted(containers, earlier)


def waits(
    containers: "Sequence[Container]", specs: "Mapping[Container, PluginSpec]"
) -> "tuple[Earlier, dict[Container, InvalidPlugin]]":
    """Return which plugins come before which others.

    :param containers: the containers of a manager's plugins
    :param specs: the specs of the plugins that have terms
    :return: container -> those that come before it; and container -> what is wrong with its terms
    """
    earlier: Earlier = {container: [] for container in containers}
    errors: dict[Container, InvalidPlugin] = {}
    known = {container.name: container for container in containers}
    for container, spec in specs.items():
        try:
            for term in ("after", "requires_plugins"):
                earlier[container] += [known[name] for name in _named(spec, term, known) if name in known]
            for name in _named(spec, "before", known):
                if name in known:
                    earlier[known[name]].append(container)
        except InvalidPlugin as error:  # noqa: PERF203  # they are independent
            errors[container] = error
    return earlier, errors


def stages(containers: "Sequence[Container]") -> "list[list[Container]]":
    """Divide plugins into stages that may be loaded concurrently: of equal priority, and independent of each other.

    :param containers: the containers of a manager's plugins, in order
    :return: the stages, each in the order of the containers
    """
    found = {each: each.source if isinstance(each.source, PluginSpec) else each.spec for each in containers}
    specs = {container: spec for container, spec in found.items() if spec}  # the others are not resolved
    earlier, _ = waits(containers, {container: spec for container, spec in specs.items() if spec.terms})
    priorities = {container: spec.priority for container, spec in specs.items()}
    divided: list[list[Container]] = []
    for container in containers:
        last = divided[-1] if divided else []
        is_equal = bool(last) and priorities.get(container, 0) == priorities.get(last[0], 0)
        if is_equal and not any(each in last for each in earlier[container]):
            last.append(container)
        else:
            divided.append([container])
    return divided


def _sorted(containers: "Sequence[Container]", earlier: "Earlier") -> "list[Container]":
    """Sort plugins topologically, always taking the first in the given order of those that are ready."""
    from graphlib import TopologicalSorter  # noqa: PLC0415  # not needed where no order is set
    from heapq import heappop, heappush  # noqa: PLC0415  # as above

    place = {container: number for number, container in enumerate(containers)}
    sorter = TopologicalSorter(earlier)
    sorter.prepare()
    free: list[int] = []
    ordered = []
    while sorter.is_active():
        for container in sorter.get_ready():
            heappush(free, place[container])
        ordered.append(containers[heappop(free)])
        sorter.done(ordered[-1])
    return ordered


def load_required(manager: "PluginManager[Any]", spec: "PluginSpec") -> None:
    """Load the plugins that a plugin requires.

    :param manager: the manager that it belongs to
    :param spec: its spec
    :raises Exception: as :func:`required` and :func:`without`
    """
    for name in required(manager, spec):
        try:
            manager.load(name)
        except Exception as error:  # noqa: PERF203  # any error of the required plugin
            raise without(manager, spec, name, error) from error


def required(manager: "PluginManager[Any]", spec: "PluginSpec") -> list[str]:
    """Return the plugins that a plugin requires.

    :param manager: the manager that it belongs to
    :param spec: its spec
    :return: their names
    :raises PluginDisabled: if one does not exist
    :raises InvalidPlugin: if it requires a plugin of another namespace
    """
    names = [*_named(spec, "requires_plugins", manager)]
    absent = [name for name in names if name not in manager]
    for name in absent:
        if ":" in name:
            raise InvalidPlugin(
                f"plugin {spec.namespace}:{spec.name} requires plugin {name}, but can only require plugins of its own "
                "namespace",
                spec.namespace,
                spec.name,
            )
    if absent:
        from plugin.near import did_you_mean, near  # noqa: PLC0415  # only needed when something is wrong

        faults = (f"requires plugin {name}, which does not exist{did_you_mean(near(name, manager))}" for name in absent)
        raise PluginDisabled(spec.namespace, spec.name, "; ".join(faults))
    return names


def without(manager: "PluginManager[Any]", spec: "PluginSpec", name: str, error: Exception) -> Exception:
    """Return the outcome of a plugin if one that it requires cannot be loaded.

    :param manager: the manager that both belong to
    :param spec: the spec of the plugin
    :param name: the name of the required plugin
    :param error: what the required plugin raised
    :return: what disables the plugin; but if the required plugin requires this one, or must be awaited, its error is
        also the error of this one
    """
    if isinstance(error, PluginNotAwaited):
        return error
    if isinstance(error, PluginCycle) and f"{spec.namespace}:{spec.name}" in error.members:
        return error
    if isinstance(error, PluginDisabled):
        what = f"is disabled: {error.reason or 'no reason given'}"
    else:
        what = f"fails: {describe(manager.get_container(name).outcome or error)}"  # the error before wrapping
    return PluginDisabled(spec.namespace, spec.name, f"requires plugin {name}, which {what}")


def _named(spec: "PluginSpec", term: str, known: "Collection[str]") -> "Iterator[str]":
    """Yield the plugins that a term of a spec names, those of its own namespace by their names alone."""
    stated = (spec.terms or {}).get(term, ())
    names = [stated] if isinstance(stated, str) else stated
    if not (isinstance(names, (list, tuple, set, frozenset)) and all(isinstance(name, str) and name for name in names)):
        raise InvalidPlugin(
            f"{term} of plugin {spec.namespace}:{spec.name} must be a list of plugins, each 'name' or "
            f"'namespace:name', not {stated!r}",
            spec.namespace,
            spec.name,
        )
    for name in names:
        yield name if name in known else name.removeprefix(f"{spec.namespace}:")


def _cycle(earlier: "Earlier") -> "list[Container]":
    """Return a cycle: plugins of which each must come after the next, and the last after the first; or nothing."""
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415  # as above

    try:
        TopologicalSorter(earlier).prepare()
    except CycleError as error:
        found: list[Container] = error.args[1]
        return found[:0:-1]
    return []


def _fail(container: "Container", error: Exception) -> None:
    """Make a plugin fail, unless it is loaded or has already ended."""
    try:
        _ = container.plugin_spec  # resolves it
        with container.lock:
            if container.state in {"resolved", "init"}:
                container.fail(error)
    except Exception:  # noqa: BLE001  # it has already ended, or is being loaded and is waiting for the caller
        return
