"""Dataclasses: fields, defaults, factories, inheritance, what they call after init."""
# --- app.py
import dataclasses
from dataclasses import dataclass, field
from typing import ClassVar
from plugin import PluginSpec
@dataclass
class Info:
    name: str
    kind: str = "kind"
    tags: list = field(default_factory=list)
    level: int = field(default=3)
    shared: ClassVar[str] = "shared"
info = Info("info")
a = PluginSpec("ns", f"a{info.name}{info.kind}{len(info.tags)}{info.level}{info.shared}", list)
b = PluginSpec("ns", "b" + Info("x", "y").kind + Info(name="n", kind="k").name, list)
@dataclass
class More(Info):
    extra: str = "extra"
c = PluginSpec("ns", "c" + More("m").extra + More("m", extra="e").extra + More("m").kind, list)
@dataclass(frozen=True)
class Frozen:
    name: str
    full: str = field(init=False, default="later")
d = PluginSpec("ns", "d" + Frozen("f").name + Frozen("f").full, list)
@dataclass
class After:
    name: str
    full: str = ""
    def __post_init__(self): self.full = self.name + "-full"
e = PluginSpec("ns", "e" + After("a").full, list)
@dataclass(kw_only=True)
class Keywords:
    name: str = "kw"
f = PluginSpec("ns", "f" + Keywords().name + Keywords(name="g").name, list)
copied = dataclasses.replace(info, name="replaced")
try:
    Info()
except TypeError:
    h = PluginSpec("ns", "h", list)
one, two = Info("1"), Info("2")
one.tags.append("tag")
i = PluginSpec("ns", f"i{len(one.tags)}{len(two.tags)}", list)
try:
    Info("a", no="b")
except TypeError:
    j = PluginSpec("ns", "j", list)
# --- expected
# spec ns:ainfokind03shared app:a
# spec ns:byn app:b
# spec ns:cextraekind app:c
# spec ns:dflater app:d
# spec ns:ea-full app:e
# spec ns:fkwg app:f
# spec ns:h app:h
# spec ns:i10 app:i
# spec ns:j app:j
