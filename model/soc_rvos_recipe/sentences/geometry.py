"""Where an actor is and how large, as attributes are judged by it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.clip import Actor


def extent(actor: Actor) -> NDArray[np.float64]:
    """Width and height of all of it, as a mean."""
    sizes = (actor.whole[:, 2:] - actor.whole[:, :2])[actor.visible]
    return np.asarray(sizes.mean(axis=0), dtype=np.float64)


def middles(actor: Actor) -> NDArray[np.float32]:
    """The middle of what shows, [T, 2]; rubbish where it does not show."""
    return np.asarray((actor.boxes[:, :2] + actor.boxes[:, 2:]) / 2, dtype=np.float32)


def gap_between(one: Actor, other: Actor, axis: int) -> NDArray[np.float32]:
    """How far one is right of (below) the other where both show."""
    both = one.visible & other.visible
    gap: NDArray[np.float32] = (middles(one) - middles(other))[both, axis]
    return gap
