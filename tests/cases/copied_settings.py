"""Settings that are copied and changed: `copy`, `deepcopy`, own `__copy__`, and a method that gives a changed copy."""
# --- app.py
import copy

from plugin import Plugin, PluginSpec

DEFAULTS = {"name": "base", "tags": ["a"]}
shallow = copy.copy(DEFAULTS)
deep = copy.deepcopy(DEFAULTS)
shallow["name"] = "shallow"
shallow["tags"].append("b")
deep["tags"].append("c")

first = PluginSpec("shop.settings", f"{DEFAULTS['name']}-{''.join(DEFAULTS['tags'])}", list)
second = PluginSpec("shop.settings", f"{shallow['name']}-{''.join(shallow['tags'])}", list)
third = PluginSpec("shop.settings", f"{deep['name']}-{''.join(deep['tags'])}-deep", list)


class Options:
    def __init__(self, name, region="eu"):
        self.name = name
        self.region = region
        self.copies = 0

    def replace(self, **changes):
        changed = copy.copy(self)
        vars(changed).update(changes)
        return changed

    def __copy__(self):
        copied = type(self)(self.name, self.region)
        copied.copies = self.copies + 1
        return copied


mail = Options("mail")
chat = mail.replace(name="chat").replace(region="us")


class Mail(Plugin):
    namespace = "shop.channels"
    name = f"{mail.name}-{mail.region}-{mail.copies}"


class Chat(Plugin):
    namespace = "shop.channels"
    name = f"{chat.name}-{chat.region}-{chat.copies}"
# --- expected
# spec shop.settings:base-ab app:first
# spec shop.settings:shallow-ab app:second
# spec shop.settings:base-ac-deep app:third
# class shop.channels:mail-eu-0 app:Mail
# class shop.channels:chat-us-2 app:Chat
