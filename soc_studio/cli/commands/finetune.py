"""`soc-studio finetune`: a model improved with one's own labels; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_device, share, whole_number
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Make a new model of one that is here, with the labels of projects or datasets.

Of projects those masks are taken that a person marked as right, or made. Whole videos are held out:
the new model does not learn from them, and its answers there are measured before and after. It then
is in the list of models under its name, with its card.
"""

_EXAMPLES = """\
example:
  soc-studio finetune harbour.soc street.soc --name harbour
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "finetune",
        help="improve a model with your own labels",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "sources",
        metavar="PROJECT",
        nargs="+",
        type=Path,
        help="projects, or folders and archives of datasets",
    )
    parser.add_argument(
        "--name", metavar="NAME", required=True, help="what the new model is called"
    )
    parser.add_argument(
        "--model",
        metavar="MODEL",
        help="the model that it begins as (default: the one that comes with the program)",
    )
    parser.add_argument(
        "--hold-out",
        metavar="SHARE",
        type=share,
        default=0.2,
        help="share of the videos to measure on, from 0 to 1, at least one video (default: 0.2)",
    )
    parser.add_argument(
        "--parts",
        choices=("heads", "all"),
        default="heads",
        help="what learns: words, fusion and heads, or the backbone, too (default: heads)",
    )
    parser.add_argument(
        "--all-labels",
        action="store_true",
        help="learn from all masks of projects, also those that nobody marked as right",
    )
    parser.add_argument(
        "--steps",
        metavar="N",
        type=whole_number,
        default=0,
        help="how many steps to learn (default: what fits the model)",
    )
    add_device(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.finetune.finetune` for what it raises."""
    from soc_studio.cli.finetune import finetune

    return finetune(options, terminal, stopping)
