"""What Python 3.12 and 3.13 bring: defaults of type parameters, deprecated definitions, batches."""
# --- app.py
import itertools, warnings
from plugin import Plugin, PluginSpec, plugin
class Base[T = int](Plugin):
    namespace = "ns"
class A(Base[str]): name = "a"
class B(Base): name = "b"
@warnings.deprecated("old")
class C(Base): name = "c"
@plugin("ns")
@warnings.deprecated("old")
def d(): pass
for first, second in itertools.batched("efgh", 2):
    globals()[first] = PluginSpec("ns", first + second, list)
names = {"k": "v"}
i = PluginSpec("ns", f"{names["k"]}{f"{'-'.join(["x", "y"])}"}", list)
class Several[T, U = int, *Ts = *tuple[int, ...]](Plugin):
    namespace = "ns"
class J(Several[str]): name = "j"
class Calls[**P = [int]](Plugin):
    namespace = "ns"
class K(Calls[[str]]): name = "k"
class L(Calls): name = "l"
type Table[K, V = str] = dict[K, V]
class M(Base[Table[int]]): name = "m"
# --- expected
# class ns:a app:A
# class ns:b app:B
# class ns:c app:C
# class ns:j app:J
# class ns:k app:K
# class ns:l app:L
# class ns:m app:M
# function ns:d app:d
# spec ns:ef app:e
# spec ns:gh app:g
# spec ns:vx-y app:i
# requires: 3.13
