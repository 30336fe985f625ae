"""A function that is called in a loop sees what the loop binds at that time."""
# --- app.py
from plugin import PluginSpec
LOG = []
def run():
    for x in "abc":
        def note(): LOG.append(x)
        note()
run()
a = PluginSpec("ns", "".join(LOG), list)
def outside(): LOG.append(y)
for y in "de": outside()
b = PluginSpec("ns", "".join(LOG), list)
# --- expected
# spec ns:abc app:a
# spec ns:abcde app:b
