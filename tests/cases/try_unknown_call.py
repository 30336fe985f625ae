"""What may raise leads to the handler as well."""
# --- app.py
from plugin import PluginSpec
import importlib.metadata
try:
    version = importlib.metadata.version("surely-not-installed")
    a = PluginSpec("ns", "with", list)
except importlib.metadata.PackageNotFoundError:
    a = PluginSpec("ns", "without", list)
# --- expected
# spec ns:with app:a if line 3 raises no exception
# spec ns:without app:a if line 3 raises an exception
# problem conditional app.py:5
# problem conditional app.py:7
# differs: the condition decides
