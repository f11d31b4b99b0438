"""Draws the lanes of a timeline, one pixel for each column.

Every state has a pattern of its own, so that none is told by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.tracks.timeline_columns import Columns, Flag

Argb: TypeAlias = int
"""A colour as 0xAARRGGBB, red, green and blue multiplied with alpha."""


@dataclass(frozen=True, slots=True)
class LaneColours:
    """The colours of a lane: the layer's own `fill`, `light` of it, and what means something."""

    fill: Argb
    light: Argb
    ink: Argb
    ground: Argb
    faint: Argb
    uncertain: Argb
    accepted: Argb
    rejected: Argb


@dataclass(frozen=True, slots=True)
class Marks:
    """Where single frames are marked: int64 arrays of columns, which may be out of sight."""

    corrected: NDArray[np.int64]
    propagated: NDArray[np.int64]
    seams: NDArray[np.int64]


def lane_picture(
    columns: Columns, marks: Marks, height: int, unit: int, shift: int, colours: LaneColours
) -> NDArray[np.uint32]:
    """Return a lane, `Argb` [height, W].

    Args:
        columns: the facts in its W columns.
        marks: what lies over them.
        height: at least 20 `unit`.
        unit: pixels of the screen that a thin line has.
        shift: pixels by which to move the patterns, so that they scroll with the lane.
        colours: to draw with.
    """
    width = len(columns.flags)
    along = np.arange(width) + shift
    base = height - 6 * unit
    above = (base - np.arange(height, dtype=np.int16))[:, None]  # rows above the base line, from 1

    def has(flag: Flag) -> NDArray[np.bool_]:
        return np.asarray((columns.flags & np.uint16(flag)) != 0)

    present, preview = has(Flag.PRESENT), has(Flag.PREVIEW)
    room = base - 4 * unit
    slant = (np.arange(width + height - 1) + shift) // (2 * unit) % 3 == 0
    stripe = np.lib.stride_tricks.sliding_window_view(slant, width)  # one to the left every row
    bar = (above > 0) & (above <= _heights(columns.best, room, 4 * unit))
    if preview.any():
        bar &= ~(preview & stripe)
    if (imported := has(Flag.IMPORTED)).any():
        bar &= ~(imported & (above // unit % 4 == 0))
    picture = np.where(bar, np.uint32(colours.light), np.uint32(0))
    bar &= (above <= _heights(columns.worst, room, 4 * unit)) & ~preview
    np.copyto(picture, np.uint32(colours.fill), where=bar)
    # The rest is in few rows each.
    gone, denied = ~present & has(Flag.ABSENT), ~present & has(Flag.DENIED)
    band = slice(base - 9 * unit, base)
    _put(picture, band, denied & stripe[band], colours.ink)
    _put(picture, slice(band.start - unit, band.start), denied, colours.ink)
    band = slice(base - 3 * unit, base)
    _put(picture, band, gone & ~denied & stripe[band], colours.fill)
    dots = along % (6 * unit) < 2 * unit
    _put(picture, slice(base - unit, base), ~present & ~gone & dots, colours.faint)
    _put(picture, slice(unit, 3 * unit), has(Flag.UNCERTAIN), colours.uncertain)
    band = slice(height - 4 * unit, height - unit)
    _put(picture, band, has(Flag.ACCEPTED), colours.accepted)
    _put(picture, band, has(Flag.REJECTED) & (along % (7 * unit) < 4 * unit), colours.rejected)
    _put_seams(picture[:base], marks.seams, unit, colours)
    middle = base - room // 2
    _put_diamonds(picture, marks.propagated, middle, 2 * unit, colours)
    _put_diamonds(picture, marks.corrected, middle, 5 * unit, colours)
    return picture


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


def _heights(scores: NDArray[np.uint8], room: int, least: int) -> NDArray[np.int16]:
    """Return the heights of bars in rows; `least` for the lowest score there is, 0 for none."""
    heights = least + (scores.astype(np.int32) - 1) * (room - least) // 254
    return np.where(scores > 0, heights, 0).astype(np.int16)


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
    for each, colour in ((reach + 1, colours.ground), (reach, colours.ink)):
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
