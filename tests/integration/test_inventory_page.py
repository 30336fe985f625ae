"""The page of the command ``list --format html``, as a browser shows it."""

import pytest

import browser
from plugin.cli.inventory import Entry, Inventory, State, html

SCRIPT = "</td><script>document.title = 'owned'</script>"
LONG = 20 * "withoutanyblanks"


def entry(namespace, name, *states, kind="class", version="1.0", summary="Does it."):
    states = [State(*state) for state in states or [("resolved",)]]
    return Entry(namespace, name, kind, summary, f"dist-{name}", version, f"m.{name}:P", "lib/site-packages", states)


ENTRIES = [
    entry("tea.cups", "green", version="1.10", summary="Pours Sencha."),
    entry("tea.cups", "white", ("resolved",), ("conflict", "hidden by dist-other 2", "PL305"), version="1.9"),
    entry("tea.pots", "clay", ("disabled", "not here"), kind="function"),
    entry("tea.pots", "iron", ("fails", f"ValueError: {SCRIPT} {LONG}", "PL301"), kind="", version="1!0.2"),
    entry("tea.pots", SCRIPT, summary=SCRIPT),
    *(entry("tea.spoons", f"spoon{number}", version=LONG) for number in range(20)),
]
NAMES = "[...document.querySelectorAll('tbody tr:not([hidden]) th')].map(name => name.textContent)"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "inventory.html"
    path.write_text(html(Inventory(None, ENTRIES, [f"{LONG} cannot be read {SCRIPT}"])), encoding="ascii")
    return path.as_uri()


@pytest.fixture
def opened(page, address):
    """The page on a wide screen, as it is when it has been loaded."""
    page.show(1280)
    page.open(address)
    return page


def names(page):
    return page.evaluate(NAMES)


def heading(text):
    return f"[...document.querySelectorAll('thead button')].find(button => button.textContent === '{text}')"


def choose(page, control, value):
    page.evaluate(f"{control}.value = '{value}', {control}.dispatchEvent(new Event('input'))")


def test_quiet(opened, address):
    """Nothing is asked of any network, nothing is wrong, and no script is run but our own."""
    assert [request["request"]["url"] for request in opened.heard("Network.requestWillBeSent")] == [address]
    told = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
    assert [parameters for name, parameters in opened.events if name in told] == []
    assert opened.evaluate("document.title").startswith("Plugins in ")
    assert opened.evaluate("document.scripts.length") == 1
    assert SCRIPT in names(opened)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1152, 1280])
def test_legible(page, address, width, scheme):
    """At every width, in light and dark, the page does not scroll sideways, and every text stands out (AA)."""
    page.show(width, scheme=scheme)
    page.open(address)
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
    contrasts = page.evaluate(browser.CONTRAST)
    assert len(contrasts) > 100
    assert [found for found in contrasts if found[0] < 4.5] == []
    back = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (max(back) < 64) is (scheme == "dark")
    roles = [node["role"]["value"] for node in page.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    assert (roles.count("table"), roles.count("rowheader")) == (1, len(ENTRIES))  # also where it looks like cards


def test_search(opened):
    """What is typed narrows the rows down: each word has to be somewhere in the row."""
    assert len(names(opened)) == len(ENTRIES)
    opened.click("document.querySelector('#search')")
    opened.send("Input.insertText", text="SENCHA")
    assert names(opened) == ["green"]
    assert opened.evaluate("document.querySelector('#shown').textContent") == f"1 of {len(ENTRIES)}"
    opened.send("Input.insertText", text=" pots")
    assert names(opened) == []
    assert opened.evaluate("document.querySelector('#nothing').checkVisibility()")
    choose(opened, "search", "")
    assert len(names(opened)) == len(ENTRIES)
    assert not opened.evaluate("document.querySelector('#nothing').checkVisibility()")


def test_filters(opened):
    """The rows of a namespace, or in a state, or both."""
    choose(opened, "namespace", "tea.pots")
    assert names(opened) == ["clay", "iron", SCRIPT]
    choose(opened, "state", "fails")
    assert names(opened) == ["iron"]
    choose(opened, "namespace", "")
    choose(opened, "state", "conflict")
    assert names(opened) == ["white"]


def test_sort(opened):
    """A click on a heading sorts by it, another one the other way round; the heading says so."""
    choose(opened, "namespace", "tea.cups")
    sorted_by = "[...document.querySelectorAll('[aria-sort]')].map(head => [head.textContent, head.ariaSort])"
    assert opened.evaluate(sorted_by) == [["Namespace", "ascending"]]
    opened.click(heading("Version"))
    assert opened.evaluate(sorted_by) == [["Version", "ascending"]]
    assert names(opened) == ["white", "green"]  # 1.9 comes before 1.10
    opened.click(heading("Version"))
    assert opened.evaluate(sorted_by) == [["Version", "descending"]]
    assert names(opened) == ["green", "white"]
    choose(opened, "namespace", "")
    opened.click(heading("State"))
    assert names(opened)[:3] == ["iron", "white", "clay"]  # the worst first


def test_without_scripts(page, address):
    """Without JavaScript it is a plain table, without controls that do nothing."""
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        for width, has_headings in ((390, False), (1280, True)):
            page.show(width)
            page.open(address)
            assert len(names(page)) == len(ENTRIES)
            visible = "[...document.querySelectorAll('input, select, button')].filter(each => each.checkVisibility())"
            assert page.evaluate(f"{visible}.length") == 0
            assert (
                page.evaluate("document.querySelector('thead').checkVisibility()") is has_headings
            )  # or "Sort by ..."
    finally:
        page.send("Emulation.setScriptExecutionDisabled", value=False)
