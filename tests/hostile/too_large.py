"""Values that would fill the memory, or take for ever to work out."""
# --- a list repeated
x = [0] * 10**9
# --- a list repeated in place
x = [0]
x *= 10**10
# --- a tuple repeated from the left
x = 10**10 * (0,)
# --- a text repeated
x = 'a' * 10**10
# --- a deque repeated
import collections
x = collections.deque([0]) * 10**9
# --- an array repeated
import array
x = array.array('b', [0]) * 10**10
# --- repeated by operator
import operator
x = operator.mul('a', 10**10)
# --- repeated by method
x = 'a'.__mul__(10**10)
# --- repeated by a method of its class
x = str.__mul__('a', 10**10)
# --- repeated in a loop
x = 'a'
for i in range(20): x *= 1000
# --- a power
x = 10**10**10
# --- a power by call
x = pow(3, 10**10)
# --- a power by operator
import operator
x = operator.pow(7, 10**10)
# --- a power by method
x = (7).__pow__(10**10)
# --- powers in a loop
n = 9
for i in range(50): n = n ** n
# --- a power of a fraction
from fractions import Fraction
x = Fraction(2, 3) ** 10**9
# --- squares in a loop
n = 10
for i in range(60): n *= n
# --- a shift
x = 1 << 10**10
# --- a shift in place
x = 1
x <<= 10**11
# --- a factorial
import math
x = math.factorial(10**7)
# --- binomials
import math
x = math.comb(10**7, 5 * 10**6)
# --- permutations counted
import math
x = math.perm(10**7)
# --- a product of powers
import math
x = math.prod([10**10**4] * 10**4)
# --- least common multiple
import math
x = math.lcm(*range(1, 10**6))
# --- list of a range
x = list(range(10**9))
# --- keys from a range
x = dict.fromkeys(range(10**9))
# --- a text doubled
x = 'a'
for i in range(60): x = x + x
# --- a text doubled by formatting
x = 'a'
for i in range(60): x = f'{x}{x}'
# --- a text doubled by joining
x = 'a'
for i in range(60): x = ''.join([x, x])
# --- a text doubled by percent
x = 'a'
for i in range(60): x = '%s%s' % (x, x)
# --- a text doubled by replace
x = 'a'
for i in range(60): x = x.replace('a', 'aa')
# --- a list doubled
x = ['a']
for i in range(60): x = x + x
# --- a list extended by itself
x = [1]
for i in range(60): x.extend(x)
# --- a set that doubles
x = {1}
for i in range(60): x |= {(n, i) for n in x}
# --- replaced by much
x = ('a' * 10**4).replace('a', 'b' * 10**7)
# --- joined by much
x = ('b' * 10**6).join('a' * 10**5)
# --- translated to much
x = ('a' * 10**4).translate({97: 'b' * 10**7})
# --- padded
x = 'x'.ljust(10**10)
# --- centred
x = 'x'.center(10**10, '-')
# --- filled with zeros
x = 'x'.zfill(10**10)
# --- tabs expanded
x = '\t'.expandtabs(10**9 * 2)
# --- a width in percent
x = '%1000000000d' % 1
# --- a precision in percent
x = '%.1000000000f' % 1
# --- a width handed to percent
x = '%*d' % (10**9, 1)
# --- a width in an f-string
x = f'{1:1000000000}'
# --- a width handed to an f-string
width = 10**9
x = f'{1:>{width}}'
# --- a width in format
x = '{:1000000000}'.format(1)
# --- a width handed to format
x = '{0:{1}}'.format('', 10**9)
# --- a width in format of a number
x = format(1, '1000000000')
# --- a width in format_map
x = '{a:{b}}'.format_map({'a': 1, 'b': 10**9})
# --- a width by method
x = (1).__format__('1000000000')
# --- a precision in an f-string
x = f'{1.5:.1000000000f}'
# --- a width in a formatter
import string
x = string.Formatter().format('{:1000000000}', 1)
# --- a width in bytes
x = b'%1000000000d' % 1
# --- bytes
x = bytes(10**10)
# --- a bytearray
x = bytearray(10**10)
# --- bytes of a number
x = (1).to_bytes(10**10, 'big')
# --- text wrapped
import textwrap
x = textwrap.fill('a ' * 10**5, 10, initial_indent=' ' * 10**9)
# --- text indented
import textwrap
x = textwrap.indent('a\n' * 10**4, 'b' * 10**7)
# --- a number in many digits
x = 3 ** 10**6
y = f'{x:x}'
# --- a decimal power
from decimal import Decimal
x = Decimal(3) ** 10**9
# --- a hash of nested tuples
x = ()
for i in range(60): x = (x, x)
y = hash(x)
# --- a text of nested lists
x = []
for i in range(60): x = [x, x]
y = str(x)
# --- a comparison of nested lists
x, y = [], []
for i in range(60): x, y = [x, x], [y, y]
z = x == y
# --- a copy of nested tuples
import copy
x = ([],)
for i in range(60): x = (x, [x], x)
y = copy.deepcopy(x)
# --- nested classes to be an instance of
x = (str,)
for i in range(60): x = (x, x)
y = isinstance(1, x)
# --- nested data classes as dicts
from dataclasses import asdict, dataclass
@dataclass
class A:
    a: object
    b: object
x = A(1, 2)
for i in range(60): x = A(x, x)
y = asdict(x)
# --- nested lists as json
import json
x = []
for i in range(60): x = [x, x]
y = json.dumps(x)
# --- a named tuple of many fields
import collections
x = collections.namedtuple('X', ['f%d' % i for i in range(10**6)])
# --- an enum of many members
import enum
x = enum.Enum('X', ['f%d' % i for i in range(10**6)])
# --- a long line of classes
class A: pass
for i in range(10**5): A = type('A', (A,), {})
# --- classes with many bases
x = [type(f'A{i}', (), {}) for i in range(2000)]
y = [type('B', tuple(x[i:]), {}) for i in range(2000)]
# --- a random number of many bits
import random
x = random.getrandbits(10**10)
# --- a union of many types
import functools, operator
x = functools.reduce(operator.or_, [type(f'A{i}', (), {}) for i in range(20000)])
# --- subscripts in subscripts
from typing import Optional, Union, Tuple, TypeVar
T = TypeVar('T')
x = Tuple[T, T]
for i in range(60): x = Tuple[x, x]
y = x[int]
# --- a range of a large step, ends the module
x = len(range(10**30))
# --- a number from many digits, ends the module
x = int('9' * 10**5)
# --- a text longer than memory, ends the module
x = 'a' * 2**62
# --- a width by a date
import datetime
x = datetime.date(2020, 1, 1).strftime('%01000000000d')
# --- a width by an attribute
class A: width = 10**9
x = '{0:{0.width}}'.format(A())
# --- powers by another name, many times
import operator
for i in range(10**5): x = operator.pow(3, 10**6)
# --- texts of nested data classes
from dataclasses import dataclass
@dataclass
class A:
    a: object
    b: object
x = A(1, 2)
for i in range(60): x = A(x, x)
y = repr(x)
z = f'{x}' + '%s' % x
# --- tuples nested by natives
import functools
x = functools.reduce(lambda x, _: ((((((((((x,),),),),),),),),),), range(30000), ())
y = {x: 1}
# --- iterators nested by natives
import functools
x = functools.reduce(lambda x, _: zip(zip(zip(zip(zip(zip(zip(zip(x)))))))), range(30000), ())
y = list(x)
