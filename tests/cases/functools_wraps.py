"""`wraps`: a decorator's wrapper keeps the mark and the name of the function that it wraps."""
# --- decorators.py
import functools
import time

from plugin import plugin


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            print(time.perf_counter() - started)

    return wrapper


def retried(times, *, wait=0.0):
    def decorate(function):
        @functools.wraps(function, updated=("__dict__",))
        def wrapper(*args, **kwargs):
            for _ in range(times):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    time.sleep(wait)

        wrapper.times = times
        return wrapper

    return decorate


def task(namespace, prefix=""):
    def decorate(function):
        wrapped = timed(function)
        return plugin(namespace=namespace, name=prefix + wrapped.__name__)(wrapped)

    return decorate
# --- app.py
from decorators import retried, task, timed
from plugin import plugin


@timed
@plugin(namespace="shop.tasks")
def clean_up():
    pass


@plugin(namespace="shop.tasks")
@timed
@retried(3, wait=0.5)
def send_mail():
    pass


@retried(2)
@timed
@plugin(namespace="shop.tasks", name="restock")
def order_goods():
    pass


@task("shop.tasks", prefix="nightly-")
def backup():
    pass
# --- expected
# function shop.tasks:clean_up app:clean_up
# function shop.tasks:send_mail app:send_mail
# function shop.tasks:restock app:order_goods
# function shop.tasks:nightly-backup app:backup
