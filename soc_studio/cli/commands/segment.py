"""`soc-studio segment`: objects found by their descriptions, masks written; its options."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.export_options import add_formats, add_handles, add_pictures
from soc_studio.cli.look_options import add_looks
from soc_studio.cli.options import (
    Commands,
    add_model,
    add_points,
    add_quality,
    add_rate,
    add_steady,
    add_stride,
    add_video,
    add_whole,
    check_quality,
    edge_band,
    expression,
    share,
    whole_number,
    whole_number_up_to,
)
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

_ABOUT = """\
Find what each expression refers to, and write its masks.

The folder given with -o receives, for every expression, a folder of mask pictures at the size of
the video (white is the object, named by frame number, or like the pictures of a folder), and
tracks.json with every frame's time, score, box and mask. A result that is already in the folder is
replaced when the new one is complete. Ctrl-C stops and keeps everything finished; a second Ctrl-C
aborts.

With --project, results are kept in a project file, too: the same command continues where it
stopped, and finds nothing twice. Without a video, or without expressions, those of the project are
used.
"""

_EXAMPLES = """\
examples:
  soc-studio segment clip.mp4 "the red car driving to the right" -o result --overlay
  soc-studio segment clip.mp4 "the left dog" "the right dog" -o dogs --from 0:10 --to 0:20
  soc-studio segment clip.mp4 "the woman in blue" -o quick --quality quick --device cpu
  soc-studio segment clip.mp4 "all the people" -o people --each

  soc-studio segment clip.mp4 "the red car" --project clip.soc
  soc-studio segment --project clip.soc -o result

points in a video:
  120              frame 120, the first frame is 0
  12.5s            seconds from the first frame
  1:30, 00:01:30.5 a clock time
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "segment",
        help="find objects by their descriptions and write their masks",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("video", metavar="VIDEO", type=Path, nargs="?", help="the video file")
    parser.add_argument(
        "expressions",
        metavar="EXPRESSION",
        nargs="*",
        type=expression,
        help='what to find, such as "the red car"; several find several objects',
    )
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="folder for the result")
    parser.add_argument(
        "--project",
        metavar="FILE",
        type=Path,
        help="project file that keeps the results; created if missing",
    )
    add_video(parser, "chosen")
    add_model(parser)
    frames = parser.add_argument_group("frames")
    add_points(frames)
    add_handles(frames)
    add_rate(frames)
    add_stride(frames)
    add_quality(frames)
    add_whole(frames)
    add_steady(frames)
    answer = parser.add_argument_group("answers")
    add_formats(answer)
    add_pictures(answer)
    answer.add_argument(
        "--threshold",
        metavar="SCORE",
        type=share,
        help="score, 0 to 1, from which an object counts as present (default: the model's own)",
    )
    answer.add_argument(
        "--edge-band",
        metavar="PIXELS",
        type=edge_band,
        help="how far from the edge of a mask its opacity follows the colours of the picture, as "
        "of hair; 0 is off, auto as wide as the steps of the mask, in cut-outs and looks alone "
        "(default: auto)",
    )
    answer.add_argument(
        "--edge-softness",
        metavar="PERCENT",
        type=partial(whole_number_up_to, 100),
        help="how soft the edge is within that band, 0 for a hard one (default: 90)",
    )
    several = answer.add_mutually_exclusive_group()
    several.add_argument(
        "--each",
        action="store_true",
        help='a layer for each object, where an expression asks for several ("two dogs", "all the '
        'people"); three at most',
    )
    several.add_argument("--together", action="store_true", help="one layer for all these objects")
    answer.add_argument(
        "--candidates",
        metavar="N",
        type=whole_number,
        default=5,
        help="candidates kept per window, from which tracks are made (default: 5)",
    )
    add_looks(parser)
    parser.set_defaults(run=run, complete=complete)


def complete(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Sort the words of `options` into video and expressions; report a missing one."""
    if options.chosen is not None and options.video is not None:
        options.expressions.insert(0, expression(str(options.video)))
        options.video = None
    if options.project is None and not (options.video and options.expressions):
        parser.error("give a video and what to find in it, or a project that has both")
    if options.project is None and options.output is None:
        parser.error("give a folder for the masks (-o), a project to keep them in, or both")
    check_quality(parser, options)
    if len(options.presets) > 1:
        parser.error("give one preset; `soc-studio export` takes several")


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code; see `cli.segment.segment` for what it raises."""
    from soc_studio.cli.segment import segment

    return segment(options, terminal, stopping)
