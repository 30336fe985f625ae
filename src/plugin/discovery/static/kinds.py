"""What kind of product a value is: whether, and how, a plugin can come about through it."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping as Products
from functools import cached_property
from typing import TypeVar

from plugin.discovery.static import classes
from plugin.discovery.static.importgraph import Import
from plugin.discovery.static.interpreter import Interpreter
from plugin.discovery.static.modules import Module
from plugin.discovery.static.products import SEED_MODULES, File, Kind, LibraryProducts
from plugin.discovery.static.scopes import Environment, target_names
from plugin.discovery.static.texts import in_definition
from plugin.discovery.static.tree import FUNCTIONS, stands_on, walk
from plugin.discovery.static.values import (
    UNBOUND,
    BoundMethod,
    Choice,
    ClassValue,
    Collection,
    Descriptor,
    FunctionValue,
    InstanceValue,
    Mapping,
    ModuleValue,
    Native,
    PartialValue,
    Unbound,
    Unknown,
    Value,
    each_option,
    force,
)

T = TypeVar("T")


def add(products: "dict[T, Kind]", more: "Products[T, Kind]") -> bool:
    """Add products, each as the greatest kind that it is known to be; says whether anything is new."""
    new = {name: kind for name, kind in more.items() if products.get(name, Kind.NONE) < kind}
    products.update(new)
    return bool(new)


class ProjectFile(File):
    """What the work list knows of a module that ships."""

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.exports: dict[str, Kind] = {}  # the products that others can import from it
        self.wanted: dict[str, Kind] = {}  # the names that its text is searched for
        self.learned = 0  # how often they have become more
        self.direct: set[str] = set()  # those of them that stand for a product themselves
        self.passed: set[str] = set()  # those that stand for a module, which matter where they are passed on
        self.asked: set[str] = set()  # those of what is in modules, which matter where something is asked for them
        self.suspects: set[str] = set()  # what it takes from source that is not there, and classes derived from that
        self.suspected_at: set[int] = set()  # where in the text a class is defined that derives from one of them
        self.unsearched: dict[str, None] = {}  # those that it was not searched for yet, as what they are by now
        self.mentioned: dict[int, Kind] = {}  # the positions of the statements that mention one
        self.looked_at: dict[int, Kind] = {}  # those whose bindings were looked at
        self.done: set[int] = set()  # the positions of the statements that have run

    @cached_property
    def is_lazy(self) -> bool:
        """Whether a function says what others can import from it."""
        if b"__getattr__" not in self.text:  # as it is in most texts, which this sees sooner
            return False
        return any(not in_definition(self.text, found.start()) for found in LAZY.finditer(self.text))

    def want(self, products: "Products[str, Kind]", module: str | None = None) -> bool:
        """Have the text searched for products.

        :param products: the products
        :param module: the name among them that stands for a module; what that is asked for is among them as well
        :return: whether anything is new
        """
        products = {name: kind for name, kind in products.items() if kind}
        new = {name for name, kind in products.items() if self.wanted.get(name, Kind.NONE) < kind}
        if module is None:
            new |= products.keys() - self.direct
            self.direct |= new
        else:
            new |= ({module} - self.passed) | (products.keys() - self.asked - {module})
            self.passed.add(module)
            self.asked |= products.keys() - {module}
        self.wanted.update((name, max(products[name], self.wanted.get(name, Kind.NONE))) for name in new)
        self.unsearched.update((name, None) for name in products if name in new)
        self.learned += bool(new)
        return bool(new)

    def mentions(self, names: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Where the text uses one of the wanted names: the name, and the position in the text."""
        for name in names:
            length = len(name.encode("utf-8", "surrogatepass"))
            for position in self.positions(name):
                if (
                    name in self.direct
                    or (name in self.passed and not self.text.startswith(b".", position + length))
                    or (name in self.asked and self.is_asked_at(position))
                ):
                    yield name, position

    def is_asked_at(self, position: int) -> bool:
        """Whether something is asked for the name that stands there."""
        return ASKED.search(self.text, max(0, position - LONGEST_SPACE), position) is not None

    def kind_of(self, use: "Use") -> Kind:
        """The greatest kind of product that a name in the code stands for, or an attribute it is asked for."""
        is_meant = use.root in self.direct or (use.root in self.passed and not use.attributes)
        words = (use.root, *use.attributes) if is_meant else use.attributes
        return max((self.wanted.get(word, Kind.NONE) for word in words), default=Kind.NONE)


CHAIN_BEFORE = re.compile(rb"(?<![\w.])(?:\w+\.)+\Z")
"""The names before a name that is asked for as an attribute."""
CHAIN_AFTER = re.compile(rb"\w+(?:\.\w+)*(?![\w\x80-\xff])")
"""A name with the attributes that it is asked for."""

LONGEST_SPACE = 80
"""How far before a name that something is asked for the dot may stand, on a line before it for instance."""
ASKED = re.compile(rb"""(?:\.[\s\\]*|["'])\Z""")
"""What stands before a name that something is asked for: as an attribute, or by ``getattr``."""

WORD = re.compile(r"\w+")
LAZY = re.compile(rb"^[ \t]*(?:def )?__getattr__\b", re.MULTILINE)


class Kinds:
    """Says what kind of product a value is.

    :param interpreter: evaluates what code asks products for
    :param files: the files of the project
    :param libraries: the products of libraries
    """

    def __init__(
        self, interpreter: Interpreter, files: "Products[str, ProjectFile]", libraries: LibraryProducts
    ) -> None:
        self._interpreter = interpreter
        self._files = files
        self._libraries = libraries
        self._using: dict[
            tuple[ast.AST, int, bool], bool
        ] = {}  # code, and what was known of its file -> whether it does

    def of(self, value: Value, mentioned: Kind, statement: ast.stmt, module: Module) -> Kind:
        """What kind of product a value is.

        :param value: the value
        :param mentioned: the greatest kind that the statement mentions which made it
        :param statement: that statement
        :param module: the module that it stands in
        """
        if not isinstance(force(value), Unknown):
            return self.of_value(value)
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return mentioned if self.uses_product(statement, module, with_decorators=True) else Kind.NONE
        file = self._files.get(module.name)
        return mentioned if file is None or self.mentions_product(statement, file) else Kind.NONE

    def of_value(self, value: Value) -> Kind:
        """What kind of product a value is that is known."""
        return self._of(value, set())

    def _of(self, value: Value, seen: set[int]) -> Kind:
        value = force(value)
        if id(value) in seen:
            return Kind.NONE
        seen.add(id(value))
        options = each_option(value)
        if len(options) > 1:
            return self._greatest((option for _, option in options), seen)
        match value:
            case ClassValue():
                return self._of_class(value, seen)
            case FunctionValue():
                if self.uses_product(value.node, value.environment.module):
                    return Kind.MAKER
                closed_over = value.environment.variables.values() if value.environment.scope is None else ()
                finished = Kind.FINISHED if "__pluginspec__" in value.attributes else Kind.NONE
                return max(finished, self._greatest((*closed_over, *value.attributes.values()), seen))
            case PartialValue():
                return self._greatest((value.function, *value.args, *value.kwargs.values()), seen)
            case BoundMethod():
                return self._greatest((value.function, value.receiver), seen)
            case Descriptor():
                return self._of(value.function, seen)
            case InstanceValue() if classes.derives_from(value.cls, classes.SPEC):
                return Kind.FINISHED
            case InstanceValue():
                return self._greatest((value.cls, *value.attributes.values()), seen)
            case Collection():
                return self._greatest(value.items, seen)
            case Mapping():
                return self._greatest((held for _, held in value.entries.values()), seen)
            case Native() if "()" in value.name:
                return Kind.MAKER
        return Kind.NONE

    def _of_class(self, cls: ClassValue, seen: set[int]) -> Kind:
        if classes.derives_from(cls, classes.SPEC):
            return Kind.MAKER
        if classes.derives_from(cls, classes.PLUGIN):
            return Kind.CLASS
        if cls.node is not None and self._interpreter.modules.find(cls.module_name):
            module = self._interpreter.modules.find(cls.module_name)
            if module is not None and self.uses_product(cls.node, module):
                return Kind.MAKER
        derived = [each for each in (*cls.bases, cls.metaclass) if isinstance(each, ClassValue)]
        return self._greatest([*derived, *cls.attributes.values()], seen)

    def _greatest(self, values: Iterable[Value], seen: set[int]) -> Kind:
        return max((self._of(value, seen) for value in values), default=Kind.NONE)

    # -- code ---------------------------------------------------------------------------------------------------------

    def uses_product(self, node: ast.AST, module: Module, *, with_decorators: bool = False) -> bool:
        """Whether code may make a plugin when it is called: whether it uses a product in a way that can."""
        if module.is_own:
            # Of this library's own code, only the decorator makes plugins of what others write.
            return module.name in SEED_MODULES and getattr(node, "name", "") in ("plugin", "decorate")
        file = self._files.get(module.name)
        key = node, file.learned if file is not None else 0, with_decorators
        if key not in self._using:
            self._using[key] = self._uses_product(node, file, module, with_decorators=with_decorators)
        return self._using[key]

    def _uses_product(self, node: ast.AST, file: ProjectFile | None, module: Module, *, with_decorators: bool) -> bool:
        lines = None
        if file is not None and module.names_are_plain and not (lines := file.lines_within(file.wanted, node)):
            return False
        for use in uses(node, lines, with_decorators=with_decorators):
            kind = self._kind_of_use(use, file, module)
            if kind == Kind.MAKER or (kind == Kind.CLASS and not use.is_used_up):
                return True
        return False

    def mentions_product(self, code: ast.AST, file: ProjectFile) -> bool:
        """Whether code uses a product in any way, be it by a text that holds its name."""
        if any(file.kind_of(use) for use in uses(code)):
            return True
        texts = (node.value for node in walk(code) if isinstance(node, ast.Constant))
        return any(isinstance(text, str) and not file.direct.isdisjoint(WORD.findall(text)) for text in texts)

    def of_mention(self, name: str, position: int, file: ProjectFile) -> Kind:
        """What kind of product the text means where a wanted name stands in it, with the attributes it is asked for."""
        line = file.text.rfind(b"\n", 0, position) + 1
        before = CHAIN_BEFORE.search(file.text[line:position]) if file.text.endswith(b".", line, position) else None
        following = CHAIN_AFTER.match(file.text, position)
        if following is None or (before is None and file.is_asked_at(position)):
            return file.wanted[name]  # an attribute of what the text does not name
        chain = (before.group() if before else b"") + following.group()
        root, *attributes = chain.decode().split(".")
        use = Use(root, tuple(attributes), is_used_up=False)
        kind, values = file.kind_of(use), self._asked(use, file)
        if values and file.text.startswith(b"(", following.end()) and not any(map(_changes_content, values)):
            return min(kind, self._greatest(values, set()))
        return kind

    def _kind_of_use(self, use: "Use", file: "ProjectFile | None", module: Module) -> Kind:
        if file is None:
            return Kind.MAKER if self._libraries.has(module.name, use.root) else Kind.NONE
        kind = file.kind_of(use)
        if kind == Kind.NONE:
            return kind
        values = self._asked(use, file)
        return min(kind, self._greatest(values, set())) if values else kind

    def _asked(self, use: "Use", file: ProjectFile) -> list[Value]:
        """What code asks an imported product for, as far as that is known by value; else nothing."""
        if not use.attributes or file.kind_of(use) == Kind.NONE:
            return []
        values = [self._value(each, use.attributes, file) for each in file.bound_by_imports.get(use.root, ())]
        return [] if any(isinstance(value, (Unknown, Unbound)) for value in values) else values

    def _value(self, imported: Import, names: tuple[str, ...], file: ProjectFile) -> Value:
        node = ast.Pass()
        value = self._interpreter.import_module(imported.module, node, Environment(file.module))
        for name in (*filter(None, (imported.name,)), *names):
            if isinstance(value, (Unknown, Unbound, Choice)):
                return UNBOUND
            if isinstance(value, ModuleValue) and self._interpreter.is_set_from(file.module, value.module, name):
                return UNBOUND
            # It is asked for from where it stands, so that the file itself need not be parsed for that.
            environment = Environment(value.module if isinstance(value, ModuleValue) else file.module)
            value = self._interpreter.asked(value, name, node, environment)
        return value


def _changes_content(value: Value) -> bool:
    """Whether calling a value may change what a list or a table holds that belongs to something else."""
    return isinstance(value, BoundMethod) and isinstance(force(value.receiver), (Collection, Mapping))


class Use:
    """A name in code, with the attributes it is asked for.

    :param root: the name
    :param attributes: such as ``("sub", "Base")`` for ``name.sub.Base``
    :param is_used_up: whether it is called, or asked for an attribute, or only looked at by ``isinstance``
    """

    __slots__ = ("attributes", "is_used_up", "root")

    def __init__(self, root: str, attributes: tuple[str, ...], *, is_used_up: bool) -> None:
        self.root = root
        self.attributes = attributes
        self.is_used_up = is_used_up


LOOKS = {"isinstance", "issubclass", "hasattr"}


def uses(node: ast.AST, lines: "list[int] | None" = None, *, with_decorators: bool = True) -> Iterator[Use]:
    """The names that code uses, other than in annotations, and other than for variables of its functions.

    :param node: the code
    :param lines: the only lines that are of interest, sorted
    :param with_decorators: whether the decorators of the code itself count
    """
    pending: list[tuple[ast.AST, bool, frozenset[str]]] = [(node, False, frozenset())]
    while pending:
        current, used_up, own = pending.pop()
        if lines is not None and not stands_on(current, lines):
            continue
        if isinstance(current, (ast.Attribute, ast.Name)):
            names = []
            inner: ast.expr = current
            while isinstance(inner, ast.Attribute):
                names.append(inner.attr)
                inner = inner.value
            if not isinstance(inner, ast.Name):
                pending.append((inner, True, own))
            elif inner.id not in own and not isinstance(inner.ctx, ast.Store):
                yield Use(inner.id, tuple(reversed(names)), is_used_up=used_up)
        elif isinstance(current, ast.Call):
            looks = isinstance(current.func, ast.Name) and current.func.id in LOOKS
            pending.append((current.func, True, own))
            pending.extend((child, looks, own) for child in (*current.args, *(each.value for each in current.keywords)))
        else:
            if isinstance(current, ast.AugAssign) and isinstance(current.target, ast.Name):
                yield Use(current.target.id, (), is_used_up=False)  # it is read before it is bound
            without = () if with_decorators or current is not node else ("decorator_list",)
            if isinstance(current, FUNCTIONS):
                outside = [*current.args.defaults, *filter(None, current.args.kw_defaults)]
                outside += () if without else getattr(current, "decorator_list", ())
                pending.extend((child, False, own) for child in outside)
                own, without = own | _variables(current), ("decorator_list",)
            pending.extend(
                (child, False, own) for child in _children(current, without) if not isinstance(child, ast.arguments)
            )


def _children(node: ast.AST, without: tuple[str, ...] = ()) -> Iterator[ast.AST]:
    for field, child in node.__dict__.items():
        if isinstance(child, ast.AST):
            if field not in ("annotation", "returns", "ctx"):
                yield child
        elif isinstance(child, list) and field not in without:
            yield from (item for item in child if isinstance(item, ast.AST))


def _variables(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> frozenset[str]:
    """The parameters and variables of a function: a product of the same name is not meant by them."""
    spec = node.args
    parameters = (*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *filter(None, (spec.vararg, spec.kwarg)))
    statements = node.body if isinstance(node.body, list) else []
    assigned = (target for inner in statements if isinstance(inner, ast.Assign) for target in inner.targets)
    return frozenset(
        (*(parameter.arg for parameter in parameters), *(name for target in assigned for name in target_names(target)))
    )
