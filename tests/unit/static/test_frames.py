"""Names are looked up, bound and deleted where Python does it: the same code, run by both."""

import ast

import pytest

from engine import ran, variables
from plugin.discovery.static.frames import (
    bound_by,
    children_in_scope,
    mangle,
    names_of,
    read_by,
    root_of,
)

LOOKUPS = {
    "local": "x = 'm'\ndef f():\n    x = 'f'\n    return x\nr = f()",
    "module": "x = 'm'\ndef f(): return x\nr = f()",
    "builtin": "def f(): return len\nr = f()('ab')",
    "builtin that is hidden": "def f(): return abs\nabs = 'm'\nr = f()",
    "builtin that is hidden and shown again": "abs = 'm'\ndel abs\nr = abs(-1)",
    "outer": "x = 'm'\ndef f():\n    def g(): return x\n    x = 'f'\n    return g()\nr = f()",
    "two outside": "def f():\n    x = 'f'\n    def g():\n        def h(): return x\n        return h\n    return g()()\nr = f()",
    "past a class": "def f():\n    x = 'f'\n    class C:\n        x = 'c'\n        def g(self): return x\n    return C().g()\nr = f()",
    "class before function": "def f():\n    x = 'f'\n    class C:\n        x = 'c'\n        y = x\n    return C.y\nr = f()",
    "class without": "def f():\n    x = 'f'\n    class C:\n        y = x\n    return C.y\nr = f()",
    "class that binds later": "x = 'm'\ndef f():\n    x = 'f'\n    class C:\n        y = x\n        x = 'c'\n    return C.y, C.x\nr = f()",
    "class in class": "class C:\n    x = 'c'\n    class D:\n        try: y = x\n        except NameError: y = 'none'\nr = C.D.y",
    "global past an outer": "x = 'm'\ndef f():\n    x = 'f'\n    def g():\n        global x\n        return x\n    return g()\nr = f()",
    "global that binds": "def f():\n    global x\n    x = 'f'\n    class x: y = 1\n    return x.y\nr = f(), x.y",
    "global of a definition": "def f():\n    global g, C\n    def g(): return 1\n    class C: pass\nf()\nr = g(), C.__name__",
    "global of an import": "def f():\n    global math\n    import math\nf()\nr = math.floor(1.5)",
    "global of a loop": "def f():\n    global i\n    for i in range(3): pass\nf()\nr = i",
    "nonlocal": "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    g()\n    return x\nr = f()",
    "nonlocal past a class": "def f():\n    x = 1\n    class C:\n        x = 2\n        def g(self):\n            nonlocal x\n            x = 3\n    C().g()\n    return x, C.x\nr = f()",
    "nonlocal that is deleted": "def f():\n    x = 1\n    def g():\n        nonlocal x\n        del x\n    g()\n    try: return x\n    except NameError: return 'gone'\nr = f()",
    "nonlocal of a parameter": "def f(x):\n    def g():\n        nonlocal x\n        x += 1\n    g()\n    return x\nr = f(1)",
    "private": "class C:\n    def f(self):\n        __x = 1\n        def g(): return __x\n        return g()\nr = C().f()",
    "private nonlocal": "class C:\n    def f(self):\n        __x = 1\n        def g():\n            nonlocal __x\n            __x = 2\n        g()\n        return __x\nr = C().f()",
    "private global": "class C:\n    def f(self):\n        global __x\n        __x = 1\nC().f()\nr = _C__x",
    "private function and class": "class C:\n    def __f(self): return 1\n    class __D: pass\nr = sorted(n for n in vars(C) if 'C__' in n)",
    "private import": "class C:\n    import math as __m\n    r = __m.floor(1.5)\nr = C.r",
    "private loop": "class C:\n    for __x in (1, 2): pass\nr = C._C__x",
    "private exception": "class C:\n    try: 1 / 0\n    except ZeroDivisionError as __e: r = str(__e)\n    r2 = '_C__e' in vars()\nr = C.r, C.r2",
    "private match": "class C:\n    match [1, 2]:\n        case [__a, *__b]: pass\nr = C._C__a, C._C__b",
    "private comprehension": "class C:\n    __x = [__y for __y in (1, 2)]\nr = C._C__x",
    "private keyword": "class C:\n    def f(self, *, __k=1): return __k\n    def g(self): return self.f(_C__k=2)\n    def h(self):\n        try: return self.f(__k=2)\n        except TypeError: return 'unmangled'\nr = C().g(), C().h()",
    "private of a class with only underscores": "class __:\n    __x = 1\nr = '__x' in vars(__)",
    "dunder is not private": "class C:\n    __x__ = 1\nr = C.__x__",
    "comprehension": "x = 'm'\nr = [x for x in 'ab'], x",
    "comprehension in a class": "class C:\n    a = [1, 2]\n    try: b = [a for _ in a]\n    except NameError: b = 'none'\nr = C.b",
    "walrus in a comprehension": "def f():\n    [y := x for x in range(3)]\n    return y\nr = f()",
    "walrus in a comprehension, global": "def f():\n    global y\n    [y := x for x in range(3)]\nf()\nr = y",
    "walrus in two comprehensions": "r = [[z := (x, y) for x in 'ab'] for y in 'c'], z",
    "walrus in a comprehension, nonlocal": "def f():\n    y = 0\n    def g():\n        nonlocal y\n        [y := x for x in range(3)]\n    g()\n    return y\nr = f()",
    "lambda in a class": "x = 'm'\nclass C:\n    x = 'c'\n    f = lambda: x\nr = C.f()",
    "default in a class": "x = 'm'\nclass C:\n    x = 'c'\n    def f(self, y=x): return y\nr = C().f()",
    "decorator in a class": "class C:\n    def d(f): return 'decorated'\n    @d\n    def g(self): pass\nr = C.g",
    "except": "def f():\n    try: 1 / 0\n    except ZeroDivisionError as e: pass\n    try: return e\n    except UnboundLocalError: return 'gone'\nr = f()",
    "unbound": "def f():\n    try: return x\n    except UnboundLocalError: x = 1\n    return x\nr = f()",
    "import in a function": "def f():\n    import math\n    from math import floor as g\n    return g(math.pi)\nr = f()",
    "star parameters": "def f(*a, **k):\n    def g(): return a, k\n    return g()\nr = f(1, b=2)",
    "locals in a class": "class C:\n    x = 1\n    y = sorted(n for n in locals() if n[0] != '_')\nr = C.y",
    "globals in a function": "x = 'm'\ndef f():\n    x = 'f'\n    return globals()['x']\nr = f()",
    "eval": "x = 'm'\ndef f():\n    x = 'f'\n    return eval('x'), eval('x', {'x': 'g'}), eval('x', {'x': 'g'}, {'x': 'l'})\nr = f()",
    "exec": "s = {'x': 1}\nexec('y = x\\ndef f(): return y', s)\nr = s['y'], s['f']()",
    "exec in the module": "exec('made = 5')\nr = made",
    "exec in a class": "class C:\n    exec('x = 1')\nr = C.x",
    "__class__": "class C:\n    def f(self): return __class__\nr = C().f() is C",
    "a class that binds its own name": "class C:\n    try: x = C\n    except NameError: x = 'none'\nr = C.x",
}


@pytest.mark.parametrize("title", LOOKUPS)
def test_as_python_does(tmp_path, title):
    """The same names stand for the same as in Python."""
    space = {"__name__": "mod"}
    exec(LOOKUPS[title], space)
    module = ran(tmp_path, LOOKUPS[title])
    assert not module.project.raised
    assert variables(module)["r"] == space["r"]


def names(text, private=""):
    [node] = ast.parse(text).body
    if private:
        mangle([ast.ClassDef(private, [], [], [node], [])])
    found = names_of(node)
    return sorted(found.own), sorted(found.declared), sorted(found.outer)


@pytest.mark.parametrize(
    ("text", "own", "declared", "outer"),
    [
        ("def f(a, /, b, *c, d, **e): pass", "abcde", "", ""),
        ("def f():\n    x = y = 1\n    for z in []: pass", "xyz", "", ""),
        ("def f():\n    global x\n    nonlocal y\n    x = y = z = 1", "z", "x", "y"),
        ("def f():\n    def g(): x = 1\n    class C: y = 1\n    lambda z: z", "Cg", "", ""),
        ("def f():\n    [x for x in a]\n    [(y := x) for x in a]", "y", "", ""),
        ("def f():\n    import a.b\n    from c import d as e, g", "aeg", "", ""),
        ("def f():\n    try: pass\n    except E as x: pass\n    with a as y: pass", "xy", "", ""),
        (
            "def f():\n    match v:\n        case [a, *b]: pass\n        case {'k': c, **d}: pass\n        case C(e) as g: pass",
            "abcdeg",
            "",
            "",
        ),
        ("class C:\n    x = 1\n    def f(self): y = 1", "fx", "", ""),
        ("def f():\n    del x\n    y += 1\n    z: int = 1", "xyz", "", ""),
    ],
)
def test_names_of(text, own, declared, outer):
    """What a function or class binds, and what it declares, is seen in its syntax."""
    assert names(text) == (list(own), list(declared), list(outer))


def test_private_names():
    """Private names in a class are mangled, those elsewhere are not."""
    text = "def f(__a, b, __c__):\n    global __d\n    nonlocal __e"
    assert names(text) == (["__a", "__c__", "b"], ["__d"], ["__e"])
    assert names(text, "C") == (["_C__a", "__c__", "b"], ["_C__d"], ["_C__e"])
    tree = ast.parse("class C:\n    import __a.b, __c\n    class __D:\n        def __f(self, __g): self.__h(__i=__j)")
    mangle(tree.body)
    assert ast.unparse(tree).split()[2:] == [
        *("import", "__a.b,", "__c", "as", "_C__c", "class", "_C__D:", "def", "_D__f(self,", "_D__g):"),
        "self._D__h(__i=_D__j)",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f():\n    x = [1, (yield 2)]", True),
        ("def f():\n    for x in []:\n        yield from x", True),
        ("def f(x=(yield)):\n    def g(): yield 3\n    lambda: (yield)\n    y = 4", False),
    ],
)
def test_what_yields(text, expected):
    """A function that holds a ``yield`` is a generator, and those of functions within are not its own."""
    assert names_of(ast.parse(text).body[0]).is_generator is expected


def test_reads_and_roots():
    """The names that a piece of code reads, and what an expression begins with."""
    assert read_by(ast.parse("def f(x):\n    return x.a + g(b)").body[0]) >= {"x", "g", "b"}
    assert root_of(ast.parse("a.b[c](d).e").body[0].value) == "a"
    assert root_of(ast.parse("(a + b).c").body[0].value) == ""


def test_what_is_evaluated_elsewhere():
    """The body of a function is no part of the scope around it, and its defaults and decorators are."""
    [node] = ast.parse("@d\ndef f(x=a, *, y=b) -> c:\n    e").body
    found = {each.id for each in children_in_scope(node) if isinstance(each, ast.Name)}
    assert found == {"d", "a", "b"}
    [node] = ast.parse("@d\nclass C(a, k=b): e").body
    assert {each.id for each in children_in_scope(node) if isinstance(each, ast.Name)} == {"d", "a"}
    assert [*bound_by(ast.parse("from a import *").body[0])] == []
