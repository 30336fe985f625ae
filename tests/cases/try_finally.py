"""Exceptions: handlers, `else`, `finally`, raising again, exceptions of one's own, and what leaves a function."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
def leaves():
    try:
        return "wrong"
    finally:
        return "a"
a = PluginSpec("ns", leaves(), list)
class Own(ValueError):
    def __init__(self, name): self.name = name
def raises(): raise Own("b")
try: raises()
except KeyError: b = None
except ValueError as error: b = PluginSpec("ns", error.name, list)
def again():
    try:
        try: raise KeyError("k")
        except KeyError: raise
    except LookupError: return "c"
c = PluginSpec("ns", again(), list)
def swallows():
    for _ in range(1):
        try: raise RuntimeError
        finally: break
    return "d"
d = PluginSpec("ns", swallows(), list)
done = []
def order():
    try:
        try: raise TypeError("x")
        finally: done.append("e")
    except (TypeError, AttributeError): done.append("f")
    else: done.append("wrong")
order()
e = PluginSpec("ns", "".join(done), list)
try: int("x")
except ValueError: g = PluginSpec("ns", "g", list)
try: [][1]
except IndexError: h = PluginSpec("ns", "h", list)
try: undefined_name
except NameError: i = PluginSpec("ns", "i", list)
try: None.attribute
except AttributeError: j = PluginSpec("ns", "j", list)
try: assert 1 > 2, "no"
except AssertionError: k = PluginSpec("ns", "k", list)
try: x, y = 1, 2, 3
except ValueError: l = PluginSpec("ns", "l", list)
try: x, *y, z = [1]
except ValueError: m = PluginSpec("ns", "m", list)
try: raise
except RuntimeError: n = PluginSpec("ns", "n", list)
try: raise Own("o") from None
except Exception as error:
    o = PluginSpec("ns", error.name, list)
try: error
except NameError: p = PluginSpec("ns", "p", list)
try: 1 / 0
except ArithmeticError: q = PluginSpec("ns", "q", list)
try: raise BaseException
except: r = PluginSpec("ns", "r", list)
class Loud(Exception): pass
try: raise Loud
except (KeyError, Loud): s = PluginSpec("ns", "s", list)
try: t = PluginSpec("ns", "t", list)
except Exception: t = None
else: u = PluginSpec("ns", "u", list)
try: raise ExceptionGroupLike
except NameError as problem: v = PluginSpec("ns", type(problem).__name__, list)
# --- expected
# spec ns:NameError app:v
# spec ns:a app:a
# spec ns:b app:b
# spec ns:c app:c
# spec ns:d app:d
# spec ns:ef app:e
# spec ns:g app:g
# spec ns:h app:h
# spec ns:i app:i
# spec ns:j app:j
# spec ns:k app:k
# spec ns:l app:l
# spec ns:m app:m
# spec ns:n app:n
# spec ns:o app:o
# spec ns:p app:p
# spec ns:q app:q
# spec ns:r app:r
# spec ns:s app:s
# spec ns:t app:t
# spec ns:u app:u
