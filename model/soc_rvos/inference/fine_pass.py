"""The fine pass: what stands out on some frames, for the extent of an answer."""

from __future__ import annotations

import threading

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference import appearance
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.flow import along, between
from soc_rvos.inference.key_frames import KeyFrames, Planes
from soc_rvos.inference.preprocess import DEVIATION, MEAN
from soc_rvos.networks.u2net import SIDE, U2Net

Plane = NDArray[np.float32]

STANDING_OUT = 0.5
"""Mean of what stands out inside a mask from which it is a mask of that."""
COVERED = 0.25
"""Part of all that stands out which a mask has to cover: it would grow into other such things."""
WEIGHT = 8.0
"""Logits for a place that stands out for sure."""
_APART = 4.0  # below zero, the logits of what stands out by itself


class FinePass:
    """What stands out in clips, as U²-Net sees it; for several threads."""

    def __init__(self, network: U2Net, device: torch.device) -> None:
        self._precision = backbone_precision(device)
        # As the pictures are: else each convolution would turn its filters round again.
        self._network = network.to(device, self._precision)
        for filters in self._network.parameters():
            if filters.ndim == 4:
                filters.data = filters.data.contiguous(memory_format=torch.channels_last)
        self._device = device
        self._lock = threading.Lock()
        self._last: tuple[NDArray[np.uint8] | None, Planes] = None, np.zeros((0, 0, 0), np.uint8)

    def of_clip(self, clip: NDArray[np.uint8]) -> Planes:
        """Return what `saliency` does of a clip by itself; it is known for the next sentence."""
        last, planes = self._last
        if last is not clip:
            planes = self.saliency(KeyFrames.of_clip(clip))
            self._last = clip, planes
        return planes

    def saliency(self, clip: KeyFrames) -> Planes:
        """Return uint8 [T, 320, 320] of `clip`, 255 where something stands out for sure.

        Only its key frames are looked at.
        """
        return clip.known(lambda: self._carried(clip))

    def _carried(self, clip: KeyFrames) -> Planes:
        with self._lock:
            for number in clip.looked:
                if number not in clip.seen:
                    clip.seen[number] = self.look(clip.frames[number])
        planes = np.empty((len(clip.numbers), SIDE, SIDE), dtype=np.uint8)
        for place, number in enumerate(clip.numbers):
            near = min(clip.looked, key=lambda each: abs(each - number))
            plane, grey = clip.seen[near], clip.greys[number]
            flow = between(grey, clip.greys[near])
            if flow.any():
                wide = np.asarray(cv2.resize(plane, grey.shape[::-1]), dtype=np.float32)
                plane = np.asarray(cv2.resize(along(wide, flow), (SIDE, SIDE)), dtype=np.float32)
            planes[place] = np.rint(255 * plane)
        return planes

    @torch.inference_mode()
    def look(self, frame: NDArray[np.uint8]) -> Plane:
        """Return float32 [320, 320], 1 where something stands out most in an RGB picture uint8
        [H, W, 3], 0 where least."""
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
    for number in np.flatnonzero(standing_out):
        for plane, own in zip(settled[number], inside[number], strict=True):
            _keep_touched(plane, own)
    return settled


def _keep_touched(plane: NDArray[np.float32], own: NDArray[np.bool_]) -> None:
    """Take pieces of a mask's `plane` away that the network's `own` mask, [h, w], does not touch:
    what stands out beside the thing is another one."""
    _, labels = cv2.connectedComponents((plane > 0).astype(np.uint8))
    touched = np.union1d(labels[own], [0])
    apart = ~np.isin(labels, touched)
    plane[apart] = np.minimum(plane[apart], -_APART)
