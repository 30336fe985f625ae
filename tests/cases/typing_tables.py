"""Tables of `NamedTuple` and `TypedDict` from which plugins are made."""
# --- tables.py
from typing import NamedTuple, TypedDict

from plugin import Plugin


class Channel(NamedTuple):
    name: str
    protocol: str = "tcp"
    port: int = 0

    @property
    def title(self):
        return f"{self.protocol}:{self.port or 'any'}"


class Report(TypedDict, total=False):
    title: str
    days: int


class Base(Plugin):
    def __init__(self, row):
        self.row = row


CHANNELS = [Channel("mail", port=25), Channel("chat", "udp")]
REPORTS: list[Report] = [{"title": "Sales", "days": 7}, Report(title="Stock", days=30)]
Point = NamedTuple("Point", [("x", int), ("y", int)])
# --- app.py
from functools import partial

from plugin import PluginSpec
from tables import CHANNELS, REPORTS, Base, Channel, Point

mail, chat = (PluginSpec("shop.channels", row.name, partial(Base, row)) for row in CHANNELS)
title = PluginSpec("shop.channels", CHANNELS[0].title, Base)
changed = PluginSpec("shop.channels", CHANNELS[1]._replace(name="talk").name, Base)
fields = PluginSpec("shop.channels", "-".join(Channel._fields), Base)
point = PluginSpec("shop.points", "{0.x},{0.y}".format(Point(3, y=4)), Base)

for report in REPORTS:
    key = f"{report['title'].lower()}_{report.get('days')}"
    globals()[key] = PluginSpec("shop.reports", key, partial(Base, report))
# --- expected
# spec shop.channels:mail app:mail
# spec shop.channels:chat app:chat
# spec shop.channels:tcp:25 app:title
# spec shop.channels:talk app:changed
# spec shop.channels:name-protocol-port app:fields
# spec shop.points:3,4 app:point
# spec shop.reports:sales_7 app:sales_7
# spec shop.reports:stock_30 app:stock_30
# problem unmakeable app.py:7
# problem unmakeable app.py:8
# problem unmakeable app.py:9
# problem unmakeable app.py:10
