"""Loads a tracker by name: the one that ships, or one that was fetched."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from soc_rvos import tracking
from soc_rvos.inference.tracking import Tracker
from soc_rvos.prompted_file import load_prompted
from soc_studio.core.models.catalogue import DEFAULT_TRACKER, tracker_cards
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.messages import message

__all__ = ["Tracker", "load_tracker"]


def load_tracker(name: str = DEFAULT_TRACKER, device: str = "auto") -> Tracker:
    """Return the tracker called `name`; it is kept once loaded.

    Args:
        name: `DEFAULT_TRACKER`, or the id of a tracker that was fetched.
        device: "auto", "cuda", "mps" or "cpu"; the one that ships is always on the processor.

    Raises:
        ModelError: there is no such tracker, or it is not on this computer, or damaged.
        RvosError: its file is damaged, a package is missing, or there is no such device.
    """
    if name == DEFAULT_TRACKER:
        return tracking.load_tracker()
    if name not in {card.id for card in tracker_cards()}:
        raise ModelError(
            message("There is no tracker '{name}'.", name=name),
            message(
                "Trackers are: {names}.",
                names=", ".join([DEFAULT_TRACKER, *(card.id for card in tracker_cards())]),
            ),
        )
    store = Store()
    if store.entry(name).state is Availability.MISSING:
        raise ModelError(
            message("The tracker '{name}' is not on this computer yet.", name=name),
            message("`soc-studio models fetch {name}` downloads it.", name=name),
        )
    if store.entry(name).state is Availability.DAMAGED:
        raise ModelError(
            message(
                "The file of the tracker '{name}' is damaged: its size has changed.", name=name
            ),
            message(
                "Remove it (`soc-studio models remove {name}`), then download it again.", name=name
            ),
        )
    return _loaded(store.file(name), device)


@lru_cache(maxsize=1)
def _loaded(file: Path, device: str) -> Tracker:
    return load_prompted(file, device)
