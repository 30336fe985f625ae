"""Python and the machine run the same snippets, and leave the same variables, or raise the same exception."""

import ast
import re
import sys
import types
from collections.abc import Iterator
from textwrap import indent
from typing import Any, TypeVar

import pytest

from engine import GIVEN, ran, variables
from plugin.discovery.static import blocks
from plugin.discovery.static.contents import Variables
from plugin.discovery.static.machine import EXPRESSIONS, STATEMENTS, refuse
from plugin.discovery.static.unknown import Unknown, facts
from snippetfiles import SNIPPETS

AT = {
    "module": "{text}\n",
    "function": "def within():\n{indented}\n    return locals()\nfound = within()\n",
    "class": "class Within:\n{indented}\n",
}
OF_PYTHON = {"__annotations__", "__annotate_func__", "__annotations_cache__", "__annotate__", "__firstlineno__"} | {
    "__static_attributes__",
    "__dict__",
    "__weakref__",
    "__classdictcell__",
    "__conditional_annotations__",
    "__type_params__",
    "__del__",
}
"""What Python's compiler notes in a class, for tools, and what the machine puts something else in the place of."""
UNUSED = {
    ast.Await,
    ast.AsyncFor,
    ast.AsyncFunctionDef,
    ast.AsyncWith,
    getattr(ast, "TryStar", None),
}
"""What is not followed; see ``test_what_is_refused``."""
REFUSED = {"plain: walrus in a comprehension, in a class"}
"""What Python's compiler refuses."""


def portrait(value: Any, known: dict[int, Any] | None = None) -> Any:
    """Give what can be seen of a value, as plain data; what holds itself is shown once."""
    known = {} if known is None else known
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str, bytes, type(...)):
        return kind.__name__, value
    if kind is Unknown:
        return "unknown", facts(value).why.chain()
    if id(value) in known:
        return "seen before", known[id(value)][0]
    known[id(value)] = len(known), value
    if isinstance(value, Variables):
        return "variables of a module"
    if isinstance(value, type):
        if value.__module__ not in ("mod", "Within"):
            return "class of Python", value.__module__, value.__qualname__
        held = {name: each for name, each in vars(value).items() if name not in OF_PYTHON}
        return "class", value.__qualname__, [base.__name__ for base in value.__mro__], _items(held, known)
    if isinstance(value, types.ModuleType):
        return "module", value.__name__
    if isinstance(value, (types.FunctionType, types.BuiltinFunctionType)) and value.__module__ != "mod":
        return "function of Python", value.__name__  # which may stand in for it
    if isinstance(value, types.FunctionType):
        defaults = portrait([value.__defaults__, value.__kwdefaults__], known)
        return "function", value.__qualname__, value.__module__, value.__doc__, defaults, _items(vars(value), known)
    if isinstance(value, BaseException):
        return "exception", kind.__name__, portrait(value.args, known)
    if isinstance(value, (set, frozenset)):
        return kind.__name__, sorted(map(repr, value))
    if isinstance(value, dict):
        held = {key: each for key, each in value.items() if key != "__builtins__"}  # which ``exec`` adds
        return kind.__name__, [(portrait(key, known), portrait(each, known)) for key, each in held.items()]
    if isinstance(value, (list, tuple)):
        return kind.__name__, [portrait(each, known) for each in value]
    if kind is TypeVar:
        return "type variable", value.__name__  # which notes its caller on some versions of Python
    return "object", kind.__name__, _items(getattr(value, "__dict__", {}), known)


def _items(held: Any, known: dict[int, Any]) -> list[Any]:
    if "within" in held:  # the variables of a function, which come in no order
        held = {**held, "found": dict(sorted(held["found"].items()))}
    return [(name, portrait(each, known)) for name, each in sorted(held.items())]


def by_python(text: str) -> Any:
    """Give what running a text leaves in Python: its variables, or the exception."""
    sys.modules["mod"] = module = types.ModuleType("mod")
    try:
        exec(compile(text, "mod.py", "exec", dont_inherit=True), vars(module))
    except Exception as error:  # noqa: BLE001 - whatever it raises
        return type(error).__name__
    finally:
        del sys.modules["mod"]
    return _items({name: value for name, value in vars(module).items() if name not in GIVEN}, {})


def by_the_machine(folder: Any, text: str) -> Any:
    """Give what the machine makes of it."""
    module = ran(folder, text)
    project = module.project
    assert not [why.chain() for _, _, why in project.doubts]
    if project.raised:
        return type(project.raised[0][3]).__name__
    return _items(variables(module), {})


def snippets() -> Iterator[Any]:
    """Give each snippet, at the top of a module, in a function, and in a class."""
    for title, text in SNIPPETS.items():
        for place, around in AT.items():
            code = around.format(text=text, indented=indent(text, "    "))
            name = f"{title}, in a {place}"
            if name not in REFUSED:
                yield pytest.param(code, id=name)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("text", [*snippets()])
def test_as_python_does(tmp_path, text):
    """A snippet leaves the same variables in Python and in the machine, or both raise the same exception."""
    assert by_the_machine(tmp_path, text) == by_python(text)


def test_snippets_hold_all_kinds_of_nodes():
    """Every kind of statement and expression that the machine has a function for stands in a snippet."""
    trees = [ast.parse(text) for text in SNIPPETS.values()]
    seen = {type(node) for tree in trees for node in ast.walk(tree)}
    assert {*EXPRESSIONS, *STATEMENTS} - seen - UNUSED == set()


KNOWN = """
    AnnAssign(target,annotation,value,simple) Assert(test,msg) Assign(targets,value,type_comment)
    AsyncFor(target,iter,body,orelse,type_comment)
    AsyncFunctionDef(name,args,body,decorator_list,returns,type_comment,type_params)
    AsyncWith(items,body,type_comment) Attribute(value,attr,ctx) AugAssign(target,op,value) Await(value)
    BinOp(left,op,right) BoolOp(op,values) Call(func,args,keywords)
    ClassDef(name,bases,keywords,body,decorator_list,type_params) Compare(left,ops,comparators) Constant(value,kind)
    Delete(targets) Dict(keys,values) DictComp(key,value,generators) ExceptHandler(type,name,body) Expr(value)
    For(target,iter,body,orelse,type_comment) FormattedValue(value,conversion,format_spec)
    FunctionDef(name,args,body,decorator_list,returns,type_comment,type_params) GeneratorExp(elt,generators)
    Global(names) If(test,body,orelse) IfExp(test,body,orelse) Import(names,is_lazy)
    ImportFrom(module,names,level,is_lazy) Interpolation(value,str,conversion,format_spec) JoinedStr(values)
    Lambda(args,body) List(elts,ctx) ListComp(elt,generators) Match(subject,cases) MatchAs(pattern,name)
    MatchClass(cls,patterns,kwd_attrs,kwd_patterns) MatchMapping(keys,patterns,rest) MatchOr(patterns)
    MatchSequence(patterns) MatchSingleton(value) MatchStar(name) MatchValue(value) Name(id,ctx)
    NamedExpr(target,value) Nonlocal(names) ParamSpec(name,default_value) Raise(exc,cause) Return(value) Set(elts)
    SetComp(elt,generators) Slice(lower,upper,step) Starred(value,ctx) Subscript(value,slice,ctx)
    TemplateStr(values) Try(body,handlers,orelse,finalbody) TryStar(body,handlers,orelse,finalbody) Tuple(elts,ctx)
    TypeAlias(name,type_params,value) TypeVar(name,bound,default_value) TypeVarTuple(name,default_value)
    UnaryOp(op,operand) While(test,body,orelse) With(items,body,type_comment) Yield(value) YieldFrom(value)
    alias(name,asname) arg(arg,annotation,type_comment)
    arguments(posonlyargs,args,vararg,kwonlyargs,kw_defaults,kwarg,defaults) comprehension(target,iter,ifs,is_async)
    keyword(arg,value) match_case(pattern,guard,body) withitem(context_expr,optional_vars)
"""
"""The kinds of nodes, with their fields, that the rooms have been written for: those of Python 3.15 and before."""


def kinds_of_nodes(base):
    for kind in base.__subclasses__():
        if kind.__module__ == "ast" and kind._fields:
            yield kind
        yield from kinds_of_nodes(kind)


def test_no_kind_of_node_is_new():
    """A Python with new syntax has a kind or a field that nobody has looked at yet: it fails here until somebody does."""
    known = {name: set(fields.split(",")) for name, fields in re.findall(r"(\w+)\(([\w,]+)\)", KNOWN)}
    others = {ast.mod, ast.type_ignore, ast.slice, ast.Constant}  # what is parsed holds none of those below them
    for kind in {*kinds_of_nodes(ast.AST)} - {each for other in others for each in kinds_of_nodes(other)}:
        assert set(kind._fields) <= known.get(kind.__name__, set()), kind


def test_what_is_refused():
    """Every statement and expression is followed, but for these and those that another one holds."""
    refused = {kind for kind, function in {**EXPRESSIONS, **STATEMENTS}.items() if function is refuse}
    assert refused - {*blocks.TABLE, ast.Starred} == UNUSED - {ast.AsyncFunctionDef, None}
