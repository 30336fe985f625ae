"""Types the commands of the README and the documentation."""

import os
import shlex
import shutil
import sys

from pages import blocks, commands, each_page_with, is_same

LIBRARIES = ["tomli"] if sys.version_info < (3, 11) else []
"""What the command line takes, as its page says."""


@each_page_with(lambda block: block.language == "console")
def test_consoles(page, tmp_path, workshop):
    """Whoever writes the files of a page and types its commands sees what the page shows."""
    python = workshop.environment(f"page-{page.stem}", *LIBRARIES)
    path = os.pathsep.join([str(python.parent), workshop.offline["PATH"]])
    for block in blocks(page):
        if block.file:
            block.write(tmp_path)
        elif block.language == "console":
            for command, want in commands(block.text):
                program, *arguments = shlex.split(command)
                if program == "pip" and arguments[0] == "install":  # by what takes half the time
                    where = ["--python", python, "--find-links", workshop.wheelhouse]
                    run = workshop.uv("pip", *arguments, *where, cwd=tmp_path, check=False)
                elif program == "pip":
                    run = workshop.pip(python, *arguments, cwd=tmp_path, check=False)
                else:
                    environment = {**workshop.offline, "PATH": path}
                    program = shutil.which(program, path=path)
                    run = workshop.run(program, *arguments, cwd=tmp_path, env=environment, check=False)
                got = run.stdout + run.stderr + (f"[exit status {run.status}]\n" if run.status else "")
                # What an installer prints is of no interest as long as it succeeds.
                assert is_same(want, got) or (not want and run.status == 0), f"{block}: $ {command}\n{got}"
