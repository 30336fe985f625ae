"""Discovery looks at the files that the wheel will hold, however the project is laid out and the host told to pick."""

import re
import zipfile

import pytest


def plugin(name):
    return f"""
        from plugin import Plugin

        class Some(Plugin):
            namespace = "sample"
            name = "{name}"
    """


PACKAGE = {"__init__.py": "", "plugins.py": plugin("shipped"), "old.py": plugin("left out")}
DECOYS = {
    "tests": {"__init__.py": "", "test_sample.py": plugin("a test's")},
    "scripts": {"release.py": plugin("a script's")},
    "setup.py": plugin("nobody's"),
}

LAYOUTS = {
    "src": ({"src": {"sample": PACKAGE}}, "", {"shipped": "sample.plugins", "left out": "sample.old"}),
    "flat": ({"sample": PACKAGE}, "", {"shipped": "sample.plugins", "left out": "sample.old"}),
    "single module": ({"sample.py": plugin("shipped")}, "", {"shipped": "sample"}),
}

HATCHLING = {
    "namespace package": (
        {"src": {"ours": {"sample": PACKAGE}}},
        '[tool.hatch.build.targets.wheel]\npackages = ["src/ours"]',
        {"shipped": "ours.sample.plugins", "left out": "ours.sample.old"},
    ),
    "packages": (
        {"lib": {"one": {"two": PACKAGE}}},
        '[tool.hatch.build.targets.wheel]\npackages = ["lib/one/two"]',
        {"shipped": "two.plugins", "left out": "two.old"},
    ),
    "sources": (
        {"lib": {"inner": PACKAGE}},
        '[tool.hatch.build.targets.wheel]\nonly-include = ["lib"]\nsources = ["lib"]',
        {"shipped": "inner.plugins", "left out": "inner.old"},
    ),
    "sources that rename": (
        {"lib": {"inner": PACKAGE}},
        '[tool.hatch.build.targets.wheel]\nonly-include = ["lib"]\nsources = {"lib/inner" = "outer/renamed"}',
        {"shipped": "outer.renamed.plugins", "left out": "outer.renamed.old"},
    ),
    "only-include": (
        {"sample": PACKAGE},
        '[tool.hatch.build.targets.wheel]\nonly-include = ["sample/plugins.py"]',
        {"shipped": "sample.plugins"},
    ),
    "exclude": (
        {"src": {"sample": PACKAGE}},
        '[tool.hatch.build.targets.wheel]\npackages = ["src/sample"]\nexclude = ["old.py"]',
        {"shipped": "sample.plugins"},
    ),
    "exclude for every target": (
        {"src": {"sample": PACKAGE}},
        '[tool.hatch.build]\nexclude = ["src/sample/old.py"]',
        {"shipped": "sample.plugins"},
    ),
    "force-include": (
        {"src": {"sample": {"__init__.py": ""}}, "extra": PACKAGE},
        '[tool.hatch.build.targets.wheel.force-include]\n"extra" = "sample/extra"\n',
        {"shipped": "sample.extra.plugins", "left out": "sample.extra.old"},
    ),
    "ignored by git": (
        {"src": {"sample": PACKAGE}, ".gitignore": "old.py\n"},
        "",
        {"shipped": "sample.plugins"},
    ),
    "dev-mode-dirs": (
        {"src": {"sample": PACKAGE}},
        '[tool.hatch.build]\ndev-mode-dirs = ["scripts"]',
        {"shipped": "sample.plugins", "left out": "sample.old"},
    ),
    "hatch.toml": (
        {"hatch.toml": '[build.targets.wheel]\npackages = ["lib/sample"]\n', "lib": {"sample": PACKAGE}},
        "",
        {"shipped": "sample.plugins", "left out": "sample.old"},
    ),
}

PDM = {
    "namespace package": (
        {"src": {"ours": {"sample": PACKAGE}}},
        '[tool.pdm.build]\nincludes = ["src/ours"]',
        {"shipped": "ours.sample.plugins", "left out": "ours.sample.old"},
    ),
    "package-dir": (
        {"lib": {"sample": PACKAGE}},
        '[tool.pdm.build]\npackage-dir = "lib"',
        {"shipped": "sample.plugins", "left out": "sample.old"},
    ),
    "includes": (
        {"sample": PACKAGE},
        '[tool.pdm.build]\nincludes = ["sample/plugins.py"]',
        {"shipped": "sample.plugins"},
    ),
    "excludes": (
        {"src": {"sample": PACKAGE}},
        '[tool.pdm.build]\nexcludes = ["src/sample/old.py"]',
        {"shipped": "sample.plugins"},
    ),
    "source-includes": (
        {"src": {"sample": PACKAGE}},
        '[tool.pdm.build]\nsource-includes = ["scripts", "src/sample/old.py"]',
        {"shipped": "sample.plugins"},
    ),
    "wheel-data": (
        {"src": {"sample": {"__init__.py": ""}}, "extra": {"more": PACKAGE}},
        '[tool.pdm.build.wheel-data]\npurelib = [{path = "extra/**/*.py", relative-to = "extra"}]',
        {"shipped": "more.plugins", "left out": "more.old"},
    ),
    "editables": (
        {"src": {"sample": PACKAGE}},
        '[tool.pdm.build]\neditable-backend = "editables"',
        {"shipped": "sample.plugins", "left out": "sample.old"},
    ),
}


@pytest.fixture
def check(workshop, write, read_entry_points, tmp_path):
    """Builds a project, and compares the entry points of its wheels with what they should be."""

    def check(host, tree, tool, expected, decoys=DECOYS, editable=True):
        decoys = {name: held for name, held in decoys.items() if name not in host.runs}
        project = write(tmp_path / "project", {**decoys, **tree, "pyproject.toml": host.pyproject(tool=tool)})
        wheel = workshop.call(host, "build_wheel", project, tmp_path)
        assert read_entry_points(wheel) == {"sample": {name: f"{module}:Some" for name, module in expected.items()}}
        with zipfile.ZipFile(wheel) as archive:
            files = [name.replace("sample-1.0.data/purelib/", "") for name in archive.namelist()]
        assert all(f"{module.replace('.', '/')}.py" in files for module in expected.values()), "a module does not ship"
        if editable:
            again = workshop.call(host, "build_editable", project, tmp_path)
            assert read_entry_points(again) == read_entry_points(wheel)

    return check


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(host, layout, check):
    """The layouts that every build backend knows without being told."""
    tree, tool, expected = LAYOUTS[layout]
    # pdm-backend ships every top-level package or module, so there the decoys would be no decoys.
    check(host, tree, tool, expected, decoys=DECOYS if host.name == "hatchling" or layout == "src" else {})


@pytest.mark.parametrize("option", HATCHLING)
def test_hatchling_options(hatchling, option, check):
    """What hatchling is told to ship is what is looked at."""
    check(hatchling, *HATCHLING[option], editable=option != "sources that rename")  # hatchling has no such editables


@pytest.mark.parametrize("option", PDM)
def test_pdm_options(pdm, option, check):
    """What pdm-backend is told to ship is what is looked at."""
    check(pdm, *PDM[option])


def test_force_include_from_outside(hatchling, write, check, tmp_path):
    """A file from outside the project that goes into the wheel is looked at under its name in the wheel."""
    write(tmp_path / "shared", {"plugins.py": plugin("shared")})
    check(
        hatchling,
        {"src": {"sample": {"__init__.py": ""}}},
        '[tool.hatch.build.targets.wheel.force-include]\n"../shared/plugins.py" = "sample/vendored.py"\n',
        {"shared": "sample.vendored"},
    )


def test_linked_file_and_folder(host, write, check, tmp_path):
    """What a link leads to is looked at where the build backend follows the link."""
    project = write(tmp_path / "project", {"elsewhere.txt": plugin("linked"), "src": {"sample": {"__init__.py": ""}}})
    try:
        (project / "src/sample/linked.py").symlink_to(project / "elsewhere.txt")
        if not host.runs:  # setuptools follows such a circle itself, until the system does not any more
            (project / "src/sample/again").symlink_to(project / "src/sample", target_is_directory=True)
    except OSError as error:
        pytest.skip(f"no links here: {error}")
    check(host, {}, "", {"linked": "sample.linked"})


def test_table_in_hatch_toml(workshop, hatchling, write, read_entry_points, tmp_path):
    """Our table may stand in hatch.toml."""
    project = write(
        tmp_path / "project",
        {
            "pyproject.toml": hatchling.pyproject().replace(f"[{hatchling.table}]", ""),
            "hatch.toml": '[metadata.hooks.plugin-loader]\ninclude = ["sample.plugins"]\n',
            "sample": PACKAGE,
        },
    )
    wheel = workshop.call(hatchling, "build_wheel", project, tmp_path)
    assert read_entry_points(wheel) == {"sample": {"shipped": "sample.plugins:Some"}}


def test_static_entries_stay(workshop, pdm, write, read_entry_points, unpack, tmp_path):
    """Static entry points beside dynamic ones (PEP 808) stay as they are, and what is found is added."""
    static = (
        'dynamic = ["entry-points"]\n[project.entry-points.sample]\nshipped = "sample:by_hand"\nmine = "sample:mine"'
    )
    project = write(tmp_path / "project", {"pyproject.toml": pdm.pyproject(project=static), "src": {"sample": PACKAGE}})
    expected = {"sample": {"left out": "sample.old:Some", "mine": "sample:mine", "shipped": "sample:by_hand"}}
    assert read_entry_points(workshop.call(pdm, "build_wheel", project, tmp_path)) == expected
    from_sdist = unpack(workshop.call(pdm, "build_sdist", project, tmp_path), tmp_path / "unpacked")
    assert read_entry_points(workshop.call(pdm, "build_wheel", from_sdist, tmp_path)) == expected


def test_no_plugins(workshop, host, write, read_entry_points, unpack, tmp_path):
    """A project without plugins is built, from its sdist as well, and has no entry points."""
    tree = {"pyproject.toml": host.pyproject(), "src": {"sample": {"__init__.py": ""}}}
    sdist = workshop.call(host, "build_sdist", write(tmp_path / "project", tree), tmp_path)
    wheel = workshop.call(host, "build_wheel", unpack(sdist, tmp_path / "unpacked"), tmp_path)
    assert read_entry_points(wheel) == {}


def test_version_from_a_later_hook(workshop, pdm, write, read_entry_points, tmp_path):
    """A version that a hook of the project finds out after ours does not stand in the way."""
    project = write(
        tmp_path / "project",
        {
            "pyproject.toml": pdm.pyproject(project='dynamic = ["entry-points", "version"]').replace(
                'version = "1.0"\n', ""
            ),
            "pdm_build.py": """
                def pdm_build_initialize(context):
                    context.config.metadata["version"] = "7"
            """,
            "src": {"sample": PACKAGE},
        },
    )
    wheel = workshop.call(pdm, "build_wheel", project, tmp_path)
    assert wheel.name.startswith("sample-7-")
    assert set(read_entry_points(wheel)["sample"]) == {"shipped", "left out"}


def test_no_table(workshop, host, write, tmp_path):
    """A project without our table is built as if we were not installed, and nothing of discovery is loaded for it."""
    pyproject = host.pyproject(project="").replace(f"[{host.table}]", "")
    project = write(tmp_path / "project", {"pyproject.toml": pyproject, "src": {"sample": PACKAGE}})
    run = workshop.call(host, "build_wheel", project, tmp_path, check=False, options=("-I", "-v"))
    assert run.status == 0, run.output
    imported = set(re.findall(r"^import '([\w.]+)'", run.stderr, re.MULTILINE))
    assert host.backend in imported
    assert not [module for module in imported if module.split(".")[0] == "plugin"]
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        assert not any("Some" in archive.read(name).decode() for name in archive.namelist() if "entry_points" in name)
