"""Training steps' worth of made clips and sentences, each fixed by its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import Dataset

from soc_rvos.inference.preprocess import normalise
from soc_rvos.training.attributes import attributes
from soc_rvos.training.matcher import Targets, stack_targets
from soc_rvos.training.scenes import MadeClip, World, make_clip
from soc_rvos.training.sentences import Sentence, sample_sentence
from soc_rvos.training.words import build_tokenizer

_ABOUT_SHAPE = ("shape", "colour+shape")
_TRIES = 12  # sentences drawn until one is about the shape


@dataclass(frozen=True, slots=True)
class Batch:
    """Clips and sentences: C clips, B sentences (the same number for each clip, clip by clip).

    `frames` [C, T, 3, H, W], normalised; `ids`, `present` int64 [B, N]; `targets` of B sentences;
    `labels` uint8 [C, T, H, W] and `attributes` int64 [C, objects, 2] say what every object is.
    """

    frames: Tensor
    ids: Tensor
    present: Tensor
    targets: Targets
    labels: Tensor
    attributes: Tensor


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What a step is made of.

    `sizes` are heights and widths in pixels, one of which a step takes; `absent_share` of the
    sentences are true of nothing, `shape_share` are drawn until the shape decides; `solid_share`
    of the clips show solids on a table, the others flat shapes.
    """

    clips: int = 2
    sentences: int = 3
    frames: int = 8
    sizes: tuple[tuple[int, int], ...] = ((80, 144), (96, 144), (96, 128), (80, 128), (112, 80))
    absent_share: float = 0.2
    shape_share: float = 0.0
    solid_share: float = 0.5


class Batches(Dataset[Any]):
    """The batch of every step: number `k` is the same on every machine and in every run."""

    def __init__(self, settings: BatchSettings, seed: int) -> None:
        self.settings = settings
        self.seed = seed
        self.tokenizer = build_tokenizer()

    def __getitem__(self, number: int) -> Batch:
        """Make the batch of step `number`."""
        settings = self.settings
        rng = np.random.default_rng((self.seed, number))
        height, width = settings.sizes[rng.integers(len(settings.sizes))]
        frames, texts, targets, labels, table = [], [], [], [], []
        for _ in range(settings.clips):
            world: World = "solid" if rng.random() < settings.solid_share else "flat"
            clip = make_clip(rng, height, width, settings.frames, world=world)
            frames.append(normalise(torch.from_numpy(clip.frames)))
            labels.append(torch.from_numpy(clip.labels))
            table.append(attributes(clip))
            for _ in range(settings.sentences):
                sentence, index = self.sentence(rng, clip)
                texts.append(sentence.text)
                targets.append(None if index is None else clip.target(index))
        ids, present = encode(self.tokenizer, texts)
        stacked = stack_targets(targets, settings.frames, height, width)
        return Batch(
            torch.stack(frames), ids, present, stacked, torch.stack(labels), torch.stack(table)
        )

    def sentence(self, rng: np.random.Generator, clip: MadeClip) -> tuple[Sentence, int | None]:
        """Draw a sentence; with a chance of `shape_share` one in which the shape decides."""
        about_shape = rng.random() < self.settings.shape_share
        for _ in range(_TRIES):
            sentence, index = sample_sentence(rng, clip, self.settings.absent_share)
            if not about_shape or (sentence.decisive and sentence.kind in _ABOUT_SHAPE):
                break
        return sentence, index


def encode(tokenizer: Tokenizer, texts: list[str]) -> tuple[Tensor, Tensor]:
    """Return ids and presence of `texts`, int64 [B, N], padded to the longest."""
    encoded = tokenizer.encode_batch(texts)
    ids = torch.tensor([one.ids for one in encoded])
    return ids, torch.tensor([one.attention_mask for one in encoded])
