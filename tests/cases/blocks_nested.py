"""Blocks in blocks: a class deep inside reads names of every block around it, also those that were bound anew."""
# --- app.py
import contextlib

from plugin import Plugin, PluginSpec

REGIONS = {"eu": ["berlin", "paris"], "us": ["boston"]}
version = 1

for region, cities in REGIONS.items():
    with contextlib.suppress(KeyError):
        for city in cities:
            prefix = f"{region}/{city}"
            if city.startswith("b"):
                version += 1
                try:
                    mark = {"berlin": "main"}[city]
                except KeyError:
                    mark = "side"

                class Depot(Plugin):
                    namespace = "shop.depots"
                    name = f"{prefix}/{mark}/v{version}"

                globals()[f"{city}_depot"] = Depot
            else:
                version = 10
                paris = PluginSpec("shop.depots", f"{prefix}/v{version}", list)


def setup():
    for kind in ("night", "day"):
        with contextlib.nullcontext(kind + "-shift") as shift:
            if kind == "day":

                class Shift(Plugin):
                    namespace = "shop.shifts"
                    name = shift

                return Shift


if True:
    day = setup()
    while True:
        Day = day
        break
del day
# --- expected
# class shop.depots:eu/berlin/main/v2 app:berlin_depot
# spec shop.depots:eu/paris/v10 app:paris
# class shop.depots:us/boston/side/v11 app:Depot
# class shop.shifts:day-shift app:Day
