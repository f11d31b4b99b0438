"""Tracks that a tracker steadies, from the frames of which the model is surest."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import numpy as np

from soc_rvos.inference.numbered_pictures import NumberedPictures
from soc_rvos.inference.steadying import ModelAnswers, Steadied, parts_of, steadied
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.masks import Mask
from soc_rvos.object_track import Track
from soc_rvos.settings import FrameSource


def steadied_tracks(
    tracks: Sequence[Track],
    shots: Sequence[range],
    source: FrameSource,
    threshold: float,
    tracker: MemoryTracker,
) -> list[Track]:
    """Return `tracks` of `source`, evened out in each of its `shots`; see `inference.steadying`.

    `threshold` is the score in [0, 1] from which an object counts as present.
    """
    scores = [track.scores.copy() for track in tracks]
    masks = [list(track.coded) for track in tracks]
    with closing(NumberedPictures(source)) as pictures:
        for part in parts_of(shots):
            here = slice(part.start, part.stop)
            own = [ModelAnswers(track.scores[here], track.coded[here]) for track in tracks]
            for place, each in enumerate(_at_once(tracker, pictures, part, own)):
                if each is not None:
                    scores[place][here] = each.trust
                    masks[place][here] = each.masks
    found = []
    for track, trust, coded in zip(tracks, scores, masks, strict=True):
        present = (trust >= threshold) & np.array([mask.area > 0 for mask in coded], dtype=np.bool_)
        empty = Mask.empty(coded[0].height, coded[0].width)
        shown = tuple(m if p else empty for m, p in zip(coded, present.tolist(), strict=True))
        found.append(replace(track, scores=trust, present=present, coded=shown))
    return found


def _at_once(
    tracker: MemoryTracker, pictures: NumberedPictures, part: range, own: Sequence[ModelAnswers]
) -> list[Steadied | None]:
    """Return what `steadied` returns at its end."""
    steps = steadied(tracker, pictures, part, own)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            became: list[Steadied | None] = end.value
            return became
