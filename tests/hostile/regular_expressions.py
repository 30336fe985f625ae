"""Regular expressions, and what is built on them, that would backtrack for ever."""
# --- nested repeats
import re
x = re.match('(a+)+$', 'a' * 40 + 'b')
# --- nested repeats, compiled
import re
x = re.compile('(a+)+$').search('a' * 40 + 'b')
# --- nested repeats, imported by name
from re import fullmatch as whole
x = whole('(a*)*b', 'a' * 40)
# --- alternatives that overlap
import re
x = re.sub('(a|a)*$', '', 'a' * 40 + 'b')
# --- alternatives that overlap, counted
import re
x = re.subn('(?:a|aa)+c', lambda match: '', 'a' * 60)
# --- optional letters
import re
x = re.findall('(?:a?){40}a{40}' + 'b', 'a' * 40)
# --- split
import re
x = re.split(r'(\w+\s?)+!', 'word ' * 12 + '?')
# --- found one by one
import re
x = list(re.finditer('(.*)*x', 'a' * 40))
# --- back references
import re
x = re.match(r'(.*)(.*)(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5\6\7b', 'a' * 200)
# --- stars in a long text
import re
x = re.match('.*.*.*.*.*=', 'x' * 5000)
# --- a pattern that is itself long
import re
x = re.compile('(?:' * 60 + 'a' + '){1,9}' * 60)
# --- repeats of repeats
import re
x = re.compile('((a{1,1000}){1,1000}){1,1000}').match('a' * 5000 + 'b')
# --- file name patterns
import fnmatch
x = fnmatch.fnmatch('a' * 200, '*a' * 40 + 'b')
# --- file names filtered
import fnmatch
x = fnmatch.filter(['a' * 200], '*a' * 40 + 'b')
# --- a path matched
import pathlib
x = pathlib.PurePath('a' * 200).match('*a' * 40 + 'b')
# --- a template with its own pattern
import string
class T(string.Template):
    pattern = '(?P<escaped>x)|(?P<named>(a+)+z)|(?P<braced>y)|(?P<invalid>w)'
x = T('a' * 40).safe_substitute()
# --- a method handed on
import re
search = re.compile('(a+)+$').search
x = list(map(search, ['a' * 40 + 'b']))
# --- a pattern as a key
import re
x = sorted(['a' * 40 + 'b'], key=re.compile('(a+)+$').findall)
# --- a method by name
import operator, re
x = operator.methodcaller('match', 'a' * 40 + 'b')(re.compile('(a+)+$'))
# --- a scanner
import re
x = re.Scanner([('(a+)+$', None)]).scan('a' * 40 + 'b')
# --- sequences compared
import difflib
x = difflib.SequenceMatcher(None, 'ab' * 20000, 'ba' * 20000).ratio()
# --- close matches
import difflib
x = difflib.get_close_matches('ab' * 5000, ['ba' * 5000] * 10)
# --- text wrapped
import textwrap
x = textwrap.wrap('-' * 10**6 + 'x', 5)
# --- a quoted text split
import shlex
x = shlex.split("a\\ " * 10**6)
# --- a method as an item
import re
class A: __getitem__ = re.compile('(a+)+$').search
x = A()['a' * 40 + 'b']
# --- a method of the class
import re
x = list(map(re.Pattern.search, [re.compile('(a+)+$')], ['a' * 40 + 'b']))
# --- nested repeats, by the newer name of match
import re
x = getattr(re, 'prefixmatch', re.match)('(a+)+$', 'a' * 40 + 'b')
