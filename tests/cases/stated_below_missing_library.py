"""However a name is stated below a base class whose source is not there, the class may be a plugin, which is told once."""
# --- app.py
from nowhere import Face
class A(Face):
    namespace, name = "ns", "a"
class B(Face):
    """A docstring that begins
at the margin."""
    name: str = "b"
class C(Face):
    label = name = "c"
class D(Face): name = "d"
class E(
    Face,
):
    # what it is

    name = "e"
class F(Face):
    def name(self): return "f"
class G(Face):
    def method(self):
        name = "g"
# --- expected
# problem unread-base app.py:2
# differs: it cannot be imported
