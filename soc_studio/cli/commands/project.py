"""`soc-studio project`: shows a project, imports masks into it, or repairs a damaged one."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_rate, add_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Show a project: its videos, their layers, the frames searched so far, and the frames to check
first.
"""

_EXAMPLES = """\
examples:
  soc-studio project clip.soc
  soc-studio project clip.soc --import-masks masks/
  soc-studio project damaged.soc --repair repaired.soc

masks can be read from
  a folder of PNG pictures, black and white or with a palette (one object a colour); named by frame
  number, or like the pictures where the video is a folder of them
  tracks.json, as segment and export write it
  COCO's JSON with run-length codes or polygons, of pictures or of videos
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "project",
        help="show a project, import masks, or repair it",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("project", metavar="FILE", type=Path, help="the project file")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="also check the whole file for damage")
    what.add_argument(
        "--repair", metavar="NEW", type=Path, help="write everything readable to a new project"
    )
    what.add_argument(
        "--import-masks",
        dest="masks",
        metavar="MASKS",
        type=Path,
        help="add masks from elsewhere as layers",
    )
    add_video(parser)
    add_rate(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.project.project` for what it raises."""
    from soc_studio.cli.project import project

    return project(options, terminal, stopping)
