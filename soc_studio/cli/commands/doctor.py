"""`soc-studio doctor`: what is wrong on this computer, and what mends it."""

from __future__ import annotations

import argparse

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Look at the system, Python, PyTorch, graphics card, memory, disk, codecs, the window, folders and
models. What is wrong is said in a sentence, with the command that mends it. Ends with 1 where
something of the program does not work.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "doctor",
        help="say what is wrong on this computer, and what mends it",
        description=_ABOUT,
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print it as JSON, for a report of a bug; nothing personal is in it",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        KeyboardInterrupt: the program was asked to stop.
    """
    from soc_studio.core.models.doctor import examined
    from soc_studio.core.system.health import Condition, as_json

    lines = []
    for line in examined():
        stopping.check()
        lines.append(line)
        if not options.json:
            mark = {Condition.GOOD: " ", Condition.NOTE: "!", Condition.BAD: "X"}[line.condition]
            terminal.say(f"{mark} {line.name}: {line.value}".rstrip(" :"))
            if line.problem:
                terminal.say(f"    {line.problem} {line.advice}")
            if line.command:
                terminal.say(f"    $ {line.command}")
    if options.json:
        for text in as_json(lines).splitlines():
            terminal.say(text)
    is_bad = any(line.condition is Condition.BAD for line in lines)
    return Exit.FAILED if is_bad else Exit.DONE
