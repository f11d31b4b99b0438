"""Looks: pictures of a video in which its layers stand apart from everything else.

A look changes the layers, or what is around them. Two switches go with it, so that no look need
come twice: `inverse` exchanges the two parts, and `beside_source` shows the source on the left of
the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.compositing import (
    Shown,
    ViewMode,
    lay_on,
    look_at,
    matte_of_all,
    own_colours,
)
from soc_studio.core.masks.effects import (
    DIMMED,
    GREY,
    Backdrop,
    EffectSettings,
    PictureEffect,
    apply_effect,
    toned,
)
from soc_studio.core.project.colours import Rgb
from soc_studio.core.system.messages import message

GREEN: Rgb = (0, 177, 64)
"""The green of green screens."""


class Look(StrEnum):
    """What is done to a picture: `PIXELATE` and `HIGHLIGHT` change the layers, all others what is
    around them."""

    COLOUR = "colour"
    BACKGROUND = "background"
    BLUR = "blur"
    DARK = "dark"
    GREY = "grey"
    SPOTLIGHT = "spotlight"
    PIXELATE = "pixelate"
    HIGHLIGHT = "highlight"


_EFFECTS = {
    Look.COLOUR: PictureEffect.BACKGROUND,
    Look.BACKGROUND: PictureEffect.BACKGROUND,
    Look.BLUR: PictureEffect.BLUR,
    Look.SPOTLIGHT: PictureEffect.SPOTLIGHT,
    Look.PIXELATE: PictureEffect.PIXELATE,
}
_TONES = {Look.DARK: DIMMED, Look.GREY: GREY}
_ONE_WAY = (Look.SPOTLIGHT, Look.HIGHLIGHT)  # they mark the layers themselves


@dataclass(frozen=True, slots=True)
class LookSettings:
    """A look as a person asked for it.

    Attributes:
        look: which.
        colour: behind the layers of `Look.COLOUR`: red, green and blue, 0 to 255.
        background: the path of a picture or a video for `Look.BACKGROUND`, empty for none yet.
        loops: whether a background video begins again at its end; otherwise its last frame stays.
        inverse: whether the look is that of everything but the layers.
        beside_source: whether the source is on the left of it, which makes it twice as wide.
        each_layer: whether each layer has a video of its own; otherwise all are in one.
    """

    look: Look = Look.COLOUR
    colour: Rgb = GREEN
    background: str = ""
    loops: bool = True
    inverse: bool = False
    beside_source: bool = False
    each_layer: bool = False


GREEN_SCREEN = LookSettings()
"""The look where nobody asked for another one."""


def look_mistake(settings: LookSettings) -> str:
    """Return a sentence on what a look lacks, empty for a complete one; looks at no file."""
    if settings.look is Look.BACKGROUND and not settings.background.strip():
        return message("Choose a picture or a video as the background.")
    if settings.inverse and settings.look in _ONE_WAY:
        return message("A look that marks the layers cannot be inverted: choose another one.")
    if not all(0 <= each <= 255 for each in settings.colour):
        return message("Choose a colour with red, green and blue of 0 to 255.")
    return ""


def picture_of(
    frame: NDArray[np.uint8],
    shown: Sequence[Shown],
    settings: LookSettings,
    backdrop: Backdrop | None = None,
) -> NDArray[np.uint8]:
    """Return a frame in a look: RGB uint8 [H, W, 3], or [H, 2 W, 3] beside the source.

    On soft edges the part of the old background is taken out of the colours (`cut_out`), so that
    no rim of it is left on the new one.

    Args:
        frame: uint8 [H, W, 3], RGB, 0 to 255; left as it is.
        shown: the layers that are present, the lowest first.
        settings: the look, without a mistake.
        backdrop: the background of `Look.BACKGROUND`.
    """
    made = _made(frame, shown, settings, backdrop)
    return np.hstack([frame, made]) if settings.beside_source else made


def _made(
    frame: NDArray[np.uint8],
    shown: Sequence[Shown],
    settings: LookSettings,
    backdrop: Backdrop | None,
) -> NDArray[np.uint8]:
    look, (height, width) = settings.look, frame.shape[:2]
    if look is Look.HIGHLIGHT:
        return look_at(frame, shown, ViewMode.OVERLAY)
    alpha = matte_of_all(shown, height, width)
    if settings.inverse:
        alpha = 255 - alpha
        shown = [Shown(alpha, settings.colour)]
    if look is Look.PIXELATE:
        return apply_effect(frame, shown, EffectSettings(_EFFECTS[look]))
    colours = own_colours(frame, alpha)
    if look in _TONES:
        behind = toned(frame, _TONES[look])
        lay_on(behind, colours, alpha)
        return behind
    effect = EffectSettings(
        _EFFECTS[look], settings.colour, backdrop if look is Look.BACKGROUND else None
    )
    return apply_effect(frame, shown, effect, colours)
