"""Closed-form matting in a band: the opacity that changes only where the picture does."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.colour_spread import DIAGONAL, PAIRS, inverse, times

_NOISE = 1e-5  # variance of the colours of a window, 0 to 1, below which they say nothing
_STEPS = 30  # of the solver, at most
_ENOUGH = 1e-5  # the share of a pixel that a step has to change in the mean, to be followed by one
_REACH = 2  # pixels that the windows of a pixel reach
_WINDOW = [(row, column) for row in (-1, 0, 1) for column in (-1, 0, 1)]
_AROUND = [(row, column) for row in range(-2, 3) for column in range(-2, 3)]
_STEP = np.array(
    [[_AROUND.index((to[0] - of[0], to[1] - of[1])) for to in _WINDOW] for of in _WINDOW]
)
"""From one place of a window to another: which of `_AROUND` it is, [9, 9]."""


def least_cost(
    colours: NDArray[np.float32],
    inside: NDArray[np.bool_],
    outside: NDArray[np.bool_],
    guess: NDArray[np.float32],
    weight: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the object's share of each pixel, float32 [H, W], 0 to 1.

    It is 1 `inside` and 0 `outside`. Elsewhere it has the least cost: in every window of 3 x 3
    pixels it should be a linear function of the colours (the matting Laplacian, equation 12 of
    Levin, Lischinski and Weiss, PAMI 2008), and near `guess`, at which conjugate gradients begin.

    Args:
        colours: float32 [H, W, 3], 0 to 1.
        inside: bool [H, W], surely the object.
        outside: bool [H, W], surely not the object.
        guess: float32 [H, W], 0 to 1.
        weight: float32 [H, W], of a pixel's guess against a window.
    """
    free = ~(inside | outside)
    result = np.where(free, guess, inside).astype(np.float32)
    if not free.any() or min(free.shape) < 3:
        return result
    # Around the picture are pixels of no window, so that every pixel has 5 x 5 around it.
    framed = np.pad(free, _REACH)
    width = framed.shape[1]
    touched = cv2.dilate(free.view(np.uint8), np.ones((3, 3), np.uint8)) > 0
    touched[[0, -1]] = touched[:, [0, -1]] = False
    middles = np.flatnonzero(np.pad(touched, _REACH))
    wanted = np.flatnonzero(framed)
    planes = [np.pad(each, _REACH).ravel() for each in cv2.split(colours)]
    shift = np.array([row * width + column for row, column in _WINDOW])
    windows = middles + shift[:, None]
    apart = np.stack([each[windows] for each in planes])  # [3, 9, W]
    # The window in which a pixel has the place: the last one, all 0, where there is none.
    window_of = np.full(framed.size, len(middles), np.int32)
    window_of[middles] = np.arange(len(middles), dtype=np.int32)
    costs = _costs(apart, window_of[wanted - shift[:, None]])
    # The free pixels come first, and the others of the neighbourhoods after them.
    around = np.array([row * width + column for row, column in _AROUND], np.int32)
    places = wanted[:, None] + around
    is_used = np.zeros(framed.size, np.bool_)
    is_used[places] = True
    fixed = np.flatnonzero(is_used & ~framed.ravel())
    number = np.zeros(framed.size, np.int32)
    number[wanted] = np.arange(len(wanted), dtype=np.int32)
    number[fixed] = np.arange(len(wanted), len(wanted) + len(fixed), dtype=np.int32)
    known = np.pad(result, _REACH).ravel()[np.concatenate([wanted, fixed])]
    solved = _solve(costs, number[places], known, weight[free])
    result[free] = np.clip(solved, 0, 1)
    return result


def _costs(apart: NDArray[np.float32], window_of: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return the matting Laplacian's entries of N pixels and the 25 around each: float32 [N, 25].

    `apart` are the colours of windows, [3, 9, W], which are changed; `window_of` [9, N] says in
    which window a pixel has each of the nine places, W where in none.
    """
    apart -= apart.mean(axis=1, keepdims=True)
    spread = np.stack([(apart[row] * apart[column]).mean(axis=0) for row, column in PAIRS])
    spread[DIAGONAL, :] += _NOISE / 9
    turned = inverse(spread.astype(np.float64)) * np.float32(1 / 9)
    fit = times(turned, apart)
    found = np.zeros((len(_AROUND), window_of.shape[1]), np.float32)
    alike = np.zeros(apart.shape[2] + 1, np.float32)
    for one in range(9):
        for other in range(one, 9):
            alike[:-1] = fit[0, one] * apart[0, other]
            alike[:-1] += fit[1, one] * apart[1, other]
            alike[:-1] += fit[2, one] * apart[2, other]
            alike[:-1] += np.float32(1 / 9)
            found[_STEP[one, other]] -= alike[window_of[one]]
            if one != other:
                found[_STEP[other, one]] -= alike[window_of[other]]
    found[_STEP[0, 0]] += (window_of < apart.shape[2]).sum(axis=0)
    return np.ascontiguousarray(found.T)


def _solve(
    costs: NDArray[np.float32],
    numbers: NDArray[np.int32],
    known: NDArray[np.float32],
    weight: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the shares of N pixels, float32 [N].

    `costs` and `numbers`, [N, 25], are the Laplacian's rows and the places in `known` that they
    are meant for; `known` begins with the guesses of the N pixels. `weight` is theirs, [N].
    """
    from scipy.sparse import csr_matrix  # takes a while, which the start of the program saves

    count = len(costs)
    costs[:, _STEP[0, 0]] += weight
    rows = np.arange(0, costs.size + 1, costs.shape[1], dtype=np.int32)
    matrix = csr_matrix((costs.ravel(), numbers.ravel(), rows), shape=(count, len(known)))
    shares = known[:count].copy()
    scale = 1 / (costs[:, _STEP[0, 0]] + np.float32(1e-6))
    rest = weight * shares - matrix @ known
    way = np.zeros_like(known)  # what is fixed does not move
    down = scale * rest
    way[:count] = down
    fall = float(rest @ down)
    for _ in range(_STEPS):
        if fall <= _ENOUGH**2 * count:
            break
        bend = matrix @ way
        far = np.float32(fall / max(float(way[:count] @ bend), 1e-20))
        shares += far * way[:count]
        rest -= far * bend
        np.multiply(scale, rest, out=down)
        before, fall = fall, float(rest @ down)
        way[:count] *= np.float32(fall / before)
        way[:count] += down
    return shares
