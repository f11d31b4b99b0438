"""What something in a frame looks like, by the classes that the backbone was taught."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.inference.preprocess import resize
from soc_rvos.language.bridge import CLASSES, Bridge

_SURE = 0.6
_WIDE = ("animal", "vehicle", "furniture")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What something looks most like: a wide word ("animal"), and how likely that is, 0 to 1."""

    noun: str
    chance: float


def looks_like(
    predictor: NetworkPredictor, frame: NDArray[np.uint8], mask: NDArray[np.bool_]
) -> Likeness | None:
    """Return what the thing at `mask` looks like; None where that cannot be said for sure.

    Only general words are offered: the classes are often wrong (they take a goat for a terrier),
    and none of them is a person. It takes as long as encoding one frame.

    Args:
        predictor: of a network that knows nouns; others say nothing.
        frame: uint8 [H, W, 3], RGB.
        mask: bool of the same shape, of any size.
    """
    vocabulary = predictor.vocabulary
    if vocabulary is None or not mask.any():
        return None
    clip = resize(frame, predictor.frame_size(*frame.shape[:2]))[None]
    with torch.inference_mode():
        logits = predictor.engine.encode_frames([clip]).logits[0, 0].float().cpu().numpy()
    height, width = logits.shape[1:]
    shares = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    pooled = (logits * shares).sum(axis=(1, 2)) / max(float(shares.sum()), 1e-6)
    chances = np.exp(pooled - pooled.max())
    chances /= chances.sum()
    found = [
        Likeness(noun, float(chances[_classes_of(vocabulary.bridge, noun)].sum())) for noun in _WIDE
    ]
    best = max(found, key=lambda each: each.chance)
    return best if best.chance >= _SURE else None


def _classes_of(bridge: Bridge, concept: str) -> NDArray[np.int64]:
    """Return the classes whose nouns belong to a concept."""
    return np.array(
        [
            number
            for number in range(CLASSES)
            if concept in bridge.lookup(bridge.class_names[number]).concepts
        ],
        dtype=np.int64,
    )
