"""The engine of the network that ships: reads its noun's classes, motion and colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.config import MiniConfig
from soc_rvos.inference.appearance import keep_coloured, settle
from soc_rvos.inference.colour_maps import colour_maps
from soc_rvos.inference.edges import sharpen
from soc_rvos.inference.engines import Refiner, autocast, check_length, lower
from soc_rvos.inference.fine_pass import FinePass, finely_settled
from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.look_alikes import LookAlikes
from soc_rvos.inference.motion import motion_maps
from soc_rvos.inference.placed_pieces import keep_placed
from soc_rvos.inference.preprocess import normalise
from soc_rvos.inference.readings import Asked, by_rank, joined, ordered, readings
from soc_rvos.inference.transfer import fetched, sent
from soc_rvos.language.english_words import english_words
from soc_rvos.language.reader import SentenceReader
from soc_rvos.language.vocabulary import Vocabulary
from soc_rvos.language.wording import worded
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.soc_mini import SocMini

_FINE = 1.4
"""How much larger frames are in full quality."""


class MiniEngine:
    """The network that ships: its noun's classes and the motion of things are read here."""

    def __init__(
        self,
        network: SocMini,
        reader: SentenceReader,
        device: torch.device,
        precision: torch.dtype,
        load_fine_pass: Callable[[torch.device], FinePass | None] = lambda device: None,
    ) -> None:
        """`load_fine_pass` is called for each clip, and may return what it gave before."""
        self.config: MiniConfig = network.config
        self._network = network.to(device).eval()
        self._reader = reader
        self.device = device
        self._precision = precision
        self._look_alikes = LookAlikes(network, reader)
        self._load_fine_pass = load_fine_pass
        self._is_fine = False
        network.backbone.arrange()
        lower(network.lowered(), precision)

    @property
    def network(self) -> SocMini:
        """See `Engine.network`."""
        return self._network

    def frame_inputs(self, clips: Sequence[NDArray[np.uint8]]) -> dict[str, Tensor]:
        """See `Engine.frame_inputs`."""
        motion = np.stack([motion_maps(clip) for clip in clips])
        colours = np.stack([colour_maps(clip) for clip in clips])
        return {
            "frames": normalise(sent(np.stack(clips), self.device)),
            "motion": sent(motion, self.device),
            "colours": sent(colours, self.device),
        }

    def encode_frames(self, clips: Sequence[NDArray[np.uint8]]) -> Any:
        """See `Engine.encode_frames`."""
        inputs = self.frame_inputs(clips)
        with autocast(self.device, self._precision):
            return self._network.encode_frames(**inputs)

    def text_inputs(self, expressions: Sequence[str]) -> dict[str, Tensor]:
        """See `Engine.text_inputs`."""
        tokens = self._reader.read(expressions)
        check_length(
            self.config,
            expressions,
            tokens.present.sum(1).tolist(),
            self.config.text.positions,
        )
        return {
            "ids": tokens.ids.to(self.device),
            "present": tokens.present.to(self.device),
            "noun_ids": tokens.noun_ids.to(self.device),
            "noun_present": tokens.noun_present.to(self.device),
            "classes": tokens.classes.to(self.device),
            "concepts": tokens.concepts.to(self.device),
            "named_colours": tokens.colours.to(self.device),
        }

    @cached_property
    def fine(self) -> MiniEngine:
        """See `Engine.fine`: larger frames."""
        if self._is_fine:
            return self
        other = copy(self)
        other._is_fine = True
        config = self.config
        other.config = replace(
            config,
            short_side=round(config.short_side * _FINE),
            long_side=round(config.long_side * _FINE),
        )
        return other

    def get_ready(self) -> None:
        """See `Engine.get_ready`: the fine pass is loaded, and has looked once."""
        if (fine := self._load_fine_pass(self.device)) is not None:
            fine.of_clip(np.zeros((1, 32, 32, 3), np.uint8))

    def encode_text(self, expressions: Sequence[str]) -> Asked:
        """See `Engine.encode_text`."""
        asked = readings(expressions, self._reader.bridge)
        text = self._network.encode_text(**self.text_inputs(asked.sentences))
        return replace(asked, text=text)

    def decode(self, visual: Any, text: Any, count: int) -> SocAnswers:
        """See `Engine.decode`; `text` is what `encode_text` returned."""
        with autocast(self.device, self._precision):
            answers = self._network.decode(visual, text.text, best=self.config.queries)
        answers = joined(answers, text)
        factors = []
        for each, masks, scores in zip(text.wordings, answers.masks, answers.scores, strict=True):
            own = self._look_alikes.factors(each, visual, masks > 0)
            if each.rank is not None:
                chances = own * scores.sigmoid().amax(-1).mean(0)
                own = own * by_rank(each.rank, masks > 0, chances)
            factors.append(own)
        return ordered(answers, torch.stack(factors), count)

    def refiner(
        self, clip: NDArray[np.uint8], visual: Any, key_frames: KeyFrames | None = None
    ) -> Refiner:
        """Return what settles masks by colour at the size of the frames and fits them to edges.

        A clip without key frames is answered at once in quick quality: no frame is looked at twice.
        """
        arriving = fetched((visual.saliency[0, :, 0].float(), visual.colours[0].float()))

        def refine(expression: str, logits: NDArray[np.float32]) -> NDArray[np.float32]:
            saliency, shares = arriving()
            settled = self._settled(logits, clip, saliency, key_frames)
            colours = self._reader.own_colours(expression)
            if colours.any():
                settled = keep_coloured(settled, shares[:, colours].sum(1))
            if (placed := worded(expression, self._reader.bridge).placed) is not None:
                settled = keep_placed(settled, clip, placed)
            return sharpen(settled, clip)

        return refine

    def _settled(
        self,
        logits: NDArray[np.float32],
        clip: NDArray[np.uint8],
        saliency: NDArray[np.float32],
        key_frames: KeyFrames | None,
    ) -> NDArray[np.float32]:
        is_wanted = self._is_fine or key_frames is not None
        fine = self._load_fine_pass(self.device) if is_wanted else None
        if fine is None:
            return settle(logits, clip, saliency)
        height, width = logits.shape[2:]
        planes = fine.of_clip(clip) if key_frames is None else fine.saliency(key_frames)
        seen = np.stack([cv2.resize(each, (width, height)) for each in planes])
        standing_out = seen.astype(np.float32) / np.float32(255)
        return finely_settled(logits, clip, saliency, standing_out)

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """See `Engine.vocabulary`."""
        tokens = self._reader.tokenizer.get_vocab(with_added_tokens=False)
        return Vocabulary.of_tokens(self._reader.bridge, tokens, english_words())

    def unknown(self, expression: str) -> tuple[str, ...]:
        """Return the noun of `expression` if it names nothing that the network knows."""
        noun = self._reader.bridge.unknown_noun(expression)
        return () if noun is None else (noun,)
