"""Options of the commands that write datasets."""

from __future__ import annotations

import argparse
from pathlib import Path

from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.split_text import listed_videos, shares_of
from soc_studio.core.system.errors import StudioError

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
_USUAL = {
    "accepted_only": False,
    "labelled": None,
    "previews": False,
    "unanswered": False,
    "every": 1,
    "splits": None,
    "split_list": None,
    "frames": "copy",
    "report": False,
}


def add_every(group: argparse._ActionsContainer) -> None:
    """Add the option for a part of the frames."""
    group.add_argument(
        "--every", metavar="N", type=_positive, default=1, help="only every N-th frame (default: 1)"
    )


def add_written(group: argparse._ActionsContainer) -> None:
    """Add the options for splits and frames, and for saying beforehand what is lost."""
    group.add_argument(
        "--splits",
        metavar="NAME=SHARE,…",
        type=_splits,
        help="divide the videos anew, by their names: train=0.8,valid=0.2",
    )
    group.add_argument(
        "--split-list",
        metavar="NAME=FILE",
        action="append",
        type=_list,
        help="a split of the videos that FILE names, one on a line; can be given several times",
    )
    group.add_argument(
        "--frames",
        choices=("copy", "link", "leave"),
        default="copy",
        help="what becomes of the pictures of frames (default: copy)",
    )
    group.add_argument(
        "--report", action="store_true", help="only say what the format cannot hold; write nothing"
    )


def add_project_labels(group: argparse._ActionsContainer) -> None:
    """Add the options for what of a project becomes a dataset."""
    group.add_argument(
        "--accepted-only", action="store_true", help="only masks that are marked as right"
    )
    group.add_argument(
        "--labelled",
        choices=("all", "some", "every"),
        help="which frames: all, those of which some object is known, or every object (default: "
        "some, or all where the format is meant for it; with --accepted-only every)",
    )
    group.add_argument(
        "--previews",
        action="store_true",
        help="also quick masks of a preview, which are left out otherwise",
    )
    group.add_argument(
        "--unanswered",
        action="store_true",
        help="also sentences that are not searched for yet, without an answer",
    )


def refuse_for_files(options: argparse.Namespace) -> None:
    """Raise StudioError where an option for datasets is given and no dataset is asked for."""
    for name, usual in _USUAL.items():
        if getattr(options, name) != usual:
            raise StudioError(
                f"--{name.replace('_', '-')} is for datasets.",
                f"Name the format of one with --format: {', '.join(FORMATS)}.",
            )


def lists_of(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the names of the videos of each split that has a list."""
    lists: dict[str, list[str]] = {}
    for name, videos in options.split_list or ():
        lists.setdefault(name, []).extend(videos)
    return lists


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is no number of frames")
    return number


def _splits(text: str) -> dict[str, float]:
    try:
        shares = shares_of(text)
    except DatasetError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not shares:
        raise argparse.ArgumentTypeError("there is no NAME=SHARE")
    return shares


def _list(text: str) -> tuple[str, list[str]]:
    name, equals, file = text.partition("=")
    if not (name.strip() and equals):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=FILE")
    try:
        return name.strip(), listed_videos(Path(file))
    except DatasetError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
