"""An editable installation, made by pip, whose source has got other plugins since."""

SOURCE = """
    from plugin import Plugin

    class Face(Plugin):
        namespace = "my.faces"

    class Smile(Face):
        name = "smile"

    class Frown(Face):
        name = "frown"

    class Scowl(Face):
        name = "scowl"

    class Wink(Face):
        name = "wink"
"""
CHANGED = """
    from plugin import Plugin

    class Face(Plugin):
        namespace = "my.faces"

    class Smile(Face):
        name = "beam"

    class Frown(Face):
        name = "frown"
"""
MOVED = """
    from sample import Face

    class Grin(Face):
        name = "grin"

    class Wink(Face):
        name = "wink"
"""
LOADED = """
from plugin import PluginManager
manager = PluginManager("my.faces")
for name in manager.list_names():
    print(name, type(manager.load(name)).__module__)
try:
    manager.load("grin")
except ValueError as error:
    print(error)
"""
BEFORE = "frown sample\nscowl sample\nsmile sample\nwink sample\n"
AFTER = "beam sample\nfrown sample\ngrin sample.more\nwink sample.more\n"


def test_refreshed(host, workshop, write, tmp_path):
    """With every build backend it follows the source: at run time if that is asked for, and once it is refreshed.

    Plugins are added, renamed, deleted and moved. It goes for a process that is started beside the packages as well,
    where setuptools has left metadata.
    """
    libraries = (host.requirement, "editables", "wheel", "python-plugin-loader[cli]")
    python = workshop.environment(tmp_path / "environment", *libraries)
    project = write(tmp_path / "project", host.files() | {"src": {"sample": {"__init__.py": SOURCE}}})
    workshop.pip(python, "install", "--no-build-isolation", "--no-deps", "--editable", project)
    live = workshop.offline | {"PLUGIN_LOADER_LIVE": "1"}
    run = workshop.run(python, "-c", LOADED)
    assert run.stdout.startswith(BEFORE)
    assert "refresh" not in run.stdout
    write(project, {"src": {"sample": {"__init__.py": CHANGED, "more.py": MOVED}}})
    run = workshop.run(
        python, "-c", "from plugin import PluginManager; PluginManager('my.faces').load('grin')", check=False
    )
    assert (
        "the source of `sample` has it, but its editable installation is out of date: "
        "run `plugin-loader refresh sample`" in run.stderr
    )
    for folder in (workshop.folder, project / "src"):
        assert workshop.run(python, "-c", LOADED, env=live, cwd=folder).stdout == AFTER
    run = workshop.run(python, "-m", "plugin_loader", "refresh", "sample")
    assert run.stdout.splitlines() == [
        "sample",
        "  + my.faces: beam = sample:Smile",
        "  + my.faces: grin = sample.more:Grin",
        "  - my.faces: scowl = sample:Scowl",
        "  - my.faces: smile = sample:Smile",
        "  ~ my.faces: wink = sample.more:Wink",
    ]
    for folder in (workshop.folder, project / "src"):
        assert workshop.run(python, "-c", LOADED, cwd=folder).stdout == AFTER
    assert workshop.run(python, "-m", "plugin_loader", "refresh", "sample").stdout == "sample is up to date\n"
