"""Frames a second of a cut-out as ProRes 4444, beside FFmpeg's own encoding of the same frames.

    python benchmarks/cutout_encoding.py [--frames 48] [--width 1920] [--height 1080]

The source is encoded as H.264, once with 8 and once with 10 bits; an object with a soft edge moves
over it and covers about a quarter of it. "Export" is the whole way: decoding, matte, colours of
the edge, encoding with sound and time code left out, and the check after writing. "FFmpeg" encodes
the finished pictures, kept in memory as the encoder takes them.
"""

from __future__ import annotations

import argparse
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
from numpy.typing import NDArray

from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.colour_tags import tags_of
from soc_studio.core.media.encodings import PRORES_4444
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.media.video_writer import VideoWriter

_KEPT = 24  # finished pictures in memory, encoded again and again


def main() -> None:
    """Print one line for each depth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=48)
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--height", type=int, default=1080)
    options = parser.parse_args()
    for pixel_format in ("yuv420p", "yuv420p10le"):
        with tempfile.TemporaryDirectory() as folder:
            source = write_source(Path(folder) / "source.mp4", pixel_format, options)
            with open_video(source) as reader:
                ours = export(reader, Path(folder) / "cutout.mov")
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
