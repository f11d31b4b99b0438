"""`soc-studio info`: shows the facts of a video."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from soc_studio.cli.exit_codes import Exit
from soc_studio.cli.options import Commands, add_rate
from soc_studio.cli.stopping import Stopping
from soc_studio.cli.terminal import Terminal

if TYPE_CHECKING:
    from soc_studio.core.media.video_info import VideoInfo


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "info",
        help="show the facts of a video",
        description="Show the size, frames, times, colours and sound of a video.",
    )
    parser.add_argument("video", metavar="VIDEO", type=Path, help="the video file")
    add_rate(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, terminal: Terminal, stopping: Stopping) -> Exit:
    """Run the command and return the exit code.

    Raises:
        VideoError: the video cannot be read.
    """
    from soc_studio.core.media.given_rate import open_at

    with open_at(options.video, options.rate) as reader:
        terminal.say(str(options.video))
        for name, value in _lines(reader.info):
            terminal.say(f"  {name:<10} {value}")
        if names := reader.frame_names:
            terminal.say(f"  {'names':<10} {names[0]} to {names[-1]}")
    return Exit.DONE


def _lines(video: VideoInfo) -> Iterator[tuple[str, str]]:
    yield "container", video.container
    alpha = ", with alpha" if video.has_alpha else ""
    yield "codec", f"{video.codec}, {video.pixel_format} ({video.bit_depth} bits{alpha})"
    yield "size", _size(video)
    yield "frames", str(video.frame_count)
    yield "rate", _rate(video)
    yield "duration", f"{_exact(video.duration)} s"
    yield "colour", _colour(video)
    yield "sound", "; ".join(video.audio_streams) or "none"
    for frame, size in video.size_changes:
        yield (
            "size",
            f"stored as {size[0]} x {size[1]} from frame {frame} on, shown in its shape within "
            "the picture",
        )
    for hurt in video.hurt:
        yield (
            "damaged",
            f"data is missing at frame {hurt.start}: pictures up to frame {hurt.stop - 1} may be "
            "wrong or missing; what follows is whole",
        )
    if video.broken is not None:
        broken = video.broken
        yield (
            "damaged",
            f"at frame {broken.frame}, {_exact(broken.time)} s: {broken.reason}; what follows "
            "cannot be read",
        )


def _rate(video: VideoInfo) -> str:
    steadiness = "on average, variable" if video.is_variable else "constant"
    assumed = "; assumed, give another one with --rate" if video.rate_is_assumed else ""
    return f"{_exact(video.rate)} frames a second, {steadiness}{assumed}"


def _size(video: VideoInfo) -> str:
    said = "{} x {}".format(*video.displayed_size)
    reasons = []
    if video.rotation:
        reasons.append(f"turned by {video.rotation} degrees")
    if video.mirrored:
        reasons.append("mirrored")
    if video.sample_aspect_ratio != 1:
        reasons.append(f"pixels {video.sample_aspect_ratio} as wide as high")
    if any(video.crop):
        left, top, right, bottom = video.crop
        sides = {"left": left, "top": top, "right": right, "bottom": bottom}
        cut = ", ".join(f"{count} {side}" for side, count in sides.items() if count)
        reasons.append(f"cropped as the file says: {cut}")
    if video.coded_size != video.displayed_size:
        reasons.append("stored as {} x {}".format(*video.coded_size))
    return f"{said} ({', '.join(reasons)})" if reasons else said


def _colour(video: VideoInfo) -> str:
    said = f"matrix {_used(video.colour_matrix, video.colour_matrix_used)}"
    said += f", range {_used(video.colour_range, video.colour_range_used)}"
    said += f", primaries {video.colour_primaries}, transfer {video.colour_transfer}"
    if video.tone:
        said += f"; high dynamic range ({video.tone}), shown without tone mapping"
    return said


def _used(stated: str, used: str) -> str:
    return stated if stated == used else f"{stated}, read as {used}"


def _exact(number: Fraction) -> str:
    """Return `number` in decimals, with the fraction where they are rounded."""
    decimals = f"{float(number):.3f}".rstrip("0").rstrip(".")
    return decimals if Fraction(decimals) == number else f"{decimals} ({number})"
