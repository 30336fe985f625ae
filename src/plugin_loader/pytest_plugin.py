"""The pytest fixture ``install_plugins``, which any test can request.

pytest imports this module in every project of an environment, so it imports nothing else of this library.
"""

import importlib
import sys
from collections.abc import Callable, Mapping
from itertools import count
from types import ModuleType
from typing import TypeAlias

import pytest

__all__ = ["install_plugins"]

Install: TypeAlias = Callable[..., str]

_numbers = count(1)


@pytest.fixture
def install_plugins(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A function that makes entry points available until the end of the test, as if a distribution were installed.

    It writes the metadata of a distribution to a temporary folder at the front of ``sys.path``, so all readers of entry
    points see them, including ``importlib.metadata``. Call it with plugins (specs, classes, functions marked by
    ``@plugin``), or with ``table=``, a table of entry points: namespace -> name -> value. It also accepts
    ``distribution=`` and ``version=``, and returns the name of the distribution.
    """
    folder = tmp_path_factory.mktemp("install_plugins")
    monkeypatch.syspath_prepend(str(folder))

    def install(
        *plugins: object,
        table: Mapping[str, Mapping[str, str]] | None = None,
        distribution: str | None = None,
        version: str = "1.0",
    ) -> str:
        from plugin.finders import spec_of  # noqa: PLC0415  # the project may have a `plugin` of its own

        number = next(_numbers)
        name = distribution or f"installed-for-test-{number}"
        entries = {group: dict(values) for group, values in (table or {}).items()}
        module = ModuleType(f"installed_for_test_{number}")
        for position, given in enumerate(plugins):
            spec = spec_of(given)
            setattr(module, f"plugin_{position}", spec)
            entries.setdefault(spec.namespace, {})[spec.name] = f"{module.__name__}:plugin_{position}"
        monkeypatch.setitem(sys.modules, module.__name__, module)
        info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
        info.joinpath("entry_points.txt").write_text(
            "".join(
                f"[{group}]\n" + "".join(f"{entry} = {value}\n" for entry, value in values.items())
                for group, values in entries.items()
            ),
            "utf-8",
        )
        importlib.invalidate_caches()
        return name

    return install
