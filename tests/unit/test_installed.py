import contextlib
import gc
import importlib
import logging
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from importlib import metadata
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from plugin import installed
from plugin.exceptions import InvalidEntryPoint
from plugin.installed import current_installation, entry_points
from toys import Site, write_tree

CLASS = """
    class A:
        class Nested:
            pass
"""


def listed_in_order(monkeypatch, is_backwards):
    """Have folders be listed in an order of their names, instead of one that the file system chooses."""
    scandir = os.scandir

    @contextlib.contextmanager
    def sorted_scandir(path):
        with scandir(path) as children:
            yield sorted(children, key=lambda child: child.name, reverse=is_backwards)

    monkeypatch.setattr(os, "scandir", sorted_scandir)


def offered(group="my.ns"):
    return [(entry.name, entry.value, entry.distribution.metadata["Name"]) for entry in entry_points(group)]


class TestEntryPoints:
    def test_only_of_the_group(self, site):
        """Entry points of the group are read, each with its distribution; names keep their case."""
        site.install("one", {}, {"my.ns": {"Zeta": "m:z", "a:b": "m:ab"}, "my.ns2": {"x": "m:x"}})
        site.install("two", {}, {"my.ns": {"alpha": "n:a"}})
        assert offered() == [("Zeta", "m:z", "one"), ("a:b", "m:ab", "one"), ("alpha", "n:a", "two")]
        assert offered("nobody.has.this") == []

    def test_every_group(self, site):
        """Without a group, those of all groups are read; a line that stands before the first one is in none."""
        site.install("one", {}, "lost = m:l\n[my.ns]\na = m:a\n[other.ns]\na = m:b\n")
        found = [(entry.group, entry.name) for entry in entry_points(None) if entry.distribution.name == "one"]
        assert found == [("my.ns", "a"), ("other.ns", "a")]

    def test_leaves_no_file_open(self, site):
        """Files and folders are closed after they were read."""

        def next_files():
            files = [os.open(os.devnull, os.O_RDONLY) for _ in range(3)]
            for file in files:
                os.close(file)
            return files

        before = next_files()
        site.install("one", {}, {"my.ns": {"a": "m:a"}})
        assert offered() == [("a", "m:a", "one")]
        assert next_files() == before

    @pytest.mark.parametrize("said", [None, 0, 5])
    def test_size_of_a_file(self, site, monkeypatch, said):
        """A file is read at once, and to its end where its size is another than the system says."""
        site.install("one", {}, {"my.ns": {"a": "m:a"}})
        path = site.path / "one-1.0.dist-info" / "entry_points.txt"
        os.utime(path, (1, 1))
        reads = []

        def stat(path):
            status = os.stat(path)
            if said is None or not isinstance(path, int):
                return status
            return SimpleNamespace(st_size=said, st_mtime_ns=status.st_mtime_ns)

        def read(file, size):
            reads.append(os.read(file, size))
            return reads[-1]

        monkeypatch.setattr(installed, "os", SimpleNamespace(**{**vars(os), "stat": stat, "read": read}))
        assert offered() == [("a", "m:a", "one")]
        assert (sum(b"m:a" in text for text in reads) == 1) == (said is None)

    def test_answers_what_the_standard_library_answers(self, site):
        """The entry points are those of importlib.metadata."""
        site.install("one", {}, "; comment\n# comment\n\n[my.ns]\r\na = m:a\r\nb=m:b [extra]\n[other]\nc = m:c\n")
        expected = sorted((entry.name, entry.value, entry.dist.name) for entry in metadata.entry_points(group="my.ns"))
        assert sorted(offered()) == expected == [("a", "m:a", "one"), ("b", "m:b [extra]", "one")]

    def test_distribution_twice_on_the_path_counts_once(self, site, second_site):
        """A distribution that stands on the path twice counts where it stands first, however it is spelt."""
        site.install("My.Dist", {}, {"my.ns": {"a": "m:new"}}, version="2.0")
        second_site.install("my-dist", {}, {"my.ns": {"a": "m:old", "gone": "m:gone"}})
        sys.path.append(str(site.path))
        assert offered() == [("a", "m:new", "My.Dist")]

    def test_first_hides_second_also_without_entry_points(self, site, second_site):
        """A distribution that no longer has plugins hides the older one that had some."""
        site.install("dist", {}, {}, version="2.0")
        second_site.install("dist", {}, {"my.ns": {"a": "m:a"}})
        assert offered() == []

    def test_order_does_not_depend_on_the_file_system(self, site, second_site):
        """Folders come in the order of the path, distributions within a folder by name."""
        for name in ("zeta", "beta", "alpha"):
            second_site.install(name, {}, {"my.ns": {"x": f"{name}:x"}})
        for name in ("omega", "gamma"):
            site.install(name, {}, {"my.ns": {"x": f"{name}:x"}})
        assert [name for _, _, name in offered()] == ["gamma", "omega", "alpha", "beta", "zeta"]

    @pytest.mark.parametrize("is_backwards", [False, True])
    @pytest.mark.parametrize("empty", ["kettles-1.0.dist-info", "kettles-3.0.dist-info", "Kettles.egg-info"])
    def test_empty_metadata_folder(self, site, monkeypatch, caplog, empty, is_backwards):
        """A metadata folder that is left over, and is empty, hides no other one; it is reported once."""
        site.install("kettles", {}, {"my.ns": {"a": "m:a"}}, version="2.0")
        (site.path / empty).mkdir()
        listed_in_order(monkeypatch, is_backwards)
        assert offered() == [("a", "m:a", "kettles")]
        importlib.invalidate_caches()
        assert offered() == [("a", "m:a", "kettles")]
        [problem] = current_installation().problems
        told = f"two metadata folders of one distribution: kettles-2.0.dist-info is used, and {empty} is not; "
        assert problem.startswith(f"{site.path} has {told}")
        assert [record.message for record in caplog.records] == [problem]

    def test_two_sound_metadata_folders(self, site, monkeypatch, caplog):
        """Of two that are sound, the first that is listed is used, as everywhere; and they are reported."""
        for version in ("1.0", "2.0"):
            site.install("kettles", {}, {"my.ns": {"a": f"m:v{version[0]}"}}, version=version)
        listed_in_order(monkeypatch, is_backwards=True)
        assert offered() == [("a", "m:v2", "kettles")]
        assert "kettles-2.0.dist-info is used, and kettles-1.0.dist-info is not" in caplog.text

    def test_metadata_in_one_file(self, site, monkeypatch):
        """What older tools write, a file in the place of a folder, is no empty folder."""
        (site.path / "kettles-1.0.egg-info").write_text("Name: kettles\n")
        site.install("kettles", {}, {"my.ns": {"a": "m:a"}}, version="2.0")
        listed_in_order(monkeypatch, is_backwards=False)
        assert offered() == []

    @pytest.mark.parametrize("beside", [[], [".dist-info"]])
    def test_what_pip_has_left_over(self, site, caplog, beside):
        """What pip renames while it uninstalls is no distribution, also where the standard library has to answer."""
        site.install("~ettles", {}, {"my.ns": {"a": "m:a"}})
        for name in beside:
            (site.path / name).mkdir()
        assert offered() == []
        assert not caplog.records

    def test_same_line_twice_counts_once(self, site):
        """A line that stands twice in one file is one entry point."""
        site.install("one", {}, "[my.ns]\na = m:a\na = m:a\n")
        assert offered() == [("a", "m:a", "one")]

    def test_equal(self, site):
        """Entry points that were read twice are equal, and one in a set."""
        site.install("one", {}, {"my.ns": {"a": "m:a", "b": "m:b"}})
        before = entry_points("my.ns")
        importlib.invalidate_caches()
        again = entry_points("my.ns")
        assert before == again
        assert len({*before, *again}) == 2

    @pytest.mark.parametrize("broken", [b"\xff\xfe[my.ns]\na = m:a\n", b"[my.ns]\nno equals sign\n"])
    def test_broken_metadata_is_told(self, site, caplog, broken):
        """A distribution whose entry points cannot be read is named in the log, and the others are answered."""
        site.install("broken", {}, broken, version="3.1")
        site.install("sound", {}, {"my.ns": {"a": "m:a"}})
        assert offered() == [("a", "m:a", "sound")]
        [record] = caplog.records
        assert record.message.startswith("the entry points of broken 3.1 cannot be read: ")

    @pytest.mark.parametrize("metadata", [None, b"", b"Name: \xff"])
    def test_distribution_without_name(self, site, metadata):
        """A distribution whose METADATA tells no name still has its entry points, and a name for messages."""
        site.install("lost", {}, {"my.ns": {"a": "m:a"}})
        path = site.path / "lost-1.0.dist-info" / "METADATA"
        path.unlink() if metadata is None else path.write_bytes(metadata)
        [entry] = entry_points("my.ns")
        assert entry.origin == f"lost in {site.path}"

    def test_distribution_without_version(self, site):
        """A distribution that tells no version is named without."""
        site.install("half", {}, {"my.ns": {"a": "m:a"}})
        (site.path / "half-1.0.dist-info" / "METADATA").write_text("Name: half\n")
        [entry] = entry_points("my.ns")
        assert repr(entry) == "a = m:a (of half)"

    def test_distribution_of_an_importer(self, monkeypatch):
        """Distributions that an importer answers for count as well, even if they keep no files and have no name."""

        class Held(metadata.Distribution):
            def read_text(self, filename):
                return "[my.ns]\na = m:a\n" if filename == "entry_points.txt" else None

            def locate_file(self, path):
                raise NotImplementedError

        class Importer:
            @staticmethod
            def find_spec(*_):
                return None

            @staticmethod
            def find_distributions(_):
                return [Held(), Held()]

        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Importer])
        found = entry_points("my.ns")
        assert [entry.value for entry in found] == ["m:a", "m:a"]
        assert found[0].origin == "a nameless distribution in a place without files"


class TestLoad:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [("load_me.a:A", "A"), ("load_me.a:A.Nested", "Nested"), ("load_me.a", "load_me.a"), ("load_me.a:A [x]", "A")],
    )
    def test_object_reference(self, site, value, expected):
        """A value refers to a module, or to an attribute of one; extras behind it play no part."""
        site.install("load-me", {"load_me": {"a.py": CLASS}}, {"my.ns": {"a": value}})
        [entry] = entry_points("my.ns")
        assert entry.load().__name__ == expected

    @pytest.mark.parametrize("value", ["load_me/a.py", "load_me.a:A()", ":A"])
    def test_no_object_reference(self, site, value):
        """A value that is no object reference is an error that says so."""
        site.install("load-me", {"load_me": {"a.py": CLASS}}, {"my.ns": {"a": value}})
        [entry] = entry_points("my.ns")
        with pytest.raises(InvalidEntryPoint, match="is not an object reference"):
            entry.load()


def known_to_the_standard_library():
    """Give the distributions that importlib.metadata knows, but for two things in which we differ on purpose.

    What pip has left over is none. Of several in one folder, those without any metadata come last.
    """
    known = [each for place in sys.path for each in preferred(metadata.distributions(path=[place]))]
    return [each for each in known if not os.path.basename(str(each._path)).startswith("~")]


def preferred(distributions):
    return sorted(distributions, key=lambda each: not has_metadata(each))


def has_metadata(distribution):
    try:
        return any(distribution.read_text(name) for name in ("METADATA", "PKG-INFO", ""))
    except UnicodeDecodeError:
        return True


def of_the_standard_library(group):
    """Give what importlib.metadata answers, and the distributions whose entry points it cannot read."""
    answer, broken, seen = set(), set(), set()
    known = known_to_the_standard_library()
    for distribution in known:
        try:
            name = distribution._normalized_name
            if name not in seen:
                seen.add(name)
                of_group = [entry for entry in distribution.entry_points if entry.group == group]
                answer |= {(entry.name, entry.value, os.path.abspath(str(entry.dist._path))) for entry in of_group}
        except Exception:  # noqa: BLE001, PERF203  # it stops at any fault
            broken.add(os.path.abspath(str(distribution._path)))
    if not broken and [each._path for each in known] == [each._path for each in metadata.distributions()]:
        assert {entry[:2] for entry in answer} == {
            (entry.name, entry.value) for entry in metadata.entry_points(group=group)
        }
    return answer, broken


def ours(group):
    answer = {
        (entry.name, entry.value, os.path.abspath(str(entry.distribution._path))) for entry in entry_points(group)
    }
    assert len(answer) == len(entry_points(group))
    for entry in entry_points(group):
        standard = entry.metadata
        assert isinstance(standard, metadata.EntryPoint)
        assert (standard.name, standard.value, standard.group, standard.dist) == (
            *(entry.name, entry.value, entry.group),
            entry.distribution,
        )
    return answer


def compare(group):
    """Hold our answer against that of importlib.metadata; what it cannot read at all, we may answer in part."""
    answer, broken = of_the_standard_library(group)
    assert {entry for entry in ours(group) if entry[2] not in broken} == answer
    return answer


GROUPS = ["my.ns", "my", "my.ns2", "console_scripts"]
NAMES = ["a", "A", "dist", "Dist", "di.st", "di-st", "di__st", "d-_.i.st", "~ist", "", ".", "..", "ä", "x.dist-info"]
LINES = [
    *(
        f"{opening}{group}{closing}"
        for group in GROUPS
        for opening, closing in [("[", "]"), (" [", "] "), ("[[", "]]")]
    ),
    *("[ my.ns ]", "[my.ns", "my.ns]", "[]", "[my.ns] # no comment", "[my.ns]x", "[#]"),
    *(
        "a = m:a",
        "a=m:b",
        " a  =  m : a [x, y] ",
        "A = m",
        "a:b = m:a.b",
        "a.b = m:a",
        "a b = m",
        "a = b = c",
        "é = m:é",
    ),
    *("", "  ", "# a = m:c", "a = m:a # no comment", "; a = m:d", "= m", "a =", "\x0ba = m:v\x0b", "b = m\u2028c = m"),
]
BROKEN = ["no equals sign", "\udcff", "[my.ns]\nno equals sign"]

texts = st.builds(
    lambda lines, end, bom: (bom + end.join([*lines, ""])).encode(errors="surrogateescape"),
    st.lists(st.sampled_from(LINES * 3 + BROKEN), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "", "", "", "\ufeff"]),
)
infos = st.builds(
    lambda name, version, suffix: f"{name}{version}{suffix}",
    st.sampled_from(NAMES),
    st.sampled_from(["-1.0", "-1.0-py3.11", "", "-"]),
    st.sampled_from([".dist-info"] * 8 + [".egg-info"] * 3 + [".DIST-INFO", ".Egg-Info", ".info", "dist-info"]),
)
metadata_folders = st.builds(
    lambda text, name: {
        **({} if text is None else {"entry_points.txt": text}),
        **({} if name is None else {"METADATA": f"Name: {name}\n", "PKG-INFO": f"Name: {name}\n"}),
    },
    st.none() | texts,
    st.none() | st.sampled_from(["dist", "A", "other"]) | st.just("dist"),
)
folders = st.dictionaries(infos, metadata_folders | st.just("Metadata-Version: 1.0\nName: a file\n"), max_size=5)


@pytest.fixture
def _files_closed():
    """Whatever importlib.metadata has left open is closed before the next test."""
    yield
    importlib.invalidate_caches()
    gc.collect()


def leaves_files_open(test):
    """Mark a test that has importlib.metadata read zip files, which it leaves to the garbage collector to close."""
    ignored = ("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
    return pytest.mark.usefixtures("_files_closed")(pytest.mark.filterwarnings(*ignored)(test))


@leaves_files_open
@pytest.mark.slow
@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    paths=st.lists(
        st.tuples(st.sampled_from(["one", "two", "three.egg", "four.EGG", "five.zip"]), folders), max_size=4
    ),
    egg=metadata_folders,
)
def test_generated_installations(tmp_path_factory, paths, egg):
    """Whatever is installed, the entry points and their distributions are those of importlib.metadata."""
    root = tmp_path_factory.mktemp("generated")
    before = sys.path[:]
    for name, tree in paths:
        folder = root / name
        if name.lower().endswith(".egg"):
            tree = {**tree, "EGG-INFO": egg}  # noqa: PLW2901
        if not folder.exists():
            if name.endswith(".zip"):
                write_tree(root / "zipped", tree)
                shutil.make_archive(str(root / "five"), "zip", root_dir=root / "zipped")
            else:
                write_tree(folder, tree)
        sys.path.insert(0, str(folder))
    try:
        for group in ("my.ns", "my"):
            compare(group)
    finally:
        sys.path[:] = before
        shutil.rmtree(root)


def test_real_installation():
    """In the environment that the tests run in, the entry points of each group are those of importlib.metadata."""
    groups = {entry.group for distribution in metadata.distributions() for entry in distribution.entry_points}
    assert sum(len(compare(group)) for group in groups) > 3
    everything = {(entry.group, entry.name, entry.value) for entry in entry_points(None)}
    assert everything == {(e.group, e.name, e.value) for group in groups for e in metadata.entry_points(group=group)}


class TestPlaces:
    """Places on the path that are no plain folders, or none that can be read."""

    @leaves_files_open
    def test_zip_file(self, tmp_path):
        """Distributions in a zip file count, and change when the file changes."""
        for number in (1, 2):
            with zipfile.ZipFile(tmp_path / "lib.zip", "w") as file:
                file.writestr("dist-1.0.dist-info/METADATA", "Name: dist\nVersion: 1.0\n")
                file.writestr("dist-1.0.dist-info/entry_points.txt", f"[my.ns]\nz{number} = m:z\n")
            sys.path[:1] = [str(tmp_path / "lib.zip"), sys.path[0]] if number == 1 else [sys.path[0]]
            [(name, _, _)] = compare("my.ns")
            assert name == f"z{number}"
        [entry] = entry_points("my.ns")
        assert entry.origin == "dist 1.0"

    def test_relative_path(self, site, monkeypatch):
        """An empty entry of the path is the current folder; an entry point found there knows its distribution later."""
        site.install("dist", {}, {"my.ns": {"a": "m:a"}})
        sys.path[-1] = ""
        monkeypatch.chdir(site.path)
        [entry] = entry_points("my.ns")
        monkeypatch.chdir("/")
        assert entry.origin == "dist 1.0"
        assert entry_points("my.ns") == []

    @pytest.mark.parametrize("path", [b"bytes", 5, None, "with\0null", "missing", __file__])
    def test_what_is_no_folder(self, site, path, tmp_path):
        """What else stands on the path is passed over, and the folders are answered."""
        site.install("dist", {}, {"my.ns": {"a": "m:a"}})
        sys.path.insert(0, path)
        assert offered() == [("a", "m:a", "dist")]

    def test_dangling_links(self, site, caplog):
        """Links to nowhere are told, each by the distribution or folder that it stands for."""
        site.install("sound", {}, {"my.ns": {"a": "m:a"}})
        site.install("dangling", {}, {"my.ns": {"b": "m:b"}})
        (site.path / "dangling-1.0.dist-info" / "entry_points.txt").unlink()
        (site.path / "dangling-1.0.dist-info" / "entry_points.txt").symlink_to("nowhere")
        (site.path / "gone-1.0.dist-info").symlink_to("nowhere")
        (site.path.parent / "link").symlink_to("nowhere")
        sys.path.append(str(site.path.parent / "link"))
        assert offered() == [("a", "m:a", "sound")]
        assert "dangling-1.0.dist-info/entry_points.txt is a dangling link" in caplog.text
        assert [record.message.partition(":")[0] for record in caplog.records] == [
            "the entry points of dangling 1.0 cannot be read",
            f"the entry points of gone in {site.path} cannot be read",
            f"{site.path.parent / 'link'} is on sys.path, but is a dangling link",
        ]

    def test_links_that_lead_somewhere(self, site, tmp_path, caplog):
        """Files and folders may be links, as installers make them that share files between environments."""
        shared = Site(tmp_path / "shared")
        for name in ("one", "two"):
            shared.install(name, {}, {"my.ns": {name: f"m:{name}"}})
            (site.path / f"{name}-1.0.dist-info").mkdir()
        sys.path.remove(str(shared.path))
        (site.path / "one-1.0.dist-info").rmdir()
        (site.path / "one-1.0.dist-info").symlink_to(shared.path / "one-1.0.dist-info")
        for name in ("METADATA", "entry_points.txt"):
            (site.path / "two-1.0.dist-info" / name).symlink_to(shared.path / "two-1.0.dist-info" / name)
        assert offered() == [("one", "m:one", "one"), ("two", "m:two", "two")]
        assert compare("my.ns")
        assert not caplog.records

    def test_link_that_leads_to_itself(self, site, caplog):
        """A link that leads to itself is told as well."""
        site.install("round")
        (site.path / "round-1.0.dist-info" / "entry_points.txt").symlink_to("entry_points.txt")
        assert offered() == []
        assert "the entry points of round 1.0 cannot be read: OSError" in caplog.text

    def test_folder_in_place_of_a_file(self, site, caplog):
        """An entry_points.txt that is a folder is told."""
        site.install("odd")
        (site.path / "odd-1.0.dist-info" / "entry_points.txt").mkdir()
        assert offered() == []
        assert "the entry points of odd 1.0 cannot be read: IsADirectoryError" in caplog.text

    @pytest.mark.parametrize("unreadable", ["", "closed-1.0.dist-info", "closed-1.0.dist-info/entry_points.txt"])
    def test_without_permission(self, site, second_site, unreadable):
        """A folder or file that may not be read is told, and the others are answered."""
        site.install("closed", {}, {"my.ns": {"b": "m:b"}})
        second_site.install("open", {}, {"my.ns": {"a": "m:a"}})
        code = (
            "import logging, sys; logging.basicConfig(format='%(message)s')\n"
            f"sys.path += {sys.path!r}\n"
            "from plugin.installed import entry_points\n"
            "print([entry.name for entry in entry_points('my.ns')]); entry_points('my.ns')"
        )
        command = [sys.executable, "-c", code]
        if os.name == "nt":
            pytest.skip("Windows has other permissions")
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                pytest.skip("root may read everything")
            command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
        (site.path / unreadable).chmod(0)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        finally:
            (site.path / unreadable).chmod(0o755)
        assert done.stdout == "['a']\n"
        [told] = done.stderr.splitlines()
        assert "cannot be read: PermissionError" in told if not unreadable else "the entry points of closed" in told

    def test_folder_that_vanishes(self, site, second_site, caplog):
        """A folder that was there and is gone is told, and the others are answered."""
        site.install("one", {}, {"my.ns": {"a": "m:a"}})
        second_site.install("two", {}, {"my.ns": {"b": "m:b"}})
        assert len(offered()) == 2
        shutil.rmtree(second_site.path)
        assert offered() == offered() == [("a", "m:a", "one")]
        assert [record.message for record in caplog.records] == [f"{second_site.path} is on sys.path, but has vanished"]

    def test_finder_that_fails(self, site, monkeypatch, caplog):
        """A finder that raises is told, and the others are answered."""

        class Importer:
            @staticmethod
            def find_distributions(_):
                raise ValueError("out of order")

        monkeypatch.setattr(sys, "meta_path", [Importer, *sys.meta_path])
        site.install("one", {}, {"my.ns": {"a": "m:a"}})
        assert offered() == [("a", "m:a", "one")]
        assert "cannot list its distributions: ValueError: out of order" in caplog.text

    def test_finder_in_front(self, site, monkeypatch):
        """What a finder in front of the path knows counts, and hides what is on the path."""

        class Held(metadata.Distribution):
            def read_text(self, filename):
                return {"METADATA": "Name: one\n", "entry_points.txt": "[my.ns]\na = held:a\n"}.get(filename)

            def locate_file(self, path):
                return path

        class Importer:
            @staticmethod
            def find_distributions(_):
                return [Held()]

        monkeypatch.setattr(sys, "meta_path", [Importer, *sys.meta_path])
        site.install("one", {}, {"my.ns": {"a": "m:a"}})
        assert [entry.value for entry in entry_points("my.ns")] == ["held:a"]

    def test_empty_file(self, site):
        """An empty file may be meant to be so; it is given some time to be written."""
        site.install("empty", {}, b"\n")
        (site.path / "empty-1.0.dist-info" / "entry_points.txt").write_bytes(b"")
        assert offered() == []

    def test_file_that_is_being_written(self, site):
        """A file that was truncated just now is read once it is written."""
        site.install("late", {}, {"my.ns": {"a": "m:a"}})
        path = site.path / "late-1.0.dist-info" / "entry_points.txt"
        with path.open("w") as file:
            timer = threading.Timer(0.05, lambda: file.write("[my.ns]\nb = m:b\n") and file.flush())
            timer.start()
            assert offered() == [("b", "m:b", "late")]
            timer.join()

    def test_large_file(self, site):
        """A file may be of any size."""
        site.install("large", {}, {"my.ns": {f"p{number}": "m:p" for number in range(20_000)}})
        assert len(entry_points("my.ns")) == 20_000


class TestTelling:
    def test_told_once(self, site, caplog):
        """What is wrong is told once, however often it is met; the installation keeps it."""
        site.install("broken", {}, "[my.ns]\nno equals sign\na = m:a\n")
        assert offered() == offered() == [("a", "m:a", "broken")]
        [record] = caplog.records
        assert (record.name, record.levelno) == ("plugin.installed", logging.WARNING)
        assert (
            current_installation().problems
            == ["the entry points of broken 1.0 cannot be read: ValueError: 'no equals sign' is not 'name = value'"]
            or current_installation().problems == []
        )

    def test_fault_in_another_group(self, site, caplog):
        """A fault in another group is not ours to tell, and hides nothing."""
        site.install("broken", {}, "[other]\nno equals sign\n[my.ns]\na = m:a\n")
        assert offered() == [("a", "m:a", "broken")]
        assert not caplog.records

    def test_no_text(self, site, caplog):
        """A file that is no UTF-8 is told whatever group is asked for, for nobody knows what stands in it."""
        site.install("no-text", {}, b"[other]\n\xff = m:a\n")
        assert offered() == []
        assert "the entry points of no-text 1.0 cannot be read: UnicodeDecodeError" in caplog.text

    def test_byte_order_mark(self, site, caplog):
        """A byte order mark hides the first group, as it does from importlib.metadata; but not in silence."""
        site.install("marked", {}, b"\xef\xbb\xbf[my.ns]\na = m:a\n[other]\nb = m:b\n")
        assert compare("my.ns") == set()
        assert len(compare("other")) == 1
        assert len(caplog.records) == 1
        assert "a byte order mark hides the first group" in caplog.text
        assert [entry.name for entry in entry_points(None) if entry.distribution.name == "marked"] == ["b"]
        assert len(caplog.records) == 1  # told once, whatever group it is read for


def age(*sites, seconds=60):
    """Let folders have changed some time ago, so that a next change is sure to show."""
    for site in sites:
        status = os.stat(site.path)
        os.utime(site.path, ns=(status.st_atime_ns, status.st_mtime_ns - seconds * 10**9))


@pytest.fixture
def settled(site, second_site, monkeypatch):
    """Two folders on the path, and nothing else that could have changed lately."""
    site.install("one", {}, {"my.ns": {"a": "m:a"}})
    second_site.install("two", {}, {"my.ns": {"b": "m:b"}})
    monkeypatch.setattr(sys, "path", [str(site.path), str(second_site.path)])
    age(site, second_site)
    return site


@pytest.fixture
def listed(monkeypatch):
    """The folders that are listed, as they are."""
    folders = []
    scandir = os.scandir

    def listing(path):
        folders.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", listing)
    return folders


class TestOneLook:
    def test_shared(self, settled, listed):
        """While nothing changes, one look at the installation serves all who ask, for any group."""
        assert len(offered("my.ns")) == 2
        assert listed == sys.path
        look = current_installation()
        assert offered("other") == []
        assert listed == sys.path
        assert current_installation() is look

    def test_only_what_changes_is_read_again(self, settled, listed):
        """A folder that changes is read again, the others are not; if it holds the same, nothing has changed."""
        look = current_installation()
        (settled.path / "new").touch()
        assert current_installation() is look
        assert listed == [*sys.path, str(settled.path)]
        (settled.path / "one-1.0.dist-info").rename(settled.path / "renamed-1.0.dist-info")
        assert current_installation() is not look

    def test_fresh_folder_is_read_each_time(self, settled, listed):
        """A folder that has changed just now may change again without showing it."""
        (settled.path / "new").touch()
        for _ in range(3):
            current_installation()
        assert listed.count(str(settled.path)) == 3
        age(settled)
        for _ in range(3):
            current_installation()
        assert listed.count(str(settled.path)) == 4

    def test_busy_folder(self, settled, listed, monkeypatch):
        """A folder that changes all the time, but not its distributions, does not make us read the others again."""
        scandir = os.scandir

        def busy(path):
            if path == str(settled.path):
                (settled.path / f"log {len(listed)}").touch()
            return scandir(path)

        monkeypatch.setattr(os, "scandir", busy)
        assert len(offered()) == 2
        assert listed.count(sys.path[1]) == 1
        assert len(listed) < 7

    @pytest.mark.parametrize(
        "change",
        [
            "sys.path.reverse()",
            "sys.path.append('/')",
            "sys.path.pop()",
            "sys.path_importer_cache.clear()",
            "sys.meta_path.append(object())",
        ],
    )
    def test_not_shared_after_a_change(self, settled, change, monkeypatch):
        """With another path or other finders we look anew."""
        monkeypatch.setattr(sys, "meta_path", sys.meta_path[:])
        look = current_installation()
        exec(change)  # noqa: S102  # it stands above
        assert current_installation() is not look

    def test_change_while_others_are_read(self, settled, monkeypatch):
        """What changes while other folders are read is seen: the answer was true at one moment."""
        before, after = (f"{path}/moved-1.0.dist-info" for path in sys.path)
        os.mkdir(before)
        for name, text in {"METADATA": "Name: moved\n", "entry_points.txt": "[my.ns]\nm = m:m\n"}.items():
            with open(f"{before}/{name}", "w") as file:
                file.write(text)
        scandir = os.scandir

        def moving(path):
            answer = scandir(path)
            if path == sys.path[0] and os.path.exists(before):
                names = list(answer)
                answer = contextlib.nullcontext(names)
                os.rename(before, after)
            return answer

        monkeypatch.setattr(os, "scandir", moving)
        sys.path.reverse()
        assert [name for name, *_ in offered()] == ["m", "b", "a"]

    def test_not_shared_if_a_finder_answers(self, settled, monkeypatch):
        """Nobody knows when another finder changes its mind, so it is asked each time."""
        finder = type("Importer", (), {"find_distributions": staticmethod(lambda _: [])})
        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
        assert current_installation() is not current_installation()

    def test_rewritten_in_place(self, settled):
        """A file that is rewritten in place shows after importlib.invalidate_caches(), like a module does."""
        assert [name for name, *_ in offered()] == ["a", "b"]
        (settled.path / "one-1.0.dist-info" / "entry_points.txt").write_text("[my.ns]\nc = m:c\n")
        importlib.invalidate_caches()
        assert [name for name, *_ in offered()] == ["c", "b"]

    def test_invalidated_while_somebody_looks(self, settled, monkeypatch):
        """A look that is under way when the program says that something has changed serves nobody else."""

        class Importer:
            @staticmethod
            def find_distributions(_):
                importlib.invalidate_caches()
                return []

        look = current_installation()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "meta_path", [*sys.meta_path, Importer])
            assert current_installation() is not look
        assert current_installation() is not look
