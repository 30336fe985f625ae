"""Evaluates expressions: a table from node to function.

What an operator does to known values, Python's own ``operator`` says. An operand that is not known makes the result
unknown; asked for its truth, it is a condition.
"""

import ast
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.contents import is_iterator
from plugin.discovery.static.frames import Frame
from plugin.discovery.static.limits import TOO_LONG, check_operation, is_wide
from plugin.discovery.static.unknown import Undecided, Unknown, facts, first_unknown, show
from plugin.discovery.static.versions import in_each

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine

BINARY: dict[type[ast.operator], tuple[str, Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    ast.Add: ("+", operator.add, operator.iadd),
    ast.Sub: ("-", operator.sub, operator.isub),
    ast.Mult: ("*", operator.mul, operator.imul),
    ast.Div: ("/", operator.truediv, operator.itruediv),
    ast.FloorDiv: ("//", operator.floordiv, operator.ifloordiv),
    ast.Mod: ("%", operator.mod, operator.imod),
    ast.Pow: ("**", operator.pow, operator.ipow),
    ast.MatMult: ("@", operator.matmul, operator.imatmul),
    ast.BitAnd: ("&", operator.and_, operator.iand),
    ast.BitOr: ("|", operator.or_, operator.ior),
    ast.BitXor: ("^", operator.xor, operator.ixor),
    ast.LShift: ("<<", operator.lshift, operator.ilshift),
    ast.RShift: (">>", operator.rshift, operator.irshift),
}
UNARY: dict[type[ast.unaryop], tuple[str, Callable[[Any], Any]]] = {
    ast.USub: ("-", operator.neg),
    ast.UAdd: ("+", operator.pos),
    ast.Invert: ("~", operator.invert),
}
COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Is: ("is", operator.is_),
    ast.IsNot: ("is not", operator.is_not),
    ast.In: ("in", lambda left, right: left in right),
    ast.NotIn: ("not in", lambda left, right: left not in right),
}
OPERAND = "an operand is not known"


def slice_(machine: "Machine", node: ast.Slice, frame: Frame) -> Any:
    parts = [None if each is None else machine.evaluate(each, frame) for each in (node.lower, node.upper, node.step)]
    return computed(machine, lambda: ":".join(map(show, parts)), "a bound of a slice is not known", parts, slice)


def items(machine: "Machine", nodes: list[ast.expr], frame: Frame) -> list[Any]:
    """The items of a display, those of starred ones among them."""
    found: list[Any] = []
    for each in nodes:
        if type(each) is ast.Starred:
            found += machine.iterate(machine.evaluate(each.value, frame))
        else:
            found.append(machine.evaluate(each, frame))
    return found


def spread(values: list[Any], targets: Sequence[ast.AST], starred: type[ast.AST]) -> list[Any] | None:
    """The values of some targets, of which one may be starred, and gets a list; ``None`` if there are not as many."""
    star = next((index for index, each in enumerate(targets) if isinstance(each, starred)), None)
    if star is not None and len(values) >= len(targets) - 1:
        end = len(values) - (len(targets) - star - 1)
        values = [*values[:star], values[star:end], *values[end:]]
    return values if len(values) == len(targets) else None


def keywords(machine: "Machine", nodes: list[ast.keyword], frame: Frame) -> tuple[dict[str, Any], Unknown | None]:
    """The keyword arguments of a call, and what is merged into them that is not known."""
    found: dict[str, Any] = {}
    unknown: Unknown | None = None
    for each in nodes:
        value = machine.evaluate(each.value, frame)
        if each.arg is not None:
            found[each.arg] = value
        elif type(value) is Unknown:
            unknown = value
        else:
            for key in machine.keys_of(value):
                if key in found:
                    raise TypeError(f"got multiple values for keyword argument {key!r}")
                found[key] = machine.get_item(value, key)
    return found, unknown


def computed(
    machine: "Machine", text: Callable[[], str], said: str, values: Sequence[Any], compute: Callable[..., Any]
) -> Any:
    """What is computed of some values; not known if one of them is not.

    :param text: gives the code of it
    :param said: why it is not known
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


def set_of(machine: "Machine", values: list[Any]) -> Any:
    return computed(machine, lambda: "{...}", "an item is not known", values, lambda *items: set(items))


def dict_(machine: "Machine", node: ast.Dict, frame: Frame) -> Any:
    return _dict_of(machine, zip(node.keys, node.values, repeat(frame)))


def dict_comprehension(machine: "Machine", node: ast.DictComp, frame: Frame) -> Any:
    return _dict_of(machine, ((node.key, node.value, each) for each in rounds(machine, node, frame)))


def _dict_of(machine: "Machine", pairs: Iterable[tuple[ast.expr | None, ast.expr, Frame]]) -> Any:
    """The dictionary of some keys and values; without a key, a value is merged into it (``**``)."""
    made: dict[Any, Any] = {}
    unknown: Unknown | None = None
    for key_node, value_node, frame in pairs:  # all of them are evaluated, for what that does
        key = None if key_node is None else machine.evaluate(key_node, frame)
        value = machine.evaluate(value_node, frame)
        try:
            if key_node is None:
                made |= {each: machine.get_item(value, each) for each in machine.keys_of(value)}
            elif reason := machine.too_deep((key,)):
                unknown = machine.unknown("{...}", reason)
            else:
                made[key] = value
        except Undecided as undecided:
            unknown = machine.unknown("{...}", "a key is not known", undecided)
    return made if unknown is None else unknown


def unary(machine: "Machine", node: ast.UnaryOp, frame: Frame) -> Any:
    operand = machine.evaluate(node.operand, frame)
    if type(node.op) is ast.Not:
        return not machine.truth(operand)
    symbol, compute = UNARY[type(node.op)]
    return computed(machine, lambda: f"{symbol}{show(operand)}", OPERAND, (operand,), compute)


def binary(machine: "Machine", node: ast.BinOp, frame: Frame) -> Any:
    chain = [node]  # the left ends of long sums are nested deeply
    while type(chain[-1].left) is ast.BinOp:
        chain.append(chain[-1].left)
    value = machine.evaluate(chain[-1].left, frame)
    for each in reversed(chain):
        value = operate(machine, each.op, value, machine.evaluate(each.right, frame))
    return value


def operate(machine: "Machine", op: ast.operator, left: Any, right: Any, *, in_place: bool = False) -> Any:
    """What an operator makes of two values."""
    symbol, compute, compute_in_place = BINARY[type(op)]
    if first_unknown((left, right)) is None and (reason := check_operation(type(op), left, right)):
        return machine.unknown("...", reason)
    if in_place:
        machine.worlds.note(left)
    how = compute_in_place if in_place else compute
    made = computed(machine, lambda: f"{show(left)} {symbol} {show(right)}", OPERAND, (left, right), how)
    if in_place and type(made) is Unknown:
        machine.worlds.spoil(left, facts(made).why, 1)
    return made


def boolean(machine: "Machine", node: ast.BoolOp, frame: Frame) -> Any:
    until = type(node.op) is ast.Or
    value: Any = None
    for each in node.values[:-1]:
        value = machine.evaluate(each, frame)
        if machine.truth(value) is until:
            return value
    return machine.evaluate(node.values[-1], frame)


def compare(machine: "Machine", node: ast.Compare, frame: Frame) -> Any:
    left = machine.evaluate(node.left, frame)
    result: Any = True
    last = len(node.ops) - 1
    for index, (op, comparator) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = machine.evaluate(comparator, frame)
        result = compared(machine, type(op), left, right)
        if index < last and not machine.truth(result):
            return result
        left = right
    return result


def compared(machine: "Machine", op: type[ast.cmpop], left: Any, right: Any) -> Any:
    """What a comparison gives; the same value that is not known is itself."""
    symbol, compute = COMPARISONS[op]
    if op in (ast.Is, ast.IsNot) and left is right:
        return op is ast.Is
    if op in OPPOSITES and first_unknown((left, right)) is not None:
        return not machine.truth(compared(machine, OPPOSITES[op], left, right))
    if op in (ast.In, ast.NotIn) and type(right) is not Unknown and is_iterator(right):
        right = machine.iterate(right)  # each item is a step, so that it ends
    made = computed(machine, lambda: f"{show(left)} {symbol} {show(right)}", OPERAND, (left, right), compute)
    return made if first_unknown((left, right)) is None else in_each(compute, (left, right), made)


OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.NotEq: ast.Eq, ast.IsNot: ast.Is, ast.NotIn: ast.In}
"""A condition and its opposite are one condition."""


def joined(machine: "Machine", node: ast.JoinedStr, frame: Frame) -> Any:
    parts = [machine.evaluate(each, frame) for each in node.values]
    return computed(machine, lambda: "f'...'", "part of a text is not known", parts, lambda *texts: "".join(texts))


def formatted(machine: "Machine", node: ast.FormattedValue, frame: Frame) -> Any:
    value = machine.evaluate(node.value, frame)
    spec = machine.evaluate(node.format_spec, frame) if node.format_spec else ""
    if type(value) is Unknown:
        return value
    if is_wide(spec):
        return machine.unknown("f'...'", TOO_LONG)
    form = "{0:{1}}" if node.conversion == -1 else f"{{0!{chr(node.conversion)}:{{1}}}}"
    values = machine.ordered(value), spec
    return computed(machine, lambda: "f'...'", "part of a text is not known", values, form.format)


def rounds(machine: "Machine", node: Any, frame: Frame) -> Iterator[Frame]:
    """The frame of a comprehension, each time that it gives something."""
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


def walrus(machine: "Machine", node: ast.NamedExpr, frame: Frame) -> Any:
    value = machine.evaluate(node.value, frame)
    machine.store_name(node.target.id, frame, value, anywhere=True)
    return value


def yielded(machine: "Machine", node: ast.expr, frame: Frame) -> Any:
    if node not in frame.sent:  # see ``generators``
        raise Undecided(machine.because("a `yield` in this place is not followed"))
    return frame.sent.pop(node)


TABLE: dict[type[ast.AST], Callable[["Machine", Any, Frame], Any]] = {
    ast.Attribute: lambda m, node, frame: m.get_attribute(m.evaluate(node.value, frame), node.attr),
    ast.Await: lambda m, node, frame: m.unknown("...", "what is awaited is not followed"),
    ast.BinOp: binary,
    ast.BoolOp: boolean,
    ast.Compare: compare,
    ast.Constant: lambda m, node, frame: node.value,
    ast.Dict: dict_,
    ast.DictComp: dict_comprehension,
    ast.FormattedValue: formatted,
    ast.GeneratorExp: lambda m, node, frame: (m.evaluate(node.elt, each) for each in rounds(m, node, frame)),
    ast.IfExp: lambda m, node, frame: m.evaluate(
        node.body if m.truth(m.evaluate(node.test, frame)) else node.orelse, frame
    ),
    ast.JoinedStr: joined,
    ast.List: lambda m, node, frame: items(m, node.elts, frame),
    ast.ListComp: lambda m, node, frame: [m.evaluate(node.elt, each) for each in rounds(m, node, frame)],
    ast.Name: lambda m, node, frame: frame.load(node.id),
    ast.NamedExpr: walrus,
    ast.Set: lambda m, node, frame: set_of(m, items(m, node.elts, frame)),
    ast.SetComp: lambda m, node, frame: set_of(m, [m.evaluate(node.elt, each) for each in rounds(m, node, frame)]),
    ast.Slice: slice_,
    ast.Starred: lambda m, node, frame: tuple(m.iterate(m.evaluate(node.value, frame))),
    ast.Subscript: lambda m, node, frame: m.get_item(m.evaluate(node.value, frame), m.evaluate(node.slice, frame)),
    ast.Tuple: lambda m, node, frame: tuple(items(m, node.elts, frame)),
    ast.UnaryOp: unary,
    ast.Yield: yielded,
    ast.YieldFrom: yielded,
}
"""What evaluates each kind of expression; those of ``calls`` and ``definitions`` come to it."""
