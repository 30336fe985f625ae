"""Methods see the variables around a class as they are when they are called."""
# --- app.py
from plugin import PluginSpec
def make():
    class A:
        def get(self): return n
    n = "late"
    return A().get()
a = PluginSpec("ns", make(), list)
def loop():
    out = []
    for i in range(2):
        class B:
            v = i
            def get(self): return str(self.v) + str(i)
        out.append(B)
    return "-".join(c().get() for c in out)
b = PluginSpec("ns", loop(), list)
# --- expected
# spec ns:01-11 app:b
# spec ns:late app:a
