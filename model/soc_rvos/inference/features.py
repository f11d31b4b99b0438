"""Backbone outputs kept for the next expression, bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from soc_rvos.inference.engines import EncodedFrames


class FeatureCache:
    """The visual features used last, as many as fit into `capacity` bytes; 0 keeps none."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.held = 0
        self._features: OrderedDict[Hashable, EncodedFrames] = OrderedDict()

    def get(self, key: Hashable) -> EncodedFrames | None:
        """Return the features kept under `key`, None if they are gone."""
        features = self._features.get(key)
        if features is not None:
            self._features.move_to_end(key)
        return features

    def put(self, key: Hashable, features: EncodedFrames) -> None:
        """Keep `features`, dropping those unused the longest; one too large is not kept."""
        if features.bytes > self.capacity or key in self._features:
            return
        self._features[key] = features
        self.held += features.bytes
        while self.held > self.capacity:
            _, dropped = self._features.popitem(last=False)
            self.held -= dropped.bytes
