"""`soc-studio project`: shows a project, changes its labels, imports masks, or repairs damage."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_points, add_rate, add_video
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Show a project: its videos, their objects with all that is decided about them, the frames searched
so far, and the frames to check first. With options for labels, change what is decided about the
layers that --layer names; each change can be undone in the window.
"""

_EXAMPLES = """\
examples:
  soc-studio project clip.soc
  soc-studio project clip.soc --import-masks masks/
  soc-studio project damaged.soc --repair repaired.soc
  soc-studio project clip.soc --layer "the red car" --category sedan
  soc-studio project clip.soc --layer "the red car" --accept --to 48 --note "one wheel is hidden"
  soc-studio project clip.soc --layer "the red car" --add-expression "the car that turns left"
  soc-studio project clip.soc --add-expression "a flying pig"

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
        help="show a project, change its labels, import masks, or repair it",
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
    _add_labels(parser)
    parser.set_defaults(run=run)


def _add_labels(parser: argparse.ArgumentParser) -> None:
    labels = parser.add_argument_group("labels")
    labels.add_argument(
        "--layer",
        dest="layers",
        metavar="NAME",
        action="append",
        default=[],
        help="which layer is changed, by its name, its expression, or the number of its object; "
        "repeat for several",
    )
    labels.add_argument(
        "--category", metavar="NAME", help='set the category of the layers; "" for none'
    )
    labels.add_argument(
        "--categories",
        metavar="LIST",
        type=Path,
        help="a text file with one category on each line: another one is refused",
    )
    labels.add_argument(
        "--such-object",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="say that the expressions of the layers refer to nothing in the video, or take that "
        "back",
    )
    labels.add_argument(
        "--same-object",
        dest="same",
        metavar="OTHER",
        action="append",
        default=[],
        help="the layer OTHER is the same object: its expression becomes one of the layer's, and "
        "its own masks go; repeat for several",
    )
    labels.add_argument("--reword", metavar="WORDS", help="change the expression of the layer")
    labels.add_argument(
        "--keep-masks",
        action="store_true",
        help="with --reword: the masks stay that were found with the words of before (default: "
        "search for the new ones)",
    )
    labels.add_argument(
        "--add-expression",
        dest="expression",
        metavar="WORDS",
        help="add an expression that refers to all of the layers together; without --layer, to no "
        "object in the video",
    )
    labels.add_argument(
        "--remove-expression",
        dest="unsaid",
        metavar="WORDS",
        help="remove an expression that was added; its objects stay",
    )
    opinion = labels.add_mutually_exclusive_group()
    for name, said in (
        ("accept", "mark frames of the layers as right"),
        ("reject", "mark frames of the layers as wrong"),
        ("forget", "remove the reviews of frames of the layers"),
    ):
        opinion.add_argument(
            f"--{name}", dest="opinion", action="store_const", const=name, help=said
        )
    labels.add_argument("--note", metavar="WORDS", help="what to note at the review")
    labels.add_argument("--reviewer", metavar="NAME", help="who reviews")
    add_points(labels)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.project.project` for what it raises."""
    from soc_studio.cli.project import project

    return project(options, terminal, stopping)
