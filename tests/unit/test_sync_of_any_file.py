"""Whatever a `pyproject.toml` looks like, `plugin-loader sync` changes our entries and nothing else."""

import sys
from collections import Counter
from copy import deepcopy
from io import StringIO

import pytest
from hypothesis import assume, given, note, strategies as st

from plugin.cli import main
from properties import examples
from pyprojects import pyprojects, toml, toml_values
from toys import write_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SOURCE = """
from plugin import Plugin

class A(Plugin):
    namespace, name = "my.faces", "a"

class B(Plugin):
    namespace, name = "my.faces", "b"

class C(Plugin):
    namespace, name = "zz.new", "größe"
"""
FOUND = {"my.faces": {"a": "my_app:A", "b": "my_app:B"}, "zz.new": {"größe": "my_app:C"}}
OUR_TABLES = (("project", "entry-points"), ("tool", "plugin-loader", "synced"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("any_file")
    write_tree(folder, {"src": {"my_app": {"__init__.py": SOURCE}}})
    return folder


def parsed(text):
    return tomllib.loads(text.replace("\r\n", "\n"))


def without_empty(table, place):
    """A file without the tables at a place that hold nothing."""
    table = deepcopy(table)
    _prune(table, place)
    return table


def _prune(table, place):
    first, *rest = place
    inner = table.get(first)
    if isinstance(inner, dict):
        if rest:
            _prune(inner, rest)
        else:
            for group in [group for group, entries in inner.items() if not entries]:
                del inner[group]
        if not inner:
            del table[first]


def meant(table):
    for place in OUR_TABLES:
        table = without_empty(table, place)
    return table


def expected(before, synced, found):
    """What a file has to say once the entry points that were found stand in it."""
    table = deepcopy(before)
    entry_points = table["project"].setdefault("entry-points", {})
    for group, names in synced.items():
        for name in names:
            del entry_points[group][name]
    ours = {
        group: {name: value for name, value in entries.items() if name not in entry_points.get(group, {})}
        for group, entries in found.items()
    }
    for group, entries in ours.items():
        entry_points.setdefault(group, {}).update(entries)
    names = {group: [*entries] for group, entries in ours.items()}
    table.setdefault("tool", {}).setdefault("plugin-loader", {})["synced"] = names
    return meant(table)


def sync(folder):
    out, err = StringIO(), StringIO()
    status = main(["sync", str(folder)], out, err)
    note(f"status {status}\n{out.getvalue()}{err.getvalue()}")
    return status, out.getvalue(), err.getvalue()


def has_dotted_keys(text):
    return any(
        line.startswith(("project.", "tool.plugin-loader.", "entry-points.", "synced.")) for line in text.splitlines()
    )


def may_change(line, synced):
    """Whether a line holds an entry that was synced, or an inline table that entries are put into or taken out of."""
    is_inline = "{" in line and line.startswith(
        ("project", "plugin-loader", "entry-points", "synced", "'my", '"my', "my")
    )
    ours = {
        "[tool.plugin-loader]",
        "[tool.plugin-loader.synced]",
        *synced,
        *(n for names in synced.values() for n in names),
    }
    return is_inline or any(each in line.partition("#")[0] for each in ours)


def with_comments(text):
    return [line for line in text.splitlines() if "# remark " in line and "{" not in line]


@examples(35)
@given(pyprojects())
def test_all_else_stays(project, made):
    """The entry points are those of the source, and all else says what it said, with its comments and its line ends."""
    text, synced = made
    try:
        before = parsed(text)
    except ValueError:
        assume(False)
    path = project / "pyproject.toml"
    path.write_bytes(text.encode())
    note(text)
    (project / "src" / "my_app" / "__init__.py").write_text(SOURCE, encoding="utf-8")
    status, _, err = sync(project)
    after = path.read_bytes().decode()
    if status == 2 and has_dotted_keys(text):
        assert (after, err.count("\n")) == (text, 1)
        assert "cannot be changed safely" in err
        return
    assert (status, err) == (0, "")
    note(after)
    assert meant(parsed(after)) == expected(before, synced, FOUND)
    assert sync(project) == (0, "pyproject.toml is up to date\n", "")
    assert path.read_bytes().decode() == after
    if "\r\n" in text:
        assert "\n" not in after.replace("\r\n", "")
    lost = [*(Counter(text.splitlines()) - Counter(after.splitlines()))]
    assert [line for line in lost if line.strip() and not may_change(line, synced)] == []
    left, right = with_comments(text), with_comments(after)
    assert [line for line in left if line in right] == [line for line in right if line in left]
    (project / "src" / "my_app" / "__init__.py").write_text("")
    assert sync(project)[0] == 0
    assert meant(parsed(path.read_bytes().decode())) == expected(before, synced, {})


places = st.sampled_from(
    [
        *("build-system", "build-system.build-backend", "build-system.requires"),
        *("project", "project.name", "project.dynamic", "project.requires-python"),
        *("project.entry-points", 'project.entry-points."my.faces"', 'project.entry-points."my.faces".a'),
        *("tool", "tool.poetry", "tool.poetry.packages", "tool.poetry.plugins", 'tool.poetry.plugins."my.faces"'),
        *("tool.plugin-loader", "tool.plugin-loader.synced", "tool.flit.module.name", "tool.uv.build-backend"),
        *("tool.uv.workspace", "tool.maturin", "tool.scikit-build.wheel.packages", "tool.dynamic-metadata"),
    ]
)
backends = st.sampled_from(["uv_build", "flit_core.buildapi", "poetry.core.masonry.api", "maturin", "nobody.knows"])


@examples(35)
@given(values=st.dictionaries(places, toml_values, min_size=1, max_size=2), backend=backends)
def test_any_value(project, values, backend):
    """A value that no key should have is reported, and the file stays as it is; nothing is left beside it."""
    lines = [f"{key} = {toml(value)}\n" for key, value in values.items()]
    if not any("build-system".startswith(key) for key in values):
        lines.append(f'build-system.build-backend = "{backend}"\n')
    path = project / "pyproject.toml"
    path.write_text(text := "".join(lines), encoding="utf-8")
    note(text)
    assert main(["discover", str(project)], StringIO(), StringIO()) in {0, 1, 2}
    status, _, err = sync(project)
    assert (status == 0) == (err == "")
    if status:
        assert path.read_text(encoding="utf-8") == text
    else:
        assert sync(project)[:2] == (0, "pyproject.toml is up to date\n")
    assert [each.name for each in project.iterdir() if each.is_file()] == ["pyproject.toml"]
