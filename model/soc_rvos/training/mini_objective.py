"""Fine-tuning of networks of the kind that ships: batches of what the frozen parts saw, and losses.

What frames say is computed once and kept: a CPU then learns in minutes.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.inference.colour_maps import colour_maps
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.motion import motion_maps
from soc_rvos.inference.preprocess import normalise
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.parts.mini_features import MiniVisual
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.losses import WEIGHTS, counts_of, level_outputs, losses
from soc_rvos.training.matcher import Targets
from soc_rvos.training.samples import TrainingSample
from soc_rvos.training.score_loss import score_loss
from soc_rvos.training.targets import targets_of

LEARNING = (
    *("word_projection", "concept_projection", "sentence_projection", "extras_", "level_codes"),
    *("time_codes", "reading", "pixels_to_words", "grounding", "grounded", "query_", "decoding"),
    *("cluster", "class_heads", "box_head", "kernel_head", "decode", "narrow", "last"),
)
"""How the names of the weights begin that learn: words, fusion and heads, not what sees frames."""
_MOST = 2**31  # bytes
_SCORE, _GROUNDING = 4.0, 2.0  # weights of losses, as the recipe of the shipped network has them


@dataclass(frozen=True, slots=True)
class MiniBatch:
    """B expressions, each about a clip of its own: what frames and words are, and the targets.

    `visual` is of B clips; `words` what `SocMini.encode_text` takes.
    """

    visual: MiniVisual
    words: tuple[Tensor, ...]
    targets: Targets

    def to(self, device: torch.device) -> MiniBatch:
        """Return the same on `device`, in float32."""
        parts = (getattr(self.visual, each.name) for each in fields(MiniVisual))
        return MiniBatch(
            MiniVisual(*(part.to(device, torch.float32) for part in parts)),
            tuple(part.to(device) for part in self.words),
            self.targets.to(device),
        )


class MiniMaker:
    """Makes batches of samples of one size and length.

    What frames say is kept by their pixels, as much of it as two gigabytes hold.
    """

    def __init__(self, network: SocMini, reader: SentenceReader) -> None:
        """`network` sees frames as it is now: its parts that do must not learn."""
        self._network = network
        self._reader = reader
        self._kept: dict[int, MiniVisual] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, samples: Sequence[TrainingSample]) -> MiniBatch:
        """Return the batch of `samples`."""
        seen = [self._seen(each.frames) for each in samples]
        visual = MiniVisual(
            *(torch.cat([getattr(each, part.name) for each in seen]) for part in fields(MiniVisual))
        )
        masks = np.stack([each.masks for each in samples])
        present = np.array([each.present for each in samples])
        words = self._reader.read([each.sentence for each in samples])
        return MiniBatch(visual, words.parts(), targets_of(masks, present))

    def _seen(self, frames: NDArray[np.uint8]) -> MiniVisual:
        key = hash((frames.shape, frames.tobytes()))
        with self._lock:
            if key in self._kept:
                return self._kept[key]
            seen = self._look(frames)
            if self._bytes < _MOST:
                self._kept[key] = seen
                self._bytes += sum(getattr(seen, each.name).nbytes for each in fields(MiniVisual))
            return seen

    @torch.no_grad()
    def _look(self, frames: NDArray[np.uint8]) -> MiniVisual:
        """Return what the network sees in a clip, kept in half precision."""
        device = next(self._network.parameters()).device
        precision = backbone_precision(device)
        with torch.autocast(device.type, precision, enabled=precision != torch.float32):
            seen = self._network.encode_frames(
                normalise(torch.from_numpy(frames)[None].to(device)),
                torch.from_numpy(motion_maps(frames))[None].to(device),
                torch.from_numpy(colour_maps(frames))[None].to(device),
            )
        parts = (getattr(seen, each.name) for each in fields(MiniVisual))
        return MiniVisual(*(part.to("cpu", torch.float16) for part in parts))


class MiniObjective:
    """The losses of a network of the kind that ships, as its recipe weighs them."""

    def counts(self, batch: MiniBatch) -> Tensor:
        """See `trainer.Objective`."""
        return counts_of(batch.targets)

    def losses(self, network: SocMini, batch: MiniBatch, counts: Tensor) -> dict[str, Tensor]:
        """See `trainer.Objective`."""
        device = next(network.parameters()).device
        precision = backbone_precision(device)
        with torch.autocast(device.type, precision, enabled=precision != torch.float32):
            answers, where = network.ground(batch.visual, network.encode_text(*batch.words))
        outputs, sentence = level_outputs(answers)
        named = losses(outputs, sentence, batch.targets, full_size=False, counts=counts)
        named["score"] = score_loss(
            [(level.scores, level.masks) for level in answers.levels], batch.targets
        )
        named["grounding"] = grounding_loss(where.float(), batch.targets)
        total = named["total"] - WEIGHTS["class"] * named["class"]
        named["total"] = total + _SCORE * named["score"] + _GROUNDING * named["grounding"]
        return named


def grounding_loss(where: Tensor, targets: Targets) -> Tensor:
    """Return the loss of `where` [B, T, 1, h, w], logits of where the object is; none if absent."""
    masks = targets.masks * targets.present[:, None, None, None]
    wanted = functional.interpolate(masks, size=where.shape[-2:], mode="area").flatten(0, 1)
    logits = where[:, :, 0].flatten(0, 1)
    even = functional.binary_cross_entropy_with_logits(logits, wanted)
    chance = logits.sigmoid()
    shared = (chance * wanted).sum((1, 2))
    dice = 1 - (2 * shared + 1) / (chance.sum((1, 2)) + wanted.sum((1, 2)) + 1)
    return even + dice.mean()
