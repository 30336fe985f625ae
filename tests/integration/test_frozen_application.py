"""Applications that PyInstaller freezes find the plugins that were installed, and those in a folder."""

import os
import subprocess
import sys
import sysconfig

import pytest

from plugin_loader.freezing import hook_dirs
from toys import write_tree

pytest.importorskip("PyInstaller", reason="PyInstaller is tried on the Pythons before 3.14")
shared = os.path.join(*map(str, sysconfig.get_config_vars("LIBDIR", "INSTSONAME")))
if sys.platform == "linux" and not (sysconfig.get_config_var("Py_ENABLE_SHARED") and os.path.exists(shared)):
    pytest.skip("PyInstaller needs a Python with a shared library", allow_module_level=True)

SPEC = """
a = Analysis(["run.py"], hookspath={hooks!r})
pyz = PYZ(a.pure)
EXE(pyz, a.scripts, a.binaries, a.datas, name="one-file", strip={strip})
exe = EXE(pyz, a.scripts, exclude_binaries=True, name="run")
COLLECT(exe, a.binaries, a.datas, name="one-folder")
"""
HOST = """
    import sys
    from plugin import FolderFinder, Plugin, PluginManager
    from plugin.manager import MetadataPluginFinder

    class Word(Plugin):
        namespace = "zz.words"

    def main():
        finders = [MetadataPluginFinder("zz.words"), FolderFinder(sys.argv[1], "zz.words")]
        manager = PluginManager("zz.words", finder=finders)
        print(*(f"{plugin.name}: {manager.get_container(plugin.name).load_value}" for plugin in manager.load_all()))
        try:
            manager.load("other")
        except ValueError as error:
            print(error)
"""
PLUGIN = """
    from zz_host import Word

    class Some(Word):
        name = "{name}"
        requirements = ["zz-words"]
        def load(self):
            from {module} import WORD
            return WORD
"""


def test_frozen(tmp_path):
    """One folder and one file have installed plugins, what they import and require, and plugins that stand beside."""
    info = {
        "METADATA": "Metadata-Version: 2.1\nName: zz-words\nVersion: 1\n",
        "entry_points.txt": "[zz.words]\nhello = zz_words:Some\n",
        "direct_url.json": f'{{"dir_info": {{"editable": true}}, "url": "{tmp_path.as_uri()}"}}',  # where it was made
    }
    write_tree(
        tmp_path,
        {
            "run.py": "from zz_host import main\nmain()\n",
            "zz.spec": SPEC.format(hooks=hook_dirs(), strip=os.name == "posix"),
            "site": {
                "zz_host.py": HOST,
                "zz_words.py": PLUGIN.format(name="hello", module="zz_lazy"),
                "zz_lazy.py": "WORD = 'installed'\n",
                "zz_words-1.dist-info": info,
            },
            "plugins": {
                "in_folder.py": PLUGIN.format(name="in folder", module=".other"),
                "other.py": "WORD = 'beside it'\n",
            },
        },
    )
    environment = os.environ | {
        "PYINSTALLER_CONFIG_DIR": str(tmp_path / "config"),
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), os.path.dirname(os.path.dirname(hook_dirs()[0]))]),
    }
    command = [sys.executable, "-m", "PyInstaller", "--log-level=WARN", "zz.spec"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    suffix = ".exe" if os.name == "nt" else ""
    for program in (tmp_path / "dist" / "one-folder" / f"run{suffix}", tmp_path / "dist" / f"one-file{suffix}"):
        done = subprocess.run([program, tmp_path / "plugins"], capture_output=True, text=True, cwd=tmp_path, check=True)
        assert done.stdout.splitlines() == [
            "hello: installed in folder: beside it",
            "no plugin named other in namespace zz.words; available: hello, in folder",
        ]
