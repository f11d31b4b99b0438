"""What the command line understands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from soc_studio.core.media.frame_rates import RateError, parse_rate
from soc_studio.core.media.time_code import TimeCode, TimeCodeError
from soc_studio.core.system.file_names import coded_name

_ABOUT = "Describe an object in a video and get its mask on every frame."

_SEGMENT = """\
Find what each expression refers to, and write its masks.

The folder given with -o receives, for every expression, a folder of mask pictures at the size of
the video (white is the object, named by frame number, or like the pictures of a folder), and
tracks.json with every frame's time, score, box and mask. A result that is already in the folder is
replaced when the new one is complete. Ctrl-C stops and keeps what is finished; a second Ctrl-C
gives that up, too.

With --project, what is found stays in a project file, too: the same command goes on where it was
stopped, and finds nothing twice. Without a video, or without expressions, those of the project are
taken.
"""

_SEGMENT_EXAMPLES = """\
examples:
  soc-studio segment clip.mp4 "the red car driving to the right" -o result --overlay
  soc-studio segment clip.mp4 "the left dog" "the right dog" -o dogs --from 0:10 --to 0:20
  soc-studio segment clip.mp4 "the woman in blue" -o quick --preview --device cpu
  soc-studio segment clip.mp4 "all the people" -o people --each

  soc-studio segment clip.mp4 "the red car" --project clip.soc
  soc-studio segment --project clip.soc -o result

points in a video:
  120              frame 120, the first frame is 0
  12.5s            seconds from the first frame
  1:30, 00:01:30.5 a clock time
"""

_EXPORT = """\
Write what a project holds: the masks of each expression, and tracks.json, as `segment` does.

Nothing is searched for. Corrections, choices and matte settings of the project are in what is
written; frames that were not searched yet are left out.
"""

_PROJECT = """\
Say what is in a project: its videos, their expressions, how much of them is found, and where a
person should look first.
"""

_PROJECT_EXAMPLES = """\
examples:
  soc-studio project clip.soc
  soc-studio project clip.soc --import-masks masks/
  soc-studio project damaged.soc --repair repaired.soc

masks can be read from
  a folder of PNG pictures, black and white or with a palette (one object a colour); named by frame
  number, or like the pictures where the video is a folder of them
  tracks.json, as segment and export write it
  COCO's JSON with run-length codes or polygons, of pictures or of videos
"""

_EVALUATE = """\
Run every expression of a folder of clips with known masks, and print how well they are found.

The measures are those of DAVIS: region similarity J, contour accuracy F, and their mean J&F, for
each expression, each clip and overall. For expressions whose object is not in the clip it is the
share of frames left empty.
"""

_EVALUATE_EXAMPLES = """\
the folder holds manifest.json, and for each clip NAME that it lists
  NAME/frames/00000.jpg ...   pictures
  NAME/masks/00000.png ...    palette pictures, the pixel's value is the number of the object

example:
  soc-studio evaluate clips --model soc-mini -o scores.json
"""

_MODELS = """\
Get networks, keep them, and say what each is.

soc-mini comes with the program and needs nothing. The published networks find more; their authors
share them, each under its own terms, and they are fetched from where the authors put them. They
are kept in your data folder, converted to a form that holds no code.
"""

_MODELS_EXAMPLES = """\
examples:
  soc-studio models list
  soc-studio models fetch soc-joint-t
  soc-studio segment clip.mp4 "the red car" -o result --model soc-joint-t

  soc-studio models how soc-joint-t
  soc-studio models add downloads/joint.tar --as soc-joint-t
  soc-studio models add roberta-base/
"""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options in `arguments`, those of the process where it is None.

    Raises:
        SystemExit: help was asked for (0), or the arguments are wrong (2).
    """
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    # Optional words on both sides of an option are too much for argparse.
    if rest and "expressions" in options and not any(word.startswith("-") for word in rest):
        try:
            options.expressions = [*options.expressions, *map(_expression, rest)]
        except argparse.ArgumentTypeError as error:
            parser.error(str(error))
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if options.command == "segment":
        if options.chosen is not None and options.video is not None:
            options.expressions.insert(0, _expression(str(options.video)))
            options.video = None
        _check_segment(parser, options)
    return options


def _check_segment(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if options.project is None and not (options.video and options.expressions):
        parser.error("give a video and what to find in it, or a project that has both")
    if options.project is None and options.output is None:
        parser.error("give a folder for the masks (-o), a project to keep them in, or both")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="soc-studio",
        description=_ABOUT,
        epilog="exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"soc-studio {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_segment(commands)
    _add_export(commands)
    _add_project(commands)
    _add_evaluate(commands)
    _add_models(commands)
    info = commands.add_parser(
        "info",
        help="say what is known of a video",
        description="Say what the reader finds in a video: size, frames, times, colour, sound.",
    )
    info.add_argument("video", metavar="VIDEO", type=Path, help="the video file")
    _add_rate(info)
    return parser


def _add_segment(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "segment",
        help="find objects by their descriptions and write their masks",
        description=_SEGMENT,
        epilog=_SEGMENT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("video", metavar="VIDEO", type=Path, nargs="?", help="the video file")
    parser.add_argument(
        "expressions",
        metavar="EXPRESSION",
        nargs="*",
        type=_expression,
        help='what to find, such as "the red car"; several find several objects',
    )
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="folder for the result")
    parser.add_argument(
        "--project",
        metavar="FILE",
        type=Path,
        help="project file that keeps what is found; made where it is missing",
    )
    _add_video(parser, "chosen")
    _add_model(parser)
    frames = parser.add_argument_group("frames")
    _add_points(frames)
    _add_rate(frames)
    _add_stride(frames)
    manner = parser.add_mutually_exclusive_group()
    manner.add_argument(
        "--preview",
        action="store_true",
        help="look at few frames and move masks to the others: faster, less exact",
    )
    _add_whole(manner)
    answer = parser.add_argument_group("answers")
    _add_formats(answer)
    answer.add_argument(
        "--threshold",
        metavar="SCORE",
        type=_share,
        help="score, 0 to 1, from which an object counts as present (default: the model's own)",
    )
    several = answer.add_mutually_exclusive_group()
    several.add_argument(
        "--each",
        action="store_true",
        help='a layer for each object, where an expression asks for several ("two dogs", "all the '
        'people"); three at most',
    )
    several.add_argument(
        "--together",
        action="store_true",
        help="one layer for all these objects",
    )
    answer.add_argument(
        "--candidates",
        metavar="N",
        type=_whole_number,
        default=5,
        help="answers kept of each stretch, from which objects are followed (default: 5)",
    )


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "export", help="write what a project holds as files", description=_EXPORT
    )
    parser.add_argument(
        "expressions",
        metavar="EXPRESSION",
        nargs="*",
        type=_expression,
        help="which layers, by their expression or name (default: all)",
    )
    parser.add_argument(
        "--project", metavar="FILE", type=Path, required=True, help="the project file"
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="folder for the result"
    )
    _add_video(parser)
    _add_formats(parser)
    frames = parser.add_argument_group("frames")
    _add_points(frames)
    _add_rate(frames)


def _add_project(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "project",
        help="say what is in a project, put masks into it, or repair it",
        description=_PROJECT,
        epilog=_PROJECT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("project", metavar="FILE", type=Path, help="the project file")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--check", action="store_true", help="also go through the whole file for damage"
    )
    what.add_argument(
        "--repair", metavar="NEW", type=Path, help="write what can be read to a new project"
    )
    what.add_argument(
        "--import-masks",
        dest="masks",
        metavar="MASKS",
        type=Path,
        help="add masks from elsewhere as layers",
    )
    _add_video(parser)
    _add_rate(parser)


def _add_models(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "models",
        help="list, fetch, add, check and remove networks",
        description=_MODELS,
        epilog=_MODELS_EXAMPLES,
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


def _add_video(parser: argparse.ArgumentParser, name: str = "video") -> None:
    parser.add_argument(
        "--video",
        dest=name,
        metavar="VIDEO",
        help="which video of the project, where it has several or one was moved: its name, its "
        "number from 1, or the path of the file",
    )


def _add_formats(group: argparse._ActionsContainer) -> None:
    group.add_argument(
        "--overlay", action="store_true", help="also write overlay.mp4, which marks the objects"
    )
    group.add_argument(
        "--format",
        dest="formats",
        metavar="FORMAT",
        action="append",
        help="write this: masks, tracks or overlay; can be given several times (default: masks and "
        "tracks)",
    )


def _add_points(frames: argparse._ArgumentGroup) -> None:
    frames.add_argument(
        "--from",
        dest="start",
        metavar="POINT",
        type=_point,
        help="first frame (default: that of the video)",
    )
    frames.add_argument(
        "--to",
        dest="stop",
        metavar="POINT",
        type=_point,
        help="first frame left out (default: the end of the video)",
    )


def _add_rate(group: argparse._ActionsContainer) -> None:
    group.add_argument(
        "--rate",
        metavar="RATE",
        type=_rate,
        help="frames a second of a folder of pictures, or of a stream that has no times, such as "
        "25, 29.97 or 30000/1001; it is remembered (default: what was given last, or 25)",
    )


def _add_evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "evaluate",
        help="measure a model on clips with known masks",
        description=_EVALUATE,
        epilog=_EVALUATE_EXAMPLES,
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
    _add_model(parser)
    frames = parser.add_argument_group("frames")
    _add_stride(frames)
    _add_whole(frames)


def _add_stride(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--stride",
        metavar="N",
        type=_whole_number,
        help="how many frames apart those are that are seen together (default: so that six a "
        "second are)",
    )


def _add_whole(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--whole",
        action="store_true",
        help="see all frames together, as in the published benchmarks; for short clips, since "
        "memory grows with length",
    )


def _add_model(parser: argparse.ArgumentParser) -> None:
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
        help="folder of the RoBERTa tokenizer, for weights files that bring none",
    )
    model.add_argument(
        "--device",
        choices=("auto", "cuda", "mps", "cpu"),
        default="auto",
        help="where to compute (default: the fastest there is)",
    )


def _expression(text: str) -> str:
    words = " ".join(text.split())
    if coded_name(words) != words:
        raise argparse.ArgumentTypeError(f"'{coded_name(words)}' is not text in the UTF-8 code")
    if not words:
        raise argparse.ArgumentTypeError("an expression needs at least one word")
    return words


def _point(text: str) -> TimeCode:
    try:
        return TimeCode.parse(text)
    except TimeCodeError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.advice}") from error


def _rate(text: str) -> Fraction:
    try:
        return parse_rate(text)
    except RateError as error:
        raise argparse.ArgumentTypeError(f"{error} {error.advice}") from error


def _whole_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 999999999")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0 to 1")
    return share


def _version() -> str:
    try:
        return version("soc-studio")
    except PackageNotFoundError:
        return "(not installed)"
