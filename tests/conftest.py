import importlib
import os
import shutil
import sys

import pytest
from coverage import Coverage

from plugin import global_plugin_filter


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """Delete the folders of a run that has passed; pytest does so three runs later, when it takes ten times as long."""
    if exitstatus == 0 and "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(session.config._tmp_path_factory.getbasetemp(), ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop():
    _measure_no_children()


def _measure_no_children():
    """Keep coverage, which measures the processes of pytest-xdist, from those that tests start: it takes its time."""
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


@pytest.fixture
def unmeasured():
    """Leave a test out of the coverage, with which the static engine takes three times as long.

    It is for what runs the engine over a lot of source, of which other tests reach the lines as well.
    """
    coverage = Coverage.current()
    if coverage is not None:
        coverage.stop()
    yield
    if coverage is not None:
        coverage.start()
        _measure_no_children()


@pytest.fixture(autouse=True)
def _put_back(tmp_path):
    """Put back what a test changes for the whole process: the path, the modules of its own, the global filter."""
    path, exclusions, modules = sys.path[:], global_plugin_filter.exclusions[:], {*sys.modules}
    yield
    sys.path[:] = path
    global_plugin_filter.exclusions[:] = exclusions
    for name in sys.modules.keys() - modules:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]
    importlib.invalidate_caches()
