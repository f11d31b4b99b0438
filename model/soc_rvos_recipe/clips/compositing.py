"""Lays cut-outs on frames, so that they look as if they had been there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.actor_motion import Performance
from soc_rvos_recipe.clips.asset_cache import Cutout
from soc_rvos_recipe.clips.object_sampling import with_hue

_Frame = NDArray[np.uint8]
_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Finish:
    """How an actor is laid on: softness of its edge in pixels, how long the shutter is open as a
    share of the time between frames, how dark its shadow is, 0 to 1."""

    feather: float
    shutter: float
    shadow: float


def finish(rng: np.random.Generator) -> Finish:
    """Draw how the actors of a clip are laid on."""
    return Finish(
        feather=rng.uniform(0.4, 1.1),
        shutter=rng.uniform(0.1, 0.4) if rng.random() < 0.5 else 0.0,
        shadow=rng.uniform(0.15, 0.55) if rng.random() < 0.7 else 0.0,
    )


class Lay:
    """One actor, ready to be laid on every frame of its clip."""

    def __init__(
        self, performance: Performance, camera: _Numbers, light: NDArray[np.uint8], look: Finish
    ) -> None:
        self._performance = performance
        self._look = look
        zooms = np.sqrt(np.abs(np.linalg.det(camera[:, :2, :2])))
        self._scales = performance.heights * zooms
        made: dict[int, Cutout] = {}
        self._cutouts: list[Cutout] = []
        for cutout in performance.cutouts:
            key = id(cutout)
            if key not in made:
                made[key] = _prepared(cutout, self._scales.max(), performance.role.dye, light)
            self._cutouts.append(made[key])
        self.matrices = [
            _matrix(performance, frame, self._cutouts[frame], camera[frame])
            for frame in range(len(camera))
        ]

    def area(self, frame: int) -> float:
        """How many pixels all of it takes in a frame, hidden and outside included."""
        cutout = self._cutouts[frame]
        return cutout.area * float(self._scales[frame] / cutout.alpha.shape[0]) ** 2

    def whole(self, frame: int) -> tuple[float, float, float, float]:
        """The box of all of it in pixels, x0 y0 x1 y1."""
        height, width = self._cutouts[frame].alpha.shape
        corners = np.array(((0, 0, 1), (width, 0, 1), (0, height, 1), (width, height, 1)))
        places = corners @ self.matrices[frame].T
        (x0, y0), (x1, y1) = places.min(axis=0), places.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    def onto(self, picture: _Frame, labels: _Frame, frame: int, number: int) -> None:
        """Lay it on `picture` [H, W, 3] and write `number` where it is into `labels` [H, W]."""
        height, width = labels.shape
        cutout, matrix = self._cutouts[frame], self.matrices[frame]
        left, top, right, bottom = self.whole(frame)
        if self._performance.grounded and self._look.shadow:
            _shadow(picture, left, right, bottom, self._look.shadow)
        streak = self._streak(frame)
        margin = 3 + int(max(abs(streak)))
        x0, y0 = max(int(left) - margin, 0), max(int(top) - margin, 0)
        x1, y1 = min(int(right) + margin + 1, width), min(int(bottom) + margin + 1, height)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        placed = matrix.copy()
        placed[:, 2] -= (x0, y0)
        size = (x1 - x0, y1 - y0)
        colour = cv2.warpAffine(cutout.colour, placed, size, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpAffine(cutout.alpha, placed, size)
        labels[y0:y1, x0:x1][alpha >= cutout.edge] = number
        alpha = cv2.GaussianBlur(alpha, (0, 0), self._look.feather)
        if np.hypot(*streak) > 2:
            kernel = _line(streak)
            colour, alpha = cv2.filter2D(colour, -1, kernel), cv2.filter2D(alpha, -1, kernel)
        cover = alpha.astype(np.float32) / 255
        region = picture[y0:y1, x0:x1]
        region[...] = cv2.blendLinear(np.ascontiguousarray(region), colour, 1 - cover, cover)

    def _streak(self, frame: int) -> _Numbers:
        """How far it moves while the shutter is open, in pixels, x and y."""
        if not self._look.shutter:
            return np.zeros(2)
        other = frame - 1 if frame else min(1, len(self.matrices) - 1)
        moved = self.matrices[frame][:, 2] - self.matrices[other][:, 2]
        return np.clip(moved * self._look.shutter, -8, 8)


def lighting(rng: np.random.Generator, surroundings: _Frame, cutout: Cutout) -> NDArray[np.uint8]:
    """Return a table uint8 [256, 1, 3] that brings a cut-out's colours closer to its place."""
    inside = cutout.colour[::4, ::4][cutout.alpha[::4, ::4] >= cutout.edge].astype(np.float64)
    around = surroundings.reshape(-1, 3)[:: max(1, len(surroundings) // 8)].astype(np.float64)
    if not len(inside) or not len(around):
        return _IDENTITY
    own, theirs = inside.mean(axis=0), around.mean(axis=0)
    bright = np.clip(theirs.mean() / max(own.mean(), 8), 0.45, 1.8) ** rng.uniform(0, 0.5)
    cast = (theirs / max(theirs.mean(), 1)) ** rng.uniform(0, 0.35)
    spread = np.clip(around.std() / max(inside.std(), 8), 0.6, 1.3) ** rng.uniform(0, 0.5)
    middle = own.mean()
    values = np.arange(256, dtype=np.float64)[:, None]
    table = ((values - middle) * spread + middle) * bright * cast[None]
    return np.asarray(np.clip(table, 0, 255).astype(np.uint8)[:, None])


_IDENTITY = np.repeat(np.arange(256, dtype=np.uint8)[:, None, None], 3, axis=2)


def _prepared(cutout: Cutout, height: float, dye: int | None, light: NDArray[np.uint8]) -> Cutout:
    """The cut-out no larger than needed, dyed and lit."""
    own_height, own_width = cutout.alpha.shape
    scale = 1.15 * height / own_height
    if scale < 0.8:
        size = (max(2, round(own_width * scale)), max(2, round(own_height * scale)))
        colour = cv2.resize(cutout.colour, size, interpolation=cv2.INTER_AREA)
        alpha = cv2.resize(cutout.alpha, size, interpolation=cv2.INTER_AREA)
        ratio = size[0] * size[1] / (own_height * own_width)
        area = max(1, round(cutout.area * ratio))
        cutout = replace(cutout, colour=np.asarray(colour), alpha=np.asarray(alpha), area=area)
    if dye is not None:
        cutout = with_hue(cutout, dye)
    return replace(cutout, colour=np.asarray(cv2.LUT(cutout.colour, light)))


def _matrix(one: Performance, frame: int, cutout: Cutout, camera: _Numbers) -> _Numbers:
    """From pixels of the cut-out to pixels of the picture, [2, 3]."""
    height, width = cutout.alpha.shape
    across = one.widths[frame] / width * (-1 if one.flipped else 1)
    down = one.heights[frame] / height
    cosine, sine = np.cos(one.angles[frame]), np.sin(one.angles[frame])
    linear = np.array(((cosine, -sine), (sine, cosine))) * (across, down)
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = one.centres[frame] - linear @ (width / 2, height / 2)
    return np.asarray((camera @ matrix)[:2])


def _line(streak: _Numbers) -> NDArray[np.float32]:
    """A kernel that smears along `streak`."""
    reach = int(np.ceil(np.abs(streak).max() / 2))
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), dtype=np.float32)
    half = np.rint(streak / 2).astype(int)
    cv2.line(
        kernel,
        (reach - int(half[0]), reach - int(half[1])),
        (reach + int(half[0]), reach + int(half[1])),
        1.0,
    )
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _soft_disc() -> NDArray[np.float32]:
    y, x = np.mgrid[-1:1:48j, -1:1:48j]
    return np.asarray(np.clip(1.15 - np.hypot(x, y) * 1.15, 0, 1) ** 0.7, dtype=np.float32)


_DISC = _soft_disc()


def _shadow(picture: _Frame, left: float, right: float, bottom: float, darkness: float) -> None:
    """Darken the ground where something stands."""
    height, width = picture.shape[:2]
    half_width = max((right - left) * 0.56, 3)
    half_height = max(half_width * 0.16, 2)
    middle = (left + right) / 2
    x0, x1 = max(int(middle - half_width), 0), min(int(middle + half_width) + 1, width)
    y0, y1 = max(int(bottom - half_height * 1.3), 0), min(int(bottom + half_height * 0.7), height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    scale_x, scale_y = half_width * 2 / 48, half_height * 2 / 48
    matrix = np.array(
        (
            (scale_x, 0, middle - half_width - x0),
            (0, scale_y, bottom - half_height * 1.3 - y0),
        )
    )
    dark = cv2.warpAffine(_DISC, matrix, (x1 - x0, y1 - y0)) * np.float32(darkness)
    region = picture[y0:y1, x0:x1]
    region[...] = cv2.blendLinear(
        np.ascontiguousarray(region), np.zeros_like(region), 1 - dark, dark
    )
