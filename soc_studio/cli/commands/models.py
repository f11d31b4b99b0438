"""`soc-studio models`: what networks there are, and those that are here; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Get networks, keep them, and say what each is.

soc-mini comes with the program and needs nothing. The published networks find more; their authors
share them, each under its own terms, and they are fetched from where the authors put them. They
are kept in your data folder, converted to a form that holds no code.
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
        help="list, fetch, add, check and remove networks",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    shown = actions.add_parser("list", help="say what there is, and what is here")
    shown.add_argument("models", metavar="ID", nargs="*", help="say all that is known of these")
    for name, words in (
        ("fetch", "get a published network, or go on where that was stopped"),
        ("how", "say how to bring a network to a computer without a network connection"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("models", metavar="ID", nargs="+", help="as in the list")
    add = actions.add_parser("add", help="take over a file or folder that you have")
    add.add_argument(
        "place",
        metavar="PLACE",
        type=Path,
        help="a file of weights as it was published, or a folder with one or with a tokenizer",
    )
    add.add_argument("--as", dest="name", metavar="ID", help="what to call it (default: its name)")
    add.add_argument(
        "--tokenizer", metavar="FOLDER", type=Path, help="folder of the RoBERTa tokenizer"
    )
    check = actions.add_parser("check", help="compare files with what is recorded of them")
    check.add_argument("models", metavar="ID", nargs="*", help="which (default: all that are here)")
    test = actions.add_parser("test", help="measure how fast a network is here, and its memory")
    test.add_argument("models", metavar="ID", nargs="+", help="as in the list")
    test.add_argument(
        "--device",
        choices=("auto", "cuda", "mps", "cpu"),
        default="auto",
        help="where to compute (default: the fastest there is)",
    )
    remove = actions.add_parser("remove", help="remove networks from this computer")
    remove.add_argument("models", metavar="ID", nargs="+", help="as in the list")
    remove.add_argument(
        "--forget", action="store_true", help="forget, too, which file it was made of"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.models.models` for what it raises."""
    from soc_studio.cli.models import models

    return models(options, terminal, stopping)
