"""Photographs of one thing as clips: the camera moves over them as a hand would."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.asset_cache import AssetCache
from soc_rvos_recipe.clips.camera_motion import Matrices, camera
from soc_rvos_recipe.clips.clip import LEAST_OF_PICTURE, Actor, Clip, boxes_of
from soc_rvos_recipe.clips.object_sampling import kind_of
from soc_rvos_recipe.datapack.pack import Photograph

_TRIES = 6
_SHOWN = 0.45  # share of the thing that is in the picture
_LARGEST = 2.6  # times its own size at which a photograph is still shown


def photographed_scene(
    rng: np.random.Generator, assets: AssetCache, split: str, frames: int, height: int, width: int
) -> tuple[Clip, Matrices] | None:
    """Return a photograph seen by a moving camera, and that camera; None where none was found."""
    every = assets.photographs.get(split, ())
    if not every:
        return None
    for _ in range(_TRIES):
        photograph = every[int(rng.integers(len(every)))]
        view = camera(rng, frames, height, width)
        clip = _seen(rng, assets, photograph, view, height, width)
        if clip is not None:
            return clip, view
    return None


def _seen(
    rng: np.random.Generator,
    assets: AssetCache,
    photograph: Photograph,
    view: Matrices,
    height: int,
    width: int,
) -> Clip | None:
    picture, mask = assets.photograph(photograph.file), assets.mask(photograph.mask)
    own_height, own_width = mask.shape
    share = rng.uniform(0.65, 1.0) if rng.random() < 0.7 else 1.0
    # The part that is shown, in pixels of the photograph for each of the picture.
    scale = max(min(own_width / width, own_height / height) * share, 1 / _LARGEST)
    room = np.array((own_width - width * scale, own_height - height * scale))
    corner = rng.uniform(0, 1, 2) * room
    mirrored = rng.random() < 0.5
    place = np.eye(3)
    place[0, 0] = (-1 if mirrored else 1) / scale
    place[1, 1] = 1 / scale
    place[0, 2] = (corner[0] + width * scale) / scale if mirrored else -corner[0] / scale
    place[1, 2] = -corner[1] / scale
    shown: list[NDArray[np.uint8]] = []
    masks: list[NDArray[np.bool_]] = []
    for matrix in view:
        seen_from = (matrix @ place)[:2]
        # Where the camera leaves the photograph its edge goes on: mirrored, the thing would be
        # there twice.
        shown.append(
            np.asarray(
                cv2.warpAffine(picture, seen_from, (width, height), borderMode=cv2.BORDER_REPLICATE)
            )
        )
        masks.append(np.asarray(cv2.warpAffine(mask, seen_from, (width, height)) > 127))
    solid = np.stack(masks)
    visible = solid.mean(axis=(1, 2)) >= LEAST_OF_PICTURE
    whole_area = float((mask > 127).sum()) / scale**2
    if not visible.all() or solid[0].sum() < _SHOWN * whole_area:
        return None
    boxes = boxes_of(solid)
    middle = np.repeat(((boxes[0, :2] + boxes[0, 2:]) / 2)[None], len(view), axis=0)
    thing = photograph.thing
    actor = Actor(
        name=thing.name,
        general=thing.general,
        synonyms=thing.synonyms,
        colours=thing.colours,
        group=kind_of(thing),
        object_id=thing.id,
        boxes=boxes,
        whole=boxes,
        visible=visible,
        order=0,
        shares={},
        path=middle.astype(np.float32),
        growth=np.ones(len(view), dtype=np.float32),
        lively=True,
        model=thing.model,
    )
    return Clip(np.stack(shown), solid[None], (actor,), filmed=True, photographed=True)
