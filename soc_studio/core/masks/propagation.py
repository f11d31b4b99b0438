"""Propagates a corrected mask along the motion to the frames around it.

A mask is held as its signed distance to the edge, which moves by fractions of a pixel and is not
worn down by being moved many times. Flow takes along what is beside an object, so the colours
of the corrected frame have a say: what looks like the background there is pushed out, and what
looks like the object is taken in, yet only where colours told the person's mask rightly. In a still
picture a mask therefore stays exactly what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import agreement, along, between, small_grey
from soc_rvos.mask_size import kept_size
from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size

Plane = NDArray[np.float32]

_LONGEST = 640
"""Pixels of the longest side of the pictures that are compared. On twelve real clips the overlap
after 20 frames was 0.57 along flow at 640 and 0.53 at 320."""
_CHUNK = 16
"""Frames read at once on the way back."""
_FOLLOWED = 0.2
"""Least share of the object that flow there and back has to agree on. Real clips gave 0.29 at
least, two different ones joined 0.07 in the middle."""
_ENOUGH = 16
"""Pixels from which a share of them says anything."""
_BACKGROUND = -1.0
"""Evidence below which a pixel that flow there and back do not agree on is dropped at once."""
_BAND = 5.0
"""Pixels on either side of the edge where flow is a mixture of the object's and that beside it."""
_SPREAD = 6.0
"""Deviation in pixels of the neighbourhood that a pixel in the band takes its motion from."""
_LEAST = 1e-4
"""Weight from which there is such a neighbourhood."""
_NOISE = 4.0, 0.25
"""Difference of grey levels that says nothing: so many, and this part of what both differ."""
_SHIFT = 2.0, 0.5
"""Pixels that a difference as large as the noise moves the edge on a frame, and the most."""
_PUSH = 0.01
"""How far evidence of 1 moves the edge on a frame, as a part of the root of the object's area."""
_SUREST = 2.0
"""Most evidence that a pixel's colour can give, as a logarithm of odds."""
_SMOOTHING = 1.5
"""Deviation in pixels of the neighbourhood whose colours are looked at together."""
_AROUND = 0.5
"""How far the background reaches that is compared with, as a part of that root."""
_BINS = 16, 32, 32
"""Steps of lightness and of the two colours; the latter from the middle half of their range."""


class Stop(StrEnum):
    """Why a mask is propagated no further."""

    DISTANCE = "this is as far as was asked for"
    END = "the video ends here"
    LOCKED = "the next frame is corrected already"
    CUT = "the video cuts here"
    LOST = "the motion cannot be followed any further"
    GONE = "nothing of the object is left in the picture"


@dataclass(frozen=True, slots=True)
class End:
    """The last frame that a mask was propagated to, or its own, and why it went no further."""

    frame: int
    reason: Stop


@dataclass(frozen=True, slots=True)
class Ends:
    """The reach of a propagation in both directions."""

    back: End
    forward: End


class Frames(Protocol):
    """A video whose frames are read by number, such as a `VideoReader`."""

    @property
    def frame_count(self) -> int: ...

    def frame(self, number: int) -> NDArray[np.uint8]: ...

    def frames(
        self, start: int = 0, stop: int | None = None
    ) -> Generator[NDArray[np.uint8], None, None]: ...


def propagate(
    reader: Frames,
    correction_frame: int,
    mask: Mask,
    frames_back: int,
    frames_forward: int,
    locked: Collection[int] = (),
    cuts: Collection[int] = (),
) -> Generator[tuple[int, Mask], None, Ends]:
    """Carry `mask` to the frames around its own; yield frames and masks, outwards from it.

    First those after it, then those before it; masks have the size of `mask`, and are not empty.
    It goes on until the object is gone or cannot be followed. Memory does not depend on the
    distance; close the generator to stop early. It returns how far it came, and why no further.

    Args:
        reader: the video; its pictures may have another size than the mask.
        correction_frame: frame that `mask` belongs to; it is not yielded.
        frames_back: how many frames before it at most.
        frames_forward: how many frames after it at most.
        locked: frames that are corrected; none of them is reached or passed.
        cuts: frames that a shot starts with, where known; none of them is passed.

    Raises:
        ValueError: the video has no such frame, or a distance is negative.
        VideoError: a frame cannot be read.
    """
    if not 0 <= correction_frame < reader.frame_count or min(frames_back, frames_forward) < 0:
        raise ValueError(f"frame {correction_frame}, {frames_back} back, {frames_forward} forward")
    picture = _small(reader.frame(correction_frame))
    starts = frozenset(cuts)
    limit = _limit(range(correction_frame, reader.frame_count), frames_forward, locked, starts)
    with closing(_forwards(reader, correction_frame + 1, limit.frame + 1)) as pictures:
        forward = yield from _follow(_Moving(picture, mask), pictures, limit)
    ends = frozenset(start - 1 for start in starts)
    limit = _limit(range(correction_frame, -1, -1), frames_back, locked, ends)
    with closing(_backwards(reader, limit.frame, correction_frame)) as pictures:
        back = yield from _follow(_Moving(picture, mask), pictures, limit)
    return Ends(back, forward)


_Pictures = Generator[tuple[int, NDArray[np.uint8]], None, None]


def _limit(way: range, distance: int, locked: Collection[int], other_shot: Collection[int]) -> End:
    """Return where a mask comes to on its `way` at most; its first frame is the mask's own.

    `other_shot` are the frames that another shot is entered with, going that way.
    """
    for here, there in pairwise(way[: distance + 1]):
        if there in locked:
            return End(here, Stop.LOCKED)
        if there in other_shot:
            return End(here, Stop.CUT)
    if distance < len(way):
        return End(way[distance], Stop.DISTANCE)
    return End(way[-1], Stop.END)


def _forwards(reader: Frames, start: int, stop: int) -> _Pictures:
    with closing(reader.frames(start, stop)) as frames:
        for number, frame in enumerate(frames, start):
            yield number, _small(frame)


def _backwards(reader: Frames, start: int, stop: int) -> _Pictures:
    """Yield the frames from `start` to before `stop`, the last first."""
    for end in range(stop, start, -_CHUNK):
        numbered = list(_forwards(reader, max(start, end - _CHUNK), end))
        yield from reversed(numbered)


def _follow(
    moving: _Moving, pictures: _Pictures, limit: End
) -> Generator[tuple[int, Mask], None, End]:
    """Yield the masks on `pictures`; return where and why that ends."""
    reached = None
    for number, picture in pictures:
        reason = moving.step(picture)
        if reason is not None:
            before = number - 1 if number <= limit.frame else number + 1
            return End(before if reached is None else reached, reason)
        reached = number
        yield number, moving.mask()
    return limit


class _Moving:
    """A mask on its way, outside the picture as it is at its border.

    H x W are the size that masks are kept at, h x w that of the pictures that are compared.
    """

    def __init__(self, picture: NDArray[np.uint8], mask: Mask) -> None:
        """Begin with `mask` on its own `picture`, RGB uint8 [h, w, 3]."""
        self._size = mask.height, mask.width
        inside = full_size(mask, *kept_size(mask.height, mask.width))
        self._distance = _distance(inside)
        self._colours = _Colours(picture, self._distance)
        self._grey = small_grey(picture, _LONGEST)
        evidence = self._evidence(picture)
        # What colours say of the corrected frame against the person, who is right.
        self._wrong = np.where((evidence > 0) == inside, np.float32(0), evidence)

    def mask(self) -> Mask:
        """Return the mask at the size it came in."""
        return Mask.from_array(_resized(self._distance, self._size) > 0)

    def step(self, picture: NDArray[np.uint8]) -> Stop | None:
        """Follow to the next `picture`, RGB uint8 [h, w, 3]; say why where that is impossible."""
        grey = small_grey(picture, _LONGEST)
        flow = between(grey, self._grey, fine=True)
        agreeing, known = agreement(flow, between(self._grey, grey, fine=True))
        rough = _resized(along(self._distance, flow), grey.shape)
        there = (rough > 0) & known
        if there.sum() >= _ENOUGH and agreeing[there].mean() < _FOLLOWED:
            return Stop.LOST
        own = _flow_of(rough > _BAND, rough <= _BAND, flow)
        beside = _flow_of(rough < -_BAND, rough >= -_BAND, flow)
        distance = along(self._distance, own)
        wrong = along(self._wrong, own)
        evidence = self._evidence(picture) - wrong
        push = np.float32(_PUSH * np.sqrt(np.count_nonzero(distance > 0)))
        fitting = _resized(_fitting(grey, self._grey, own, beside), distance.shape)
        distance = distance + push * evidence + fitting
        # Where flow there and back disagree, what was covered comes to light.
        hidden = _resized((~agreeing & known).astype(np.float32), distance.shape) > 0.5
        distance[hidden & (evidence <= _BACKGROUND) & (distance > 0)] = -0.5
        if not (distance > 0).any():
            return Stop.GONE
        self._distance, self._wrong, self._grey = _renewed(distance), wrong, grey
        return None

    def _evidence(self, picture: NDArray[np.uint8]) -> Plane:
        return _resized(self._colours.evidence(picture), self._distance.shape)


class _Colours:
    """What the colours of the corrected frame say of a pixel."""

    def __init__(self, picture: NDArray[np.uint8], distance: Plane) -> None:
        """Learn from `picture`, RGB uint8 [h, w, 3], and signed distances to the edge [H, W]."""
        reach = _AROUND * np.sqrt(np.count_nonzero(distance > 0))
        small = _resized(distance, picture.shape[:2])
        bins = _bins(picture)
        inside = _shares(bins[small > 0])
        around = _shares(bins[(small <= 0) & (small > -reach)])
        self._odds = np.log(inside / around).clip(-_SUREST, _SUREST).astype(np.float32)

    def evidence(self, picture: NDArray[np.uint8]) -> Plane:
        """Return [h, w], positive where a pixel looks like the object, negative elsewhere."""
        odds = self._odds[_bins(picture)]
        return np.asarray(cv2.GaussianBlur(odds, (0, 0), _SMOOTHING), dtype=np.float32)


def _bins(picture: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return for each pixel the number of its bin."""
    tones = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB), dtype=np.int32)
    _, reds, blues = _BINS
    red = ((tones[..., 1] - 64) // 4).clip(0, reds - 1)
    blue = ((tones[..., 2] - 64) // 4).clip(0, blues - 1)
    return np.asarray((tones[..., 0] // 16 * reds + red) * blues + blue, dtype=np.int32)


def _shares(bins: NDArray[np.int32]) -> Plane:
    """Return the share of each bin, neighbours evened out; none is without a share."""
    counts: Plane = np.bincount(bins, minlength=int(np.prod(_BINS))).astype(np.float32)
    counts = counts.reshape(_BINS)
    for axis, steps in enumerate(_BINS):
        lines = np.moveaxis(counts, axis, -1)
        even = cv2.GaussianBlur(np.ascontiguousarray(lines).reshape(-1, steps), (5, 1), 1.0)
        counts = np.moveaxis(np.asarray(even, dtype=np.float32).reshape(lines.shape), -1, axis)
    return np.asarray(counts.ravel() / max(1, len(bins)) + 1e-5, dtype=np.float32)


def _small(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `frame` as it is compared, no side longer than `_LONGEST`."""
    height, width = frame.shape[:2]
    scale = min(1.0, _LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _resized(plane: Plane, size: tuple[int, ...]) -> Plane:
    height, width = size
    return np.asarray(cv2.resize(plane, (width, height)), dtype=np.float32)


def _flow_of(known: NDArray[np.bool_], wanted: NDArray[np.bool_], flow: Plane) -> Plane:
    """Return `flow` [h, w, 2] with that of `known` pixels spread to the `wanted` around them."""
    weights = known.astype(np.float32)
    near = np.asarray(cv2.GaussianBlur(weights, (0, 0), _SPREAD), dtype=np.float32)
    spread = np.asarray(cv2.GaussianBlur(flow * weights[..., None], (0, 0), _SPREAD))
    reached = wanted & (near > _LEAST)
    spread = spread / np.maximum(near, np.float32(_LEAST))[..., None]
    return np.asarray(np.where(reached[..., None], spread, flow), dtype=np.float32)


def _fitting(here: NDArray[np.uint8], there: NDArray[np.uint8], own: Plane, beside: Plane) -> Plane:
    """Return [h, w], pixels to move the edge by: outwards where `here` fits `there` moved with the
    object's `own` flow, inwards where it fits it moved with what is `beside` the object.
    """
    target, source = here.astype(np.float32), there.astype(np.float32)
    ours, theirs = (
        np.asarray(cv2.GaussianBlur(np.abs(along(source, flow) - target), (0, 0), _SMOOTHING))
        for flow in (own, beside)
    )
    least, part = _NOISE
    strength, most = _SHIFT
    shift = strength * (theirs - ours) / (least + part * (theirs + ours))
    return np.asarray(shift.clip(-most, most), dtype=np.float32)


def _distance(inside: NDArray[np.bool_]) -> Plane:
    """Return how far pixels are from the edge between them, positive inside; none has 0."""
    pixels = inside.astype(np.uint8)
    within = cv2.distanceTransform(pixels, cv2.DIST_L2, cv2.DIST_MASK_5)
    outside = cv2.distanceTransform(1 - pixels, cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.asarray(np.where(inside, within - 0.5, 0.5 - outside), dtype=np.float32)


def _renewed(moved: Plane) -> Plane:
    """Return the distances to the edge where `moved` is zero, which lies between the pixels."""
    steps = [cv2.Sobel(moved, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1))]
    slope = np.asarray(cv2.magnitude(*steps), dtype=np.float32)
    near = moved / np.maximum(slope, np.float32(0.25))
    far = _distance(moved > 0)
    # Only beside the edge is the slope a distance; the sign stays the same everywhere.
    return np.asarray(np.where(np.abs(far) < 1.5, near.clip(-1.5, 1.5), far), dtype=np.float32)
