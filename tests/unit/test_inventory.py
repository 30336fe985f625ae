"""The inventory of the command ``list``: what is in it, and how it is written."""

import functools
import io
import re
import sys
from collections import Counter
from html.parser import HTMLParser

import pytest

from plugin import Plugin, PluginSpec, plugin
from plugin.cli import main
from plugin.cli.codes import DOCUMENTATION
from plugin.cli.inventory import Entry, Inventory, State, html, markdown
from plugin.cli.resolving import summary

TEAPOTS = '''
from plugin import Plugin, PluginSpec, plugin

class Clay(Plugin):
    """
    Warms.

    For an hour.
    """
    namespace, name = "tea.pots", "clay"

def make():
    """Makes one of iron."""
    return Plugin()

iron = PluginSpec("tea.pots", "iron", make)

@plugin(namespace="tea.pots")
def boil():
    """Boils | the `water`."""
'''
DISABLED = "from plugin import PluginDisabled\nraise PluginDisabled('tea.pots', 'glass', 'not washed')"
EVIL = "</td></table><script>alert(1)</script> & \"'`x`|*y*\u2028caf\u00e9 \udc80"
CODES = ("PL301", "PL305")
VOID = {"input", "link", "meta", "wbr"}


def listed(*arguments):
    out, err = io.StringIO(), io.StringIO()
    status = main(["list", *arguments], out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def teapots(site, second_site, only_ours):
    """Four distributions with plugins are installed, one with other entry points, and one that is broken."""
    table = {"tea.pots": {"clay": "teapots:Clay", "iron": "teapots:iron", "boil": "teapots:boil"}}
    second_site.install("teapots", {"teapots.py": TEAPOTS}, table, version="1.10")
    clay = TEAPOTS.replace("Warms", "Cools")
    site.install("old", {"otherpots.py": clay}, {"tea.pots": {"clay": "otherpots:Clay"}})
    site.install("glass", {"glass.py": DISABLED}, {"tea.pots": {"glass": "glass:Glass"}})
    site.install("steel", {"steel.py": "import not_here"}, {"tea.pots": {"steel": "steel:Steel"}})
    site.install("stranger", {}, {"other.ns": {"x": "json:dumps"}, "console_scripts": {"x": "not_there:x"}})
    site.install("broken", {}, b"[tea.pots]\n\xff = m:a\n")


def make_entry(**fields):
    texts = dict.fromkeys(Entry._fields, "some")
    return Entry(**{**texts, "states": [State("resolved")], **fields})


class Outline(HTMLParser):
    """Reads a page: whether its tags are balanced, what identifies its elements, and the text of each cell."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.tags, self.rows, self.addresses = [], [], Counter(), [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.ids += [value for name, value in attrs if name == "id"]
        self.addresses += [value for name, value in attrs if name in {"src", "href", "action", "srcset"}]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & {*self.open}:
            self.rows[-1][-1] += data


class TestContent:
    def test_markdown(self, teapots, site, second_site):
        """Each plugin is a row in the table of its namespace, with what became of it."""
        status, page, messages = listed("--format", "markdown")
        problem = messages.removeprefix("warning: ").removesuffix(" [PL306]\n")
        one, two = site.path, second_site.path
        a, b = (f"[{code}]({DOCUMENTATION}/troubleshooting.html#{code.lower()})" for code in CODES)
        fault = "ModuleNotFoundError: No module named 'not\\_here'"
        version = ".".join(map(str, sys.version_info[:3]))
        assert status == 0
        assert (
            page
            == f"""\
# Plugins

Python {version} in `{sys.prefix}`

6 plugins in 1 namespace: 1 fails, 2 in conflict, 1 disabled, 4 resolved

## `tea.pots`

| Name | Kind | Description | Distribution | Version | Where from | State |
| --- | --- | --- | --- | --- | --- | --- |
| `boil` | function | Boils \\| the \\`water\\`. | teapots | 1.10 | `teapots:boil` in `{two}` | resolved |
| `clay` | class | Cools. | old | 1.0 | `otherpots:Clay` in `{one}` | resolved; conflict: hides teapots 1.10 {b} |
| `clay` | class | Warms. | teapots | 1.10 | `teapots:Clay` in `{two}` | resolved; conflict: hidden by old 1.0 {b} |
| `glass` |  |  | glass | 1.0 | `glass:Glass` in `{one}` | disabled: not washed |
| `iron` | spec | Makes one of iron. | teapots | 1.10 | `teapots:iron` in `{two}` | resolved |
| `steel` |  |  | steel | 1.0 | `steel:Steel` in `{one}` | fails: {fault} {a} |

## What cannot be read

- {problem}
"""
        )

    def test_html(self, teapots, site, second_site):
        """The page has the same, and says which environment it is of."""
        status, page, _ = listed("--format", "html")
        assert status == 0
        outline = Outline(page)
        assert [row[1] for row in outline.rows] == ["Name", "boil", "clay", "clay", "glass", "iron", "steel"]
        description = "Warms."
        where = f"teapots:Clay{second_site.path}"
        state = "resolvedconflicthidden by old 1.0 PL305"
        assert outline.rows[3] == ["tea.pots", "clay", "class", description, "teapots", "1.10", where, state]
        assert outline.rows[4][7] == "disablednot washed"
        assert "the entry points of broken 1.0 cannot be read: " in page
        assert f"in <code>{sys.prefix}</code>" in page

    def test_disabled_from_outside(self, teapots, monkeypatch):
        """What an environment variable disables is not imported, and says which entry does so."""
        monkeypatch.setenv("PLUGIN_LOADER_DISABLE", "dist:steel tea.pots:boil")
        _, page, _ = listed("--format", "markdown")
        assert "| `steel:Steel` in `" in page
        assert "| disabled: by PLUGIN\\_LOADER\\_DISABLE=dist:steel |" in page
        assert "6 plugins in 1 namespace: 2 in conflict, 3 disabled, 3 resolved" in page

    def test_namespace(self, teapots):
        """Of a namespace that is named, everything is there, also if none of it is a plugin of ours."""
        status, page, _ = listed("other.ns", "--format", "markdown")
        assert status == 0
        assert page.startswith("# Plugins of other.ns\n")
        assert "| fails: cannot resolve a plugin from \\<function dumps at " in page

    @pytest.mark.parametrize(("format_", "text"), [("markdown", "0 plugins in 0 namespaces"), ("html", ">No plugins<")])
    def test_nothing(self, format_, text):
        """A namespace that nobody offers is a mistake, and no plugins are a page."""
        status, page, messages = listed("nobody.has.this", "--format", format_)
        assert (status, messages) == (1, "no installed distribution offers 'nobody.has.this'\n")
        assert text in page

    def test_strict(self, site):
        """Who wants it gets status 1 for what fails; without an inventory nobody knows."""
        site.install("steel", {"steel2.py": ""}, {"tea.pots": {"steel": "steel2:Steel"}})
        assert listed("tea.pots", "--strict")[0] == 0
        assert listed("tea.pots", "--format", "html")[0] == 0
        assert listed("tea.pots", "--format", "html", "--strict")[0] == 1

    def test_timeout(self, site):
        """As with the command check, a plugin may take its time, but not all of it."""
        site.install("slow", {"slow.py": "import time; time.sleep(60)"}, {"tea.pots": {"slow": "slow:Slow"}})
        assert "its import takes longer than 0.5 s" in listed("tea.pots", "--format", "markdown", "--timeout", "0.5")[1]


class TestSummary:
    class Documented(Plugin):
        """First.

        Second.
        """

    class Silent(Documented):
        pass

    def make(self):
        """Makes it."""

    @plugin(namespace="some.ns")
    @functools.wraps(make)
    def wrapping():
        pass

    @pytest.mark.parametrize(
        ("factory", "expected"),
        [
            (Documented, "First."),
            (Silent, ""),  # what its base says is said of the base
            (make, "Makes it."),
            (functools.partial(functools.partial(Documented)), "First."),
            (lambda: Plugin(), ""),  # noqa: PLW0108 - it is one that says nothing
            (wrapping, "Makes it."),
            (wrapping.__pluginspec__.factory, "Makes it."),
        ],
    )
    def test_summary(self, factory, expected):
        """The docstring is that of the class, or of the function, also behind what wraps it."""
        assert summary(PluginSpec("some.ns", "some", factory)) == expected


class TestPage:
    def test_evil(self):
        """Whatever the texts hold, it stays text, and the page stays whole."""
        entry = Entry(*[EVIL] * 8, [State("fails", EVIL, "PL301"), State("conflict", EVIL, "PL305")])
        page = html(Inventory(EVIL, [entry], [EVIL]))
        outline = Outline(page)
        assert outline.tags["script"] == 1
        shown = EVIL.replace("\udc80", "\ufffd")  # which no page can hold
        assert outline.rows[1] == [*[shown] * 6, 2 * shown, f"fails{shown} PL301conflict{shown} PL305"]
        assert page.isascii()

    def test_self_contained(self):
        """Nothing is fetched: the browser is told so as well."""
        page = html(Inventory(None, [make_entry(states=[State("fails", "so", "PL301")])], []))
        assert Outline(page).addresses == ["data:,", f"{DOCUMENTATION}/troubleshooting.html#pl301"]  # a link to follow
        assert not re.search(r"url\(|@import|fetch\(", page)
        assert "default-src 'none'" in page

    def test_structure(self):
        """What has an id has it for itself; the table has a caption, and its headings say what they are headings of."""
        page = html(
            Inventory(
                None,
                [make_entry(name="a"), make_entry(name="b", states=[State("resolved"), State("conflict", "hides it")])],
                ["it"],
            )
        )
        outline = Outline(page)
        assert len(outline.ids) == len({*outline.ids})
        assert outline.tags["caption"] == outline.tags["h1"] == outline.tags["main"] == 1
        assert page.count('<th scope="col"') == 8
        assert page.count('<th scope="row"') == 2
        assert all(len(row) == 8 for row in outline.rows)

    def test_same_again(self):
        """The same environment gives the same page."""
        inventory = Inventory(None, [make_entry()], [])
        assert html(inventory) == html(inventory)


class TestMarkdown:
    @pytest.mark.parametrize("text", ["a|b", "`", "``a` ", "*a* _b_ ~c~ [d](e) <f> &amp; \\", "two\nlines", "\\|"])
    def test_cells(self, text):
        """A renderer shows the texts as they are, save for blanks in a row, in as many cells as there are headings."""
        renderer = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
        words = " ".join(text.split())
        page = markdown(Inventory(text, [make_entry(summary=text, states=[State("fails", text)])], [text]))
        rendered = renderer.render(page).replace("<p>", "").replace("</p>", "")
        rows = Outline(rendered).rows
        assert [len(row) for row in rows] == [7, 7]
        assert (rows[1][2], rows[1][6]) == (words, f"fails: {words}")

    @pytest.mark.parametrize(
        ("name", "cell"),
        [("a", "`a`"), ("a`b", "`` a`b ``"), ("`", "`` ` ``"), ("a|b", "`a\\|b`"), ("a``b", "``` a``b ```")],
    )
    def test_code(self, name, cell):
        """A name is code, between enough backticks."""
        assert f"| {cell} | some |" in markdown(Inventory(None, [make_entry(name=name)], []))
