"""The machine: runs interpreted code, through the tables of its rooms."""

import ast
import contextlib
import operator
import sys
import types
from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat
from typing import Any

from plugin.discovery.findings import Place
from plugin.discovery.static import blocks, calls, expressions, statements
from plugin.discovery.static.contents import held_by
from plugin.discovery.static.definitions import alias_type, define, make_function, opaque_of
from plugin.discovery.static.expressions import spread
from plugin.discovery.static.frames import DEFINITIONS, Frame
from plugin.discovery.static.modelled import Modelled
from plugin.discovery.static.objects import Objects
from plugin.discovery.static.statements import Signal
from plugin.discovery.static.unknown import Internal, OutOfBudget, Undecided, Unknown, Why, facts, first_unknown, is_a

MOST_DEPTH = 120
"""The maximum depth of interpreted calls."""


def refuse(machine: "Machine", node: ast.AST, frame: Frame) -> Any:
    """Nodes without a function of their own, such as ``await`` and ``except*``, are not followed."""
    raise Undecided(machine.because(f"`{type(node).__name__}` is not followed"))


EXPRESSIONS: dict[type[ast.AST], Callable[..., Any]] = {
    **dict.fromkeys(ast.expr.__subclasses__(), refuse),
    **expressions.TABLE,
    ast.Call: calls.call,
    ast.Lambda: make_function,
}
STATEMENTS: dict[type[ast.AST], Callable[..., Signal]] = {
    **dict.fromkeys(ast.stmt.__subclasses__(), refuse),
    **statements.TABLE,
    **dict.fromkeys(DEFINITIONS, define),
}
if sys.version_info >= (3, 12):
    STATEMENTS[ast.TypeAlias] = alias_type


class Machine(Objects):
    """Runs interpreted code.

    :param importer: provides modules
    :param versions: provides what ``sys`` says about the version of Python, see ``versions``
    """

    call = calls.call_value
    run = blocks.run

    def __init__(self, importer: Any, versions: Callable[[], dict[str, Any]]) -> None:
        super().__init__(importer)
        self.versions: Callable[[], dict[str, Any]] = versions
        self.modelled = Modelled(self)
        self.builtins, self.core = self.modelled.builtins, self.modelled.core
        self.native: Callable[[str], Any] = self.modelled.module
        self.is_product: Callable[[Any], bool] = importer.is_product
        self.import_name: Callable[[Any, str], Any] = importer.import_name
        self.handled: BaseException | None = None
        """the exception that is being handled"""
        self.specs: dict[int, tuple[Any, Place, str]] = {}
        """id of a plugin spec, known or not -> the spec, where it is made, and the module that was then running"""
        self.definitions: dict[int, ast.ClassDef] = {}
        """id of a class -> its definition"""
        self.assumed: dict[int, tuple[Any, list[Why]]] = {}
        """id of the assumed result of an unknown decorator or metaclass -> the object, and the assumptions"""
        self.generators: dict[int, tuple[Any, Any]] = {}
        """id of a generator -> the generator, and the function that it runs"""
        self._depth = 0

    def evaluate(self, node: ast.expr, frame: Frame) -> Any:
        """The value of an expression."""
        return EXPRESSIONS[type(node)](self, node, frame)

    def execute(self, node: ast.stmt, frame: Frame) -> Signal:
        """Execute a simple statement, or a definition."""
        return STATEMENTS[type(node)](self, node, frame)

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Wraps the call of an interpreted function: afterwards, the code is where it was before."""
        here, trying, depth = self.here, self.trying, self._depth
        self.worlds.tick()
        if depth >= MOST_DEPTH:
            raise OutOfBudget("it goes too deep to follow", self.place())
        self._depth = depth + 1
        try:
            yield
        finally:
            self.here, self.trying, self._depth = here, trying, depth

    def natively(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function of Python; those of ``dataclasses`` look up the module in ``sys.modules``."""
        name = self.module_here()
        if getattr(function, "__module__", None) != "dataclasses" or name in sys.modules:
            return function(*args, **kwargs)
        sys.modules[name] = types.ModuleType(name)
        try:
            return function(*args, **kwargs)
        finally:
            del sys.modules[name]

    def target(self, node: Any, frame: Frame) -> tuple[Callable[[], Any], Callable[..., None]]:
        """Loads a name, attribute or item; or stores one, which without a value deletes it."""
        if isinstance(node, ast.Name):
            return partial(frame.load, node.id), partial(self.store_name, node.id, frame)
        owner = self.evaluate(node.value, frame)
        if isinstance(node, ast.Attribute):
            return partial(self.get_attribute, owner, node.attr), partial(self.set_attribute, owner, node.attr)
        key = self.evaluate(node.slice, frame)
        return partial(self.get_item, owner, key), partial(self.set_item, owner, key)

    def bind(self, target: ast.expr, frame: Frame, *value: Any) -> None:
        """Bind a target of an assignment, or delete it if there is no value."""
        if isinstance(target, (ast.Tuple, ast.List)):
            items = zip(self._unpacked(value[0], target.elts), strict=True) if value else repeat(())
            for each, item in zip(target.elts, items, strict=False):
                self.bind(each.value if isinstance(each, ast.Starred) else each, frame, *item)
        else:
            _, store = self.target(target, frame)
            store(*value)

    def _unpacked(self, value: Any, targets: list[ast.expr]) -> list[Any]:
        if type(value) is Unknown:
            keys = [slice(i, None) if type(each) is ast.Starred else i for i, each in enumerate(targets)]
            return [self.get_item(value, key) for key in keys]
        items = spread(list(self.iterate(value)), targets, ast.Starred)
        if items is None:
            raise ValueError(f"{len(targets)} values to unpack are expected")
        return items

    def store_name(self, name: str, frame: Frame, *value: Any) -> None:
        """Bind a name, or delete it if there is no value."""
        home = frame.home(name)
        if home is frame.module and not frame.is_module:
            home.get(name)  # its binding in the module takes precedence
        if home is not frame.variables and home is not frame.module:
            self.worlds.note(home)
        try:
            (operator.setitem if value else operator.delitem)(home, name, *value)
        except KeyError:
            raise frame.unbound(name, home) from None

    def annotation(self, node: ast.expr, frame: Frame) -> Any:
        """The value of an annotation; its text if annotations are deferred or it uses something of another module."""
        if not (frame.module.module.source.future_annotations or self.importer.is_far(node, frame.module)):
            with contextlib.suppress(Internal):
                return self.evaluate(node, frame)
        return ast.unparse(node)

    def import_module(self, name: str, frame: Frame, level: int) -> Any:
        """The module that an import statement names."""
        self.worlds.tick()
        return self.importer.import_(name, frame.module, level, may_fail=bool(self.trying))

    def import_all(self, module: Any, frame: Frame) -> None:
        """Bind all public names of a module."""
        if type(module) is Unknown:
            frame.module.module.unread.append(module)
            return
        names = self.get_attribute(module, "__all__", None)
        if names is None:
            names = [each for each in self.get_attribute(module, "__dict__") if not each.startswith("_")]
        for name in self.iterate(names):
            self.store_name(name, frame, self.get_attribute(module, name))

    def import_by_name(self, name: Any, package: Any = None, *, level: int = 0) -> Any:
        """``importlib.import_module``, and ``__import__``."""
        if (unknown := first_unknown((name, package))) is not None:
            raise Undecided(self.because("the name of a module is not known", unknown))
        return self.importer.import_by_name(name, package, level)

    def is_spec_class(self, value: Any) -> bool:
        """Whether calling something makes a plugin spec."""
        return is_a(value, type) and issubclass(value, self.core.PluginSpec)

    def makes_specs(self, value: Any) -> bool:
        """Whether code that cannot be followed may make plugin specs if it gets access to this."""
        if type(value) is Unknown:
            return bool(facts(value).product)
        if is_a(value, (list, tuple, set)):
            return any(map(self.makes_specs, held_by(value)))
        return self.is_spec_class(value) or is_a(value, self.core.PluginSpec) or self.marks(value)

    def marks(self, value: Any) -> bool:
        """Whether something is the result of ``plugin(...)``."""
        return is_a(value, types.FunctionType) and value.__globals__ is self.core.__dict__

    def is_maker(self, function: Any) -> bool:
        """Whether calling something may have returned a plugin, or something that makes one."""
        return bool(facts(function).product) if type(function) is Unknown else self.is_product(function)

    def is_plugin_class(self, cls: type) -> bool:
        """Whether a class derives from ``Plugin``, or is registered with a class that does (see ``abc``)."""
        try:
            return self.core.Plugin in cls.__mro__ or issubclass(cls, self.core.Plugin)
        except (Exception, Internal):  # noqa: BLE001 - it asks the hooks of all plugin classes
            return False

    def is_opaque_plugin(self, cls: type) -> bool:
        """Whether a class sets a namespace below an unknown base class."""
        return opaque_of(cls) is not None and any(is_a(vars(each).get("namespace"), str) for each in cls.__mro__)

    def note_spec(self, spec: Any, place: Place) -> None:
        """Record where a plugin spec is made, known or not."""
        self.specs.setdefault(id(spec), (spec, place, self.module_here()))

    def assume(self, value: Any, why: Why) -> None:
        """Record that an unknown decorator or metaclass is assumed to change nothing that matters."""
        _, known = self.assumed.setdefault(id(value), (value, []))
        if why not in known:
            known.append(why)
