"""`soc-studio datasets`: what a dataset of labelled videos holds, and converts it."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.dataset_options import FORMATS, add_every, add_written
from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_rate
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Look into datasets of labelled videos, write them in another format, and make projects of them.

A dataset is a folder, a zip archive, or one file that says all. Its format is recognised. Nothing
of it is changed, and archives are not unpacked; only an import writes the frames of an archive
beside the project. `soc-studio export` makes a dataset of a project.
"""

_EXAMPLES = """\
examples:
  soc-studio datasets check ref-youtube-vos
  soc-studio datasets convert ref-youtube-vos OUT --to mevis
  soc-studio datasets convert mevis.zip OUT --to ref-youtube-vos --every 5 --frames link
  soc-studio datasets import ref-youtube-vos -o labels.soc
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "datasets",
        help="check datasets of labelled videos, and convert them",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="say what a dataset is and holds; read every mask")
    convert = actions.add_parser("convert", help="write a dataset in another format")
    for action in (check, convert):
        action.add_argument("dataset", metavar="DATASET", type=Path, help="folder, archive or file")
    convert.add_argument("out", metavar="OUT", type=Path, help="a new or an empty folder")
    convert.add_argument(
        "--to", dest="format", metavar="FORMAT", required=True, help=f"one of: {', '.join(FORMATS)}"
    )
    add_every(convert)
    convert.add_argument(
        "--annotated-only", action="store_true", help="only frames of which something is known"
    )
    add_written(convert)
    into = actions.add_parser("import", help="make a project of a dataset, or add it to one")
    into.add_argument("dataset", metavar="DATASET", type=Path, help="folder, archive or file")
    into.add_argument(
        "-o",
        "--project",
        metavar="FILE",
        type=Path,
        required=True,
        help="the project, new or one that there is",
    )
    into.add_argument(
        "--frames",
        metavar="DIR",
        type=Path,
        help="folder of the videos, as files or as folders of frames, called as in the dataset "
        "(default: the frames of the dataset, or the videos that the project has already)",
    )
    add_rate(into)
    into.add_argument(
        "--accepted",
        action="store_true",
        help="mark all masks of the dataset as right",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.datasets` for what it raises."""
    from soc_studio.cli.datasets import check, convert, import_into

    works = {"check": check, "convert": convert, "import": import_into}
    return works[options.action](options, terminal)
