"""SgMg: Spectrum-guided Multi-granularity referring video object segmentation (ICCV 2023).

Departures from the paper follow the published network, whose weights we load. The paper's way of
several objects in one pass was never published: `sgmg_together` is built from its description.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from soc_rvos.config import LEVELS, POINTS, SgMgConfig
from soc_rvos.networks.network import SwinNetwork, one_by_one
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers, best_queries, joined, of_queries
from soc_rvos.networks.parts.constants import constant
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.layers import Perceptron, Projections
from soc_rvos.networks.parts.positions import map_paddings
from soc_rvos.networks.parts.precision import in_own_precision, without_autocast
from soc_rvos.networks.parts.sgmg_patches import (
    PatchOptimiser,
    dynamic_patches,
    mask_features,
    patch_parameters,
)
from soc_rvos.networks.parts.sgmg_spectrum import SpectralBlock, spectral_filters
from soc_rvos.networks.parts.text import TextEncoder, TextFeatures
from soc_rvos.networks.parts.transformer import (
    Decoded,
    DeformableTransformer,
    Pyramid,
    lay_out,
    refine,
)
from soc_rvos.networks.parts.video_swin import VideoSwin

SMALLEST = 129
"""Pixels of the shortest side, below which the coarsest map is too small for its convolution."""


@dataclass(frozen=True, slots=True)
class SpectralFeatures:
    """What does not depend on the words: B clips of T frames, C channels.

    Attributes:
        levels: maps of strides 8, 16, 32 and 64, enhanced, each [B, T, C, h, w].
        details: what refines masks at strides 8 and 4, each [B, T, 16, h, w].
        paddings: bool [B, h, w] for each level, True outside the frames.
        extents: int64 [B, 2], width and height of the frames in pixels, without padding.
        padded: whether any frame has padding.
    """

    levels: tuple[Tensor, ...]
    details: tuple[Tensor, ...]
    paddings: tuple[Tensor, ...]
    extents: Tensor
    padded: bool

    def __len__(self) -> int:
        return len(self.extents)

    @property
    def bytes(self) -> int:
        """The memory they take."""
        return sum(part.nbytes for part in (*self.levels, *self.details))

    def clip(self, number: int) -> SpectralFeatures:
        """Return the features of one clip alone, [1, ...], without a hold on the others."""
        return self._changed(
            lambda part: part[number : number + 1].clone(), lambda part: part[number : number + 1]
        )

    def expand(self, count: int) -> SpectralFeatures:
        """Return the features of one clip as those of `count` clips, sharing memory."""

        def repeat(part: Tensor) -> Tensor:
            return part.expand(count, *part.shape[1:])

        return self._changed(repeat, repeat)

    def at_frames(self, numbers: Tensor) -> SpectralFeatures:
        """Return the features of one frame a clip; `numbers` is int64 [B]."""
        clips = torch.arange(len(self), device=numbers.device)
        return self._changed(lambda part: part[clips, numbers][:, None], lambda part: part)

    def _changed(
        self, of_frames: Callable[[Tensor], Tensor], of_clips: Callable[[Tensor], Tensor]
    ) -> SpectralFeatures:
        return SpectralFeatures(
            tuple(of_frames(part) for part in self.levels),
            tuple(of_frames(part) for part in self.details),
            tuple(of_clips(part) for part in self.paddings),
            of_clips(self.extents),
            self.padded,
        )


class SgMg(SwinNetwork):
    """The network. B clips, T frames, N words, Q queries, C channels."""

    config: SgMgConfig

    def __init__(self, config: SgMgConfig) -> None:
        super().__init__()
        self.config = config
        width, heads = config.width, config.heads
        swin = config.backbone
        self.backbone = VideoSwin(swin.channels, swin.depths, swin.heads, swin.window)
        self.text = TextEncoder(config.text, width, apart=True)
        finest, *coarser = self.backbone.channels
        self.projections = Projections(coarser, width)
        self.spectra_before = nn.ModuleList(SpectralBlock(width) for _ in range(LEVELS))
        self.words_to_pixels = Fusion(width, heads)
        self.spectra_after = nn.ModuleList(SpectralBlock(width) for _ in range(LEVELS))
        self.transformer = DeformableTransformer(
            width,
            heads,
            config.feed_forward,
            config.encoder_layers,
            config.decoder_layers,
            LEVELS,
            POINTS,
        )
        self.query_positions = nn.Embedding(config.queries, width)
        self.class_heads = nn.ModuleList(nn.Linear(width, 1) for _ in range(config.decoder_layers))
        self.kernel_head = Perceptron(width, width, width, patch_parameters(width))
        self.optimiser = PatchOptimiser(coarser[0], finest)

    def encode_frames(self, frames: Tensor, extents: Tensor | None = None) -> SpectralFeatures:
        """Return what the frames say, for any expression.

        `frames` is float [B, T, 3, H, W], normalised, zero outside the picture, `SMALLEST` pixels
        or more to a side; `extents` int64 [B, 2] holds width and height of each clip's picture,
        None where it fills the frames.
        """
        batch, count, _, height, width = frames.shape
        # Not looked up in `extents`: a graphics card would have to finish everything before.
        padded = extents is not None
        if extents is None:
            extents = constant(((width, height),), frames.device, torch.int64).expand(batch, -1)
        fine, *coarser = self.backbone(frames)
        projected = self.projections(coarser)
        # The backbone may run in half precision; a spectrum spans too many magnitudes for that.
        with without_autocast(frames.device):
            levels = tuple(
                block(level.flatten(0, 1), dampening).unflatten(0, (batch, count))
                for block, level, dampening in zip(
                    self.spectra_before, projected, spectral_filters(projected), strict=True
                )
            )
            details = tuple(
                step.read(stage.flatten(0, 1).float()).unflatten(0, (batch, count))
                for step, stage in (
                    (self.optimiser.coarse, coarser[0]),
                    (self.optimiser.fine, fine),
                )
            )
        sizes = [(level.shape[-2], level.shape[-1]) for level in levels]
        paddings = map_paddings(extents, (height, width), sizes)
        return SpectralFeatures(levels, details, paddings, extents, padded)

    def forward(
        self,
        frames: Tensor,
        ids: Tensor,
        present: Tensor,
        extents: Tensor | None = None,
        annotated: Tensor | None = None,
    ) -> SocAnswers:
        """Answer for all queries. B expressions, N words, T frames of H x W, Q queries.

        Args:
            frames: float32 [B, T, 3, H, W], normalised, zero outside the picture, `SMALLEST` pixels
                or more to a side; [1, T, 3, H, W] is one clip that all expressions are about.
            ids: int64 [B, N], RoBERTa's tokens.
            present: int64 [B, N], 1 at words, 0 at padding.
            extents: int64 [B, 2], width and height of each picture; None where it fills the frames.
            annotated: int64 [B], keeps one frame a clip (A2D-Sentences); None keeps all.

        Returns:
            `scores` [B, T, Q, 1], `boxes` [B, T, Q, 4], `masks` [B, T, Q, H, W].
        """
        with in_own_precision(self.backbone):
            visual = self.encode_frames(frames, extents)
        if annotated is not None:
            visual = visual.at_frames(annotated)
        return self.decode(visual, self.encode_text(ids, present))

    def decode(
        self, visual: SpectralFeatures, text: TextFeatures, best: int | None = None
    ) -> SocAnswers:
        """Say which queries are the referred object, and where they are.

        Masks are of the size of the padded frames. In training every decoder layer answers. What
        stands for an object of the clip (`SocAnswers.objects`) is the mean of its queries over the
        frames, as this network has queries of frames only.

        Args:
            visual: B clips, or one clip that all B expressions are about.
            text: B expressions.
            best: answer with so many queries of highest score only, best first; None: all.
        """
        if len(visual) == 1 and len(text) > 1 and one_by_one(visual.extents):
            return joined([self.decode(visual, one, best) for one in text.each()])
        batch = len(text)
        if len(visual) != batch:
            visual = visual.expand(batch)
        frames = visual.levels[0].shape[1]
        pyramid = self._pyramid(visual, text)
        memory = self.transformer.encode(pyramid)  # [B*T, P, C], P places of all levels
        decoded = self.transformer.decode(
            memory,
            pyramid,
            self.query_positions.weight,
            text.sentence.repeat_interleave(frames, dim=0),
        )
        features = mask_features(pyramid.split(memory)[:-1])  # the coarsest map is left out
        return self._answers(decoded, features, visual, (batch, frames), best)

    def _answers(
        self,
        decoded: Decoded,
        features: Tensor,
        visual: SpectralFeatures,
        shape: tuple[int, int],
        best: int | None,
    ) -> SocAnswers:
        """Answer with the last decoder layer, in training with all; `shape` is (B, T)."""
        last = len(decoded.queries) - 1
        levels, objects = [], []
        for number in range(last + 1) if self.training else (last,):
            queries = decoded.queries[number].unflatten(0, shape)  # [B, T, Q, C]
            scores = self.class_heads[number](queries)  # [B, T, Q, 1]
            chosen = best_queries(scores, None if self.training else best)  # [B, Q']
            levels.append(self._heads(number, queries, scores, chosen, decoded, features, visual))
            objects.append(queries.mean(1))
        return SocAnswers(tuple(levels), chosen, tuple(objects), None)

    def _heads(
        self,
        number: int,
        queries: Tensor,
        scores: Tensor,
        chosen: Tensor,
        decoded: Decoded,
        features: Tensor,
        visual: SpectralFeatures,
    ) -> LevelAnswers:
        """Answer for the `chosen` queries [B, Q'] of decoder layer `number`."""
        shape = queries.shape[:2]
        picked = of_queries(queries, chosen)  # [B, T, Q', C]
        places = of_queries(decoded.references[number].unflatten(0, shape), chosen)
        patches = dynamic_patches(
            features,
            self.kernel_head(picked).flatten(0, 1),
            (places[..., :2] * visual.extents[:, None, None]).flatten(0, 1),
        )  # each object's mask in coarse patches, B*T pictures of Q' objects
        coarse, fine = (detail.flatten(0, 1) for detail in visual.details)  # [B*T, 16, h, w] each
        masks = self.optimiser(patches, (coarse, fine)).unflatten(0, shape)  # [B, T, Q', H, W]
        boxes = places  # [B, T, Q', 4]
        if self.training:  # the same, but for what is learned from them
            before = decoded.references[number - 1] if number else decoded.start
            boxes = refine(self.transformer.box_heads[number](picked), before.unflatten(0, shape))
        return LevelAnswers(of_queries(scores, chosen), boxes, masks)

    def _pyramid(self, visual: SpectralFeatures, text: TextFeatures) -> Pyramid:
        """Let every pixel read the words, in space and between two looks at the spectrum."""
        batch, frames = visual.levels[0].shape[:2]
        filters = spectral_filters(visual.levels)
        sequences = []
        for level, dampening, block in zip(visual.levels, filters, self.spectra_after, strict=True):
            pixels = level.permute(0, 1, 3, 4, 2).flatten(1, 3)  # [B, T*h*w, C]
            fused = self.words_to_pixels(pixels, text.words, text.positions, text.padding)
            maps = fused.view(batch * frames, *level.shape[-2:], -1).permute(0, 3, 1, 2)
            sequences.append(block(maps, dampening).flatten(2).transpose(1, 2))
        return lay_out(
            sequences, visual.paddings, self.transformer.level_codes, padded=visual.padded
        )
