"""Samples kept in memory at the size of training, since small sets are seen many times."""

from __future__ import annotations

import threading

from soc_rvos.training.augmentation import resized
from soc_rvos.training.samples import TrainingSample, TrainingSamples

_MOST = 2**30  # bytes


class KeptSamples:
    """`samples` at the size at which a network sees them, as many kept as a gigabyte holds."""

    def __init__(self, samples: TrainingSamples, short: int, longest: int) -> None:
        self._samples = samples
        self._sides = short, longest
        self._kept: dict[int, TrainingSample] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._samples)

    def __getitem__(self, number: int) -> TrainingSample:
        """Return a sample; raises what `samples` does."""
        with self._lock:
            if number in self._kept:
                return self._kept[number]
        made = resized(self._samples[number], *self._sides)
        with self._lock:
            if self._bytes < _MOST:
                self._kept[number] = made
                self._bytes += made.frames.nbytes + made.masks.nbytes
        return made
