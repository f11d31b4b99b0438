"""`soc-studio evaluate`: a model measured on clips with known masks; its options."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import (
    Commands,
    add_model,
    add_quality,
    add_steady,
    add_stride,
    add_whole,
    check_quality,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Search for every expression of a folder of clips with known masks, and print the scores.

The measures are those of DAVIS: region similarity J, contour accuracy F, and their mean J&F, for
each expression, each clip and overall. For expressions whose object is not in the clip it is the
share of frames left empty.
"""

_EXAMPLES = """\
the folder holds manifest.json, and for each clip NAME that it lists
  NAME/frames/00000.jpg ...   pictures
  NAME/masks/00000.png ...    palette pictures, the pixel's value is the number of the object

example:
  soc-studio evaluate clips --model soc-mini -o scores.json
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "evaluate",
        help="measure a model on clips with known masks",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("clips", metavar="CLIPS", type=Path, help="folder with manifest.json")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        default=Path("scores.json"),
        help="file for the scores (default: scores.json)",
    )
    add_model(parser)
    frames = parser.add_argument_group("frames")
    add_stride(frames)
    add_quality(frames)
    add_whole(frames)
    add_steady(frames)
    parser.set_defaults(run=run, complete=check_quality)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.evaluate.evaluate` for what it raises."""
    from soc_studio.cli.evaluate import evaluate

    return evaluate(options, terminal, stopping)
