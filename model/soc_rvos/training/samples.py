"""What a network is trained on: a clip, a sentence about it, and where the object is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TrainingSample:
    """A clip of T frames with one expression.

    Attributes:
        name: which it is, in messages.
        frames: uint8 [T, H, W, 3], RGB.
        sentence: the expression.
        masks: bool [T, H, W], where its object is; nowhere on frames that do not show it.
        present: whether the expression is true of anything in the clip.
        category: number of the object's class, 0 where classes do not count.
        annotated: the one frame whose mask is known; None where those of all frames are.
        more: samples of other expressions about the same frames, to be answered together with it.
    """

    name: str
    frames: NDArray[np.uint8]
    sentence: str
    masks: NDArray[np.bool_]
    present: bool = True
    category: int = 0
    annotated: int | None = None
    more: tuple[TrainingSample, ...] = ()


class TrainingSamples(Protocol):
    """Numbered samples, each the same whenever it is asked for; from any thread."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> TrainingSample:
        """Return a sample.

        Raises:
            RvosError, or an error of the program that gives them: it cannot be read; the sentence
            names the clip and the frame.
        """
        ...
