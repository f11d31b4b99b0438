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
so far, and the frames to check first. Merge another person's project into it, or compare the two.
With options for labels, change what is decided about the
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
  soc-studio project clip.soc --merge of-ben.soc --prefer newest
  soc-studio project clip.soc --agreement of-ben.soc --as csv
  soc-studio project clip.soc --doubts

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
    _add_several(what, parser)
    add_video(parser)
    add_rate(parser)
    _add_labels(parser)
    parser.set_defaults(run=run)


def _add_several(what: argparse._MutuallyExclusiveGroup, parser: argparse.ArgumentParser) -> None:
    what.add_argument(
        "--merge",
        metavar="OTHER",
        type=Path,
        help="take over what was decided and found in another project; where both decided "
        "something differently, list that, and write nothing without --prefer",
    )
    what.add_argument(
        "--agreement",
        metavar="OTHER",
        type=Path,
        nargs="?",
        const=Path(),
        help="compare the objects with those of another project, or, without one, the two layers "
        "that --layer names: J, F and reviews of each object, and where they differ",
    )
    what.add_argument(
        "--doubts",
        action="store_true",
        help="list what to check next, the most doubtful frames of all videos first, and how much "
        "is left",
    )
    several = parser.add_argument_group("several people")
    several.add_argument(
        "--prefer",
        choices=("mine", "theirs", "newest"),
        help="with --merge: whose decision is taken where both differ; newest is that of the file "
        "that was written last",
    )
    several.add_argument(
        "--against",
        metavar="OTHER",
        type=Path,
        help="with --doubts: where another project shows an object differently is a doubt, too",
    )
    several.add_argument(
        "--as",
        dest="form",
        choices=("text", "csv", "json"),
        default="text",
        help="form of the list of --merge, --agreement and --doubts (default: text)",
    )


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
        help="a text file with one category on each line: from now on those to choose from in the "
        "window; with --category, another one is refused",
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
