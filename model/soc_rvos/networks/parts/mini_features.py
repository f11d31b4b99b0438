"""What the small network sees and reads before the two meet, and noun evidence."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

EVIDENCE = 4
"""Maps that `class_evidence` gives."""
MOTION_CHANNELS = 3
# What stands out; how alike place and noun are; how much of it has the colours named, and whether
# any are; where a place lies.
EXTRAS = EVIDENCE + MOTION_CHANNELS + 1 + 1 + 2 + 2
"""Maps that `extra_maps` gives."""
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

    def __len__(self) -> int:
        return len(self.words)

    def each(self) -> list[MiniText]:
        """Return the features of each expression alone, sharing memory."""
        return [
            MiniText(*one)
            for one in zip(
                self.words.split(1),
                self.sentence.split(1),
                self.positions.split(1),
                self.padding.split(1),
                self.classes.split(1),
                self.noun.split(1),
                self.colours.split(1),
                strict=True,
            )
        ]


def class_evidence(logits: Tensor, classes: Tensor) -> Tensor:
    """Return [B, T, 4, h, w]: how much each place looks like the noun.

    `logits` is [C, T, 1000, h, w]; `classes` [B, 1000] in [0, 1], as many for each clip, clip by
    clip. The maps are the root of the probability of the noun's classes, the same over the most in
    the clip, the margin of its best class over the mean in deviations, and whether the noun has
    classes at all.
    """
    clips = len(logits)
    asked = classes.view(clips, -1, classes.shape[1])  # [C, E, 1000]
    # The backbone's maps are channels last, so this copies nothing; sums along the last axis, and
    # the deviation by its definition, take a fifth of the time.
    logits = logits.float().movedim(2, -1).contiguous()  # [C, T, h, w, 1000]
    chance = logits.softmax(-1)
    mass = torch.einsum("cthwk,cek->cethw", chance, asked).clamp(0, 1).sqrt().flatten(0, 1)
    most = mass.flatten(1).amax(1)[:, None, None, None]
    scaled = logits - logits.mean(-1, keepdim=True)
    deviation = (scaled.square().sum(-1) / (scaled.shape[-1] - 1)).sqrt() + 1e-3
    margins = []
    for row, weights in enumerate(classes):
        clip = row * clips // len(classes)
        asks = weights.device.type == "cpu"
        margins.append(best_margin(scaled[clip], deviation[clip, ..., None], weights, asks))
    margin = torch.stack(margins).clamp(-4, 12) / 4
    maps = torch.stack((mass, mass / (most + 1e-3), margin, torch.ones_like(mass)), dim=2)
    known = (classes.amax(1) > 0)[:, None, None, None, None]
    return maps * known


def best_margin(scaled: Tensor, deviation: Tensor, weights: Tensor, asks: bool) -> Tensor:
    """Return [T, h, w]: the margin of the noun's best class, any number where it has none.

    `scaled` is [T, h, w, 1000], `deviation` [T, h, w, 1], `weights` [1000] in [0, 1]. Who `asks`
    which classes count computes those alone, but has a graphics card finish all it was told first.
    """
    counted = weights > _CONSIDERED * weights.amax().clamp(min=1e-6)
    if asks and counted.any():
        among = counted.nonzero()[:, 0]
        scaled, weights, counted = (
            part.index_select(-1, among) for part in (scaled, weights, counted)
        )
    return (scaled / deviation + weights.where(counted, 0.0).log()).amax(-1)


def extra_maps(
    visual: MiniVisual, text: MiniText, evidence: Tensor, alike: Tensor, like: Tensor
) -> Tensor:
    """Return [B * T, 13, h, w]: noun, motion, saliency, colour, place at the size of `like`."""
    height, width = size = like.shape[-2:]
    if evidence.shape[-2:] != size:
        evidence = functional.interpolate(evidence, size=size, mode="bilinear")
    near = [
        functional.interpolate(part.flatten(0, 1), size=size, mode="area")
        for part in (visual.motion, visual.saliency)
    ]
    shares = torch.einsum("btchw,bc->bthw", visual.colours, text.colours).flatten(0, 1)
    coloured = functional.interpolate(shares[:, None], size=size, mode="area")
    named = text.colours.amax(1).repeat_interleave(len(evidence) // len(text.colours))
    named = named[:, None, None, None].expand_as(coloured)
    known = alike.sigmoid()
    if known.shape[-2:] != size:
        known = functional.interpolate(known, size=size, mode="area")
    rows = torch.linspace(-1, 1, height, device=evidence.device)[:, None].expand(-1, width)
    columns = torch.linspace(-1, 1, width, device=evidence.device).expand(height, -1)
    place = torch.stack((columns, rows)).expand(len(evidence), -1, -1, -1)
    return torch.cat((evidence, *near, known, coloured, named, place), dim=1)


def steadied(scores: Tensor) -> Tensor:
    """Return logits [B, T, Q, K] of the geometric mean of a frame's probability and its clip's.

    A frame in which the object is hard to see is carried by the others; one that surely does not
    show it stays without.
    """
    chance = functional.logsigmoid(scores)
    clip = scores.sigmoid().mean(1, keepdim=True).clamp(min=1e-6).log()
    both = ((chance + clip) / 2).clamp(max=-1e-6)
    return both - torch.log1p(-both.exp())
