"""Our own sdist and wheel hold what they should, and nothing else."""

import email
import os
import shutil
import tarfile
import zipfile

import pytest

from plugin import __version__

PACKAGES = ("hatch_plugin_loader", "pdm_plugin_loader", "plugin", "plugin_loader")
NAME = f"python_plugin_loader-{__version__}"
DIST_INFO = f"{NAME}.dist-info"


@pytest.fixture
def wheel(own):
    with zipfile.ZipFile(own[1]) as archive:
        yield archive


def test_names(own):
    """The names of the files say that the wheel is for any Python 3 on any machine."""
    assert [path.name for path in own] == [f"{NAME}.tar.gz", f"{NAME}-py3-none-any.whl"]


def test_wheel_holds_the_packages_alone(wheel, workshop):
    """Every source file ships, with the markers of types and the page to fill in, and no test or example does."""
    source = workshop.folder / "checkout/src"
    shipped = {".html", ".py", ".typed"}
    expected = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.suffix in shipped}
    metadata = {
        f"{DIST_INFO}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    assert set(wheel.namelist()) == expected | metadata
    assert {name.partition("/")[0] for name in expected} == set(PACKAGES)
    assert {f"{package}/py.typed" for package in PACKAGES} <= expected


def test_entry_points(own, read_entry_points):
    """Every build backend finds its adapter, pytest finds the fixture, and there is a command."""
    assert read_entry_points(own[1]) == {
        "console_scripts": {"plugin-loader": "plugin_loader.__main__:main"},
        "dynamic_metadata.provider": {"plugin_loader.dynamic_metadata": "plugin_loader.dynamic_metadata"},
        "hatch": {
            "plugin-loader": "hatch_plugin_loader.hooks",
            "plugin-loader-beside": "hatch_plugin_loader.beside",
        },
        "pdm.build.hook": {"plugin-loader": "pdm_plugin_loader.hooks"},
        "pyinstaller40": {"hook-dirs": "plugin_loader.freezing:hook_dirs"},
        "pytest11": {"plugin-loader": "plugin_loader.pytest_plugin"},
        "setuptools.finalize_distribution_options": {
            "plugin-loader": "plugin_loader.setuptools_hooks:announce_entry_points"
        },
        "egg_info.writers": {"plugin-loader.json": "plugin_loader.setuptools_hooks:write_entry_points"},
    }


def test_metadata(wheel):
    """Only `packaging` is needed at run time; the build backends are not."""
    metadata = email.message_from_bytes(wheel.read(f"{DIST_INFO}/METADATA"))
    needed = [requirement for requirement in metadata.get_all("Requires-Dist") if "extra ==" not in requirement]
    assert needed == ["packaging>=22"]
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["License-Expression"] == "Apache-2.0"


def test_sdist_holds_the_project(own, workshop):
    """The sdist holds all of the project, so that it can be tested, and nothing that was made on the way."""
    with tarfile.open(own[0]) as archive:
        files = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    checkout = workshop.folder / "checkout"
    there = {path.relative_to(checkout).as_posix() for path in checkout.rglob("*") if path.is_file()}
    assert files == there | {"PKG-INFO"}
    assert not [name for name in files if name.endswith((".pyc", ".whl", ".gz"))]


BUILD = """
import os, sys
from hatchling.build import build_sdist, build_wheel
os.umask(int(sys.argv[2], 8))
build_sdist(sys.argv[1])
build_wheel(sys.argv[1])
"""


def test_same_bytes_from_two_clones(own, workshop, hatchling, tmp_path):
    """Wherever and whenever the project was cloned, its sdist and wheel are the same to the byte.

    What the files' times and the modes beyond the owner's are makes no difference, nor that the one wheel was made from
    the sdist. The time in the archives is that of `SOURCE_DATE_EPOCH`, or one that is always the same.
    """
    clones = [workshop.folder / "checkout", tmp_path / "another clone"]
    shutil.copytree(*clones)
    for path in [clones[1], *clones[1].rglob("*")]:
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (1, 1))
    without_epoch = {name: value for name, value in workshop.offline.items() if name != "SOURCE_DATE_EPOCH"}
    built = []
    for number, (clone, env) in enumerate(
        [(clones[1], workshop.offline), (clones[0], without_epoch), (clones[1], without_epoch)]
    ):
        folder, umask = tmp_path / str(number), "077" if clone is clones[1] else "002"
        workshop.run(workshop.backend(hatchling), "-c", BUILD, folder, umask, cwd=clone, env=env)
        built.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert built[0] == {path.name: path.read_bytes() for path in own}
    assert built[1] == built[2]
    assert built[1].keys() == built[0].keys()


def test_imports_of_what_is_not_there(workshop, own, tmp_path):
    """Without any build backend installed, the library and its discovery work."""
    python = workshop.environment(tmp_path / "bare", own[1])
    code = "import plugin, plugin.discovery, sys; print('hatchling' in sys.modules or 'pdm' in sys.modules)"
    assert workshop.run(python, "-I", "-c", code).stdout.strip() == "False"
