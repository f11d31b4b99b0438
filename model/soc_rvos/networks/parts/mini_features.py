"""What the small network sees and reads before the two meet, and noun evidence."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

EVIDENCE = 4
"""Maps that `class_evidence` gives."""
_CONSIDERED = 0.2  # share of the best class's weight from which a class counts for the margin


@dataclass(frozen=True, slots=True)
class MiniVisual:
    """What does not depend on the words: B clips, T frames, C channels.

    Attributes:
        coarse: [B, T, C, h, w] at stride 32.
        middle: [B, T, C, h, w] at stride 16.
        lateral8, lateral4: [B, T, c, h, w] for the mask features at strides 8 and 4.
        logits: [B, T, 1000, h, w], ImageNet's classes at stride 32.
        saliency: [B, T, 1, h, w], logits at stride 4.
        motion: [B, T, 3, h, w] at stride 8.
        colours: [B, T, 11, h, w] at stride 8, the shares of the colours by name.
        naming: [B, T, 64, h, w] at stride 16, what each place is, to be compared with nouns.
    """

    coarse: Tensor
    middle: Tensor
    lateral8: Tensor
    lateral4: Tensor
    logits: Tensor
    saliency: Tensor
    motion: Tensor
    colours: Tensor
    naming: Tensor

    def __len__(self) -> int:
        return len(self.coarse)

    def _parts(self) -> tuple[Tensor, ...]:
        return (
            self.coarse,
            self.middle,
            self.lateral8,
            self.lateral4,
            self.logits,
            self.saliency,
            self.motion,
            self.colours,
            self.naming,
        )

    @property
    def bytes(self) -> int:
        """The memory they take."""
        return sum(part.nbytes for part in self._parts())

    def clip(self, number: int) -> MiniVisual:
        """Return the features of one clip alone, [1, ...], without a hold on the others."""
        return MiniVisual(*(part[number : number + 1].clone() for part in self._parts()))

    def repeat(self, count: int) -> MiniVisual:
        """Return every clip's features `count` times in a row, but for the logits."""
        return MiniVisual(
            *(
                part if part is self.logits else part.repeat_interleave(count, 0)
                for part in self._parts()
            )
        )


@dataclass(frozen=True, slots=True)
class MiniText:
    """B expressions of at most N words, C channels.

    `words` [B, N, C], `sentence` [B, C], `positions` [B, N, C], `padding` bool [B, N] as in
    `TextFeatures`, the last "word" being what the noun is in general; `classes` [B, 1000], how much
    each ImageNet class is the noun, 0 to 1; `noun` [B, 64], to be compared with places; `colours`
    [B, 11], 1 for those that are named.
    """

    words: Tensor
    sentence: Tensor
    positions: Tensor
    padding: Tensor
    classes: Tensor
    noun: Tensor
    colours: Tensor


def class_evidence(logits: Tensor, classes: Tensor) -> Tensor:
    """Return [B, T, 4, h, w]: how much each place looks like the noun.

    `logits` is [C, T, 1000, h, w]; `classes` [B, 1000] in [0, 1], as many for each clip, clip by
    clip. The maps are the root of the probability of the noun's classes, the same over the most in
    the clip, the margin of its best class over the mean in deviations, and whether the noun has
    classes at all.
    """
    clips = len(logits)
    asked = classes.view(clips, -1, classes.shape[1])  # [C, E, 1000]
    logits = logits.float()
    chance = logits.softmax(2)
    mass = torch.einsum("ctkhw,cek->cethw", chance, asked).clamp(0, 1).sqrt().flatten(0, 1)
    most = mass.flatten(1).amax(1)[:, None, None, None]
    deviation = logits.std(2, keepdim=True) + 1e-3
    scaled = (logits - logits.mean(2, keepdim=True)) / deviation
    margins = []
    for row, weights in enumerate(classes):
        among = (weights > _CONSIDERED * weights.amax().clamp(min=1e-6)).nonzero()[:, 0]
        if len(among) == 0:
            margins.append(torch.zeros_like(mass[0]))
            continue
        own = scaled[row * clips // len(classes)].index_select(1, among)
        margins.append((own + weights[among].log()[:, None, None]).amax(1))
    margin = torch.stack(margins).clamp(-4, 12) / 4
    maps = torch.stack((mass, mass / (most + 1e-3), margin, torch.ones_like(mass)), dim=2)
    known = (classes.amax(1) > 0)[:, None, None, None, None]
    return maps * known
