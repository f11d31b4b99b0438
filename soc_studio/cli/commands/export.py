"""`soc-studio export`: what a project holds, written as files; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import (
    Commands,
    add_formats,
    add_points,
    add_rate,
    add_video,
    expression,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Write what a project holds: the masks of each expression, and tracks.json, as `segment` does.

Nothing is searched for. Corrections, choices and matte settings of the project are in what is
written; frames that were not searched yet are left out.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "export", help="write what a project holds as files", description=_ABOUT
    )
    parser.add_argument(
        "expressions",
        metavar="EXPRESSION",
        nargs="*",
        type=expression,
        help="which layers, by their expression or name (default: all)",
    )
    parser.add_argument(
        "--project", metavar="FILE", type=Path, required=True, help="the project file"
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="folder for the result"
    )
    add_video(parser)
    add_formats(parser)
    frames = parser.add_argument_group("frames")
    add_points(frames)
    add_rate(frames)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.export.export` for what it raises."""
    from soc_studio.cli.export import export

    return export(options, terminal, stopping)
