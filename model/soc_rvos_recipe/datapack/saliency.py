"""What stands out in a picture, as U²-Net sees it: the teacher of masks for real photographs."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference.fine_pass import FinePass
from soc_rvos_recipe.datapack.pictures import read_picture, write_grey
from soc_rvos_recipe.pretrained.u2net import read_u2net


class Teacher:
    """Saliency of pictures, kept in a folder so that each is looked at once."""

    def __init__(self, weights: Path, kept: Path) -> None:
        """`weights` is U²-Net in ONNX; it is opened when the first picture is not in `kept` yet."""
        self._weights = weights
        self._kept = kept
        self._network: FinePass | None = None

    def saliency(self, picture: NDArray[np.uint8], name: str) -> NDArray[np.uint8]:
        """Return how much each pixel of an RGB picture stands out, uint8 of the picture's size;
        `name` identifies the picture."""
        path = self._kept / f"{name}.png"
        if not path.exists():
            write_grey(path, self._look(picture))
        height, width = picture.shape[:2]
        small = read_picture(path, "L")
        return np.asarray(
            cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
        )

    def _look(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self._network is None:
            self._network = FinePass(read_u2net(self._weights), torch.device("cpu"))
        return np.asarray(np.rint(self._network.look(picture) * 255), dtype=np.uint8)


def largest_piece(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the largest connected piece of a mask, bool [H, W]; the mask itself if it is empty."""
    count, pieces, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return mask
    largest = 1 + int(np.argmax(statistics[1:, cv2.CC_STAT_AREA]))
    return np.asarray(pieces == largest, dtype=np.bool_)


def cut_out(picture: NDArray[np.uint8], saliency: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the largest salient piece as RGBA uint8 [H, W, 4], with a soft edge."""
    solid = largest_piece(saliency > 127)
    reach = cv2.dilate(solid.astype(np.uint8), np.ones((5, 5), dtype=np.uint8)) > 0
    alpha = np.clip((saliency.astype(np.float32) - 102) * (255 / 76), 0, 255) * reach
    return np.dstack([picture, np.rint(alpha).astype(np.uint8)])
