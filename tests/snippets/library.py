# --- builtins
a = abs(-1), divmod(7, 2), pow(2, 5, 7), round(2.567, 1), hex(255), bin(5), oct(8), chr(65), ord('a'), any([0, 1]), all([]), sum([1], 2), min(3, 1), max([2, 9])

# --- containers
a = list('ab'), tuple([1]), dict(a=1), sorted({3, 1, 2}), frozenset([1]) | {1}, list(range(2, 9, 3)), list(reversed([1, 2])), list(zip('ab', [1, 2])), list(enumerate('a', 5))

# --- list methods
a = [3, 1, 2]
a.sort()
a.insert(0, 9)
a.extend([7])
a.remove(1)
b = a.pop(), a.index(9), a.count(2), a.copy()
a.reverse()
c = a[:]
a.clear()

# --- dict methods
d = {'a': 1}
b = d.get('x', 5), d.setdefault('b', []), d.pop('a'), list(d.items())
d.update(c=3)
c = d | {'e': 4}
d |= {'f': 6}
e = dict.fromkeys('xy', 0), d.popitem()

# --- set methods
s = {1, 2}
s.add(3)
s.discard(9)
s |= {4}
a = sorted(s - {1}), sorted(s & {2, 3}), sorted(s ^ {1, 7}), s >= {1}, s.isdisjoint([9])
s.update([5])
s.remove(1)

# --- collections
from collections import defaultdict, Counter, OrderedDict, deque, ChainMap
d = defaultdict(list)
d['x'].append(1)
c = Counter('aab')
q = deque([1, 2], maxlen=2)
q.append(3)
q.appendleft(9)
a = dict(d), c.most_common(1), list(q), ChainMap({'k': 1}, {'k': 2})['k'], list(OrderedDict(a=1).items())

# --- itertools
import itertools
a = list(itertools.chain([1], [2])), list(itertools.islice(itertools.count(3), 2)), list(itertools.product('a', [1, 2])), [k for k, g in itertools.groupby('aab')], list(itertools.accumulate([1, 2, 3])), list(itertools.repeat(1, 2)), list(itertools.takewhile(lambda x: x < 2, [1, 3])), list(itertools.permutations([1, 2]))

# --- operator
import operator
a = operator.attrgetter('x.y'), operator.itemgetter(1)([5, 6]), operator.add(1, 2), operator.methodcaller('upper')('x')
a = a[1:]
class C:
    x = 1
b = operator.attrgetter('x')(C), operator.attrgetter('x', '__name__')(C)

# --- regular expressions
import re
a = re.sub(r'(\w)(\d)', r'\2\1', 'a1b2'), re.findall('[a-z]', 'a1b'), re.match('(?P<n>x+)', 'xxy')['n'], bool(re.compile('^a$', re.M).search('b\na')), re.sub('x', lambda m: m[0] * 2, 'axb')

# --- texts of the library
import string, textwrap, json
a = string.ascii_lowercase[:3], textwrap.dedent('  x\n  y'), json.loads(json.dumps({'a': [1, None]})), string.Template('$x').substitute(x=1), textwrap.shorten('a b c', 4)

# --- copy
import copy
a = {'x': [1]}
b = copy.copy(a)
c = copy.deepcopy(a)
a['x'].append(2)

# --- types
import types
n = types.SimpleNamespace(x=1)
n.y = 2
a = vars(n), types.MappingProxyType({'k': 1})['k'], isinstance(lambda: 0, types.LambdaType) if hasattr(types, 'Nothing') else 1
C = types.new_class('C', (), {}, lambda ns: ns.update(z=3))
b = C.z

# --- dates and numbers
import datetime, math
a = datetime.date(2020, 1, 31).isoformat(), math.sqrt(16), math.factorial(5)

# --- imports
import urllib.parse as p
import collections.abc
from collections import OrderedDict as O, deque
a = O.__name__, collections.abc.Mapping.__name__, deque([1])[0]

# --- an import that fails
try:
    from collections import nothing
except ImportError as e:
    b = type(e).__name__

# --- weakref
import weakref
class C: pass
c = C()
r = weakref.ref(c)
a = r() is c

# --- getattr and the like
class C: x = 1
c = C()
setattr(c, 'y', 2)
a = getattr(c, 'x'), getattr(c, 'z', 3), hasattr(c, 'y')
delattr(c, 'y')
b = hasattr(c, 'y'), 'x' in dir(C)
getattr(c, 'y')

# --- iter and next
it = iter([1, 2])
a = next(it), next(it), next(it, 'end')
b = list(iter(lambda: c.pop(), 0)) if (c := [0, 1, 2]) else 0
next(iter([]))

# --- text to number
a = int('12'), int('ff', 16), float('1.5'), str(3), repr('x'), bool(''), complex('1j'), int.from_bytes(b'\x01\x00', 'big')

# --- bisect and heapq
import bisect, heapq
a = [1, 3]
bisect.insort(a, 2)
h = [3, 1, 2]
heapq.heapify(h)
b = heapq.heappop(h), bisect.bisect(a, 2)
