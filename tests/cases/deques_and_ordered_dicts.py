"""What a deque and an ordered dict do beyond a list and a dict."""
# --- app.py
from collections import OrderedDict, deque
from plugin import PluginSpec
line = deque(["b", "c"])
line.appendleft("a")
line.extendleft("xy")
a = PluginSpec("ns", "-".join(line), list)
line.rotate(2)
b = PluginSpec("ns", "-".join(line), list)
line.rotate(-1)
c = PluginSpec("ns", line.popleft() + str(len(line)), list)
table = OrderedDict(x=1, y=2, z=3)
table.move_to_end("x")
d = PluginSpec("ns", "-".join(table), list)
table.move_to_end("z", last=False)
e = PluginSpec("ns", "-".join(table), list)
try:
    table.move_to_end("w")
except KeyError:
    f = PluginSpec("ns", "f", list)
# --- expected
# spec ns:b-c-y-x-a app:b
# spec ns:c4 app:c
# spec ns:f app:f
# spec ns:y-x-a-b-c app:a
# spec ns:y-z-x app:d
# spec ns:z-y-x app:e
