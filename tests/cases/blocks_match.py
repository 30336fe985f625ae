"""Classes and specs within `match`: the body of a case reads what its pattern has bound."""
# --- settings.py
STORAGE = {"type": "s3", "bucket": "orders", "region": "eu"}
CHANNELS = [("mail", "smtp"), ("chat",), "fax"]
# --- app.py
from plugin import Plugin, PluginSpec
from settings import CHANNELS, STORAGE

match STORAGE:
    case {"type": "file", "path": where}:

        class Storage(Plugin):
            namespace = "shop.storage"
            name = f"file-{where}"

    case {"type": kind, "bucket": bucket, **others}:
        label = "-".join([kind, bucket, *others])

        class Storage(Plugin):
            namespace = "shop.storage"
            name = label

for channel in CHANNELS:
    match channel:
        case (kind, protocol):
            mail = PluginSpec("shop.channels", f"{kind}+{protocol}", Storage)
        case [kind]:

            class Chat(Plugin):
                namespace = "shop.channels"
                name = kind

        case str() as kind if len(kind) == 3:
            fax = PluginSpec("shop.channels", kind, Storage)
        case _:
            other = PluginSpec("shop.channels", "other", Storage)
# --- expected
# class shop.storage:s3-orders-region app:Storage
# spec shop.channels:mail+smtp app:mail
# class shop.channels:chat app:Chat
# spec shop.channels:fax app:fax
