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
# class ns:a app:A if level
# class ns:b app:B if not (level)
# class ns:c app:C
# problem conditional app.py:10
# problem conditional app.py:8
# differs: the condition decides
