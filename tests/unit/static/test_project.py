"""What it takes to get from one module to another: libraries, tables of modules, and how far is looked."""

import pytest

from engine import ran
from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins
from plugin.discovery.static.unknown import Unknown
from toys import write_tree

LIBRARY = {
    "lib": {
        "__init__.py": "from lib.sub import NAMES as names\nfrom lib import deep\nNAME = 'opaque'\nNUMBER: int = 5\nTWICE = 1\nTWICE = 2\n"
        "BROKEN = (\n    'x' 'y',\n)\nCALLED = print('never')\n",
        "sub.py": "NAMES = ['a', 'b']\n",
        "deep.py": "VALUE = 'deep'\n",
    }
}


def found(folder, text, library=LIBRARY, **options):
    """Give the plugins of a module beside a library, by name, and the kinds of the problems."""
    write_tree(folder / "site", library)
    write_tree(folder / "project", {"app.py": f"from plugin import Plugin, PluginSpec\n{text}"})
    findings = find_plugins(SourceTree.of_folder(folder / "project"), path=[str(folder / "site")], **options)
    return [each.entry_point.name for each in findings.plugins], [each.kind.value for each in findings.problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from lib import NAME\na = PluginSpec('ns', NAME, list)\n", "opaque"),
        ("import lib\na = PluginSpec('ns', str(lib.NUMBER), list)\n", "5"),
        ("import lib\na = PluginSpec('ns', lib.names[1], list)\n", "b"),
        ("from lib.deep import VALUE\na = PluginSpec('ns', VALUE, list)\n", "deep"),
        ("import lib.deep\na = PluginSpec('ns', lib.deep.VALUE, list)\n", "deep"),
        ("import lib\na = PluginSpec('ns', lib.BROKEN[0], list)\n", "xy"),
        ("import lib\na = PluginSpec('ns', lib.__name__, list)\n", "lib"),
        ("import lib\na = PluginSpec('ns', vars(lib)['NAME'], list)\n", "opaque"),
    ],
)
def test_constants_of_libraries(tmp_path, text, name):
    """Of a library that has nothing to do with plugins, plain constants are known."""
    assert found(tmp_path, text) == ([name], [])


@pytest.mark.parametrize("name", ["lib.TWICE", "lib.CALLED", "lib.nothing"])
def test_what_is_no_constant(tmp_path, name):
    """What is bound twice, computed or not there is not known."""
    assert found(tmp_path, f"import lib\na = PluginSpec('ns', {name}, list)\n") == ([], ["undecidable"])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sys.modules['other'].x", 1),
        ("sys.modules.get('other').x", 1),
        ("sys.modules.get('gone', 5)", 5),
        ("'other' in sys.modules", True),
        ("'gone' in sys.modules", False),
        ("sys.modules[__name__].y", 2),
        ("importlib.import_module('other').x", 1),
        ("importlib.import_module('.other', '').x if 0 else 1", 1),
        ("__import__('other').x", 1),
        ("__import__('other', fromlist=['x']).x", 1),
        ("inspect.getmodule(f).y", 2),
        ("getattr(importlib.import_module('oth' + 'er'), 'x')", 1),
    ],
)
def test_ways_to_modules(tmp_path, code, expected):
    """Modules are got at by their names, in every way there is."""
    text = f"import sys, importlib, inspect\ny = 2\ndef f(): pass\na = {code}\n"
    assert ran(tmp_path, text, other="x = 1\n").namespace["a"] == expected


@pytest.mark.parametrize(
    "code", ["sys.modules[u]", "importlib.import_module(u)", "__import__(u)", "sys.modules.get(u)"]
)
def test_modules_that_are_not_known(tmp_path, code):
    """A module of a name that is not known is not known."""
    module = ran(tmp_path, f"import sys, importlib, nowhere\nu = nowhere.u\na = {code}\n")
    assert type(module.namespace.raw("a")) is Unknown


def test_names_that_are_not_there(tmp_path):
    """An import of what a module of the project does not have fails, as it does in Python."""
    text = "from other import gone\ntry: from other import away\nexcept ImportError: a = 1\ntry: import other.deep\nexcept ImportError: b = 2\nx = gone\n"
    module = ran(tmp_path, text, other="x = 1\n")
    assert [module.namespace[name] for name in "ab"] == [1, 2]
    assert "ImportError" in [type(raised[3]).__name__ for raised in module.project.raised]


def test_large_class(tmp_path):
    """Of a large class that is merely needed, attributes are known, and what methods give."""
    lines = "".join(f"    x{index} = {index}\n" for index in range(120))
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "big.py").write_text(
        f"class Big:\n    def f(self): return 'f'\n    def __init__(self): self.y = 'y'\n{lines}", encoding="utf-8"
    )
    text = "from big import Big\na = PluginSpec('ns', f'{Big.x7}', list)\nb = PluginSpec('ns', Big().y, list)\nc = PluginSpec('ns', Big().f(), list)\n"
    assert found(tmp_path, text, {}) == (["7", "f", "y"], [])


def test_how_far_is_looked(tmp_path):
    """What a plugin needs through very many statements of other modules is not looked into further."""
    chain = "".join(f"x{index} = f'{{x{index - 1}}}'\n" for index in range(1, 200))
    write_tree(tmp_path / "project", {"other.py": f"x0 = 'x'\n{chain}"})
    text = "from other import x3, x199\na = PluginSpec('ns', x3, list)\nb = PluginSpec('ns', x199, list)\n"
    assert found(tmp_path, text, {}) == (["x"], ["undecidable"])
    assert found(tmp_path, text, {}, everything=True)[0] == ["x", "x"]


def test_far_from_a_hook(tmp_path):
    """A plugin whose other base class lies beyond what is looked into is found, also where a hook far up changes a list."""
    files = {f"m{i}.py": f"from m{i - 1} import C{i - 1}\nclass C{i}(C{i - 1}):\n    pass\n" for i in range(1, 20)}
    files["m0.py"] = "KNOWN = []\nclass C0:\n    def __init_subclass__(cls):\n        KNOWN.append(cls)\n"
    files["api.py"] = "from plugin import Plugin\nclass Extension(Plugin):\n    namespace = 'ns'\n"
    files["app.py"] = "from api import Extension\nfrom m19 import C19\nclass P(C19, Extension):\n    name = 'p'\n"
    files["other.py"] = "from m2 import C2\nclass D(C2):\n    pass\n"
    write_tree(tmp_path, files)
    findings = find_plugins(SourceTree.of_folder(tmp_path), path=[])
    assert [str(each.entry_point) for each in findings.plugins] == ["EntryPoint(name='p', value='app:P', group='ns')"]
    assert findings.problems == ()


def test_too_many_worlds_in_a_row(tmp_path):
    """Statements that depend on too many conditions, one after the other, do not multiply what they leave behind."""
    conditions = "".join(f"    known['{i}'] = os.environ.get('V{i}') and 1\n" for i in range(6))
    text = f"""
import os
known, last = {{}}, "first"
def look(name):
    global last
{conditions}    if known['5']:
        last = name
    return last
"""
    text += "".join(f"try:\n    x{i} = look('{i}')\nexcept KeyError:\n    pass\n" for i in range(12))
    names, problems = found(tmp_path, f"{text}a = PluginSpec('ns', 'a', list)\nb = PluginSpec('ns', last, list)\n")
    assert (names, problems) == (["a"], ["undecidable"])
