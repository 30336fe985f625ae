"""Which modules ship under build backends without hooks."""

import pytest

from plugin.cli.project import read_project
from plugin.exceptions import ConfigError
from toys import write_tree

PACKAGE = {"__init__.py": "", "faces.py": ""}
TESTS = {"tests": {"__init__.py": "", "test_sample.py": ""}, "other": PACKAGE}
LAYOUTS = {
    "uv: by default": ("uv_build", "", {"src": {"my_app": PACKAGE}}, ["my_app", "my_app.faces"]),
    "uv: module-root": (
        "uv_build",
        '[tool.uv.build-backend]\nmodule-root = ""',
        {"my_app": PACKAGE},
        ["my_app", "my_app.faces"],
    ),
    "uv: module-name": (
        "uv_build",
        '[tool.uv.build-backend]\nmodule-name = "ours.app"',
        {"src": {"ours": {"app": PACKAGE}}},
        ["ours.app", "ours.app.faces"],
    ),
    "uv: several": (
        "uv_build",
        '[tool.uv.build-backend]\nmodule-name = ["one", "two"]',
        {"src": {"one": PACKAGE, "two": PACKAGE, "three": PACKAGE}},
        ["one", "one.faces", "two", "two.faces"],
    ),
    "uv: namespace": (
        "uv_build",
        "[tool.uv.build-backend]\nnamespace = true",
        {"src": {"ours": {"app": PACKAGE}}},
        ["ours.app", "ours.app.faces"],
    ),
    "poetry: flat": ("poetry.core.masonry.api", "", {"my_app": PACKAGE}, ["my_app", "my_app.faces"]),
    "poetry: src": ("poetry.core.masonry.api", "", {"src": {"my_app": PACKAGE}}, ["my_app", "my_app.faces"]),
    "poetry: a module": ("poetry.core.masonry.api", "", {"my_app.py": ""}, ["my_app"]),
    "poetry: packages": (
        "poetry.core.masonry.api",
        '[tool.poetry]\npackages = [{include = "app", from = "lib"}, {include = "cli/**/*.py"}]',
        {"lib": {"app": PACKAGE}, "cli": PACKAGE},
        ["app", "app.faces", "cli", "cli.faces"],
    ),
    "poetry: to": (
        "poetry.core.masonry.api",
        '[tool.poetry]\npackages = [{include = "app", to = "ours"}]',
        {"app": PACKAGE},
        ["ours.app", "ours.app.faces"],
    ),
    "flit: src": ("flit_core.buildapi", "", {"src": {"my_app": PACKAGE}}, ["my_app", "my_app.faces"]),
    "flit: a module": ("flit_core.buildapi", "", {"my_app.py": ""}, ["my_app"]),
    "flit: module.name": (
        "flit_core.buildapi",
        '[tool.flit.module]\nname = "ours.app"',
        {"ours": {"app": PACKAGE}},
        ["ours.app", "ours.app.faces"],
    ),
    "maturin: by default": ("maturin", "", {"my_app": PACKAGE}, ["my_app", "my_app.faces"]),
    "maturin: python-source": (
        "maturin",
        '[tool.maturin]\npython-source = "python"\nmodule-name = "app._native"\npython-packages = ["cli"]',
        {"python": {"app": PACKAGE, "cli": PACKAGE}},
        ["app", "app.faces", "cli", "cli.faces"],
    ),
    "scikit-build: by default": (
        "scikit_build_core.build",
        "",
        {"python": {"my_app": PACKAGE}},
        ["my_app", "my_app.faces"],
    ),
    "scikit-build: no module of that name": (
        "scikit_build_core.build",
        "",
        {"src": {"my_app.py": ""}, "my_app": PACKAGE},
        ["my_app", "my_app.faces"],
    ),
    "scikit-build: packages": (
        "scikit_build_core.build",
        '[tool.scikit-build]\nwheel.packages = ["lib/app"]',
        {"lib": {"app": PACKAGE}},
        ["app", "app.faces"],
    ),
    "scikit-build: a table": (
        "scikit_build_core.build",
        '[tool.scikit-build.wheel.packages]\n"ours/app" = "lib/app"',
        {"lib": {"app": PACKAGE}},
        ["ours.app", "ours.app.faces"],
    ),
    "meson-python: modules": (
        "mesonpy",
        '[tool.plugin-loader]\nmodules = ["python/app", "single.py"]',
        {"python": {"app": PACKAGE}, "single.py": ""},
        ["app", "app.faces", "single"],
    ),
}


def write(folder, backend, tables, tree):
    pyproject = f'[build-system]\nbuild-backend = "{backend}"\n[project]\nname = "my-app"\nversion = "1"\n{tables}\n'
    write_tree(folder, TESTS | tree | {"pyproject.toml": pyproject})
    return str(folder)


@pytest.mark.parametrize(("backend", "tables", "tree", "modules"), LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(tmp_path, backend, tables, tree, modules):
    """The tables of each build backend say what ships, and nothing else is looked at."""
    project = read_project(write(tmp_path, backend, tables, tree))
    assert [*project.tree.modules] == modules
    assert project.rule.startswith("that ")


@pytest.mark.parametrize(
    ("backend", "tables", "places"),
    [
        ("uv_build", "", "src/my_app"),
        ("poetry.core.masonry.api", "", "my_app, src/my_app"),
        ("flit_core.buildapi", '[tool.flit.module]\nname = "app"', "app, src/app"),
        ("mesonpy", '[tool.plugin-loader]\nmodules = ["python/app"]', "python/app"),
    ],
)
def test_no_module(tmp_path, backend, tables, places):
    """If there is nothing where it is said to be, the message says where that is."""
    with pytest.raises(ConfigError) as caught:
        read_project(write(tmp_path, backend, tables, {}))
    others = "" if "modules" in tables else "; if other modules ship, list them in `modules`"
    assert str(caught.value).endswith(f"; looked at: {places}{others}")


@pytest.mark.parametrize(
    ("backend", "tables", "faults"),
    [
        (
            "uv_build",
            "[tool.uv.build-backend]\nmodule-name = 1\nmodule-root = [2]\nnamespace = 'yes'",
            [
                "tool.uv.build-backend.module-name must be a string or a list, not a number",
                "tool.uv.build-backend.module-root must be a string, not a list",
                "tool.uv.build-backend.namespace must be a boolean, not a string",
            ],
        ),
        ("uv_build", "[tool.uv]\nbuild-backend = []", ["tool.uv.build-backend must be a table, not a list"]),
        ("poetry.core.masonry.api", "[tool.poetry.packages]", ["tool.poetry.packages must be a list, not a table"]),
        (
            "poetry.core.masonry.api",
            "[tool.poetry]\nname = 1\npackages = ['a', {include = 'b'}, true]",
            [
                "tool.poetry.name must be a string, not a number",
                "tool.poetry.packages[0] must be a table, not a string",
                "tool.poetry.packages[2] must be a table, not a boolean",
            ],
        ),
        (
            "flit_core.buildapi",
            "[tool.flit.module]\nname = {}",
            ["tool.flit.module.name must be a string, not a table"],
        ),
        ("flit.buildapi", "[tool.flit]\nmodule = 'a'", ["tool.flit.module must be a table, not a string"]),
        (
            "maturin",
            "[tool.maturin]\nmodule-name = []\npython-packages = 'a'\npython-source = false",
            [
                "tool.maturin.module-name must be a string, not a list",
                "tool.maturin.python-packages must be a list, not a string",
                "tool.maturin.python-source must be a string, not a boolean",
            ],
        ),
        (
            "scikit_build_core.build",
            "[tool.scikit-build]\nwheel.packages = 'a'",
            ["tool.scikit-build.wheel.packages must be a list or a table, not a string"],
        ),
    ],
)
def test_wrong_kinds(tmp_path, backend, tables, faults):
    """Each value of a wrong kind in the tables of the backend is reported with its key; other backends' are not."""
    with pytest.raises(ConfigError) as caught:
        read_project(write(tmp_path, backend, tables, {"my_app": PACKAGE}))
    assert list(caught.value.problems) == faults
    assert read_project(write(tmp_path / "other", "mesonpy", tables, {"my_app": PACKAGE})).tree.modules


def test_scikit_build_of_a_dotted_name(tmp_path):
    """scikit-build-core takes the name as it is written, and dots for underscores or for folders."""
    system = '[build-system]\nbuild-backend = "scikit_build_core.build"\n'
    write_tree(tmp_path, {"pyproject.toml": f'{system}[project]\nname = "Ours.my-App"\nversion = "1"\n'})
    write_tree(tmp_path, {"src": {"Ours": {"my_App": PACKAGE}, "ours_my_app": PACKAGE}})
    assert [*read_project(str(tmp_path)).tree.modules] == ["Ours.my_App", "Ours.my_App.faces"]
