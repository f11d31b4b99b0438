"""`soc-studio train`: a network trained by a recipe; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_device
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Train SOC, SOC++ or SgMg by a recipe: a TOML file that says which network learns from which data,
and how. The recipes of the papers come with the program; without RECIPE they are listed.

The folder takes the network of the best epoch (model.safetensors), that of the last one, a card
with data, settings and scores, and a log. A run that was stopped goes on where it was, with the
same numbers, when the same command is given again.
"""

_EXAMPLES = """\
examples:
  soc-studio train
  soc-studio train mine.toml --use ref-youtube-vos=/data/rvos -o runs/mine
  torchrun --nproc_per_node=8 -m soc_studio train mine.toml -o runs/mine
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "train",
        help="train a network by a recipe",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "recipe",
        metavar="RECIPE",
        nargs="?",
        help="a TOML file, or the name of a recipe that comes with the program",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=Path,
        help="folder of the run (default: the recipe's name)",
    )
    parser.add_argument(
        "--use",
        metavar="NAME=PATH",
        action="append",
        default=[],
        type=named_path,
        help="where a dataset, file or folder is that the recipe names; may be given several times",
    )
    add_device(parser)
    parser.set_defaults(run=run)


def named_path(text: str) -> tuple[str, Path]:
    """Return a name and a path."""
    name, sign, path = text.partition("=")
    if not (name and sign and path):
        raise argparse.ArgumentTypeError(f"'{text}' is not NAME=PATH")
    return name, Path(path)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.train.train` for what it raises."""
    from soc_studio.cli.train import train

    return train(options, terminal, stopping)
