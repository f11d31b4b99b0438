"""A request of the viewer for a frame, and the picture rendered for it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from soc_studio.core.masks.compositing import ViewMode, look_at
from soc_studio.core.masks.effects import EffectSettings, apply_effect
from soc_studio.core.media.resize import fit_within
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import VideoId
from soc_studio.core.tracks.object_boxes import ObjectBoxes
from soc_studio.core.tracks.track_cache import TrackCache
from soc_studio.ui.toolkit.images import to_qimage

CUT_OUT = (ViewMode.MATTE, ViewMode.ALPHA, ViewMode.COLOUR)
"""Views that show what an export cuts out: an automatic edge band is seen in them."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a frame; `height` and `width` are its visible size in pixels.

    With an `effect`, the picture is that of the effect with the frame as it is below it, so that
    the two can be compared; where the objects are is read into `boxes`. `revision` is the
    document's: the decisions and results at the time of the request.
    `scrubs` says that the playhead is being dragged: a picture near to the frame will do at first.
    `number` is higher the later it was asked for.
    """

    frame: int
    look: ViewMode
    height: int
    width: int
    ground: Rgb = (0, 177, 64)
    wipe: float = 0.5
    revision: int = 0
    effect: EffectSettings | None = None
    boxes: ObjectBoxes | None = None

    scrubs: bool = field(default=False, compare=False)
    number: int = field(default=0, compare=False)

    @property
    def compares(self) -> bool:
        """Whether the frame as it is lies below the picture."""
        return self.effect is not None and self.look is not ViewMode.SOURCE


def composed(
    picture: NDArray[np.uint8], request: Request, track_cache: TrackCache, video: VideoId
) -> QImage:
    """Return a frame as the viewer shows it.

    Args:
        picture: uint8 [H, W, 3], RGB, 0 to 255: the frame, or its copy in the proxy.
    """
    frame = fit_within(picture, request.height, request.width)
    if request.look is not ViewMode.SOURCE:
        height, width = frame.shape[:2]
        plain = request.effect is None and request.look not in CUT_OUT
        shown = track_cache.shown(video, request.frame, height, width, frame, plain)
        if request.effect is not None:
            if request.boxes is not None:
                request.boxes.read(video, request.frame)
            both = np.concatenate([apply_effect(frame, shown, request.effect), frame])
            return _to_draw(both)
        looked = look_at(frame, shown, request.look, request.ground, request.wipe)
        frame = np.asarray(looked)
    return _to_draw(frame)


def _to_draw(picture: NDArray[np.uint8]) -> QImage:
    # What Qt draws fastest: drawing is done on the GUI thread.
    return to_qimage(picture).convertToFormat(QImage.Format.Format_RGB32)


def bare(picture: NDArray[np.uint8], request: Request) -> QImage:
    """Return a picture of another frame as it stands in for the one of `request`: without masks,
    which are none of its own.

    Args:
        picture: uint8 [H, W, 3], RGB, 0 to 255.
    """
    frame = fit_within(picture, request.height, request.width)
    return _to_draw(frame)
