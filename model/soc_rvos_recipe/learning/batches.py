"""Training steps' worth of made clips and expressions, each fixed by its number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from soc_rvos.inference.colour_maps import colour_maps
from soc_rvos.inference.motion import motion_maps
from soc_rvos.inference.preprocess import normalise
from soc_rvos.language.bridge import Bridge
from soc_rvos.language.reader import SentenceReader, TokenisedExpressions
from soc_rvos.networks.parts.efficientnet_lite import CLASSES
from soc_rvos.training.matcher import Targets
from soc_rvos.training.targets import targets_of
from soc_rvos_recipe.clips.clip import Clip
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import load_pack
from soc_rvos_recipe.datapack.photographs import FOLDER
from soc_rvos_recipe.learning.aux_naming_loss import (
    IGNORED,
    NOTHING,
    Names,
    label_places,
    make_names,
)
from soc_rvos_recipe.sentences.grammar import Reference, make_references

_CLASS_STRIDE = 32
_HIDDEN_NOUNS = 0.25  # share of expressions whose noun is read from classes and concepts alone
_SURE = 0.6  # weight from which a class is one of the noun's own
_COLOUR_BLIND = 0.5  # share of expressions whose colours are not told beside the words
_HINTED = 0.7  # share of things that are hinted at
_HINTED_REAL = 0.15  # the same of photographs, which the backbone knows by itself
_STRONGEST = 7.0  # logits
_PHOTOGRAPH = 256  # pixels of a side
_OF_THINGS = 0.8  # share of photographs that are of things, not of places


@dataclass(frozen=True, slots=True)
class Batch:
    """C clips of T frames, and B expressions, the same number for each clip, clip by clip.

    `frames` [C, T, 3, H, W], normalised; `motion` [C, T, 3, H / 8, W / 8] and `colours` [C, T,
    11, H / 8, W / 8] as the network takes them; `hints` [C, T, 1000, H / 32, W / 32] to add to the
    backbone's logits; `tokens`, the expressions; `names` of everything shown; `targets` of B
    expressions, at a quarter of the frames' size; `photographs` [1, P, 3, 256, 256], normalised,
    that nothing is asked about.
    """

    frames: Tensor
    motion: Tensor
    colours: Tensor
    hints: Tensor
    tokens: TokenisedExpressions
    names: Names
    targets: Targets
    photographs: Tensor | None = None


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What a step is made of.

    Clips of one of the numbers of `frames`, as many as make about `pictures` frames in all, of one
    of `sizes`, height and width in pixels; `expressions` about each; and so many `photographs`.
    """

    pictures: int = 9
    expressions: int = 4
    photographs: int = 0
    frames: tuple[int, ...] = (3, 4, 4, 5)
    sizes: tuple[tuple[int, int], ...] = (
        (192, 320),
        (192, 320),
        (192, 320),
        (192, 256),
        (160, 320),
        (256, 192),
        (224, 384),
    )


class Batches(Dataset[Any]):
    """The batch of every step: number `k` is the same on every machine and in every run."""

    def __init__(
        self, pack: Path, reader: SentenceReader, settings: BatchSettings, seed: int
    ) -> None:
        self.settings = settings
        self.seed = seed
        self._folder = pack
        self._pack: Any = None
        self._reader = reader

    def __getitem__(self, number: int) -> Batch:
        """Make the batch of step `number`."""
        if self._pack is None:  # opened where it is used: a worker is another process
            cv2.setNumThreads(1)
            torch.set_num_threads(1)
            self._pack = load_pack(self._folder)
        settings = self.settings
        rng = np.random.default_rng((self.seed, number))
        height, width = settings.sizes[rng.integers(len(settings.sizes))]
        count = settings.frames[rng.integers(len(settings.frames))]
        frames, motion, colours, hints, texts, masks, present = [], [], [], [], [], [], []
        things: list[NDArray[np.int64]] = []
        words: list[tuple[str, ...]] = []
        for _ in range(max(1, round(settings.pictures / count))):
            clip, references = self._clip(rng, count, height, width)
            frames.append(normalise(torch.from_numpy(clip.frames)))
            motion.append(torch.from_numpy(motion_maps(clip.frames)))
            colours.append(torch.from_numpy(colour_maps(clip.frames)))
            elsewhere = IGNORED if clip.filmed else NOTHING
            things.append(label_places(clip.masks, len(words), elsewhere))
            words += [(each.name, *each.general, *each.synonyms) for each in clip.actors]
            hints.append(torch.from_numpy(hints_of(clip, self._reader.bridge, rng)))
            for reference in references:
                texts.append(reference.text)
                present.append(reference.target is not None)
                masks.append(reference.mask(clip))
        hidden = np.flatnonzero(rng.random(len(texts)) < _HIDDEN_NOUNS)
        tokens = self._reader.read(texts, set(hidden.tolist()))
        told = torch.from_numpy(rng.random((len(texts), 1)) >= _COLOUR_BLIND)
        return Batch(
            torch.stack(frames),
            torch.stack(motion),
            torch.stack(colours),
            torch.stack(hints),
            replace(tokens, colours=tokens.colours * told),
            make_names(things, words, self._reader),
            targets_of(np.stack(masks), np.array(present)),
            self._photographs(rng) if settings.photographs else None,
        )

    def _photographs(self, rng: np.random.Generator) -> Tensor:
        """Return square parts of photographs of things and of places, [1, P, 3, 256, 256]."""
        pack = self._pack
        things = [each.file for each in pack.photographs if each.thing.split == "train"]
        places = [each.file for each in pack.backgrounds if each.split == "train"]
        shown = []
        for _ in range(self.settings.photographs):
            files = things if things and rng.random() < _OF_THINGS else places
            picture = pack.picture(files[rng.integers(len(files))])
            height, width = picture.shape[:2]
            side = round(min(height, width) * rng.uniform(0.8, 1.0))
            top, left = rng.integers(height - side + 1), rng.integers(width - side + 1)
            part = picture[top : top + side, left : left + side]
            part = cv2.resize(part, (_PHOTOGRAPH, _PHOTOGRAPH), interpolation=cv2.INTER_AREA)
            shown.append(part[:, :: -1 if rng.random() < 0.5 else 1])
        return normalise(torch.from_numpy(np.stack(shown)))[None]

    def _clip(
        self, rng: np.random.Generator, count: int, height: int, width: int
    ) -> tuple[Clip, list[Reference]]:
        """Return a clip, and as many references as a step takes; few are repeated."""
        references: list[Reference] = []
        while not references:
            seed = int(rng.integers(2**31))
            clip = make_clip(self._pack, "train", seed, count, height, width)
            references = make_references(clip, self._pack, "train", seed, self.settings.expressions)
        wanted = self.settings.expressions
        return clip, (references * wanted)[:wanted]


def hints_of(clip: Clip, bridge: Bridge, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return float32 [T, 1000, H / 32, W / 32]: what the backbone might say of photographs.

    Rendered things are not what ImageNet's classifier was taught; a network that learned how much
    it says of them would trust it too little on film. So some of a thing's classes are raised
    where it lies, more or less sharply, and sometimes not at all.
    """
    count, height, width = clip.frames.shape[:3]
    rows, columns = -(-height // _CLASS_STRIDE), -(-width // _CLASS_STRIDE)
    hints = np.zeros((count, CLASSES, rows, columns), dtype=np.float32)
    for actor, masks in zip(clip.actors, clip.masks, strict=True):
        hinted = _HINTED_REAL if actor.object_id.startswith(FOLDER) else _HINTED
        knowledge = bridge.lookup(actor.name)
        sure = knowledge.classes[knowledge.weights >= _SURE]
        if "person" in knowledge.concepts or len(sure) == 0 or rng.random() > hinted:
            continue
        few = rng.choice(sure, min(len(sure), int(rng.integers(1, 4))), replace=False)
        strength = rng.uniform(0, _STRONGEST)
        blur = float(rng.uniform(0.3, 0.9))
        for frame, mask in enumerate(masks):
            share = cv2.resize(
                mask.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA
            )
            share = cv2.GaussianBlur(share, (0, 0), blur)
            noise = rng.uniform(0.5, 1.2, (len(few), rows, columns))
            hints[frame, few] += strength * noise * np.sqrt(share)
    return hints
