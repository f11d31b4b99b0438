"""Made clips as values: the frames, where every actor shows, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# What shows less than this share of itself, or of the picture, counts as hidden.
LEAST_OF_ITSELF = 0.1
LEAST_OF_PICTURE = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """One thing of a clip, and the facts that sentences are made of.

    `boxes` float32 [T, 4], x0 y0 x1 y1 of what shows, and `whole` the same of all of it, hidden or
    outside included, as shares of the picture's width and height; `boxes` are 0 where `visible`
    bool [T] is False. `path` float32 [T, 2] is where it is on the ground of the scene, which the
    camera does not move, in the same unit; `growth` float32 [T] how large it is compared with the
    first frame, the camera's zoom left out. Both are None where nobody knows (real footage).
    `facing` float32 [T] is the azimuth it is seen from in degrees, None where unknown. `order` is
    larger for what is nearer, among actors of one `scene`. `shares` says how much of it each
    colour name covers in the finished frames; `colours` and `wears` are those it is known by.
    `lively` is True for what moves within itself. `sentences` came with the footage. A rider and
    what it rides have the same number `pair` within a scene, 0 for everyone else.
    """

    name: str
    general: tuple[str, ...]
    synonyms: tuple[str, ...]
    colours: tuple[str, ...]
    group: str
    object_id: str
    boxes: Floats
    whole: Floats
    visible: NDArray[np.bool_]
    order: int
    shares: Mapping[str, float]
    wears: tuple[str, ...] = ()
    clothes: tuple[str, ...] = ()
    pose: str | None = None
    path: Floats | None = None
    growth: Floats | None = None
    facing: Floats | None = None
    lively: bool = False
    scene: int = 0
    model: str = ""
    sentences: tuple[str, ...] = ()
    pair: int = 0

    @property
    def real(self) -> bool:
        """Whether it was filmed where it is, not laid on."""
        return self.path is None


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Frames uint8 [T, H, W, 3] RGB, the visible part of each actor bool [K, T, H, W], the actors.

    `filmed` is True where the scene is real footage, in which there may be more than the actors;
    `photographed` is True where it is a photograph of one thing, of whose kinds nothing else is
    there. `scenes` is how many separate scenes are side by side.
    """

    frames: NDArray[np.uint8]
    masks: NDArray[np.bool_]
    actors: tuple[Actor, ...]
    filmed: bool = False
    scenes: int = 1
    photographed: bool = False


def boxes_of(masks: NDArray[np.bool_]) -> Floats:
    """Return float32 [T, 4], x0 y0 x1 y1 as shares of the picture, of [T, H, W]; 0 if empty."""
    count, height, width = masks.shape
    boxes = np.zeros((count, 4), dtype=np.float32)
    rows = np.asarray(masks.any(axis=2), dtype=np.bool_)
    columns = np.asarray(masks.any(axis=1), dtype=np.bool_)
    for frame in np.flatnonzero(rows.any(axis=1)):
        across, down = np.flatnonzero(columns[frame]), np.flatnonzero(rows[frame])
        boxes[frame] = (
            across[0] / width,
            down[0] / height,
            (across[-1] + 1) / width,
            (down[-1] + 1) / height,
        )
    return boxes


def side_by_side(clips: list[Clip], columns: int) -> Clip:
    """Return clips of one size laid out in rows of `columns`, as the scenes of one picture."""
    rows = -(-len(clips) // columns)
    count, height, width = clips[0].frames.shape[:3]
    frames = np.zeros((count, height * rows, width * columns, 3), dtype=np.uint8)
    total = sum(len(clip.actors) for clip in clips)
    masks = np.zeros((total, *frames.shape[:3]), dtype=np.bool_)
    actors: list[Actor] = []
    scale = np.array((columns, rows), dtype=np.float32)
    for scene, clip in enumerate(clips):
        row, column = divmod(scene, columns)
        place = np.s_[:, row * height : (row + 1) * height, column * width : (column + 1) * width]
        frames[place] = clip.frames
        corner = np.array((column, row), dtype=np.float32)
        for actor, mask in zip(clip.actors, clip.masks, strict=True):
            masks[len(actors)][place] = mask
            boxes = _within(actor.boxes, corner, scale)
            boxes[~actor.visible] = 0
            actors.append(
                replace(
                    actor,
                    boxes=boxes,
                    whole=_within(actor.whole, corner, scale),
                    path=None if actor.path is None else _within(actor.path, corner, scale),
                    scene=scene,
                )
            )
    filmed = any(clip.filmed for clip in clips)
    return Clip(frames, masks, tuple(actors), filmed, len(clips))


def _within(places: Floats, corner: Floats, scale: Floats) -> Floats:
    """Places [T, 2 or 4] of a part as those of the whole picture."""
    pairs = places.reshape(len(places), -1, 2)
    return np.asarray(((pairs + corner) / scale).reshape(places.shape), dtype=np.float32)
