"""Class bodies with loops, conditions, try, walrus, exec, nested classes, locals()."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class A(Plugin):
    namespace = "ns"
    for _n in ("x", "y"):
        name = "loop-" + _n
class B(Plugin):
    namespace = "ns"
    if namespace == "ns":
        name = "cond"
    else:
        name = "no"
class C(Plugin):
    namespace = "ns"
    try:
        name = undefined_thing
    except NameError:
        name = "except"
class D(Plugin):
    namespace = "ns"
    locals()["name"] = "locals"
class E(Plugin):
    namespace = "ns"
    vars()["name"] = "vars"
class F(Plugin):
    namespace = "ns"
    (name := "walrus")
class G(Plugin):
    namespace = "ns"
    with open(__file__) as f:
        name = "with"
class H(Plugin):
    namespace = "ns"
    def name(): return "fn"
    name = name()
class I(Plugin):
    namespace = "ns"
    import os.path as name
class J(Plugin):
    namespace, name = ("ns", "unpacked")
class K(Plugin):
    namespace = "ns"
    name = __qualname__ + "-" + __module__
class L(Plugin):
    namespace = "ns"
    name = "el"
    name += "-aug"
class M(Plugin):
    namespace = "ns"
    global name
    name = "global"
class N(Plugin):
    namespace = "ns"
    exec("name = 'exec'")
# --- expected
# class ns:K-app app:K
# class ns:cond app:B
# class ns:el-aug app:L
# class ns:except app:C
# class ns:exec app:N
# class ns:fn app:H
# class ns:locals app:D
# class ns:loop-y app:A
# class ns:unpacked app:J
# class ns:vars app:E
# class ns:walrus app:F
# class ns:with app:G
