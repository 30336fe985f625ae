"""Plugins from `itertools`: products of two lists, chains, numbering, groups, slices of what never ends."""
# --- app.py
from itertools import chain, count, cycle, groupby, islice, product, repeat, starmap, takewhile, zip_longest

from plugin import Plugin, PluginSpec

REGIONS = ["eu", "us"]
SERVICES = ["mail", "chat"]


class Service(Plugin):
    def __init__(self, name):
        self.name = name


for region, service in product(REGIONS, SERVICES):
    globals()[f"{region}_{service}"] = PluginSpec("shop.services", f"{region}.{service}", Service)

for name in chain(["first"], chain.from_iterable([["second"], ["third"]])):
    globals()[name] = PluginSpec("shop.ordinals", name, Service)

for number, key in zip(count(1), "ab"):
    globals()[f"key_{key}"] = PluginSpec("shop.keys", f"{key}{number}", Service)

words = sorted(["pear", "fig", "plum", "kiwi"], key=len)
for length, group in groupby(words, key=len):
    globals()[f"length_{length}"] = PluginSpec("shop.words", "-".join(group), Service)

even = PluginSpec("shop.numbers", "".join(map(str, islice(count(0, 2), 1, 4))), Service)
small = PluginSpec("shop.numbers", "".join(map(str, takewhile(lambda n: n < 30, (n * n for n in count())))), Service)
turns = PluginSpec("shop.numbers", "".join(letter for letter, _ in zip(cycle("ab"), repeat(None, 3))), Service)
left, right = starmap(PluginSpec, [("shop.sides", side, Service) for side in ("left", "right")])
pairs = PluginSpec("shop.sides", "|".join(a + b for a, b in zip_longest("ab", "c", fillvalue="-")), Service)
# --- expected
# spec shop.services:eu.mail app:eu_mail
# spec shop.services:eu.chat app:eu_chat
# spec shop.services:us.mail app:us_mail
# spec shop.services:us.chat app:us_chat
# spec shop.ordinals:first app:first
# spec shop.ordinals:second app:second
# spec shop.ordinals:third app:third
# spec shop.keys:a1 app:key_a
# spec shop.keys:b2 app:key_b
# spec shop.words:fig app:length_3
# spec shop.words:pear-plum-kiwi app:length_4
# spec shop.numbers:246 app:even
# spec shop.numbers:01491625 app:small
# spec shop.numbers:aba app:turns
# spec shop.sides:left app:left
# spec shop.sides:right app:right
# spec shop.sides:ac|b- app:pairs
# problem unmakeable app.py:15
# problem unmakeable app.py:15
# problem unmakeable app.py:15
# problem unmakeable app.py:15
# problem unmakeable app.py:18
# problem unmakeable app.py:18
# problem unmakeable app.py:18
# problem unmakeable app.py:21
# problem unmakeable app.py:21
# problem unmakeable app.py:25
# problem unmakeable app.py:25
# problem unmakeable app.py:27
# problem unmakeable app.py:28
# problem unmakeable app.py:29
# problem unmakeable app.py:30
# problem unmakeable app.py:30
# problem unmakeable app.py:31
