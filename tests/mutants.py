"""A mutation check: changes the source in one place at a time, and sees whether a test notices.

    python tests/mutants.py --count 150 --seed 1

What no test notices is printed, with its line. Some of it changes nothing that anybody could see; for the rest a test
is missing. The changed source stands in a copy, so that the project itself stays as it is.
"""

import argparse
import ast
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = (
    "blocks calls collecting contents definitions expressions frames machine modules namespaces objects orders "
    "products scopes statements uses worklist worlds"
)
TESTS = {
    "container": "manager life turns order collection asynchronous promises processes docstrings",
    "manager": "manager life turns order collection asynchronous promises processes docstrings outside finder",
    "order": "order asynchronous",
    "promises": "promises docstrings",
    "turns": "turns life asynchronous processes",
    "installed": "installed windows finder manager",
    "entries": "entrypoint round_trip config docstrings",
    **{f"discovery/static/{room}": "static cases" for room in ROOMS.split()},
}
"""Module -> the modules of tests that concern it, or a folder of them."""
OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    match node:
        case ast.Compare(ops=operators):
            for index, operator in enumerate(operators):
                yield changed(node, ops=[*operators[:index], OTHER[type(operator)](), *operators[index + 1 :]])
        case ast.BoolOp(op=operator) | ast.BinOp(op=operator) if type(operator) in OTHER:
            yield changed(node, op=OTHER[type(operator)]())
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield changed(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.Constant(value=int(value)):
            yield ast.Constant(not value if isinstance(value, bool) else value + 1)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Break() | ast.Continue():
            yield OTHER[type(node)]()
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]) | ast.Raise() | ast.Delete() | ast.AugAssign():
            yield ast.Pass()


def changed(node: ast.AST, **fields: object) -> ast.AST:
    """A node with other fields."""
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None]]]:
    """The nodes of what is run of a tree, each with what puts another one into its place."""
    for field, value in ast.iter_fields(tree):
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            is_for_checkers = "TYPE_CHECKING" in ast.unparse(getattr(child, "test", ast.Pass()))
            if isinstance(child, ast.AST) and field not in {"annotation", "returns"} and not is_for_checkers:
                put = partial(value.__setitem__, index) if isinstance(value, list) else partial(setattr, tree, field)
                yield child, put
                yield from places(child)


def changes(tree: ast.Module) -> list[tuple[int, Callable[[], None]]]:
    """Each change that can be made to a module: its line, and what makes it."""
    found = [(node, put, other) for node, put in places(tree) for other in alternatives(node)]
    return [(getattr(node, "lineno", 0), partial(put, other)) for node, put, other in found]


def mutant(text: str, number: int) -> tuple[str, str]:
    """What a change does, in words, and the text of the module after it."""
    tree = ast.parse(text)
    before = ast.unparse(tree).splitlines()
    line, change = changes(tree)[number]
    change()
    after = ast.unparse(ast.fix_missing_locations(tree))
    old, new = next((pair for pair in zip(before, after.splitlines(), strict=False) if pair[0] != pair[1]), ("", ""))
    return f"{line} ({number})\n    {old.strip()}\n    {new.strip()}", after


def run(source: Path, tests: str, seconds: int = 600) -> str:
    """What becomes of the tests of a module, in so much processor time: `passed`, `failed` or `endless`."""
    paths = ["tests/unit/" + (name if name == "static" else f"test_{name}.py") for name in tests.split()]
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-qxp", "no:cacheprovider", "-m", "not slow", *paths],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),  # noqa: PLW1509 - one thread
    )
    try:
        status = process.wait(5 * seconds)
    except subprocess.TimeoutExpired:
        return "endless"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return "endless" if status == -signal.SIGKILL else "failed" if status else "passed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as `order`; by default all that are known")
    parser.add_argument("--count", type=int, default=150, help="how many changes are tried in all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = {name: (ROOT / f"src/plugin/{name}.py").read_text("utf-8") for name in options.modules or TESTS}
    possible = [(name, number) for name, text in texts.items() for number in range(len(changes(ast.parse(text))))]
    chosen = random.Random(options.seed).sample(possible, min(options.count, len(possible)))
    counts: dict[str, Counter[str]] = {name: Counter() for name in texts}
    limits: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(shutil.copytree(ROOT / "src", f"{folder}/src", ignore=shutil.ignore_patterns("__pycache__")))
        for name, number in sorted(chosen):
            tests, path = TESTS[name], source / f"plugin/{name}.py"
            if tests not in limits:
                start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
                if run(source, tests) != "passed":
                    sys.exit(f"the tests of {name} fail without any change")
                limits[tests] = 10 + 3 * int(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start)
            what, text = mutant(texts[name], number)
            path.write_text(text, encoding="utf-8")
            outcome = run(source, tests, limits[tests])
            path.write_text(texts[name], encoding="utf-8")
            counts[name][outcome] += 1
            if outcome == "passed":
                print(f"not noticed: src/plugin/{name}.py:{what}", flush=True)
    for name, count in counts.items():
        print(f"{name}: {count.total() - count['passed']} of {count.total()} are noticed")
    print(f"seed {options.seed}: {len(chosen)} of {len(possible)} changes were tried, one after the other")
    return 0


if __name__ == "__main__":
    sys.exit(main())
