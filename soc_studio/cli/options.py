"""Options that several commands share, and the kinds of values that they take."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from soc_rvos.language.invisible import without_invisible
from soc_studio.core.masks.matte_ranges import AUTOMATIC
from soc_studio.core.media.frame_rates import RateError, parse_rate
from soc_studio.core.media.time_code import TimeCode, TimeCodeError
from soc_studio.core.project.limits import MOST_BAND
from soc_studio.core.system.file_names import coded_name

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a command adds its parser to."""


def add_video(parser: argparse.ArgumentParser, name: str = "video") -> None:
    """Add the option that says which video of a project is meant."""
    parser.add_argument(
        "--video",
        dest=name,
        metavar="VIDEO",
        help="which video of the project, where it has several or one was moved: its name, its "
        "number from 1, or the path of the file",
    )


def add_points(frames: argparse._ArgumentGroup) -> None:
    """Add the first frame, and the first that is left out."""
    frames.add_argument(
        "--from",
        dest="start",
        metavar="POINT",
        type=point,
        help="first frame (default: that of the video)",
    )
    frames.add_argument(
        "--to",
        dest="stop",
        metavar="POINT",
        type=point,
        help="first frame left out (default: the end of the video)",
    )


def add_rate(group: argparse._ActionsContainer) -> None:
    """Add the option for frames a second."""
    group.add_argument(
        "--rate",
        metavar="RATE",
        type=rate,
        help="frames per second of a folder of pictures, or of a stream that has no times, "
        "such as 25, 29.97 or 30000/1001; it is remembered (default: what was given "
        "last, or 25)",
    )


def add_stride(group: argparse._ArgumentGroup) -> None:
    """Add the option for the distance of frames that are seen together."""
    group.add_argument(
        "--stride",
        metavar="N",
        type=whole_number,
        help="distance between the frames that the model sees together (default: so that six "
        "a second are)",
    )


def add_quality(group: argparse._ArgumentGroup) -> None:
    """Add the options for the quality of a search; `check_quality` refuses what contradicts."""
    group.add_argument(
        "--quality",
        choices=("quick", "full"),
        default="full",
        help="quick: search some frames and follow the object between them, faster and less exact; "
        "full: search all frames, in finer pictures where the model has a fine pass (default: "
        "full)",
    )
    group.add_argument(
        "--preview",
        dest="quality",
        action="store_const",
        const="quick",
        help="the same as --quality quick",
    )


def check_quality(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Report options that contradict a quick search."""
    if options.quality != "quick":
        return
    if options.whole:
        parser.error("--whole sees all frames: leave out --quality quick")
    if options.steady:
        parser.error("--steady evens out full answers: leave out --quality quick")


def add_whole(group: argparse._ArgumentGroup) -> None:
    """Add the option to see all frames together."""
    group.add_argument(
        "--whole",
        action="store_true",
        help="see all frames together, as in the published benchmarks; for short clips, since "
        "memory grows with length",
    )


def add_steady(group: argparse._ArgumentGroup) -> None:
    """Add the option to steady what is found."""
    group.add_argument(
        "--steady",
        action="store_true",
        help="let the tracker follow each object through its shot from the frames of which the "
        "model is surest, and even out the others; about twice the time",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which model computes, and where."""
    model = parser.add_argument_group("model")
    model.add_argument(
        "--model",
        metavar="MODEL",
        help="name of a model (see `soc-studio models list`), or a weights file (default: the one "
        "that comes with the program)",
    )
    model.add_argument(
        "--tokenizer",
        metavar="FOLDER",
        type=Path,
        help="folder of the RoBERTa tokenizer, for weights files without one",
    )
    add_device(model)


def add_device(parser: argparse._ActionsContainer) -> None:
    """Add the option that says where to compute."""
    parser.add_argument(
        "--device",
        choices=("auto", "cuda", "mps", "cpu"),
        default="auto",
        help="where to compute (default: the fastest device)",
    )


def expression(text: str) -> str:
    """Return the expressions to find, on one line."""
    words = " ".join(without_invisible(text).split())
    if coded_name(words) != words:
        raise argparse.ArgumentTypeError(f"'{coded_name(words)}' is not text in the UTF-8 code")
    if not words:
        raise argparse.ArgumentTypeError("an expression needs at least one word")
    return words


def point(text: str) -> TimeCode:
    """Return a point in a video."""
    try:
        return TimeCode.parse(text)
    except TimeCodeError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.advice}") from error


def rate(text: str) -> Fraction:
    """Return frames a second."""
    try:
        return parse_rate(text)
    except RateError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.advice}") from error


def whole_number(text: str) -> int:
    """Return a whole number from 1 on."""
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 999999999")
    return int(text)


def whole_number_up_to(most: int, text: str) -> int:
    """Return a whole number from 0 to `most`."""
    if not text.isdecimal() or len(text) > 9 or int(text) > most:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 to {most}")
    return int(text)


def edge_band(text: str) -> int:
    """Return the pixels of an edge band, `AUTOMATIC` for "auto"."""
    return AUTOMATIC if text == "auto" else whole_number_up_to(MOST_BAND, text)


def share(text: str) -> float:
    """Return a number from 0 to 1."""
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0 to 1")
    return share
