"""Classes and specs within `try`, its handlers, `else` and `finally`: each sees what the parts before it have bound."""
# --- app.py
from plugin import Plugin, PluginSpec

PORTS = {"web": "8080", "admin": "none"}

try:
    port = int(PORTS["web"])
except ValueError:
    port = 80
else:
    title = f"web-{port}"

    class Web(Plugin):
        namespace = "shop.servers"
        name = title

finally:
    done = "checked"

    class Check(Plugin):
        namespace = "shop.servers"
        name = done

try:
    admin = int(PORTS["admin"])
    never = PluginSpec("shop.servers", f"admin-{admin}", Web)
except (ValueError, KeyError) as error:
    kind = type(error).__name__

    class Fallback(Plugin):
        namespace = "shop.servers"
        name = f"fallback:{kind}"

else:
    other = PluginSpec("shop.servers", "other", Web)

try:
    try:
        PORTS["metrics"]
    finally:
        inner = PluginSpec("shop.servers", "inner", Web)
except LookupError as missing:
    outer = PluginSpec("shop.servers", f"no-{missing.args[0]}", Web)
# --- expected
# class shop.servers:web-8080 app:Web
# class shop.servers:checked app:Check
# class shop.servers:fallback:ValueError app:Fallback
# spec shop.servers:inner app:inner
# spec shop.servers:no-metrics app:outer
