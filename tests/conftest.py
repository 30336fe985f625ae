import importlib
import sys

import pytest

from plugin import global_plugin_filter


@pytest.fixture(autouse=True)
def _put_back(tmp_path):
    """Put back what a test changes for the whole process: the path, the modules of its own, the global filter."""
    path, exclusions = sys.path[:], global_plugin_filter.exclusions[:]
    yield
    sys.path[:] = path
    global_plugin_filter.exclusions[:] = exclusions
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]
    importlib.invalidate_caches()
