"""Frames a second of a cut-out as ProRes 4444, beside FFmpeg's own encoding of the same frames.

    python benchmarks/cutout_encoding.py [--frames 48] [--width 1920] [--height 1080] [--no-band]
    python benchmarks/cutout_encoding.py --memory --frames 3000 --depths 8

The source is encoded as H.264, once with 8 and once with 10 bits. "FFmpeg" encodes the finished
pictures, kept in memory as the encoder takes them. "Export" is what the program's dialog does at
first: the plan of a project with one layer, whose masks are coarse as a network's, written as a
cut-out with an automatic edge band that is evened out, and checked afterwards. With `--no-band` an
object with a soft edge moves over noise and covers about a quarter of it; the way is then
decoding, colours of the edge, encoding and check.

`--memory` says every 100 frames what the program takes: what the system gave it, and what of that
is in use (under glibc). `malloc` keeps the rest for what comes next; it is the second
that may not grow. The source's frames are drawn once and then repeated as they are encoded, so that
a long video is made in no time.
"""

from __future__ import annotations

import argparse
import ctypes
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from banded_project import banded_layer, write_banded_source
from numpy.typing import NDArray

from soc_studio.cli.export import views_of
from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_writing import material_of, write_export
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.colour_tags import tags_of
from soc_studio.core.media.encodings import PRORES_4444
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.memory import memory_in_use

_KEPT = 24  # finished pictures in memory, encoded again and again
_PIXELS = {8: "yuv420p", 10: "yuv420p10le"}


def main() -> None:
    """Print one line for each depth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=48)
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--height", type=int, default=1080)
    parser.add_argument("--no-band", action="store_true", help="without project and edge band")
    parser.add_argument("--object", default="body", choices=("body", "hair", "fur"))
    parser.add_argument("--made", type=int, default=24, help="frames that are drawn")
    parser.add_argument("--depths", type=int, nargs="*", default=list(_PIXELS), choices=_PIXELS)
    parser.add_argument("--memory", action="store_true", help="say what memory it takes")
    options = parser.parse_args()
    for pixel_format in (_PIXELS[each] for each in options.depths):
        with tempfile.TemporaryDirectory() as folder:
            if options.no_band:
                source = write_source(Path(folder) / "source.mp4", pixel_format, options)
                with open_video(source) as reader:
                    ours = export(reader, Path(folder) / "cutout.mov")
            else:
                ours = export_with_band(Path(folder), pixel_format, options)
            if options.memory:
                continue
            theirs = encode_again(Path(folder) / "cutout.mov", options.frames)
            size = (Path(folder) / "cutout.mov").stat().st_size
            frames = [f"{options.frames / each.seconds:.1f}" for each in (ours, theirs)]
            busy = [f"{1e3 * each.processor / options.frames:.0f}" for each in (ours, theirs)]
            sys.stdout.write(
                f"{pixel_format}: export {frames[0]} frames a second, FFmpeg {frames[1]}; "
                f"of processors {busy[0]} ms a frame, FFmpeg {busy[1]} ms, "
                f"{theirs.processor / ours.processor:.0%}; "
                f"{size / options.frames / 1e6:.2f} MB a frame\n"
            )
            sys.stdout.flush()


@dataclass(frozen=True)
class Cost:
    """What something took: seconds, and seconds of all processors together."""

    seconds: float
    processor: float


class Watch:
    """Measures from when it is made."""

    def __init__(self) -> None:
        self._begin = time.perf_counter(), time.process_time()

    def cost(self) -> Cost:
        """Return what was spent since then."""
        return Cost(time.perf_counter() - self._begin[0], time.process_time() - self._begin[1])


def write_source(path: Path, pixel_format: str, options: argparse.Namespace) -> Path:
    """Encode noise that moves over a gradient, and return the file."""
    height, width = options.height, options.width
    noise = np.random.default_rng(0).normal(0, 9, (height, 2 * width, 3)).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 1.2) * 2
    slope = np.linspace(30, 220, 2 * width, dtype=np.float32)[None, :, None]
    picture = (slope + noise).clip(0, 255).astype(np.uint8)
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, pixel_format
        stream.options = {"preset": "ultrafast", "crf": "16"}
        for number in range(options.frames):
            left = 7 * number % width
            shown = np.ascontiguousarray(picture[:, left : left + width])
            container.mux(stream.encode(VideoFrame.from_ndarray(shown, "rgb24")))
        container.mux(stream.encode())
    return path


def matte(number: int, height: int, width: int) -> NDArray[np.uint8]:
    """Return a soft disc, uint8 [height, width]."""
    levels = np.zeros((height, width), dtype=np.uint8)
    centre = (width // 3 + 5 * number % (width // 3), height // 2)
    cv2.circle(levels, centre, round(0.4 * height), 255, -1)
    return np.asarray(cv2.blur(levels, (9, 9)), dtype=np.uint8)


def export(reader: VideoReader, path: Path) -> Cost:
    """Write the cut-out to `path`, and return what it took."""
    watch = Watch()
    size, timing = (reader.width, reader.height), reader.timing
    with VideoWriter(path, *size, timing, PRORES_4444, tags=tags_of(reader.info)) as writer:
        for number, frame in enumerate(reader.deep_frames()):
            writer.write(cut_out(frame, matte(number, reader.height, reader.width)))
    return watch.cost()


def export_with_band(folder: Path, pixel_format: str, options: argparse.Namespace) -> Cost:
    """Write `cutout.mov` in `folder` by an export plan, and return what that took."""
    size, made = (options.width, options.height), min(options.made, options.frames)
    source, masks = write_banded_source(
        folder / "source.mp4", pixel_format, size, made, options.frames, options.object
    )
    with (
        Document(ProjectFile.create(folder / "project.soc")) as document,
        open_video(source) as reader,
    ):
        layer = banded_layer(document, reader, masks)
        (video,) = document.project.videos
        plan = ExportPlan(str(folder), "out", (layer.id,), Part.ALL, formats=("cutout",))
        watch = Watch()
        material = material_of(plan, video, reader, views_of(document, video, [layer.id]))
        said = 0
        for step in write_export(plan, material, Sources()):
            if options.memory and step.done // 100 > said:
                said = step.done // 100
                say_memory(step.done)
        cost = watch.cost()
    (written,) = (folder / "out").glob("*.mov")
    written.rename(folder / "cutout.mov")
    return cost


def say_memory(done: int) -> None:
    """Print what memory the program takes now, and what it took at most."""
    now, most = memory_in_use() or 0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(
        f"frame {done}: {now / 1e6:.0f} MB, {most / 1e3:.0f} MB at most; "
        f"in use {in_use() / 1e6:.1f} MB, {sys.getallocatedblocks()} blocks of Python\n"
    )
    sys.stdout.flush()


class _Mallinfo2(ctypes.Structure):
    """What glibc says of its memory, in bytes."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd",
            "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    )  # fmt: skip


def in_use() -> int:
    """Return the bytes that `malloc` has handed out, 0 where the system cannot say it."""
    ask = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if ask is None:
        return 0
    ask.restype = _Mallinfo2
    found = ask()
    return int(found.uordblks + found.hblkhd)


def encode_again(path: Path, count: int) -> Cost:
    """Encode the pictures of `path` alone; return what `count` frames took."""
    pictures = []
    with av.open(path) as container:
        for frame in container.decode(video=0):
            pictures.append(frame.reformat(format=PRORES_4444.pixel_format))
            if len(pictures) == _KEPT:
                break
    again = path.with_name("again.mov")
    watch = Watch()
    with av.open(again, "w") as container:
        stream = container.add_stream(PRORES_4444.codecs[0], rate=25)
        stream.width, stream.height = pictures[0].width, pictures[0].height
        stream.pix_fmt = PRORES_4444.pixel_format
        stream.options = dict(PRORES_4444.options)
        for number in range(count):
            picture = pictures[number % len(pictures)]
            picture.pts, picture.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return watch.cost()


if __name__ == "__main__":
    main()
