"""A variable of the environment that may not be there."""
# --- app.py
from plugin import Plugin
import os
try:
    level = os.environ["SURELY_NOT_SET"]
except KeyError:
    level = None
if level:
    class A(Plugin): namespace = "ns"; name = "a"
else:
    class B(Plugin): namespace = "ns"; name = "b"
class C(Plugin): namespace = "ns"; name = "c"
# --- expected
# class ns:a app:A if line 3 raises no exception and os.environ['SURELY_NOT_SET']
# class ns:b app:B if line 3 raises no exception and not (os.environ['SURELY_NOT_SET']) or line 3 raises an exception
# class ns:c app:C
# problem conditional app.py:10
# problem conditional app.py:8
# differs: the condition decides
