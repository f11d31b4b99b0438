"""What is what in the frames of each real video: by colour, by motion, and by what stands out.

A finder serves one video and returns masks by the names of its objects, None where it cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.saliency import largest_piece

_Picture = NDArray[np.uint8]
_Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame with what helps to tell its objects apart; `moved` is how much every pixel differs
    from the picture without what moves, 0 to 255."""

    number: int
    picture: _Picture
    salient: _Bools
    moved: NDArray[np.float32]


Finder = Callable[[Frame], Mapping[str, _Bools | None]]


def _lab(picture: _Picture) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Lightness 0 to 100, chroma, hue angle 0 to 360."""
    lab: NDArray[np.float32] = np.asarray(
        cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), dtype=np.float32
    )
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    return lab[..., 0], np.hypot(lab[..., 1], lab[..., 2]), hue


def _closed(mask: _Bools, size: int) -> _Bools:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel) > 0)


def _opened(mask: _Bools, size: int) -> _Bools:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0)


def _dilated(mask: _Bools, size: int) -> _Bools:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((size, size), dtype=np.uint8)) > 0)


def _pieces(mask: _Bools, least: int) -> list[_Bools]:
    """The connected pieces of at least so many pixels, from left to right."""
    count, labels, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    kept = [k for k in range(1, count) if statistics[k, cv2.CC_STAT_AREA] >= least]
    kept.sort(key=lambda k: int(statistics[k, cv2.CC_STAT_LEFT]))
    return [np.asarray(labels == k, dtype=np.bool_) for k in kept]


def dog_and_woman(frame: Frame) -> Mapping[str, _Bools | None]:
    """The dog that runs, and the woman beside it where they are apart."""
    height, width = frame.salient.shape
    rows, columns = np.indices((height, width))
    moving = _opened((frame.moved > 30) & (columns > 0.4 * width) & (rows > 0.4 * height), 5)
    dog: _Bools | None = None
    woman: _Bools | None = None
    for piece in _pieces(_opened(frame.salient, 3), 250):
        across = columns[piece]
        if np.ptp(across) > 0.26 * width:
            continue  # both in one
        if across.mean() < 0.3 * width:
            woman = piece
        elif rows[piece].mean() > 0.45 * height:
            dog = largest_piece(_opened(piece, 5))
    # Where it runs fast the teacher misses parts of the dog, but all of what moves must be it.
    if dog is not None and (moving & ~_dilated(dog, 9)).sum() > 0.2 * moving.sum():
        dog = None
    return {"dog": dog, "woman": woman}


def man_and_ball(frame: Frame) -> Mapping[str, _Bools | None]:
    """The man, and the white ball that he plays with."""
    light, chroma, _ = _lab(frame.picture)
    # The shoes are as white, but they stand where they are most of the time.
    white = (light > 70) & (chroma < 16) & (frame.moved > 22)
    rows, columns = np.indices(white.shape)
    best, ball = 0.0, None
    near = _dilated(frame.salient, 9)
    lowest = int(np.flatnonzero(frame.salient.any(axis=1)).max(initial=0))
    for radius in (11.0, 12.0, 13.0):
        size = 2 * int(radius) + 9
        y, x = np.indices((size, size)) - size // 2
        far = np.hypot(x, y)
        inside = (far <= radius).astype(np.float32)
        ring = ((far > radius + 1) & (far <= radius + 3)).astype(np.float32)
        weights = inside / inside.sum() - ring / ring.sum()
        score = np.array(cv2.filter2D(white.astype(np.float32), -1, weights), dtype=np.float32)
        score[~near] = -1
        score[lowest - 15 :] -= 0.4
        row, column = np.unravel_index(int(np.argmax(score)), score.shape)
        if score[row, column] > best:
            best = float(score[row, column])
            ball = np.hypot(rows - row, columns - column) <= radius + 0.5
    if ball is None or best < 0.5:
        return {}
    # A ball before a leg cuts it in two.
    parts = _pieces(_opened(frame.salient & ~ball, 3), 60)
    man = np.asarray(np.any(parts, axis=0), dtype=np.bool_) if parts else None
    return {"man": man, "ball": np.asarray(ball, dtype=np.bool_)}


def girl_and_boy(frame: Frame) -> Mapping[str, _Bools | None]:
    """The two children, by where they stand."""
    height, width = frame.salient.shape
    children: dict[str, _Bools | None] = {}
    for piece in _pieces(frame.salient, 900):
        where = float(np.flatnonzero(piece.any(axis=0)).mean()) / width
        tall = piece.any(axis=1).sum() > 0.35 * height  # pillows are not
        if tall and where < 0.27:
            children["boy"] = _opened(piece, 3)
        elif tall and where < 0.6:
            children["girl"] = largest_piece(_opened(piece, 3))
    return children


def mug(frame: Frame) -> Mapping[str, _Bools | None]:
    """The blue mug."""
    light, chroma, hue = _lab(frame.picture)
    blue = (hue > 245) & (hue < 300) & (chroma > 22) & (light > 12)
    pieces = _pieces(_closed(blue, 5), 200)
    if not pieces:
        return {}
    return {"mug": max(pieces, key=lambda piece: int(piece.sum()))}


def cups_and_player(frame: Frame) -> Mapping[str, _Bools | None]:
    """The red cups, the yellow ball, and who plays with them."""
    light, chroma, hue = _lab(frame.picture)
    red = ((hue < 40) | (hue > 350)) & (chroma > 48)
    cups = _opened(_closed(red, 5), 3)
    cups = np.any(_pieces(cups, 150) or [np.zeros_like(cups)], axis=0)
    orange = (hue > 50) & (hue < 85) & (chroma > 30) & (light > 25)
    skin = (hue > 30) & (hue < 80) & (chroma > 12) & (light > 50)
    rows = np.arange(cups.shape[0])[:, None]
    body = _closed((orange | skin) & ~cups & (rows < 0.8 * cups.shape[0]), 7) & ~cups
    player = _pieces(_opened(body, 3), 250)
    yellow = (hue > 80) & (hue < 110) & (chroma > 40) & (light > 50) & (rows > 0.5 * cups.shape[0])
    return {
        "ball": _opened(yellow, 3),
        "cups": np.asarray(cups, dtype=np.bool_),
        "person": np.asarray(np.any(player, axis=0), dtype=np.bool_) if player else None,
    }
