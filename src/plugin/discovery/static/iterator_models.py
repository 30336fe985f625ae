"""Models of ``itertools`` and ``operator``: a table from the dotted name to a small function."""

import ast
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from plugin.discovery.static import attributes, calls, expressions
from plugin.discovery.static.builtin_models import items_of
from plugin.discovery.static.values import (
    NONE,
    Call,
    Collection,
    Const,
    IteratorValue,
    Native,
    Unclear,
    Unknown,
    Value,
    force,
)


def _as_values(items: Iterable[Any]) -> Iterator[Value]:
    return (Collection("tuple", item) if isinstance(item, tuple) else item for item in items)


def rearranging(function: Callable[..., Iterable[Any]], sources: int | None = None) -> Callable[[Call], Value]:
    """A model of a function that gives the items of its arguments in another order, or several of them together.

    :param function: the function
    :param sources: how many of its arguments give items, by default all; the others are constants
    """

    def model(call: Call) -> Value:
        count = len(call.args) if sources is None else sources
        found = [items_of(call, value) for value in call.args[:count]]
        constants = [force(value) for value in call.args[count:]]
        named = {name: force(value) for name, value in call.kwargs.items() if name != "fillvalue"}
        unclear: list[Value] = [each for each in found if isinstance(each, Unknown)]
        unclear += [each for each in (*constants, *named.values()) if not isinstance(each, Const)]
        if unclear:
            return call.unknown("an argument is not known", unclear[0])
        args = [each.value for each in constants if isinstance(each, Const)]
        kwargs = {name: each.value for name, each in named.items() if isinstance(each, Const)}
        if "fillvalue" in call.kwargs:
            kwargs["fillvalue"] = call.kwargs["fillvalue"]
        return _made(call, lambda: function(*found, *args, **kwargs))

    return model


def _made(call: Call, make: Callable[[], Iterable[Any]]) -> Value:
    """An iterator of Python over values; what Python raises when it is made, the interpreted code raises."""
    made: list[Iterable[Any]] = []
    expressions.guarded(call.interpreter, lambda: made.append(make()), call.node, call.environment)
    return IteratorValue(_as_values(made[0]))


def repeat(call: Call) -> Value:
    value, times = call.args[0], force(call.args[1] if len(call.args) > 1 else call.kwargs.get("times", NONE))
    count = times.value if isinstance(times, Const) else None
    if not isinstance(count, int):
        return call.unknown("it is not known how often it is repeated", times)
    return IteratorValue(itertools.repeat(value, count))


def of_each(call: Call, sources: Value, values: Callable[[Iterable[Value]], Iterable[Value]]) -> Value:
    """An iterator over what comes of each of several sources of items.

    :param call: the call that asks for it
    :param sources: the sources
    :param values: what comes of the items of one
    """
    found = items_of(call, sources)
    if isinstance(found, Unknown):
        return found

    def items() -> Iterator[Value]:
        for source in found:
            inner = items_of(call, source)
            if isinstance(inner, Unknown):
                made.spoiled = inner
                raise Unclear(inner)
            yield from values(inner)

    made = IteratorValue(items())
    return made


def chain_from(call: Call) -> Value:
    """``itertools.chain.from_iterable``."""
    return of_each(call, call.args[0], iter)


def testing(function: Callable[..., Iterable[Value]]) -> Callable[[Call], Value]:
    """A model of a function that gives those items for which another function tells so."""

    def model(call: Call) -> Value:
        found = items_of(call, call.args[1])
        if isinstance(found, Unknown):
            return found

        def test(item: Value) -> bool:
            value = item
            if not (isinstance(asked := force(call.args[0]), Const) and asked.value is None):
                value = calls.call(call.interpreter, asked, [item], {}, call.node, call.environment)
            known = expressions.truth(value)
            if known is None:
                made.spoiled = call.unknown("it is not known which items are kept", force(value))
                raise Unclear(made.spoiled)
            return known

        made = IteratorValue(iter(function(test, found)))
        return made

    return model


def star_map(call: Call) -> Value:
    def result(given: Iterable[Value]) -> list[Value]:
        return [calls.call(call.interpreter, call.args[0], [*given], {}, call.node, call.environment)]

    return of_each(call, call.args[1], result)


def accumulate(call: Call) -> Value:
    found = items_of(call, call.args[0])
    function = force(call.args[1] if len(call.args) > 1 else call.kwargs.get("func", NONE))
    if isinstance(found, Unknown) or "initial" in call.kwargs:
        return found if isinstance(found, Unknown) else call.unknown("`initial` is not modelled")

    def together(left: Value, right: Value) -> Value:
        if isinstance(function, Const):
            return operate(ast.Add(), call, left, right)
        return calls.call(call.interpreter, function, [left, right], {}, call.node, call.environment)

    return IteratorValue(itertools.accumulate(found, together))


def compress(call: Call) -> Value:
    data, selectors = items_of(call, call.args[0]), items_of(call, call.args[1])
    if isinstance(data, Unknown):
        return data
    if isinstance(selectors, Unknown):
        return selectors
    chosen = [expressions.truth(each) for each in selectors]
    if None in chosen:
        return call.unknown("it is not known which items are kept")
    return IteratorValue(itertools.compress(data, chosen))


# -- operator ---------------------------------------------------------------------------------------------------------


def operate(op: ast.operator, call: Call, left: Value, right: Value) -> Value:
    return expressions.operate(call.interpreter, op, force(left), force(right), call.node, call.environment)


def binary(op: ast.operator) -> Callable[[Call], Value]:
    return lambda call: operate(op, call, *call.args)


def comparing(op: ast.cmpop) -> Callable[[Call], Value]:
    return lambda call: expressions.compare_two(
        call.interpreter, op, force(call.args[0]), force(call.args[1]), call.node, call.environment
    )


def negated(call: Call) -> Value:
    known = expressions.truth(call.args[0])
    return call.unknown("it is not known whether this is true", call.args[0]) if known is None else Const(not known)


def get_attribute(call: Call, path: str) -> Value:
    owner = force(call.args[0])
    for name in path.split("."):
        owner = attributes.get(call.interpreter, owner, name, call.node, call.environment)
    return owner


def get_item(call: Call, key: Value) -> Value:
    return expressions.get_item(call.interpreter, force(call.args[0]), key, call.node, call.environment)


def getter(get: Callable[[Call, Any], Value], *, plain: bool) -> Callable[[Call], Value]:
    """``operator.attrgetter`` and ``operator.itemgetter``: of several things asked for, a tuple.

    :param get: gets one of them
    :param plain: whether it takes what is asked for as a text
    """

    def model(call: Call) -> Value:
        keys = [force(value) for value in call.args]
        fitting = [key for key in keys if isinstance(key, Const) and (not plain or isinstance(key.value, str))]
        unclear = next((key for key in keys if key not in fitting), None)
        if unclear is not None or not keys:
            return call.unknown("what is asked for is not known", unclear)
        wanted = [key.value if plain and isinstance(key, Const) else key for key in keys]

        def model(inner: Call) -> Value:
            found = [get(inner, each) for each in wanted]
            return found[0] if len(found) == 1 else Collection("tuple", found)

        return Native("getter()", model)

    return model


def method_caller(call: Call) -> Value:
    name, *args = call.args
    known = force(name)
    if not isinstance(known, Const) or not isinstance(known.value, str):
        return call.unknown("it is not known which method is called", known)

    def model(inner: Call) -> Value:
        method = get_attribute(inner, str(known.value))
        return calls.call(inner.interpreter, method, args, call.kwargs, inner.node, inner.environment)

    return Native("operator.methodcaller()", model)


TABLE: "dict[str, Value | Callable[[Call], Value]]" = {
    "itertools.accumulate": accumulate,
    "itertools.chain": Native("itertools.chain", rearranging(itertools.chain), is_class=True),
    "itertools.chain.from_iterable": chain_from,
    "itertools.combinations": rearranging(itertools.combinations, 1),
    "itertools.compress": compress,
    "itertools.cycle": rearranging(itertools.cycle, 1),
    "itertools.dropwhile": testing(itertools.dropwhile),
    "itertools.filterfalse": testing(itertools.filterfalse),
    "itertools.islice": rearranging(itertools.islice, 1),
    "itertools.pairwise": rearranging(itertools.pairwise, 1),
    "itertools.permutations": rearranging(itertools.permutations, 1),
    "itertools.product": rearranging(itertools.product),
    "itertools.repeat": repeat,
    "itertools.starmap": star_map,
    "itertools.takewhile": testing(itertools.takewhile),
    "itertools.zip_longest": rearranging(partial(itertools.zip_longest, fillvalue=NONE)),
    "operator.attrgetter": getter(get_attribute, plain=True),
    "operator.contains": lambda call: comparing(ast.In())(
        Call(call.interpreter, call.node, call.environment, [call.args[1], call.args[0]], {})
    ),
    "operator.getitem": lambda call: get_item(call, force(call.args[1])),
    "operator.itemgetter": getter(get_item, plain=False),
    "operator.methodcaller": method_caller,
    "operator.not_": negated,
    **{
        f"operator.{name}": binary(kind())
        for name, kind in {
            "add": ast.Add, "concat": ast.Add, "and_": ast.BitAnd, "floordiv": ast.FloorDiv, "mod": ast.Mod,
            "mul": ast.Mult, "or_": ast.BitOr, "sub": ast.Sub, "truediv": ast.Div, "xor": ast.BitXor,
        }.items()
    },
    **{
        f"operator.{name}": comparing(kind())
        for name, kind in {
            "eq": ast.Eq, "ge": ast.GtE, "gt": ast.Gt, "is_": ast.Is, "is_not": ast.IsNot, "le": ast.LtE,
            "lt": ast.Lt, "ne": ast.NotEq,
        }.items()
    },
}  # fmt: skip

if sys.version_info >= (3, 12):
    TABLE["itertools.batched"] = rearranging(itertools.batched, 1)
