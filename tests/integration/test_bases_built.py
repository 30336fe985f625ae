"""Plugins for an application that no build environment has: the project says which classes are its plugin bases."""

SOURCE = """
    from zz_app.api import Face

    class Smile(Face):
        name = "smile"
"""


def test_built(host, workshop, write, unpack, read_entry_points, tmp_path):
    """Under each build backend, the wheel that is made from the sdist holds the plugin."""
    files = host.files('bases = {"zz_app.api:Face" = "zz.faces"}')
    project = write(tmp_path / "project", files | {"src": {"sample": {"__init__.py": "", "plugins.py": SOURCE}}})
    sdist = workshop.call(host, "build_sdist", project, tmp_path)
    wheel = workshop.call(host, "build_wheel", unpack(sdist, tmp_path / "unpacked"), tmp_path)
    assert read_entry_points(wheel) == {"zz.faces": {"smile": "sample.plugins:Smile"}}
