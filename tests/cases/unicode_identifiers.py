"""Identifiers beyond ASCII, also those that Python normalises."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
größe = "groß"
a = PluginSpec("ns", größe, list)
class Ünïcode(Plugin):
    namespace = "ns"; name = "ünï"
ﬁne = "ligature"
b = PluginSpec("ns", fine, list)
class ﬀ(Plugin):
    namespace = "ns"; name = "ff"
globals()["µ"] = PluginSpec("ns", "micro", list)
# --- expected
# class ns:ff app:ff
# class ns:ünï app:Ünïcode
# spec ns:groß app:a
# spec ns:ligature app:b
# spec ns:micro app:µ
