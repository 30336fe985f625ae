"""What is worth a look, as far as texts tell."""

import pytest

from plugin.discovery.static.worklist import LAZY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def __getattr__(name): ...", True),
        ("if x:\n    def __getattr__(name): ...", True),
        ("__getattr__ = lazy()", True),
        ("if x:\n    __getattr__ = lazy()", True),
        ("__getattr__, __dir__, __all__ = attach(x)", True),
        ("__dir__, __getattr__ = attach(x)", True),
        ("from lazy import __getattr__", True),
        ("class C:\n    def __getattr__(self, name): ...", False),
        ("class C:\n    def f(self): return self.__getattr__", False),
        ("class C:\n    def my__getattr__(x): ...", False),
    ],
)
def test_what_gives_names_on_demand(text, expected):
    """A module with ``__getattr__`` is told from classes with it, before it is parsed."""
    assert bool(LAZY.search(f"import a\n{text}\n".encode())) is expected
