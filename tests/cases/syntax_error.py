"""A file that must be read and cannot be parsed is told with its line; one that cannot matter is not."""
# --- good.py
from plugin import Plugin, PluginSpec, plugin
class A(Plugin):
    namespace = 'ns'
    name = 'a'
# --- bad.py
from plugin import Plugin
class B(Plugin):
    namespace = = 'ns'
# --- unrelated.py
def broken(:
# --- expected
# class ns:a good:A
# problem unreadable bad.py:3
# differs: it cannot be imported
