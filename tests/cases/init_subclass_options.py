"""`__init_subclass__` takes names from class keywords, numbers its classes, and leaves out what is abstract."""
# --- base.py
import inspect

from plugin import Plugin, PluginSpec


class Handler(Plugin):
    namespace = "shop.handlers"
    registry = {}

    def __init_subclass__(cls, *, event=None, abstract=False, **options):
        super().__init_subclass__(**options)
        if abstract:
            return
        cls.name = event or cls.__name__.lower()
        cls.number = len(Handler.registry) + 1
        Handler.registry[cls.name] = cls

    @classmethod
    def spec(cls):
        return PluginSpec("shop.numbers", f"{cls.number}-{cls.name}", cls)


class Versioned(Handler, abstract=True):
    def __init_subclass__(cls, version=1, **options):
        super().__init_subclass__(**options)
        cls.name = f"{cls.name}:v{version}"


class Described:
    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.description = inspect.cleandoc(cls.__doc__ or "nothing").partition("\n")[0]
# --- app.py
from base import Described, Handler, Versioned
from plugin import PluginSpec


class Paid(Handler, event="order.paid"): ...


class Shipped(Handler): ...


class Refunded(Versioned, event="refund", version=2): ...


class Returned(Described, Versioned):
    """Goods that came back

    and are put on the shelf.
    """


paid, shipped = Paid.spec(), Shipped.spec()
last = Handler.registry["returned"].spec()
described = PluginSpec("shop.texts", Returned.description, Returned)
# --- expected
# class shop.handlers:order.paid app:Paid
# class shop.handlers:shipped app:Shipped
# class shop.handlers:refund:v2 app:Refunded
# class shop.handlers:returned:v1 app:Returned
# spec shop.numbers:1-order.paid app:paid
# spec shop.numbers:2-shipped app:shipped
# spec shop.numbers:4-returned:v1 app:last
# spec shop.texts:Goods that came back app:described
