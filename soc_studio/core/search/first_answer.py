"""What one frame alone answers to an expression: shown at once, before the search has a window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from soc_rvos.inference.candidates import distinct
from soc_rvos.inference.features import frame_place
from soc_rvos.inference.preprocess import iterate_masks, resize
from soc_rvos.mask_size import kept_size
from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.loading import LoadedModel

_ASKED = 6  # answers, of which the best is taken
_TRIES = 2
_LONG = 2.0  # seconds of the first answer after which the model is not tried again
_USUAL = (720, 1280)  # height and width of a frame


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A provisional answer on one frame; it is shown, never kept.

    Attributes:
        expression: that it answers.
        frame: number of the frame.
        score: 0 to 1, as of a window that has this frame alone.
        present: whether that counts as present.
        mask: of the size that masks are kept at.
    """

    expression: str
    frame: int
    score: float
    present: bool
    mask: Mask


def warm_up(model: LoadedModel, is_waited_for: Callable[[], bool] = lambda: False) -> float | None:
    """Have `model` answer for nobody: the first answer of a process takes several times as long as
    later ones.

    Returns the seconds that the quickest of a few later ones took for each pixel that the network
    saw; None where that would take long: a search may have to wait for it. Where it waits already,
    as `is_waited_for` tells, nothing more is tried.

    Raises:
        RvosError: the network cannot be run.
    """
    height, width = model.predictor.frame_size(*_USUAL)
    noise = np.random.default_rng(0).integers(0, 255, (1, height, width, 3), dtype=np.uint8)

    def seconds() -> float:
        began = time.perf_counter()
        model.predictor.predict([noise], ["the thing"], _ASKED)
        return time.perf_counter() - began

    if seconds() > _LONG:
        return None
    times = [seconds() for _ in range(_TRIES) if not is_waited_for()]
    return min(times) / (height * width) if times else None


def first_answer(
    model: LoadedModel, reader: VideoReader, frame: int, expression: str
) -> FirstAnswer:
    """Return the answer to `expression` on `frame`, from that frame alone.

    It takes about an eighth of the time of a window. Motion says nothing yet, so "the moving car"
    may get another car until the search has seen more.

    Raises:
        VideoError: the frame cannot be read.
        RvosError: the network cannot be run.
    """
    predictor = model.predictor
    size = predictor.frame_size(reader.height, reader.width)
    seen = predictor.kept.get(frame_place(reader.key, frame, size))
    small = resize(reader.frame(frame), size) if seen is None else seen.pixels
    key = reader.key, (frame,), size  # another sentence is asked where this one was
    ((answers,),) = predictor.predict([small[None]], [expression], _ASKED, [key])
    best = distinct(answers.logits, 1)[0]
    plane = np.ascontiguousarray(answers.logits[best][:1])
    (pixels,) = iterate_masks(plane, kept_size(reader.height, reader.width))
    score = float(answers.scores[best, 0])
    mask = Mask.from_array(pixels)
    return FirstAnswer(
        expression, frame, score, score >= predictor.threshold and mask.area > 0, mask
    )
