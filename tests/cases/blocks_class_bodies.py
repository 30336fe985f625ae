"""Blocks in the body of a class: names that it sets in a loop, a `with` or a `try` are attributes like others."""
# --- app.py
import contextlib

from plugin import Plugin

EDITION = "pro"
parts = ["one"]

if EDITION == "pro":
    parts = ["basic", "pro"]

    class Store(Plugin):
        namespace = "shop.stores"
        name = ""
        for part in parts:
            name += part[0]
        name += f"-{part}"


class Search(Plugin):
    with contextlib.suppress(NameError):
        namespace = "shop.search"
        name = "plain"
        name = fuzzy
    if EDITION == "pro":
        namespace += ".pro"


class Index(Plugin):
    try:
        name = {"basic": "b-tree"}[EDITION]
    except KeyError:
        name = "trie"
    finally:
        namespace = f"shop.index.{name}"
# --- expected
# class shop.stores:bp-pro app:Store
# class shop.search.pro:plain app:Search
# class shop.index.trie:trie app:Index
