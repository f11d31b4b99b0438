"""Doubts an answer that looks like something else than what was asked for.

Nothing here is learned: what the backbone's classifier, the naming and the colours say inside of a
mask is compared with the words. A doubted answer keeps its mask and its place among the candidates,
with a smaller score.
"""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.language.bridge import CLASSES, Bridge
from soc_rvos.language.classed import is_classed
from soc_rvos.language.colour_words import demanded
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.meanings import THINGS_TOO
from soc_rvos.language.reader import SentenceReader
from soc_rvos.language.wording import Wording
from soc_rvos.networks.mini_encoders import MiniEncoders
from soc_rvos.networks.parts.constants import constant
from soc_rvos.networks.parts.mini_features import MiniVisual

DOUBTED = 0.3
"""What the score of a doubted answer is multiplied by."""
_ANIMAL = 0.45
"""Share of animals among the classes inside a mask from which it is no person."""
_NO_ANIMAL = 0.5
"""The same, below which it is no animal."""
_PERSON = 1.5
"""Logits by which an animal's mask looks more like a person, to be one, unless the animal's own
class is the likeliest."""
_COLOUR = 0.05
"""Share of a mask that a colour which was named covers at least."""
_DENIED = 0.15
"""Share of a mask that a colour which was denied covers at most."""
_RARE = -12.0
"""Logits of the noun's best class over the best other, below which it is another thing."""
_NAMED = 1.0
"""Logits by which another noun fits better, besides."""
_UNLIKE = -3.0
"""The same, below which the score of a noun that is a class by itself begins to fall."""
_FALLING = 0.25
"""How fast: the logarithm of the factor, for a logit."""
_LEAST = 0.1
"""The smallest such factor."""
_UNNAMED, _SINKING = 1.0, 0.5
"""Logits by which another noun fits better than one without a class, from which its score falls,
and how fast: the logarithm of the factor, for a logit."""
_SMALLEST = 0.5
"""Places of the classifier that a mask covers, below which they show what is around it."""
_RIDDEN = re.compile(
    r"\b(?:on|riding|pushing|driving|steering)\s+(?:a|an|the|his|her|its|their)\s+"
    r"(?P<what>[^,]+)$"
)
_BEINGS = ("person", "animal")
_CARRYING = ("vehicle", "animal", "seat")
_OTHERS = (
    *("person", "dog", "cat", "horse", "cow", "sheep", "goat", "elephant", "bear", "bird", "swan"),
    *("duck", "fish", "car", "bus", "truck", "train", "motorcycle", "bicycle", "boat", "airplane"),
    *("chair", "table", "flower", "building"),
)


class LookAlikes:
    """What is known of things that are taken for each other; `reader` is the network's."""

    def __init__(self, network: MiniEncoders, reader: SentenceReader) -> None:
        self._network = network
        self._reader = reader

    @property
    def _bridge(self) -> Bridge:
        return self._reader.bridge

    def factors(self, wording: Wording, visual: MiniVisual, masks: Tensor) -> Tensor:
        """Return [Q], what the probabilities of answers to `wording` are to be multiplied by.

        `visual` is of one clip of T frames; `masks` bool [T, Q, h, w].
        """
        sentence = wording.sentence
        head = self._bridge.head_noun(sentence)
        if head is None or not head.known:
            return torch.ones(masks.shape[1], device=masks.device)
        doubts = (
            self._other_kind(head, visual, masks)
            | self._other_colour(wording, head, visual, masks)
            | self._lacks(sentence, head, visual, masks)
        )
        likely = self._likeness(head, visual, masks) * self._named_best(head, visual, masks)
        return likely.clamp(max=torch.where(doubts, DOUBTED, 1.0))

    def _other_kind(self, head: HeadNoun, visual: MiniVisual, masks: Tensor) -> Tensor:
        """Return bool [Q]: a person that is an animal, an animal that is none, another kind."""
        known = self._bridge.lookup(head.noun)
        logits = _pooled(visual.logits[0].float(), masks)  # [Q, 1000]
        animal = _of(logits.softmax(1), self._animals).sum(1)
        if "person" in known.concepts:  # a boxer may be either
            return (animal > _ANIMAL) & ("animal" not in known.concepts)
        nouns = (head.noun, *_OTHERS)
        named = _pooled(self._alike(nouns, visual), masks)  # [Q, 1 + 25]
        doubts = torch.zeros_like(animal, dtype=torch.bool)
        margin = self._margin(head.noun, logits)
        if "animal" in known.concepts and head.noun not in THINGS_TOO:
            person = named[:, 1 + _OTHERS.index("person")]
            is_person = (person - named[:, 0] > _PERSON) & (margin <= 0)
            doubts = (animal < _NO_ANIMAL) | is_person
        if head.noun != "animal":
            doubts |= (margin < _RARE) & (named[:, 1:].amax(1) - named[:, 0] > _NAMED)
        return doubts

    def _likeness(self, head: HeadNoun, visual: MiniVisual, masks: Tensor) -> Tensor:
        """Return [Q], at most 1: the less, the more other classes are likelier than the noun's own.

        Only of nouns that classes are called by, and where a mask is large enough to be classified.
        """
        if not is_classed(head.noun, self._bridge):
            return torch.ones(masks.shape[1], device=masks.device)
        margin = self._margin(head.noun, _pooled(visual.logits[0].float(), masks))
        factors = (_FALLING * (margin - _UNLIKE)).exp().clamp(_LEAST, 1.0)
        height, width = visual.logits.shape[-2:]
        places = masks.float().mean((2, 3)).amax(0) * (height * width)
        return torch.where(places < _SMALLEST, 1.0, factors)

    def _named_best(self, head: HeadNoun, visual: MiniVisual, masks: Tensor) -> Tensor:
        """Return [Q], at most 1: the less, the better another noun fits than one without a class.

        Nothing else contradicts such a noun; those of people and animals have classes to do so.
        """
        known = self._bridge.lookup(head.noun)
        has_classes = self._bridge.class_weights(head.noun).any()
        if has_classes or any(each in _BEINGS for each in known.concepts):
            return torch.ones(masks.shape[1], device=masks.device)
        named = _pooled(self._alike((head.noun, *_OTHERS), visual), masks)
        better = named[:, 1:].amax(1) - named[:, 0] - _UNNAMED
        return (-_SINKING * better).exp().clamp(_LEAST, 1.0)

    def _margin(self, noun: str, logits: Tensor) -> Tensor:
        """Return [Q]: logits [Q, 1000] of the noun's best class over the best other, 0 if none."""
        own = self._bridge.class_weights(noun) > 0
        if not own.any():
            return torch.zeros_like(logits[:, 0])
        return _of(logits, own).amax(1) - _of(logits, ~own).amax(1)

    def _other_colour(
        self, wording: Wording, head: HeadNoun, visual: MiniVisual, masks: Tensor
    ) -> Tensor:
        """Return bool [Q]: a colour that was named is nowhere on it, or one that was denied is."""
        doubts = torch.zeros(masks.shape[1], dtype=torch.bool, device=masks.device)
        wanted = demanded(wording.sentence, head)
        if not wanted and not wording.denied.any():
            return doubts
        shares = _pooled(visual.colours[0].float(), masks)  # [Q, 11]
        if wanted:  # of several colours one may cover little: "the blue and red train"
            doubts |= _of(shares, np.any(wanted, axis=0)).sum(1) < _COLOUR
        return doubts | (_of(shares, wording.denied).sum(1) > _DENIED)

    def _lacks(self, sentence: str, head: HeadNoun, visual: MiniVisual, masks: Tensor) -> Tensor:
        """Return bool [Q]: what it is said to ride or push is not at it."""
        found = _RIDDEN.search(sentence, head.stop)
        other = None if found is None else self._bridge.head_noun(f"the {found['what']}")
        if other is None or not self._bridge.is_any(other.noun, *_CARRYING):
            return torch.zeros(masks.shape[1], dtype=torch.bool, device=masks.device)
        alike = self._alike((other.noun,), visual)[:, 0]  # [T, h, w]
        near = functional.adaptive_max_pool2d(masks.float(), alike.shape[-2:])
        near = functional.max_pool2d(near, 3, 1, 1) > 0  # [T, Q, h, w]
        values = alike[:, None].where(near, torch.nan).transpose(0, 1).flatten(1)
        return torch.nanquantile(values, 0.95, dim=1) < 0  # without any it is no number

    def _alike(self, nouns: tuple[str, ...], visual: MiniVisual) -> Tensor:
        """Return logits [T, N, h, w] that places are the nouns."""
        if len(self._vectors) > 1000:
            self._vectors.clear()
        if unread := [noun for noun in dict.fromkeys(nouns) if noun not in self._vectors]:
            self._vectors.update(zip(unread, self._read(unread), strict=True))
        vectors = torch.stack([self._vectors[noun] for noun in nouns])
        return self._network.likeness(visual.naming, vectors[None])[0]

    def _read(self, nouns: list[str]) -> Tensor:
        """Return [N, 64], `nouns` read together: one by one takes several times as long."""
        device = self._network.name_scale.device
        ids, present = self._reader.pieces(nouns)
        known = [self._bridge.lookup(noun).concepts for noun in nouns]
        concepts = torch.tensor(
            [[float(each in of) for each in self._bridge.concepts] for of in known]
        )
        return self._network.read_nouns(ids.to(device), present.to(device), concepts.to(device))

    @cached_property
    def _vectors(self) -> dict[str, Tensor]:
        return {}

    @cached_property
    def _animals(self) -> NDArray[np.bool_]:
        """The classes that are animals, bool [1000]."""
        weights = self._bridge.class_weights("animal")
        assert len(weights) == CLASSES
        return weights > 0


def _of(values: Tensor, which: NDArray[np.bool_]) -> Tensor:
    """Return the columns of `values` [Q, C] that `which` [C] says, [Q, c]; no device is asked."""
    numbers = constant(tuple(np.flatnonzero(which).tolist()), values.device, torch.int64)
    return values.index_select(1, numbers)


def _pooled(maps: Tensor, masks: Tensor) -> Tensor:
    """Return [Q, C]: the mean of `maps` [T, C, h, w] inside of `masks` bool [T, Q, H, W]."""
    height, width = maps.shape[-2:]
    shares = functional.adaptive_avg_pool2d(masks.float(), (height, width))
    sums = torch.einsum("tqhw,tchw->qc", shares, maps)
    return sums / shares.sum((0, 2, 3))[:, None].clamp(min=1e-6)
