"""Tracks: one object through a video, its mask on every frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.mask_size import full_size
from soc_rvos.masks import Mask


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """The best answer to one expression, on every frame of a video of T frames of H x W pixels.

    Masks are kept run-length coded, so that an hour of video stays small.

    Attributes:
        expression: the sentence that names the object.
        score: mean in [0, 1] of the scores of the windows that were seen.
        scores: float32 [T] in [0, 1], the probability that the object is there.
        present: bool [T], whether it is: its score is the threshold or more, its mask not empty.
        coded: the mask of every frame, run-length coded, empty where the object is absent; at the
            frames' size, or the largest size of that shape within 1280 x 720 pixels.
        size: H and W.
        cuts: the frames that other shots than the first seem to begin with, ascending. Whether the
            object is the same behind a cut is less sure than elsewhere.
    """

    expression: str
    score: float
    scores: NDArray[np.float32]
    present: NDArray[np.bool_]
    coded: tuple[Mask, ...]
    size: tuple[int, int]
    cuts: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.coded)

    def mask(self, frame: int) -> NDArray[np.bool_]:
        """Return the mask of `frame`, bool [H, W]; negative numbers count from the end.

        Raises:
            IndexError: there is no such frame.
        """
        return full_size(self.coded[frame], *self.size)

    @property
    def masks(self) -> NDArray[np.bool_]:
        """All masks, bool [T, H, W]; each call decodes them again."""
        decoded = np.empty((len(self), *self.size), dtype=np.bool_)
        for frame, mask in enumerate(decoded):
            mask[:] = self.mask(frame)
        return decoded
