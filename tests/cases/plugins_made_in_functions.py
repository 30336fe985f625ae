"""A function that is called makes plugins of others."""
# --- app.py
from plugin import plugin
def a(): pass
def b(): pass
def make():
    plugin("ns")(a)
    plugin("ns", name="other")(b)
make()
# --- expected
# function ns:a app:a
# function ns:other app:b
