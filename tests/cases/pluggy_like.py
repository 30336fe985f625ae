"""Markers that set attributes on functions, read by a loop over a class."""
# --- app.py
from plugin import PluginSpec, plugin
class Marker:
    def __init__(self, project): self.project = project
    def __call__(self, fn=None, *, optional=False):
        def mark(f):
            setattr(f, self.project + "_impl", {"optional": optional})
            return plugin(self.project, f.__name__)(f)
        return mark(fn) if fn else mark
hookimpl = Marker("proj")
@hookimpl
def one(): ...
@hookimpl(optional=True)
def two(): ...
spec = PluginSpec("ns", str(sorted(two.proj_impl)), list)
# --- expected
# function proj:one app:one
# function proj:two app:two
# problem invalid app.py:14
