"""An object's mask on one frame, from what a person pointed at there.

Nothing here was trained for it. From what was marked, a guess is made: along the edges of the
picture not far from what belongs to the object, like it, and standing out. Then the guess is
learned from, as GrabCut does (Rother, Kolmogorov and Blake, 2004), but from what a network sees
instead of colours alone, and made smooth along edges. At last the network of the tracker remembers
it and finds it again in the same frame, which mends what no object looks like, and its outline.
"""

from __future__ import annotations

import zlib
from dataclasses import replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference.click_marks import (
    Box,
    Mark,
    Prompts,
    Seeds,
    agrees,
    base_of,
    exact,
    honoured,
    pixels,
    seeds_of,
    spots_of,
    within,
)
from soc_rvos.inference.click_sight import ClickSight
from soc_rvos.inference.click_solve import distance, learned, likeness, smoothed
from soc_rvos.inference.object_colours import SUREST, ObjectColours, around
from soc_rvos.inference.tracker_sight import outline_windows
from soc_rvos.networks.mask_memory import MaskMemory, Reading, read
from soc_rvos.networks.parts.picture_maps import FrozenEyes

Plane = NDArray[np.float32]
Bools = NDArray[np.bool_]

_OUT, _NEAR, _NEARER, _LIKE = 0.3, 2.0, 4.5, 6.0
"""Weights in a first guess: of what stands out, of being near a mark on the object, and nearer than
to one that is not, and of looking like it."""
_MIDDLING = 0.6, 0.4
"""Distance, as a part of the middle one, and cosine that say nothing."""
_BEFORE, _FRESH, _STILL = 3.0, 0.3, 0.25
"""Most logits of the answer before, and weight of a guess beside it and beside what is learned."""
_BOX_MIDDLE, _BOX_SIZE = 2.0, 1.1
"""Weight of lying in the middle of a box, and how far from it that ends, as a part of half its
sides."""
_PULL, _DOUBT = 0.2, 0.1
"""Weight of being nearer to one mark than to another beside the answer before, and how far from a
new mark that was wrong, as a part of the middle distance."""
_APART = 4
"""Places between what a mark means by itself and the answer before, if it is another thing."""
_ROUNDS = 2
_PIECE = 0.05
"""Part of the largest piece, below which pieces in a box are no part of the object."""
_MOSTLY, _THIN = 0.75, 5
"""Overlap from which the answer before was mostly right, and pixels of half size below which
changes are those of an outline."""
_KEPT_ANSWERS = 24
_NOT = 0.45
"""Probability of what was taken for the object and is not."""


class Clicks:
    """Answers what a person points at. Not for several threads at once."""

    def __init__(self, eyes: FrozenEyes, network: MaskMemory) -> None:
        """Answer with what `eyes` see and with the tracker's `network`."""
        self._eyes = eyes
        self._network = network

    def look(self, frame: NDArray[np.uint8], shape: tuple[int, int] | None = None) -> ClickSight:
        """Look at a frame, RGB uint8 [H, W, 3]: the slow part, once for all answers.

        With `shape`, height and width, it is a copy of a frame of that size, of any other size.
        """
        return ClickSight.of(self._eyes, self._network, frame, shape)

    def answer(self, sight: ClickSight, prompts: Prompts) -> Plane:
        """Return float32 [H, W] in [0, 1], how probable it is that a pixel belongs to the object.

        It does from 0.5 on. Marks are always honoured, the last ones most, those outside of the
        picture left out; nothing lies outside a box. A mask of before that agrees with all marks is
        left as it is.

        Raises:
            ValueError: there is no mark, box or prior, or a mask has another size.
        """
        shape = sight.shape
        for mask in (prompts.prior, *prompts.candidates):
            if mask is not None and mask.shape != shape:
                raise ValueError("a mask has another size than the frame")
        prompts = replace(prompts, marks=tuple(m for m in prompts.marks if pixels(m, shape)))
        if not prompts.marks and prompts.box is None and prompts.prior is None:
            raise ValueError("nothing is given")
        base = base_of(prompts, shape)
        if base is not None and agrees(base, prompts):
            return exact(base.astype(np.float32), prompts)
        ground = None if base is None else zlib.crc32(np.packbits(base).tobytes())
        half = self._half(sight, prompts, base, ground)
        plane = _resized(half, shape)
        if prompts.keeps and base is not None:
            changed = ((half > 0.5) != (_resized(base, half.shape) > 0.5)).astype(np.uint8)
            changed = cv2.dilate(changed, np.ones((3, 3), dtype=np.uint8))
            same = cv2.resize(changed, shape[::-1], interpolation=cv2.INTER_NEAREST) == 0
            plane[same] = base[same]
        return exact(plane, prompts)

    def _half(
        self, sight: ClickSight, prompts: Prompts, base: Bools | None, ground: int | None
    ) -> Plane:
        """Return the probabilities at half the size that is seen, beginning with mask `base`.

        Each mark corrects the answer to those before it, which are kept by `ground` and marks.
        """
        asked = prompts.marks, prompts.box, prompts.keeps, ground
        if asked in sight.answers:
            return sight.answers[asked]
        if base is not None and agrees(base, prompts):
            found = _resized(base, sight.picture.shape[:2])
        else:
            before = None
            fewer = replace(prompts, marks=prompts.marks[:-1])
            if prompts.marks and (fewer.marks or fewer.box is not None or base is not None):
                last = self._half(sight, fewer, base, ground)
                before = _logits(_resized(last, sight.size))
                before = self._with_another(sight, prompts, before)
            found = self._solved(sight, prompts, before)
            if prompts.keeps and base is not None and prompts.marks:
                found = _local(found, last, prompts.marks[-1], sight)
            elif base is not None and prompts.marks:
                found = _one_sided(found, last, prompts.marks[-1])
        while len(sight.answers) >= _KEPT_ANSWERS:
            del sight.answers[next(iter(sight.answers))]
        sight.answers[asked] = found
        return found

    def _with_another(self, sight: ClickSight, prompts: Prompts, before: Plane) -> Plane:
        """Return `before`, logits [h, w], with the thing of its own that the last mark means."""
        mark = prompts.marks[-1]
        alone = replace(prompts, marks=(mark,), prior=None, candidates=())
        spot = spots_of(alone, sight.shape, sight.size)[0]
        if not mark.positive or bool((before[spot] > 0).any()):
            return before
        chance = _resized(self._solved(sight, alone, None), sight.size)
        reach = np.ones((2 * _APART + 1, 2 * _APART + 1), dtype=np.uint8)
        around_it = cv2.dilate((chance > 0.5).astype(np.uint8), reach) > 0
        if bool((before[around_it] > 0).any()):
            return before
        return np.maximum(before, _logits(chance))

    def _solved(self, sight: ClickSight, prompts: Prompts, before: Plane | None) -> Plane:
        """Return the probabilities at half size; `before` [h, w] are logits of the last answer."""
        shape = sight.shape
        spots = spots_of(prompts, shape, sight.size)
        seeds = seeds_of(prompts, spots, shape, sight.size)
        guess = _guess(sight, prompts, spots, before)
        chance = smoothed(sight, guess, seeds)
        for _ in range(_ROUNDS):
            chance = smoothed(sight, learned(sight, chance, seeds) + _STILL * guess, seeds)
        chance = _belonging(chance, seeds, before)
        if (chance > 0.5).any():
            size = sight.picture.shape[:2]
            again = self._found_again(sight, _resized(chance, size))
            marked = cv2.resize(seeds, size[::-1], interpolation=cv2.INTER_NEAREST).astype(np.int8)
            chance = _belonging(again, marked, None if before is None else _resized(before, size))
        half = _resized(chance, sight.picture.shape[:2])
        if prompts.box is not None and not (half > 0.5).any():
            half = _resized(within(prompts.box, sight.shape, sight.size), half.shape)
        return honoured(half, prompts, sight.shape)

    @torch.inference_mode()
    def _found_again(self, sight: ClickSight, chance: Plane) -> Plane:
        """Return `chance` at half size as the tracker finds it in the frame it remembers it of."""
        network, seen = self._network, sight.seen
        half = torch.from_numpy(chance)[None, None]
        taken, strength = read(*sight.own, network.remember(seen, half)[0])
        reading = Reading(taken[None], strength[None])
        colours, inside = ObjectColours(), chance > 0.5
        colours.learn(sight.picture, inside, around(inside, 0.5))
        odds = torch.from_numpy(colours.evidence(sight.picture) / np.float32(SUREST))[None, None]
        coarse = network.decode(seen, reading, reading, half, odds)
        outlined = network.refine(seen, coarse, outline_windows(coarse.logits, half))
        found: Plane = outlined.half[0, 0].sigmoid().numpy()
        return found


def _guess(sight: ClickSight, prompts: Prompts, spots: list[Bools], before: Plane | None) -> Plane:
    """Return logits [h, w] by what stands out, is alike and near, before anything is learned.

    `spots` are the places of the marks, `before` [h, w] logits of the answer without the last one.
    """
    guess = _OUT * sight.stands_out.clip(-4, 4)
    if prompts.box is not None:
        guess = guess + _middle_of(prompts.box, sight)
    pairs = list(zip(prompts.marks, spots, strict=True))
    on = [spot for mark, spot in pairs if mark.positive]
    off = [spot for mark, spot in pairs if not mark.positive]
    nearer = np.zeros_like(guess)
    if on:
        near = distance(sight, np.any(on, axis=0))
        unit = np.float32(np.median(near) + 1e-6)
        alike = np.max([likeness(sight, spot) for spot in on], axis=0)
        if off:
            far = distance(sight, np.any(off, axis=0))
            nearer = _NEARER * ((far - near) / unit).clip(-1, 1)
        guess = guess + _LIKE * (alike - _MIDDLING[1]) + nearer
        if prompts.box is None:
            guess = guess - _NEAR * (near / unit - _MIDDLING[0])
    elif off:
        far = distance(sight, np.any(off, axis=0))
        nearer = _NEAR * (far / np.float32(np.median(far) + 1e-6) - 1).clip(-1, 0)
        guess = guess + nearer
    if before is None:
        return np.asarray(guess, dtype=np.float32)
    kept = before.clip(-_BEFORE, _BEFORE)
    fresh = np.full_like(guess, _FRESH)
    if pairs and bool((before[pairs[-1][1]] > 0).mean() > 0.5) != pairs[-1][0].positive:
        # The answer was wrong here: what is around is asked anew.
        away = distance(sight, pairs[-1][1])
        doubt = np.exp(-away / (np.median(away) * _DOUBT + 1e-6))
        kept, fresh = kept * (1 - doubt), np.maximum(fresh, doubt)
    return np.asarray(fresh * guess + kept + nearer * _PULL, dtype=np.float32)


def _local(found: Plane, last: Plane, mark: Mark, sight: ClickSight) -> Plane:
    """Return `last` with those changes of `found` that lie where `mark` is; both at half size."""
    changed = (found > 0.5) != (last > 0.5)
    _, pieces = cv2.connectedComponents(changed.astype(np.uint8))
    spot = spots_of(Prompts((mark,)), sight.shape, found.shape)[0]
    touched = np.unique(pieces[spot & changed])
    out = np.where(np.isin(pieces, touched) & changed, found, last)
    out[spot] = found[spot]
    return np.asarray(out, dtype=np.float32)


def _one_sided(found: Plane, last: Plane, mark: Mark) -> Plane:
    """Return `found` without what nobody asked of `mark`; `last` is the answer before it.

    A mark on the object takes nothing away, one that is not on it adds nothing. Thin changes stay,
    those of an outline, and all where `last` was mostly wrong. Both are at half size.
    """
    now, was = found > 0.5, last > 0.5
    both = int((now & was).sum())
    if both < _MOSTLY * int((now | was).sum()):
        return found
    wrong = (was & ~now) if mark.positive else (now & ~was)
    deep = cv2.erode(wrong.astype(np.uint8), np.ones((_THIN, _THIN), dtype=np.uint8)) > 0
    _, pieces = cv2.connectedComponents(wrong.astype(np.uint8))
    back = wrong & np.isin(pieces, np.unique(pieces[deep]))
    return np.asarray(np.where(back, last, found), dtype=np.float32)


def _middle_of(box: Box, sight: ClickSight) -> Plane:
    """Return logits [h, w] of what lies in the middle of a box rather than in its corners."""
    height, width = sight.size
    down, across = height / sight.shape[0], width / sight.shape[1]
    rows = (np.arange(height) + 0.5) / down - (box[1] + box[3]) / 2
    columns = (np.arange(width) + 0.5) / across - (box[0] + box[2]) / 2
    rows, columns = rows / max(box[3] - box[1], 1.0), columns / max(box[2] - box[0], 1.0)
    away = np.maximum(np.hypot(rows[:, None], columns) * 2, 0)
    return np.asarray(_BOX_MIDDLE * (_BOX_SIZE - away).clip(-1, 1), dtype=np.float32)


def _belonging(chance: Plane, seeds: Seeds, before: Plane | None) -> Plane:
    """Return `chance` without pieces that nobody marked, and that were not there before."""
    inside = (chance > 0.5).astype(np.uint8)
    count, pieces, facts, _ = cv2.connectedComponentsWithStats(inside)
    kept = np.zeros(count, dtype=np.bool_)
    kept[pieces[seeds > 0]] = True
    if before is not None:
        kept[pieces[before > 0]] = True
    elif not (seeds > 0).any() and count > 1:
        areas = facts[1:, cv2.CC_STAT_AREA]
        kept[1:] = areas >= areas.max() * _PIECE
    lost = (inside > 0) & ~kept[pieces]
    return np.asarray(np.where(lost, _NOT, chance), dtype=np.float32)


def _logits(chance: Plane) -> Plane:
    bounded = chance.clip(0.02, 0.98)
    return np.asarray(np.log(bounded / (1 - bounded)), dtype=np.float32)


def _resized(plane: Plane | Bools, size: tuple[int, ...]) -> Plane:
    plane = plane.astype(np.float32)
    if plane.shape == tuple(size):
        return plane
    way = cv2.INTER_AREA if size[0] < plane.shape[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (size[1], size[0]), interpolation=way), dtype=np.float32)
