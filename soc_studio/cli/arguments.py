"""The arguments of the command line, and the command that they ask for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from soc_studio.cli.commands import COMMANDS
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import expression
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal, sentences
from soc_studio.core.system.errors import SPOKEN

_ABOUT = "Describe an object in a video and get its mask on every frame."


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options in `arguments`, those of the process where it is None.

    Raises:
        SystemExit: help was asked for (0), or the arguments are wrong (2).
    """
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    # Optional words on both sides of an option are too much for argparse.
    if rest and "expressions" in options and not any(word.startswith("-") for word in rest):
        try:
            options.expressions = [*options.expressions, *map(expression, rest)]
        except argparse.ArgumentTypeError as error:
            parser.error(str(error))
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if "complete" in options:
        options.complete(parser, options)
    return options


def run_command(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command that `options` name and return the exit code; print failures, raise none.

    Raises:
        KeyboardInterrupt: the program was asked to stop before anything was finished.
    """
    command: Callable[[argparse.Namespace, Terminal, Stopping], Exit] = options.run
    try:
        return command(options, terminal, stopping)
    except SPOKEN as error:
        terminal.tell(sentences(error))
    return Exit.FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="soc-studio",
        description=_ABOUT,
        epilog="exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"soc-studio {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for each in COMMANDS:
        each.add_parser(commands)
    return parser


def _version() -> str:
    try:
        return version("soc-studio")
    except PackageNotFoundError:
        return "(not installed)"
