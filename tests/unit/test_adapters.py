"""What holds for every adapter: it knows its host and the door of discovery, and nothing else."""

import ast
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HOSTS = {"hatch_plugin_loader": "hatchling", "pdm_plugin_loader": "pdm.backend", "plugin.setuptools": "setuptools"}


def files(adapter):
    origin = Path(find_spec(adapter).origin)
    return origin.parent.glob("**/*.py") if origin.name == "__init__.py" else [origin]


def imported(path):
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level
            yield node.module


@pytest.mark.parametrize("adapter", HOSTS)
def test_imports(adapter):
    """An adapter imports its host, `plugin.discovery`, its exceptions, and what tells whether these are ours."""
    names = {name for path in files(adapter) for name in imported(path)}
    known = {adapter, "tomllib", *sys.stdlib_module_names}  # Python 3.10 knows nothing of tomllib yet
    foreign = {name for name in names if name.partition(".")[0] not in known and not name.startswith(f"{adapter}.")}
    host = {name for name in foreign if name.startswith(HOSTS[adapter])}
    assert host
    assert foreign - host - {"plugin_loader.path"} == {"plugin.discovery", "plugin.exceptions"}


@pytest.mark.parametrize("adapter", HOSTS)
def test_nothing_private(adapter):
    """An adapter uses what its host makes public, so that no underscore of the host is in it."""
    for path in files(adapter):
        tree = ast.parse(path.read_bytes())
        own = {node.name for node in ast.walk(tree) if isinstance(node, (ast.ClassDef, ast.FunctionDef))} | {"_"}
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert {name for name in used - own if name.startswith("_")} <= {"__init__", "__module__", "_replace"}
        assert not [name for name in imported(path) if "._" in name]
