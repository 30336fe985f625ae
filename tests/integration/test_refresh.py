"""An editable installation, made by pip, offers a plugin that its source has been given since."""

SOURCE = """
    from plugin import Plugin

    class Face(Plugin):
        namespace = "my.faces"

    class Smile(Face):
        name = "smile"
"""
MORE = """

class Grin(Face):
    name = "grin"
"""


def test_refreshed(host, workshop, write, tmp_path):
    """Whatever the build backend does for an editable installation, managers see the plugin afterwards."""
    python = workshop.backend(host)
    workshop.pip(python, "install", "python-plugin-loader[cli]")  # Python 3.10 reads no TOML by itself
    project = write(tmp_path / "project", host.files() | {"src": {"sample": {"__init__.py": SOURCE}}})
    workshop.pip(python, "install", "--no-build-isolation", "--no-deps", "--editable", project)
    try:
        code = "from plugin import PluginManager; print(*sorted(PluginManager('my.faces').list_names()))"
        assert workshop.run(python, "-I", "-c", code).stdout == "smile\n"
        with (project / "src" / "sample" / "__init__.py").open("a") as file:
            file.write(MORE)
        run = workshop.run(python, "-I", "-m", "plugin_loader", "refresh", "sample")
        assert run.stdout == "sample\n  + my.faces: grin = sample:Grin\n"
        assert workshop.run(python, "-I", "-c", code).stdout == "grin smile\n"
        assert workshop.run(python, "-I", "-m", "plugin_loader", "refresh", "sample").stdout == "sample is up to date\n"
    finally:
        workshop.pip(python, "uninstall", "--yes", "sample")
