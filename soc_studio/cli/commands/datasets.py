"""`soc-studio datasets`: what a dataset of labelled videos holds, and converts it."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Look into datasets of labelled videos, and write them in another format.

A dataset is a folder, a zip archive, or one file that says all. Its format is recognised. Nothing
of it is changed, and archives are not unpacked.
"""

_EXAMPLES = """\
examples:
  soc-studio datasets check ref-youtube-vos
  soc-studio datasets convert ref-youtube-vos OUT --to mevis
  soc-studio datasets convert mevis.zip OUT --to ref-youtube-vos --every 5 --frames link
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
    convert.add_argument(
        "--every", metavar="N", type=_positive, default=1, help="only every N-th frame (default: 1)"
    )
    convert.add_argument(
        "--annotated-only", action="store_true", help="only frames of which something is known"
    )
    convert.add_argument(
        "--splits",
        metavar="NAME=SHARE,…",
        type=_splits,
        help="divide the videos anew, by their names: train=0.8,valid=0.2",
    )
    convert.add_argument(
        "--frames",
        choices=("copy", "link", "leave"),
        default="copy",
        help="what becomes of the pictures of frames (default: copy)",
    )
    convert.add_argument(
        "--report", action="store_true", help="only say what the format cannot hold; write nothing"
    )
    parser.set_defaults(run=run)


FORMATS = (
    "ref-davis",
    "ref-youtube-vos",
    "mevis",
    "a2d-sentences",
    "davis",
    "youtube-vis",
    "veval",
    "coco",
    "cvat-video",
    "labelme",
    "label-studio",
    "png",
)
"""The formats that are written, which the help cannot look up: it waits for no decoder."""


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.datasets` for what it raises."""
    from soc_studio.cli.datasets import check, convert

    return (check if options.action == "check" else convert)(options, terminal)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is no number of frames")
    return number


def _splits(text: str) -> dict[str, float]:
    shares = {}
    for part in text.split(","):
        name, _, share = part.partition("=")
        try:
            shares[name.strip()] = float(share)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{part!r} is not NAME=SHARE") from error
    if not all(0 <= share < 1e9 for share in shares.values()) or sum(shares.values()) <= 0:
        raise argparse.ArgumentTypeError("shares are 0 or more, and not all of them 0")
    return shares
