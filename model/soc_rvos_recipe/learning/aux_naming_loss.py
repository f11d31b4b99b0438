"""Every thing in a clip is named, asked for or not: an auxiliary loss beside the expressions'.

One expression speaks of one thing; this speaks of all of them at once, so that places and nouns
come to be comparable after far fewer clips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.reader import SentenceReader

STRIDE = 16
NOTHING, IGNORED = -1, -2
_BACKGROUND = 0.3  # weight of places that show no thing, against those that do


@dataclass(frozen=True, slots=True)
class Names:
    """What lies where in C clips, and the N nouns that some of it is called.

    `things` int64 [C, T, H / 16, W / 16] numbers the batch's things, or is NOTHING or IGNORED;
    `called` float32 [things, N] is 1 for every noun that is right for a thing; `ids`, `present`
    int64 [N, M] and `concepts` [N, K] are the nouns.
    """

    things: Tensor
    called: Tensor
    ids: Tensor
    present: Tensor
    concepts: Tensor


def label_places(masks: NDArray[np.bool_], first: int, elsewhere: int) -> NDArray[np.int64]:
    """Return int64 [T, H / 16, W / 16]: which of `masks` [K, T, H, W] fills a place by half.

    The first mask has the number `first`; other places have `elsewhere`, those partly filled are
    ignored.
    """
    count, frames, height, width = masks.shape
    size = -(-width // STRIDE), -(-height // STRIDE)
    labels = np.full((frames, size[1], size[0]), elsewhere, dtype=np.int64)
    for number in range(count):
        for frame in range(frames):
            share = cv2.resize(
                masks[number, frame].astype(np.float32), size, interpolation=cv2.INTER_AREA
            )
            labels[frame][(share > 0.05) & (labels[frame] < 0)] = IGNORED
            labels[frame][share > 0.5] = first + number
    return labels


def make_names(
    things: Sequence[NDArray[np.int64]], words: Sequence[Sequence[str]], reader: SentenceReader
) -> Names:
    """Return the names of clips labelled `things`; `words` are the right nouns of every thing."""
    nouns = sorted({noun for own in words for noun in own}) or ["thing"]
    called = np.array([[noun in own for noun in nouns] for own in words], dtype=np.float32)
    ids, present = reader.pieces(nouns)
    return Names(
        torch.from_numpy(np.stack(things)),
        torch.from_numpy(called.reshape(-1, len(nouns))),
        ids,
        present,
        torch.tensor([_concepts(noun, reader.bridge) for noun in nouns]),
    )


def _concepts(noun: str, bridge: Bridge) -> list[float]:
    known = bridge.lookup(noun).concepts
    return [float(concept in known) for concept in bridge.concepts]


def naming_loss(likeness: Tensor, names: Names) -> Tensor:
    """Return the loss of `likeness` [C, T, N, h, w], logits that places are the nouns.

    Right and wrong nouns count the same at every place.
    """
    logits = likeness.movedim(2, -1).reshape(-1, likeness.shape[2]).float()
    things = names.things.reshape(-1)
    shown = things >= 0
    right = names.called[things[shown]]
    loss = functional.binary_cross_entropy_with_logits(logits[shown], right, reduction="none")
    right_mean = (loss * right).sum(1) / right.sum(1).clamp(min=1)
    wrong_mean = (loss * (1 - right)).sum(1) / (1 - right).sum(1).clamp(min=1)
    named = (right_mean + wrong_mean).sum() / max(int(shown.sum()), 1)
    nothing = functional.softplus(logits[things == NOTHING])
    return named + _BACKGROUND * nothing.sum() / max(nothing.numel(), 1)
