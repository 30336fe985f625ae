"""An inventory of the plugins of an environment: a page in Markdown or HTML that shows the state of each."""

import os
import platform
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from plugin.cli.codes import Code, explained_at
from plugin.cli.outcomes import Outcome, resolve

if TYPE_CHECKING:
    from plugin.cli.list import Listed

STATES = ("fails", "conflict", "disabled", "resolved")
"""The states of a plugin, the worst first; a conflict comes in addition to one of the others."""


class State(NamedTuple):
    """A state of a plugin.

    :param word: one of :data:`STATES`
    :param detail: the reason, or what it is in conflict with
    :param code: the code of the problem, if it is one
    """

    word: str
    detail: str = ""
    code: str = ""


class Entry(NamedTuple):
    """A plugin in the inventory.

    :param where: the folder that its distribution is installed in, relative to the environment if it is inside
    :param states: whether it fails, is disabled or is resolved, and whether it is in conflict
    """

    namespace: str
    name: str
    kind: str
    summary: str
    distribution: str
    version: str
    value: str
    where: str
    states: Sequence[State]

    @property
    def rank(self) -> int:
        """The position of its worst state in :data:`STATES`."""
        return min(STATES.index(state.word) for state in self.states)


class Inventory(NamedTuple):
    """The plugins of an environment.

    :param what: the namespace or the plugin that was asked for; ``None`` for all
    :param entries: the plugins by namespace and name
    :param problems: what cannot be read, as messages for the user
    """

    what: str | None
    entries: Sequence[Entry]
    problems: Sequence[str]

    @property
    def title(self) -> str:
        """The title of the page."""
        return f"Plugins of {self.what}" if self.what else "Plugins"

    @property
    def namespaces(self) -> list[str]:
        """The namespaces that have plugins."""
        return sorted({entry.namespace for entry in self.entries})

    @property
    def size(self) -> str:
        """The number of plugins and namespaces, as text."""
        plugins, namespaces = len(self.entries), len(self.namespaces)
        plural = "" if plugins == 1 else "s"
        return f"{plugins} plugin{plural} in {namespaces} namespace{'' if namespaces == 1 else 's'}"

    @property
    def totals(self) -> list[tuple[str, str]]:
        """Each state that occurs, and its count as text."""
        numbers = Counter(state.word for entry in self.entries for state in entry.states)
        words = {"fails": "fails" if numbers["fails"] == 1 else "fail", "conflict": "in conflict"}
        return [(state, f"{numbers[state]} {words.get(state, state)}") for state in STATES if numbers[state]]


def take(what: str | None, listed: Sequence["Listed"], problems: Sequence[str], timeout: float) -> Inventory:
    """Resolve the installed plugins in a child process.

    :param what: what was asked for, as for :class:`Inventory`
    :param listed: its entry points
    :param problems: what could not be read
    :param timeout: how many seconds one may take
    :return: the inventory
    """
    hidden = defaultdict(list)
    for each in listed:
        if each.hidden_by:
            hidden[each.namespace, each.name].append(each.label)
    outcomes = resolve([(each.namespace, each.name, each.value) for each in listed if not each.disabled_by], timeout)
    entries = []
    for each in listed:
        outcome = Outcome(disabled=f"by {each.disabled_by}") if each.disabled_by else next(outcomes)
        hides = " and ".join(hidden[each.namespace, each.name])
        conflict = f"hidden by {each.hidden_by}" if each.hidden_by else hides and f"hides {hides}"
        entries.append(
            Entry(
                each.namespace,
                each.name,
                outcome.kind,
                outcome.summary,
                each.distribution,
                each.version,
                each.value,
                each.location.removeprefix(f"{sys.prefix}{os.sep}"),
                [_state(outcome), *([State("conflict", conflict, Code.HIDDEN)] if conflict else [])],
            )
        )
    return Inventory(what, entries, problems)


def _state(outcome: Outcome) -> State:
    if outcome.error:
        return State("fails", outcome.error, outcome.code or "")
    return State("resolved") if outcome.disabled is None else State("disabled", outcome.disabled)


def markdown(inventory: Inventory) -> str:
    """Format an inventory as GitHub-flavoured Markdown, with a table for each namespace."""
    totals = ", ".join(words for _, words in inventory.totals)
    blocks = [
        f"# {_text(inventory.title)}",
        f"Python {platform.python_version()} in {_code(sys.prefix)}",
        f"{inventory.size}{totals and f': {totals}'}",
    ]
    headings = ("Name", "Kind", "Description", "Distribution", "Version", "Where from", "State")
    for namespace, entries in groupby(inventory.entries, lambda entry: entry.namespace):
        rows = [
            (
                _code(entry.name),
                entry.kind,
                _text(entry.summary),
                _text(entry.distribution),
                _text(entry.version),
                f"{_code(entry.value)} in {_code(entry.where)}",
                "; ".join(map(_words, entry.states)),
            )
            for entry in entries
        ]
        table = (headings, ["---"] * len(headings), *rows)
        blocks += [f"## {_code(namespace)}", "\n".join(f"| {' | '.join(row)} |" for row in table)]
    if inventory.problems:
        blocks += ["## What cannot be read", "\n".join(f"- {_text(problem)}" for problem in inventory.problems)]
    return "\n\n".join(blocks) + "\n"


def _words(state: State) -> str:
    detail = f": {_text(state.detail)}" if state.detail else ""
    link = f" [{state.code}]({explained_at(state.code)})" if state.code else ""
    return f"{state.word}{detail}{link}"


def _text(text: str) -> str:
    """Escape text for Markdown, including table cells."""
    return re.sub(r"([\\`*_~\[\]<>&|])", r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Format text as code, between more backticks than it has in a row."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}".replace("|", r"\|")


def html(inventory: Inventory) -> str:
    """Format an inventory as a self-contained HTML page, in ASCII so that the encoding does not matter."""
    page = Template(files("plugin.cli").joinpath("inventory.html").read_text("ascii"))
    problems = "".join(f"<li>{escape(problem)}</li>\n" for problem in inventory.problems)
    text = page.substitute(
        title=escape(inventory.title),
        prefix=escape(sys.prefix),
        python=platform.python_version(),
        count=inventory.size,
        totals="".join(f'\n<span class="badge {state}">{words}</span>' for state, words in inventory.totals),
        namespaces="".join(f"<option>{escape(namespace)}</option>" for namespace in inventory.namespaces),
        states="".join(f"<option>{state}</option>" for state, _ in inventory.totals),
        rows="".join(map(_row, inventory.entries)),
        nothing=" hidden" if inventory.entries else "",
        problems=problems and f'<h2>What cannot be read</h2>\n<ul class="problems">\n{problems}</ul>\n',
    )
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _row(entry: Entry) -> str:
    return f"""\
<tr>
<td class="namespace quiet">{_breakable(entry.namespace)}</td>
<th scope="row" class="name">{_breakable(entry.name)}</th>
<td class="kind">{escape(entry.kind)}</td>
<td class="what">{escape(entry.summary)}</td>
<td class="distribution">{escape(entry.distribution)}</td>
<td class="version">{escape(entry.version)}</td>
<td class="where"><code>{_breakable(entry.value)}</code><span class="note quiet">{_breakable(entry.where)}</span></td>
<td class="state" data-key="{entry.rank}">{"".join(map(_badge, entry.states))}</td>
</tr>
"""


def _badge(state: State) -> str:
    link = f' <a href="{explained_at(state.code)}">{state.code}</a>' if state.code else ""
    note = f'<span class="note">{escape(state.detail)}{link}</span>' if state.detail else ""
    return f'<div><span class="badge {state.word}">{state.word}</span>{note}</div>'


def _breakable(text: str) -> str:
    """Allow line breaks at the separators of a long name."""
    return re.sub("[.:/_]", r"\g<0><wbr>", escape(text))


FORMATS = {"html": html, "markdown": markdown}
