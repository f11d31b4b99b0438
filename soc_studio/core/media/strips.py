"""Large pictures taken strip by strip.

A picture of 4K takes 25 to 50 MB: memory that the system gives page by page, takes back when the
picture is done and gives again for the next one, which costs as much as half of converting it. What
is made of a strip stays in the program's hands, and in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from av.filter.graph import Graph
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

_WHOLE = 16 * 2**20  # bytes of what is made of a picture up to which it is taken at once
_STRIP = 4 * 2**20  # bytes of what is made of a strip, about
_STEP = 8  # rows: a strip begins where patterns of rows do, whether colours are halved or not
_MARGIN = 8  # rows beyond a strip that its own may depend on


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a picture: `picture` has its rows and some around them.

    Attributes:
        rows: where it is in the whole picture.
        inner: where these rows are in `picture`.
        picture: shares the pixels of the whole one.
    """

    rows: slice
    inner: slice
    picture: VideoFrame


class Strips:
    """Takes pictures in strips; for one thread."""

    def __init__(self) -> None:
        self._cuts: list[tuple[Graph, slice, slice]] = []
        self._of: tuple[str, int, int, int] | None = None

    def of(self, picture: VideoFrame, row_bytes: int) -> Iterator[Strip]:
        """Yield the strips of `picture` from the top on; what is made of it has rows of
        `row_bytes`. All are of one height; a small picture is a single one."""
        height = picture.height
        if height * row_bytes <= _WHOLE:
            whole = slice(0, height)
            yield Strip(whole, whole, picture)
            return
        of = picture.format.name, picture.width, height, row_bytes
        if self._of != of:
            self._cuts, self._of = list(_cuts(*of)), of
        for graph, rows, inner in self._cuts:
            graph.push(picture)
            part = graph.pull()
            assert isinstance(part, VideoFrame)
            yield Strip(rows, inner, part)


def _cuts(
    pixel_format: str, width: int, height: int, row_bytes: int
) -> Iterator[tuple[Graph, slice, slice]]:
    """Yield what cuts a strip out, its rows, and where they are in it."""
    step = max(_STEP, _STRIP // row_bytes // _STEP * _STEP)
    tall = min(height, step + 2 * _MARGIN + height % _STEP)  # so that the last one fits
    for begin in range(0, height, step):
        top = min(max(0, begin - _MARGIN), height - tall)
        rows = slice(begin, min(height, begin + step))
        graph = Graph()
        source = graph.add_buffer(
            width=width,
            height=height,
            format=VideoFormat(pixel_format),
            time_base=Fraction(1, 1000),
        )
        crop = graph.add("crop", f"{width}:{tall}:0:{top}:exact=1")
        source.link_to(crop)
        crop.link_to(graph.add("buffersink"))
        graph.configure()
        yield graph, rows, slice(rows.start - top, rows.stop - top)
