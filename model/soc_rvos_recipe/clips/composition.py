"""Makes clips: cut-outs of the pack that play before photographs, and pieces of real footage."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.colour_names import NAMES
from soc_rvos.inference.colour_maps import named_pixels
from soc_rvos_recipe.clips.actor_motion import Performance
from soc_rvos_recipe.clips.asset_cache import AssetCache, assets_of
from soc_rvos_recipe.clips.camera_motion import Matrices, camera
from soc_rvos_recipe.clips.clip import (
    LEAST_OF_ITSELF,
    LEAST_OF_PICTURE,
    Actor,
    Clip,
    boxes_of,
    side_by_side,
)
from soc_rvos_recipe.clips.compositing import Lay, finish, lighting
from soc_rvos_recipe.clips.degradation import degraded
from soc_rvos_recipe.clips.footage_clips import filmed_scene
from soc_rvos_recipe.clips.object_sampling import Role, cast, crowd, kind_of
from soc_rvos_recipe.clips.photograph_clips import photographed_scene
from soc_rvos_recipe.clips.riding import staged
from soc_rvos_recipe.datapack.pack import Pack

_FOOTAGE_SHARE = 0.12
_MOSAIC_SHARE = 0.12
_CROWD_SHARE = 0.06
_PHOTOGRAPH_SHARE = 0.22
_STRIP_SHARE = 0.13
_NUMBERS = (0.3, 0.34, 0.21, 0.1, 0.05)


def make_clip(pack: Pack, split: str, seed: int, frames: int, height: int, width: int) -> Clip:
    """Return the clip of a seed: at least 2 frames, a sixth of a second apart, of at least 32
    pixels a side.

    The same pack, split, seed and size give the same clip. At least one actor shows in it.
    """
    rng = np.random.default_rng((seed, 1 if split == "test" else 0))
    assets = assets_of(pack)
    size = (frames, height, width)
    while True:
        kind = rng.random()
        scene: Clip | None
        if kind < _FOOTAGE_SHARE and _has_footage(pack, split):
            scene = _footage_clip(rng, assets, split, *size)
        elif kind < _FOOTAGE_SHARE + _MOSAIC_SHARE:
            scene = _mosaic(rng, assets, split, *size)
        elif kind < _FOOTAGE_SHARE + _MOSAIC_SHARE + _CROWD_SHARE:
            scene = _scene(rng, assets, split, *size, crowd(rng, assets, split))
        elif kind > 1 - _PHOTOGRAPH_SHARE and assets.photographs.get(split):
            scene = _photograph_clip(rng, assets, split, *size)
        else:
            scene = _scene(rng, assets, split, *size)
        if scene is not None and scene.actors:
            clip = replace(scene, frames=degraded(rng, scene.frames))
            return replace(clip, actors=tuple(_measured(clip)))


def _has_footage(pack: Pack, split: str) -> bool:
    return any(footage.split == split for footage in pack.footage)


def _mosaic(
    rng: np.random.Generator, assets: AssetCache, split: str, frames: int, height: int, width: int
) -> Clip | None:
    """Two to four scenes in one picture."""
    layouts = ((2, 1), (2, 1), (2, 2), (1, 2), (3, 1))
    columns, rows = layouts[int(rng.integers(len(layouts)))]
    size = (-(-height // rows), -(-width // columns))
    parts = []
    for _ in range(columns * rows):
        most = int(rng.integers(1, 3))
        part = None
        if rng.random() < 0.2 and _has_footage(assets.pack, split):
            part = filmed_scene(rng, assets, split, frames, *size)
        roles = cast(rng, assets, split, most)
        parts.append(part or _scene(rng, assets, split, frames, *size, roles))
    whole = side_by_side(parts, columns)
    frames_shown = np.ascontiguousarray(whole.frames[:, :height, :width])
    actors, masks = [], []
    for actor, mask in zip(whole.actors, whole.masks[:, :, :height, :width], strict=True):
        # The last column or row may have been cut off.
        visible = mask.any(axis=(1, 2))
        if visible.any():
            actors.append(replace(actor, boxes=boxes_of(mask), visible=visible))
            masks.append(mask)
    if not masks:
        return None
    return replace(whole, frames=frames_shown, masks=np.stack(masks), actors=tuple(actors))


def _footage_clip(
    rng: np.random.Generator, assets: AssetCache, split: str, frames: int, height: int, width: int
) -> Clip | None:
    """Real footage; at times something that is not in it is laid on."""
    clip = filmed_scene(rng, assets, split, frames, height, width)
    if clip is None or (clip.actors and rng.random() < 0.5):
        return clip
    roles = _strangers(rng, assets, split, clip)
    if not roles:
        return clip
    still = np.repeat(np.eye(3)[None], frames, axis=0)
    plays = staged(rng, assets, roles, frames, height, width)
    return _laid(rng, list(clip.frames), plays, still, clip)


def _photograph_clip(
    rng: np.random.Generator, assets: AssetCache, split: str, frames: int, height: int, width: int
) -> Clip | None:
    """A photograph of one thing; at times something of another kind is laid on."""
    taken = photographed_scene(rng, assets, split, frames, height, width)
    if taken is None:
        return None
    clip, view = taken
    roles = _strangers(rng, assets, split, clip) if rng.random() < 0.45 else []
    if not roles:
        return clip
    plays = staged(rng, assets, roles, frames, height, width)
    return replace(_laid(rng, list(clip.frames), plays, view, clip), photographed=True)


def _strangers(rng: np.random.Generator, assets: AssetCache, split: str, clip: Clip) -> list[Role]:
    """One or two roles of other kinds than all that is in a clip."""
    taken = {word for actor in clip.actors for word in (actor.name, *actor.general)}
    return [
        role
        for role in cast(rng, assets, split, int(rng.integers(1, 3)))
        if kind_of(role.thing) in ("vehicle", "animal", "furniture")
        and not taken & {role.thing.name, *role.thing.general, *role.thing.synonyms}
    ]


def _scene(
    rng: np.random.Generator,
    assets: AssetCache,
    split: str,
    frames: int,
    height: int,
    width: int,
    roles: list[Role] | None = None,
) -> Clip:
    """Actors before a photograph."""
    if roles is None:
        roles = cast(rng, assets, split, 1 + int(rng.choice(len(_NUMBERS), p=_NUMBERS)))
    plays = staged(rng, assets, roles, frames, height, width)
    follow = plays[0].centres if plays else None
    view = camera(rng, frames, height, width, follow)
    pictures = _backdrop(rng, assets, split, view, height, width)
    return _laid(rng, pictures, plays, view, None)


def _laid(
    rng: np.random.Generator,
    pictures: list[NDArray[np.uint8]],
    plays: list[Performance],
    view: Matrices,
    below: Clip | None,
) -> Clip:
    """The actors laid on the pictures, those that stand lower in front of the others."""
    count, (height, width) = len(pictures), pictures[0].shape[:2]
    size = np.array((width, height))
    look = finish(rng)
    # What rides stands where what it rides does, and is seen before it.
    order = sorted(plays, key=lambda one: (float(one.path[:, 1].mean()), one.rides))
    lays = [Lay(one, view, _light(rng, pictures[0], one), look) for one in order]
    labels = np.zeros((count, height, width), dtype=np.uint8)
    old = below.masks if below is not None else np.zeros((0, count, height, width), dtype=np.bool_)
    for number, mask in enumerate(old, start=1):
        labels[mask] = number
    strip = _strip(rng, pictures[0]) if below is None and rng.random() < _STRIP_SHARE else None
    before = int(rng.integers(1, len(lays) + 1)) if lays else 0
    for frame in range(count):
        for place, lay in enumerate(lays, start=1):
            lay.onto(pictures[frame], labels[frame], frame, len(old) + place)
            if strip is not None and place == before:
                _lay_strip(strip, pictures[frame], labels[frame], view[frame])
    actors: list[Actor] = []
    masks: list[NDArray[np.bool_]] = []
    for number, (one, lay) in enumerate(zip(order, lays, strict=True), start=len(old) + 1):
        mask = np.asarray(labels == number)
        least = [
            max(lay.area(frame) * LEAST_OF_ITSELF, height * width * LEAST_OF_PICTURE)
            for frame in range(count)
        ]
        visible = mask.sum(axis=(1, 2)) >= least
        mask[~visible] = False
        if visible.any():
            whole = np.array([lay.whole(frame) for frame in range(count)]) / np.tile(size, 2)
            actors.append(_actor(one, mask, visible, whole.astype(np.float32), number, size))
            masks.append(mask)
    filmed = below is not None
    if below is not None:
        for number, actor in enumerate(below.actors, start=1):
            mask = np.asarray(labels == number)
            full = below.masks[number - 1].sum(axis=(1, 2))
            visible = mask.sum(axis=(1, 2)) >= np.maximum(
                full * LEAST_OF_ITSELF, height * width * LEAST_OF_PICTURE
            )
            mask[~visible] = False
            if visible.any():
                actors.append(replace(actor, boxes=boxes_of(mask), visible=visible))
                masks.append(mask)
    stacked = np.stack(masks) if masks else np.zeros((0, *labels.shape), dtype=np.bool_)
    return Clip(np.stack(pictures), stacked, tuple(actors), filmed)


def _actor(
    one: Performance,
    mask: NDArray[np.bool_],
    visible: NDArray[np.bool_],
    whole: NDArray[np.float32],
    order: int,
    size: NDArray[np.int64],
) -> Actor:
    thing = one.role.thing
    return Actor(
        name=thing.name,
        general=thing.general,
        synonyms=thing.synonyms,
        colours=thing.colours,
        group=kind_of(thing),
        object_id=thing.id,
        boxes=boxes_of(mask),
        whole=whole,
        visible=visible,
        order=order,
        shares={},
        wears=thing.wears,
        clothes=thing.clothes,
        pose=thing.pose,
        path=(one.path / size).astype(np.float32),
        growth=(one.growth / one.growth[0]).astype(np.float32),
        facing=None if one.facing is None else one.facing.astype(np.float32),
        lively=one.role.filmed,
        model=thing.model or thing.id,
        pair=one.pair,
    )


def _measured(clip: Clip) -> list[Actor]:
    """The actors with the colours that they show in the finished frames."""
    measured = []
    for actor, mask in zip(clip.actors, clip.masks, strict=True):
        shown = np.flatnonzero(actor.visible)
        frame = int(shown[len(shown) // 2])
        pixels = clip.frames[frame][mask[frame]]
        pixels = pixels[:: max(1, len(pixels) // 500)]
        names = named_pixels(pixels[None])[0]
        counts = np.bincount(names, minlength=len(NAMES)) / len(names)
        shares = {name: float(share) for name, share in zip(NAMES, counts, strict=True) if share}
        measured.append(replace(actor, shares=shares))
    return measured


def _backdrop(
    rng: np.random.Generator,
    assets: AssetCache,
    split: str,
    view: Matrices,
    height: int,
    width: int,
) -> list[NDArray[np.uint8]]:
    """A part of a photograph as the camera sees it in every frame."""
    files = assets.backgrounds.get(split) or assets.backgrounds["train"]
    photograph = assets.photograph(files[int(rng.integers(len(files)))])
    if rng.random() < 0.25:
        photograph = np.asarray(cv2.GaussianBlur(photograph, (0, 0), rng.uniform(0.8, 3.5)))
    own_height, own_width = photograph.shape[:2]
    # The part that the camera first sees, in pixels of the photograph.
    scale = min(own_width / width, own_height / height) * rng.uniform(0.5, 0.98)
    scale = min(scale, 2.0)
    room = np.array((own_width - width * scale, own_height - height * scale))
    corner = rng.uniform(0, 1, 2) * room
    mirrored = rng.random() < 0.5
    place = np.eye(3)
    place[0, 0] = (-1 if mirrored else 1) / scale
    place[1, 1] = 1 / scale
    place[0, 2] = (corner[0] + width * scale) / scale if mirrored else -corner[0] / scale
    place[1, 2] = -corner[1] / scale
    # Where the camera leaves the photograph it goes on mirrored.
    return [
        np.asarray(
            cv2.warpAffine(
                photograph, (matrix @ place)[:2], (width, height), borderMode=cv2.BORDER_REFLECT
            )
        )
        for matrix in view
    ]


def _light(
    rng: np.random.Generator, picture: NDArray[np.uint8], one: Performance
) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = one.boxes[0]
    left, top = int(np.clip(x0, 0, width - 4)), int(np.clip(y0, 0, height - 4))
    right, bottom = int(np.clip(x1, left + 4, width)), int(np.clip(y1, top + 4, height))
    return lighting(rng, picture[top:bottom:2, left:right:2], one.cutouts[0])


_Strip = tuple[NDArray[np.uint8], float, float, float]


def _strip(rng: np.random.Generator, picture: NDArray[np.uint8]) -> _Strip:
    """Something upright or across that stands before the actors: its look, box and nearness."""
    height, width = picture.shape[:2]
    blurred = cv2.GaussianBlur(cv2.rotate(picture, cv2.ROTATE_180), (0, 0), 2)
    texture = np.asarray(cv2.convertScaleAbs(blurred, alpha=rng.uniform(0.3, 1.1)), dtype=np.uint8)
    if rng.random() < 0.7:
        broad = rng.uniform(0.04, 0.14) * width
        x0 = rng.uniform(0.1, 0.9) * width
        return texture, x0, x0 + broad, -1.0
    return texture, rng.uniform(0.75, 0.93) * height, height * 2.0, 1.0


def _lay_strip(
    strip: _Strip, picture: NDArray[np.uint8], labels: NDArray[np.uint8], view: NDArray[np.float64]
) -> None:
    texture, low, high, sign = strip
    height, width = labels.shape
    axis = 0 if sign < 0 else 1
    length = width if axis == 0 else height
    # What is nearer moves faster before the camera.
    moved = view[axis, 2] * 1.3
    start, stop = (int(np.clip(value + moved, 0, length)) for value in (low, high))
    place = np.s_[:, start:stop] if axis == 0 else np.s_[start:stop]
    picture[place] = texture[place]
    labels[place] = 0
    inner = (1, 3) if axis == 0 else (3, 1)
    for edge in (start, stop):
        near = slice(max(edge - 2, 0), min(edge + 2, length))
        band = np.s_[:, near] if axis == 0 else np.s_[near]
        if near.stop > near.start:
            picture[band] = cv2.blur(np.ascontiguousarray(picture[band]), inner[::-1])
