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
                seconds = export(reader, Path(folder) / "cutout.mov")
            alone, size = encode_again(Path(folder) / "cutout.mov", options.frames)
            ours, theirs = options.frames / seconds, options.frames / alone
            sys.stdout.write(
                f"{pixel_format}: export {ours:.1f} frames a second, FFmpeg {theirs:.1f}, "
                f"{ours / theirs:.0%}; {size / options.frames / 1e6:.2f} MB a frame\n"
            )
            sys.stdout.flush()


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


def export(reader: VideoReader, path: Path) -> float:
    """Write the cut-out to `path`, and return the seconds that it took."""
    begin = time.perf_counter()
    size, timing = (reader.width, reader.height), reader.timing
    with VideoWriter(path, *size, timing, PRORES_4444, tags=tags_of(reader.info)) as writer:
        for number, frame in enumerate(reader.deep_frames()):
            writer.write(cut_out(frame, matte(number, reader.height, reader.width)))
    return time.perf_counter() - begin


def encode_again(path: Path, count: int) -> tuple[float, int]:
    """Encode the pictures of `path` alone; return the seconds for `count` frames, and its bytes."""
    pictures = []
    with av.open(path) as container:
        for frame in container.decode(video=0):
            pictures.append(frame.reformat(format=PRORES_4444.pixel_format))
            if len(pictures) == _KEPT:
                break
    again = path.with_name("again.mov")
    begin = time.perf_counter()
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
    return time.perf_counter() - begin, path.stat().st_size


if __name__ == "__main__":
    main()
