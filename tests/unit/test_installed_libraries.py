"""Bases of plugins in libraries, in every way in which installers leave those: what Python would import is found."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pdm.backend._vendor import editables

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


@pytest.mark.slow
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
    check_found(tmp_path)


REDIRECTING = {
    "hatchling.build": "[tool.hatch.build]\ndev-mode-exact = true\n",
    "pdm.backend": "[tool.pdm.build]\neditable-backend = 'editables'\n",
}


@pytest.mark.parametrize("backend", REDIRECTING)
def test_redirected(tmp_path, backend):
    """A base is found in what hatchling and pdm-backend install editable by the import hook of `editables`."""
    project = f"[project]\nname = 'kit-base'\nversion = '1.0'\n{REDIRECTING[backend]}"
    package = {"__init__.py": "from kit_base.kits import Kit\n", "kits.py": BASE}
    write_tree(tmp_path, {"kit": {"pyproject.toml": project, "kit_base": package}, "project": {"app.py": USE}})
    # The library that both make use of is a part of pdm-backend.
    shutil.copytree(Path(editables.__file__).parent, tmp_path / "site" / "editables")
    code = f"import sys\nfrom {backend} import build_editable\nbuild_editable(sys.argv[1])"
    run(code, str(tmp_path), cwd=tmp_path / "kit", path=tmp_path / "site")
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as opened:
        opened.extractall(tmp_path / "site")
    assert list((tmp_path / "site").glob("_editable_impl_kit_base.py"))
    check_found(tmp_path)


def check_found(folder: Path) -> None:
    plugins, problems, imported = json.loads(run(DISCOVER, str(folder / "site"), str(folder / "project")))
    assert plugins == {"wheel": "app:Wheel"}
    assert problems == []
    assert not imported


def run(code: str, *arguments: str, cwd: Path | None = None, path: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **({"PYTHONPATH": str(path)} if path else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
