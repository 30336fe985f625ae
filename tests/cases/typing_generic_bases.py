"""Generic bases: plugin classes with type variables, subscripted bases, and names taken from what they are given."""
# --- base.py
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar, get_args

from plugin import Plugin

Item = TypeVar("Item")
Key = TypeVar("Key", bound=str)


class Repository(Plugin, Generic[Key, Item]):
    namespace = "shop.repositories"

    @abstractmethod
    def items(self) -> Iterable[Item]: ...


class ByName(Repository[str, Item]):
    def items(self) -> Iterable[Item]:
        return []


class Handler(Plugin, Generic[Item]):
    namespace = "shop.handlers"

    def __init_subclass__(cls, **options) -> None:
        super().__init_subclass__(**options)
        for base in cls.__orig_bases__:
            (handled,) = get_args(base)
            cls.name = f"{handled.__name__.lower()}-handler"
# --- app.py
from base import ByName, Handler, Repository


class Order: ...


class Orders(ByName[Order]):
    name = "orders"


class Customers(Repository[str, dict]):
    name = "customers"

    def items(self):
        return []


class OrderHandler(Handler[Order]): ...


class ListHandler(Handler[list[int]]): ...
# --- expected
# class shop.repositories:orders app:Orders
# class shop.repositories:customers app:Customers
# class shop.handlers:order-handler app:OrderHandler
# class shop.handlers:list-handler app:ListHandler
