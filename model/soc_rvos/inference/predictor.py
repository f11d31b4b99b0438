"""What a run asks of a network: answers for clips and expressions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a network for one clip of T frames and one expression, N of them, best first.

    Attributes:
        queries: int64 [N], indices of the object queries.
        scores: float32 [N, T], probability in [0, 1] that the query is the referred object.
        boxes: float32 [N, T, 4], centre x, centre y, width, height in [0, 1] of the frame.
        logits: float32 [N, T, h, w], mask logits at a quarter of the network's input size.
        embeddings: float32 [N, C], the video-level queries.
    """

    queries: NDArray[np.int64]
    scores: NDArray[np.float32]
    boxes: NDArray[np.float32]
    logits: NDArray[np.float32]
    embeddings: NDArray[np.float32]


class Predictor(Protocol):
    """A network on its device.

    `window_length` is the number of frames it was trained on, `threshold` the score from which an
    object counts as present, `batch` how many clips one call should get at most.
    """

    window_length: int
    threshold: float
    batch: int

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        """Return height and width at which the network sees a displayed frame of this size."""
        ...

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
    ) -> list[list[Answers]]:
        """Return the best `count` answers, `[clip][expression]`.

        Args:
            clips: uint8 [T, h, w, 3] each, RGB at network size, all of one shape.
            expressions: one sentence an object.
            count: how many answers are wanted at most.
            keys: what identifies each clip for the feature cache; None keeps nothing.
        """
        ...
