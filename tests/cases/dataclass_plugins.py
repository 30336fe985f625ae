"""Plugin classes that are data classes: names as defaults of fields, frozen ones, ones that derive from each other."""
# --- app.py
import dataclasses
from dataclasses import dataclass, field
from typing import ClassVar

from plugin import Plugin, PluginSpec


@dataclass
class Mail(Plugin):
    namespace: str = "shop.channels"
    name: str = "mail"
    host: str = "localhost"
    port: int = 25


@dataclass(frozen=True, order=True)
class Chat(Plugin):
    namespace: ClassVar[str] = "shop.channels"
    name: str = field(default="chat", repr=False)
    rooms: list = field(default_factory=list, compare=False)


@dataclass
class SecureMail(Mail):
    name: str = "secure-mail"
    port: int = 465


@dataclass(kw_only=True)
class Fax(Plugin):
    namespace = "shop.channels"
    number: str
    name: str = "fax"

    def __post_init__(self):
        self.number = self.number.strip()


@dataclass(frozen=True)
class Service:
    name: str
    version: int = 1

    @property
    def title(self):
        return f"{self.name}:v{self.version}"

    def spec(self):
        return PluginSpec("shop.services", self.title, lambda: Mail(name=self.name))


pay = Service("pay").spec()
ship = dataclasses.replace(Service("ship"), version=2).spec()
fields = PluginSpec("shop.services", "-".join(f.name for f in dataclasses.fields(Service)), Mail)
# --- expected
# class shop.channels:mail app:Mail
# class shop.channels:chat app:Chat
# class shop.channels:secure-mail app:SecureMail
# class shop.channels:fax app:Fax
# spec shop.services:pay:v1 app:pay
# spec shop.services:ship:v2 app:ship
# spec shop.services:name-version app:fields
# problem unmakeable app.py:30
