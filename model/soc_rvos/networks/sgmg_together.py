"""SgMg for several objects at once, built from the paper's description: it was never published.

What frames say is shared, as in SgMg. The fused maps of all expressions become one (multi-instance
fusion), which goes through the costly encoder once; what it says is then told apart for each
expression (decoupling), before the decoder and the masks of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor, nn

from soc_rvos.config import SgMgConfig
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.sgmg_patches import mask_features
from soc_rvos.networks.parts.sgmg_spectrum import spectral_filters
from soc_rvos.networks.parts.text import TextFeatures
from soc_rvos.networks.parts.transformer import Pyramid, lay_out
from soc_rvos.networks.sgmg import SgMg, SpectralFeatures


class SgMgTogether(SgMg):
    """The network. S clips of T frames, E expressions about each, B = S E, Q queries, C channels.

    With one expression, and the weights of SgMg, it answers as SgMg does before it learns.
    """

    def __init__(self, config: SgMgConfig) -> None:
        super().__init__(config)
        width = config.width
        self.share = nn.Linear(width, 1)
        self.decoupling = Fusion(width, config.heads)
        # The start: all expressions count the same, and what is told apart adds nothing yet.
        nn.init.zeros_(self.share.weight)
        nn.init.zeros_(self.share.bias)
        nn.init.zeros_(self.decoupling.attention.out_proj.weight)
        nn.init.zeros_(self.decoupling.attention.out_proj.bias)

    def decode(
        self, visual: SpectralFeatures, text: TextFeatures, best: int | None = None
    ) -> SocAnswers:
        """See `SgMg.decode`; expressions about one clip are answered together, clip by clip.

        `visual` is of S clips, `text` of as many expressions for each, in the order of the clips.
        """
        clips, batch = len(visual), len(text.words)
        each, frames = batch // clips, visual.levels[0].shape[1]
        together = self._fused(visual, text, each)  # of S*T pictures
        memory = self.transformer.encode(together)  # [S*T, P, C]
        memory = _repeated(memory, clips, each)  # [B*T, P, C]
        pyramid = Pyramid(
            _repeated(together.features, clips, each),
            _repeated(together.positions, clips, each),
            None if together.padding is None else _repeated(together.padding, clips, each),
            together.sizes,
            _repeated(together.valid, clips, each),
        )
        memory = memory + self._told_apart(memory, text, frames)
        decoded = self.transformer.decode(
            memory,
            pyramid,
            self.query_positions.weight,
            text.sentence.repeat_interleave(frames, dim=0),
        )
        seen = visual if each == 1 else _of_expressions(visual, each)
        features = mask_features(pyramid.split(memory)[:-1])
        return self._answers(decoded, features, seen, (batch, frames), best)

    def _fused(self, visual: SpectralFeatures, text: TextFeatures, each: int) -> Pyramid:
        """Let every pixel read the words of all expressions, and weigh what it read of each."""
        clips, frames = visual.levels[0].shape[:2]
        sequences = []
        filters = spectral_filters(visual.levels)
        for level, dampening, block in zip(visual.levels, filters, self.spectra_after, strict=True):
            pixels = level.permute(0, 1, 3, 4, 2).flatten(1, 3)  # [S, T*h*w, C]
            fused = self.words_to_pixels(
                pixels.repeat_interleave(each, 0), text.words, text.positions, text.padding
            ).unflatten(0, (clips, each))  # [S, E, T*h*w, C]
            fused = (fused * self.share(fused).softmax(1)).sum(1)
            maps = fused.view(clips * frames, *level.shape[-2:], -1).permute(0, 3, 1, 2)
            sequences.append(block(maps, dampening).flatten(2).transpose(1, 2))
        return lay_out(
            sequences, visual.paddings, self.transformer.level_codes, padded=visual.padded
        )

    def _told_apart(self, memory: Tensor, text: TextFeatures, frames: int) -> Tensor:
        """Return [B*T, P, C]: what each place says of one expression, beside what it says of all.

        `memory` [B*T, P, C] is the same for all expressions about a clip.
        """
        places = memory.unflatten(0, (-1, frames)).flatten(1, 2)  # [B, T*P, C]
        read: Tensor = self.decoupling(places, text.words, text.positions, text.padding)
        apart: Tensor = read.view_as(memory)
        return apart


def _repeated(values: Tensor, clips: int, each: int) -> Tensor:
    """Return [S*E*T, ...] for `values` [S*T, ...]: those of each clip once an expression."""
    if each == 1:
        return values
    parts: Tensor = values.unflatten(0, (clips, -1))  # [S, T, ...]
    return parts.repeat_interleave(each, 0).flatten(0, 1)


def _of_expressions(visual: SpectralFeatures, each: int) -> SpectralFeatures:
    """Return the features of each clip once an expression."""

    def repeated(parts: Sequence[Tensor]) -> tuple[Tensor, ...]:
        return tuple(torch.repeat_interleave(part, each, 0) for part in parts)

    return replace(
        visual,
        levels=(),
        details=repeated(visual.details),
        paddings=(),
        extents=visual.extents.repeat_interleave(each, 0),
    )
