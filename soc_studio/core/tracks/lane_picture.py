"""Draws the lanes of a timeline, one pixel for each column.

Every state has a pattern of its own, so that none is told by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.tracks.timeline_columns import Columns, Flag

Argb: TypeAlias = int
"""A colour as 0xAARRGGBB, red, green and blue multiplied with alpha."""


@dataclass(frozen=True, slots=True)
class LaneColours:
    """The colours of a lane: the layer's own `fill`, its `edge`, and what means something.

    Attributes:
        fill: of blocks.
        edge: around blocks; the same as `fill` where that stands out from the ground by itself.
        deep: of chevrons on a block.
        ink: of seams.
        ground: what the lane is drawn on.
        faint: of frames not searched yet.
        mark: of diamonds.
        rim: around diamonds.
        uncertain: of frames that a person should check, and of what seems to be a cut.
        accepted: of frames that a person accepted.
        rejected: of frames that a person rejected.
    """

    fill: Argb
    edge: Argb
    deep: Argb
    ink: Argb
    ground: Argb
    faint: Argb
    mark: Argb
    rim: Argb
    uncertain: Argb
    accepted: Argb
    rejected: Argb


@dataclass(frozen=True, slots=True)
class Marks:
    """Where single frames are marked: int64 arrays of columns, which may be out of sight.

    `cuts` are those that carrying met and that nobody knew of.
    """

    corrected: NDArray[np.int64]
    seams: NDArray[np.int64]
    cuts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


_FOOT, _HEAD = 6, 7  # units below and above the block of a certain frame
_LEAST = 0.35  # of the height of a block, where the model is least sure
_LINE = 1.6  # units of the line on top of a light block
_WASH = (0.16, 0.34)  # how much there is of the colour at the foot and at the top of a quick block
_HALF = 0.5  # how much there is of it where masks are not kept yet, or frames of a column differ
_PERIOD = 12  # units from a chevron to the next


def lane_picture(
    columns: Columns, marks: Marks, height: int, unit: int, shift: int, colours: LaneColours
) -> NDArray[np.uint32]:
    """Return a lane, `Argb` [height, W].

    The height of the block is how sure the model is. Full quality is solid; a quick search is light
    with a bright line on top; masks that are not kept yet are half the colour, with chevrons.

    Args:
        columns: the facts in its W columns.
        marks: what lies over them.
        height: at least 28 `unit`.
        unit: pixels of the screen that a thin line has.
        shift: pixels by which to move the patterns, so that they scroll with the lane.
        colours: to draw with.
    """
    along = np.arange(len(columns.flags)) + shift
    base = height - _FOOT * unit
    room = base - _HEAD * unit
    above = (base - np.arange(height, dtype=np.int16))[:, None]  # rows above the base line, from 1

    def has(flag: Flag) -> NDArray[np.bool_]:
        return np.asarray((columns.flags & np.uint16(flag)) != 0)

    present, proposed = has(Flag.PRESENT), has(Flag.PROPOSED)
    quick = has(Flag.PREVIEW) & ~proposed
    best = _heights(columns.best, room)
    best = np.where(proposed, np.maximum(best, room), best)
    bar = (above > 0) & (above <= best)
    edged = bar if colours.edge != colours.fill else None
    if (imported := has(Flag.IMPORTED)).any():
        bar &= ~(imported & (above // unit % 4 == 0))
    picture = np.where(bar, np.uint32(faded(colours.fill, _HALF)), np.uint32(0))
    solid = bar & (above <= _heights(columns.worst, room)) & ~quick & ~proposed
    np.copyto(picture, np.uint32(colours.fill), where=solid)
    if edged is not None:
        outline = edged & ((above == best) | (above == 1) | _ends(edged))
        np.copyto(picture, np.uint32(colours.edge), where=outline & ~quick & ~proposed)
    if quick.any():
        wash = _wash(colours.fill, base, room, height)[:, None]
        np.copyto(picture, wash, where=bar & quick)
    if quick.any() or proposed.any():
        _put_line(picture, bar & (quick | proposed), best - above, unit, colours.edge)
    chevrons = present & has(Flag.PROPAGATED) | proposed
    if chevrons.any():
        _put_chevrons(picture, chevrons, base - room // 2, unit, along, colours.deep)
    # The rest is in few rows each.
    gone, denied = ~present & has(Flag.ABSENT), ~present & has(Flag.DENIED)
    gone &= ~proposed
    half = faded(colours.edge, 0.7)
    _put(picture, slice(base - 2 * unit, base), gone, half)
    _put(picture, slice(base - 6 * unit, base - 4 * unit), gone & denied, half)
    dots = along % (6 * unit) < 2 * unit
    unsearched = ~present & ~has(Flag.ABSENT) & ~proposed
    _put(picture, slice(base - 4 * unit, base - 2 * unit), unsearched & dots, colours.faint)
    outdated = has(Flag.OUTDATED)
    broken = ~outdated | (along % (7 * unit) < 4 * unit)
    bars = (has(Flag.UNCERTAIN) | outdated) & broken
    _put(picture, slice(2 * unit, 4 * unit), bars, colours.uncertain)
    band = slice(height - 4 * unit, height - unit)
    _put(picture, band, has(Flag.ACCEPTED), colours.accepted)
    _put(picture, band, has(Flag.REJECTED) & (along % (7 * unit) < 4 * unit), colours.rejected)
    _put_seams(picture[:base], marks.seams, unit, colours)
    _put_cuts(picture[:base], marks.cuts, unit, colours)
    _put_diamonds(picture, marks.corrected, base - room // 2, 5 * unit, colours)
    return picture


def faded(colour: Argb, share: float) -> Argb:
    """Return a colour of which there is only a share, 0 to 1."""
    parts = ((colour >> place & 255) for place in (24, 16, 8, 0))
    alpha, red, green, blue = (round(each * share) for each in parts)
    return alpha << 24 | red << 16 | green << 8 | blue


def wave_picture(
    low: NDArray[np.int8], high: NDArray[np.int8], height: int, colour: Argb
) -> NDArray[np.uint32]:
    """Return a waveform, `Argb` [height, W], of the lowest and highest values, -127 to 127, of W
    columns; silence is a thin line."""
    rows = np.arange(height)[:, None]
    middle = height / 2
    top = np.minimum(middle - high / 127 * (middle - 1), middle - 0.5)
    bottom = np.maximum(middle - low / 127 * (middle - 1), middle + 0.5)
    inside = (rows + 0.5 >= top[None, :]) & (rows + 0.5 <= bottom[None, :])
    return np.where(inside, np.uint32(colour), np.uint32(0))


def _heights(scores: NDArray[np.uint8], room: int) -> NDArray[np.int16]:
    """Return the heights of bars in rows; `_LEAST` for the lowest score there is, 0 for none."""
    heights = np.rint(room * (_LEAST + (1 - _LEAST) * (scores.astype(np.float32) - 1) / 254))
    return np.where(scores > 0, heights, 0).astype(np.int16)


def _ends(bar: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the pixels of blocks at whose left or right there is none."""
    ends = np.zeros_like(bar)
    ends[:, 1:] |= ~bar[:, :-1]
    ends[:, :-1] |= ~bar[:, 1:]
    return ends & bar


def _wash(fill: Argb, base: int, room: int, height: int) -> NDArray[np.uint32]:
    """Return a colour for each row, `Argb` [height]: more of it the higher above the base."""
    high = (base - np.arange(height)) / room
    shares = _WASH[0] + (_WASH[1] - _WASH[0]) * np.clip(high, 0, 1)
    return np.array([faded(fill, float(each)) for each in shares], dtype=np.uint32)


def _put_line(
    picture: NDArray[np.uint32],
    where: NDArray[np.bool_],
    below: NDArray[np.int16],
    unit: int,
    colour: Argb,
) -> None:
    """Draw the line on top of blocks; `below` is how many rows each pixel is under the top."""
    whole = int(_LINE * unit)
    rest = faded(colour, 0.5 + 0.5 * (_LINE * unit - whole))
    np.copyto(picture, np.uint32(colour), where=where & (below < whole))
    np.copyto(picture, np.uint32(rest), where=where & (below == whole))


def _put_chevrons(
    picture: NDArray[np.uint32],
    where: NDArray[np.bool_],
    middle: int,
    unit: int,
    along: NDArray[np.int64],
    colour: Argb,
) -> None:
    reach = 3 * unit
    rows = np.abs(np.arange(-reach, reach + 1))[:, None]
    drawn = ((along + rows) % (_PERIOD * unit) < 1.5 * unit) & where
    _put(picture, slice(middle - reach, middle + reach + 1), drawn, colour)


def _put(picture: NDArray[np.uint32], rows: slice, where: NDArray[np.bool_], colour: Argb) -> None:
    np.copyto(picture[rows], np.uint32(colour), where=where)


def _distances(places: NDArray[np.int64], width: int) -> NDArray[np.int16]:
    """Return how far each column is from the nearest of `places`, which are rising."""
    far = 2**14
    if not len(places):
        return np.full(width, far, dtype=np.int16)
    columns = np.arange(width)
    after = np.searchsorted(places, columns)
    right = places[np.minimum(after, len(places) - 1)]
    left = places[np.maximum(after - 1, 0)]
    nearest = np.minimum(abs(right - columns), abs(columns - left))
    return np.asarray(np.minimum(nearest, far), dtype=np.int16)


def _put_diamonds(
    picture: NDArray[np.uint32],
    places: NDArray[np.int64],
    middle: int,
    reach: int,
    colours: LaneColours,
) -> None:
    """Draw diamonds that reach so many pixels from their centres, with a rim around them."""
    if not len(places):
        return
    off = _distances(places, picture.shape[1])
    for each, colour in ((reach + 1, colours.rim), (reach, colours.mark)):
        rows = abs(np.arange(-each, each + 1, dtype=np.int16))[:, None]
        _put(picture, slice(middle - each, middle + each + 1), rows + off <= each, colour)


def _put_seams(
    picture: NDArray[np.uint32], places: NDArray[np.int64], unit: int, colours: LaneColours
) -> None:
    """Draw dashed lines that hang from a short bar."""
    if not len(places):
        return
    off = _distances(places, picture.shape[1])
    dashes = (np.arange(len(picture)) // (2 * unit) % 2 == 0)[4 * unit :, None]
    _put(picture, slice(4 * unit, None), off <= unit, colours.ground)
    _put(picture, slice(4 * unit, None), (off < unit) & dashes, colours.ink)
    _put(picture, slice(2 * unit, 4 * unit), off <= 2 * unit, colours.ink)


def _put_cuts(
    picture: NDArray[np.uint32], places: NDArray[np.int64], unit: int, colours: LaneColours
) -> None:
    """Draw two lines beside each other, as where a film is cut."""
    if not len(places):
        return
    off = _distances(places, picture.shape[1])
    rows = slice(2 * unit, None)
    _put(picture, rows, off <= 4 * unit, colours.ground)
    _put(picture, rows, (off > unit) & (off <= 3 * unit), colours.uncertain)
