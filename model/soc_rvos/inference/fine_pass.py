"""The fine pass of full quality: what stands out on some frames, for the extent of an answer."""

from __future__ import annotations

import threading

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference import appearance
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.flow import along, between, small_grey
from soc_rvos.inference.preprocess import DEVIATION, MEAN
from soc_rvos.networks.u2net import SIDE, U2Net

Plane = NDArray[np.float32]

EVERY = 4
"""Frames of a window for one that is looked at; what stands out on the others is carried there."""
STANDING_OUT = 0.5
"""Mean of what stands out inside a mask from which it is a mask of that."""
COVERED = 0.25
"""Part of all that stands out which a mask has to cover: it would grow into other such things."""
WEIGHT = 8.0
"""Logits for a place that stands out for sure."""
_KEPT = 4  # clips whose answer is kept, for further expressions


class FinePass:
    """What stands out in clips, as U²-Net sees it; for several threads."""

    def __init__(self, network: U2Net, device: torch.device) -> None:
        self._precision = backbone_precision(device)
        self._network = network.to(device, self._precision)
        self._device = device
        self._lock = threading.Lock()
        self._known: list[tuple[NDArray[np.uint8], Plane]] = []

    def saliency(self, clip: NDArray[np.uint8]) -> Plane:
        """Return float32 [T, 320, 320] in [0, 1] of `clip`, RGB uint8 [T, H, W, 3].

        One frame of `EVERY` is looked at, in the middle of those that it is carried to.
        """
        with self._lock:
            for known, planes in self._known:
                if known is clip:
                    return planes
            planes = self._seen(clip)
            self._known = [*self._known[1 - _KEPT :], (clip, planes)]
            return planes

    def _seen(self, clip: NDArray[np.uint8]) -> Plane:
        count = len(clip)
        places = [min(count - 1, first + EVERY // 2) for first in range(0, count, EVERY)]
        with torch.inference_mode():
            looked = {place: self._look(clip[place]) for place in places}
        greys = [small_grey(frame) for frame in clip]
        planes = np.empty((count, SIDE, SIDE), dtype=np.float32)
        for place in range(count):
            near = min(places, key=lambda each: abs(each - place))
            planes[place] = looked[near]
            if near != place:
                flow = between(greys[place], greys[near])
                if flow.any():
                    height, width = greys[place].shape
                    wide = np.asarray(cv2.resize(looked[near], (width, height)), dtype=np.float32)
                    planes[place] = cv2.resize(along(wide, flow), (SIDE, SIDE))
        return planes

    def _look(self, frame: NDArray[np.uint8]) -> Plane:
        small = cv2.resize(frame, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
        small /= max(float(small.max()), 1e-6)
        picture = (small - np.array(MEAN, np.float32)) / np.array(DEVIATION, np.float32)
        batch = torch.from_numpy(picture).permute(2, 0, 1)[None].to(self._device, self._precision)
        logits = self._network(batch.contiguous(memory_format=torch.channels_last))
        seen = np.asarray(logits[0, 0].float().sigmoid().cpu().numpy(), dtype=np.float32)
        low, high = float(seen.min()), float(seen.max())
        return (seen - low) / max(high - low, 1e-6)


def finely_settled(
    logits: NDArray[np.float32], frames: NDArray[np.uint8], coarse: Plane, fine: Plane
) -> NDArray[np.float32]:
    """Return mask logits [N, T, h, w] leaning on what stands out, where that is the thing at all.

    In a picture of many things others may stand out: an answer that does not is settled on what
    the network itself takes to stand out, which says less of all things.

    Args:
        logits: float32 [N, T, h, w], mask logits of N answers; not changed.
        frames: uint8 [T, H, W, 3], RGB.
        coarse: float32 [T, h, w], -1 to 1, how much places stand out for the network itself.
        fine: float32 [T, h, w], 0 to 1, the same of the fine pass.
    """
    inside = logits > 0
    shares = (inside * fine).sum((1, 2, 3)) / np.maximum(inside.sum((1, 2, 3)), 1)
    covered = (inside * fine).sum((1, 2, 3)) / max(float(fine.sum()), 1e-6)
    standing_out = (shares >= STANDING_OUT) & (covered >= COVERED)
    settled = np.empty_like(logits, dtype=np.float32)
    for those, saliency, weight in (
        (standing_out, 2 * fine - 1, WEIGHT),
        (~standing_out, coarse, appearance.STANDING_OUT),
    ):
        if those.any():
            settled[those] = appearance.settle(logits[those], frames, saliency, weight)
    return settled
