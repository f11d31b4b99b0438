"""Follows objects through a video from their masks on some frames, without any words."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeAlias, overload

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.errors import RvosError
from soc_rvos.inference.clicks import Clicks
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.numbered_pictures import NumberedPictures
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Corrections, Given
from soc_rvos.mask_size import kept_size
from soc_rvos.masks import Mask
from soc_rvos.messages import message
from soc_rvos.object_track import Track
from soc_rvos.places import shipped
from soc_rvos.settings import FrameSource
from soc_rvos.sources import Frames, source_of
from soc_rvos.tracker_file import TrackerWeights, load_tracker_weights

Bools: TypeAlias = NDArray[np.bool_]

WEIGHTS = Path("trackers") / "soc-tracker.safetensors"
"""The tracker's file, below the folder of shipped models."""
_LOADING = threading.Lock()  # what two threads want is loaded once


def load_tracker(weights: Path | None = None) -> MemoryTracker:
    """Return the tracker that ships, or that of the file `weights`; it is kept once loaded.

    Raises:
        CheckpointError: a file is missing, damaged, or not the right one.
    """
    with _LOADING:
        return _tracker(weights or shipped() / WEIGHTS)


def load_clicks() -> Clicks:
    """Return what answers points and boxes on one frame; it is kept once loaded.

    Raises:
        CheckpointError: a file is missing, damaged, or not the right one.
    """
    with _LOADING:
        return _clicks()


@cache
def _tracker(weights: Path) -> MemoryTracker:
    loaded = _weights(weights)
    return MemoryTracker(loaded.eyes, loaded.memory)


@cache
def _clicks() -> Clicks:
    loaded = _weights(shipped() / WEIGHTS)
    return Clicks(loaded.eyes, loaded.memory)


@cache
def _weights(path: Path) -> TrackerWeights:
    loaded = load_tracker_weights(path)
    loaded.eyes.backbone.to(backbone_precision(torch.device("cpu"))).arrange()
    return loaded


@overload
def track(
    frames: Frames, masks: Mapping[int, Bools], rate: float | Fraction | None = None
) -> Track: ...
@overload
def track(
    frames: Frames, masks: Mapping[int, Mapping[int, Bools]], rate: float | Fraction | None = None
) -> dict[int, Track]: ...
def track(
    frames: Frames,
    masks: Mapping[int, Bools] | Mapping[int, Mapping[int, Bools]],
    rate: float | Fraction | None = None,
) -> Track | dict[int, Track]:
    """Follow objects from the `masks` of some frames through all others.

    Memory does not grow with the length of the video, but for masks in run-length code.

    Args:
        frames: RGB, uint8 [T, H, W, 3] (numpy or torch), the path of a folder of pictures, or a
            `FrameSource`.
        masks: by the frame's number, the object's mask there, bool [H, W]; an empty one says that
            it is not to be seen there. For several objects, which compete for pixels, by the
            frame's number a mask for each object's number.
        rate: frames a second of arrays and folders.

    Returns:
        The object's track, whose masks on the frames of `masks` are those; for several objects a
        track for each object's number. `scores` say how far each mask can be relied on, and `cuts`
        before which frames the video seems to cut: a mask given behind such a cut is worth most.

    Raises:
        FramesError: `frames` holds no frames, or cannot be read.
        RvosError: there is no mask, or one has another size than the frames, or no such frame.
        CheckpointError: the tracker's files are missing or damaged.

    >>> import soc_rvos
    >>> first = frames[0].max(axis=2) > 100  # bool [H, W]
    >>> soc_rvos.track(frames, {0: first}).masks.shape == frames.shape[:3]
    True
    """
    source = source_of(frames, rate)
    several = any(isinstance(each, Mapping) for each in masks.values())
    given = _corrections(masks, source)
    tracks = _tracks(source, given)
    return tracks if several else tracks[1]


def _corrections(
    masks: Mapping[int, Bools] | Mapping[int, Mapping[int, Bools]], source: FrameSource
) -> Corrections:
    found: dict[int, dict[int, Given]] = {}
    for number, each in masks.items():
        if not 0 <= number < source.frame_count:
            raise RvosError(message("The video has no frame {number}.", number=number))
        these = each if isinstance(each, Mapping) else {1: each}
        for thing, mask in these.items():
            pixels = np.asarray(mask)
            if pixels.shape != (source.height, source.width):
                raise RvosError(
                    message(
                        "The mask of frame {number} has another size than the frames.",
                        number=number,
                    )
                )
            found.setdefault(number, {})[thing] = Given(pixels.astype(np.bool_))
    if not found:
        raise RvosError(message("Give the mask of an object on at least one frame."))
    return found


def _tracks(source: FrameSource, given: Corrections) -> dict[int, Track]:
    tracker = load_tracker()
    things = sorted({thing for each in given.values() for thing in each})
    size = kept_size(source.height, source.width)
    coded = {thing: [Mask.empty(*size)] * source.frame_count for thing in things}
    trust = {thing: np.zeros(source.frame_count, dtype=np.float32) for thing in things}
    first = min(given)
    cuts: set[int] = set()
    with closing(NumberedPictures(source)) as pictures:
        for numbers in (range(first, source.frame_count), range(first - 1, -1, -1)):
            if not numbers:
                continue
            for each in tracker.track(pictures, given, numbers):
                if each.cut:
                    cuts.add(each.number if numbers.step > 0 else each.number + 1)
                for thing, plane in each.masks.items():
                    trust[thing][each.number] = each.trust[thing]
                    small = cv2.resize(plane, size[::-1]) if plane.shape != size else plane
                    coded[thing][each.number] = Mask.from_array(small >= 0.5)
    return {
        thing: Track(
            "",
            float(trust[thing].mean()),
            trust[thing],
            np.array([mask.area > 0 for mask in coded[thing]], dtype=np.bool_),
            tuple(coded[thing]),
            (source.height, source.width),
            tuple(sorted(cuts)),
        )
        for thing in things
    }
