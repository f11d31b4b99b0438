"""From marked places of one frame to all others: likeness, distance along the picture, smoothness.

The mathematics of `clicks`, without what the mask's meaning is. Places are those of a `ClickSight`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.click_sight import ClickSight

Plane = NDArray[np.float32]
Bools = NDArray[np.bool_]
Seeds = NDArray[np.int8]
"""[h, w]: 1 where a person marked the object, -1 where it is not, else 0."""

_RIDGE = 20.0
_CURVED = 0.02  # least weight of a place in the curvature
_STEPS = 3  # of Newton's method
_MARKED = 0.05  # weight of all marked places together, as a part of all others'
_EVERY = 2  # rows and columns of places that are learned from
_TIES, _EDGES, _LEAST_TIE = 8.0, 2.0, 0.02
_SURE, _LEAST_SURE, _HELD = 0.5, 0.05, 1e3
_MOST_STEPS, _ENOUGH = 60, 1e-4  # of the conjugate gradients


def distance(sight: ClickSight, marked: Bools) -> Plane:
    """Return [h, w], how far each place is from the `marked` ones [h, w] along the picture."""
    from scipy.sparse.csgraph import dijkstra  # late: see `click_sight`

    far = dijkstra(sight.steps, False, np.flatnonzero(marked), min_only=True)
    return np.asarray(far.reshape(sight.size), dtype=np.float32)


def likeness(sight: ClickSight, marked: Bools) -> Plane:
    """Return [h, w], the mean cosine to what the `marked` places look like together."""
    places = np.flatnonzero(marked)
    total = np.zeros(marked.size, dtype=np.float32)
    for looks in sight.alike:
        middle = looks[places].mean(0)
        total += looks @ (middle / (np.linalg.norm(middle) + np.float32(1e-6)))
    return np.asarray((total / len(sight.alike)).reshape(sight.size), dtype=np.float32)


def learned(sight: ClickSight, chance: Plane, seeds: Seeds) -> Plane:
    """Return logits [h, w] by what is known of places, learned from a guess `chance` [h, w].

    Logistic regression of the guess, surer places counting more, and of what was marked.
    """
    some = np.arange(seeds.size).reshape(seeds.shape)[::_EVERY, ::_EVERY].ravel()
    marked = np.flatnonzero(seeds)
    guess = chance.ravel()[some]
    target = np.concatenate((guess > 0.5, seeds.ravel()[marked] > 0)).astype(np.float32)
    weights = np.empty(len(target), dtype=np.float32)
    own = np.abs(2 * guess - 1)
    inside = target[: len(some)] > 0
    for side in (inside, ~inside):
        own[side] *= 0.2 * np.sqrt(len(some) / 2 / max(1.0, float(own[side].sum())))
    weights[: len(some)] = own
    weights[len(some) :] = _MARKED * len(some) / max(1, len(marked))
    known = sight.known[np.concatenate((some, marked))]
    return np.asarray((sight.known @ _fitted(known, target, weights)).reshape(seeds.shape))


def _fitted(known: Plane, target: Plane, weights: Plane) -> Plane:
    count = known.shape[1]
    ridge = np.full(count, _RIDGE, dtype=np.float32)
    ridge[-1] = 1e-3
    found = np.zeros(count, dtype=np.float32)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(known @ found).clip(-12, 12)))
        slope = known.T @ (weights * (chance - target)) + ridge * found
        bend = weights * np.maximum(chance * (1 - chance), _CURVED)
        curve = (known * bend[:, None]).T @ known + np.diag(ridge)
        found = (found - np.linalg.solve(curve, slope)).astype(np.float32)
    return found


def smoothed(sight: ClickSight, logits: Plane, seeds: Seeds) -> Plane:
    """Return probabilities [h, w] near those of `logits` that change at the picture's edges.

    The random walker with priors (Grady, Multilabel Random Walker Image Segmentation Using Prior
    Models, 2005), by conjugate gradients. Marked places are held.
    """
    across = np.exp(-_EDGES * sight.across) * np.float32(_TIES) + np.float32(_LEAST_TIE)
    down = np.exp(-_EDGES * sight.down) * np.float32(_TIES) + np.float32(_LEAST_TIE)
    chance = 1 / (1 + np.exp(-logits.clip(-8, 8)))
    held = seeds != 0
    trust = np.where(held, _HELD, np.abs(2 * chance - 1) * _SURE + _LEAST_SURE).astype(np.float32)
    goal = np.where(held, seeds > 0, chance).astype(np.float32)
    total = trust.copy()
    total[:, :-1] += across
    total[:, 1:] += across
    total[:-1] += down
    total[1:] += down

    def applied(values: Plane) -> Plane:
        out: Plane = total * values
        out[:, :-1] -= across * values[:, 1:]
        out[:, 1:] -= across * values[:, :-1]
        out[:-1] -= down * values[1:]
        out[1:] -= down * values[:-1]
        return out

    found = goal.copy()
    rest = trust * goal - applied(found)
    eased = rest / total
    way = eased.copy()
    size = float((rest * eased).sum())
    for _ in range(_MOST_STEPS):
        if size < _ENOUGH:
            break
        moved = applied(way)
        step = np.float32(size / (float((way * moved).sum()) + 1e-12))
        found += step * way
        rest -= step * moved
        eased = rest / total
        new = float((rest * eased).sum())
        way = eased + np.float32(new / size) * way
        size = new
    return found
