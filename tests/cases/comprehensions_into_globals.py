"""Comprehensions whose results become names of the module: `globals().update`, `vars()`, `setattr` on the module."""
# --- app.py
import sys
from functools import partial

from plugin import Plugin, PluginSpec

RATES = {"de": 19, "fr": 20, "at": 20}


class Tax(Plugin):
    def __init__(self, country):
        self.country = country


class Report(Plugin):
    namespace = "shop.reports"


globals().update({f"tax_{country}": PluginSpec("shop.taxes", country, partial(Tax, country)) for country in RATES})
globals().update(
    {cls.__name__: cls for cls in [type(title, (Report,), {"name": title.lower()}) for title in ("Daily", "Weekly")]}
)
globals().update(**{f"rate_{rate}": PluginSpec("shop.rates", f"{rate} %", Tax) for rate in set(RATES.values())})
globals() | {"nowhere": PluginSpec("shop.nowhere", "nowhere", Tax)}
vars().update(zip(("left", "right"), [PluginSpec("shop.sides", side, Tax) for side in ("l", "r")]))

this = sys.modules[__name__]
for country, rate in RATES.items():
    if rate == 20:
        setattr(this, f"twenty_{country}", PluginSpec("shop.twenty", country, Tax))

locals()["local"] = PluginSpec("shop.locals", "local", Tax)
# --- expected
# spec shop.taxes:de app:tax_de
# spec shop.taxes:fr app:tax_fr
# spec shop.taxes:at app:tax_at
# class shop.reports:daily app:Daily
# class shop.reports:weekly app:Weekly
# spec shop.rates:19 % app:rate_19
# spec shop.rates:20 % app:rate_20
# spec shop.sides:l app:left
# spec shop.sides:r app:right
# spec shop.twenty:fr app:twenty_fr
# spec shop.twenty:at app:twenty_at
# spec shop.locals:local app:local
# problem unmakeable app.py:22
# problem unmakeable app.py:22
# problem unmakeable app.py:24
# problem unmakeable app.py:24
# problem unmakeable app.py:29
# problem unmakeable app.py:29
# problem unmakeable app.py:31
