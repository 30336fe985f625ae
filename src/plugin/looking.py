"""What a manager keeps when it finds its plugins again."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from plugin.container import PluginContainer

    Containers = dict[str, PluginContainer[Any]]


def keep(known: "Containers", found: "Containers") -> "tuple[Containers, dict[str, PluginContainer[Any] | None]]":
    """Keep the containers whose plugins are loaded or at work, and those for which nothing has changed.

    :param known: name -> the previous container
    :param found: name -> the container of what was found now
    :return: the containers to use, by name; and for plugins that are kept although they have changed or are gone, the
        containers that replace them when they are unloaded
    """
    kept = dict(found)
    successors: dict[str, PluginContainer[Any] | None] = {}
    for name, container in known.items():
        successor = found.get(name)
        is_same = successor is not None and successor.source == container.source
        if container.is_loaded or container.is_busy:
            if not is_same:
                successors[name] = successor
        elif not (is_same and container.outcome is None):
            continue
        else:
            container.start_over()
        kept[name] = container
    return kept, successors
