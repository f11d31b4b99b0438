"""Steps' worth of kept clips: in each an actor to follow, and how its memory may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.utils.data import Dataset

from soc_rvos.inference.object_colours import SUREST, ObjectColours, around
from soc_rvos.inference.preprocess import DEVIATION, MEAN
from soc_rvos.networks.parts.picture_maps import PictureMaps
from soc_rvos_recipe.tracking.tracking_clips import FRAMES, TrackingClip, clip_file

CLIPS = 4
"""Clips of a step."""
_LEAST = 0.004
"""Part of the picture that an actor takes at least on the frame that is given."""
_ELSEWHERE = 0.1
"""Share of clips whose last frames are of another one: the object is not there."""
_SPOILT = 0.5
"""Share of frames that are remembered with a mask that has gone wrong."""
_AROUND = 0.5
_TRIES = 50


@dataclass(frozen=True, slots=True)
class TrackingBatch:
    """Clips of T frames, clip by clip; frame 0 of each is given.

    `maps` of [C * T] pictures; `masks` [C, T, 1, H / 2, W / 2] in [0, 1], the actor to follow, and
    `odds` of the same shape, -1 to 1, how much pixels have its colours on frame 0; `spoilt`, of the
    same shape, is a mask to remember in place of what the network answered, and -1 in frames whose
    answer is remembered.
    """

    maps: PictureMaps
    masks: Tensor
    odds: Tensor
    spoilt: Tensor


class TrackingBatches(Dataset[Any]):
    """The batch of every step: number `k` is the same in every run over the same clips."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Take the clips that are in `folder` now."""
        self._folder = folder
        self._seed = seed
        self._count = sum(1 for _ in folder.glob("clip-*.pt"))

    def __getitem__(self, number: int) -> TrackingBatch:
        """Return the batch of step `number`."""
        cv2.setNumThreads(1)
        torch.set_num_threads(1)
        rng = np.random.default_rng((self._seed, number))
        maps: list[tuple[Tensor, ...]] = []
        masks: list[Tensor] = []
        odds: list[Tensor] = []
        spoilt: list[Tensor] = []
        while len(masks) < CLIPS:
            found = self._example(rng)
            if found is None:
                continue
            pictures, mask = found
            maps.append(pictures.tensors())
            masks.append(mask)
            odds.append(_odds(pictures.half, mask))
            spoilt.append(_spoilt(rng, mask))
        together = tuple(torch.cat(levels) for levels in zip(*maps, strict=True))
        return TrackingBatch(
            PictureMaps.of(together), torch.stack(masks), torch.stack(odds), torch.stack(spoilt)
        )

    def _example(self, rng: np.random.Generator) -> tuple[PictureMaps, Tensor] | None:
        """Return the pictures of a clip and where one of its actors is, the given frame first."""
        clip = self._clip(rng)
        order = np.arange(FRAMES) if rng.random() < 0.5 else np.arange(FRAMES)[::-1].copy()
        labels = clip.labels[torch.from_numpy(order)]
        shares = torch.bincount(labels[0].flatten(), minlength=2)[1:] / labels[0].numel()
        actors = torch.nonzero(shares >= _LEAST)[:, 0].tolist()
        if not actors:
            return None
        actor = 1 + actors[int(rng.integers(len(actors)))]
        mask = functional.avg_pool2d((labels == actor).float()[:, None], 2)
        tensors = tuple(each[torch.from_numpy(order)] for each in clip.maps.tensors())
        if rng.random() < _ELSEWHERE:
            other = self._clip(rng)
            cut = int(rng.integers(2, FRAMES))
            tensors = tuple(
                torch.cat((own[:cut], theirs[cut:]))
                for own, theirs in zip(tensors, other.maps.tensors(), strict=True)
            )
            mask[cut:] = 0
        return PictureMaps.of(tensors), mask

    def _clip(self, rng: np.random.Generator) -> TrackingClip:
        return TrackingClip.load(clip_file(self._folder, int(rng.integers(self._count))))


def _odds(half: Tensor, masks: Tensor) -> Tensor:
    """Return how much the pixels of all frames have the colours of the object of the first."""
    mean, deviation = (torch.tensor(each)[:, None, None] for each in (MEAN, DEVIATION))
    pictures = ((half * deviation + mean) * 255).round().clamp(0, 255).byte()
    frames = pictures.permute(0, 2, 3, 1).numpy()
    inside = masks[0, 0].numpy() > 0.5
    colours = ObjectColours()
    colours.learn(frames[0], inside, around(inside, _AROUND))
    found = np.stack([colours.evidence(np.ascontiguousarray(frame)) for frame in frames])
    return torch.from_numpy(found / SUREST)[:, None]


def _spoilt(rng: np.random.Generator, masks: Tensor) -> Tensor:
    """Return for some frames a mask as a tracker gets it wrong, -1 in all others."""
    spoilt = torch.full_like(masks, -1)
    for frame in range(1, len(masks)):
        if rng.random() < _SPOILT:
            true = np.ascontiguousarray(masks[frame, 0].numpy())
            spoilt[frame, 0] = torch.from_numpy(_wrong(rng, true))
    return spoilt


def _wrong(rng: np.random.Generator, true: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a mask moved, swollen, eaten away, half lost, leaked, with holes, or gone."""
    height, width = true.shape
    kind = rng.random()
    size = max(4.0, float(np.sqrt(true.sum())))
    wrong = true.copy()
    if kind < 0.3:
        shift = rng.normal(0, 0.1 * size, 2)
        grown = np.exp(rng.normal(0, 0.06))
        matrix = np.array(((grown, 0, shift[0]), (0, grown, shift[1])), dtype=np.float64)
        wrong = np.asarray(cv2.warpAffine(true, matrix, (width, height)), dtype=np.float32)
    elif kind < 0.5:
        side = 1 + 2 * int(rng.integers(1, max(2, int(size / 12)) + 1))
        change = cv2.dilate if rng.random() < 0.5 else cv2.erode
        wrong = np.asarray(change(true, np.ones((side, side), np.uint8)), dtype=np.float32)
    elif kind < 0.7:
        rows, columns = np.nonzero(true > 0.5)
        if len(rows):
            at = int(rng.integers(len(rows)))
            turn = rng.uniform(0, 2 * np.pi)
            down, across = np.mgrid[:height, :width]
            side = (down - rows[at]) * np.sin(turn) + (across - columns[at]) * np.cos(turn)
            wrong = np.where(side > 0, 0, true).astype(np.float32)
    elif kind < 0.92:
        _blot(rng, wrong, np.argwhere(true > 0.5), size)
    else:
        wrong[:] = 0
    return np.clip(wrong, 0, 1).astype(np.float32)


def _blot(
    rng: np.random.Generator, mask: NDArray[np.float32], inside: NDArray[np.int64], size: float
) -> None:
    """Let a mask leak anywhere, or have holes where it was: `inside` are its pixels."""
    height, width = mask.shape
    holes = bool(len(inside)) and rng.random() < 0.6
    for _ in range(int(rng.integers(1, 5))):
        if holes:
            down, across = inside[int(rng.integers(len(inside)))].tolist()
        else:
            down, across = int(rng.integers(height)), int(rng.integers(width))
        axes = tuple(int(max(2, value)) for value in rng.uniform(0.06, 0.5, 2) * size)
        turn, level = rng.uniform(0, 180), 0.0 if holes else 1.0
        cv2.ellipse(mask, (across, down), axes, turn, 0, 360, level, -1)
