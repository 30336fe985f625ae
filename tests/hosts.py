"""The build backends that real builds are made with, each with a project that wants our adapter for it."""

import sys
from dataclasses import dataclass

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True)
class Host:
    """A build backend in one version, and how a project says that it wants our adapter for it.

    :param table: what its messages begin with, which is the table for our adapter if there is one
    :param leaves: the folders that it leaves behind in the project
    :param runs: the scripts of a project that it runs
    """

    name: str
    requirement: str
    backend: str
    table: str
    leaves: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()

    @property
    def build_system(self):
        return f"""
[build-system]
requires = ["{self.requirement}", "python-plugin-loader"]
build-backend = "{self.backend}"
"""

    def pyproject(self, config="", project='dynamic = ["entry-points"]', tool=""):
        """The pyproject.toml of the project ``sample``.

        :param config: lines of our own table
        :param project: more lines of the table ``[project]``
        :param tool: further tables
        """
        return f"""
{self.build_system}
[project]
name = "sample"
version = "1.0"
dependencies = ["python-plugin-loader"]
{project}

[{self.table}]
{config.replace("$TABLE", self.table)}

{tool}
"""

    def files(self, config=""):
        """The files that say how the project ``sample`` is built, whose packages are in the folder ``src``."""
        return {"pyproject.toml": self.pyproject(config)}


@dataclass(frozen=True)
class SetupPy(Host):
    """setuptools, and a project with a ``setup.py`` that calls us."""

    def files(self, config=""):
        arguments = tomllib.loads(f"[config]\n{config.replace('$TABLE', 'config')}")["config"]
        if "entry-points" in arguments:
            arguments["merge"] = arguments.pop("entry-points")
        arguments = {name.replace("-", "_"): value for name, value in arguments.items()}
        setup = f"""
from setuptools import find_packages, setup

from plugin.setuptools import load_entry_points

setup(
    name="sample",
    version="1.0",
    package_dir={{"": "src"}},
    packages=find_packages("src"),
    install_requires=["python-plugin-loader"],
    entry_points=load_entry_points("src", **{arguments!r}),
)
"""
        return {"pyproject.toml": self.build_system, "setup.py": setup}


HATCHLING = Host("hatchling", "hatchling", "hatchling.build", "tool.hatch.metadata.hooks.plugin-loader")

PDM_2_4, PDM_2_5 = (
    Host(
        f"pdm-{version}",
        f"pdm-backend=={version}",
        "pdm.backend",
        "tool.pdm.build.hooks.plugin-loader",
        (".pdm-build",),
    )
    for version in ("2.4.5", "2.5.0")
)

OLDEST_SETUPTOOLS = "66.1.1" if sys.version_info >= (3, 12) else "65.0.0"
"""The oldest version that is supported and runs on this Python."""

SETUPTOOLS, SETUPTOOLS_OLD = (
    Host(name, requirement, "setuptools.build_meta", "tool.plugin-loader", ("build", "sample.egg-info"), ("setup.py",))
    for name, requirement in (
        ("setuptools", "setuptools"),
        ("setuptools-oldest", f"setuptools=={OLDEST_SETUPTOOLS}"),
    )
)
SETUP_PY, SETUP_PY_OLD = (
    SetupPy(
        host.name.replace("setuptools", "setup.py"),
        host.requirement,
        host.backend,
        "load_entry_points",
        host.leaves,
        host.runs,
    )
    for host in (SETUPTOOLS, SETUPTOOLS_OLD)
)

TABLES = (HATCHLING, PDM_2_4, PDM_2_5, SETUPTOOLS)
"""Those that are told in a table of the pyproject.toml."""

HOSTS = (*TABLES, SETUP_PY)

SCIKIT_BUILD = Host("scikit-build-core", "scikit-build-core>=1", "scikit_build_core.build", "[tool.dynamic-metadata]")
"""It asks a provider for the entry points."""

WITHOUT_HOOKS = {"uv_build": "uv_build", "poetry-core": "poetry.core.masonry.api", "flit-core": "flit_core.buildapi"}
"""Those that run nothing of ours: distribution -> what a project calls it."""

on_every_host = pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name, indirect=True)
"""Runs a test with a setup.py as well."""


def requiring(pyproject, distribution):
    """:return: a pyproject.toml whose build requires one more distribution"""
    return pyproject.replace('"python-plugin-loader"]', f'"python-plugin-loader", "{distribution}"]', 1)
