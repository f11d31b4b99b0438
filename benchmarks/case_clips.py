"""Clips composed of real objects, and what the tracker and flow find in them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.evaluation.manifest import Clip
from soc_rvos.inference.flow_mask import FlowMask, Motion, compared_picture, grey_picture
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Given
from soc_rvos.metrics import region_similarity

Picture = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Masks = dict[int, dict[int, Bools]]
"""Frame, then object, then its mask."""

HEIGHT, WIDTH = 360, 640
WHOLE = ("blackswan", "camel", "goat", "flamingo", "hike", "car-roundabout")
"""Clips whose object is whole on all frames."""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """An object cut out of a clip: pictures and masks, all of one size, in the clip's order."""

    pictures: list[Picture]
    masks: list[Bools]

    @classmethod
    def of(cls, clip: Clip, height: int, mirrored: bool = False) -> Actor:
        """Cut the object out of `clip`; it is about `height` pixels high."""
        value = clip.objects[0].value
        masks = [clip.labels(n) == value for n in range(clip.frame_count)]
        boxes = [cv2.boundingRect(mask.astype(np.uint8)) for mask in masks]
        wide, high = (max(box[side] for box in boxes) for side in (2, 3))
        scale = min(height / high, 0.55 * WIDTH / wide)
        pictures, cut = [], []
        for frame, mask, (left, top, width, rows) in zip(
            clip.frames(0, clip.frame_count), masks, boxes, strict=True
        ):
            middle = left + width / 2, top + rows / 2
            move = np.array(
                [
                    [scale, 0, scale * (wide / 2 - middle[0])],
                    [0, scale, scale * (high / 2 - middle[1])],
                ]
            )
            size = round(scale * wide), round(scale * high)
            picture = cv2.warpAffine(frame, move, size, flags=cv2.INTER_AREA)
            inside = cv2.warpAffine(mask.astype(np.float32), move, size, flags=cv2.INTER_LINEAR)
            step = -1 if mirrored else 1
            pictures.append(np.ascontiguousarray(picture[:, ::step]))
            cut.append(np.ascontiguousarray(inside[:, ::step] > 0.5))
        return cls(pictures, cut)

    def at(self, number: int) -> int:
        """Return which picture is shown on frame `number`: they go to and fro, two frames each."""
        there = (number // 2) % (2 * len(self.pictures) - 2)
        return min(there, 2 * len(self.pictures) - 2 - there)


def composed(
    ground: Picture, actors: list[tuple[Actor, Callable[[int], tuple[float, float]]]], count: int
) -> tuple[list[Picture], Masks]:
    """Return frames, and the mask of each object that is seen; the last actors are in front.

    An actor's path says where its middle is, in parts of the picture.
    """
    wide = cv2.resize(ground, (round(WIDTH * 1.4), round(HEIGHT * 1.4)))
    pictures, masks = [], {}
    for number in range(count):
        part = number / max(1, count - 1)
        left, top = int(part * (wide.shape[1] - WIDTH)), int(0.5 * (wide.shape[0] - HEIGHT))
        picture = wide[top : top + HEIGHT, left : left + WIDTH].copy()
        own: dict[int, Bools] = {}
        for name, (actor, path) in enumerate(actors, 1):
            where = actor.at(number)
            x, y = path(number)
            rows, columns = actor.masks[where].shape
            move = np.array([[1, 0, x * WIDTH - columns / 2], [0, 1, y * HEIGHT - rows / 2]])
            size = WIDTH, HEIGHT
            inside = cv2.warpAffine(actor.masks[where].astype(np.float32), move, size)
            pasted = cv2.warpAffine(actor.pictures[where], move, size)
            soft = cv2.GaussianBlur(inside, (0, 0), 0.7)[..., None]
            picture = (picture * (1 - soft) + pasted * soft).astype(np.uint8)
            for other in own.values():
                other &= inside <= 0.5
            own[name] = inside > 0.5
        pictures.append(picture)
        masks[number] = own
    return pictures, masks


def followed(
    tracker: MemoryTracker, pictures: list[Picture], first: dict[int, Bools]
) -> tuple[Masks, float]:
    """Return what the tracker finds of the objects of the `first` frame, and seconds a frame."""
    began = time.process_time()
    given = {0: {name: Given(mask) for name, mask in first.items()}}
    found = {
        each.number: {name: plane >= 0.5 for name, plane in each.masks.items()}
        for each in tracker.track(pictures.__getitem__, given, range(len(pictures)))
    }
    return found, (time.process_time() - began) / max(1, len(pictures) - 1)


def by_flow(pictures: list[Picture], first: dict[int, Bools]) -> tuple[Masks, float]:
    """Return the same along flow; the motion is computed once for all objects."""
    began = time.process_time()
    picture = compared_picture(pictures[0])
    grey = grey_picture(picture)
    carried = {name: FlowMask(picture, mask) for name, mask in first.items()}
    found: Masks = {0: first}
    for number, frame in enumerate(pictures[1:], 1):
        picture = compared_picture(frame)
        before, grey = grey, grey_picture(picture)
        motion = Motion.of(before, grey) if carried else None
        for name in list(carried):
            if carried[name].step(picture, motion) is not None:
                del carried[name]
        found[number] = {name: np.zeros_like(mask) for name, mask in first.items()}
        for name, each in carried.items():
            size = first[name].shape[::-1]
            found[number][name] = cv2.resize(each.distance, size) > 0
    return found, (time.process_time() - began) / max(1, len(pictures) - 1)


def j_of(found: Masks, true: Masks, name: int, numbers: range) -> float:
    return float(np.mean([region_similarity(found[n][name], true[n][name]) for n in numbers]))
