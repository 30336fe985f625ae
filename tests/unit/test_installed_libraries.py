"""Bases of plugins in libraries, in every way in which installers leave those: what Python would import is found."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins
from toys import write_tree

BASE = "from plugin import Plugin\n\nclass Kit(Plugin):\n    namespace = 'kit.parts'\n"
USE = "from kit_base import Kit\n\nclass Wheel(Kit):\n    name = 'wheel'\n"
METADATA = "Metadata-Version: 2.1\nName: kit-base\nVersion: 1.0\n"
REQUIRES = "Requires-Dist: python-plugin-loader\n"
RECORD = "kit_base/__init__.py,,\nkit_base-1.0.dist-info/METADATA,,\nkit_base-1.0.dist-info/RECORD,,\n"

LEFT = {
    "all there is": {"METADATA": METADATA + REQUIRES, "RECORD": RECORD, "INSTALLER": "pip\n"},
    "no RECORD, as Debian and Fedora leave it": {"METADATA": METADATA + REQUIRES, "INSTALLER": "debian\n"},
    "METADATA that requires nothing": {"METADATA": METADATA, "RECORD": RECORD},
    "METADATA that requires something else": {"METADATA": METADATA + "Requires-Dist: requests\n", "RECORD": RECORD},
    "neither RECORD nor requirements": {"METADATA": METADATA},
    "an empty folder": {},
}


@pytest.mark.parametrize("left", LEFT)
def test_metadata(tmp_path, left):
    """A base is found whatever the metadata of its distribution says, or fails to say."""
    info = {"kit_base-1.0.dist-info": LEFT[left]}
    write_tree(tmp_path / "site", {"kit_base": {"__init__.py": BASE}, **info})
    (tmp_path / "site" / "kit_base-1.0.dist-info").mkdir(exist_ok=True)
    assert found(tmp_path) == {"wheel": "app:Wheel"}


def test_egg_info(tmp_path):
    """The same for metadata in the older form, as a folder or as a file."""
    write_tree(tmp_path / "site", {"kit_base.py": BASE, "kit_base-1.0.egg-info": METADATA})
    assert found(tmp_path) == {"wheel": "app:Wheel"}


def found(folder: Path) -> dict[str, str]:
    write_tree(folder / "project", {"app.py": USE})
    findings = find_plugins(SourceTree.of_folder(folder / "project"), path=[str(folder / "site")])
    assert not findings.problems
    return {each.entry_point.name: each.entry_point.value for each in findings.plugins}


EDITABLE = """
import sys
from setuptools.build_meta import build_editable
print(build_editable(sys.argv[1], {"editable_mode": sys.argv[2]}))
"""
DISCOVER = """
import json, site, sys
site.addsitedir(sys.argv[1])
from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins
findings = find_plugins(SourceTree.of_folder(sys.argv[2]))
print(json.dumps([
    {each.entry_point.name: each.entry_point.value for each in findings.plugins},
    [str(problem) for problem in findings.problems],
    "kit_base" in sys.modules,
]))
"""
LAYOUTS = {
    "flat": ({"kit_base": {"__init__.py": BASE}}, "packages = ['kit_base']\n"),
    "src": ({"src": {"kit_base": {"__init__.py": BASE}}}, "package-dir = {'' = 'src'}\npackages = ['kit_base']\n"),
    "renamed": ({"lib": {"__init__.py": BASE}}, "package-dir = {kit_base = 'lib'}\npackages = ['kit_base']\n"),
    "module": ({"kit_base.py": BASE}, "py-modules = ['kit_base']\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mode", ["lenient", "strict"])
def test_editable(tmp_path, layout, mode):
    """A base is found in what setuptools installs editable, by a path or by an import hook, and is not imported."""
    tree, options = LAYOUTS[layout]
    project = f"[project]\nname = 'kit-base'\nversion = '1.0'\n[tool.setuptools]\n{options}"
    write_tree(tmp_path, {"kit": {"pyproject.toml": project, **tree}, "project": {"app.py": USE}, "wheels": {}})
    wheel = run(EDITABLE, str(tmp_path / "wheels"), mode, cwd=tmp_path / "kit").splitlines()[-1]
    with zipfile.ZipFile(tmp_path / "wheels" / wheel) as opened:
        opened.extractall(tmp_path / "site")
    plugins, problems, imported = json.loads(run(DISCOVER, str(tmp_path / "site"), str(tmp_path / "project")))
    assert plugins == {"wheel": "app:Wheel"}
    assert problems == []
    assert not imported


def run(code: str, *arguments: str, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
