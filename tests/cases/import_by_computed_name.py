"""Modules that are imported by names that only running the code tells, and the plugins that come from them."""
# --- app.py
from importlib import import_module
from plugin import PluginSpec
KIND = 'quick'
base = import_module('parts.' + KIND).Base
class P(base):
    name = 'p'
for part in ('one', 'two'):
    made = import_module(f'parts.{part}').make(part)
    globals()[part] = made
# --- parts/__init__.py
# --- parts/quick.py
from plugin import Plugin
class Base(Plugin):
    namespace = 'ns'
# --- parts/one.py
from plugin import PluginSpec
def make(name):
    return PluginSpec('ns', name, list)
# --- parts/two.py
from plugin import PluginSpec
def make(name):
    return PluginSpec('ns', name + '2', list)
# --- expected
# class ns:p app:P
# spec ns:one app:one
# spec ns:two2 app:made
