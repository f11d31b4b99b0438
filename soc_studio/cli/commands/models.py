"""`soc-studio models`: what networks there are, and those that are here; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Download, add, check and remove models, and show the facts of each.

soc-mini comes with the program. The published models are more accurate; their authors share them,
each under its own terms, and they are downloaded from where the authors put them. They are kept in
your data folder, converted to a format that contains no code.
"""

_EXAMPLES = """\
examples:
  soc-studio models list
  soc-studio models fetch soc-joint-t
  soc-studio segment clip.mp4 "the red car" -o result --model soc-joint-t

  soc-studio models how soc-joint-t
  soc-studio models add downloads/joint.tar --as soc-joint-t
  soc-studio models add roberta-base/
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "models",
        help="list, download, add, check and remove models",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    shown = actions.add_parser("list", help="list all models, and which are on this computer")
    shown.add_argument("models", metavar="ID", nargs="*", help="show all facts of these")
    for name, words in (
        ("fetch", "download a published model, or continue a download"),
        ("how", "explain how to add a model without an internet connection"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("models", metavar="ID", nargs="+", help="as in the list")
    add = actions.add_parser("add", help="add a file or folder of your own")
    add.add_argument(
        "place",
        metavar="PLACE",
        type=Path,
        help="a file of weights as published, or a folder with weights or a tokenizer",
    )
    add.add_argument("--as", dest="name", metavar="ID", help="what to call it (default: its name)")
    add.add_argument(
        "--tokenizer", metavar="FOLDER", type=Path, help="folder of the RoBERTa tokenizer"
    )
    check = actions.add_parser("check", help="compare files with their recorded checksums")
    check.add_argument(
        "models", metavar="ID", nargs="*", help="which (default: all on this computer)"
    )
    test = actions.add_parser(
        "test", help="measure the speed and memory of a model on this computer"
    )
    test.add_argument("models", metavar="ID", nargs="+", help="as in the list")
    test.add_argument(
        "--device",
        choices=("auto", "cuda", "mps", "cpu"),
        default="auto",
        help="where to compute (default: the fastest device)",
    )
    remove = actions.add_parser("remove", help="remove models from this computer")
    remove.add_argument("models", metavar="ID", nargs="+", help="as in the list")
    remove.add_argument("--forget", action="store_true", help="also forget which file it came from")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.models.models` for what it raises."""
    from soc_studio.cli.models import models

    return models(options, terminal, stopping)
