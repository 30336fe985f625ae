"""Loops and iterators that never end, or not in this century."""
# --- while true
while True: pass
# --- while with a walrus
while (n := 1): m = n
# --- for over count
import itertools
for i in itertools.count(): pass
# --- a list that grows while it is run over
x = [1]
for i in x: x.append(i)
# --- loops in loops
for a in range(10**6):
    for b in range(10**6):
        for c in range(10**6): d = a + b + c
# --- calls that branch
def f(n): return n if n < 2 else f(n - 1) + f(n - 2)
x = f(60)
# --- the ackermann function, ends the module
def f(m, n): return n + 1 if not m else f(m - 1, 1) if not n else f(m - 1, f(m, n - 1))
x = f(4, 4)
# --- sentinel in a comprehension
x = [i for i in iter(int, 1)]
# --- sentinel in a set
x = set(iter(lambda: 0, 1))
# --- joined repeat
import itertools
x = ''.join(itertools.repeat('a'))
# --- list of count
import itertools
x = list(itertools.count())
# --- display of count
import itertools
x = [*itertools.count()]
# --- starred target
import itertools
first, *rest = itertools.count()
# --- starred argument
import itertools
print(*itertools.count())
# --- membership in count
import itertools
x = -1 in itertools.count()
# --- maximum of cycle
import itertools
x = max(itertools.cycle('ab'))
# --- any of repeat
import itertools
x = any(itertools.repeat(0))
# --- sum of repeat
import itertools
x = sum(itertools.repeat(1))
# --- sum of a long range
x = sum(range(10**10))
# --- sorted count
import itertools
x = sorted(itertools.count())
# --- dict of zip
import itertools
x = dict(zip(itertools.count(), itertools.count()))
# --- deque that forgets
import collections, itertools
x = collections.deque(itertools.count(), maxlen=1)
# --- counter of cycle
import collections, itertools
x = collections.Counter(itertools.cycle('ab'))
# --- filter that lets nothing through
import itertools
x = next(filter(None, itertools.repeat(0)))
# --- generator that finds nothing
import itertools
x = next(i for i in itertools.count() if i < 0)
# --- filterfalse and dropwhile
import itertools
x = next(itertools.dropwhile(bool, itertools.filterfalse(None, itertools.count(1))))
# --- reduce over count
import functools, itertools, operator
x = functools.reduce(operator.add, itertools.count())
# --- a long slice
import itertools
x = list(itertools.islice(itertools.count(), 10**12))
# --- a far slice
import itertools
x = next(itertools.islice(itertools.count(), 10**15, None))
# --- product
import itertools
x = list(itertools.product(range(10**4), repeat=5))
# --- permutations
import itertools
x = len(list(itertools.permutations(range(20))))
# --- combinations in a set
import itertools
x = set(itertools.combinations(range(60), 30))
# --- bytes of count
import itertools
x = bytes(itertools.cycle([1]))
# --- merged heaps
import heapq, itertools
x = list(heapq.merge(itertools.count(), itertools.count()))
# --- largest of count
import heapq, itertools
x = heapq.nlargest(3, itertools.count())
# --- mean of count
import itertools, statistics
x = statistics.mean(itertools.count())
# --- generator without end
def g():
    while True: yield 1
x = list(g())
# --- delegation without end
def g():
    while True: yield from (1, 2)
x = tuple(g())
# --- iterator of its own
class A:
    def __iter__(self): return self
    def __next__(self): return 1
x = list(A())
# --- sequence of its own
class A:
    def __getitem__(self, index): return index
x = list(A())
# --- membership in a sequence of its own
class A:
    def __getitem__(self, index): return index
x = 'a' in A()
# --- mapping of its own
class A:
    def keys(self): return iter(int, 1)
    def __getitem__(self, key): return key
x = dict(A())
# --- extended from itself
x = [1]
x.extend(iter(lambda: x.append(1), 1))
# --- generator that refuses to be closed
def g():
    while True:
        try: yield 1
        except BaseException: continue
x = g()
y = next(x)
# --- unpacked into a call
import itertools
def f(*a): return a
x = f(*itertools.repeat(None))
# --- unpacked into print through map
import itertools
x = list(map(lambda a, b: a, itertools.count(), itertools.cycle('ab')))
# --- zip of the longest
import itertools
x = list(itertools.zip_longest(itertools.count(), 'ab'))
# --- assigned to a slice
import itertools
x = []
x[:] = itertools.repeat(1)
# --- added in place
import itertools
x = []
x += itertools.repeat(1)
# --- updated in place
import itertools
x = set()
x.update(itertools.count())
# --- subset of
import itertools
x = {1} <= {1} and {-1}.issubset(itertools.count())
# --- exhausted in a chain
import itertools
x = list(itertools.chain.from_iterable(itertools.repeat([1])))
# --- accumulated
import itertools
x = list(itertools.accumulate(itertools.count()))[-1]
# --- a rank in a long range
x = range(10**18).index(10**17) + list(reversed(range(10**9)))[0]
# --- gathered in a template
import itertools, string
x = string.Template('$a').substitute(a='b', **{'k%d' % i: i for i in itertools.count()})
