"""Pieces of the pack's real footage as clips, with the sentences that came with it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.asset_cache import AssetCache
from soc_rvos_recipe.clips.clip import Actor, Clip, boxes_of
from soc_rvos_recipe.datapack.pack import Footage, FootageObject

_TRIES = 8
_GENERAL = {
    "man": ("person", "adult"),
    "woman": ("person", "adult"),
    "boy": ("child", "person"),
    "girl": ("child", "person"),
    "dog": ("animal", "pet"),
}
_SIDES = {"left": "right", "right": "left"}


def filmed_scene(
    rng: np.random.Generator, assets: AssetCache, split: str, frames: int, height: int, width: int
) -> Clip | None:
    """Return a cropped, at times mirrored piece of footage, or None where none was found.

    Its actors are the objects whose masks are known in every frame of the piece and that show.
    """
    every = [footage for footage in assets.pack.footage if footage.split == split]
    long_enough = [footage for footage in every if len(footage.frames) >= frames]
    if not long_enough:
        return None
    for _ in range(_TRIES):
        footage = long_enough[int(rng.integers(len(long_enough)))]
        first = int(rng.integers(len(footage.frames) - frames + 1))
        numbers = list(range(first, first + frames))
        if rng.random() < 0.3:
            numbers.reverse()
        known = [thing for thing in footage.objects if all(thing.masks[n] for n in numbers)]
        if known or (not footage.objects and rng.random() < 0.3):
            return _piece(rng, assets, footage, known, numbers, height, width)
    return None


def _piece(
    rng: np.random.Generator,
    assets: AssetCache,
    footage: Footage,
    things: list[FootageObject],
    numbers: list[int],
    height: int,
    width: int,
) -> Clip:
    first = assets.photograph(footage.frames[numbers[0]])
    own_height, own_width = first.shape[:2]
    share = rng.uniform(0.7, 1.0) if rng.random() < 0.6 else 1.0
    scale = min(own_width / width, own_height / height) * share
    room = np.array((own_width - width * scale, own_height - height * scale))
    corner = rng.uniform(0, 1, 2) * room
    mirrored = bool(rng.random() < 0.5)
    place = np.array(((1 / scale, 0, -corner[0] / scale), (0, 1 / scale, -corner[1] / scale)))
    if mirrored:
        place[0] = (-1 / scale, 0, width - 1 + corner[0] / scale)

    def seen(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.asarray(cv2.warpAffine(picture, place, (width, height)))

    frames = np.stack([seen(assets.photograph(footage.frames[n])) for n in numbers])
    actors: list[Actor] = []
    masks: list[NDArray[np.bool_]] = []
    for thing in things:
        files = [file for file in (thing.masks[n] for n in numbers) if file is not None]
        mask = np.stack([seen(assets.mask(file)) > 127 for file in files])
        visible = mask.mean(axis=(1, 2)) >= 0.001
        mask[~visible] = False
        if not visible.any():
            continue
        boxes = boxes_of(mask)
        actors.append(
            Actor(
                name=thing.name,
                general=_GENERAL.get(thing.name, ()),
                synonyms=(),
                colours=(),
                group=_group(thing.name),
                object_id=f"footage-{footage.name}-{thing.name}",
                boxes=boxes,
                whole=boxes,
                visible=visible,
                order=0,
                shares={},
                lively=True,
                model=f"footage-{footage.name}-{thing.name}",
                sentences=_still_true(thing, boxes[visible], mirrored),
            )
        )
        masks.append(mask)
    stacked = np.stack(masks) if masks else np.zeros((0, *frames.shape[:3]), dtype=np.bool_)
    return Clip(frames, stacked, tuple(actors), filmed=True)


def _group(name: str) -> str:
    general = _GENERAL.get(name, ())
    return next((kind for kind in ("person", "animal") if kind in general), "household")


def _still_true(
    thing: FootageObject, boxes: NDArray[np.float32], mirrored: bool
) -> tuple[str, ...]:
    """The sentences of an object, mirrored like the picture, without those that a crop belies."""
    middle = (boxes[:, 0] + boxes[:, 2]) / 2
    told = []
    for sentence in thing.expressions:
        words = sentence.split()
        if mirrored:
            words = [_SIDES.get(word, word) for word in words]
        aside = (middle > 0.45).any() if "left" in words else (middle < 0.55).any()
        if not (("left" in words or "right" in words) and aside):
            told.append(" ".join(words))
    return tuple(told)
