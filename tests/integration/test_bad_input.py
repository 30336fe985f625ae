"""Whatever a user got wrong ends the build with one message that says what and where, and leaves nothing behind."""

import os

import pytest

from hosts import SETUP_PY, on_every_host

PLUGIN = """
from plugin import Plugin

class Some(Plugin):
    namespace = "sample"
    name = "some"
"""

ONE_MODULE = """
[tool.hatch.build.targets.wheel]
only-include = ["sample.py"]
[tool.setuptools]
py-modules = ["sample"]
"""

KEYS = (
    "bases",
    "discovery",
    "entry-points",
    "exclude",
    "import-timeout",
    "include",
    "modules",
    "on-undecided",
    "synced",
)


@pytest.fixture
def fails(workshop, host, write, tmp_path):
    """Builds a project that cannot be built, and gives what the user reads."""

    def fails(config="", files=(), hook="build_wheel", **pyproject):
        package = {"__init__.py": "", "plugins.py": PLUGIN, **dict(files)}
        how = {"pyproject.toml": host.pyproject(config, **pyproject)} if pyproject else host.files(config)
        return fails_in(write(tmp_path / "project", {**how, "src": {"sample": package}}), hook)

    def fails_in(folder, hook="build_wheel"):
        before = files_of(folder)
        out = tmp_path / "out"
        out.mkdir()
        run = workshop.call(host, hook, folder, out, check=False)
        assert run.status == 1, run.output
        assert "Traceback" not in run.output
        assert list(out.iterdir()) == [], "something was written"
        assert files_of(folder) == before
        # setuptools may have things of its own to tell before.
        _, heading, message = run.stderr.partition("plugin-loader cannot fill in the entry points:\n")
        assert heading
        return message.rstrip("\n")

    def files_of(folder):
        paths = (path for path in folder.rglob("*") if path.is_file())
        return sorted(path for path in paths if not set(path.parts) & set(host.leaves))

    fails.in_folder = fails_in
    return fails


def test_not_a_table(fails, host, workshop, write, tmp_path):
    """The table is no table."""
    above, _, name = host.table.rpartition(".")
    pyproject = host.pyproject().replace(f"[{host.table}]", f"[{above}]\n{name} = true")
    project = write(tmp_path / "project", {"pyproject.toml": pyproject, "src": {"sample": {"__init__.py": ""}}})
    assert fails.in_folder(project) == f"{host.table} must be a table, not a boolean"


def test_several_faults(fails, host):
    """Every fault of the table is told at once: unknown keys, wrong types, groups and names that cannot be."""
    message = fails(
        """
        inlcude = ["sample*"]
        colour = "green"
        exclude = "sample.old"
        include = ["sample/plugins.py", 3]
        on-undecided = "fail"
        discovery = true

        [$TABLE.entry-points]
        flat = "sample:flat"
        console_scripts = {run = "sample:run"}
        "no group" = {}

        [$TABLE.entry-points."my.group"]
        number = 7
        wrong = "sample.run"
        "a=b" = "sample:"
        """.replace("        ", "")
    )
    key = host.table
    assert message.splitlines() == [
        f"{key}.colour is not a known key; known keys: {', '.join(KEYS)}",
        f"{key}.discovery must be 'static' or 'import', not a boolean",
        (
            f'{key}.entry-points."my.group"."a=b" is invalid: \'a=b\' is not an entry point name: '
            "a name must not contain '='"
        ),
        (
            f'{key}.entry-points."my.group"."a=b" is invalid: \'sample:\' is not an object reference: '
            "write it as 'package.module:name'"
        ),
        f'{key}.entry-points."my.group".number must be an object reference, not a number',
        (
            f"{key}.entry-points.\"no group\" cannot be used: 'no group' is not an entry point group: "
            "use words of letters, digits and underscores, joined by dots"
        ),
        (
            f"{key}.entry-points.console_scripts cannot be used: scripts belong in [project.scripts], "
            "which build backends keep apart from entry points"
        ),
        f"{key}.entry-points.flat must be a table, not a string",
        f'{key}.exclude must be a list of module patterns such as ["my_app.plugins*"], not a string',
        f"{key}.include[0] must be a module pattern: write dots and no suffix, not 'sample/plugins.py'",
        f"{key}.include[1] must be a module pattern, not a number",
        f"{key}.inlcude is not a known key; did you mean 'include'?",
        f"{key}.on-undecided must be 'strict', 'error', 'warn' or 'ignore', not 'fail'",
    ]


@pytest.mark.parametrize("host", [SETUP_PY], ids=lambda host: host.name, indirect=True)
def test_faulty_call(fails, host):
    """Every fault of the arguments in a setup.py is told at once."""
    message = fails('colour = "green"\ndiscovery = true\nimport-timeout = -1\non-undecided = "fail"')
    assert message.splitlines() == [
        f"{host.table}.colour is not a known key; known keys: {', '.join(KEYS)}",
        f"{host.table}.discovery must be 'static' or 'import', not a boolean",
        f"{host.table}.import-timeout must be a number of seconds above 0 and up to 86400, a day, not -1",
        f"{host.table}.on-undecided must be 'strict', 'error', 'warn' or 'ignore', not 'fail'",
    ]


def test_pattern_without_module(fails, host):
    """A pattern that matches nothing is a slip of the pen, not a wish for no plugins."""
    message = fails('include = ["sample*", "smaple.plugins"]')
    assert message == f"{host.table}.include[1] matches no module that ships: 'smaple.plugins'"


@pytest.mark.parametrize("project", ["", 'dynamic = ["readme"]', 'dynamic = ["readme"]\n[project.entry-points.sample]'])
@pytest.mark.parametrize("hook", ["build_wheel", "build_sdist", "build_editable"])
def test_entry_points_are_not_dynamic(fails, host, project, hook):
    """A project that forgets to make its entry points dynamic would lose them."""
    if not project.endswith("]") and host.name != "hatchling":
        project = project.replace('dynamic = ["readme"]', "")
    # setuptools refuses a dynamic field that nothing fills in.
    message = fails(project=project, hook=hook, tool='[tool.setuptools.dynamic]\nreadme = {file = "pyproject.toml"}')
    assert message == f'{host.table} needs "entry-points" in project.dynamic, because it fills in that field'


def test_static_and_dynamic(workshop, hatchling, write, tmp_path):
    """Static entry points beside dynamic ones are refused, with a way out, for as long as hatchling refuses them."""
    static = 'dynamic = ["entry-points"]\n[project.entry-points.sample]\nmine = "sample:mine"'
    tree = {"pyproject.toml": hatchling.pyproject(project=static), "src": {"sample": {"__init__.py": ""}}}
    run = workshop.call(hatchling, "build_wheel", write(tmp_path / "project", tree), tmp_path, check=False)
    assert run.status == 1
    assert "Traceback" not in run.output
    assert f"move the entries from project.entry-points to {hatchling.table}.entry-points" in run.stderr


def test_contradiction(workshop, pdm, write, tmp_path):
    """An entry by hand and a static one of the same name must not differ."""
    static = 'dynamic = ["entry-points"]\n[project.entry-points.sample]\nmine = "sample:mine"'
    config = '[$TABLE.entry-points.sample]\nmine = "sample:other"'
    tree = {"pyproject.toml": pdm.pyproject(config, static), "src": {"sample": {"__init__.py": ""}}}
    run = workshop.call(pdm, "build_wheel", write(tmp_path / "project", tree), tmp_path, check=False)
    assert run.status == 1
    assert run.stderr.splitlines()[-1] == (
        f"{pdm.table}.entry-points.sample.mine is 'sample:other', "
        "but project.entry-points.sample.mine is 'sample:mine': remove one of them"
    )


@on_every_host
def test_duplicate(fails):
    """Of two plugins with one name, both places are named."""
    message = fails(files={"others.py": PLUGIN})
    assert "src/sample/others.py:4" in message
    assert "src/sample/plugins.py:4" in message
    assert "sample.others:Some" in message
    assert "sample.plugins:Some" in message


@on_every_host
@pytest.mark.parametrize(
    ("namespace", "name", "told"),
    [
        ("sample", "a=b", "'='"),
        ("sample", "two\\nlines", "line break"),
        ("sample", " edge", "whitespace"),
        ("sample", "[section]", "'['"),
        ("sample", "#comment", "'#'"),
        ("not a group", "some", "'not a group'"),
        ("console_scripts", "some", "[project.scripts]"),
        ("gui_scripts", "some", "[project.gui-scripts]"),
    ],
)
def test_invalid_name(fails, namespace, name, told):
    """A name or namespace that no entry point can have is refused where it stands in the source."""
    source = PLUGIN.replace('"sample"', f'"{namespace}"').replace('"some"', f'"{name}"')
    message = fails(files={"plugins.py": source})
    assert message.startswith("src/sample/plugins.py:")
    assert told in message


@on_every_host
def test_syntax_error(fails):
    """A file that may hold plugins and cannot be parsed is named, with the line."""
    message = fails(files={"plugins.py": f"{PLUGIN}\nclass Other(Plugin)\n    name = 'other'\n"})
    assert message.startswith("src/sample/plugins.py:8")


@on_every_host
def test_undecidable_name(fails):
    """A plugin whose name the source does not tell is not left out in silence."""
    message = fails(files={"plugins.py": "import os" + PLUGIN.replace('"some"', 'os.environ["NAME"]')})
    assert message.startswith("src/sample/plugins.py:")


def test_dangling_link(fails, workshop, hatchling, write, tmp_path, host):
    """A link to nowhere that is to be shipped cannot be read."""
    if host.name != "hatchling":
        pytest.skip("only hatchling ships such a link")
    project = write(tmp_path / "project", {"pyproject.toml": host.pyproject(), "src": {"sample": {"__init__.py": ""}}})
    link(project / "src/sample/gone.py", tmp_path / "nowhere.py")
    assert fails.in_folder(project).startswith("src/sample/gone.py: ")


def test_link_to_itself(fails, host, write, tmp_path):
    """A link that leads to itself cannot be read."""
    if host.name != "hatchling":
        pytest.skip("only hatchling ships such a link")
    project = write(tmp_path / "project", {"pyproject.toml": host.pyproject(), "src": {"sample": {"__init__.py": ""}}})
    link(project / "src/sample/loop.py", project / "src/sample/loop.py")
    assert fails.in_folder(project).startswith("src/sample/loop.py: ")


def link(path, target):
    try:
        path.symlink_to(target)
    except OSError as error:
        pytest.skip(f"no links here: {error}")


@on_every_host
def test_no_permission(fails, host, write, tmp_path):
    """A file that may not be read is named."""
    package = {"__init__.py": "", "plugins.py": PLUGIN}
    project = write(tmp_path / "project", {**host.files(), "src": {"sample": package}})
    secret = project / "src/sample/plugins.py"
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read everything")
    assert fails.in_folder(project).startswith("src/sample/plugins.py: ")


@on_every_host
def test_undecoded_file(workshop, host, write, tmp_path, fails):
    """A file that does not keep to its encoding is named."""
    package = {"__init__.py": "", "plugins.py": PLUGIN}
    project = write(tmp_path / "project", {**host.files(), "src": {"sample": package}})
    (project / "src/sample/plugins.py").write_bytes(PLUGIN.encode().replace(b"some", b"caf\xe9"))
    assert fails.in_folder(project).startswith("src/sample/plugins.py")


@pytest.fixture
def build_there(workshop, host, write, tmp_path):
    """Builds a project that has a package ``plugin`` of its own, with the project folder on ``sys.path``."""

    def build_there(pyproject):
        package = {"__init__.py": "raise AssertionError('the package of the project was imported')"}
        project = write(tmp_path / "project", {"pyproject.toml": pyproject, "plugin": package, "sample.py": ""})
        return workshop.call(host, "build_wheel", project, tmp_path, check=False, options=())

    return build_there


def test_in_the_way(build_there, host):
    """A package of the project that stands in the place of ours is named; ``hatch build`` builds like that."""
    run = build_there(host.pyproject(tool=ONE_MODULE))
    assert run.status == 1
    heading, message = run.stderr.splitlines()[-2:]
    assert heading == "plugin-loader cannot fill in the entry points:"
    assert message.startswith(os.path.join("plugin", "__init__.py"), message.index("plugin"))
    assert message.endswith("build with a tool that keeps the project folder off sys.path, as pip does")
    assert "Traceback" not in run.output


def test_not_in_the_way(build_there, host, tmp_path):
    """Where nobody asks for us, a package ``plugin`` is nothing special."""
    run = build_there(host.pyproject(project="", tool=ONE_MODULE).replace(f"[{host.table}]", ""))
    assert run.status == 0, run.output
    assert list(tmp_path.glob("*.whl"))


def test_nothing_to_ship(workshop, hatchling, write, tmp_path):
    """Where hatchling itself does not know what to ship, its own words are told."""
    tree = {"pyproject.toml": hatchling.pyproject(), "elsewhere": {"plugins.py": PLUGIN}}
    run = workshop.call(hatchling, "build_wheel", write(tmp_path / "project", tree), tmp_path, check=False)
    assert run.status == 1
    assert "Traceback" not in run.output
    assert "Unable to determine which files to ship" in run.stderr


def test_place_in_hatch_toml(workshop, hatchling, write, tmp_path):
    """A fault in hatch.toml is looked for in hatch.toml."""
    tree = {
        "pyproject.toml": hatchling.pyproject().replace(f"[{hatchling.table}]", ""),
        "hatch.toml": "[metadata.hooks.plugin-loader]\nincludes = []\n",
        "src": {"sample": {"__init__.py": ""}},
    }
    run = workshop.call(hatchling, "build_wheel", write(tmp_path / "project", tree), tmp_path, check=False)
    assert run.stderr.splitlines()[-1] == (
        "hatch.toml: metadata.hooks.plugin-loader.includes is not a known key; did you mean 'include'?"
    )


@on_every_host
def test_warnings_end_nothing(workshop, host, write, read_entry_points, tmp_path):
    """With on-undecided = "warn" the build goes on, and the message is told all the same."""
    undecidable = PLUGIN.replace('"some"', 'os.environ["NAME"]').replace("Some", "Other")
    tree = {
        **host.files('on-undecided = "warn"'),
        "src": {"sample": {"__init__.py": "", "plugins.py": PLUGIN, "other.py": f"import os\n{undecidable}"}},
    }
    out = tmp_path / "out"
    out.mkdir()
    run = workshop.call(host, "build_wheel", write(tmp_path / "project", tree), out, check=False)
    assert run.status == 0, run.output
    assert "plugin-loader: src/sample/other.py:" in run.stderr
    assert read_entry_points(next(out.iterdir())) == {"sample": {"some": "sample.plugins:Some"}}
