"""The command ``discover``: shows the plugins that a build would find, and what it would say."""

import argparse
import os
from typing import TextIO

from plugin.cli.builds import missing, unseen
from plugin.cli.formats import COMPARISONS, FORMATS, counted, write_plugins
from plugin.cli.project import Project, read_project
from plugin.cli.terminal import write_problem
from plugin.discovery import discover
from plugin.exceptions import PluginException

FAILS_A_BUILD = DIFFERS = 1
NO_ANSWER = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "path",
        nargs="?",
        default=".",
        type=_folder,
        metavar="PATH",
        help="a project, or a folder of packages; by default the current folder",
    )
    parser.add_argument("--format", choices=(*FORMATS, "table"), default="table", help="how to write the answer")
    parser.add_argument("--explain", action="store_true", help="show how each plugin and each problem came about")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="end with exit status 1 for every problem, not only for errors",
    )
    parser.add_argument(
        "--compare", action="store_true", help="have both engines look, and show what they say differently"
    )
    parser.epilog = (
        "exit status: 0, or 1 if a build would fail for what was found, or if the engines differ, "
        "or 2 if nothing could be looked at"
    )


def _folder(path: str) -> str:
    if os.path.isfile(os.path.join(path, "__init__.py")):
        holder = os.path.dirname(os.path.abspath(path))
        raise argparse.ArgumentTypeError(f"{path} is a package; name the folder that holds it, {holder}")
    if not os.path.isdir(path):
        raise argparse.ArgumentTypeError(
            f"{path} is {'a file' if os.path.exists(path) else 'not there'}; name a folder"
        )
    return path


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Find the plugins, write them to ``out``, and tell the problems to ``err``.

    :param arguments: what :func:`add_arguments` has taken
    :param out: takes the answer
    :param err: takes the messages
    :return: 0, or 1 if a build would fail for what was found, or if the engines differ, or 2 if there is no answer
    """
    if arguments.compare and arguments.format not in COMPARISONS:
        err.write(f"--compare has no format {arguments.format}; choose from {', '.join(COMPARISONS)}\n")
        return NO_ANSWER
    try:
        project = read_project(arguments.path)
        if arguments.compare:
            return _compare(project, arguments, out, err)
        answer = discover(project.tree, project.config, static=project.by_hand)
        project.check()
    except PluginException as error:
        err.write(f"{error}\n")
        return NO_ANSWER
    how = ", and imported them" if project.config.discovery == "import" else ""
    err.write(f"looked at {counted(len(project.tree.modules), 'module')} {project.rule}{how}\n")
    for problem in (*answer.errors, *answer.warnings):
        reasons = [f"because {reason}" for reason in problem.reasons] if arguments.explain else []
        more = [*reasons, problem.hint] if problem.hint else reasons
        write_problem(err, problem.severity, problem.message, problem.kind.code, str(problem.place), more)
    lacking = [*missing(project, answer.table), *unseen(project, answer.plugins)]
    for lack in lacking:
        write_problem(err, "error", lack.message, lack.code)
    if arguments.format in FORMATS:
        out.write(FORMATS[arguments.format](answer, arguments.explain))
    else:
        write_plugins(out, answer, arguments.explain)
    return FAILS_A_BUILD if answer.errors or lacking or (arguments.strict and answer.warnings) else 0


def _compare(project: Project, arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    from plugin.discovery.comparison import compare  # noqa: PLC0415  # one engine is what most ask for

    differences = compare(project.tree, project.config)
    err.write(f"looked at {counted(len(project.tree.modules), 'module')} {project.rule}, with both engines\n")
    out.write(COMPARISONS[arguments.format](differences, arguments.explain))
    return DIFFERS if differences else 0
