import datetime as dt
import io

import pytest
from hypothesis import given, note, strategies as st

from plugin.cli import main
from plugin.discovery import Config
from plugin.discovery.config import KEYS, toml_key
from plugin.entrypoint import EntryPoint
from plugin.exceptions import ConfigError
from properties import examples
from pyprojects import texts, toml, toml_values
from toys import PLUGIN, write_tree


def faults_of(table, key="tool.plugin-loader"):
    with pytest.raises(ConfigError) as caught:
        Config.parse(table, key)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)


class TestParse:
    def test_empty_table(self):
        """An empty table is the default configuration, which covers every module."""
        config = Config.parse({})
        assert config == Config()
        assert config.covers("any.module")

    def test_every_key(self):
        """Every key finds its place, and the entries by hand become entry points."""
        table = {
            "discovery": "import",
            "import-timeout": 1.5,
            "include": ["my_app.plugins*"],
            "exclude": ["my_app.plugins.old"],
            "on-undecided": "warn",
            "entry-points": {"my.group": {"extra": "my_app.legacy:Extra"}},
        }
        assert Config.parse(table, "tool.some") == Config(
            discovery="import",
            import_timeout=1.5,
            include=("my_app.plugins*",),
            exclude=("my_app.plugins.old",),
            on_undecided="warn",
            entry_points=(EntryPoint(name="extra", value="my_app.legacy:Extra", group="my.group"),),
            key="tool.some",
        )

    @pytest.mark.parametrize(
        ("table", "told"),
        [(True, "a boolean"), ("x", "a string"), ([], "a list"), (3, "a number"), (dt.date.max, "a date")],
    )
    def test_no_table(self, table, told):
        """What is no table is refused in the words of TOML."""
        assert faults_of(table) == [f"tool.plugin-loader must be a table, not {told}"]

    @pytest.mark.parametrize(
        ("unknown", "meant"),
        [
            ("inlcude", "include"),
            ("includes", "include"),
            ("excluded", "exclude"),
            ("on_undecided", "on-undecided"),
            ("entry_points", "entry-points"),
            ("entrypoints", "entry-points"),
            ("Discovery", "discovery"),
        ],
    )
    def test_near_miss(self, unknown, meant):
        """A key that is nearly right is refused, and the right one suggested."""
        assert faults_of({unknown: {}}) == [f"tool.plugin-loader.{unknown} is not a known key; did you mean {meant!r}?"]

    def test_unknown_key(self):
        """A key that is like no other is refused, and those that there are get listed."""
        assert faults_of({"colour of it": 1}) == [
            (
                'tool.plugin-loader."colour of it" is not a known key; '
                "known keys: bases, discovery, entry-points, exclude, import-timeout, include, modules, on-undecided, "
                "synced"
            )
        ]

    @pytest.mark.parametrize("name", ["include", "exclude"])
    def test_patterns(self, name):
        """Patterns are a list of strings that match modules, not paths."""
        key = f"tool.plugin-loader.{name}"
        assert faults_of({name: "my_app*"}) == [
            f'{key} must be a list of module patterns such as ["my_app.plugins*"], not a string'
        ]
        assert faults_of({name: ["my_app", 3, "", "src/my_app", "my_app.py", "my_app\\plugins", ["x"]]}) == [
            f"{key}[1] must be a module pattern, not a number",
            f"{key}[2] must be a module pattern, not ''",
            f"{key}[3] must be a module pattern: write dots and no suffix, not 'src/my_app'",
            f"{key}[4] must be a module pattern: write dots and no suffix, not 'my_app.py'",
            f"{key}[5] must be a module pattern: write dots and no suffix, not 'my_app\\\\plugins'",
            f"{key}[6] must be a module pattern, not a list",
        ]

    @pytest.mark.parametrize("value", ["Warn", "", 3, None, ["warn"]])
    def test_on_undecided(self, value):
        """What becomes of the undecided is one of four words."""
        (fault,) = faults_of({"on-undecided": value})
        assert fault.startswith("tool.plugin-loader.on-undecided must be 'strict', 'error', 'warn' or 'ignore', not ")

    def test_bases(self):
        """Bases are classes of modules, each with the namespace of its plugins."""
        bases = {"zz_app.api:Face": "zz.faces", "zz_app:Voice": "zz.voices"}
        assert Config.parse({"bases": bases}).bases == (*bases.items(),)
        key = "tool.plugin-loader.bases"
        reference = 'must be the reference of a class such as "my_app.api:Base"'
        assert faults_of(
            {"bases": {"zz_app": "a", "a:b.c": "a", "a-b:c": "a", "a:B": 1, "a:C": "no group", ":D": "a"}}
        ) == [
            f'{key}.":D" {reference}',
            f'{key}."a-b:c" {reference}',
            f'{key}."a:B" must be a namespace, not a number',
            (
                f"{key}.\"a:C\" is not a namespace: 'no group' is not an entry point group: "
                "use words of letters, digits and underscores, joined by dots"
            ),
            f'{key}."a:b.c" {reference}',
            f"{key}.zz_app {reference}",
        ]
        assert faults_of({"bases": ["a"]}) == [f"{key} must be a table, not a list"]

    @pytest.mark.parametrize("value", ["imports", "dynamic", False])
    def test_discovery(self, value):
        """There are two engines to choose from."""
        (fault,) = faults_of({"discovery": value})
        assert fault.startswith("tool.plugin-loader.discovery must be 'static' or 'import', not ")

    @pytest.mark.parametrize("value", [1, 0.5, 86_400])
    def test_import_timeout(self, value):
        """The time limit is a number of seconds, and it need not be a whole one."""
        assert Config.parse({"import-timeout": value}).import_timeout == value

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (0, "0"),
            (-1.5, "-1.5"),
            (300_000, "300000"),
            (float("inf"), "inf"),
            (float("nan"), "nan"),
            (True, "a boolean"),
            ("5 min", "'5 min'"),
            ([300], "a list"),
        ],
    )
    def test_no_import_timeout(self, value, told):
        """What is no time limit, or one in another unit, is refused."""
        assert faults_of({"import-timeout": value}) == [
            f"tool.plugin-loader.import-timeout must be a number of seconds above 0 and up to 86400, a day, not {told}"
        ]

    def test_entry_points(self):
        """Every fault of the entries by hand is told, with the key as it stands in the file."""
        assert faults_of(
            {
                "entry-points": {
                    "console_scripts": {"run": "my_app:run"},
                    "flat": "my_app:flat",
                    "no group": {"a": "b:c"},
                    "my.group": {"a=b": "nothing to import", "number": 3, "": "x:y", "fine": "x.y:z.w"},
                }
            },
            "tool.x",
        ) == [
            ('tool.x.entry-points."my.group"."" is invalid: the name of an entry point must not be empty'),
            (
                'tool.x.entry-points."my.group"."a=b" is invalid: \'a=b\' is not an entry point name: '
                "a name must not contain '='"
            ),
            (
                'tool.x.entry-points."my.group"."a=b" is invalid: \'nothing to import\' is not an object reference: '
                "write it as 'package.module:name'"
            ),
            'tool.x.entry-points."my.group".number must be an object reference, not a number',
            (
                "tool.x.entry-points.\"no group\" cannot be used: 'no group' is not an entry point group: "
                "use words of letters, digits and underscores, joined by dots"
            ),
            (
                "tool.x.entry-points.console_scripts cannot be used: scripts belong in [project.scripts], "
                "which build backends keep apart from entry points"
            ),
            "tool.x.entry-points.flat must be a table, not a string",
        ]
        assert faults_of({"entry-points": [1]}) == ["tool.plugin-loader.entry-points must be a table, not a list"]

    def test_all_at_once(self):
        """The faults of all keys are told together, sorted by key."""
        assert [fault.split(" ")[0] for fault in faults_of({"x": 1, "include": 1, "discovery": 1, "exclude": [1]})] == [
            "tool.plugin-loader.discovery",
            "tool.plugin-loader.exclude[0]",
            "tool.plugin-loader.include",
            "tool.plugin-loader.x",
        ]


class TestCovers:
    @pytest.mark.parametrize(
        ("module", "covered"),
        [
            ("my_app.plugins", True),
            ("my_app.plugins.aws", True),
            ("my_app.plugins.aws.s3", True),
            ("my_app.plugins.old", False),
            ("my_app.plugins.old.ftp", False),
            ("my_app", False),
            ("MY_APP.plugins", False),
        ],
    )
    def test_patterns(self, module, covered):
        """A module is covered if a pattern of include matches it, and none of exclude; a star matches dots as well."""
        config = Config(include=("my_app.plugins*",), exclude=("*.old", "*.old.*"))
        assert config.covers(module) is covered


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (["tool.x"], "tool.x"),
        (["tool.x", "a-b_1"], "tool.x.a-b_1"),
        (["tool.x", "a.b", "c d"], 'tool.x."a.b"."c d"'),
        (["tool.x", ""], 'tool.x.""'),
        (["tool.x", 'say "hé"\n'], 'tool.x."say \\"hé\\"\\n"'),
    ],
)
def test_toml_key(parts, key):
    """A key is quoted where TOML wants it quoted."""
    assert toml_key(*parts) == key


tables = st.dictionaries(st.sampled_from([*KEYS]) | texts, toml_values, max_size=4)


@examples(150)
@given(tables | toml_values)
def test_any_value(table):
    """Whatever stands under a key, it is a configuration, or an error that begins with the full key."""
    try:
        config = Config.parse(table, "tool.some")
    except ConfigError as error:
        keys = [toml_key("tool.some", name) for name in table] if isinstance(table, dict) else ["tool.some"]
        for problem in error.problems:
            assert any(problem.startswith((f"{key} ", f"{key}[", f"{key}.")) for key in keys), problem
            assert "\n" not in problem
    else:
        config.covers("my_app.plugins")
        assert Config.parse(table, "tool.some") == config


@examples(25)
@given(table=tables)
def test_any_value_in_a_project(tmp_path_factory, table):
    """A command ends with a message, whatever a project configures."""
    folder = tmp_path_factory.getbasetemp() / "any_value"
    pyproject = '[project]\nname = "sample"\n[build-system]\nbuild-backend = "flit_core.buildapi"\n'
    lines = [f"{toml(name)} = {toml(value)}\n" for name, value in table.items()]
    write_tree(folder, {"pyproject.toml": f"{pyproject}[tool.plugin-loader]\n{''.join(lines)}", "sample.py": PLUGIN})
    note("".join(lines))
    out, err = io.StringIO(), io.StringIO()
    assert main(["discover", str(folder)], out, err) in {0, 1, 2}
    assert "Traceback" not in err.getvalue()
