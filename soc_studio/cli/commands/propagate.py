"""`soc-studio propagate`: carries the corrections of a layer through its video; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_device, add_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.models.catalogue import DEFAULT_TRACKER

_ABOUT = """\
Carry the corrections of a layer through its video: from each of them forwards to the next, and from
the first one backwards, between the video's in and out points.

Frames that were corrected by hand stay as they are; what was propagated earlier is done again.
Where the object is not to be seen, its mask is empty. What looks like a cut is named at the end,
with whether the object was found behind it. Several layers are carried in one run, each from its
first correction both ways: no two take the same pixels, and all of it is one step to undo.
"""

_EXAMPLES = """\
examples:
  soc-studio propagate clip.soc --layer "the dog"
  soc-studio propagate clip.soc --layer "the dog" --from 24
  soc-studio propagate clip.soc --layer "the dog" --layer "the ball"
  soc-studio propagate clip.soc --layer "the dog" --tracker sam2.1-tiny
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "propagate",
        help="carry corrections through the video",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("project", metavar="PROJECT", type=Path, help="the project file")
    parser.add_argument(
        "--layer",
        metavar="NAME",
        required=True,
        action="append",
        help="which layer, by its name or expression; several times: these layers together",
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FRAME",
        type=int,
        help="only from the correction of this frame, both ways (default: from all)",
    )
    add_video(parser)
    parser.add_argument(
        "--tracker",
        metavar="NAME",
        default=DEFAULT_TRACKER,
        help="what follows the object: `soc-studio models list` shows all (default: %(default)s)",
    )
    add_device(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.propagate.propagate` for errors."""
    from soc_studio.cli.propagate import propagate

    return propagate(options, terminal, stopping)
