"""A project that owns a module or package ``plugin`` is left alone, by pytest, the build backends and the commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import plugin
import plugin_loader.path
from toys import write_tree

SOURCE = str(Path(plugin.__file__).parents[1])
OWN = "raise RuntimeError('this is not your plugin')\n"
PLACES = {
    "plugin.py": {"plugin.py": OWN, "test_some.py": "def test_some(): pass\n"},
    "plugin/": {"plugin": {"__init__.py": OWN}, "test_some.py": "def test_some(): pass\n"},
    "src/plugin/": {
        "src": {"plugin": {"__init__.py": "NAME = 'own'\n"}},
        "test_some.py": "import plugin\ndef test_some(): assert plugin.NAME == 'own'\n",
    },
}


def run(folder, *command, path=()):
    """Run Python in a folder, which is the first on ``sys.path``, and this library behind it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*path, SOURCE]), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, *command]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, check=False)


@pytest.fixture(params=PLACES.values(), ids=PLACES)
def project(request, tmp_path):
    write_tree(tmp_path, request.param)
    return tmp_path


def test_pytest_starts(project):
    """pytest runs the tests of such a project, as it loads our fixture in each."""
    path = [str(project / "src")] if (project / "src").exists() else []
    done = run(project, "-m", "pytest", "-q", "-p", "plugin_loader.pytest_plugin", "-p", "no:cacheprovider", path=path)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_commands_run(project):
    """The command line is ours, whatever the current folder holds."""
    done = run(project, "-m", "plugin_loader", "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"python-plugin-loader {plugin.__version__}"), done.stderr


def test_commands_say_what_is_in_the_way(tmp_path):
    """Where another ``plugin`` comes first on ``sys.path``, the command line says so instead of running that."""
    write_tree(tmp_path, {"plugin.py": OWN, "elsewhere": {}})
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    done = run(tmp_path / "elsewhere", "-m", "plugin_loader", "list", path=[str(tmp_path)])
    assert done.returncode == 1
    assert f"{tmp_path / 'plugin.py'} is in the way" in done.stderr
    assert "Traceback" not in done.stderr


HOOKS = {
    "hatchling": (
        (
            "from hatch_plugin_loader.hooks import hatch_register_metadata_hook\n"
            "hook = hatch_register_metadata_hook()\nassert hook.PLUGIN_NAME == 'plugin-loader'\nprint('known')\n"
        ),
        "hook('.', {})",
    ),
    "pdm-backend": (
        (
            "from types import SimpleNamespace\nfrom pdm_plugin_loader import hooks\n"
            "context = SimpleNamespace(config=SimpleNamespace(build_config={}))\n"
            "assert not hooks.pdm_build_hook_enabled(context)\nprint('known')\n"
        ),
        "hooks.pdm_build_initialize(context)",
    ),
    "setuptools": (
        (
            "from plugin_loader import setuptools_hooks\n"
            "setuptools_hooks.announce_entry_points(None)\nprint('known')\n"
            "open('pyproject.toml', 'w').write('[tool.plugin-loader]')\n"
        ),
        "setuptools_hooks.announce_entry_points(None)",
    ),
}


@pytest.mark.parametrize(("known", "used"), HOOKS.values(), ids=HOOKS)
def test_build_hooks(tmp_path, known, used):
    """Build backends know our hooks in every project; a project that uses one is told what is in the way of it."""
    write_tree(tmp_path, {"plugin.py": OWN})
    done = run(tmp_path, "-c", f"{known}{used}")
    assert done.stdout == "known\n", done.stderr
    assert done.returncode == 1
    assert f"{tmp_path / 'plugin.py'} is in the way" in done.stderr
    assert "Traceback" not in done.stderr


def test_folder_without_init(tmp_path, monkeypatch):
    """A mere folder of that name is in nobody's way: Python prefers the package."""
    write_tree(tmp_path, {"plugin": {"notes.txt": ""}})
    monkeypatch.syspath_prepend(str(tmp_path))
    assert plugin_loader.path.in_the_way() is None
    plugin_loader.path.check_path()
