"""Classes and specs within `for`: a class reads the variable of the loop, and what its body has bound before."""
# --- app.py
from plugin import Plugin, PluginSpec

SIZES = {"small": 10, "large": 1000}

for size, limit in SIZES.items():
    title = f"{size}-{limit}"

    class Cache(Plugin):
        namespace = "shop.caches"
        name = title

    globals()[f"{size}_cache"] = Cache

for number in range(3):
    if number == 1:
        continue
    label = f"worker-{number}"

    class Worker(Plugin):
        namespace = "shop.workers"
        name = label

    if number == 2:
        break
else:
    nobody = PluginSpec("shop.workers", "nobody", Worker)

for name in ["first", "second"]:
    pass
else:
    reached = PluginSpec("shop.workers", f"after-{name}", Worker)
# --- expected
# class shop.caches:small-10 app:small_cache
# class shop.caches:large-1000 app:Cache
# class shop.workers:worker-2 app:Worker
# spec shop.workers:after-second app:reached
