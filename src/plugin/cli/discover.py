"""The command ``discover``: shows the plugins that a build would find, and its messages."""

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
EXAMPLES = {
    "": "Show the plugins of the project in the current folder.",
    "src --explain": "Explain how each plugin of the packages in src is found.",
    "--format toml": "Write the entry points as they would appear in pyproject.toml.",
}
STATUSES = {
    0: "a build would succeed; with --compare, the engines agree",
    FAILS_A_BUILD: "a build would fail; with --compare, the engines differ",
    NO_ANSWER: "no answer, for example because the configuration is invalid",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = "%(prog)s [options] [PATH]"
    parser.add_argument(
        "path",
        nargs="?",
        default=".",
        type=_folder,
        metavar="PATH",
        help="A project, or a folder of packages (default: the current folder)",
    )
    parser.add_argument(
        "--format",
        choices=("table", *FORMATS),
        default="table",
        metavar="FORMAT",
        help="Output format: table, json, toml or ini (default: table)",
    )
    parser.add_argument("--explain", action="store_true", help="Show what led to each plugin and to each problem")
    parser.add_argument("--compare", action="store_true", help="Run both discovery engines and show where they differ")
    parser.add_argument("--strict", action="store_true", help="Exit with status 1 for warnings, not only for errors")


def _folder(path: str) -> str:
    if os.path.isfile(os.path.join(path, "__init__.py")):
        holder = os.path.dirname(os.path.abspath(path))
        raise argparse.ArgumentTypeError(f"{path} is a package; name the folder that contains it, {holder}")
    if not os.path.isdir(path):
        raise argparse.ArgumentTypeError(
            f"{path} {'is a file; name a folder' if os.path.exists(path) else 'does not exist'}"
        )
    return path


def run(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Find the plugins, write them to ``out``, and report problems to ``err``.

    :param arguments: those of :func:`add_arguments`
    :param out: where to write the answer
    :param err: where to write messages
    :return: one of :data:`STATUSES`
    """
    if arguments.compare and arguments.format not in COMPARISONS:
        err.write(f"--compare does not support --format {arguments.format}; choose from {', '.join(COMPARISONS)}\n")
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
    from plugin.discovery.comparison import compare  # noqa: PLC0415  # rarely needed

    differences = compare(project.tree, project.config)
    err.write(f"looked at {counted(len(project.tree.modules), 'module')} {project.rule}, with both engines\n")
    out.write(COMPARISONS[arguments.format](differences, arguments.explain))
    return DIFFERS if differences else 0
