"""Entry points that our rules accept come out of every file as they went in, whoever writes and reads it."""

import io
import sys
from importlib import metadata
from types import SimpleNamespace

import pytest
from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import ProjectMetadata
from hypothesis import given, note, strategies as st
from pdm.backend.config import Config as PdmConfig
from pdm.backend.wheel import WheelBuilder as PdmWheelBuilder
from setuptools.command.egg_info import write_entries

from plugin.cli.project import Project
from plugin.cli.sync import _written as written
from plugin.discovery import Config, SourceTree
from plugin.discovery.config import unusable_group
from plugin.discovery.record import Record
from plugin.editable import text_of
from plugin.entries import EntryPoint, name_fault, to_table, value_fault
from plugin.exceptions import InvalidEntryPoint
from plugin.installed import InstalledDistribution
from plugin.setuptools.tables import to_lines
from properties import examples

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ODD = "aZ_0é.:-[]#;=\"'\\ \t\n\r\x0b\x1c\x7f\x85\u2028\xa0\ufeff%$(,{\0\ud800"
words = st.text(st.sampled_from(ODD) | st.characters(), max_size=6)
dotted = st.lists(st.sampled_from(["a", "_b", "C1", "é", "ﬁ", "class", "x" * 70]), min_size=1, max_size=3).map(".".join)
values = st.builds("{}:{}".format, dotted, dotted) | dotted | words
groups = st.sampled_from(["a", "a.b", "my.faces", "A_1.x", "1"]) | dotted | words
tables = st.dictionaries(groups, st.dictionaries(words | dotted, values, max_size=4), max_size=3)


def accepted(table):
    """The entry points of a table that our rules accept; those that they do not are refused."""
    found = []
    for group, entries in table.items():
        for name, value in entries.items():
            if unusable_group(group) or name_fault(name) or value_fault(value):
                with pytest.raises(InvalidEntryPoint):
                    EntryPoint(name, value, group)
            else:
                found.append(EntryPoint(name, value, group))
    return to_table(found)


def by_hatchling(table):
    project = {"name": "x", "version": "1", "entry-points": table}
    return WheelBuilder(".", metadata=ProjectMetadata(".", None, {"project": project})).construct_entry_points_file()


def by_pdm(table):
    file = io.StringIO()
    data = {"project": {"name": "x", "version": "1", "entry-points": table}}
    PdmWheelBuilder._write_entry_points(None, file, PdmConfig(".", data).validate().entrypoints)
    return file.getvalue()


def by_setuptools(table):
    texts = []
    command = SimpleNamespace(
        distribution=SimpleNamespace(entry_points=to_lines(table)),
        write_or_delete_file=lambda what, path, text, force: texts.append(text or ""),
    )
    write_entries(command, "entry_points.txt", "entry_points.txt")
    return texts[0]


WRITERS = [by_hatchling, by_pdm, by_setuptools, text_of]


class Distribution(metadata.Distribution):
    def __init__(self, text):
        self.text = text

    def read_text(self, name):
        return self.text if name == "entry_points.txt" else None

    def locate_file(self, path):
        raise NotImplementedError


def read(entry_points):
    table = {}
    for each in entry_points:
        assert each.name not in table.get(each.group, ())
        table.setdefault(each.group, {})[each.name] = each.value
    return table


@pytest.mark.parametrize("write", WRITERS)
@examples(50)
@given(tables)
def test_entry_points_txt(write, table):
    """What a build backend writes is read by `importlib.metadata` and by us, as a whole and by group."""
    table = accepted(table)
    text = write(table)
    note(text)
    installed = InstalledDistribution("x-1.0.dist-info", text.encode())
    assert read(Distribution(text).entry_points) == table
    assert read(installed.entry_points(None)) == table
    for group, entries in table.items():
        assert read(installed.entry_points(group)) == {group: entries}


@examples(50)
@given(tables)
def test_record(tmp_path_factory, table):
    """The record that a source distribution takes along is read as it was written."""
    record = Record("digest", accepted(table))
    path = tmp_path_factory.getbasetemp() / "record.json"
    path.write_text(record.to_json(), encoding="utf-8")
    assert Record.read(str(path)) == record


@examples(50)
@given(tables)
def test_pyproject(table):
    """What is synced stands in the file, and so do the names of what was."""
    table = accepted(table)
    project = Project(SourceTree(".", {}), Config(), "")
    text = written('[project]\nname = "x"\n', project, table)
    note(text)
    after = tomllib.loads(text)
    assert after["project"].get("entry-points", {}) == table
    synced = after.get("tool", {}).get("plugin-loader", {}).get("synced", {})
    assert synced == {group: [*entries] for group, entries in table.items()}
    assert Config.parse({"entry-points": table, "synced": synced}).entry_points == tuple(
        EntryPoint(name, value, group) for group, entries in table.items() for name, value in entries.items()
    )
