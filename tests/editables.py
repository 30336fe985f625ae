"""Projects that are installed as editable, as an installer leaves them; nothing is built."""

import json
import sys

from toys import write_tree

PYPROJECT = """\
[build-system]
requires = ["hatchling", "python-plugin-loader"]
build-backend = "hatchling.build"

[project]
name = "{0}"
version = "1"
dynamic = ["entry-points"]

[tool.hatch.metadata.hooks.plugin-loader]
"""
SOURCE = "from plugin import Plugin\nclass A(Plugin):\n    namespace = 'my.faces'\n    name = 'a'\n"
ENTRY_POINTS = "[console_scripts]\nmy-app = my_app:main\n\n[my.faces]\na = my_app:A\n"


def install_editable(site, name="my-app", entry_points=ENTRY_POINTS, origin=None, pyproject=PYPROJECT, source=SOURCE):
    """Make a project beside a folder that stands on `sys.path`, and in that folder its editable installation.

    :param source: its only module
    :return: the path of that, and its metadata folder
    """
    module = name.replace("-", "_")
    project = site.parent / name
    write_tree(project, {"pyproject.toml": pyproject.format(name), "src": {module: {"__init__.py": source}}})
    sys.path.append(str(project / "src"))
    info = site / f"{module}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    where = {"url": project.as_uri(), "dir_info": {"editable": True}} if origin is None else origin
    (info / "direct_url.json").write_text(json.dumps(where))
    (info / "RECORD").write_text(f"{info.name}/METADATA,,\n{info.name}/entry_points.txt,sha256=x,1\n")
    if entry_points is not None:
        (info / "entry_points.txt").write_text(entry_points)
    return project / "src" / module / "__init__.py", info
