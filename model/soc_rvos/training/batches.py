"""The batches of training: each fixed by its number, and made ahead by threads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from soc_rvos.inference.preprocess import normalise
from soc_rvos.training.augmentation import varied
from soc_rvos.training.matcher import Targets
from soc_rvos.training.samples import TrainingSample, TrainingSamples
from soc_rvos.training.settings import Augmentation
from soc_rvos.training.targets import targets_of

_AHEAD = 2  # batches for each thread


class Batch(Protocol):
    """What one pass through a network takes, with its targets."""

    @property
    def targets(self) -> Targets: ...

    def to(self, device: torch.device) -> Any:
        """Return the same on `device`."""
        ...


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """B clips with an expression each, for the networks that read tokens.

    `frames` float32 [B, T, 3, H, W], normalised and zero outside the pictures, or [1, ...] where
    all expressions are about one clip; `extents` int64
    [B, 2], their widths and heights, None where all fill the frames; `ids`, `present` int64 [B, N];
    `annotated` int64 [B], the one frame of each whose mask is known, or None; `targets` of those
    frames at the size of `frames`.
    """

    frames: Tensor
    extents: Tensor | None
    ids: Tensor
    present: Tensor
    annotated: Tensor | None
    targets: Targets

    def to(self, device: torch.device) -> TokenBatch:
        """Return the same on `device`."""

        def moved(each: Tensor | None) -> Tensor | None:
            return None if each is None else each.to(device, non_blocking=True)

        return TokenBatch(
            self.frames.to(device, non_blocking=True),
            moved(self.extents),
            self.ids.to(device),
            self.present.to(device),
            moved(self.annotated),
            self.targets.to(device),
        )


def plain(sentence: str) -> str:
    """Return `sentence` as the published datasets give it: small letters, single blanks."""
    return " ".join(sentence.lower().split())


def token_batch(
    samples: Sequence[TrainingSample], tokenizer: Tokenizer, multiple: int = 1, classes: int = 1
) -> TokenBatch:
    """Return the batch of `samples`, of equal length, padded to `multiple` pixels a side.

    A sample with `more` is a batch of its own, of expressions about one clip.
    """
    is_together = any(each.more for each in samples)
    samples = [every for each in samples for every in (each, *each.more)]
    sizes = [each.frames.shape[1:3] for each in samples]
    height, width = (-(-max(side) // multiple) * multiple for side in zip(*sizes, strict=True))
    count, frames = len(samples), len(samples[0].frames)
    pictures = torch.zeros(count, frames, 3, height, width)
    kept = 1 if samples[0].annotated is not None else frames
    masks = np.zeros((count, kept, height, width), dtype=np.bool_)
    for row, (sample, (high, wide)) in enumerate(zip(samples, sizes, strict=True)):
        pictures[row, :, :, :high, :wide] = normalise(torch.from_numpy(sample.frames))
        own = sample.masks if sample.annotated is None else sample.masks[sample.annotated][None]
        masks[row, :, :high, :wide] = own
    read = tokenizer.encode_batch([plain(each.sentence) for each in samples])
    present = np.array([each.present for each in samples])
    numbers = np.array([min(each.category, classes - 1) for each in samples])
    targets = targets_of(masks, present, 1, numbers)
    extents = torch.tensor([(wide, high) for high, wide in sizes])
    full = torch.tensor([width, height])
    # Boxes are shares of the picture without its padding.
    stretch = (full / extents).repeat(1, 2)[:, None]
    shown = slice(0, 1) if is_together else slice(None)
    return TokenBatch(
        pictures[shown],
        None if (extents == full).all() else extents[shown],
        torch.tensor([each.ids for each in read]),
        torch.tensor([each.attention_mask for each in read]),
        None
        if samples[0].annotated is None
        else torch.tensor([int(each.annotated or 0) for each in samples]),
        replace(targets, boxes=targets.boxes * stretch),
    )


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Batches(Generic[Made]):
    """The batches of every step: number k of a process is the same in every run.

    All samples are taken once an epoch, in an order that depends on `seed` and epoch; those that
    do not fill a last step are left for the next epoch's order.

    Attributes:
        samples: what is learned from.
        make: makes a batch of samples.
        augmentation: how they are varied.
        seed: of the order and of all that is varied.
        clips: samples of a batch.
        passes: batches of a process for a step.
        processes, process: how many train together, and which this one is.
    """

    samples: TrainingSamples
    make: Callable[[Sequence[TrainingSample]], Made]
    augmentation: Augmentation
    seed: int
    clips: int = 1
    passes: int = 1
    processes: int = 1
    process: int = 0

    @property
    def steps(self) -> int:
        """How many steps an epoch has, at least one."""
        return max(1, len(self.samples) // (self.clips * self.passes * self.processes))

    def step(self, epoch: int, number: int) -> list[Made]:
        """Return the batches that this process takes in step `number` of `epoch`."""
        order = np.random.default_rng((self.seed, epoch)).permutation(len(self.samples))
        share = self.clips * self.passes
        start = (number * self.processes + self.process) * share
        taken = [int(order[place % len(order)]) for place in range(start, start + share)]
        return [
            self.make([self._sample(epoch, place) for place in taken[first : first + self.clips]])
            for first in range(0, share, self.clips)
        ]

    def _sample(self, epoch: int, place: int) -> TrainingSample:
        rng = np.random.default_rng((self.seed, epoch, place))
        return varied(self.samples[place], self.augmentation, rng)

    def from_step(self, epoch: int, number: int, threads: int) -> Generator[list[Made], None, None]:
        """Yield the batches of the steps of `epoch` from `number` on, made ahead by `threads`."""
        jobs = ((epoch, each) for each in range(number, self.steps))
        yield from _ahead(lambda job: self.step(*job), jobs, threads)


Job = TypeVar("Job")


def _ahead(
    work: Callable[[Job], Made], jobs: Iterable[Job], threads: int
) -> Generator[Made, None, None]:
    """Yield `work(job)` in the order of `jobs`, done by `threads` ahead; 0 does it here."""
    if threads == 0:
        yield from map(work, jobs)
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="batches") as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(work, job))
                if len(waiting) > threads * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()
