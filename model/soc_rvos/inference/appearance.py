"""Masks settled by colour: what the object looks like in this clip, learned from its own mask.

Rother, Kolmogorov and Blake (GrabCut, 2004) fit colours to inside and outside and cut again; here
the colours are histograms over all frames of the window, and they only lean on the logits.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_ROUNDS = 2
_COLOUR = 4.0
"""Logits for each nat by which a colour is likelier inside than outside."""
STANDING_OUT = 3.0
"""Logits for a place that stands out for sure."""
_BINS = (12, 16, 16)  # lightness, green to red, blue to yellow
_SMALLEST = 2e-5  # share of a colour below which it counts as not seen
_LEAST_LIKELY = 3.0  # nats beyond which a colour says no more
_NEAR = 0.1  # of the longer side: how far from the mask anything may be added or compared
_COLOURED = 0.25
"""Share of the named colour from which a piece of a mask has it."""
_LACKING = 1 / 3
"""Of the share of the most coloured piece; what has less is another thing."""
_A_PIECE = (
    0.002  # share of the frame below which a piece says nothing of what the object looks like
)
_SURE = 30.0  # logits beyond which nothing changes, and exponentials overflow


def settle(
    logits: NDArray[np.float32],
    frames: NDArray[np.uint8],
    saliency: NDArray[np.float32],
    weight: float = STANDING_OUT,
) -> NDArray[np.float32]:
    """Return mask logits, leaning on colour and on what stands out, float32 [N, T, h, w].

    Args:
        logits: float32 [N, T, h, w], mask logits of N answers.
        frames: uint8 [T, H, W, 3], RGB.
        saliency: float32 [T, h, w], -1 to 1, how much each place stands out.
        weight: logits for a place that stands out for sure.

    Pixels are added near the mask only: a likeness far away is another thing.
    """
    height, width = logits.shape[2:]
    colours = _colours(frames, height, width)
    reach = max(1, round(_NEAR * max(height, width)))
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    settled = np.empty_like(logits, dtype=np.float32)
    for number, own in enumerate(logits):
        now = own
        for _ in range(_ROUNDS):
            inside = 1 / (1 + np.exp(-now.clip(-_SURE, _SURE)))
            near = np.stack([cv2.dilate((plane > 0).astype(np.uint8), around) > 0 for plane in now])
            said = _COLOUR * _likelihood(colours, inside, near) + weight * saliency
            now = own + np.where(near, said, np.minimum(said, 0))
        settled[number] = now
    return settled


def keep_coloured(logits: NDArray[np.float32], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return mask logits without the pieces of masks that lack the colour that was named.

    Args:
        logits: float32 [N, T, h, w], mask logits of N answers; not changed.
        shares: float32 [T, h', w'], how much of each place has the colour, 0 to 1.

    A piece is dropped where another piece of the same answer, in any of the frames, has the colour
    much more. Where none has it, the word is not taken at its letter.
    """
    height, width = logits.shape[2:]
    planes = [
        cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA)
        if plane.shape[0] > height
        else cv2.resize(plane, (width, height))
        for plane in shares
    ]
    kept = logits.copy()
    for own in kept:
        pieces: list[tuple[int, NDArray[np.bool_], float]] = []
        for time, plane in enumerate(own):
            count, labels = cv2.connectedComponents((plane > 0).astype(np.uint8))
            for number in range(1, count):
                piece = np.asarray(labels == number)
                pieces.append((time, piece, float(planes[time][piece].mean())))
        large = [share for _, piece, share in pieces if piece.mean() >= _A_PIECE]
        most = max(large, default=0.0)
        if most < _COLOURED:
            continue
        for time, piece, share in pieces:
            if share < _LACKING * most:
                own[time][piece] = np.minimum(own[time][piece], -_COLOUR)
    return kept


def _colours(frames: NDArray[np.uint8], height: int, width: int) -> NDArray[np.intp]:
    """Return the number of the colour of every place, [T, height, width]."""
    small = [cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA) for frame in frames]
    lab = np.stack([cv2.cvtColor(frame, cv2.COLOR_RGB2LAB) for frame in small]).astype(np.float32)
    lightness, red, yellow = _BINS
    # Few colours are far from grey, so the bins divide the middle half of both axes.
    bins = np.stack(
        (
            lab[..., 0] * (lightness / 256),
            (lab[..., 1] - 128) * (red / 128) + red / 2,
            (lab[..., 2] - 128) * (yellow / 128) + yellow / 2,
        )
    )
    first, second, third = (
        part.clip(0, count - 1).astype(np.intp) for part, count in zip(bins, _BINS, strict=True)
    )
    return np.asarray((first * red + second) * yellow + third)


def _likelihood(
    colours: NDArray[np.intp], inside: NDArray[np.float32], near: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Return nats [T, h, w]: how much likelier each place's colour is inside than just outside."""
    shares = []
    for weights in (inside**2, (1 - inside) ** 2 * near):
        counts = np.bincount(colours.ravel(), weights.ravel(), int(np.prod(_BINS))).astype(
            np.float64
        )
        spread = _spread(counts.reshape(_BINS))
        shares.append(spread / max(float(spread.sum()), 1e-9) + _SMALLEST)
    nats = np.log(shares[0] / shares[1]).clip(-_LEAST_LIKELY, _LEAST_LIKELY)
    planes = nats.astype(np.float32).ravel()[colours]
    return np.stack([cv2.GaussianBlur(plane, (0, 0), 1.0) for plane in planes])


def _spread(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `counts` with each colour counting for those next to it, too."""
    kernel = cv2.getGaussianKernel(7, 1.0)
    flat = cv2.sepFilter2D(
        counts.reshape(counts.shape[0], -1),
        -1,
        np.ones((1, 1)),
        kernel,
        borderType=cv2.BORDER_REFLECT,
    ).reshape(counts.shape)
    planes = [
        cv2.sepFilter2D(plane, -1, kernel, kernel, borderType=cv2.BORDER_REFLECT) for plane in flat
    ]
    return np.stack(planes)
