"""Writes files `pyproject.toml` of every layout that TOML allows, and values of every kind, for property tests."""

import datetime as dt
import json

from hypothesis import strategies as st

texts = st.text(st.sampled_from("ab*?[].:-_/\\\0 \n\"'=#é") | st.characters(exclude_categories=["Cs"]), max_size=8)
texts |= st.sampled_from(["static", "import", "warn", "a.b", "a:B", "src/a", "..", "a.py", "console_scripts"])
scalars = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | texts
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.just(dt.timezone.utc))
)
toml_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


def toml(value):
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(name)} = {toml(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else repr(value)


SYSTEM = ['requires = ["uv_build>=0.9,<1"]  # {comment}', "build-backend = 'uv_build'"]
NAMES = ["smile", "a", "old", "größe", "a.b", "with blank", "x-1"]
GROUPS = ["my.faces", "other", "my_app.hooks"]

BY_HAND = st.dictionaries(
    st.sampled_from(GROUPS),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["m:A", "m.n:B.c", "m"]), max_size=3),
    max_size=2,
)

OTHERS = [
    ["[tool.x]", 'text = """', "[project.entry-points]", 'a = "b"  # {comment}"""', "flag=true"],
    ["[[tool.x.tables]]", 'a.b."c.d" = 1', "[[tool.x.tables]]", "when = 1979-05-27T07:32:00Z # {comment}"],
    [
        "[tool.y]  # {comment}",
        "many = [",
        "    1, # {comment}",
        "  2,",
        "]",
        'inline = { a = 1, b = [ {} ], "ü" = "é" }',
    ],
    ["[tool.'z'.\"entry-points\"]", "  indented\t=\t0x1f", "big = 1_000", "half = 0.5"],
    ["[dependency-groups]", 'dev = ["pytest", {include-group = "x"}]', "x = []"],
    ["[tool]", "direct = 1 # {comment}"],
    ["[tool.plugin-loader-other]", "synced = 'no'"],
]
"""Tables of others, line by line."""


def key(word: str, *, bare: bool) -> str:
    """A key, in quotes if it has to be."""
    is_bare = word.isascii() and word.replace("-", "_").isidentifier()
    return word if bare and is_bare else f"'{word}'" if "g" in word else f'"{word}"'


def inline(table: dict[str, str]) -> str:
    inner = ", ".join(f'{key(name, bare=True)} = "{value}"' for name, value in table.items())
    return f"{{ {inner} }}" if inner else "{}"


@st.composite
def pyprojects(draw: st.DrawFn) -> tuple[str, dict[str, dict[str, str]]]:
    """:return: the text, and which of its entry points it says were synced before, each name with its value"""
    by_hand = draw(BY_HAND)
    synced = {
        group: {name: entries[name] for name in draw(st.lists(st.sampled_from([*entries]), unique=True))}
        for group, entries in by_hand.items()
        if entries and draw(st.integers(0, 2)) == 0
    }
    synced = {group: entries for group, entries in synced.items() if entries}
    top, blocks = draw(_project(by_hand))
    blocks += draw(_ours(top, synced))
    blocks += draw(st.lists(st.sampled_from(OTHERS), unique_by=lambda block: block[0], max_size=3))
    blocks.append(["[build-system]", *SYSTEM])
    # Arrays of tables stay with what they extend; all other tables may stand in any order.
    blocks = draw(st.permutations(blocks))
    lines = [*top]
    for block in blocks:
        lines += draw(st.sampled_from([[], [""], ["", ""], ["", "# {comment}"], ["\t# {comment} é", "  "]]))
        lines += block
    lines += draw(st.sampled_from([[], [""], ["# {comment}"], ["", "# {comment}", ""]]))
    text = "\n".join([*draw(st.sampled_from([[], ["# {comment}"], ["", "# {comment}", ""]])), *lines])
    for number in range(text.count("{comment}")):
        text = text.replace("{comment}", f"remark {number}", 1)
    text += draw(st.sampled_from(["\n", "\n", "\n", ""]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))), synced


@st.composite
def _project(draw: st.DrawFn, by_hand: dict[str, dict[str, str]]) -> tuple[list[str], list[list[str]]]:
    """The table ``[project]``: what has to stand before all tables, and tables."""
    bare = draw(st.booleans())
    about = ['name = "my-app"  # {comment}', 'version="1"', "keywords = [ 'é', ]"]
    header = draw(st.sampled_from(["[project]", "[ project ]", '["project"]  # {comment}']))
    place = draw(st.sampled_from(["project.entry-points", "project . 'entry-points'"]))
    kinds = ["tables", "tables", "inline tables", "one inline table", "dotted", "all inline", "all dotted"]
    kind = draw(st.sampled_from(kinds))
    entries = [
        (group, f'{key(name, bare=bare)} = "{value}" # {{comment}}')
        for group, table in by_hand.items()
        for name, value in table.items()
    ]
    if kind == "tables":
        tables = [
            [f"[{place}.{key(group, bare=bare)}]", *(line for each, line in entries if each == group)]
            for group in by_hand
        ]
        return [], [[header, *about], *tables]
    if kind == "inline tables":
        return [], [
            [header, *about],
            [f"[{place}]", *(f"{key(group, bare=bare)} = {inline(table)}" for group, table in by_hand.items())],
        ]
    whole = ", ".join(f"{key(group, bare=bare)} = {inline(table)}" for group, table in by_hand.items())
    if kind == "one inline table":
        return [], [[header, *about, f"entry-points = {{ {whole} }}" if whole else "entry-points = {}"]]
    if kind == "all inline":
        more = f", entry-points = {{ {whole} }}" if whole else ""
        return [f'project = {{ name = "my-app", version = "1"{more} }} # {{comment}}'], []
    dotted = [f"entry-points.{key(group, bare=bare)}.{line}" for group, line in entries]
    if kind == "dotted":
        return [], [[header, *draw(st.permutations([*about, *dotted]))]]
    return [f"project.{line}" for line in [*about, *dotted]], []


@st.composite
def _ours(draw: st.DrawFn, top: list[str], synced: dict[str, dict[str, str]]) -> list[list[str]]:
    """Our own table, which may say what was synced before; what has to stand before all tables goes to ``top``."""
    names = {group: "[{}]".format(", ".join(f'"{name}"' for name in entries)) for group, entries in synced.items()}
    lines = [f'"{group}" = {each}  # {{comment}}' for group, each in names.items()]
    one = f"synced = {{ {', '.join(f'{chr(34)}{group}{chr(34)} = {each}' for group, each in names.items())} }}"
    kind = draw(st.sampled_from(["tables", "tables", "inline", "dotted", "all dotted", "all inline"]))
    exclude = ["exclude = []  # {comment}"] if draw(st.booleans()) or (kind != "tables" and not synced) else []
    if kind == "tables":
        ours = [["[tool.plugin-loader]", *exclude]] if exclude else []
        return [*ours, ["[tool.plugin-loader.synced]", *lines]] if synced else ours
    if kind == "inline":
        return [["[tool.plugin-loader]", *exclude, *([one] if synced else [])]]
    dotted = [*exclude, *(f"synced.{line}" for line in lines)]
    if kind == "dotted":
        return [["[tool.plugin-loader]", *dotted]]
    if kind == "all dotted":
        top += [f"tool.plugin-loader.{line}" for line in dotted]
        return []
    inner = ", ".join([*(["exclude = []"] if exclude else []), *([one] if synced else [])])
    return [["[tool] # {comment}", f"plugin-loader = {{ {inner} }}"]]
