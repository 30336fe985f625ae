"""Names that no entry point can have."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
a = PluginSpec("ns", "a=b", list)
b = PluginSpec("ns", " b", list)
c = PluginSpec("n s", "c", list)
d = PluginSpec("ns", "d\ne", list)
e = PluginSpec("ns", "[e", list)
fine = PluginSpec("ns", "AWS::S3::Bucket [x]", list)
# --- expected
# spec ns:AWS::S3::Bucket [x] app:fine
# problem invalid app.py:2
# problem invalid app.py:3
# problem invalid app.py:4
# problem invalid app.py:5
# problem invalid app.py:6
