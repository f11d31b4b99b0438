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
    whole_number,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal
from soc_studio.core.system.errors import StudioError

_ABOUT = """\
Search for every expression of a folder of clips with known masks, and print the scores; or measure
a model on a published dataset, as its paper does.

The measures of clips are those of DAVIS: region similarity J, contour accuracy F, and their mean
J&F, for each expression, each clip and overall. For expressions whose object is not in the clip it
is the share of frames left empty.

With --dataset: Ref-YouTube-VOS, Ref-DAVIS17, MeViS, A2D-Sentences, JHMDB-Sentences or RefCOCO/+/g,
as their authors publish them. What was answered before the command was stopped is not asked again.
"""

_EXAMPLES = """\
the folder of clips holds manifest.json, and for each clip NAME that it lists
  NAME/frames/00000.jpg ...   pictures
  NAME/masks/00000.png ...    palette pictures, the pixel's value is the number of the object

examples:
  soc-studio evaluate clips --model soc-mini -o scores.json
  soc-studio evaluate --dataset ref-davis --protocol published --model soc-mini -o results
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
    parser.add_argument(
        "clips", metavar="CLIPS", type=Path, nargs="?", help="folder with manifest.json"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PLACE",
        type=Path,
        help="file for the scores of clips (default: scores.json), or folder for the answers, "
        "scores and report of a dataset (default: evaluation)",
    )
    _add_dataset(parser)
    add_model(parser)
    frames = parser.add_argument_group("frames of CLIPS")
    add_stride(frames)
    add_quality(frames)
    add_whole(frames)
    add_steady(frames)
    parser.set_defaults(run=run, complete=check_quality)


def _add_dataset(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("published datasets")
    group.add_argument(
        "--dataset", metavar="FOLDER", type=Path, help="a published dataset in place of CLIPS"
    )
    group.add_argument(
        "--split",
        metavar="SPLIT",
        help="the part of it, such as valid or refcoco+/testA (default: what papers report)",
    )
    group.add_argument(
        "--protocol",
        choices=("published", "studio"),
        default="published",
        help="ask the model as its paper does, or as the program searches (default: published)",
    )
    group.add_argument(
        "--masks",
        metavar="FOLDER",
        type=Path,
        help="score the masks of any tool, in the folders that servers take; no model is asked",
    )
    group.add_argument(
        "--project",
        metavar="FILE",
        type=Path,
        help="score the masks of a project whose videos are called as in the dataset; no model is "
        "asked",
    )
    group.add_argument(
        "--limit",
        metavar="N",
        type=whole_number,
        help="only the first N videos (default: all)",
    )
    group.add_argument(
        "--processes",
        metavar="N",
        type=whole_number,
        default=1,
        help="processes that work beside each other, one for each GPU (default: 1)",
    )


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.evaluate.evaluate` for what it raises."""
    if options.dataset is not None and options.clips is not None:
        raise StudioError("CLIPS and --dataset cannot be given together.", "Leave one of them out.")
    if options.dataset is not None:
        from soc_studio.cli.evaluate_dataset import evaluate_dataset

        return evaluate_dataset(options, terminal, stopping)
    from soc_studio.cli.evaluate import evaluate

    return evaluate(options, terminal, stopping)
