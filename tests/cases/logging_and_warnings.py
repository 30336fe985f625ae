"""Calls of `logging`, `warnings`, `print` and `traceback` stand between plugins, and change nothing about them."""
# --- app.py
import logging
import sys
import warnings

from plugin import Plugin, PluginSpec, plugin

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())
log.debug("%s is imported", __name__)

logging.addLevelName(5, "TRACE")


class Exporter(Plugin):
    namespace = "shop.exporters"
    log = logging.getLogger(f"{__name__}.exporters")

    def __init_subclass__(cls, *, deprecated=False, **options):
        super().__init_subclass__(**options)
        if deprecated:
            warnings.warn(f"{cls.__name__} goes away", DeprecationWarning, stacklevel=2)
        cls.log.info("registered %s", cls.__name__)


class Csv(Exporter):
    name = "csv"


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("the old formats go away", DeprecationWarning)

    class Dbf(Exporter, deprecated=True):
        name = "dbf"


def logged(function):
    log.info("%s is a hook", function.__qualname__)
    if log.isEnabledFor(logging.DEBUG):
        log.debug("%r", function)
    return plugin(namespace="shop.hooks")(function)


@logged
def on_start():
    pass


try:
    {}["missing"]
except KeyError:
    log.exception("nothing is missing")
    fallback = PluginSpec("shop.hooks", "fallback", Csv)

print("all plugins are defined", file=sys.stderr)
level = PluginSpec("shop.levels", logging.getLevelName(logging.WARNING).lower(), Csv)
log.warning("done: %d", 4)
# --- expected
# class shop.exporters:csv app:Csv
# class shop.exporters:dbf app:Dbf
# function shop.hooks:on_start app:on_start
# spec shop.hooks:fallback app:fallback
# spec shop.levels:warning app:level
