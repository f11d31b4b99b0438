"""What FFmpeg itself does from file to file, by its command or, where there is none, by PyAV."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import av
from av.filter.context import FilterContext
from av.filter.graph import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

AS_EXACTLY = "bilinear+accurate_rnd+full_chroma_int"
"""Flags of FFmpeg's scaler: it makes colours as the program does."""


@dataclass(frozen=True, slots=True)
class Step:
    """A filter: its name and arguments, and the labels of what it takes and gives.

    `0:v` and `1:v` are the inputs, `out` is what is encoded.
    """

    name: str
    arguments: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]

    @property
    def text(self) -> str:
        """The step as FFmpeg's command takes it."""
        taken, given = ("".join(f"[{one}]" for one in each) for each in (self.takes, self.gives))
        return f"{taken}{self.name}{'=' * bool(self.arguments)}{self.arguments}{given}"


def steps_of(text: str) -> tuple[Step, ...]:
    """Return the steps of lines as `0:v 1:v > alphamerge > out`, arguments after a blank."""
    found = []
    for line in text.strip().splitlines():
        takes, filter_, gives = (each.split() for each in line.split(" > "))
        found.append(Step(filter_[0], " ".join(filter_[1:]), tuple(takes), tuple(gives)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Job:
    """From `inputs` through `steps` to `output`, as `encoder` makes it of `pixel_format`.

    Without an output the pictures are thrown away.
    """

    inputs: tuple[Path, ...]
    steps: tuple[Step, ...]
    pixel_format: str
    encoder: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    output: Path | None = None

    @property
    def command(self) -> list[str]:
        """The job as FFmpeg's command takes it, with as many threads as it takes by itself."""
        words = ["ffmpeg", "-v", "error", "-nostdin", "-y"]
        for each in self.inputs:
            words += ["-i", str(each)]
        graph = ";".join(each.text for each in self.steps)
        words += ["-filter_complex", graph, "-map", "[out]", "-an", "-pix_fmt", self.pixel_format]
        if self.output is None:
            return [*words, "-f", "rawvideo", os.devnull]
        words += ["-c:v", self.encoder]
        for name, value in self.options.items():
            words += [f"-{name}", value]
        return [*words, str(self.output)]


def has_command() -> bool:
    """Return whether FFmpeg's command is installed."""
    return shutil.which("ffmpeg") is not None


def by_library(job: Job) -> None:
    """Do a job by the FFmpeg that PyAV brings."""
    readers = [av.open(each) for each in job.inputs]
    graph = Graph()
    known: dict[str, tuple[FilterContext, int]] = {}
    for number, reader in enumerate(readers):
        stream = reader.streams.video[0]
        stream.thread_type = "AUTO"
        known[f"{number}:v"] = graph.add_buffer(template=stream), 0
    for step in job.steps:
        made = graph.add(step.name, step.arguments or None)
        for place, label in enumerate(step.takes):
            before, output = known[label]
            before.link_to(made, output, place)
        known |= {label: (made, place) for place, label in enumerate(step.gives)}
    last = graph.add("format", job.pixel_format)
    before, output = known["out"]
    before.link_to(last, output)
    last.link_to(graph.add("buffersink"))
    graph.configure()
    writer = None if job.output is None else _Encoder(job, readers[0].streams.video[0])
    together = zip(*(each.decode(video=0) for each in readers), strict=True)
    for frames in chain(together, [None]):
        for place in range(len(readers)):
            graph.push(None if frames is None else frames[place], place)
        for picture in _ready(graph):
            if writer is not None:
                writer.write(picture)
    if writer is not None:
        writer.close()
    for each in readers:
        each.close()


def _ready(graph: Graph) -> Iterator[VideoFrame]:
    """Yield what a graph has finished."""
    while True:
        try:
            picture = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(picture, VideoFrame)
        yield picture


class _Encoder:
    """Writes the pictures of a job."""

    def __init__(self, job: Job, like: VideoStream) -> None:
        self._container = av.open(str(job.output), "w")
        stream = self._container.add_stream(job.encoder, rate=like.average_rate)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = like.width, like.height, job.pixel_format
        stream.options = dict(job.options)
        self._stream = stream

    def write(self, picture: VideoFrame) -> None:
        self._container.mux(self._stream.encode(picture))

    def close(self) -> None:
        self._container.mux(self._stream.encode())
        self._container.close()
