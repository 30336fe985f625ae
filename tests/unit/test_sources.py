import os

import pytest

from plugin.discovery import SourceFile, SourceTree
from toys import write_tree


def link(path, target):
    try:
        path.symlink_to(target)
    except OSError as error:
        pytest.skip(f"no links here: {error}")


class TestOfFiles:
    def modules(self, *paths):
        tree = SourceTree.of_files("/project", [(f"/project/src/{path}", path) for path in paths])
        return {name: source.shown for name, source in tree.modules.items()}

    def test_names(self):
        """A module is named by the place that its file has in the wheel, not in the project."""
        tree = SourceTree.of_files("/project", [("/project/lib/x/y.py", "app/sub/y.py"), ("/project/m.py", "m.py")])
        module = tree.modules["app.sub.y"]
        assert module.path == os.path.abspath("/project/lib/x/y.py")
        assert (module.module, module.shown, module.is_package) == ("app.sub.y", "lib/x/y.py", False)
        assert list(tree.modules) == ["app.sub.y", "m"]

    def test_packages(self):
        """A package is its ``__init__.py``, and stands above what lies in its folder."""
        tree = SourceTree.of_files("/project", [("/project/app/__init__.py", "app/__init__.py")])
        assert tree.modules["app"].is_package
        assert tree.modules["app"].package == "app"

    def test_package_goes_before_module(self):
        """Of a package and a module of one name, Python takes the package, in whichever order they come."""
        assert self.modules("app.py", "app/__init__.py") == {"app": "src/app/__init__.py"}
        assert self.modules("app/__init__.py", "app.py") == {"app": "src/app/__init__.py"}

    @pytest.mark.parametrize(
        "path",
        [
            "app/data.json",
            "app/module.pyc",
            "app/stub.pyi",
            "app/native.so",
            "my-app/module.py",
            "app/1st.py",
            "__init__.py",
            ".py",
            "app/.hidden.py",
            "app.with.dots/module.py",
            "sample-1.0.dist-info/x.py",
            "sample-1.0.data/scripts/tool.py",
            "sample-1.0.data/data/share/x.py",
        ],
    )
    def test_what_cannot_be_imported(self, path):
        """What no import statement can name is passed over."""
        assert self.modules(path) == {}

    @pytest.mark.parametrize("scheme", ["purelib", "platlib"])
    def test_schemes_of_a_wheel(self, scheme):
        """What an installer moves to site-packages is named as it is imported from there."""
        path = f"sample-1.0.data/{scheme}/app/module.py"
        assert self.modules(path) == {"app.module": f"src/{path}"}

    def test_names_in_other_scripts(self):
        """Python's identifiers are not ASCII alone, and keep their case."""
        assert list(self.modules("café/Grüße.py", "café/grüße.py")) == ["café.Grüße", "café.grüße"]

    def test_order(self):
        """The modules come sorted, in whichever order the files come."""
        assert list(self.modules("b.py", "a/z.py", "a/__init__.py")) == ["a", "a.z", "b"]

    def test_outside_the_project(self):
        """A file from outside the project is shown by the way that leads there."""
        tree = SourceTree.of_files("/project", [("/shared/x.py", "app/x.py")])
        assert tree.modules["app.x"].shown == "../shared/x.py"


class TestOfFolder:
    def test_tree(self, tmp_path):
        """Every importable file below the folder is a module; other files and folders are passed over."""
        write_tree(
            tmp_path,
            {
                "app": {
                    "__init__.py": "",
                    "a.py": "",
                    "data.txt": "",
                    "__pycache__": {"b.py": ""},
                    "c.py": {"d.py": ""},
                },
                "no-package": {"x.py": ""},
                "namespace": {"inner": {"y.py": ""}},
                "single.py": "",
            },
        )
        tree = SourceTree.of_folder(tmp_path)
        assert list(tree.modules) == ["app", "app.a", "namespace.inner.y", "single"]
        assert tree.unreadable == ()

    def test_root(self, tmp_path):
        """Messages are relative to the project, modules to the folder."""
        write_tree(tmp_path, {"src": {"app": {"x.py": ""}}})
        tree = SourceTree.of_folder(tmp_path / "src", root=tmp_path)
        assert tree.root == str(tmp_path)
        assert tree.modules["app.x"].shown == "src/app/x.py"

    def test_folder_within_itself(self, tmp_path):
        """A link that leads back up is entered no second time."""
        write_tree(tmp_path, {"app": {"inner": {"x.py": ""}}})
        link(tmp_path / "app/inner/back", tmp_path / "app")
        link(tmp_path / "app/inner/self", tmp_path / "app/inner/self")
        assert list(SourceTree.of_folder(tmp_path).modules) == ["app.inner.x"]

    def test_linked_folders(self, tmp_path):
        """A folder of the tree goes by its own name; one that lies elsewhere goes by the name of the link."""
        write_tree(tmp_path, {"tree": {f"real{n}": {"x.py": ""} for n in range(9)}, "elsewhere": {"y.py": ""}})
        for n in range(9):
            link(tmp_path / f"tree/alias{n}", tmp_path / f"tree/real{n}")
        link(tmp_path / "tree/other", tmp_path / "elsewhere")
        assert list(SourceTree.of_folder(tmp_path / "tree").modules) == ["other.y", *(f"real{n}.x" for n in range(9))]

    def test_link_to_nowhere(self, tmp_path):
        """A link named like a module is one, so that whoever reads it learns that it leads nowhere."""
        link(tmp_path / "gone.py", tmp_path / "nowhere.py")
        link(tmp_path / "loop.py", tmp_path / "loop.py")
        tree = SourceTree.of_folder(tmp_path)
        assert list(tree.modules) == ["gone", "loop"]
        with pytest.raises(OSError, match=r"gone\.py"):
            tree.modules["gone"].read()
        with pytest.raises(OSError, match=r"loop\.py"):
            tree.modules["loop"].read()

    def test_no_folder(self, tmp_path):
        """A folder that is not there is noted, with the reason."""
        tree = SourceTree.of_folder(tmp_path / "missing", root=tmp_path)
        assert tree.modules == {}
        assert tree.unreadable == (("missing", os.strerror(2)),)

    def test_no_permission(self, tmp_path):
        """A folder that may not be listed is noted, and the rest is read."""
        write_tree(tmp_path, {"app": {"x.py": "", "secret": {"y.py": ""}}})
        (tmp_path / "app/secret").chmod(0)
        try:
            if os.access(tmp_path / "app/secret", os.R_OK):
                pytest.skip("this user may read everything")
            tree = SourceTree.of_folder(tmp_path)
        finally:
            (tmp_path / "app/secret").chmod(0o700)
        assert list(tree.modules) == ["app.x"]
        assert tree.unreadable == (("app/secret", os.strerror(13)),)


class TestSourceFile:
    @pytest.mark.parametrize(
        ("module", "is_package", "package"),
        [("app.sub.x", False, "app.sub"), ("app.sub", True, "app.sub"), ("single", False, ""), ("app", True, "app")],
    )
    def test_package(self, module, is_package, package):
        """Relative imports start from the package that a module is in, or is."""
        assert SourceFile(module, "", "", is_package).package == package

    def test_bytes(self, tmp_path):
        """The content comes as it stands, so that the coding line of the file counts."""
        content = "# coding: latin-1\r\nname = 'é'\n".encode("latin-1")
        (tmp_path / "x.py").write_bytes(content)
        assert SourceTree.of_folder(tmp_path).modules["x"].read() == content
