"""Exceptions: bases, groups, else, finally order, reraise, args, own classes."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Mine(KeyError): ...
def f(e):
    out = []
    try:
        out.append("t")
        if e: raise e
    except Mine as m:
        out.append("mine")
    except (LookupError, TypeError):
        out.append("lookup")
    except Exception as x:
        out.append("exc-" + str(x))
    else:
        out.append("else")
    finally:
        out.append("fin")
    return "-".join(out)
a = PluginSpec("ns", f(Mine()), list)
b = PluginSpec("ns", f(KeyError("k")), list)
c = PluginSpec("ns", f(ValueError("boom")), list)
d = PluginSpec("ns", f(None), list)
def g():
    try:
        return "try"
    finally:
        LOG.append("fin")
LOG = []
e = PluginSpec("ns", g() + LOG[0], list)
def h():
    try:
        return "try"
    finally:
        return "finally"
f_ = PluginSpec("ns", h(), list)
def i():
    for x in "ab":
        try:
            continue
        finally:
            LOG.append(x)
    return "".join(LOG)
g_ = PluginSpec("ns", i(), list)
def j():
    try:
        try: raise ValueError("inner")
        except ValueError: raise
    except ValueError as e:
        return e.args[0]
h_ = PluginSpec("ns", j(), list)
def k():
    try: int("x")
    except ValueError as e: return type(e).__name__
i_ = PluginSpec("ns", k(), list)
try:
    {}["missing"]
except Exception as e2:
    j_ = PluginSpec("ns", f"{e2!r}", list)
try:
    assert False, "msg"
except AssertionError as e3:
    k_ = PluginSpec("ns", str(e3), list)
try:
    None.x
except AttributeError:
    l_ = PluginSpec("ns", "attr", list)
try:
    (lambda: 1)(2)
except TypeError:
    m_ = PluginSpec("ns", "type", list)
try:
    "a" + 1
except TypeError:
    n_ = PluginSpec("ns", "add", list)
try:
    import not_there_xyz
except Exception:
    o_ = PluginSpec("ns", "imp", list)
try:
    for z in 5: pass
except TypeError:
    p_ = PluginSpec("ns", "iter", list)
try:
    5()
except TypeError:
    q_ = PluginSpec("ns", "call", list)
try:
    [].nope
except AttributeError:
    r_ = PluginSpec("ns", "listattr", list)
# --- expected
# spec ns:KeyError('missing') app:j_
# spec ns:ValueError app:i_
# spec ns:add app:n_
# spec ns:attr app:l_
# spec ns:call app:q_
# spec ns:finab app:g_
# spec ns:finally app:f_
# spec ns:imp app:o_ if not (`not_there_xyz` is installed)
# spec ns:inner app:h_
# spec ns:iter app:p_
# spec ns:listattr app:r_
# spec ns:msg app:k_
# spec ns:t-else-fin app:d
# spec ns:t-exc-boom-fin app:c
# spec ns:t-lookup-fin app:b
# spec ns:t-mine-fin app:a
# spec ns:tryfin app:e
# spec ns:type app:m_
# problem conditional app.py:78
