"""An installation that changes while it is read, in one process and in several."""

import importlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time

import pytest

from plugin import PluginManager
from plugin.installed import entry_points

GROUP = "my.faults"
WORKERS = 8
ROUNDS = 200

WORKER = """
import json, os, random, shutil, sys, time
folder, number, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sys.path.append(folder)
from plugin import PluginManager

pick = random.Random(number)
manager = PluginManager("my.faults")
mine = f"{folder}/worker_{number}-1.0.dist-info"
state, version, log, answers = None, 0, [], []


def write(name, text):
    with open(f"{mine}/{name}", "w") as file:
        file.write(text)


for turn in range(rounds):
    action = pick.choice(["install", "uninstall", "rewrite", "replace"])
    started = time.monotonic_ns()
    before = state
    if action == "install" and state is None:
        version += 1
        made = f"{folder}/.new-{number}"
        os.mkdir(made)
        with open(f"{made}/METADATA", "w") as file:
            file.write(f"Name: worker-{number}\\n")
        with open(f"{made}/entry_points.txt", "w") as file:
            file.write(f"[my.faults]\\nw{number}-{version} = m:x\\n")
        os.rename(made, mine)
        state = version
    elif action == "uninstall" and state is not None:
        os.rename(mine, f"{folder}/.old-{number}")
        shutil.rmtree(f"{folder}/.old-{number}")
        state = None
    elif action == "rewrite" and state is not None:
        version += 1
        write("entry_points.txt", f"[my.faults]\\nw{number}-{version} = m:x\\n")
        state = version
    elif action == "replace" and state is not None:
        version += 1
        write("entry_points.new", f"[my.faults]\\nw{number}-{version} = m:x\\n")
        os.replace(f"{mine}/entry_points.new", f"{mine}/entry_points.txt")
        state = version
    log.append([started, time.monotonic_ns(), before, state])
    asked = time.monotonic_ns()
    manager.reload()
    names = manager.list_names()
    answers.append([asked, time.monotonic_ns(), names])
    expected = [] if state is None else [f"w{number}-{state}"]
    own = [name for name in names if name.startswith(f"w{number}-")]
    assert own == expected, f"the next look sees {own} instead of {expected}"
print(json.dumps({"log": log, "answers": answers}))
"""


def states_during(log, asked, answered):
    """Give the states that a worker's distribution had at some moment of a call."""
    states = set()
    current = None
    for started, ended, before, after in log:
        if started <= answered and ended >= asked:
            states |= {before, after}
        if ended < asked:
            current = after
    return states | {current}


@pytest.mark.slow
def test_processes(tmp_path):
    """Eight processes install, uninstall, rewrite in place, replace and list at once.

    Each answer holds, of each distribution, a state that it had at some moment during the call; what a process has
    changed itself, its next look sees.
    """
    command = [sys.executable, "-c", WORKER, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    workers = [
        subprocess.Popen(
            [*command, str(number), str(ROUNDS)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for number in range(WORKERS)
    ]
    outputs = [worker.communicate(timeout=300) for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * WORKERS, "\n".join(err for _, err in outputs)
    reports = [json.loads(out) for out, _ in outputs]
    wrong = []
    for report in reports:
        for asked, answered, names in report["answers"]:
            seen = {}
            for name in names:
                number, version = map(int, name.removeprefix("w").split("-"))
                assert number not in seen, f"two states of one distribution in {names}"
                seen[number] = version
            for number, other in enumerate(reports):
                if seen.get(number) not in states_during(other["log"], asked, answered):
                    wrong.append((number, seen.get(number), states_during(other["log"], asked, answered)))
    assert not wrong, f"{len(wrong)} answers that were never true, such as {wrong[:3]}"


class TestOneProcess:
    """The installation changes under a running process."""

    def test_upgrade_while_others_list(self, site):
        """While a distribution is upgraded again and again, new version first, it is never missing from a list."""
        versions = iter(range(1, 10_000))
        stop = threading.Event()
        failed = []
        first = next(versions)
        install(site.path, first)

        def upgrade():
            old = first
            for new in versions:
                install(site.path, new)
                uninstall(site.path, old)
                old = new
                if stop.wait(0.01):
                    return

        thread = threading.Thread(target=upgrade)
        thread.start()
        try:
            for _ in range(100):
                names = [entry.name for entry in entry_points(GROUP)]
                if len(names) != 1:
                    failed.append(names)
        finally:
            stop.set()
            thread.join()
        assert not failed

    @pytest.mark.slow
    def test_each_change_is_seen(self, site):
        """Whatever was done to the installation, the next look after reload() sees it."""
        pick = random.Random(5)  # noqa: S311  # the same each time
        manager = PluginManager(GROUP)
        installed = {}
        for turn in range(300):
            number = pick.randrange(5)
            folder = site.path / f"d{number}-1.0.dist-info"
            if number in installed and pick.random() < 0.5:
                shutil.rmtree(folder)
                del installed[number]
            else:
                folder.mkdir(exist_ok=True)
                (folder / "METADATA").write_text(f"Name: d{number}\n")
                (folder / "entry_points.txt").write_text(f"[{GROUP}]\nd{number}t{turn} = m:x\n")
                installed[number] = f"d{number}t{turn}"
            if pick.random() < 0.3:
                age = time.time() - 100  # the folder has not changed lately, as far as its time tells
                os.utime(site.path, (age, age))
            manager.reload()
            assert manager.list_names() == sorted(installed.values())

    def test_path_that_comes_and_goes(self, tmp_path, caplog):
        """A folder of the path that vanishes and comes back is answered as it is."""
        folder = tmp_path / "site"
        sys.path.append(str(folder))
        for _ in range(3):
            assert entry_points(GROUP) == []
            folder.mkdir()
            install(folder, 1)
            assert [entry.name for entry in entry_points(GROUP)] == ["v1"]
            shutil.rmtree(folder)
        assert entry_points(GROUP) == []
        assert len(caplog.records) == 1

    def test_module_that_changes(self, site):
        """A plugin that is loaded stays; after it was unloaded, and its module forgotten, the new one is loaded."""
        module = (
            "from plugin import Plugin\n\nclass P(Plugin):\n    namespace, name = 'my.faults', 'p'\n    size = {}\n"
        )
        site.install("dist", {"faults_p.py": module.format(1)}, {GROUP: {"p": "faults_p:P"}})
        manager = PluginManager(GROUP)
        assert manager.load("p").size == 1
        (site.path / "faults_p.py").write_text(module.format(1000))
        manager.reload()
        assert manager.load("p").size == 1
        manager.unload("p")
        del sys.modules["faults_p"]
        manager.get_container("p").spec = None
        assert manager.load("p").size == 1000


def install(folder, version):
    info = folder / f"dist-{version}.0.dist-info"
    made = folder / f"new-{version}"
    made.mkdir()
    (made / "METADATA").write_text(f"Name: dist\nVersion: {version}.0\n")
    (made / "entry_points.txt").write_text(f"[{GROUP}]\nv{version} = m:x\n")
    made.rename(info)


def uninstall(folder, version):
    info = folder / f"dist-{version}.0.dist-info"
    info.rename(folder / f"old-{version}")
    shutil.rmtree(folder / f"old-{version}")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"#", b"[", b"[]", b"[my.faults", b"=", b"\0" * 10, b"\xff" * 10])
def test_odd_content(site, content, caplog):
    """Whatever stands in an entry_points.txt, the others are answered, and nothing is raised."""
    site.install("odd", {}, content)
    site.install("sound", {}, {GROUP: {"a": "m:a"}})
    importlib.invalidate_caches()
    assert [entry.name for entry in entry_points(GROUP)] == ["a"]
