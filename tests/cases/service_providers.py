"""A provider factory in another module, with lazy imports in its body."""
# --- runtime.py
from plugin import PluginSpec
class ServicePlugin:
    def __init__(self, service): self.service = service
def aws_provider(api=None, name="default", should_load=None):
    def wrapper(fn):
        _api = api or fn.__name__
        return PluginSpec("aws.provider", f"{_api}:{name}", lambda: ServicePlugin(fn()))
    return wrapper
# --- providers.py
from runtime import aws_provider
@aws_provider()
def acm():
    from heavy import Provider
    return Provider()
@aws_provider(api="s3", name="v3")
def s3_v3():
    from heavy import Provider
    return Provider()
# --- heavy.py
from plugin import PluginSpec
# --- expected
# spec aws.provider:acm:default providers:acm
# spec aws.provider:s3:v3 providers:s3_v3
