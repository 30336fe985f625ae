"""Loops of which it is not known how often they run, or whether they go on."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
import os, sys
name = "a"
for _ in os.environ: name = "b"
a = PluginSpec("ns", name, list)
while os.environ.get("X"): count = "c"
b = PluginSpec("ns", count, list)
kept = ["d"]
for each in range(3):
    if os.environ.get("X"): break
    kept.append(str(each))
c = PluginSpec("ns", kept[-1], list)
def search():
    for each in ("e", "f"):
        if os.environ.get(each): return each
    return "g"
d = PluginSpec("ns", search(), list)
def forever():
    while True:
        if os.environ.get("X"): return "e"
e = PluginSpec("ns", forever(), list)
def counted():
    number = 0
    while number < 3:
        if sys.argv: continue
        number += 1
    return number
f = PluginSpec("ns", f"f{counted()}", list)
table = {"k": "g"}
for key in os.environ: table[key] = "h"
g = PluginSpec("ns", table["k"], list)
class Box: value = "h"
box = Box()
for key in os.environ: box.value = key
h = PluginSpec("ns", box.value, list)
def register(name): globals()[name] = PluginSpec("ns", name, list)
for each in os.listdir("."): register(each)
i = [PluginSpec("ns", each, list) for each in os.environ]
[j] = [PluginSpec("ns", each, list) for each in ("j", "k") if os.environ.get(each)]
def breaks():
    for each in ("k", "l"):
        if each == "l": break
    else: return "no"
    return each
k = PluginSpec("ns", breaks(), list)
def ends():
    while True: return "l"
l = PluginSpec("ns", ends(), list)
def otherwise():
    number = 0
    while number < 2:
        number += 1
        if number == 1: continue
    else: return "m"
m = PluginSpec("ns", otherwise(), list)
n = PluginSpec("ns", {each: each for each in os.environ}.get("n", "n"), list)
async def coroutine(): return "o"
o = PluginSpec("ns", coroutine(), list)
# --- expected
# spec ns:2 app:c if not (os.environ.get('X'))
# spec ns:d app:c if os.environ.get('X')
# spec ns:e app:d if os.environ.get('e')
# spec ns:e app:e if os.environ.get('X')
# spec ns:f app:d if not (os.environ.get('e')) and os.environ.get('f')
# spec ns:g app:d if not (os.environ.get('e')) and not (os.environ.get('f'))
# spec ns:j app:j if os.environ.get('j') and not (os.environ.get('k'))
# spec ns:k app:j if not (os.environ.get('j')) and os.environ.get('k')
# spec ns:l app:k
# spec ns:l app:l
# spec ns:m app:m
# problem conditional app.py:12
# problem conditional app.py:12
# problem conditional app.py:17
# problem conditional app.py:17
# problem conditional app.py:17
# problem conditional app.py:21
# problem conditional app.py:39
# problem conditional app.py:39
# problem dynamic app.py:37
# problem undecidable app.py:21
# problem undecidable app.py:28
# problem undecidable app.py:31
# problem undecidable app.py:35
# problem undecidable app.py:38
# problem undecidable app.py:5
# problem undecidable app.py:56
# problem undecidable app.py:58
# problem undecidable app.py:7
# differs: it asks the system
