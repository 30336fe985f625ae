"""Coroutines and asynchronous generators are functions like others: marked, wrapped, and in classes."""
# --- app.py
import functools

from plugin import Plugin, PluginSpec, plugin


@plugin(namespace="shop.tasks")
async def warm_up(seconds=1):
    async with open_connection() as connection:
        await connection.ping(seconds)
        async for row in connection.rows():
            print(row)


@plugin(namespace="shop.tasks", name="events")
async def stream():
    yield [row async for row in rows()]


def retried(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await function(*args, **kwargs)

    return wrapper


@retried
@plugin(namespace="shop.tasks")
async def send():
    pass


@plugin(namespace="shop.tasks", name="retry")
@retried
async def receive():
    pass


class Poller(Plugin):
    namespace = "shop.pollers"
    name = "http"

    async def poll(self):
        return [await each async for each in self]


async def make():
    return Poller()


poller = PluginSpec("shop.pollers", make.__name__, Poller)
# --- expected
# function shop.tasks:warm_up app:warm_up
# function shop.tasks:events app:stream
# function shop.tasks:send app:send
# function shop.tasks:retry app:receive
# class shop.pollers:http app:Poller
# spec shop.pollers:make app:poller
