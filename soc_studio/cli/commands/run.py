"""`soc-studio run`: many videos searched by a list, or as they arrive; its options."""

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
    expression,
    whole_number,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Search many videos by a list, with the model loaded once.

LIST is a CSV or JSON file with a row for each expression. Its columns are video and expression,
and, where wanted: object (its number; rows of one video with the same number are sentences of one
object), category, rate (frames a second, of folders of frames), range (such as 120-240 or
0:10-0:20; the end is left out) or from and to. Paths begin in the folder of the list, or in that of
--videos, and may not lead out of it.

With -o all videos and what is found in them are in one project, which the window opens. The same
command goes on where it was stopped or killed, finds nothing twice, and tries again what failed.
With --folder each video has a result file of its own, a project, that is put into the one of -o.
At the end it prints a table of what is done, what failed and why, and what is left.
"""

_EXAMPLES = """\
examples:
  soc-studio run clips.csv -o clips.soc
  soc-studio run clips.json --videos /data/videos -o clips.soc --table table.csv
  soc-studio run clips.csv --folder results --ray auto -o clips.soc
  soc-studio run --watch incoming "the person" "the dog" -o incoming.soc

a list:
  video,expression,object,category
  street.mp4,the red car,1,car
  street.mp4,the car that turns left,1,car
  park/001,the dog,,
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "run",
        help="search many videos by a list, or as they arrive in a folder",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "words",
        metavar="LIST",
        nargs="*",
        help="the list, a CSV or JSON file; with --watch what to find in each video",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="project for all videos and what is found; made if missing",
    )
    parser.add_argument(
        "--videos",
        metavar="FOLDER",
        help="folder that all videos of the list are in, or its address, as s3://bucket/videos "
        "(default: the folder of the list)",
    )
    parser.add_argument(
        "--folder",
        metavar="FOLDER",
        help="folder or address for a result file of each video; with -o, these are put together",
    )
    parser.add_argument(
        "--table",
        metavar="FILE",
        type=Path,
        help="CSV file for the table, written anew after each video",
    )
    watching = parser.add_argument_group("a folder that fills")
    watching.add_argument(
        "--watch",
        metavar="FOLDER",
        type=Path,
        help="search each video that arrives in the folder, once it is complete, until Ctrl-C",
    )
    watching.add_argument(
        "--settle",
        metavar="SECONDS",
        type=whole_number,
        default=5,
        help="for how long a video has to stay as it is to count as complete (default: 5)",
    )
    machines = parser.add_argument_group("many machines")
    machines.add_argument(
        "--ray",
        metavar="ADDRESS",
        help="run on a Ray cluster, one worker for each GPU: auto, HOST:6379, ray://HOST:10001",
    )
    machines.add_argument(
        "--cores",
        metavar="N",
        type=whole_number,
        default=4,
        help="processor cores of a worker where the cluster has no GPU (default: 4)",
    )
    add_model(parser)
    frames = parser.add_argument_group("frames")
    add_stride(frames)
    add_quality(frames)
    add_whole(frames)
    add_steady(frames)
    frames.add_argument(
        "--candidates",
        metavar="N",
        type=whole_number,
        default=5,
        help="candidates kept per window, from which tracks are made (default: 5)",
    )
    parser.set_defaults(run=run, complete=complete)


def complete(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Sort the words of `options` into a list and expressions; report what is missing."""
    options.listed, options.wanted = None, []
    if options.watch is not None:
        if not options.words:
            parser.error('say what to find in each video, such as "the dog"')
        try:
            options.wanted = list(dict.fromkeys(expression(each) for each in options.words))
        except argparse.ArgumentTypeError as error:
            parser.error(str(error))
    elif len(options.words) != 1:
        parser.error("give one list: a CSV or JSON file")
    else:
        options.listed = Path(options.words[0])
    if options.output is None and options.folder is None:
        parser.error("give a project for what is found (-o), or a folder of result files")
    if options.watch is not None and (options.folder is not None or options.output is None):
        parser.error("--watch takes a project (-o)")
    if options.ray is not None and (options.folder is None or options.watch is not None):
        parser.error("--ray takes a list, and a folder for result files that all machines reach")
    check_quality(parser, options)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.run.run` for what it raises."""
    from soc_studio.cli.run import run

    return run(options, terminal, stopping)
