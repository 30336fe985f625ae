"""Writes random programs of a few modules, out of the constructs that code uses to make plugins."""

from hypothesis import strategies as st

WORDS = ("alpha", "beta", "gamma", "delta", "x", "y")


class Writer:
    """Writes one module, statement by statement, and remembers what its names stand for.

    :param draw: draws from strategies
    :param name: the name of the module
    :param others: the modules that it can import
    """

    def __init__(self, draw, name, others=()):
        self.draw = draw
        self.name = name
        self.others = list(others)
        self.lines = [
            "from plugin import Plugin, PluginSpec, plugin",
            "import os, sys, functools, contextlib, importlib",
        ]
        self.names = {
            kind: [] for kind in ("text", "list", "dict", "function", "holder", "base", "maker", "hook", "number")
        }
        self.count = 0
        self.depth = 0

    # -- helpers --------------------------------------------------------------------------------------------------

    def choose(self, *options):
        return self.draw(st.sampled_from(options))

    def maybe(self, kind):
        """A name of a kind, or `None`."""
        names = self.names[kind]
        return self.draw(st.sampled_from(names)) if names else None

    def new(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def write(self, *lines):
        self.lines += ["    " * self.depth + line for line in lines]

    def add(self, kind, name):
        if self.depth == 0:  # what a branch binds may not be there
            self.names[kind].append(name)
        return name

    # -- expressions ----------------------------------------------------------------------------------------------

    def text(self, depth):
        """An expression that gives text."""
        options = ["literal", "literal", "variable"]
        if depth < 3:
            options += [
                "fstring", "add", "percent", "format", "method", "conditional", "list", "dict", "call", "holder", "join",
                "comprehension", "lambda", "walrus", "number", "slice", "or", "get", "environment",
            ]  # fmt: skip
        return getattr(self, f"text_{self.choose(*options)}")(depth + 1)

    def literal(self):
        return repr(self.choose(*WORDS))

    def text_literal(self, depth):
        return self.literal()

    def text_variable(self, depth):
        return self.maybe("text") or self.literal()

    def text_fstring(self, depth):
        return "f'{%s}-{%s!s:>2}'" % (self.draw_simple(), self.draw_simple())

    def draw_simple(self):
        return self.maybe("text") or str(self.choose(1, 2, 3))

    def text_add(self, depth):
        return f"({self.text(depth)} + {self.text(depth)})"

    def text_percent(self, depth):
        return f"('%s.%s' % ({self.text(depth)}, {self.text(depth)}))"

    def text_format(self, depth):
        return f"'{{}}_{{k}}'.format({self.text(depth)}, k={self.text(depth)})"

    def text_method(self, depth):
        return (
            f"{self.text(depth)}.{self.choose('upper()', 'strip()', 'title()', 'replace(chr(97), chr(98))', 'lower()')}"
        )

    def text_conditional(self, depth):
        return f"({self.text(depth)} if {self.condition(depth)} else {self.text(depth)})"

    def text_list(self, depth):
        return (
            f"({self.maybe('list') or '[1]'} + [{self.text(depth)}])[{self.choose(0, -1)}]"
            if self.choose(True, False)
            else f"str({self.maybe('list') or '[2]'}[-1])"
        )

    def text_dict(self, depth):
        name = self.maybe("dict")
        return f"str({name}.get({self.literal()}, {self.text(depth)}))" if name else f"{{'k': {self.text(depth)}}}['k']"

    def text_get(self, depth):
        name = self.maybe("dict")
        return f"'-'.join(map(str, sorted({name})))" if name else self.text(depth)

    def text_call(self, depth):
        name = self.maybe("function")
        return f"{name}({self.choose('', self.text(depth))})" if name else self.text(depth)

    def text_holder(self, depth):
        name = self.maybe("holder")
        return f"{name}.{self.choose('value', 'value', 'prop()', 'cls()')}" if name else self.text(depth)

    def text_join(self, depth):
        return f"'-'.join(str(i) for i in {self.maybe('list') or ['j']})"

    def text_comprehension(self, depth):
        return f"[c + {self.text(depth)} for c in ('p', 'q') if c != {self.choose(repr('p'), repr('z'))}][0]"

    def text_lambda(self, depth):
        return f"(lambda a, b={self.text(depth)}: a + b)({self.text(depth)})"

    def text_walrus(self, depth):
        return f"(w := {self.text(depth)})"

    def text_number(self, depth):
        return f"str({self.maybe('number') or 7} {self.choose('+', '*', '-')} 2)"

    def text_slice(self, depth):
        return f"({self.text(depth)} * 2)[{self.choose('1:', ':3', '::-1')}]"

    def text_or(self, depth):
        return f"({self.choose(repr(''), 'None', self.text(depth))} or {self.text(depth)})"

    def text_environment(self, depth):
        if self.choose(*range(8)):
            return self.text(depth)
        return f"os.environ.get('SURELY_NOT_SET', {self.text(depth)})"

    def condition(self, depth=0):
        return self.choose(
            "True",
            "False",
            "True",
            f"{self.text(depth + 1)} == {self.text(depth + 1)}",
            f"len({self.text(depth + 1)}) > 3",
            f"{self.literal()} in {self.maybe('list') or self.maybe('dict') or '()'}",
            "os.environ.get('SURELY_NOT_SET')",
            "sys.version_info >= (3, 99)",
            "sys.platform == 'nowhere'",
        )

    def spec(self):
        maker = self.maybe("maker")
        if maker and self.choose(True, False):
            return f"{maker}({self.text(1)})"
        return f"PluginSpec('ns.{self.name}', {self.text(0)}, list)"

    # -- statements -----------------------------------------------------------------------------------------------

    STATEMENTS = (
        "bind_text", "bind_text", "rebind", "bind_number", "bind_list", "change_list", "change_list", "alias", "bind_dict",
        "change_dict", "define_function", "define_changer", "define_holder", "change_holder", "define_maker", "define_hook",
        "bind_spec", "bind_spec", "bind_spec", "bind_class", "bind_class", "bind_function", "bind_function", "define_base",
        "loop_specs", "loop_specs", "branch", "branch", "attempt", "attempt", "guard", "loop", "select", "delete", "use_other",
        "use_other", "use_other", "registry", "generator", "unpack", "global_function", "class_factory", "subclass_hook",
        "rename_class", "shadow",
    )  # fmt: skip

    def statement(self):
        getattr(self, self.choose(*self.STATEMENTS))()

    def block(self):
        self.depth += 1
        before = len(self.lines)
        for _ in range(self.choose(1, 1, 2)):
            if self.depth < 3:
                self.statement()
            else:
                self.bind_spec()
        if len(self.lines) == before:
            self.write("pass")
        self.depth -= 1

    def bind_text(self):
        value = self.text(0)
        name = self.new("t")
        self.write(f"{name} = {value}")
        self.add("text", name)

    def rebind(self):
        name = self.maybe("text")
        if name:
            self.write(f"{name} {self.choose('=', '+=')} {self.text(1)}")

    def bind_number(self):
        name = self.new("n")
        self.write(f"{name} = {self.choose('3', '2 ** 3', 'len(' + self.text(1) + ')')}")
        self.add("number", name)

    def bind_list(self):
        name = self.new("l")
        self.write(f"{name} = [{self.text(1)}, {self.text(2)}]")
        self.add("list", name)

    def change_list(self):
        name = self.maybe("list")
        if name:
            text = self.text(1)
            self.write(
                self.choose(
                    f"{name}.append({text})", f"{name}.insert(0, {text})", f"{name}[-1] = {text}", f"{name} += [{text}]",
                    f"{name}.extend([{text}])", f"{name}.reverse()", f"{name}.sort(key=str)", f"{name}[:0] = [{text}]",
                )
            )  # fmt: skip

    def alias(self):
        kind = self.choose("list", "dict", "holder", "function", "text", "maker", "base")
        name = self.maybe(kind)
        if name:
            other = self.new("a")
            self.write(f"{other} = {self.choose(name, name, f'[{name}][0]')}")
            self.add(kind, other)

    def bind_dict(self):
        name = self.new("d")
        self.write(f"{name} = {{{self.literal()}: {self.text(1)}, 'k': {self.text(2)}}}")
        self.add("dict", name)

    def change_dict(self):
        name = self.maybe("dict")
        if name:
            text, key = self.text(1), self.literal()
            self.write(
                self.choose(
                    f"{name}[{key}] = {text}", f"{name}.update({{{key}: {text}}})", f"{name}.setdefault({key}, {text})",
                    f"{name}.pop({key}, None)", f"{name} |= {{{key}: {text}}}",
                )
            )  # fmt: skip

    def define_function(self):
        default, body = self.text(1), self.text(1)
        name = self.new("f")
        self.write(f"def {name}(p={default}):")
        self.write(f"    return {self.choose('p', f'p + {body}', body)}")
        self.add("function", name)

    def define_changer(self):
        name, target = self.new("c"), self.maybe("list")
        if target:
            self.write(f"def {name}(v={self.literal()}):", f"    {target}.append(v)", f"{name}({self.text(2)})")

    def define_holder(self):
        name, base = self.new("H"), self.maybe("holder")
        value = self.text(1)
        self.write(
            f"class {name}({base or ''}):",
            *([] if base and self.choose(True, False) else [f"    value = {value}"]),
            "    @classmethod",
            "    def cls(cls): return cls.value",
            "    @staticmethod",
            f"    def prop(): return {self.literal()}",
        )
        self.add("holder", name)

    def change_holder(self):
        name = self.maybe("holder")
        if name:
            text = self.text(1)
            self.write(self.choose(f"{name}.value = {text}", f"setattr({name}, 'value', {text})"))

    def define_maker(self):
        name = self.new("make")
        self.write(
            f"def {name}(n, suffix={self.text(2)}):",
            f"    return PluginSpec('ns.made', {self.choose('n', 'n + suffix', 'n.upper()')}, list)",
        )
        self.add("maker", name)

    def define_hook(self):
        name = self.new("hook")
        self.write(
            f"def {name}(n=None):",
            "    def decorate(fn):",
            f"        return plugin('ns.hook', n or fn.__name__{self.choose('', '.upper()')})(fn)",
            "    return decorate",
        )
        self.add("hook", name)

    def bind_spec(self):
        spec = self.spec()
        self.write(f"{self.new('s')} = {spec}")

    def bind_class(self):
        base = self.maybe("base") or "Plugin"
        text = self.text(1)
        body = self.choose(
            [f"    namespace = 'ns.cls'; name = {text}"],
            ["    namespace = 'ns.cls'", f"    name = {text}", "    name += '!'"],
            ["    namespace = 'ns.cls'", "    for _n in ('l', 'm'):", "        name = _n"],
            [f"    namespace, name = 'ns.cls', {text}"],
            [f"    name = {text}"],
        )
        self.write(f"class {self.new('P')}({base}):", *body)

    def bind_function(self):
        hook = self.maybe("hook")
        decorator = f"{hook}({self.choose('', self.text(1))})" if hook else f"plugin('ns.fn', {self.text(1)})"
        self.write(f"@{decorator}", f"def {self.new('fn')}(): ...")

    def define_base(self):
        name = self.new("Base")
        self.write(f"class {name}(Plugin):", f"    namespace = 'ns.{name.lower()}'")
        self.add("base", name)

    def loop_specs(self):
        items = self.choose(f"({self.literal()}, 'two')", self.maybe("list") or "('u',)", self.maybe("dict") or "['v']")
        prefix = self.new("g")
        self.write(
            f"for i, v in enumerate({items}):",
            self.choose("    if i == 1: continue", "    if i > 1: break", "    pass"),
            f"    {self.choose('globals()', 'vars()')}[f'{prefix}_{{i}}'] = PluginSpec('ns.loop', f'{prefix}{{v}}', list)",
        )

    def branch(self):
        self.write(f"if {self.condition()}:")
        self.block()
        if self.choose(True, False):
            self.write("else:")
            self.block()

    def attempt(self):
        self.write("try:")
        self.depth += 1
        self.write(
            self.choose(
                "{}['missing']", "import surely_not_there", "pass", "raise ValueError('v')", "int('x')", "import json",
                "os.environ['SURELY_NOT_SET']", "surely_not_defined", "[][1]",
            )
        )  # fmt: skip
        self.depth -= 1
        self.block()
        self.write(f"except {self.choose('Exception', '(LookupError, ValueError)', 'ImportError', 'Exception')}:")
        self.block()
        if self.choose(True, False):
            self.write("else:")
            self.block()
        if self.choose(True, False):
            self.write("finally:")
            self.block()

    def guard(self):
        self.write(f"with contextlib.suppress({self.choose('KeyError', 'Exception')}):")
        self.block()

    def loop(self):
        name = self.new("k")
        self.write(f"{name} = 0", f"while {name} < 2:", f"    {name} += 1")
        self.block()

    def select(self):
        self.write(f"match {self.text(1)}:")
        self.depth += 1
        for word in (self.choose(*WORDS), self.choose(*WORDS)):
            self.write(f"case {word!r}:")
            self.block()
        self.write("case other:" if self.choose(True, False) else "case _:")
        self.block()
        self.depth -= 1

    def delete(self):
        name = self.maybe("text")
        if name and self.depth == 0:
            self.names["text"] = [each for each in self.names["text"] if each != name]
            self.write(f"del {name}")

    def use_other(self):
        if not self.others:
            return
        other = self.draw(st.sampled_from(self.others))
        kind = self.choose(*self.names)
        if not other.names[kind]:
            return
        name = self.draw(st.sampled_from(other.names[kind]))
        if "." in name:
            return
        alias = self.new("i")
        how = self.choose("from", "from", "module", "import_module", "star", "alias")
        if how == "from":
            self.write(f"from {other.name} import {name} as {alias}")
        elif how == "alias":
            self.write(f"import {other.name} as m_{alias}")
            alias = f"m_{alias}.{name}"
        elif how == "module":
            self.write(f"import {other.name}")
            alias = f"{other.name}.{name}"
        elif how == "import_module":
            self.write(f"{alias} = importlib.import_module('{other.name}').{name}")
        elif self.depth == 0:
            self.write(f"from {other.name} import *")
            for each, names in other.names.items():
                self.names[each] += [own for own in names if "." not in own]
            return
        else:
            return
        self.add(kind, alias)

    def registry(self):
        name, deco = self.new("reg"), self.new("register")
        self.write(
            f"{name} = []",
            f"def {deco}(fn):",
            f"    {name}.append(fn.__name__)",
            "    return fn",
            f"@{deco}",
            f"def {self.new('r')}(): ...",
            f"@{deco}",
            f"class {self.new('R')}: ...",
            f"for each in {name}:",
            "    globals()['reg_' + each] = PluginSpec('ns.reg', each, list)",
        )

    def generator(self):
        name = self.new("gen")
        self.write(
            f"def {name}(n):",
            "    for i in range(n):",
            f"        yield PluginSpec('ns.gen', f'{{i}}{name}' + {self.text(2)}, list)",
            f"{self.new('y')}, {self.new('y')} = {name}(2)",
        )

    def unpack(self):
        self.write(
            f"{self.new('u')}, *{self.new('rest')} = [PluginSpec('ns.un', n, list) for n in ({self.text(2)}, {self.literal()})]"
        )

    def global_function(self):
        name, target = self.new("setup"), self.new("z")
        self.write(
            f"def {name}(flag={self.choose('True', 'False')}):",
            f"    global {target}",
            f"    if {self.choose('flag', 'not flag', self.condition())}:",
            f"        return {self.choose('None', '1')}",
            f"    {target} = PluginSpec('ns.glob', {self.text(2)}, list)",
            f"{name}({self.choose('', 'False', 'True')})",
        )

    def class_factory(self):
        name = self.new("factory")
        self.write(
            f"def {name}(n):",
            "    class Made(Plugin):",
            "        namespace = 'ns.factory'",
            "        name = n",
            "    return Made",
            f"{self.new('M')} = {name}({self.text(1)})",
            f"{self.new('T')} = type('T', (Plugin,), {{'namespace': 'ns.type', 'name': {self.text(1)}}})",
        )

    def subclass_hook(self):
        name = self.new("Hooked")
        self.write(
            f"class {name}(Plugin):",
            "    namespace = 'ns.hooked'",
            "    seen = []",
            "    def __init_subclass__(cls, suffix='', **kw):",
            "        super().__init_subclass__(**kw)",
            f"        {name}.seen.append(cls.__name__)",
            f"        cls.name = cls.__name__ + suffix + str(len({name}.seen))",
            f"class {self.new('A')}({name}): ...",
            f"class {self.new('B')}({name}, suffix={self.text(2)}): ...",
        )

    def rename_class(self):
        name = self.new("Q")
        self.write(f"class {name}(Plugin):", "    namespace = 'ns.q'", f"    name = {self.literal()}")
        self.write(
            self.choose(
                f"{name}.name = {self.text(1)}", f"setattr({name}, 'name', {self.text(1)})", f"del {name}.name",
                f"{name} = None", f"for q in ({name},): q.name = {self.text(2)}", f"del {name}",
            )
        )  # fmt: skip

    def shadow(self):
        name = self.new("e")
        self.write(f"{name} = PluginSpec('ns.sh', 'first', list)", f"{name} = {self.choose('None', self.spec())}")


@st.composite
def programs(draw):
    """The files of a random program: path -> text."""
    writers = []
    for name in draw(st.sampled_from((("app",), ("lib", "app"), ("lib", "pkg.mid", "app")))):
        writer = Writer(draw, name, writers)
        for _ in range(draw(st.integers(2, 9))):
            writer.statement()
        writers.append(writer)
    return {f"{writer.name.replace('.', '/')}.py": "\n".join(writer.lines) + "\n" for writer in writers}
