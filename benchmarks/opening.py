"""Seconds until a video can be seen that pauses, beside the same video without any pause.

    python benchmarks/opening.py [--only phone] [--small]

A recording of a phone or of a screen leaves frames out, and each gap in its times could be a packet
that was lost. The sample clip is scaled up and encoded, its groups are repeated, and a few frames
are then shown longer. Of each file: what the processor worked until a first picture and
until all frames are known, all threads together, the less of two. `--small` makes all of 320 x 180.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
from av.packet import Packet

from soc_studio.core.media.video_reader import open_video
from soc_studio.resources import resource

_OPTIONS = {
    "libx264": {"preset": "ultrafast", "bf": "2"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:bframes=2"},
}


@dataclass(frozen=True)
class Recording:
    """A file to be made: `group` frames are encoded, and repeated to as many `frames`."""

    name: str
    codec: str
    height: int
    rate: int
    group: int
    frames: int
    pauses: int


RECORDINGS = (
    Recording("phone.mp4", "libx264", 1080, 30, 30, 600, 3),
    Recording("phone-4k.mp4", "libx265", 2160, 60, 60, 240, 3),
    Recording("screen.mkv", "libx264", 1080, 30, 250, 2000, 8),
    Recording("half-hour.mp4", "libx264", 1080, 30, 30, 54000, 12),
)


def main() -> None:
    """Print two lines for each recording."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [each.name.split(".")[0] for each in RECORDINGS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    sys.stdout.write("recording          pauses   first picture s   all s\n")
    with tempfile.TemporaryDirectory() as folder:
        for each in RECORDINGS:
            if each.name.split(".")[0] not in options.only:
                continue
            packets = Path(folder) / "packets.mp4"
            _encode(packets, each, 180 if options.small else each.height)
            for pauses in (0, each.pauses):
                path = Path(folder) / each.name
                _repeat(packets, path, each, pauses)
                first, whole = map(min, zip(*(_opened(path) for _ in range(2)), strict=True))
                sys.stdout.write(f"{each.name:18} {pauses:6} {first:17.2f} {whole:7.2f}\n")
                sys.stdout.flush()
                path.unlink()


def _opened(path: Path) -> tuple[float, float]:
    """Return what the processor worked until a first picture and until `path` was open."""
    seen: list[float] = []
    began = time.process_time()
    with open_video(path, on_first=lambda _: seen.append(time.process_time() - began)) as reader:
        whole = time.process_time() - began
        reader.frame(0)
        return (seen or [time.process_time() - began])[0], whole


def _encode(path: Path, recording: Recording, height: int) -> None:
    """Write a group of frames, and the key frame after it."""
    with open_video(resource("sample", "sample.mp4")) as sample, av.open(str(path), "w") as file:
        stream = file.add_stream(recording.codec, rate=recording.rate)
        stream.width, stream.height = 16 * height // 9, height
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = recording.group
        stream.options = _OPTIONS[recording.codec]
        size = stream.width, stream.height
        for number in range(recording.group + 1):
            picture = cv2.resize(sample.frame(number % sample.frame_count), size)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(stream.encode())


def _repeat(source: Path, path: Path, recording: Recording, pauses: int) -> None:
    """Write `source`'s first group again and again, with so many pauses of 2 to 5 frames."""
    base = Fraction(1, 90000)
    step = 90000 // recording.rate
    apart = recording.frames // (pauses + 1)
    with av.open(str(source)) as read, av.open(str(path), "w") as written:
        (video,) = read.streams.video
        stored = [packet for packet in read.demux(video) if packet.size]
        keys = [number for number, packet in enumerate(stored) if packet.is_keyframe]
        group = stored[: keys[1]]
        assert video.time_base is not None
        unit = video.time_base * recording.rate
        places = [
            (round(each.pts * unit), round(each.dts * unit), bytes(each), each.is_keyframe)
            for each in group
            if each.pts is not None and each.dts is not None
        ]
        stream = written.add_stream_from_template(video)
        for number, (shown, decoded, data, is_key) in zip(
            range(recording.frames), itertools.cycle(places), strict=False
        ):
            begin = number - number % len(places)
            packet = Packet(data)
            packet.stream, packet.is_keyframe, packet.time_base = stream, is_key, base
            times = (begin + shown, begin + decoded)
            passed = [sum(2 + k % 4 for k in range(pauses) if apart * (k + 1) < at) for at in times]
            packet.pts, packet.dts = (
                step * (at + late) for at, late in zip(times, passed, strict=True)
            )
            written.mux(packet)


if __name__ == "__main__":
    main()
