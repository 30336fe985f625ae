"""What holds on Windows and macOS, as far as it can be tried on any system: paths, drives, names in any case."""

import json
import os
import subprocess
import sys
from textwrap import dedent
from types import SimpleNamespace

import pytest

from plugin import editable, folder, installed
from plugin.cli import main
from plugin.discovery import SourceTree, libraries, sources
from plugin.discovery.libraries import Found, Libraries
from plugin.discovery.static import find_plugins
from plugin.editable import Installed
from toys import PLUGIN, UNDECIDABLE, write_tree
from windows import VERBATIM, Windows


@pytest.fixture
def windows(tmp_path, monkeypatch):
    """Drive `C:`, and the modules that see it."""
    stand_in = Windows(tmp_path)
    for module in (editable, folder, installed, libraries, sources):
        monkeypatch.setattr(module, "os", stand_in)
    monkeypatch.setattr(sources, "open", stand_in.open_file, raising=False)
    return stand_in


@pytest.mark.usefixtures("windows")
class TestSources:
    @pytest.mark.parametrize(
        ("path", "shown"),
        [
            (r"C:\Project\src\my_app\x.py", "src/my_app/x.py"),
            (r"C:/Project/src/my_app/x.py", "src/my_app/x.py"),
            (r"c:\project\src\my_app\x.py", "src/my_app/x.py"),
            (r"C:\generated\x.py", "../generated/x.py"),
            (r"D:\generated\x.py", "D:/generated/x.py"),
            (r"\\machine\share\x.py", "//machine/share/x.py"),
        ],
    )
    def test_files(self, path, shown):
        """Messages show a file with forward slashes: relative to the project, or in full where it is elsewhere."""
        tree = SourceTree.of_files(r"C:\Project", [(path, "my_app/x.py")])
        assert [(name, each.shown) for name, each in tree.modules.items()] == [("my_app.x", shown)]

    @pytest.mark.parametrize("drive", ["C:\\", f"{VERBATIM}C:\\"])
    def test_folder(self, tmp_path, drive):
        """A folder is read, and what is wrong is reported with its place; paths may be longer than 260 characters."""
        long = "\\".join(["a" * 100] * 3)
        texts = {"plugins.py": PLUGIN, "b.py": UNDECIDABLE}
        package = {name: dedent(text).replace("\n", "\r\n").encode() for name, text in texts.items()}
        write_tree(tmp_path / "a" / long.replace("\\", "/"), {"Src": {"sample": package}})
        root = f"{drive}a\\{long}"
        findings = find_plugins(SourceTree.of_folder(f"{root}\\Src", root), path=[])
        [plugin], [problem] = findings.plugins, findings.problems
        assert (plugin.entry_point.value, str(plugin.place)) == ("sample.plugins:Some", "Src/sample/plugins.py:4")
        assert problem.place.path == "Src/sample/b.py"


def test_names_in_any_case(tmp_path, windows):
    """Modules are known under their names as they are written, as Python insists on where the file system does not."""
    write_tree(tmp_path / "site" / "lib", {"__init__.py": "", "Faces.py": "", "inner": {"__init__.py": ""}})
    found = Libraries([])
    found._found["lib"] = Found(None, (r"C:\Site\lib",))
    assert windows.path.isfile(r"c:\SITE\lib\faces.py")
    assert found.find("lib.faces") is None
    assert found.find("lib.Inner") is None
    assert found.find("lib.Faces").shown == "lib/Faces.py"
    assert found.find("lib.inner").shown == "lib/inner/__init__.py"


@pytest.mark.parametrize("place", [r"C:\Site", r"c:/site", f"{VERBATIM}C:\\Site"])
def test_installed(tmp_path, windows, monkeypatch, caplog, place):
    """Entry points are read where no folder can be opened and no flag refuses links; what is broken is reported."""
    monkeypatch.setattr(installed, "_NO_LINK", 0)
    text = "[my.ns]\r\na = m:a\r\n"
    infos = {
        "one-1.0.dist-info": {"METADATA": "Name: one\n", "entry_points.txt": text.encode()},
        "two-1.0.dist-info": {"METADATA": "Name: two\n"},
        "three-1.0.egg-info": "Name: three\n",
    }
    write_tree(tmp_path / "Site", infos)
    found = installed.Place(place, was_there=False)
    assert found.problems == []
    assert {name: bool(each) for name, each in found.distributions.items()} == {
        "one": True,
        "two": False,
        "three": False,
    }
    assert [(each.name, each.value) for each in found.distributions["one"].entry_points("my.ns")] == [("a", "m:a")]
    (tmp_path / "Site" / "two-1.0.dist-info" / "entry_points.txt").symlink_to("nowhere")
    monkeypatch.setattr(installed.InstalledDistribution, "label", "two 1.0")
    assert "the entry points of two 1.0 cannot be read" in installed.Place(place, was_there=False).problems[0]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("file:///C:/My%20Project", r"C:\My Project"),
        ("file:////machine/share/project", r"\\machine\share\project"),
        ("file://machine/share/project", r"\\machine\share\project"),
    ],
)
def test_editable(tmp_path, windows, monkeypatch, url, source):
    """The source of an editable installation is on a drive or on another machine."""
    monkeypatch.setattr(editable, "open", windows.open_file, raising=False)
    (tmp_path / "direct_url.json").write_text(json.dumps({"url": url, "dir_info": {"editable": True}}))
    assert Installed.at("C:\\").source == source


def test_folder_of_plugins(windows):
    """A folder has one package, in whatever case its path is written; elsewhere these are two folders."""
    assert folder._package(r"C:\Plugins") == folder._package(r"c:\plugins")


def test_end_of_processes(monkeypatch):
    """The processes that modules start are ended as Windows does it."""
    from plugin.discovery.importing import process  # noqa: PLC0415 - its source is run once more

    started = []
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 512, raising=False)
        patch.setattr(subprocess, "run", lambda command, **_: started.append(command))
        with open(process.__file__, encoding="utf-8") as file:
            names = {"__name__": process.__name__, "__file__": process.__file__}
            exec(compile(file.read(), process.__file__, "exec"), names)  # noqa: S102
        assert names["_group"](3) == {"creationflags": 512}
        running = SimpleNamespace(pid=7, poll=lambda: None, wait=lambda: started.append("wait"))
        names["_end_group"](running, "")
    assert started == [["taskkill", "/T", "/F", "/PID", "7"], "wait"]


def test_without_what_only_unix_has():
    """Every module is imported, and plugins are found, without forks, POSIX modules and POSIX flags."""
    code = """
import os, pkgutil, sys
for name in ("fork", "register_at_fork", "O_NOFOLLOW", "O_DIRECTORY", "killpg", "setsid", "getuid", "geteuid"):
    delattr(os, name)
sys.modules.update(dict.fromkeys(["fcntl", "grp", "pwd", "resource", "termios"]))
import plugin, plugin.testing
for each in pkgutil.walk_packages(plugin.__path__, "plugin."):
    if each.name != "plugin.__main__":
        __import__(each.name)
print(plugin.PluginManager("hatch").list_names())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "plugin-loader" in done.stdout


def test_long_paths(tmp_path, capsys):
    """Commands work where paths are longer than Windows takes them by default."""
    project = tmp_path.joinpath(*["x" * 90] * 4)
    pyproject = '[project]\nname = "sample"\nversion = "1"\n[build-system]\nbuild-backend = "flit_core.buildapi"\n'
    write_tree(project, {"pyproject.toml": pyproject, "sample": {"__init__.py": "", "plugins.py": PLUGIN}})
    assert main(["sync", str(project)], sys.stdout, sys.stderr) == 0
    assert len(os.fspath(project)) > 360
    assert 'some = "sample.plugins:Some"' in (project / "pyproject.toml").read_text()
