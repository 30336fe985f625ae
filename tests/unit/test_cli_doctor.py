"""`plugin-loader doctor` says why a plugin is not seen or not loaded."""

import io
import json
import os
import sys

import packaging
import pytest

from plugin.cli import main
from toys import write_tree

SOUND = "from plugin import Plugin\n\nclass P(Plugin):\n    namespace, name = 'my.ns', '{name}'\n"
PYPROJECT = """
[build-system]
requires = ["setuptools", "python-plugin-loader"]
build-backend = "setuptools.build_meta"
[project]
name = "{name}"
version = "1.0"
dynamic = ["entry-points"]
[tool.plugin-loader]
"""


def doctor(*arguments):
    """Run the command; give its status and its answer."""
    out, err = io.StringIO(), io.StringIO()
    status = main(["doctor", *arguments], out, err)
    assert err.getvalue() == ""
    return status, out.getvalue()


def install(site, name, module=None, **more):
    module = SOUND.format(name=name) if module is None else module
    site.install(f"dist-{name}", {f"cli_{name}.py": module}, {"my.ns": {name: f"cli_{name}:P"}}, **more)


def write_project(folder, name, module):
    """Write the project of a distribution that holds one module."""
    write_tree(folder, {"pyproject.toml": PYPROJECT.format(name=name), "src": {f"cli_{name}.py": module}})
    return folder


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """Nothing else is installed, and nothing stands in the current folder."""
    write_tree(tmp_path / "libraries", {})
    (tmp_path / "libraries" / "packaging").symlink_to(os.path.dirname(packaging.__file__))
    others = [path for path in sys.path if "site-packages" not in path]
    monkeypatch.setattr(sys, "path", [*others, str(tmp_path / "libraries")])
    for name in ("VIRTUAL_ENV", "PLUGIN_LOADER_ALLOW", "PLUGIN_LOADER_DISABLE", "PLUGIN_LOADER_LIVE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")


def test_sound(site):
    """Of a plugin that can be loaded there is its entry point, and where it is; it is not loaded."""
    install(site, "a", SOUND.format(name="a") + "    def load(self): raise AssertionError\n")
    status, answer = doctor("my.ns:a")
    assert status == 0
    assert answer.splitlines()[:6] == [
        f"Python {'.'.join(map(str, sys.version_info[:3]))} in {sys.prefix}",
        answer.splitlines()[1],
        "",
        "my.ns:a",
        f"  cli_a:P of dist-a 1.0 in {site.path}",
        "  can be loaded",
    ]
    assert "no problems found; if an application" in answer


def test_every_namespace(site):
    """Without a namespace, all those of plugins of this library are looked at."""
    install(site, "a")
    site.install("other", {"other.py": "raise AssertionError"}, {"other.ns": {"x": "other:x"}})
    status, answer = doctor()
    assert status == 0
    assert "my.ns:a" in answer
    assert "other.ns" not in answer


@pytest.mark.parametrize(
    ("module", "message", "more"),
    [
        (
            "import nose_not_there.x",
            "ModuleNotFoundError: No module named 'nose_not_there' [PL301]",
            "install what provides `nose_not_there`",
        ),
        ("x = 1\n\n1 / 0", "ZeroDivisionError: division by zero [PL301]", "cli_a.py:3: 1 / 0"),
        ("class P(:", "SyntaxError: ", "cli_a.py:1"),
        ("", "AttributeError: ", ""),
        ("P = 5", "InvalidPlugin: cannot resolve a plugin from 5", "make cli_a:P a plugin class"),
        ("import sys\nsys.exit(3)", "SystemExit: 3 [PL301]", "cli_a.py:2: sys.exit(3)"),
        ("import os\nos._exit(3)", "its import ends the process with exit status 3 [PL303]", ""),
        ("{sound}    def __init__(self): self.x = {{}}['y']\n", "KeyError: 'y' [PL307]", "cli_a.py:5: "),
        (
            "{sound}    requirements = ['zz-not-there>=2']\n",
            "requires zz-not-there>=2, which is not installed [PL308]",
            "",
        ),
        ("{sound}    def should_load(self): return False\n", "Load condition for plugin was false [PL308]", ""),
        ("from plugin import PluginDisabled\nraise PluginDisabled('my.ns', 'a', 'not here')", "not here [PL308]", ""),
    ],
)
def test_what_fails(site, module, message, more):
    """Whatever keeps a plugin from being loaded is named, with the line that raises it and what to do."""
    install(site, "a", module.format(sound=SOUND.format(name="a")) if "{sound}" in module else module)
    status, answer = doctor("my.ns:a")
    assert status == 1
    assert f"error: {message}" in answer
    assert more in answer
    assert answer.endswith("\n1 problem\n")


def test_module_gone(site):
    """An entry point whose module is not there any more is out of date."""
    site.install("gone", {}, {"my.ns": {"a": "cli_gone.inner:P"}})
    _, answer = doctor("my.ns:a")
    assert "the entry point is out of date: reinstall gone" in answer


def test_disabled_from_outside(site, monkeypatch):
    """The environment variable that disables a plugin is named."""
    install(site, "a")
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "my.ns:*")
    status, answer = doctor("my.ns")
    assert (status, "excluded by PLUGIN_LOADER_DISABLE=my.ns:* [PL308]" in answer) == (1, True)


def test_entries_that_match_nothing(site, monkeypatch):
    """What the environment variables say of nothing that is installed is a problem, whatever is looked at."""
    install(site, "a")
    monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "my.ns:ab my.*:x oops dist:dist-a* dist:none")
    monkeypatch.setenv("PLUGIN_LOADER_ALLOW", "gone.ns:*")
    status, answer = doctor("my.ns:a")
    form = "neither namespace:name nor dist:NAME"
    assert status == 1
    assert [line for line in answer.splitlines() if "[PL314]" in line] == [
        "error: PLUGIN_LOADER_DISABLE: 'my.ns:ab' matches no plugin of 'my.ns'; did you mean 'a'? [PL314]",
        "error: PLUGIN_LOADER_DISABLE: 'my.*:x' matches no plugin of 'my.*' [PL314]",
        f"error: PLUGIN_LOADER_DISABLE: 'oops' is ignored, because it is {form} [PL314]",
        "error: PLUGIN_LOADER_DISABLE: 'dist:none' matches no distribution with entry points [PL314]",
        "error: PLUGIN_LOADER_ALLOW: 'gone.ns:*' matches no plugin of 'gone.ns' [PL314]",
    ]
    assert "excluded by PLUGIN_LOADER_DISABLE=dist:dist-a* [PL308]" in answer


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("", None),
        ("    def load(self): raise AssertionError\n", None),
        (
            "    requires_plugins = ['a']\n",
            "PluginCycle: plugin my.ns:a needs itself to be loaded first: my.ns:a -> my.ns:b -> my.ns:a",
        ),
        (
            "    requires_plugins = ['c']\n",
            "requires plugin b, which is disabled: requires plugin c, which does not exist",
        ),
        ("    def __init__(self): raise OSError('full')\n", "requires plugin b, which fails: OSError: full"),
    ],
)
def test_required(site, other, message):
    """What keeps a plugin from being loaded that another one requires is said of both; neither is loaded."""
    install(
        site, "a", f"{SOUND.format(name='a')}    requires_plugins = ['b']\n    def load(self): raise AssertionError\n"
    )
    install(site, "b", SOUND.format(name="b") + other)
    status, answer = doctor("my.ns:a")
    assert status == (message is not None)
    assert (message or "can be loaded") in answer


def test_hidden(site, second_site):
    """Both distributions are named, and the folder that comes first."""
    install(second_site, "a")
    site.install("first", {"cli_first.py": SOUND.format(name="a")}, {"my.ns": {"a": "cli_first:P"}})
    status, answer = doctor("my.ns:a")
    assert status == 1
    assert "cli_a:P of dist-a 1.0 is hidden by cli_first:P of first 1.0 [PL305]" in answer
    assert f"{site.path} comes first on sys.path" in answer


def test_unreadable_metadata(site):
    """Metadata that cannot be read is a problem of its own."""
    site.install("broken", {}, b"[my.ns]\n\xff = m:a\n")
    status, answer = doctor("my.ns")
    assert (status, "the entry points of broken 1.0 cannot be read" in answer) == (1, True)


@pytest.mark.parametrize(("asked", "near"), [("my.nss", "my.ns"), ("my.ns:abce", "abcd")])
def test_near(site, asked, near):
    """What is near a name that is not there is named."""
    install(site, "abcd")
    status, answer = doctor(asked)
    assert (status, f"did you mean {near!r}? [PL309]" in answer) == (1, True)


def test_not_installed(tmp_path, monkeypatch):
    """The project in the current folder is not installed."""
    project = write_project(tmp_path / "project", "a", SOUND.format(name="a"))
    monkeypatch.chdir(project)
    _, answer = doctor("my.ns:a")
    assert f"the project in {project} has my.ns:a, but is not installed here [PL309]" in answer
    assert "run `python -m pip install --editable .`" in answer
    assert "the project" not in doctor("your.ns")[1]


def test_synced_before(tmp_path, monkeypatch):
    """What was synced into the project's file, and its source has no longer, is nothing that it has."""
    project = write_project(tmp_path / "project", "a", SOUND.format(name="a"))
    pyproject = (project / "pyproject.toml").read_text().replace("setuptools.build_meta", "without_hooks")
    pyproject = pyproject.replace('dynamic = ["entry-points"]', "").replace("[tool.plugin-loader]\n", "")
    table = '[project.entry-points."my.ns"]\na = "cli_a:P"\ngone = "cli_a:Gone"\n'
    synced = '[tool.plugin-loader.synced]\n"my.ns" = ["a", "gone"]\n'
    (project / "pyproject.toml").write_text(pyproject + table + synced)
    monkeypatch.chdir(project)
    assert "the project in" not in doctor("my.ns:gone")[1]
    assert f"the project in {project} has my.ns:a, but is not installed here" in doctor("my.ns:a")[1]


def test_installed_as_copy(tmp_path, monkeypatch, site):
    """The project in the current folder is installed, as it was before the plugin was written."""
    project = write_project(tmp_path / "project", "a", SOUND.format(name="a"))
    site.install("A", {}, "")
    monkeypatch.chdir(project)
    assert "but A 1.0 is installed as a copy without it [PL309]" in doctor("my.ns:a")[1]


def test_project_with_faults(tmp_path, monkeypatch):
    """A project that cannot be looked at is no reason to give up."""
    write_tree(tmp_path / "project", {"pyproject.toml": "[[["})
    monkeypatch.chdir(tmp_path / "project")
    status, answer = doctor("my.ns:a")
    assert (status, "cannot be read" in answer, "pyproject.toml is not valid TOML" in answer) == (1, True, True)


def test_built_without(site):
    """A distribution that has the plugin in its source was built without this library."""
    site.install("words", {"cli_words.py": SOUND.format(name="a")}, None, requires=("python-plugin-loader",))
    record = site.path / "words-1.0.dist-info" / "RECORD"
    record.write_text("cli_words.py,,\n")
    status, answer = doctor("my.ns:a")
    assert status == 1
    assert "words 1.0 has my.ns:a in its source, but no entry point for it [PL311]" in answer


def editable(site, source, name, entry_points):
    site.install(name, {}, entry_points)
    origin = {"url": source.as_uri(), "dir_info": {"editable": True}}
    (site.path / f"{name}-1.0.dist-info" / "direct_url.json").write_text(json.dumps(origin))


def test_behind_its_source(site, tmp_path):
    """An editable installation that lacks what its source has now is named, with the command that mends it."""
    project = write_project(tmp_path / "project", "a", SOUND.format(name="a"))
    editable(site, project, "a", {"your.ns": {"x": "cli_a:X"}})
    _, answer = doctor("my.ns:a")
    assert f"a is editable, but its entry points are behind its source {project} [PL310]" in answer
    assert "+ my.ns: a = cli_a:P\n    run `plugin-loader refresh a`" in answer
    assert "your.ns: x" not in answer


def test_source_gone(site, tmp_path):
    """An editable installation whose source is not there any more is named."""
    editable(site, tmp_path / "gone", "a", {"my.ns": {"a": "cli_a:P"}})
    status, answer = doctor("my.ns:a")
    assert (status, f"in its source {tmp_path / 'gone'} cannot be determined [PL310]" in answer) == (1, True)


def test_another_environment(site, monkeypatch, tmp_path):
    """Another environment is active than that of the Python that runs."""
    install(site, "a")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path))
    status, answer = doctor("my.ns:a")
    assert (status, f"the environment {tmp_path} is active" in answer, "[PL312]" in answer) == (1, True, True)
    monkeypatch.setenv("VIRTUAL_ENV", sys.prefix)
    assert doctor("my.ns:a")[0] == 0


@pytest.mark.parametrize("tree", [{"plugin.py": ""}, {"plugin": {"__init__.py": ""}}])
def test_in_the_way(site, tree, tmp_path):
    """A module of the project that would be imported in the place of this library is named."""
    install(site, "a")
    write_tree(tmp_path / "empty", tree)
    status, answer = doctor("my.ns:a")
    assert (status, "is imported as `plugin`" in answer) == (1, True)
    assert os.path.join(tmp_path, "empty", *[name for name in ("plugin.py",) if name in tree]) in answer
