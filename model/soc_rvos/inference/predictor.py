"""A network on its device: answers for clips and expressions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from functools import partial
from math import prod
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.errors import RvosError
from soc_rvos.inference.device import free_on_card, windows_that_fit
from soc_rvos.inference.engines import EncodedFrames, Engine, Refiner
from soc_rvos.inference.features import BoundedCache
from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.preprocess import resize_size
from soc_rvos.inference.transfer import fetched
from soc_rvos.language.vocabulary import Vocabulary
from soc_rvos.messages import message
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.settings import GPU_BATCH as GPU_BATCH
from soc_rvos.settings import RunSettings

_log = logging.getLogger(__name__)

QUICK_EFFORT, FINE_EFFORT = 3.0, 1.5
"""How many times as long a window of a search takes, in quick and in full quality, as the network
alone takes for one of so many pixels, where there are two qualities: masks are settled besides."""
_EXPRESSIONS_AT_ONCE = 4
_READ = 16  # groups of expressions that are kept as read


class Answers:
    """The answers of a network for one clip of T frames and one expression, N of them, best first.

    Attributes:
        queries: int64 [N], indices of the object queries.
        scores: float32 [N, T], probability in [0, 1] that the query is the referred object.
        boxes: float32 [N, T, 4], centre x, centre y, width, height in [0, 1] of the frame.
        embeddings: float32 [N, C], the video-level queries.
    """

    def __init__(
        self,
        queries: NDArray[np.int64],
        scores: NDArray[np.float32],
        boxes: NDArray[np.float32],
        logits: NDArray[np.float32] | Callable[[], NDArray[np.float32]],
        embeddings: NDArray[np.float32],
    ) -> None:
        """`logits` may be what makes them, so that the thread that needs them does the work, and
        the network goes on meanwhile."""
        self.queries, self.scores, self.boxes = queries, scores, boxes
        self.embeddings = embeddings
        self._logits = logits

    @property
    def logits(self) -> NDArray[np.float32]:
        """float32 [N, T, h, w], positive on the object, at any size up to the clip's."""
        if callable(self._logits):
            self._logits = self._logits()
        return self._logits


def _parts(found: SocAnswers) -> list[Tensor]:
    """Return what `Answers` hold, for B expressions, in their order: queries [B, N], scores
    [B, N, T], boxes [B, N, T, 4], mask logits [B, N, T, h, w] and embeddings [B, N, C]."""
    (level,) = found.levels
    return [
        found.chosen,
        level.scores.sigmoid().amax(-1).transpose(1, 2).float(),
        level.boxes.transpose(1, 2).float(),
        level.masks.transpose(1, 2).float(),
        found.embeddings.float(),
    ]


class _Arriving(Answers):
    """Answers that are on their way from the network's device: who asks first waits for them."""

    def __init__(
        self,
        arrays: Callable[[], list[NDArray[Any]]],
        row: int,
        refine: Callable[[NDArray[np.float32]], NDArray[np.float32]],
    ) -> None:
        """Take the `row` of what `arrays` gives; `refine` makes the logits of those it has."""
        self._arrays, self._row, self._refine = arrays, row, refine

    def __getattr__(self, name: str) -> Any:
        """Return what `Answers` has, which is there as soon as it has arrived."""
        if name not in ("queries", "scores", "boxes", "embeddings", "_logits"):
            raise AttributeError(name)
        queries, scores, boxes, masks, embeddings = (part[self._row] for part in self._arrays())
        super().__init__(queries, scores, boxes, partial(self._refine, masks), embeddings)
        return self.__dict__[name]


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
        key_frames: Sequence[KeyFrames] | None = None,
    ) -> list[list[Answers]]:
        """Return the best `count` answers, `[clip][expression]`.

        Args:
            clips: uint8 [T, h, w, 3] each, RGB at network size, all of one shape.
            expressions: one sentence an object.
            count: how many answers are wanted at most.
            keys: a key of each clip for the feature cache; None keeps nothing.
            key_frames: those of each clip, where it is a window of a video.
        """
        ...


def in_quality(predictor: Predictor, settings: RunSettings) -> Predictor:
    """Return what answers in the quality of `settings`: full, or quick in a preview."""
    if settings.preview:
        return predictor
    fine: Predictor = getattr(predictor, "fine", predictor)
    return fine


class NetworkPredictor:
    """A network on a device. Clips and expressions in, `Answers` out; not for several threads."""

    def __init__(self, engine: Engine, batch: int = 1, cache_bytes: int = 0) -> None:
        """Serve `engine`, `batch` clips at once at most.

        `cache_bytes` bounds what is kept for later expressions.
        """
        config = engine.config
        self.name = config.name
        self.window_length = config.window_length
        self.threshold = config.threshold
        self.batch = batch
        self._engine = engine
        self.kept: BoundedCache[Any] = BoundedCache(cache_bytes)
        """What was computed of a source that has a `key`: features, frames at network size, flow.
        They share the memory, so that what is kept of all is of the same part of a video."""
        self._counted = [0, 0]  # clips that the backbone has seen, and those whose were kept
        self._expressions_at_once = _EXPRESSIONS_AT_ONCE
        self._read: dict[tuple[str, ...], Any] = {}  # expressions asked at once, and what they say
        self._fitting: dict[tuple[int, ...], int] = {}  # clips of a shape that fit together
        self._fine: NetworkPredictor | None = None

    @property
    def engine(self) -> Engine:
        """The network, and what makes its inputs."""
        return self._engine

    @property
    def encoded(self) -> int:
        """Clips that the backbone has seen, in any quality."""
        return self._counted[0]

    @property
    def reused(self) -> int:
        """Clips whose features were kept from an earlier call."""
        return self._counted[1]

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The words that the network knows; None where it reads all words in pieces."""
        return self._engine.vocabulary

    def frame_size(self, height: int, width: int) -> tuple[int, int]:
        """Return height and width at which the network sees a displayed frame of this size."""
        config = self._engine.config
        return resize_size(height, width, config.short_side, config.long_side)

    def unknown_words(self, expression: str) -> tuple[str, ...]:
        """Return the words of `expression` that the network was never taught."""
        return self._engine.unknown(expression)

    @property
    def fine(self) -> NetworkPredictor:
        """The predictor of full quality, on the same network; itself where there is one quality.

        It keeps what it computes with what this one keeps.
        """
        engine = self._engine.fine
        if engine is self._engine:
            return self
        if self._fine is None:
            self._fine = copy(self)
            self._fine._engine = engine
            self._fine._read = {}
        self._fine.batch = self.batch
        return self._fine

    def get_ready(self) -> None:
        """Load what searches need besides the network; any thread may ask for it ahead."""
        self._engine.get_ready()

    def begin_round(self) -> None:
        """Let what is not used from now on make room for others."""
        self.kept.begin_round()

    def predict(
        self,
        clips: Sequence[NDArray[np.uint8]],
        expressions: Sequence[str],
        count: int,
        keys: Sequence[Hashable | None] | None = None,
        key_frames: Sequence[KeyFrames] | None = None,
    ) -> list[list[Answers]]:
        """Return the best `count` answers, `[clip][expression]`; see `Predictor.predict`.

        Raises:
            RvosError: an expression is too long, or one clip alone does not fit the memory.
        """
        looked: Sequence[KeyFrames | None] = key_frames or [None] * len(clips)
        with torch.inference_mode():
            visual = self._encode(clips, keys or [None] * len(clips))
            return [
                self._decode(features, clip, expressions, count, frames)
                for features, clip, frames in zip(visual, clips, looked, strict=True)
            ]

    def _encode(
        self, clips: Sequence[NDArray[np.uint8]], keys: Sequence[Hashable | None]
    ) -> list[EncodedFrames]:
        """Run the backbone on the clips whose features are not kept."""
        features = [None if key is None else self.kept.get(key) for key in keys]
        fresh = [number for number, known in enumerate(features) if known is None]
        self._counted[0] += len(fresh)
        self._counted[1] += len(features) - len(fresh)
        while fresh:
            now = fresh[: self._at_once(clips[0].shape)]
            try:
                seen = self._engine.encode_frames([clips[number] for number in now])
            except torch.OutOfMemoryError as error:
                self.batch = self._smaller(self.batch, "windows at once", error)
                continue
            for place, number in enumerate(now):
                one = seen.clip(place) if len(now) > 1 else seen
                features[number] = one
                if keys[number] is not None:
                    self.kept.put(keys[number], one, one.bytes)
            fresh = fresh[len(now) :]
        return [known for known in features if known is not None]

    def _at_once(self, shape: tuple[int, ...]) -> int:
        """Return how many clips [T, h, w, 3] of `shape` the backbone is to see together."""
        if shape not in self._fitting:  # asked once: a card may be waited for
            free = free_on_card(self._engine.device)
            self._fitting[shape] = windows_that_fit(free, prod(shape[:3]), self.batch)
        return min(self._fitting[shape], self.batch)

    def _decode(
        self,
        visual: EncodedFrames,
        clip: NDArray[np.uint8],
        expressions: Sequence[str],
        count: int,
        key_frames: KeyFrames | None,
    ) -> list[Answers]:
        """Run the heads for every expression on one clip."""
        answers: list[Answers] = []
        refine: Refiner | None = None
        while len(answers) < len(expressions):
            now = tuple(expressions[len(answers) : len(answers) + self._expressions_at_once])
            try:
                found = self._engine.decode(visual, self._text(now), count)
            except torch.OutOfMemoryError as error:
                self._expressions_at_once = self._smaller(len(now), "expressions at once", error)
                continue
            arrays = fetched(_parts(found))
            refine = refine or self._engine.refiner(clip, visual, key_frames)
            for row, expression in enumerate(now):
                answers.append(_Arriving(arrays, row, partial(refine, expression)))
        return answers

    def _text(self, expressions: Sequence[str]) -> Any:
        """Return the features of `expressions`, read once for windows asked in turn."""
        key = tuple(expressions)
        if key not in self._read:
            if len(self._read) >= _READ:
                self._read.clear()
            self._read[key] = self._engine.encode_text(expressions)
        return self._read[key]

    def _smaller(self, number: int, what: str, error: Exception) -> int:
        """Return half of `number` after memory ran out."""
        if number == 1:
            raise RvosError(
                message(
                    "One window does not fit the memory of the device. Close other programs that "
                    "use it, or choose the device cpu."
                )
            ) from error
        torch.cuda.empty_cache()
        _log.warning("The device's memory is full: continuing with %d %s.", number // 2, what)
        return number // 2
