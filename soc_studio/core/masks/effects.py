"""Effects that set the objects of a frame apart from what is around them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.compositing import Shown, checkerboard, lay_on, matte_of_all
from soc_studio.core.masks.overlay import outline, overlay
from soc_studio.core.project.colours import Rgb

_BLUR = 1 / 40  # standard deviation of the blur behind, in heights of the picture
_SPOTLIGHT_BLUR = 1 / 90
_COARSE = 1.5  # standard deviation in pixels of the small picture that is blurred
_FIELDS = 54  # of a pixelated picture, in its height
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
_LEAST = 1e-3  # of the background behind a pixel, below which its colour is not known


@dataclass(frozen=True, slots=True)
class Tone:
    """How bright and how colourful a picture is, each in shares of its own: 1 is as it was."""

    light: float
    colourful: float


DIMMED = Tone(0.34, 0.6)
"""Away from a spotlight."""
GREY = Tone(1.0, 0.0)
"""Without colours."""


class PictureEffect(StrEnum):
    """The ways in which objects are set apart."""

    SPOTLIGHT = "spotlight"
    COLOUR = "colour"
    CUT_OUT = "cut-out"
    BLUR = "blur"
    BACKGROUND = "background"
    PIXELATE = "pixelate"


class Backdrop:
    """A picture that is shown behind objects, in any size; several threads may use it."""

    def __init__(self, picture: NDArray[np.uint8]) -> None:
        """Show `picture`, RGB uint8 [H, W, 3], 0 to 255."""
        self._picture = picture
        self._fitted: NDArray[np.uint8] | None = None
        self._lock = threading.Lock()

    def fitted(self, height: int, width: int) -> NDArray[np.uint8]:
        """Return a copy that fills `height` x `width`, uint8 [height, width, 3]: in its shape, with
        what is beyond the edges cut off on both sides alike."""
        with self._lock:
            if self._fitted is None or self._fitted.shape[:2] != (height, width):
                self._fitted = _filling(self._picture, height, width)
            return self._fitted.copy()


@dataclass(frozen=True, slots=True)
class EffectSettings:
    """An effect, and what is behind the objects of a new background.

    Attributes:
        effect: which.
        ground: red, green and blue of a new background, 0 to 255.
        backdrop: a picture in the place of `ground`, None for that colour.
    """

    effect: PictureEffect = PictureEffect.SPOTLIGHT
    ground: Rgb = (0, 177, 64)
    backdrop: Backdrop | None = None


def apply_effect(
    frame: NDArray[np.uint8],
    shown: Sequence[Shown],
    settings: EffectSettings,
    colours: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """Return `frame` with its objects set apart, RGB uint8 [H, W, 3].

    What is measured in pixels grows with the picture, so that a small one shows what a large one
    will look like.

    Args:
        frame: uint8 [H, W, 3], RGB, 0 to 255; left as it is.
        shown: the objects, the lowest layer first; mattes of uint8 [H, W], 0 to 255. Without any,
            all of the frame is background.
        settings: the effect.
        colours: uint8 [H, W, 3], RGB, of objects that are laid on a background, as `cut_out`
            estimates them; those of the frame where left out.
    """
    effect = settings.effect
    height, width = frame.shape[:2]
    if effect is PictureEffect.COLOUR:
        masks = [(np.asarray(each.matte >= 128), each.colour) for each in shown]
        laid = overlay(frame, masks)
        return laid.copy() if laid is frame else laid
    alpha = matte_of_all(shown, height, width)
    if effect is PictureEffect.PIXELATE:
        changed = frame.copy()
        lay_on(changed, _pixelated(frame), alpha)
        return changed
    behind = _behind(frame, alpha, settings)
    lay_on(behind, frame if colours is None else colours, alpha)
    if effect is PictureEffect.SPOTLIGHT:
        for each in shown:
            mask = np.asarray(each.matte >= 128)
            if mask.any():
                behind = outline(behind, mask, each.colour)
    return behind


def _behind(
    frame: NDArray[np.uint8], alpha: NDArray[np.uint8], settings: EffectSettings
) -> NDArray[np.uint8]:
    """Return what is seen behind the objects, in a picture of its own."""
    height, width = alpha.shape
    match settings.effect:
        case PictureEffect.CUT_OUT:
            return checkerboard(height, width)
        case PictureEffect.BACKGROUND:
            if settings.backdrop is not None:
                return settings.backdrop.fitted(height, width)
            filled = np.empty_like(frame)
            filled[:] = np.full((width, 3), settings.ground, dtype=np.uint8)  # by rows: fast
            return filled
        case PictureEffect.BLUR:
            return _blurred(frame, alpha, _BLUR)
        case _:
            return _blurred(frame, alpha, _SPOTLIGHT_BLUR, dimmed=True)


def _blurred(
    frame: NDArray[np.uint8], alpha: NDArray[np.uint8], share: float, dimmed: bool = False
) -> NDArray[np.uint8]:
    """Return the background of a frame, blurred without what its objects cover: they leave no
    halo. `share` is the standard deviation in heights of the frame."""
    height, width = alpha.shape
    # A blurred picture needs fewer pixels: each halving is the mean of four.
    halvings = max(0, int(np.log2(share * height / _COARSE))) if share * height > _COARSE else 0
    small, covered = _halved(frame, halvings), _halved(alpha, halvings)
    weight = cv2.merge([(255 - covered).astype(np.float32) / 255] * 3)
    sigma = max(0.5, share * small.shape[0])
    total = cv2.GaussianBlur(small.astype(np.float32) * weight, (0, 0), sigma)
    whole = cv2.GaussianBlur(weight, (0, 0), sigma)
    # Deep inside a large object no background is near; the object covers that anyway.
    soft = np.where(whole > _LEAST, total / np.maximum(whole, _LEAST), small.astype(np.float32))
    if dimmed:
        soft = cv2.transform(soft, _toning(DIMMED))
    pixels = np.rint(soft).clip(0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def toned(picture: NDArray[np.uint8], tone: Tone) -> NDArray[np.uint8]:
    """Return `picture`, RGB uint8 [H, W, 3], in a tone; in an array of its own."""
    return np.asarray(cv2.transform(picture, _toning(tone)), dtype=np.uint8)


def _toning(tone: Tone) -> NDArray[np.float32]:
    """Return what makes colours of a tone of colours, float32 [3, 3]."""
    own = tone.colourful * np.eye(3, dtype=np.float32) + (1 - tone.colourful) * _LUMA
    return np.asarray(tone.light * own, dtype=np.float32)


def _halved(picture: NDArray[np.uint8], times: int) -> NDArray[np.uint8]:
    for _ in range(times):
        height, width = picture.shape[:2]
        size = max(1, (width + 1) // 2), max(1, (height + 1) // 2)
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return picture


def _pixelated(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a frame in large fields, which stay where they are from frame to frame."""
    height, width = frame.shape[:2]
    field = max(2.0, height / _FIELDS)
    size = max(1, round(width / field)), max(1, round(height / field))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    large = cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(large, dtype=np.uint8)


def _filling(picture: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    own_height, own_width = picture.shape[:2]
    scale = max(height / own_height, width / own_width)
    rows = min(own_height, max(1, round(height / scale)))
    columns = min(own_width, max(1, round(width / scale)))
    top, left = (own_height - rows) // 2, (own_width - columns) // 2
    part = picture[top : top + rows, left : left + columns]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (width, height), interpolation=way), dtype=np.uint8)
