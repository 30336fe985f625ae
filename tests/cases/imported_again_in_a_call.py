"""A function of another module imports the one that calls it, which is not done yet: it sees what is bound by then."""
# --- app.py
from other import late
before = "before"
a = late("a")
before = after = "after"
# --- other.py
from plugin import PluginSpec
def late(name):
    import app
    return PluginSpec("ns", f"{name}-{app.before}-{getattr(app, 'after', 'none')}", list)
# --- expected
# spec ns:a-before-none app:a
