"""Closed-form matting in a band: the opacity that changes only where the picture does."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.colour_spread import DIAGONAL, PAIRS, inverse

_NOISE = 1e-5  # variance of the colours of a window, 0 to 1, below which they say nothing
_STEPS = 30  # of the solver, at most
_ENOUGH = 1e-5  # the share of a pixel that a step has to change in the mean, to be followed by one


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
    Levin, Lischinski and Weiss, PAMI 2008), and near `guess`. The Laplacian is applied window by
    window and never built; conjugate gradients begin at `guess`.

    Args:
        colours: float32 [H, W, 3], 0 to 1.
        inside: bool [H, W], surely the object.
        outside: bool [H, W], surely not the object.
        guess: float32 [H, W], 0 to 1.
        weight: float32 [H, W], of a pixel's guess against a window.
    """
    height, width = inside.shape
    free = ~(inside | outside)
    result = np.where(free, guess, inside).astype(np.float32)
    touched = cv2.dilate(free.view(np.uint8), np.ones((3, 3), np.uint8)) > 0
    touched[[0, -1]] = touched[:, [0, -1]] = False
    middles = np.flatnonzero(touched)
    if not len(middles):
        return result
    steps = [row * width + column for row in (-1, 0, 1) for column in (-1, 0, 1)]
    windows = middles + np.array(steps)[:, None]
    used = np.zeros(height * width, np.bool_)
    used[windows] = True
    used |= free.ravel()
    places = np.flatnonzero(used)
    number = np.zeros(height * width, np.int32)
    number[places] = np.arange(len(places), dtype=np.int32)
    windows = number[windows]
    solved = _solve(
        np.ascontiguousarray(colours.reshape(-1, 3)[places].T),
        windows,
        free.ravel()[places],
        result.ravel()[places],
        weight.ravel()[places],
    )
    result.ravel()[places] = solved
    return np.clip(result, 0, 1)


def _solve(
    colours: NDArray[np.float32],
    windows: NDArray[np.int32],
    free: NDArray[np.bool_],
    guess: NDArray[np.float32],
    weight: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the shares of N pixels, of which those that are not `free` keep their `guess`.

    `colours` [3, N], `windows` [9, W] numbers of pixels; the others [N].
    """
    from scipy.sparse import csr_matrix  # takes a while, which the start of the program saves

    count = colours.shape[1]
    apart = np.ascontiguousarray(colours[:, windows])  # [3, 9, W]
    apart -= apart.mean(axis=1, keepdims=True)
    spread = np.stack([(apart[row] * apart[column]).mean(axis=0) for row, column in PAIRS])
    spread[DIAGONAL, :] += _NOISE / 9
    turned = inverse(spread.astype(np.float64)) / 9
    fit = np.zeros_like(apart)
    for place, (row, column) in enumerate(PAIRS):
        fit[row] += turned[place] * apart[column]
        if row != column:
            fit[column] += turned[place] * apart[row]
    back = csr_matrix(
        (np.ones(windows.size, np.float32), (windows.ravel(), np.arange(windows.size))),
        shape=(count, windows.size),
    )

    def cost(shares: NDArray[np.float32]) -> NDArray[np.float32]:
        left = shares[windows]
        left -= left.mean(axis=0)
        slope = np.einsum("ckw,kw->cw", fit, left)
        left -= np.einsum("ckw,cw->kw", apart, slope)
        return np.asarray(back @ left.ravel() + weight * shares)

    own = 1 - 1 / 9 - np.einsum("ckw,ckw->kw", apart, fit)
    scale = 1 / (back @ own.ravel() + weight + 1e-6)
    shares = guess
    rest = np.where(free, weight * guess - cost(shares), 0)
    way = scale * rest
    fall = float(rest @ way)
    for _ in range(_STEPS):
        if fall <= _ENOUGH**2 * len(shares):
            break
        bend = np.where(free, cost(way), 0)
        far = fall / max(float(way @ bend), 1e-20)
        shares = shares + far * way
        rest = rest - far * bend
        down = scale * rest
        before, fall = fall, float(rest @ down)
        way = down + fall / before * way
    return shares
