"""Asks a network about the sentences of a dataset in the manner of a `Procedure`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.architectures import of_network
from soc_rvos.datasets.sample import Sample, SampleFrames
from soc_rvos.errors import RvosError
from soc_rvos.evaluation.procedures import BACKGROUND, CERTAIN, Procedure
from soc_rvos.inference.engines import SgMgEngine, TokenEngine, autocast
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import normalise, pad, resize, resize_size
from soc_rvos.messages import message
from soc_rvos.networks.sgmg import SMALLEST

_MOST_QUERIES = 100  # no network has more
_PUBLISHED_SIDES = (320, 360)
"""The short sides of the published networks; a procedure says which is meant."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a network says of the frames that it was shown.

    Attributes:
        scores: float64 [N], of N object queries, best first.
        masks: bool [N, T, H, W] at the size of the frames.
        chances: float32 [N, T, H, W], the probability of each pixel; None where masks were cut
            before they were resized.
    """

    scores: NDArray[np.float64]
    masks: NDArray[np.bool_]
    chances: NDArray[np.float32] | None

    @property
    def probabilities(self) -> NDArray[np.float32]:
        """float32 [T, H, W]: those of the best query."""
        if self.chances is None:
            return np.asarray(self.masks[0], dtype=np.float32)
        return np.asarray(self.chances[0])


def system_of(predictor: NetworkPredictor) -> str:
    """Return of which system a network is: "SOC", "SOC++", "SgMg" or another."""
    return of_network(predictor.engine.network).system


def passes_of(procedure: Procedure, count: int) -> list[range]:
    """Return the frames of each pass over a video of `count` frames."""
    length = procedure.passes or count
    return [range(start, min(start + length, count)) for start in range(0, count, length)]


class Asker:
    """Asks one network by one procedure; the frames shown last are kept for other sentences."""

    def __init__(self, predictor: NetworkPredictor, procedure: Procedure) -> None:
        self._predictor = predictor
        self._engine = predictor.engine
        self._procedure = procedure
        self._shown: tuple[SampleFrames, int, SeenFrames] | None = (
            None  # frames, place, and what was seen
        )

    def show(self, frames: Sequence[NDArray[np.uint8]], kept: int | None = None) -> SeenFrames:
        """Let the network see `frames`, RGB uint8 [H, W, 3] of one size; answers are about all.

        `kept` is the place of the one that alone is answered; None is all of them.

        Raises:
            RvosError: they are of several sizes, too small, or do not fit the memory.
        """
        sizes = {frame.shape[:2] for frame in frames}
        if len(sizes) != 1:
            raise RvosError(
                message("The frames of a video have several sizes: {sizes}.", sizes=sorted(sizes))
            )
        with torch.inference_mode(), _fitting_memory(len(frames)):
            if isinstance(self._engine, TokenEngine):
                return _TokenSeen(self._engine, self._procedure, frames, kept)
            return _OwnSeen(self._predictor, self._procedure, frames, kept)

    def video(self, sample: Sample) -> Generator[NDArray[np.bool_], None, None]:
        """Yield for each pass over a video the masks of a sentence, bool [T, H, W].

        Raises:
            RvosError: a frame cannot be read, or the network cannot be run.
        """
        for seen in self._passes(sample.frames):
            yield seen.ask(sample.text).masks[0]

    def sentences(
        self, samples: Sequence[Sample]
    ) -> Generator[list[NDArray[np.bool_]], None, None]:
        """Yield for each pass over a video the masks of all its sentences, bool [T, H, W] each."""
        for seen in self._passes(samples[0].frames):
            yield [seen.ask(sample.text).masks[0] for sample in samples]

    def combined(
        self, annotators: Sequence[Sequence[Sample]]
    ) -> Generator[list[NDArray[np.uint8]], None, None]:
        """Yield for each pass the combined pictures of each annotator, uint8 [T, H, W].

        The sentences of an annotator are numbered from 1 on; 0 is the background.
        """
        for seen in self._passes(annotators[0][0].frames):
            yield [combine([seen.ask(one.text).probabilities for one in own]) for own in annotators]

    def frame(self, sample: Sample) -> Answer:
        """Return the answers about the annotated frame, [N, 1, H, W].

        Raises:
            RvosError: a frame cannot be read, or the network cannot be run.
        """
        (place,) = sample.annotated
        last = self._shown
        if last is None or last[0] is not sample.frames or last[1] != place:
            places, kept = self._procedure.window(place, len(sample.frames))
            last = sample.frames, place, self.show(sample.frames.read(places), kept)
            self._shown = last
        return last[2].ask(sample.text)

    def _passes(self, frames: SampleFrames) -> Generator[SeenFrames, None, None]:
        for numbers in passes_of(self._procedure, len(frames)):
            yield self.show(frames.read(list(numbers)))


@contextmanager
def _fitting_memory(count: int) -> Iterator[None]:
    """Say so where `count` frames at once do not fit the memory of the device."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise RvosError(
            message(
                "{count} frames at once, as the paper has it, do not fit the memory of the device. "
                "Close other programs that use it, or choose the device cpu.",
                count=count,
            )
        ) from error


class SeenFrames(ABC):
    """Frames that a network has seen, ready for any sentence."""

    @abstractmethod
    def ask(self, sentence: str) -> Answer:
        """Return what the network says; raises RvosError where the sentence is too long."""


def combine(certain: Sequence[NDArray[np.float32]]) -> NDArray[np.uint8]:
    """Return uint8 [T, H, W]: the object of which the probability [T, H, W] is highest, from 1 on.

    Probabilities under one half count as none; the background has 0.1. Of equals the first counts.
    """
    best = np.full(certain[0].shape, BACKGROUND, dtype=np.float32)
    labels = np.zeros(certain[0].shape, dtype=np.uint8)
    for number, planes in enumerate(certain, 1):
        over = (planes > best) & (planes >= CERTAIN)
        best[over] = planes[over]
        labels[over] = number
    return labels


class _TokenSeen(SeenFrames):
    """By SOC, SOC++ or SgMg, exactly as published."""

    def __init__(
        self,
        engine: TokenEngine,
        procedure: Procedure,
        frames: Sequence[NDArray[np.uint8]],
        kept: int | None,
    ) -> None:
        self._engine, self._procedure = engine, procedure
        self._count = len(frames)
        self._full = frames[0].shape[:2]
        config = engine.config
        short, long = procedure.short, procedure.long
        if config.short_side not in _PUBLISHED_SIDES:  # one trained at sizes of its own
            short, long = config.short_side, config.long_side
        height, width = self._full
        self._size = resize_size(height, width, short, long or 10**9)
        clip = np.stack([resize(frame, self._size) for frame in frames])
        inputs = normalise(torch.from_numpy(clip).to(engine.device))[None]  # [1, T, 3, h, w]
        extents = None
        if isinstance(engine, SgMgEngine):
            if min(self._size) < SMALLEST:
                raise RvosError(
                    message(
                        "{network} cannot see frames of {width} x {height} pixels: it needs "
                        "{least} or more to a side.",
                        network=config.name,
                        width=width,
                        height=height,
                        least=SMALLEST,
                    )
                )
            inputs = pad(inputs, procedure.multiple)
            extents = torch.tensor([[self._size[1], self._size[0]]], device=engine.device)
        network = engine.network
        with autocast(engine.device, engine.precision):
            visual = (
                network.encode_frames(frames=inputs)
                if extents is None
                else network.encode_frames(frames=inputs, extents=extents)
            )
        self._visual = (
            visual if kept is None else visual.at_frames(torch.tensor([kept], device=engine.device))
        )

    def ask(self, sentence: str) -> Answer:
        """See `SeenFrames.ask`."""
        procedure, engine = self._procedure, self._engine
        with torch.inference_mode(), _fitting_memory(self._count):
            words = engine.text_inputs([sentence], procedure.as_written)
            text = engine.network.encode_text(**words)
            count = _MOST_QUERIES if procedure.every_query else 1
            found = engine.network.decode(self._visual, text, best=count)
            scores = found.scores[0].float().sigmoid().mean(0).amax(-1)  # [N]
            logits = found.masks[0].transpose(0, 1).float()  # [N, T, h, w]
            if isinstance(engine, SgMgEngine):
                logits = logits[..., : self._size[0], : self._size[1]]
            return answer_of(scores, logits, procedure.nearest, self._size, self._full)


class _OwnSeen(SeenFrames):
    """By a network of ours, which sees and reads in its own way."""

    def __init__(
        self,
        predictor: NetworkPredictor,
        procedure: Procedure,
        frames: Sequence[NDArray[np.uint8]],
        kept: int | None,
    ) -> None:
        self._predictor, self._procedure = predictor, procedure
        self._kept = kept
        self._full = frames[0].shape[:2]
        self._size = predictor.frame_size(*self._full)
        self._clip = np.stack([resize(frame, self._size) for frame in frames])
        self._key = object()

    def ask(self, sentence: str) -> Answer:
        """See `SeenFrames.ask`."""
        count = _MOST_QUERIES if self._procedure.every_query else 1
        ((answers,),) = self._predictor.predict([self._clip], [sentence], count, [self._key])
        scores = torch.from_numpy(answers.scores)  # [N, T]
        logits = torch.from_numpy(np.ascontiguousarray(answers.logits))
        if self._kept is not None:
            scores, logits = scores[:, self._kept : self._kept + 1], logits[:, self._kept][:, None]
        return answer_of(scores.mean(1), logits, self._procedure.nearest, self._size, self._full)


def answer_of(
    scores: Tensor,
    logits: Tensor,
    nearest: bool,
    size: tuple[int, int],
    full: tuple[int, int],
    padded: tuple[int, int] | None = None,
) -> Answer:
    """Return what a network says at the size of the frames, as a procedure asks for it.

    Args:
        scores: [N], of N queries.
        logits: [N, T, h, w].
        nearest: see `Procedure`.
        size: height and width at which the network saw the frames.
        full: those of the frames.
        padded: those with padding right and below; None where there was none.
    """
    said = scores.double().cpu().numpy()
    if nearest:
        seen = functional.interpolate(logits, padded or size, mode="bilinear", align_corners=False)
        cut = (seen.sigmoid() > CERTAIN).float()[..., : size[0], : size[1]]
        masks = functional.interpolate(cut, full, mode="nearest") > 0
        return Answer(said, masks.cpu().numpy(), None)
    certain = functional.interpolate(logits, full, mode="bilinear", align_corners=False).sigmoid()
    planes = certain.cpu().numpy()
    return Answer(said, planes > np.float32(CERTAIN), planes)
