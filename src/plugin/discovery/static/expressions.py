"""Evaluates expressions: a table from node to function.

Python's own ``operator`` computes the results for known values. An unknown operand makes the result unknown; if its
truth is needed, it is a condition.
"""

import ast
import operator
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from plugin.discovery.static.contents import is_iterator
from plugin.discovery.static.frames import Frame, Machine
from plugin.discovery.static.limits import TOO_LONG, check_operation, is_wide
from plugin.discovery.static.unknown import Undecided, Unknown, facts, first_unknown, show
from plugin.discovery.static.versions import in_each

OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
    ast.LShift: operator.lshift, ast.RShift: operator.rshift,
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert,
    ast.Eq: operator.eq, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.NotEq: operator.ne, ast.Is: operator.is_, ast.In: lambda left, right: left in right,
}  # fmt: skip
OPPOSITES: dict[type[ast.AST], ast.cmpop] = {ast.NotEq: ast.Eq(), ast.IsNot: ast.Is(), ast.NotIn: ast.In()}
"""A condition and its opposite share one condition."""


def slice_(machine: Machine, node: ast.Slice, frame: Frame) -> Any:
    parts = [None if each is None else machine.evaluate(each, frame) for each in (node.lower, node.upper, node.step)]
    return computed(machine, lambda: ":".join(map(show, parts)), "a bound of a slice is not known", parts, slice)


def items(machine: Machine, nodes: list[ast.expr], frame: Frame, unknown: list[Unknown] | None = None) -> list[Any]:
    """The items of a display, or positional arguments, including starred ones.

    :param unknown: collects unknown starred values
    """
    found: list[Any] = []
    for each in nodes:
        if type(each) is not ast.Starred:
            found.append(machine.evaluate(each, frame))
        elif type(value := machine.evaluate(each.value, frame)) is Unknown and unknown is not None:
            unknown.append(value)
        else:
            found += machine.iterate(value)
    return found


def spread(values: list[Any], targets: Sequence[ast.AST], starred: type[ast.AST]) -> list[Any] | None:
    """The values for some targets, of which one may be starred; ``None`` if the numbers do not match."""
    star = next((index for index, each in enumerate(targets) if isinstance(each, starred)), None)
    if star is not None and len(values) >= len(targets) - 1:
        end = len(values) - (len(targets) - star - 1)
        values = [*values[:star], values[star:end], *values[end:]]
    return values if len(values) == len(targets) else None


def keywords(machine: Machine, nodes: list[ast.keyword], frame: Frame, unknown: list[Unknown]) -> dict[str, Any]:
    """The keyword arguments of a call.

    :param unknown: collects unknown ``**`` values
    """
    found: dict[str, Any] = {}
    for each in nodes:
        value = machine.evaluate(each.value, frame)
        for key, held in merged(machine, value) if each.arg is None else [(each.arg, value)]:
            if type(key) is Unknown:
                unknown.append(key)
            elif key in found:
                raise TypeError(f"got multiple values for keyword argument {key!r}")
            else:
                found[key] = held
    return found


def merged(machine: Machine, value: Any) -> list[tuple[Any, Any]]:
    """The keys and values of a ``**`` argument; an unknown one also represents its keys."""
    if type(value) is Unknown:
        return [(value, value)]
    if not hasattr(type(value), "keys"):
        raise TypeError(f"{type(value).__name__!r} object is not a mapping")
    return [(key, machine.get_item(value, key)) for key in list(value.keys())]


def computed(machine: Machine, text: Callable[[], str], said: str, values: Sequence[Any], compute: Any) -> Any:
    """The result of a computation on some values; unknown if one of them is unknown.

    :param text: returns its code
    :param said: the reason if it is not known
    """
    unknown = first_unknown(values)
    if unknown is not None:
        return machine.unknown(text(), said, unknown)
    if reason := machine.too_deep(values):
        return machine.unknown(text(), reason)
    try:
        return machine.checked(compute(*values))
    except Undecided as undecided:
        return machine.unknown(text(), said, undecided)


def set_of(machine: Machine, values: Sequence[Any]) -> Any:
    return computed(machine, lambda: "{...}", "an item is not known", values, lambda *items: set(items))


def dict_(machine: Machine, node: ast.Dict, frame: Frame) -> Any:
    pairs: list[tuple[Any, Any]] = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            pairs += merged(machine, machine.evaluate(value, frame))
        else:
            pairs.append((machine.evaluate(key, frame), machine.evaluate(value, frame)))
    return dict_of(machine, pairs)


def dict_comprehension(machine: Machine, node: Any, frame: Frame) -> Any:
    pairs: list[tuple[Any, Any]] = []
    for each in rounds(machine, node, frame):
        key = machine.evaluate(node.key, each)  # without a value, it is what ``**`` merges (PEP 798)
        pairs += merged(machine, key) if node.value is None else [(key, machine.evaluate(node.value, each))]
    return dict_of(machine, pairs)


def dict_of(machine: Machine, pairs: list[Any]) -> Any:
    return computed(machine, lambda: "{...}", "a key is not known", [key for key, _ in pairs], lambda *_: dict(pairs))


def unary(machine: Machine, node: ast.UnaryOp, frame: Frame) -> Any:
    operand = machine.evaluate(node.operand, frame)
    return not machine.truth(operand) if type(node.op) is ast.Not else operate(machine, node.op, operand)


def binary(machine: Machine, node: ast.BinOp, frame: Frame) -> Any:
    chain = [node]  # the left operands of long sums are nested deeply
    while type(chain[-1].left) is ast.BinOp:
        chain.append(chain[-1].left)
    value = machine.evaluate(chain[-1].left, frame)
    for each in reversed(chain):
        value = operate(machine, each.op, value, machine.evaluate(each.right, frame))
    return value


def operate(machine: Machine, op: Any, *operands: Any, in_place: bool = False) -> Any:
    """The result of an operator on one or two values; in place, it may change the first."""
    if first_unknown(operands) is None and (reason := check_operation(type(op), operands[0], operands[-1])):
        return machine.unknown("...", reason)
    compute = OPERATORS[type(op)]
    if in_place:
        machine.worlds.note(operands[0])
        compute = getattr(operator, f"__i{compute.__name__.strip('_')}__")
    made = computed(machine, lambda: shown(op, *operands), "an operand is not known", operands, compute)
    if in_place and type(made) is Unknown:
        machine.worlds.spoil(operands[0], facts(made).why, 1)
    return made


def shown(op: Any, *operands: Any) -> str:
    """An operation as code."""
    names: list[Any] = [ast.Name(show(each)) for each in operands]
    if isinstance(op, ast.cmpop):
        return ast.unparse(ast.Compare(names[0], [op], names[1:]))
    return ast.unparse(ast.UnaryOp(op, *names) if isinstance(op, ast.unaryop) else ast.BinOp(names[0], op, names[1]))


def boolean(machine: Machine, node: ast.BoolOp, frame: Frame) -> Any:
    until = type(node.op) is ast.Or
    for each in node.values[:-1]:
        value = machine.evaluate(each, frame)
        if machine.truth(value) is until:
            return value
    return machine.evaluate(node.values[-1], frame)


def compare(machine: Machine, node: ast.Compare, frame: Frame) -> Any:
    left, result = machine.evaluate(node.left, frame), True
    for op, comparator in zip(node.ops, node.comparators, strict=True):
        if not machine.truth(result):
            break
        right = machine.evaluate(comparator, frame)
        left, result = right, compared(machine, op, left, right)
    return result


def compared(machine: Machine, op: ast.cmpop, left: Any, right: Any) -> Any:
    """The result of a comparison; an unknown value is identical to itself."""
    kind, is_known = type(op), first_unknown((left, right)) is None
    if kind in OPPOSITES and not (is_known and kind is ast.NotEq):
        return not machine.truth(compared(machine, OPPOSITES[kind], left, right))
    if kind is ast.Is and left is right:
        return True
    if kind is ast.In and type(right) is not Unknown and is_iterator(right):
        right = machine.iterate(right)  # each item is a step, so that it ends
    made = operate(machine, op, left, right)
    return made if is_known else in_each(OPERATORS[kind], (left, right), made)


def joined(machine: Machine, node: ast.JoinedStr, frame: Frame) -> Any:
    parts = [machine.evaluate(each, frame) for each in node.values]
    return computed(machine, lambda: "f'...'", "part of a text is not known", parts, lambda *texts: "".join(texts))


def formatted(machine: Machine, node: ast.FormattedValue, frame: Frame) -> Any:
    value = machine.evaluate(node.value, frame)
    spec = machine.evaluate(node.format_spec, frame) if node.format_spec else ""
    if type(value) is Unknown:
        return value
    if is_wide(spec):
        return machine.unknown("f'...'", TOO_LONG)
    form = "{0:{1}}" if node.conversion == -1 else f"{{0!{chr(node.conversion)}:{{1}}}}"
    values = machine.ordered(value), spec
    return computed(machine, lambda: "f'...'", "part of a text is not known", values, form.format)


def template(machine: Machine, node: Any, frame: Frame) -> Any:
    """A template string (PEP 750): a real one, as only a Python that has them reads one."""
    parts = [machine.evaluate(each, frame) for each in node.values]
    made = machine.native("string.templatelib").Template
    return computed(machine, lambda: "t'...'", "part of a template is not known", parts, made)


def interpolation(machine: Machine, node: Any, frame: Frame) -> Any:
    value = machine.evaluate(node.value, frame)
    spec = machine.evaluate(node.format_spec, frame) if node.format_spec else ""
    conversion = None if node.conversion == -1 else chr(node.conversion)
    make = partial(machine.native("string.templatelib").Interpolation, value, node.str, conversion)
    return computed(machine, lambda: "t'...'", "a format is not known", [spec], make)


def rounds(machine: Machine, node: Any, frame: Frame) -> Iterator[Frame]:
    """The frame of a comprehension, each time that it produces something."""
    inner = Frame({}, frame.module, frame)
    inner.comprehension = True
    first = machine.evaluate(node.generators[0].iter, frame)

    def below(index: int) -> Iterator[Frame]:
        if index == len(node.generators):
            yield inner
            return
        generator = node.generators[index]
        values = first if index == 0 else machine.evaluate(generator.iter, inner)
        for value in machine.iterate(values):
            machine.bind(generator.target, inner, value)
            if all(machine.truth(machine.evaluate(test, inner)) for test in generator.ifs):
                yield from below(index + 1)

    return below(0)


def elements(machine: Machine, node: Any, frame: Frame) -> Iterator[Any]:
    """What a comprehension gives, as a generator; a starred element gives several (PEP 798)."""
    return (value for each in rounds(machine, node, frame) for value in items(machine, [node.elt], each))


def walrus(machine: Machine, node: ast.NamedExpr, frame: Frame) -> Any:
    value = machine.evaluate(node.value, frame)
    while frame.comprehension and frame.outer is not None:
        frame = frame.outer
    machine.store_name(node.target.id, frame, value)
    return value


def yielded(machine: Machine, node: ast.expr, frame: Frame) -> Any:
    if node not in frame.sent:  # see ``generators``
        raise Undecided(machine.because("a `yield` in this place is not followed"))
    return frame.sent.pop(node)


TABLE: dict[type[ast.AST], Callable[[Machine, Any, Frame], Any]] = {
    ast.Attribute: lambda m, node, frame: m.get_attribute(m.evaluate(node.value, frame), node.attr),
    ast.BinOp: binary,
    ast.BoolOp: boolean,
    ast.Compare: compare,
    ast.Constant: lambda m, node, frame: node.value,
    ast.Dict: dict_,
    ast.DictComp: dict_comprehension,
    ast.FormattedValue: formatted,
    ast.GeneratorExp: elements,
    ast.IfExp: lambda m, node, frame: m.evaluate(
        node.body if m.truth(m.evaluate(node.test, frame)) else node.orelse, frame
    ),
    ast.JoinedStr: joined,
    ast.List: lambda m, node, frame: items(m, node.elts, frame),
    ast.ListComp: lambda m, node, frame: [*elements(m, node, frame)],
    ast.Name: lambda m, node, frame: frame.load(node.id),
    ast.NamedExpr: walrus,
    ast.Set: lambda m, node, frame: set_of(m, items(m, node.elts, frame)),
    ast.SetComp: lambda m, node, frame: set_of(m, [*elements(m, node, frame)]),
    ast.Slice: slice_,
    ast.Subscript: lambda m, node, frame: m.get_item(m.evaluate(node.value, frame), m.evaluate(node.slice, frame)),
    ast.Tuple: lambda m, node, frame: tuple(items(m, node.elts, frame)),
    ast.UnaryOp: unary,
    ast.Yield: yielded,
    ast.YieldFrom: yielded,
}
"""What evaluates each kind of expression, including those of ``calls`` and ``definitions``."""
if sys.version_info >= (3, 14):
    TABLE |= {ast.TemplateStr: template, ast.Interpolation: interpolation}
