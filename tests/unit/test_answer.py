import pytest

from plugin.discovery import Config, ProblemKind, SourceTree, build_entry_points, discover
from plugin.entrypoint import EntryPoint
from plugin.exceptions import ConfigError, DiscoveryError
from toys import write_tree

UNDECIDABLE = """
    import os
    from plugin import Plugin

    class Some(Plugin):
        namespace = "my.group"
        name = os.environ["NAME"]
"""


TOLD = {
    ProblemKind.CONDITIONAL: """
        import sys
        from plugin import PluginSpec
        if sys.platform == "win32":
            a = PluginSpec("my.group", "a", list)
    """,
    ProblemKind.UNREAD_BASE: """
        from nowhere import Face
        class A(Face):
            namespace = "my.group"
            name = "a"
    """,
    ProblemKind.DYNAMIC: """
        import os
        from plugin import PluginSpec
        for name in os.listdir("sinks"):
            globals()[name] = PluginSpec("my.group", name, list)
    """,
    ProblemKind.UNMAKEABLE: """
        from plugin import Plugin, PluginSpec
        class Some(Plugin):
            def __init__(self, path): ...
        a = PluginSpec("my.group", "a", Some)
    """,
}
"""What is told of a source, and takes no plugin out of the wheel."""


def plugin(name="some", namespace="my.group"):
    return f"""
        from plugin import Plugin

        class Some(Plugin):
            namespace = "{namespace}"
            name = "{name}"
    """


@pytest.fixture
def tree(tmp_path):
    def tree(**modules):
        write_tree(tmp_path, {f"{name}.py": source for name, source in modules.items()})
        return SourceTree.of_folder(tmp_path)

    return tree


def by_hand(value, name="some", group="my.group"):
    return Config(entry_points=(EntryPoint(name=name, value=value, group=group),))


def no_report(message):
    raise AssertionError(message)


class TestDiscover:
    def test_plugins_and_entries_by_hand(self, tree):
        """What is found and what is written by hand come together, sorted."""
        discovery = discover(tree(b=plugin("b"), a=plugin("c")), by_hand("x:y", name="a"))
        assert discovery.table == {"my.group": {"a": "x:y", "b": "b:Some", "c": "a:Some"}}
        assert list(discovery.table["my.group"]) == ["a", "b", "c"]
        assert discovery.problems == ()

    def test_pattern_of_include_without_module(self, tree):
        """A pattern of include that matches no module is a mistake; one of exclude may be there for later."""
        with pytest.raises(ConfigError) as caught:
            discover(tree(app=plugin()), Config(include=("app", "ap", "bpp"), key="tool.x"))
        assert caught.value.problems == (
            "tool.x.include[1] matches no module that ships: 'ap'",
            "tool.x.include[2] matches no module that ships: 'bpp'",
        )
        assert discover(tree(app=plugin()), Config(exclude=("nothing",))).problems == ()

    def test_excluded_file_that_cannot_be_read(self, tree):
        """A file that cannot be read is reported once; if it is excluded, what derives from it is reported instead."""
        broken = "from plugin import Plugin\nclass Base(Plugin:\n"
        derived = "from broken import Base\nclass Some(Base):\n    name = 'some'\n"
        sources = tree(broken=broken, app=derived)
        assert [problem.kind for problem in discover(sources).errors] == [ProblemKind.UNREADABLE]
        without = discover(sources, Config(exclude=("broken",)))
        assert [(problem.kind, str(problem.place)) for problem in without.errors] == [
            (ProblemKind.UNDECIDABLE, "app.py:2")
        ]

    def test_every_module_that_needs_an_unreadable_one(self, tree):
        """Each module is named that imports what cannot be read, so that it can be seen what is missing."""
        derived = "from broken import Base\nclass Some(Base):\n    name = 'some'\n"
        found = discover(tree(broken="from plugin import Plugin\nclass Base(Plugin:\n", app=derived, bpp=derived))
        (unreadable,) = [problem for problem in found.errors if problem.kind is ProblemKind.UNREADABLE]
        assert [reason.text for reason in unreadable.reasons] == [
            "it mentions `Plugin`",
            "it is imported by `app`, `bpp`",
        ]

    def test_empty_tree(self, tree):
        """A distribution may have no module at all."""
        assert discover(tree()).table == {}

    def test_conflict(self, tree):
        """Two plugins of one name are a problem at the second, which names the first; the third has one of its own."""
        discovery = discover(tree(a=plugin(), b=plugin(), c=plugin("other"), d=plugin()))
        assert [(problem.kind, problem.place.path, problem.severity) for problem in discovery.problems] == [
            (ProblemKind.CONFLICT, "b.py", "error"),
            (ProblemKind.CONFLICT, "d.py", "error"),
        ]
        assert "a.py:4" in discovery.problems[0].message
        assert "a:Some" in discovery.problems[0].message
        assert "b:Some" in discovery.problems[0].message

    def test_one_name_in_two_namespaces(self, tree):
        """A name is taken in its namespace only."""
        discovery = discover(tree(a=plugin(namespace="one"), b=plugin(namespace="two")))
        assert discovery.problems == ()
        assert discovery.table == {"one": {"some": "a:Some"}, "two": {"some": "b:Some"}}

    def test_conflict_settled_by_hand(self, tree):
        """An entry by hand settles which of two plugins it is."""
        discovery = discover(tree(a=plugin(), b=plugin()), by_hand("b:Some"))
        assert discovery.problems == ()
        assert discovery.table == {"my.group": {"some": "b:Some"}}

    def test_undecided_settled_by_hand(self, tree):
        """An entry by hand for what has a name that is not known settles that, for all that the mistake concerns."""
        base = "import os\nfrom plugin import Plugin\nclass Base(Plugin):\n    namespace = os.environ['GROUP']\n"
        sources = tree(app=f"{base}class A(Base):\n    name = 'a'\nclass B(Base):\n    name = 'b'\n")
        (problem,) = discover(sources).errors
        assert problem.references == ("app:A", "app:B")
        assert problem.message.endswith("app:A cannot be read from the source; the same goes for app:B")
        (problem,) = discover(sources, by_hand("app:B")).errors
        assert problem.references == ("app:A",)
        both = by_hand("app:A").entry_points + by_hand("app:B", name="other").entry_points
        assert discover(sources, Config(entry_points=both)).problems == ()

    def test_unmakeable_for_one_reason(self, tree):
        """Several plugins that cannot be made for one reason are one problem; an entry by hand settles one of them."""
        source = """
            from plugin import Plugin
            class Base(Plugin):
                namespace = "my.group"
                def __init__(self, path): ...
            class A(Base):
                name = "a"
            class B(Base):
                name = "b"
            class C(Base):
                name = "c"
                def __init__(self, path): ...
        """
        discovery = discover(tree(app=source))
        assert set(discovery.table["my.group"]) == {"a", "b", "c"}
        first, second = discovery.warnings
        assert first.message.endswith("class A requires `path`; the same goes for app:B")
        assert (first.name, first.references, second.name) == ("a", ("app:A", "app:B"), "c")
        first, _ = discover(tree(app=source), by_hand("app:A", name="a")).warnings
        assert (first.name, first.references) == ("b", ("app:B",))

    def test_conflict_cannot_be_waved_through(self, tree):
        """Whatever becomes of the undecided, a conflict fails."""
        assert discover(tree(a=plugin(), b=plugin()), Config(on_undecided="ignore")).errors

    @pytest.mark.parametrize("group", ["console_scripts", "gui_scripts"])
    def test_group_of_scripts(self, tree, group):
        """A namespace that build backends keep to themselves is refused, with the table that is meant for it."""
        (problem,) = discover(tree(a=plugin(namespace=group))).errors
        assert problem.kind is ProblemKind.INVALID
        assert problem.place.path == "a.py"
        assert "project." + group.replace("console_", "").replace("_", "-") in problem.message

    @pytest.mark.parametrize(
        ("on_undecided", "severity"),
        [("strict", "error"), ("error", "error"), ("warn", "warning"), ("ignore", "ignored")],
    )
    def test_undecided(self, tree, on_undecided, severity):
        """The project says what becomes of what cannot be decided."""
        (problem,) = discover(tree(a=UNDECIDABLE), Config(on_undecided=on_undecided)).problems
        assert (problem.kind, problem.severity) == (ProblemKind.UNDECIDABLE, severity)

    @pytest.mark.parametrize(
        ("on_undecided", "severity"),
        [("strict", "error"), ("error", "warning"), ("warn", "warning"), ("ignore", "ignored")],
    )
    @pytest.mark.parametrize(("kind", "source"), TOLD.items())
    def test_merely_told(self, tree, kind, source, on_undecided, severity):
        """What takes no plugin out of the wheel fails only a project that wants nothing told."""
        (problem,) = discover(tree(a=source), Config(on_undecided=on_undecided)).problems
        assert (problem.kind, problem.severity) == (kind, severity)

    def test_unreadable_folder(self, tmp_path):
        """A folder that cannot be read may hold plugins, so it is not passed over."""
        (problem,) = discover(SourceTree.of_folder(tmp_path / "missing", root=tmp_path)).errors
        assert problem.kind is ProblemKind.UNREADABLE
        assert str(problem).startswith("missing: this folder cannot be read, so its plugins are unknown: ")


class TestBuildEntryPoints:
    def test_errors(self, tree):
        """All errors come together in one exception, warnings before it."""
        told = []
        with pytest.raises(DiscoveryError) as caught:
            build_entry_points(
                tree(a=plugin("x"), b=plugin("x"), c=plugin(namespace="no group")), Config(), told.append
            )
        assert [text.partition(":")[0] for text in caught.value.problems] == ["b.py", "c.py"]
        assert str(caught.value) == "\n".join(caught.value.problems)

    def test_warnings(self, tree):
        """What fails nothing is reported."""
        told = []
        assert build_entry_points(tree(a=UNDECIDABLE, b=plugin()), Config(on_undecided="warn"), told.append) == {
            "my.group": {"some": "b:Some"}
        }
        assert [text.partition(":")[0] for text in told] == ["a.py"]

    def test_static_entries(self, tree):
        """Static entries stay as they are, whatever is found under their names, and the table is sorted."""
        static = {"my.group": {"some": "by:hand", "z": "any thing"}, "a.group": {}}
        table = build_entry_points(tree(a=plugin(), b=plugin(), c=plugin("more")), Config(), no_report, static=static)
        assert table == {"a.group": {}, "my.group": {"more": "c:Some", "some": "by:hand", "z": "any thing"}}
        assert list(table) == ["a.group", "my.group"]
        assert list(table["my.group"]) == ["more", "some", "z"]

    def test_again(self, tree):
        """What was filled in once is filled in again when it is there already."""
        source = tree(a=plugin())
        once = build_entry_points(source, by_hand("x:y", name="hand"), no_report)
        assert build_entry_points(source, by_hand("x:y", name="hand"), no_report, static=once) == once

    def test_contradiction(self, tree):
        """An entry by hand that contradicts a static one is refused, and both keys are named."""
        with pytest.raises(ConfigError) as caught:
            build_entry_points(tree(), by_hand("x:y"), no_report, static={"my.group": {"some": "x:z"}})
        assert caught.value.problems == (
            (
                "tool.plugin-loader.entry-points.\"my.group\".some is 'x:y', "
                "but project.entry-points.\"my.group\".some is 'x:z': remove one of them"
            ),
        )
