"""A plugin in each of several branches, with and without an else."""
# --- app.py
from plugin import Plugin
import os
if os.environ.get("SURELY_NOT_X"):
    class A(Plugin): namespace = "ns"; name = "a"
elif os.environ.get("SURELY_NOT_Y"):
    class A(Plugin): namespace = "ns"; name = "a"
if os.environ.get("SURELY_NOT_X"):
    class B(Plugin): namespace = "ns"; name = "b"
elif os.environ.get("SURELY_NOT_Y"):
    class B(Plugin): namespace = "ns"; name = "b"
else:
    class B(Plugin): namespace = "ns"; name = "b"
# --- expected
# class ns:a app:A if os.environ.get('SURELY_NOT_X') or not (os.environ.get('SURELY_NOT_X')) and os.environ.get('SURELY_NOT_Y')
# class ns:b app:B
# problem conditional app.py:6
# differs: the condition decides
