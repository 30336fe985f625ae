"""What `dataclasses` tells of objects, and copies of them."""
# --- app.py
from dataclasses import InitVar, asdict, dataclass, field, fields, is_dataclass, replace
from plugin import PluginSpec
@dataclass
class Owner:
    team: str = "core"
@dataclass
class Service:
    name: str
    tags: list = field(default_factory=list)
    owner: Owner = field(default_factory=Owner)
    slug: str = field(init=False)
    seed: InitVar[int] = 0
    def __post_init__(self, seed): self.slug = f"{self.name.lower()}-{seed}"
first = Service("First", ["x"])
a = PluginSpec("ns", replace(first, name="Second", seed=2).slug, list)
table = asdict(first)
table["tags"].append("y")
b = PluginSpec("ns", f"{table['name']}{len(first.tags)}{table['owner']['team']}", list)
c = PluginSpec("ns", "-".join(each.name for each in fields(Service)), list)
d = PluginSpec("ns", f"{is_dataclass(Service)}{is_dataclass(first)}{is_dataclass(list)}"[:8], list)
@dataclass
class Holder:
    held: object = None
e = PluginSpec("ns", str(asdict(Holder(object()))["held"]), list)
# --- expected
# spec ns:First1core app:b
# spec ns:TrueTrue app:d
# spec ns:name-tags-owner-slug app:c
# spec ns:second-2 app:a
# problem undecidable app.py:24
# differs: what cannot be followed is told
