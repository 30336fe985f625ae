"""Plugins from tables of `collections`: named tuples, chained maps, ordered and default dicts, own dicts and lists."""
# --- registry.py
from collections import UserDict, UserList

from plugin import Plugin, PluginSpec


class Service(Plugin):
    def __init__(self, name):
        self.name = name


class Registry(UserDict):
    def __init__(self, namespace):
        super().__init__()
        self.namespace = namespace

    def __setitem__(self, name, factory):
        super().__setitem__(name.lower(), PluginSpec(self.namespace, name.lower(), factory))

    def __missing__(self, name):
        return PluginSpec(self.namespace, f"missing-{name}", Service)


class Names(UserList):
    def joined(self):
        return "+".join(self)
# --- app.py
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

from plugin import PluginSpec
from registry import Names, Registry, Service

Row = namedtuple("Row", "name port", defaults=[80])
rows = [Row("web"), Row("admin", 8080), Row(port=25, name="mail")]
web, admin, mail = [PluginSpec("shop.ports", f"{row.name}:{row.port}", Service) for row in rows]

settings = ChainMap({"color": "red"}, {"color": "blue", "size": "xl"})
shirt = PluginSpec("shop.goods", f"{settings['color']}-{settings['size']}", Service)
child = PluginSpec("shop.goods", settings.new_child({"size": "s"})["size"], Service)

order = OrderedDict(one=1, two=2, three=3)
order.move_to_end("one")
last = PluginSpec("shop.orders", next(reversed(order)), Service)

groups = defaultdict(list)
for word in ("apple", "avocado", "banana"):
    groups[word[0]].append(word)
fruits = PluginSpec("shop.fruits", ",".join(groups["a"]), Service)
nothing = PluginSpec("shop.fruits", f"none{len(groups['z'])}", Service)

registry = Registry("shop.services")
registry["PAY"] = Service
pay = registry["pay"]
ship = registry["ship"]

names = PluginSpec("shop.names", Names(["a", "b"] + Names("c")).joined(), Service)
(common, _), = Counter("mississippi").most_common(1)
letter = PluginSpec("shop.letters", common, Service)
turned = deque("abc")
turned.rotate(1)
wheel = PluginSpec("shop.letters", "".join(turned), Service)
# --- expected
# spec shop.ports:web:80 app:web
# spec shop.ports:admin:8080 app:admin
# spec shop.ports:mail:25 app:mail
# spec shop.goods:red-xl app:shirt
# spec shop.goods:s app:child
# spec shop.orders:one app:last
# spec shop.fruits:apple,avocado app:fruits
# spec shop.fruits:none0 app:nothing
# spec shop.services:pay app:pay
# spec shop.services:missing-ship app:ship
# spec shop.names:a+b+c app:names
# spec shop.letters:i app:letter
# spec shop.letters:cab app:wheel
# problem unmakeable app.py:8
# problem unmakeable app.py:8
# problem unmakeable app.py:8
# problem unmakeable app.py:11
# problem unmakeable app.py:12
# problem unmakeable app.py:16
# problem unmakeable app.py:21
# problem unmakeable app.py:22
# problem unmakeable app.py:26
# problem unmakeable app.py:27
# problem unmakeable app.py:29
# problem unmakeable app.py:31
# problem unmakeable app.py:34
