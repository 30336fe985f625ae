"""Models of a library that is not there have fields called name and namespace: only one that has a name is told."""
# --- models.py
from modelling import Field, Model
import modelling
class Reference(Model):
    name: str = Field(default=None, description="name of the service")
    namespace: str = Field(default="default")
class Lease(modelling.Model):
    namespace = modelling.fields.Text()
    name = modelling.fields.Text()
def text(): return "named"
class Named(Model):
    name = text()
lease = Lease("a", "b")
# --- app.py
from models import Lease, lease
held = Lease("b", "c")
held.run(lease)
# --- expected
# problem unread-base models.py:10
# differs: it cannot be imported
