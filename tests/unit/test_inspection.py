"""The judge of both engines, asked of modules that nobody has imported."""

import ast

from plugin import Plugin, PluginSpec
from plugin.core import PluginSpecResolver
from plugin.discovery.inspection import Bindings, Content, Inspection, Maker


def parse():
    raise AssertionError("it is parsed without need")


class Modules:
    """Modules that only the tests know.

    :param sources: name -> source
    """

    def __init__(self, **sources):
        self.variables = {name: {} for name in sources}
        self.contents = {
            name: Content(name, "", self.variables[name], ast.parse(source)) for name, source in sources.items()
        }

    def variables_of(self, module):
        return self.variables.get(module, {})

    def inspect(self, *looked_at, **options):
        inspection = Inspection(PluginSpecResolver(), options.get("makers"), self.contents.get, self.variables_of)
        for module in looked_at:
            inspection.look_at(self.contents[module])
        return [(f"{bound.module}:{bound.name}", bound.line, bound.kind.value) for bound in inspection.found()]


def test_what_is_imported_from_a_given_module():
    """Whether a name is imported is told by the modules that are given, and no others."""
    modules = Modules(maker="spec = make()", reader="from maker import spec\nfrom maker import *")
    modules.variables["maker"]["spec"] = modules.variables["reader"]["spec"] = PluginSpec("ns", "a", Plugin)
    assert modules.inspect("maker", "reader") == [("maker:spec", 1, "spec")]
    assert modules.inspect("reader") == []


def test_another_module_makes_it():
    """A plugin that came out of a table belongs to the module that has made it, also if only that tells."""
    modules = Modules(maker="spec = make()\nTABLE = [spec]", reader="import maker\nspec = maker.TABLE[0]")
    spec = modules.variables["maker"]["spec"] = modules.variables["reader"]["spec"] = PluginSpec("ns", "a", Plugin)
    assert modules.inspect("reader", makers={id(spec): Maker("maker", 1)}) == []
    assert modules.inspect("reader") == [("reader:spec", 2, "spec")]


def test_first_line_that_is_given():
    """Of several definitions of one name, the line that a function is said to begin with tells which one it is."""

    def hook():
        pass

    hook.__module__, hook.__qualname__ = "app", "hook"
    tree = ast.parse("def hook(): pass\n@mark\n@again\ndef hook(): pass\ndef hook(): pass")
    content = Content("app", "", {"hook": hook}, tree)
    for begins, line in ((1, 1), (2, 4), (5, 5), (None, 5)):
        bindings = Bindings(content, {}.get, lambda _, begins=begins: begins)
        assert bindings.makes("hook", hook)
        assert bindings.line("hook", hook, Maker("app", 0)) == line


def test_import_beyond_the_top():
    """A relative import that leads beyond the top imports nothing."""
    value = object()
    for package, level in (("", "."), ("pkg", ".."), ("pkg.sub", "...")):
        content = Content("app", package, {"x": value}, ast.parse(f"from {level} import x\nfrom {level}a import *"))
        assert Bindings(content, lambda _: {"x": value}).makes("x", value)
    content = Content("app", "pkg", {"x": value}, ast.parse("from . import x"))
    assert not Bindings(content, {"pkg": {"x": value}}.get).makes("x", value)


def test_parsed_when_needed():
    """A module without plugins is not parsed."""
    inspection = Inspection(PluginSpecResolver())
    inspection.look_at(Content("app", "", {"a": 1, "Plugin": Plugin}, parse))
    assert inspection.found() == []
