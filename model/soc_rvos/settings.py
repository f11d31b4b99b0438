"""The settings of a run, and its source of frames: plain values, quick to import for a window.

Nothing here imports torch, which takes seconds, and nothing here may.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.windows import Window

DEVICES = ("auto", "cuda", "mps", "cpu")
"""The devices that a network can be asked to run on; "auto" is the fastest there is."""
GPU_BATCH = 8
"""Windows that a GPU is given at once at most: fewer where its free memory does not hold them."""
BYTES_PER_PIXEL = 600
"""Bytes that a network takes at most for each pixel of a window. SOC with Video-Swin-T took 413 for
8 frames of 360 x 640, on a processor in float32."""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a search goes through a video.

    Attributes:
        stride: frames from one frame of a window to the next; None fits it to the frame rate.
        start: first frame.
        stop: frame before which to stop; None is the end of the video.
        candidates: how many answers are kept of a window, at least 1.
        preview: quick quality: one window a block only, the frames between filled along optical
            flow. Otherwise full quality: `predictor.in_quality` has what answers.
        whole: all frames in one window, as the published benchmark numbers were made; memory grows
            with the length.
        after: the window that an earlier run ended with, just before `start`. The shot
            continues and ties the first new window to it; it is seen again, but not answered.
        then: the window that an earlier run began with, at `stop`. Where the shot continues there,
            windows may see its frames, and it is answered again, tied to the last new one. Not in a
            preview.
        seen_from: the first frame that windows may see, without a run to continue from; `start`
            where None.
        urgent: a frame whose window is answered before the others of its block. It is answered
            again in its turn, tied to the one before.
    """

    stride: int | None = None
    start: int = 0
    stop: int | None = None
    candidates: int = 5
    preview: bool = False
    whole: bool = False
    after: Window | None = None
    then: Window | None = None
    seen_from: int | None = None
    urgent: int | None = None


@runtime_checkable
class FrameSource(Protocol):
    """A video whose frames can be read in order.

    `height` and `width` are those of frames as displayed, `rate` is the mean of frames a second. A
    source may also have a `key`, hashable, that is equal for the same frames only: what the network
    computed for them is then kept for the next run.
    """

    @property
    def height(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def frame_count(self) -> int: ...
    @property
    def rate(self) -> Fraction: ...

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        """Yield the frames from `start` to before `stop`, RGB uint8 [H, W, 3]."""
        ...
