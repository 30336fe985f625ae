"""Determines which values are products: those with which other code can make a plugin."""

import gc
import types
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from plugin.discovery.static.contents import MISSING, fields_of, held_by
from plugin.discovery.static.definitions import record_of
from plugin.discovery.static.frames import read_by
from plugin.discovery.static.namespaces import Deferred, ModuleObject, module_of
from plugin.discovery.static.unknown import Unknown, facts, is_a
from plugin.discovery.static.uses import Uses
from plugin.discovery.static.worlds import Alternatives

if TYPE_CHECKING:
    from plugin.discovery.static.machine import Machine
    from plugin.discovery.static.modules import Module

DEEPEST = 8
MOST_ITEMS = 200
METHODS = (types.FunctionType, classmethod, staticmethod)
PLAIN_METACLASSES = ("builtins", "abc", "enum", "typing")


class Products:
    """Determines which values are products.

    Its arguments determine whether an import or a dotted name leads to a product, and whether a module defines some.
    """

    def __init__(
        self,
        machine: "Machine",
        is_import: Callable[[str, str | None], bool],
        leads_to: Callable[[str, list[str]], bool] = lambda *_: False,
        defines: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._machine, self._is_import, self._leads_to, self._defines = machine, is_import, leads_to, defines
        self._known: dict[int, tuple[Any, bool, int]] = {}
        self.generation = 0
        """increases whenever more products are known"""

    def makes(self, value: Any) -> bool:
        """Whether using a value may make plugins; not so for a finished plugin."""
        if is_a(value, self._machine.core.PluginSpec):
            return self._has_maker(type(value), but=("__init__", "__new__"))
        return self.has(value) and not (is_a(value, types.FunctionType) and "__pluginspec__" in value.__dict__)

    def _has_maker(self, cls: type, depth: int = -1, but: tuple[str, ...] = ()) -> bool:
        """Whether a method of a class, or of one of its base classes, is a product."""
        own = [each for each in cls.__mro__ if self._machine.is_ours(each)]
        methods = [each for one in own for name, each in vars(one).items() if type(each) in METHODS and name not in but]
        return any(self.has(each, depth + 1) for each in methods)

    def has(self, value: Any, depth: int = 0) -> bool:
        """Whether a value is a product or a plugin, or contains one."""
        known = self._known.get(id(value))
        if known is not None and known[0] is value and (known[1] or known[2] == self.generation):
            return known[1]
        if depth > DEEPEST:
            return False
        self._known[id(value)] = value, False, self.generation  # it may contain itself
        found = self._has(value, depth)
        if found or depth == 0:
            self._known[id(value)] = value, found, self.generation
        else:
            del self._known[id(value)]
        return found

    def _has(self, value: Any, depth: int) -> bool:
        kind = type(value)
        if kind is Alternatives:
            return any(self.has(each, depth + 1) for _, each in value.options)
        if kind is Deferred:
            return self._defines(value.whole) or self._is_import(value.module, value.name)
        if kind is Unknown:
            return bool(facts(value).product)
        if value is self._machine.core.plugin:
            return True
        if kind is types.GenericAlias:
            return self.has(value.__origin__, depth + 1)
        if is_a(value, type):
            return self._class(value, depth)
        if is_a(value, types.FunctionType):
            return self._function(value, depth)
        if is_a(value, types.ModuleType):
            return is_a(value, ModuleObject) and self._defines(module_of(value).name)
        return any(self.has(each, depth + 1) for each in self._held_by(value))

    def _held_by(self, value: Any) -> Iterable[Any]:
        """What others can get out of an object, or use through it."""
        kind = type(value)
        if held := held_by(value):
            return held if len(held) < MOST_ITEMS else []
        if kind is types.GeneratorType:
            return [self._machine.generators.get(id(value), (None, None))[1]]
        if hasattr(kind, "__next__"):  # a native iterator over anything
            return gc.get_referents(value)
        if kind.__module__ == "builtins":
            return []
        is_generic = kind.__module__ == "typing" and hasattr(value, "__origin__")
        fields = (fields_of(value) if self._machine.is_ours(kind) else None) or {}
        fields = fields if len(fields) < MOST_ITEMS else {}
        return [kind, *([value.__origin__] if is_generic else []), *fields.values()]

    def _class(self, cls: type, depth: int) -> bool:
        core, is_ours = self._machine.core, self._machine.is_ours
        if core.PluginSpec in cls.__mro__ or self._machine.is_plugin_class(cls) or self._machine.is_opaque_plugin(cls):
            return True
        held = [] if type(cls).__module__ in PLAIN_METACLASSES else [type(cls)]
        for each in vars(cls).values() if is_ours(cls) else ():
            is_class = is_a(each, type)
            if type(each) in METHODS or (is_ours(each) if is_class else is_a(each, (property, core.PluginSpec))):
                held.append(each)
        return any(self.has(each, depth + 1) for each in held)

    def _function(self, function: types.FunctionType, depth: int) -> bool:
        record = record_of(function)
        if record is None:  # the result of ``plugin(...)``
            return function.__module__ == "plugin.core" and function.__name__ == "decorate"
        if "__pluginspec__" in function.__dict__:
            return True
        if id(function) in self._machine.assumed:
            return False
        module = record.frame.module.module
        if self.made_in(module, module.scope.made_by(record.node), depth):
            return True
        held = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        for variables in self._machine.worlds.contents.variables_of(function):
            held += [value for name, value in variables.items() if name in read_by(record.node)]
        return any(self.has(each, depth + 1) for each in held)

    def made_in(self, module: "Module", uses: Uses, depth: int = 0) -> bool:
        """Whether functions in a module use a product, other than to check what it is."""
        others = uses.called - uses.making
        return any(self._gives(module, each, depth) for each in uses.making) or any(
            self._gives(module, each, depth, is_called=True) for each in others
        )

    def _gives(self, module: "Module", dotted: str, depth: int, *, is_called: bool = False) -> bool:
        """Whether a dotted name in a module means a product; if it is only called, whether the call returns one."""
        name, _, rest = dotted.partition(".")
        raw = module.peek(name)
        if raw is MISSING:
            return self._is_import(module.name, name)
        if type(raw) is Deferred:
            if raw.name is None or module.project.corpus.is_module(raw.whole):
                return self._leads_to(raw.whole, rest.split(".")) if rest else self._defines(raw.whole)
            if not self._is_import(raw.module, raw.name):
                return False
            if not is_called:
                return True
            raw = module.project.settled(raw)
        if rest and is_a(raw, types.ModuleType):  # it is imported within another statement
            return self._leads_to(module_of(raw).name if is_a(raw, ModuleObject) else raw.__name__, rest.split("."))
        if is_called and is_a(raw, type) and self._machine.is_plugin_class(raw):
            return self._has_maker(raw, depth)  # an instance of a plugin class is not a product
        return self.has(raw, depth + 1)
