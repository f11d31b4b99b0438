"""Clips that a tracker learns from, with what the frozen networks see in them, kept as files.

The frozen networks are most of the cost of a step, and they see the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.inference.preprocess import normalise
from soc_rvos.networks.parts.picture_maps import FrozenEyes, PictureMaps
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack

FRAMES = 4
_COMPOSED = 7, 14
"""Frames of a made clip, of which some are kept, so that the time between two varies; the second
from clip _LONG on: what changes more is found again later."""
_LONG = 600
_SIZE = (224, 384)
_SEED = 3_000_000
_BENT = 0.7
"""Share of clips whose frames are bent: what is filmed is seldom stiff."""
_MOST_BENT = 0.035
"""How far, as a part of the width."""


@dataclass(frozen=True, slots=True, eq=False)
class TrackingClip:
    """FRAMES frames: their `maps`, and `labels` uint8 [T, H, W], the number of the actor seen.

    0 is none of them.
    """

    maps: PictureMaps
    labels: Tensor

    def save(self, path: Path) -> None:
        """Write it in half precision; the file appears whole."""
        beside = path.with_name(path.name + ".part")
        tensors = [each.half() for each in self.maps.tensors()]
        torch.save({"maps": tensors, "labels": self.labels}, beside)
        beside.replace(path)

    @classmethod
    def load(cls, path: Path) -> TrackingClip:
        """Read what `save` wrote."""
        read = torch.load(path, weights_only=True)
        return cls(PictureMaps.of(tuple(each.float() for each in read["maps"])), read["labels"])


def make_clips(pack: Pack, eyes: FrozenEyes, folder: Path, count: int) -> Iterator[int]:
    """Write clips 0 to `count` into `folder`, but for those that are there; yield their numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = clip_file(folder, number)
        if not path.exists():
            made_clip(pack, eyes, number).save(path)
        yield number


def clip_file(folder: Path, number: int) -> Path:
    """Return where the clip of a number is kept."""
    return folder / f"clip-{number:05d}.pt"


def made_clip(pack: Pack, eyes: FrozenEyes, number: int) -> TrackingClip:
    """Return the clip of a number; the same pack gives the same clip."""
    rng = np.random.default_rng((_SEED, number))
    composed = _COMPOSED[number >= _LONG]
    clip = make_clip(pack, "train", _SEED + number, composed, *_SIZE)
    kept = np.sort(rng.choice(composed, FRAMES, replace=False))
    labels = np.zeros((FRAMES, *_SIZE), dtype=np.uint8)
    for place, mask in enumerate(clip.masks[:, kept], start=1):
        labels[mask] = place
    frames = clip.frames[kept]
    if rng.random() < _BENT:
        frames, labels = _bent(rng, frames, labels)
    with torch.inference_mode():
        maps = eyes(normalise(torch.from_numpy(frames)))
    return TrackingClip(maps, torch.from_numpy(labels))


def _bent(
    rng: np.random.Generator, frames: NDArray[np.uint8], labels: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Bend the pictures smoothly, each a little differently from the one before."""
    count, height, width = labels.shape
    reach = rng.uniform(0.2, 1.0) * _MOST_BENT * width
    first, last = (_field(rng, height, width) * reach for _ in range(2))
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    bent, bent_labels = np.empty_like(frames), np.empty_like(labels)
    for time in range(count):
        share = time / max(1, count - 1)
        field = first * (1 - share) + last * share
        down, across = rows + field[..., 0], columns + field[..., 1]
        cv2.remap(frames[time], across, down, cv2.INTER_LINEAR, bent[time], cv2.BORDER_REFLECT)
        cv2.remap(
            labels[time], across, down, cv2.INTER_NEAREST, bent_labels[time], cv2.BORDER_REFLECT
        )
    return bent, bent_labels


def _field(rng: np.random.Generator, height: int, width: int) -> NDArray[np.float32]:
    """Return a smooth field of shifts down and across, [H, W, 2], about 1."""
    cells = int(rng.integers(3, 8))
    coarse = rng.normal(0, 0.7, (cells, cells + 2, 2)).astype(np.float32)
    grown = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown, dtype=np.float32)
