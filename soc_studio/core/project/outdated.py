"""Which propagated masks are older than the corrections they were made of, and what they come from.

A propagated mask is made of the corrections beside it, on both sides. Where one of them is changed,
moved or removed, or another one is put between, the mask is outdated: it can be computed again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from zlib import crc32

from soc_studio.core.project.layer import Correction, Origin

OUTDATED = 0
"""Basis of masks that were outdated when they were kept."""


def fixed_frames(corrections: Mapping[int, Correction]) -> list[int]:
    """Return the frames that a person corrected or imported, ascending: propagated ones are not."""
    return sorted(at for at, each in corrections.items() if each.origin is not Origin.PROPAGATED)


def basis_of(corrections: Mapping[int, Correction], fixed: list[int], frame: int) -> int:
    """Return a number for what a mask on `frame` is propagated from: the corrections beside it.

    Args:
        corrections: those of the layer.
        fixed: its `fixed_frames`.
        frame: a frame that is none of them.
    """
    after = bisect_left(fixed, frame)
    sum_ = 1
    for place in (after - 1, after):
        if 0 <= place < len(fixed):
            mask = corrections[fixed[place]].mask
            sum_ = crc32(mask.counts, crc32(f"{place - after} {fixed[place]}".encode(), sum_))
    return sum_


def outdated_frames(corrections: Mapping[int, Correction]) -> list[int]:
    """Return the frames with propagated masks that are outdated, ascending."""
    known = [at for at, each in corrections.items() if each.basis is not None]
    if not known:
        return []
    fixed = fixed_frames(corrections)
    bases: dict[int, int] = {}
    found = []
    for frame in sorted(known):
        gap = bisect_left(fixed, frame)
        if gap not in bases:
            bases[gap] = basis_of(corrections, fixed, frame)
        if corrections[frame].basis != bases[gap]:
            found.append(frame)
    return found


def by_source(fixed: Collection[int], source: int, frames: Iterable[int]) -> dict[int, list[int]]:
    """Return what each correction is carried to, on the way outwards from `source` to `frames`.

    That is the correction passed last; frames of `fixed` are left out.
    """
    places = sorted({*fixed, source})
    found: dict[int, list[int]] = {}
    for frame in frames:
        if frame in places:
            continue
        if frame > source:
            last = places[bisect_right(places, frame) - 1]
        else:
            last = places[bisect_left(places, frame)]
        found.setdefault(last, []).append(frame)
    return found
