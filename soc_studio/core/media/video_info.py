"""Facts of a video that need no decoding."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from soc_studio.core.media.mastering import Mastering


@dataclass(frozen=True, slots=True)
class Break:
    """Where a damaged file stops: the first frame that cannot be read.

    `time` is in seconds from the first frame; `reason` names the fault in a few words.
    """

    frame: int
    time: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """The properties that a file states for its video, and those that the reader derives.

    Sizes are (width, height) in pixels. `rotation` is in degrees clockwise, `mirrored` tells a
    flip from left to right before it. Colour is named as the standards name it; `*_used` is what
    the pictures are converted with, the others are what the file says ("unspecified" where it
    does not). `tone` names a high dynamic range curve (PQ or HLG), which is not tone-mapped.
    `broken` is None in a file that is whole as far as is known without decoding all of it.
    `crop` are the columns and rows that the container has cut off: left, top, right, bottom.
    `hurt` are frames that lack data and are shown as well as they decode. `size_changes` are the
    frames from which on pictures are stored in another size, and that size. `rate_is_assumed`
    where nothing says the rate. `first_code` is the time code that the file gives its first frame,
    empty where it gives none. `mastering` is for which display colours were made, where it says so.
    """

    container: str
    codec: str
    pixel_format: str
    bit_depth: int
    coded_size: tuple[int, int]
    displayed_size: tuple[int, int]
    rotation: int
    mirrored: bool
    sample_aspect_ratio: Fraction
    colour_matrix: str
    colour_matrix_used: str
    colour_range: str
    colour_range_used: str
    colour_primaries: str
    colour_transfer: str
    tone: str | None
    has_alpha: bool
    frame_count: int
    rate: Fraction
    is_variable: bool
    duration: Fraction
    audio_streams: tuple[str, ...]
    broken: Break | None
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    hurt: tuple[range, ...] = ()
    size_changes: tuple[tuple[int, tuple[int, int]], ...] = ()
    rate_is_assumed: bool = False
    first_code: str = ""
    mastering: Mastering | None = None
