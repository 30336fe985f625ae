"""An exception that a function raises or an import that fails in it counts for the `try` that calls the function."""
# --- app.py
import importlib.metadata

from plugin import PluginSpec


def require():
    import zz_not_there


def version(name):
    return importlib.metadata.version(name)


try:
    require()
except ImportError:
    a = PluginSpec("ns", "without", list)

try:
    known = version("zz-not-there")
except importlib.metadata.PackageNotFoundError:
    b = PluginSpec("ns", "no-version", list)
else:
    b = PluginSpec("ns", "version", list)


def careful():
    try:
        require()
    except ImportError:
        return "careful"
    return "careless"


c = PluginSpec("ns", careful(), list)
# --- expected
# spec ns:without app:a if not (`zz_not_there` is installed)
# spec ns:no-version app:b if line 19 raises an exception
# spec ns:version app:b if line 19 raises no exception
# spec ns:careful app:c if not (`zz_not_there` is installed)
# spec ns:careless app:c if `zz_not_there` is installed
# problem conditional app.py:17
# problem conditional app.py:22
# problem conditional app.py:24
# problem conditional app.py:35
# problem conditional app.py:35
# differs: the conditions decide
