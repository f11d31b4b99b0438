"""Composes a frame for display: overlay, outline, matte, cut-out, colour, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.masks.overlay import OPACITY, outline, overlay
from soc_studio.core.project.colours import Rgb

_CHECK = 16  # pixels of a field of the checkerboard
_LIGHT, _DARK = 204, 153


class ViewMode(StrEnum):
    """The ways to view a frame."""

    OVERLAY = "overlay"
    OUTLINE = "outline"
    MATTE = "matte"
    ALPHA = "cut-out"
    COLOUR = "colour"
    SPLIT = "split"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Shown:
    """An object on a frame: `matte` uint8 [H, W], 0 to 255, the colour of its layer, and whether
    its outline is dashed."""

    matte: NDArray[np.uint8]
    colour: Rgb
    dashed: bool = False


def look_at(
    frame: NDArray[np.uint8],
    shown: Sequence[Shown],
    look: ViewMode,
    ground: Rgb = (0, 177, 64),
    wipe: float = 0.5,
    opacity: float = OPACITY,
) -> NDArray[np.uint8]:
    """Return `frame`, RGB uint8 [H, W, 3], in the manner of `look`; `frame` is left as it is.

    Args:
        frame: the frame.
        shown: the objects, the lowest layer first.
        look: how.
        ground: colour behind cut-out objects.
        wipe: where the source ends and the overlay begins, 0 to 1 of the width.
        opacity: of the colours that are laid over.
    """
    if look is ViewMode.SOURCE:
        return frame
    if look in (ViewMode.OVERLAY, ViewMode.SPLIT):
        masks = [(np.asarray(each.matte >= 128), each.colour) for each in shown]
        dashed = [place for place, each in enumerate(shown) if each.dashed]
        laid = overlay(frame, masks, opacity, dashed)
        if look is ViewMode.SPLIT:
            edge = int(np.clip(wipe, 0, 1) * frame.shape[1])
            laid = laid.copy() if laid is frame else laid
            laid[:, :edge] = frame[:, :edge]
            laid[:, max(0, edge - 1) : edge + 1] = 255
        return laid
    if look is ViewMode.OUTLINE:
        lined = frame
        for each in shown:
            mask = np.asarray(each.matte >= 128)
            if mask.any():
                lined = outline(lined, mask, each.colour, each.dashed)
        return lined
    alpha = matte_of_all(shown, frame.shape[0], frame.shape[1])
    if look is ViewMode.MATTE:
        return np.repeat(alpha[:, :, None], 3, axis=2)
    behind = (
        checkerboard(*frame.shape[:2]) if look is ViewMode.ALPHA else np.full_like(frame, ground)
    )
    lay_on(behind, own_colours(frame, alpha), alpha)
    return behind


def own_colours(frame: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the objects' colours as an export has them, RGB uint8 [H, W, 3]: without the
    background's on soft edges; `frame` itself where `alpha`, uint8 [H, W], has none."""
    if not cv2.inRange(alpha, 1, 254).any():
        return frame
    return np.asarray(cv2.cvtColor(cut_out(frame, alpha), cv2.COLOR_RGBA2RGB), dtype=np.uint8)


def lay_on(behind: NDArray[np.uint8], frame: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> None:
    """Lay the objects of a frame on another picture, which is changed in place.

    Args:
        behind: uint8 [H, W, 3], RGB, 0 to 255: what is seen where `alpha` is 0.
        frame: uint8 [H, W, 3], RGB, 0 to 255: what is seen where `alpha` is 255.
        alpha: uint8 [H, W], 0 to 255.
    """
    left, top, width, height = cv2.boundingRect(alpha)
    if not width:
        return
    near = slice(top, top + height), slice(left, left + width)
    behind, frame, alpha = behind[near], frame[near], alpha[near]
    # Nearly all pixels are one or the other, and copied; the few of a soft edge are mixed.
    soft = cv2.findNonZero(cv2.inRange(alpha, 1, 254))
    if soft is not None:
        columns, rows = soft.reshape(-1, 2).T
        share = alpha[rows, columns][:, None].astype(np.uint16)
        under = behind[rows, columns].astype(np.uint16) * (255 - share)
        mixed = (frame[rows, columns] * share + under + 127) // 255
    cv2.copyTo(frame, alpha, behind)
    if soft is not None:
        behind[rows, columns] = mixed.astype(np.uint8)


def matte_of_all(shown: Sequence[Shown], height: int, width: int) -> NDArray[np.uint8]:
    """Return the matte of all objects together, uint8 [height, width], 0 to 255."""
    alpha = np.zeros((height, width), dtype=np.uint8)
    for each in shown:
        np.maximum(alpha, each.matte, out=alpha)
    return alpha


def checkerboard(height: int, width: int) -> NDArray[np.uint8]:
    """Return the light and dark fields that stand for nothing: uint8 [height, width, 3]."""
    rows, columns = np.arange(height) // _CHECK, np.arange(width) // _CHECK
    even = np.equal.outer(rows % 2, columns % 2)
    grey = np.where(even, np.uint8(_LIGHT), np.uint8(_DARK))
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
