"""`operator`: getters and callers that pick names out of tables, and operators as functions."""
# --- app.py
import operator
from operator import add, attrgetter, contains, itemgetter, methodcaller
from types import SimpleNamespace

from plugin import Plugin, PluginSpec

TABLE = [
    {"name": "Stock", "rank": 2, "owner": SimpleNamespace(name="ann")},
    {"name": "Sales", "rank": 1, "owner": SimpleNamespace(name="bob")},
]


class Report(Plugin):
    namespace = "shop.reports"


first, second = sorted(TABLE, key=itemgetter("rank"))
name = itemgetter("name")
lower = methodcaller("lower")
owner = attrgetter("name")


class Sales(Report):
    name = lower(name(first))


class Stock(Report):
    name = methodcaller("replace", "S", "s")(name(second))


ann, bob = (PluginSpec("shop.owners", owner(row["owner"]), Report) for row in TABLE)
joined = PluginSpec("shop.owners", add("a", "b") + operator.mul("c", 2), Report)
rank = PluginSpec("shop.ranks", str(operator.itemgetter("rank", "name")(first)[0]), Report)
found = PluginSpec("shop.ranks", str(contains(first, "rank") and operator.truth(TABLE)), Report)
deep = PluginSpec("shop.ranks", attrgetter("owner.name")(SimpleNamespace(**second)), Report)
# --- expected
# class shop.reports:sales app:Sales
# class shop.reports:stock app:Stock
# spec shop.owners:ann app:ann
# spec shop.owners:bob app:bob
# spec shop.owners:abcc app:joined
# spec shop.ranks:1 app:rank
# spec shop.ranks:True app:found
# spec shop.ranks:ann app:deep
