"""Frames of real videos: what stands out in them, and what is what where that can be trusted.

The masks come from the saliency teacher, from what moves before a camera that stands still, and
from colours that nothing else in the picture has. They were checked by eye; frames where they are
wrong have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.footage_finders import Frame
from soc_rvos_recipe.datapack.footage_videos import CREDITS as CREDITS
from soc_rvos_recipe.datapack.footage_videos import VIDEOS, Thing, Video
from soc_rvos_recipe.datapack.pack import (
    Background,
    Footage,
    FootageObject,
    Object,
    PackError,
    View,
)
from soc_rvos_recipe.datapack.pictures import fitted, write_grey, write_webp
from soc_rvos_recipe.datapack.saliency import Teacher

LONG_SIDE = 448
_CUT_OUT_SIDE = 224
_Picture = NDArray[np.uint8]
_Bools = NDArray[np.bool_]


def taken(
    folder: Path, teacher: Teacher, out: Path
) -> Iterator[tuple[Footage, list[Object], list[Background]]]:
    """Yield each video's footage, its objects as cut-outs, and backgrounds from its empty parts."""
    for video in VIDEOS:
        pictures = _frames(folder / video.file, video.every)
        plate = np.median([picture for _, picture in pictures], axis=0).astype(np.float32)
        frames, saliencies = [], []
        masks: dict[str, list[str | None]] = {thing.name: [] for thing in video.things}
        views: dict[str, list[View]] = {thing.name: [] for thing in video.things}
        for number, picture in pictures:
            stem = f"footage/{video.name}-{number:04d}"
            saliency = teacher.saliency(picture, f"{Path(video.file).stem}-{number:04d}")
            _write_once(out / f"{stem}.webp", picture)
            if not (out / f"{stem}-saliency.png").exists():
                write_grey(out / f"{stem}-saliency.png", saliency)
            frames.append(f"{stem}.webp")
            saliencies.append(f"{stem}-saliency.png")
            moved = np.abs(picture.astype(np.float32) - plate).max(axis=2)
            frame = Frame(number, picture, saliency > 127, moved)
            found = video.find(frame) if video.find is not None else {}
            for thing in video.things:
                trusted = thing.trusted is None or number in thing.trusted
                mask = found.get(thing.name) if trusted else None
                if number in thing.gone:
                    mask = np.zeros(saliency.shape, dtype=np.bool_)
                file = f"{stem}-{thing.name.replace(' ', '-')}.png" if mask is not None else None
                masks[thing.name].append(file)
                if mask is None or file is None:
                    continue
                write_grey(out / file, np.where(mask, 255, 0).astype(np.uint8))
                if whole(mask):
                    view = View(f"objects/{Path(file).stem}.webp")
                    _write_once(out / view.file, _cut(picture, mask))
                    views[thing.name].append(view)
        things = tuple(
            FootageObject(thing.name, thing.expressions, tuple(masks[thing.name]))
            for thing in video.things
        )
        yield (
            Footage(
                video.name, video.split, video.credit, tuple(frames), tuple(saliencies), things
            ),
            [
                _object(video, thing, views[thing.name])
                for thing in video.things
                if views[thing.name]
            ],
            _backgrounds(video, plate, out),
        )


def whole(mask: NDArray[np.bool_]) -> bool:
    """Return whether the object is in the picture and not cut off by more than a few pixels of
    its border."""
    if mask.mean() < 0.002:
        return False
    border = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    return int(border.sum()) <= 6


def _frames(path: Path, every: int) -> list[tuple[int, _Picture]]:
    """Every so manieth frame with its number, RGB uint8, longest side LONG_SIDE."""
    frames = []
    video = cv2.VideoCapture(str(path.absolute()))  # `12:30.mp4` alone would be an address
    try:
        number = 0
        while video.grab():
            if number % every == 0:
                _, picture = video.retrieve()
                height, width = picture.shape[:2]
                scale = LONG_SIDE / max(height, width)
                size = (round(width * scale), round(height * scale))
                small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
                frames.append((number, np.ascontiguousarray(small[..., ::-1], dtype=np.uint8)))
            number += 1
    finally:
        video.release()
    if not frames:
        raise PackError(f"{path} is not there or holds no video that can be read.")
    return frames


def _write_once(path: Path, picture: _Picture) -> None:
    if not path.exists():
        write_webp(path, picture, 74)


def _cut(picture: _Picture, mask: _Bools) -> _Picture:
    """The object alone; the edge is drawn in by half a pixel and softened."""
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8)
    alpha = np.clip((soft - 0.35) / 0.55, 0, 1) * 255
    return fitted(np.dstack([picture, np.rint(alpha).astype(np.uint8)]), _CUT_OUT_SIDE)


def _object(video: Video, thing: Thing, views: Sequence[View]) -> Object:
    identity = f"footage-{video.name}-{thing.name.replace(' ', '-')}"
    return Object(
        id=identity,
        name=thing.name,
        group=thing.group,
        split=video.split,
        credit=video.credit,
        views=tuple(views),
        general=thing.general,
        colours=thing.colours,
        wears=thing.wears,
        clothes=thing.clothes,
        pose=thing.pose,
        model=identity,
    )


def _backgrounds(video: Video, plate: NDArray[np.float32], out: Path) -> list[Background]:
    found = []
    height, width = plate.shape[:2]
    for number, (left, top, right, bottom) in enumerate(video.empty):
        file = f"backgrounds/{video.name}-{number:02d}.webp"
        rows = slice(round(top * height), round(bottom * height))
        columns = slice(round(left * width), round(right * width))
        part = np.ascontiguousarray(plate[rows, columns]).astype(np.uint8)
        size = (512, 288)
        _write_once(out / file, np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_CUBIC)))
        found.append(Background(file, video.split, video.credit))
    return found
