"""One mask carried along the motion from frame to frame.

A mask is held as its signed distance to the edge, which moves by fractions of a pixel and is not
worn down by being moved many times. Flow takes along what is beside an object, so the colours
of the first frame have a say: what looks like the background there is pushed out, and what
looks like the object is taken in, yet only where colours told the given mask rightly. In a still
picture a mask therefore stays exactly what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import agreement, along, between, small_grey
from soc_rvos.inference.object_colours import ObjectColours
from soc_rvos.mask_size import kept_size

Plane = NDArray[np.float32]

LONGEST = 640
"""Pixels of the longest side of the pictures that are compared. On twelve real clips the overlap
after 20 frames was 0.57 along flow at 640 and 0.53 at 320."""
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
_SMOOTHING = 1.5
"""Deviation in pixels of the neighbourhood in which pictures are compared."""
_AROUND = 0.5
"""How far the background reaches that is compared with, as a part of that root."""


class Lost(Enum):
    """Why a mask is carried no further."""

    FOLLOWING = auto()  # the motion cannot be followed
    GONE = auto()  # nothing of the object is left in the picture


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """How two pictures of a video that follow each other moved; the same for every mask.

    `grey` uint8 [h, w] of the new one, `before` of the other; `flow` [h, w, 2] leads from the new
    one to the other, `agreeing` and `known` bool [h, w] as `flow.agreement` tells them.
    """

    grey: NDArray[np.uint8]
    before: NDArray[np.uint8]
    flow: Plane
    agreeing: NDArray[np.bool_]
    known: NDArray[np.bool_]

    @classmethod
    def of(cls, before: NDArray[np.uint8], grey: NDArray[np.uint8]) -> Motion:
        """Return the motion between two pictures as `grey_picture` gives them."""
        flow, back = between(grey, before, fine=True), between(before, grey, fine=True)
        return cls.along(before, grey, flow, back)

    @classmethod
    def along(
        cls, before: NDArray[np.uint8], grey: NDArray[np.uint8], flow: Plane, back: Plane
    ) -> Motion:
        """Return the same where the `flow` [h, w, 2] from the new one is known, and that `back`."""
        agreeing, known = agreement(flow, back)
        return cls(grey, before, flow, agreeing, known)


def compared_picture(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `frame`, RGB uint8 [H, W, 3], as it is compared, no side longer than LONGEST."""
    height, width = frame.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def grey_picture(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return grey uint8 [h, w] of a picture that `compared_picture` gave."""
    return small_grey(picture, LONGEST)


class FlowMask:
    """A mask on its way, outside the picture as it is at its border.

    H x W are the size that masks are kept at, h x w that of the pictures that are compared.
    """

    def __init__(self, picture: NDArray[np.uint8], inside: NDArray[np.bool_]) -> None:
        """Begin with `inside`, bool of the size of the frames or that masks of it are kept at.

        `picture` is the frame it belongs to, as `compared_picture` gives it.
        """
        size = kept_size(*inside.shape)
        if inside.shape != size:
            small = cv2.resize(inside.astype(np.float32), size[::-1], interpolation=cv2.INTER_AREA)
            inside = np.asarray(small) > 0.5
        self._distance = _distance(inside)
        self._colours = ObjectColours()
        reach = _AROUND * np.sqrt(np.count_nonzero(self._distance > 0))
        small = _resized(self._distance, picture.shape[:2])
        self._colours.learn(picture, small > 0, (small <= 0) & (small > -reach))
        evidence = self._evidence(picture)
        # What colours say of the corrected frame against the person, who is right.
        self._wrong = np.where((evidence > 0) == inside, np.float32(0), evidence)

    @property
    def distance(self) -> Plane:
        """How far each pixel is from the edge, float32 [H, W], positive inside."""
        return self._distance

    def step(self, picture: NDArray[np.uint8], motion: Motion) -> Lost | None:
        """Follow to the next `picture`, RGB uint8 [h, w, 3]; say why where that is impossible."""
        grey, flow, known = motion.grey, motion.flow, motion.known
        rough = _resized(along(self._distance, flow), grey.shape)
        there = (rough > 0) & known
        if there.sum() >= _ENOUGH and motion.agreeing[there].mean() < _FOLLOWED:
            return Lost.FOLLOWING
        own = _flow_of(rough > _BAND, rough <= _BAND, flow)
        beside = _flow_of(rough < -_BAND, rough >= -_BAND, flow)
        distance = along(self._distance, own)
        wrong = along(self._wrong, own)
        evidence = self._evidence(picture) - wrong
        push = np.float32(_PUSH * np.sqrt(np.count_nonzero(distance > 0)))
        fitting = _resized(_fitting(grey, motion.before, own, beside), distance.shape)
        distance = distance + push * evidence + fitting
        # Where flow there and back disagree, what was covered comes to light.
        hidden = _resized((~motion.agreeing & known).astype(np.float32), distance.shape) > 0.5
        distance[hidden & (evidence <= _BACKGROUND) & (distance > 0)] = -0.5
        if not (distance > 0).any():
            return Lost.GONE
        self._distance, self._wrong = _renewed(distance), wrong
        return None

    def _evidence(self, picture: NDArray[np.uint8]) -> Plane:
        return _resized(self._colours.evidence(picture), self._distance.shape)


def _resized(plane: Plane, size: tuple[int, ...]) -> Plane:
    height, width = size
    return np.asarray(cv2.resize(plane, (width, height)), dtype=np.float32)


def _flow_of(known: NDArray[np.bool_], wanted: NDArray[np.bool_], flow: Plane) -> Plane:
    """Return `flow` [h, w, 2] with that of `known` pixels spread to the `wanted` around them."""
    height, width = known.shape
    weights = known.astype(np.float32)
    right, down = cv2.split(flow)
    together = cv2.merge((right * weights, down * weights, weights))
    # What is as smooth as this needs no more than every second pixel.
    half = cv2.resize(together, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)
    right, down, near = cv2.split(cv2.GaussianBlur(half, (0, 0), _SPREAD / 2))
    shares = np.maximum(near, np.float32(_LEAST))
    spread = cv2.resize(cv2.merge((right / shares, down / shares, near)), (width, height))
    reached = wanted & (spread[..., 2] > _LEAST)
    return np.asarray(np.where(reached[..., None], spread[..., :2], flow), dtype=np.float32)


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
