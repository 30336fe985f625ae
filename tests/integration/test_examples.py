"""The examples: what is found when they are built, and what the application does with it."""

import shutil

import pytest

from pages import ROOT, is_same

EXAMPLES = ROOT / "examples"

FOUND = {
    "recast": {
        "console_scripts": {"recast": "recast.cli:main"},
        "recast.commands": {"convert": "recast.commands:Convert", "plugins": "recast.commands:Plugins"},
        "recast.formats": {
            "csv": "recast.formats:comma",
            "json": "recast.formats:Json",
            "tsv": "recast.formats:tab",
        },
        "recast.steps": {"drop-empty": "recast.steps:drop_empty", "sort": "recast.steps:sort"},
    },
    "recast-markup": {
        "recast.formats": {
            "dokuwiki": "recast_markup.wiki:dokuwiki",
            "html": "recast_markup.html:Html",
            "jira": "recast_markup.wiki:jira",
            "markdown": "recast_markup.markdown:Markdown",
            "xlsx": "recast_markup.excel:Excel",
        }
    },
    "recast-statistics": {
        "recast.commands": {
            "count": "recast_statistics.commands:Count",
            "history": "recast_statistics.history:History",
        },
        "recast.steps": {
            "forecast": "recast_statistics.forecast:forecast",
            "number-lines": "recast_statistics.steps:number_lines",
            "shuffle": "recast_statistics.steps:shuffle",
            "total": "recast_statistics.steps:total",
        },
    },
}

PLUGINS = """\
[recast.formats]
  csv           recast             loaded
  dokuwiki      recast-markup      loaded
  html          recast-markup      loaded
  jira          recast-markup      loaded
  json          recast             loaded
  markdown      recast-markup      loaded
  tsv           recast             loaded
  xlsx          recast-markup      disabled: openpyxl is not installed
[recast.steps]
  drop-empty    recast             loaded
  forecast      recast-statistics  broken: ModuleNotFoundError: No module named 'statsmodels'
  number-lines  recast-statistics  loaded
  shuffle       recast-statistics  disabled: ...
  sort          recast             loaded
  total         recast-statistics  loaded
[recast.commands]
  convert       recast             loaded
  count         recast-statistics  loaded
  history       recast-statistics  broken: RuntimeError: the archive of tables is not reachable
  plugins       recast             loaded
"""

MARKDOWN = """\
| dish  | kitchen | price |
| ----- | ------- | ----- |
| bread | warm    | 2     |
| pie   | warm    | 7     |
| soup  | cold    | 4     |
|       |         | 13    |
"""


@pytest.fixture(scope="module")
def wheels(workshop, tmp_path_factory):
    """The wheels of the examples, each built in isolation; name of the distribution -> wheel."""
    folder = tmp_path_factory.mktemp("examples")
    built = {}
    for name in FOUND:
        project = shutil.copytree(EXAMPLES / name, folder / name)
        workshop.uv(
            *("build", "--wheel", "--python", workshop.tools),
            *("--find-links", workshop.wheelhouse, "--find-links", folder, "--out-dir", folder, project),
        )
        (built[name],) = folder.glob(f"{name.replace('-', '_')}-1*.whl")
    return built


def test_found(wheels, read_entry_points):
    """Each plugin of the examples is found, under Hatchling and under PDM, the broken and the disabled ones as well."""
    assert {name: read_entry_points(wheel) for name, wheel in wheels.items()} == FOUND


def test_used(workshop, wheels, tmp_path_factory):
    """A disabled plugin and broken ones are told, and do not stop the others."""
    python = workshop.environment(tmp_path_factory.mktemp("user"), *wheels.values())
    recast = python.with_name("recast")

    plugins = workshop.run(recast, "plugins", cwd=EXAMPLES)
    assert is_same(PLUGINS, plugins.stdout), plugins.stdout
    assert "recast.steps:forecast" in plugins.stderr
    assert "recast.commands:history" in plugins.stderr

    steps = ("--step", "drop-empty", "--step", "sort", "--step", "total")
    converted = workshop.run(recast, "convert", "menu.csv", "--to", "markdown", *steps, cwd=EXAMPLES)
    assert converted.stdout == MARKDOWN

    disabled = workshop.run(recast, "convert", "menu.csv", "--to", "xlsx", cwd=EXAMPLES, check=False)
    assert (disabled.status, disabled.stdout) == (1, "")
    assert "openpyxl is not installed" in disabled.stderr
