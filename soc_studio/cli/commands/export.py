"""`soc-studio export`: what a project holds, written as files; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export_options import add_edge, add_formats, add_handles, add_pictures
from soc_studio.cli.look_options import add_looks
from soc_studio.cli.options import (
    Commands,
    add_points,
    add_rate,
    add_video,
    expression,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Export a project: the masks of each layer, and tracks.json, as `segment` writes them.

Export searches nothing. Corrections, choices and matte settings of the project are applied; frames
that are not searched yet are left out.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "export", help="export the layers of a project as files", description=_ABOUT
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
    add_pictures(parser)
    add_edge(parser)
    frames = parser.add_argument_group("frames")
    add_points(frames)
    add_handles(frames)
    add_rate(frames)
    add_looks(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.export.export` for what it raises."""
    from soc_studio.cli.export import export

    return export(options, terminal, stopping)
