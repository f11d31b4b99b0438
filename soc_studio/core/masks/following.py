"""Follows an object from its corrections to the frames between and around them."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import closing
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.numbered_pictures import NumberedPictures
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracker_memory import chosen
from soc_rvos.inference.tracking import Given, Tracker
from soc_rvos.mask_size import full_size, kept_size
from soc_rvos.masks import Mask
from soc_rvos.tracking import load_tracker
from soc_studio.core.masks.propagation import Frames
from soc_studio.core.masks.propagation_way import Followed, Known, Masks

_MOST = 16
"""Corrections that are looked at; a video can have many more."""
_MOST_OF_OTHERS = 4
"""Masks of each other object that are looked at."""
_TOUCHING = 0.1
"""Share of the smaller of two masks that both may have where they are of two things."""


def follow(
    reader: Frames,
    corrections: Masks,
    source: int,
    reach: range,
    cuts: Collection[int] = (),
    tracker: Tracker | None = None,
    others: Sequence[Masks] = (),
) -> Generator[Followed, None, None]:
    """Yield the frames of `reach` with the masks of one object; see `follow_together`.

    Raises:
        ValueError: `source` is not corrected, or not in `reach`.
        VideoError: a frame cannot be read.
    """
    yield from follow_together(reader, {1: corrections}, source, reach, cuts, tracker, others)


def follow_together(
    reader: Frames,
    corrections: Mapping[int, Masks],
    source: int,
    reach: range,
    cuts: Collection[int] = (),
    tracker: Tracker | None = None,
    others: Sequence[Masks] = (),
    known: Known | None = None,
) -> Generator[Followed, None, None]:
    """Yield the frames of `reach` with the masks of all objects, outwards from `source`.

    First those after it, then those before it; objects come one by one, without those that are
    corrected on the frame. A mask is empty where the object is not to be seen; it may come back
    later. Memory does not depend on the distance; close the generator to stop. The tracker that
    ships sees each frame once for all objects, and gives no pixel to two.

    Where another run goes the other way at the same time, `known` says what it found by now: the
    tracker that ships does not follow these objects there, gives them their pixels, and follows an
    object from where its first correction is passed.

    Args:
        reader: the video.
        corrections: by object, masks that a person made or accepted, by frame; one has `source`.
        source: it is not yielded.
        reach: frames with `source` among them; other corrections may lie beside it.
        cuts: frames that a shot starts with, where known.
        tracker: what follows; None is the tracker that ships.
        others: masks of other objects, by frame, which are not yielded, but share the pixels.
        known: objects by what tells them apart, see above; None where nothing else is followed.

    Raises:
        ValueError: `source` is corrected for no object, or not in `reach`.
        VideoError: a frame cannot be read.
    """
    if not any(source in each for each in corrections.values()) or source not in reach:
        raise ValueError(f"frame {source} is not corrected, or not in {reach}")
    tracker = tracker or load_tracker()
    sizes = {
        thing: next((each.width, each.height) for each in masks.values())
        for thing, masks in corrections.items()
    }
    with closing(NumberedPictures(reader)) as pictures:
        size = kept_size(*pictures(source).shape[:2])
        given: dict[int, dict[int, Given]] = {}
        for thing, masks in corrections.items():
            near = {*chosen(list(masks), source, _MOST), *(n for n in masks if n in reach)}
            for n in sorted(near):
                given.setdefault(n, {})[thing] = Given(full_size(masks[n], *size))
        if isinstance(tracker, MemoryTracker):
            for thing, masks in enumerate(others, max(corrections) + 1):
                for n in chosen(list(masks), source, _MOST_OF_OTHERS):
                    given.setdefault(n, {})[thing] = Given(full_size(masks[n], *size))
        for way in (range(source + 1, reach.stop), range(source - 1, reach.start - 1, -1)):
            if not way:
                continue
            if isinstance(tracker, MemoryTracker):
                found_there = None if known is None else partial(_planes, known, size)
                coming = tracker.track(pictures, given, way, frozenset(cuts), known=found_there)
            else:
                coming = tracker.track(pictures, given, way, frozenset(cuts))
            with closing(coming) as found:
                for each in found:
                    n = each.number
                    left = corrections.keys() - given.get(n, {}).keys()
                    fixed = {name: some[n] for name, some in corrections.items() if n in some}
                    for thing in sorted(left & each.masks.keys()):
                        pixels = cv2.resize(each.masks[thing], sizes[thing]) >= 0.5
                        beside = fixed if known is None else {**known(n), **fixed}
                        for name, mask in beside.items():
                            if name != thing and (mask.width, mask.height) == sizes[thing]:
                                pixels &= ~mask.to_array()
                        mask = Mask.from_array(pixels)
                        yield Followed(n, mask, float(each.trust[thing]), each.cut, thing)


def _planes(known: Known, size: tuple[int, int], frame: int) -> dict[int, NDArray[np.bool_]]:
    return {name: full_size(mask, *size) for name, mask in known(frame).items()}


def are_apart(one: Mask, other: Mask) -> bool:
    """Return whether two masks are of two things: not of one, or of a part of it."""
    size = kept_size(one.height, one.width)
    planes = [full_size(each, *size) for each in (one, other)]
    shared = np.count_nonzero(planes[0] & planes[1])
    return bool(shared <= _TOUCHING * min(np.count_nonzero(plane) for plane in planes))


def stretches(corrected: Sequence[int], span: range, source: int | None = None) -> dict[int, range]:
    """Return by its frame how far each correction is carried: on to the next, the first one back.

    Args:
        corrected: the corrected frames, ascending.
        span: no frame outside is reached; corrections outside are left out.
        source: if not None, only this correction, both ways.
    """
    inside = [frame for frame in corrected if frame in span]
    found: dict[int, range] = {}
    for place, frame in enumerate(inside):
        before = inside[place - 1] + 1 if place else span.start
        after = inside[place + 1] if place + 1 < len(inside) else span.stop
        if source is None:
            found[frame] = range(before if not place else frame, after)
        elif frame == source:
            found[frame] = range(before, after)
    return {frame: way for frame, way in found.items() if len(way) > 1}
