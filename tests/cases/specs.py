"""A spec bound to a name is a plugin, whatever its factory is."""
# --- app.py
from plugin import Plugin, PluginSpec, plugin
class Service(Plugin):
    def __init__(self, name): self.n = name
def factory(name):
    def create():
        return Service(name)
    return create
NS = "my.services"
s3 = PluginSpec(NS, "s3", factory("s3"))
sqs = PluginSpec(namespace=NS, name=f"{'s'}qs", factory=lambda: Service("sqs"))
both = again = PluginSpec(NS, "both", factory("both"))
alias = s3
# --- expected
# spec my.services:both app:both
# spec my.services:s3 app:s3
# spec my.services:sqs app:sqs
