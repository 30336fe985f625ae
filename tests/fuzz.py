"""A fuzzer for the static engine: mutates the cases, and holds the engine to what it promises.

    python tests/fuzz.py --seconds 60 --seed 1

Whatever the source holds, the engine raises nothing and ends. Of source that can be imported: reading everything
gives the plugins that reading what can matter gives; what the engine says of a module is what importing it gives, or it
reports that it may be wrong; and no plugin can be made of which it says the opposite. What breaks a promise is cut down
and written into a folder below `build`, as a case that lacks its expectation.

Mutated code does what nobody writes. So of a hundred trees, one or two may differ in silence from what importing them
gives, and are only listed; if there are more of them, or if any other promise is broken, the exit status is 1.

The same seed makes the same inputs, as many as there is time for; `--inputs` ends it earlier.
"""

import argparse
import ast
import contextlib
import hashlib
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import casefiles  # noqa: E402
import comparing  # noqa: E402
from plugin.discovery.static import worlds  # noqa: E402

STEPS = 5_000
"""The budget of a statement here: enough for what the cases do, and used up soon."""
SECONDS = 20
"""What takes longer than this for a tree of a few lines, has no bound."""

MEMORY = 3 << 30
"""What takes more memory than this, has no bound either."""

Files = dict[str, str]


class Hang(BaseException):
    """The engine does not end."""


# -- mutations ---------------------------------------------------------------------------------------------------


class Corpus:
    """The trees to mutate, and the pieces that they are made of."""

    def __init__(self, trees: list[Files]) -> None:
        self.trees = trees
        self.statements: list[ast.stmt] = []
        self.expressions: list[ast.expr] = []
        for tree in trees:
            for text in tree.values():
                with contextlib.suppress(SyntaxError, ValueError):
                    for node in ast.walk(ast.parse(text)):
                        if isinstance(node, ast.stmt):
                            self.statements.append(node)
                        elif isinstance(node, ast.expr):
                            self.expressions.append(node)


def blocks(tree: ast.AST) -> list[list[ast.stmt]]:
    """Every list of statements in a tree."""
    return [
        block
        for node in ast.walk(tree)
        for field in ("body", "orelse", "finalbody")
        if isinstance(block := getattr(node, field, None), list) and block and isinstance(block[0], ast.stmt)
    ]


WRAPPERS = (
    "if True:\n    pass",
    "if __import__('os').environ.get('FUZZ'):\n    pass",
    "if not __import__('os').environ.get('FUZZ'):\n    pass",
    "for _ in (1, 2):\n    pass",
    "while True:\n    pass\n    break",
    "try:\n    pass\nexcept Exception:\n    raise",
    "try:\n    pass\nfinally:\n    fuzz_done = 1",
    "def fuzz_call():\n    pass\nfuzz_call()",
    "class FuzzBody:\n    pass",
    "match 1:\n    case 1:\n        pass",
    "if 0:\n    fuzz_no = 1\nelse:\n    pass",
)


def mutate(random: random.Random, corpus: Corpus, files: Files) -> Files:
    """A tree that differs from another in a few places."""
    files = dict(files)
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        path = random.choice(list(files))
        if random.random() < 0.1:
            files[path] = mutate_text(random, files[path])
            continue
        try:
            tree = ast.parse(files[path])
        except (SyntaxError, ValueError):
            continue
        random.choice(MUTATIONS)(random, corpus, tree)
        with contextlib.suppress(Exception):  # not every tree has a text
            files[path] = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    return files


def mutate_text(random: random.Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    end = min(len(text), start + random.choice((0, 1, 2, 8, 40)))
    piece = random.choice(
        ("", text[start:end] * 2, "\x00", "\ufeff", "\f", "\t", "\r", "\r\n", "(", "'", '"""', ";", "é", "\\\n", ":")
    )
    return text[:start] + piece + text[end:]


def delete(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    block = random.choice(blocks(tree) or [[]])
    if block:
        block.pop(random.randrange(len(block)))
        if not block:
            block.append(ast.Pass())


def swap(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    block = random.choice(blocks(tree) or [[]])
    if len(block) > 1:
        left, right = random.sample(range(len(block)), 2)
        block[left], block[right] = block[right], block[left]


def duplicate(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    block = random.choice(blocks(tree) or [[]])
    if block:
        block.insert(random.randrange(len(block) + 1), random.choice(block))


def splice(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    block = random.choice(blocks(tree) or [[]])
    block.insert(random.randrange(len(block) + 1), random.choice(corpus.statements))


def wrap(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    block = random.choice(blocks(tree) or [[]])
    if block:
        index = random.randrange(len(block))
        wrapper = ast.parse(random.choice(WRAPPERS))
        for inner in blocks(wrapper)[1:]:
            if isinstance(inner[0], ast.Pass):
                inner[0] = block[index]
        block[index : index + 1] = wrapper.body


def _expressions(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.expr]]:
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr) and isinstance(getattr(value, "ctx", ast.Load()), ast.Load):
                yield node, field, None, value
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.expr) and isinstance(getattr(item, "ctx", ast.Load()), ast.Load):
                        yield node, field, index, item


def _put(random: random.Random, tree: ast.AST, make: Callable[[ast.expr], ast.expr]) -> None:
    found = list(_expressions(tree))
    if found:
        node, field, index, old = random.choice(found)
        if index is None:
            setattr(node, field, make(old))
        else:
            getattr(node, field)[index] = make(old)


def replace(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    _put(random, tree, lambda old: random.choice(corpus.expressions))


def replace_own(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    own = [node for node in ast.walk(tree) if isinstance(node, ast.expr)]
    _put(random, tree, lambda old: random.choice(own))


EXPRESSION_WRAPPERS = (
    "(lambda: X)()", "[X][0]", "(X, 1)[0]", "{'k': X}['k']", "X or None", "X and X", "X if FUZZ else X", "(fuzz := X)",
    "str(X)", "f'{X}'", "[X for _ in (1,)][0]", "next(iter([X]))", "not X", "X.__class__", "getattr(X, 'name', 'd')",
    "X == X", "[*X]", "dict(k=X)['k']", "type(X)", "(X).name", "X[0]", "X()", "X + X", "-X", "sorted([X])[0]",
    "(X if __import__('os').environ.get('FUZZ') else X)",
)  # fmt: skip


def wrap_expression(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    pattern = ast.parse(random.choice(EXPRESSION_WRAPPERS), mode="eval").body

    class Fill(ast.NodeTransformer):
        def __init__(self, old: ast.expr) -> None:
            self.old = old

        def visit_Name(self, node: ast.Name) -> ast.expr:
            return self.old if node.id == "X" else ast.Constant(True) if node.id == "FUZZ" else node

    _put(random, tree, lambda old: Fill(old).visit(pattern))


def rename(random: random.Random, corpus: Corpus, tree: ast.AST) -> None:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if names:
        random.choice(names).id = random.choice(names).id


MUTATIONS = (delete, swap, swap, duplicate, splice, splice, wrap, wrap, replace, replace_own, wrap_expression, rename)


# -- promises -------------------------------------------------------------------------------------------------------


MOST_SILENT = 0.02
"""Which share of what is compared may differ in silence: code of this kind is hardly written by anybody."""
BROKEN = ("crash", "hang", "silent", "modes", "makeable")
"""The outcomes that break a promise."""


def outcome(files: Files, *, real: bool = True) -> tuple[str, str]:
    """What the engine makes of a tree: which promise it breaks and how, or in which way it keeps them all."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    signal.signal(signal.SIGALRM, _hang)
    signal.alarm(SECONDS)
    try:
        write(folder, files)
        comparison = comparing.compare(folder, real=False)
        signal.alarm(0)
        if real:
            comparison.real = comparing.imported(folder, comparison.tree.modules)
    except Hang:
        return "hang", "it does not end"
    except Exception as error:  # noqa: BLE001 - any exception is a finding
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return "crash", f"{type(error).__name__} in {frame.name}: {error}"
    finally:
        signal.alarm(0)
        shutil.rmtree(folder, ignore_errors=True)
    if found := comparison.silent_errors():
        return "silent", "; ".join(found)
    if (comparison.is_comparable or not real) and (found := comparison.modes_differ()):
        return "modes", "; ".join(found)
    if found := comparison.wrongly_unmakeable():
        return "makeable", "; ".join(found)
    if not comparison.is_comparable:
        return "not compared", ""
    return ("told" if comparison.differences() else "agree"), ""


def _hang(signum: int, frame: object) -> None:
    raise Hang


def write(folder: Path, files: Files) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")


def cut_down(files: Files, kind: str, *, tries: int = 400) -> Files:
    """The tree with as many statements and files left out as possible, which still breaks the same promise."""
    changed = True
    while changed and tries > 0:
        changed = False
        for path in list(files):
            candidates: list[Files] = (
                [{other: text for other, text in files.items() if other != path}] if len(files) > 1 else []
            )
            with contextlib.suppress(SyntaxError, ValueError, RecursionError):
                candidates += _smaller(files, path)
            for candidate in candidates:
                tries -= 1
                if outcome(candidate, real=kind in ("silent", "modes", "makeable"))[0] == kind:
                    files, changed = candidate, True
                    break
                if tries <= 0:
                    return files
            if changed:
                break
    return files


def _smaller(files: Files, path: str) -> Iterator[Files]:
    count = len(blocks(ast.parse(files[path])))
    for number in range(count):
        for index in range(len(blocks(ast.parse(files[path]))[number])):
            tree = ast.parse(files[path])
            block = blocks(tree)[number]
            if len(block) == 1 and isinstance(block[0], ast.Pass):
                continue
            removed = block.pop(index)
            if not block and number:
                block.append(ast.Pass())
            yield {**files, path: ast.unparse(tree) + "\n"}
            inner = getattr(removed, "body", None)
            if isinstance(inner, list) and not isinstance(removed, (ast.FunctionDef, ast.ClassDef)):
                tree = ast.parse(files[path])
                blocks(tree)[number][index : index + 1] = blocks(tree)[number][index].body  # type: ignore[attr-defined]
                yield {**files, path: ast.unparse(tree) + "\n"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--inputs", type=int, default=1 << 62)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("--no-imports", action="store_true", help="do not import what is made")
    options = parser.parse_args()
    worlds.MOST_STEPS = STEPS
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rng = random.Random(options.seed)
    corpus = Corpus([case.files for case in casefiles.all_cases() if not case.silent])
    trees = list(corpus.trees)
    options.folder.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    counts: Counter[str] = Counter()
    known: set[str] = set()
    broken: Counter[str] = Counter()
    while time.monotonic() - start < options.seconds and counts["inputs"] < options.inputs:
        counts["inputs"] += 1
        if counts["inputs"] % 1_000 == 0:
            print(f"{time.monotonic() - start:.0f} s: {summary(counts)}", flush=True)
        files = mutate(rng, corpus, rng.choice(trees))
        kind, what = outcome(files, real=not options.no_imports)
        counts[kind] += 1
        if kind not in BROKEN:
            # Mutations of mutations, of those that can be imported, which others are less and less.
            if kind != "not compared" and rng.random() < 0.05 and sum(map(len, files.values())) < 6000:
                trees.append(files)
                del trees[len(corpus.trees) : -2000]
            continue
        files = cut_down(files, kind, tries=10 if kind == "hang" else 400)  # each try of a hang takes its time
        text = "".join(f"# --- {path}\n{text}" for path, text in sorted(files.items()))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        if digest not in known and len(known) < 3000:
            known.add(digest)
            broken[kind] += 1
            again, how = outcome(files)
            what = how if again == kind else what
            (options.folder / f"{kind}-{digest}.txt").write_text(
                f"##### {kind}_{digest}: {what}\n{text}", errors="surrogatepass"
            )
            print(f"{kind}-{digest}: {what[:200]}", flush=True)
    print(f"seed {options.seed}, {time.monotonic() - start:.0f} s: {summary(counts)}; {len(known)} different findings")
    if known:
        print(f"they stand in {options.folder}")
    is_silent = counts["silent"] > MOST_SILENT * compared(counts) + 3
    return 1 if is_silent or broken.keys() - {"silent"} else 0


def compared(counts: Counter[str]) -> int:
    return sum(counts[kind] for kind in ("agree", "told", "silent", "modes", "makeable"))


def summary(counts: Counter[str]) -> str:
    return (
        f"{counts['inputs']} inputs, {compared(counts)} compared with real imports: {counts['agree']} agree, "
        f"{counts['told']} differ and are reported, {counts['silent']} differ in silence, {counts['modes']} differ "
        f"between the modes; {counts['crash']} crashes, {counts['hang']} hangs"
    )


if __name__ == "__main__":
    sys.exit(main())
