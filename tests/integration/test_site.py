"""The documentation, built as `make docs` does, and opened in a browser."""

import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

import browser
from pages import ROOT

pytest.importorskip("sphinx", reason="needs the dependency group docs, which the newest Python of the gate has")

SITE = ROOT / "build" / "docs"
SCREENSHOTS = ROOT / "build" / "screenshots"
WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "dark")
SHOWN = ("index", "runtime", "commands", "configuration", "compared", "design", "api/plugin")
"""The pages of which there are pictures; those that have the widest tables and the longest code are among them."""

MARKUP = r"""(() => {
  const text = document.querySelector("article").cloneNode(true);
  text.querySelectorAll("pre, code, .sig, .headerlink, svg").forEach(each => each.replaceWith("…"));
  return text.textContent.match(/^ *: +\S.*|```|:::|\]\(|\*\*|``|\{[a-z-]+\}`|:[a-z:]+:`|<!--|^ *\|.*/gm) || [];
})()"""
"""What looks like Markdown or reStructuredText in the text of the page, outside of code."""
LINKS = """[...document.querySelectorAll("a[href]")].map(link => link.href)"""
IDS = """[...document.querySelectorAll("[id]")].map(element => element.id)"""
IS_TOO_WIDE = """[document.documentElement, document.querySelector(".content")]
  .some(element => element.scrollWidth > element.clientWidth)"""
"""Whether the page would scroll sideways, or on small screens what is between its edges."""
BACKGROUND = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
FOUND = (
    """[...document.querySelectorAll("#search-results ul.search > li > a")].map(link => link.getAttribute("href"))"""
)


class Server(SimpleHTTPRequestHandler):
    """Serves the site over connections that stay open, and has the browser keep what the pages share."""

    protocol_version = "HTTP/1.1"

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(first):
    """The folder of the built site; whatever Sphinx warns of is an error."""
    flags = ("--fail-on-warning", "--keep-going", "--quiet", "--fresh-env")
    command = [sys.executable, "-m", "sphinx", *flags, ROOT / "docs", SITE]
    with first("site") as is_first:
        if is_first:
            shutil.rmtree(SITE, ignore_errors=True)  # it may hold pages that are no more
            run = subprocess.run(command, capture_output=True, check=False)
            assert (run.returncode, run.stderr.decode()) == (0, "")
    return SITE


@pytest.fixture(scope="module")
def address(site):
    """Where the site is served from."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def visited(page, address, site):
    """Each page, opened once: what it asks for, complains of, links to, and how it looks at each width."""
    visited = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).with_suffix("").as_posix()
        page.open(f"{address}{name}.html")
        seen = visited[name] = {
            "asked": [request["request"]["url"] for request in page.heard("Network.requestWillBeSent")],
            "complaints": page.complaints(),
            "ids": set(page.evaluate(IDS)),
            "links": set(page.evaluate(LINKS)),
            "markup": page.evaluate(MARKUP),
            "too wide": [],
            "too faint": [],
        }
        if name.startswith("_modules/"):  # the source of modules, which scrolls
            continue
        for scheme in SCHEMES if name in SHOWN else SCHEMES[:1]:  # colours move nothing
            for width in WIDTHS:
                page.show(width, scheme=scheme)
                if page.evaluate(IS_TOO_WIDE):
                    seen["too wide"].append((width, scheme))
                if name in SHOWN:
                    page.photograph(SCREENSHOTS / f"{name.replace('/', '-')}-{width}-{scheme}.png")
            assert (max(page.evaluate(BACKGROUND)) < 64) is (scheme == "dark")
            if name in SHOWN:
                seen["too faint"] += [found for found in page.evaluate(browser.CONTRAST) if found[0] < 4.5]
    assert set(SHOWN) < set(visited)
    return visited


def test_quiet(visited, address):
    """No page complains in the console, or asks any other host for anything."""
    assert {name: seen["complaints"] for name, seen in visited.items() if seen["complaints"]} == {}
    foreign = {url for seen in visited.values() for url in seen["asked"] if not url.startswith((address, "data:"))}
    assert foreign == set()


def test_links(visited, address):
    """Every link within the site leads to a page that is there, and to a place that is there in it."""
    dead = set()
    for name, seen in visited.items():
        for link in seen["links"]:
            url, _, anchor = link.partition("#")
            if url.startswith(address):
                target = visited.get(url.removeprefix(address).partition("?")[0].removesuffix(".html") or "index")
                if target is None or (anchor and anchor not in target["ids"]):
                    dead.add((name, link.removeprefix(address)))
    assert dead == set()


def test_no_markup(visited):
    """What is text on a page is no markup that somebody forgot to switch on."""
    assert {name: seen["markup"] for name, seen in visited.items() if seen["markup"]} == {}


def test_fits(visited):
    """No page scrolls sideways on a phone, a tablet or a laptop, in light or dark; wide tables and code do."""
    assert {name: seen["too wide"] for name, seen in visited.items() if seen["too wide"]} == {}


def test_legible(visited):
    """Every text stands out from what is behind it, in light and dark (AA of WCAG 2)."""
    assert {name: seen["too faint"] for name, seen in visited.items() if seen["too faint"]} == {}


def test_landing_page(page, address):
    """The words are a definition list, code can be copied, there is a search box, and a way on."""
    page.show(WIDTHS[-1])
    page.open(address)
    assert "namespace" in page.evaluate(
        "[...document.querySelectorAll('article dl > dt')].map(word => word.textContent)"
    )
    for selector in (
        "button.copybtn",
        "input.sidebar-search",
        "button.theme-toggle",
        "a.next-page",
        "a.sd-stretched-link",
    ):
        assert page.evaluate(f"document.querySelector('{selector}')?.checkVisibility()") is not None, selector


def test_tabs(page, address):
    """Whoever has chosen a build backend in the tabs of one page sees its tabs on the others."""
    page.show(WIDTHS[-1])
    page.open(address)
    page.click("[...document.querySelectorAll('.sd-tab-label')].find(label => label.textContent.trim() === 'PDM')")
    page.open(f"{address}tutorial.html")
    chosen = page.evaluate(
        "[...document.querySelectorAll('.sd-tab-set > input:checked + label')].map(label => label.textContent.trim())"
    )
    assert chosen == ["PDM", "pip", "PDM", "pip"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("editable", "command-line.html"), ("PluginManager", "api/plugin.manager.html#plugin.manager.PluginManager")],
)
def test_search(page, address, words, found):
    """A search leads to what one looks for."""
    page.show(WIDTHS[-1])
    page.open(f"{address}search.html?q={words}")
    page.wait_for("document.querySelector('#search-results p.search-summary, #search-results > p')?.textContent")
    links = page.wait_for(FOUND)
    assert any(link.startswith(found) for link in links), links
    assert page.complaints() == []


def test_everything_is_there(visited):
    """Each flag, key and code has a place of its own."""
    places = {place for seen in visited.values() for place in seen["ids"]}
    assert {"cmdoption-plugin-loader-discover-explain", "confval-on-undecided", "pl101", "pl313"} <= places
