"""What is going on with each model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from soc_studio.core.system.progress import Progress

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ModelState:
    """State of each model, by id.

    Attributes:
        used: id of the model that searches use.
        tracker: id of the tracker that follows objects.
        steps: progress of the work on a model.
        failures: the last failure of a model, in a sentence; "" is for a file being added.
        told: the last success of a model, likewise.
    """

    used: str = ""
    tracker: str = ""
    steps: Mapping[str, Progress] = field(default_factory=lambda: MappingProxyType({}))
    failures: Mapping[str, str] = field(default_factory=lambda: _NONE)
    told: Mapping[str, str] = field(default_factory=lambda: _NONE)

    def uses(self, model: str) -> bool:
        """Return whether a model, or a tracker, is the one that is used."""
        return model in (self.used, self.tracker)
