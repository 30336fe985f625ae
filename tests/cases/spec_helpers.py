"""Specs made by helpers of other modules, with imported constants."""
# --- const.py
PREFIX = 'my'
NAMES = {'a': 'alpha'}
class Groups:
    MAIN = PREFIX + '.main'
# --- helper.py
from plugin import PluginSpec
from const import Groups
def make(name, *, group=Groups.MAIN, **kw):
    return PluginSpec(group, name.lower(), lambda: None)
# --- use.py
import const
from helper import make
one = make('ONE')
two = make(const.NAMES['a'])
three = make('three', group='other.%s' % const.PREFIX)
# --- expected
# spec my.main:one use:one
# spec my.main:alpha use:two
# spec other.my:three use:three
