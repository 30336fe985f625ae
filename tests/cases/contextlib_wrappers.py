"""`contextmanager`, `ContextDecorator` and `ExitStack` around functions and specs that are plugins."""
# --- app.py
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, asynccontextmanager, contextmanager

from plugin import Plugin, PluginSpec, plugin


@contextmanager
@plugin(namespace="shop.resources")
def database():
    yield "connection"


@plugin(namespace="shop.resources", name="queue")
@contextmanager
def message_queue():
    yield "channel"


@asynccontextmanager
@plugin(namespace="shop.resources")
async def websocket():
    yield "socket"


class traced(ContextDecorator):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *exception):
        print("exit", self.name)


@traced("orders")
@plugin(namespace="shop.tasks")
def orders():
    pass


@contextmanager
def section(title):
    outer.append(title)
    yield "/".join(outer)
    outer.pop()


outer = []
with section("shop") as path, section("tools"):
    tools = PluginSpec("shop.sections", "/".join(outer), list)
above = PluginSpec("shop.sections", f"{path}-{len(outer)}", list)

with ExitStack() as stack:
    names = [stack.enter_context(section(title)) for title in ("a", "b", "c")]
    deep = PluginSpec("shop.sections", names[-1], list)


class Transaction(AbstractContextManager, Plugin):
    namespace = "shop.transactions"
    name = "sql"

    def __exit__(self, *exception):
        return None
# --- expected
# function shop.resources:database app:database
# function shop.resources:queue app:message_queue
# function shop.resources:websocket app:websocket
# function shop.tasks:orders app:orders
# spec shop.sections:shop/tools app:tools
# spec shop.sections:shop-0 app:above
# spec shop.sections:a/b/c app:deep
# class shop.transactions:sql app:Transaction
