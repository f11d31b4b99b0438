"""Where the colours of a picture lie that has fewer of them than pixels.

Nearly every video has them on the left one of two pixels that share a colour. Many files do not
say so, and FFmpeg's scaler then takes them to be between the two: colours move by half a pixel,
which is seen along edges.
"""

from __future__ import annotations

from fractions import Fraction

from av.filter.graph import Graph
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

_SILENT = frozenset(("vp8", "vp9", "av1", "ffv1"))
_WIDE = 9  # primaries of BT.2020, whose colours AV1 says to be at a corner


def lies_left(frame: VideoFrame, codec: str = "") -> bool:
    """Return whether the colours of `frame`, limited in range, lie left without its saying so.

    That is so of colours that are halved in width alone, as of ProRes 422; of those halved in
    height, too, where `codec`, FFmpeg's name of it, does not know the place: others say it.
    """
    across, down = _shared(frame.format)
    if across < 2:
        return False
    return down < 2 or (codec in _SILENT and frame.color_primaries != _WIDE)


def shares_colours(pixel_format: str) -> bool:
    """Return whether pictures in `pixel_format`, as FFmpeg calls it, have fewer colours."""
    return max(_shared(VideoFormat(pixel_format, 16, 16))) > 1


def _shared(kind: VideoFormat) -> tuple[int, int]:
    """Return how many pixels share a colour: across, down."""
    if len(kind.components) < 3 or kind.is_rgb:
        return 1, 1
    colours = kind.components[1]
    return round(kind.width / max(1, colours.width)), round(kind.height / max(1, colours.height))


class LeftSiting:
    """Says of pictures that their colours lie left; for one thread."""

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._of: tuple[str, int, int] | None = None

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        """Return `frame`, its pixels shared, marked so."""
        of = frame.format.name, frame.width, frame.height
        if self._graph is None or self._of != of:
            self._graph, self._of = _graph(*of), of
        self._graph.push(frame)
        marked = self._graph.pull()
        assert isinstance(marked, VideoFrame)
        return marked


def _graph(pixel_format: str, width: int, height: int) -> Graph:
    graph = Graph()
    begin = graph.add_buffer(
        width=width, height=height, format=VideoFormat(pixel_format), time_base=Fraction(1, 1000)
    )
    mark, end = graph.add("setparams", "chroma_location=left"), graph.add("buffersink")
    begin.link_to(mark)
    mark.link_to(end)
    graph.configure()
    return graph
