"""From Python 3.14 on, an annotation is evaluated when somebody asks for it (PEP 649)."""
# --- app.py
import dataclasses
from typing import TYPE_CHECKING, ClassVar
from plugin import Plugin, PluginSpec, plugin
if TYPE_CHECKING:
    from nowhere import Kind
class A(Plugin):
    namespace = "ns"
    name = "a"
    kind: Kind
    other: B | None = None
class B(A):
    name: Later = "b"
@dataclasses.dataclass
class Made(Plugin):
    namespace: ClassVar[str] = "ns"
    name: ClassVar[str] = "made"
    kind: Kind = None
    fields: list[Made] = dataclasses.field(default_factory=list)
@plugin(namespace="ns", name="c")
def c(kind: Kind) -> Kind: ...
try:
    class D:
        kind: nowhere.defined = "kind"
except NameError:
    d = PluginSpec("ns", "d", list)
e = PluginSpec("ns", ",".join(each.name for each in dataclasses.fields(Made)), list)
# --- expected
# class ns:a app:A
# class ns:b app:B
# class ns:made app:Made
# function ns:c app:c
# spec ns:kind,fields app:e
# requires-python: >=3.14
