import pytest

from generated import generate
from plugin.discovery import SourceTree
from plugin.discovery.static import find_plugins


@pytest.mark.parametrize(("modules", "plugins"), [(30, 10), (300, 30)])
def test_generated_tree(tmp_path, modules, plugins):
    """In a tree of any size each plugin is found, and looking at everything finds no other."""
    tree = SourceTree.of_folder(generate(tmp_path / "tree", modules=modules, plugins=plugins))
    findings = find_plugins(tree, path=[])
    assert len(findings.plugins) == plugins
    assert not findings.problems
    assert findings == find_plugins(tree, path=[], everything=True)
