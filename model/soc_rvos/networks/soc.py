"""SOC: Semantic-Assisted Object Cluster for referring video object segmentation (NeurIPS 2023).

Departures from the paper follow the published network, whose weights we load.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from soc_rvos.config import CONTRASTS, FUSIONS, LEVELS, MASK_CHANNELS, POINTS, SocConfig
from soc_rvos.networks.network import SwinNetwork, one_by_one
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers, best_queries, joined, of_queries
from soc_rvos.networks.parts.cluster_variants import cluster_of
from soc_rvos.networks.parts.constants import constant
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.layers import Perceptron, Projections
from soc_rvos.networks.parts.mask_head import PixelDecoder, dynamic_masks, kernel_parameters
from soc_rvos.networks.parts.object_cluster import fuse_objects
from soc_rvos.networks.parts.positions import map_paddings, picture_positions
from soc_rvos.networks.parts.precision import in_own_precision
from soc_rvos.networks.parts.text import TextEncoder, TextFeatures
from soc_rvos.networks.parts.transformer import (
    Decoded,
    DeformableTransformer,
    Pyramid,
    lay_out,
    refine,
)
from soc_rvos.networks.parts.video_swin import VideoSwin


@dataclass(frozen=True, slots=True)
class VisualFeatures:
    """What does not depend on the words: B clips of T frames, C channels.

    Attributes:
        finest: [B, T, c, h, w], the backbone's map of stride 4.
        projected: maps of strides 8, 16, 32 and 64, each [B, T, C, h, w].
        paddings: bool [B, h, w] for each projected map, True outside the frames; None: no padding.
        extents: int64 [B, 2], width and height of the frames in pixels, without padding.
    """

    finest: Tensor
    projected: tuple[Tensor, ...]
    paddings: tuple[Tensor, ...] | None
    extents: Tensor

    def __len__(self) -> int:
        return len(self.finest)

    @property
    def bytes(self) -> int:
        """The memory they take."""
        return sum(part.nbytes for part in (self.finest, *self.projected))

    def clip(self, number: int) -> VisualFeatures:
        """Return the features of one clip alone, [1, ...], without a hold on the others."""
        return VisualFeatures(
            self.finest[number : number + 1].clone(),
            tuple(level[number : number + 1].clone() for level in self.projected),
            self.paddings and tuple(level[number : number + 1] for level in self.paddings),
            self.extents[number : number + 1],
        )

    def expand(self, count: int) -> VisualFeatures:
        """Return the features of one clip as those of `count` clips, sharing memory."""
        return VisualFeatures(
            self.finest.expand(count, -1, -1, -1, -1),
            tuple(level.expand(count, -1, -1, -1, -1) for level in self.projected),
            self.paddings and tuple(level.expand(count, -1, -1) for level in self.paddings),
            self.extents.expand(count, -1),
        )

    def at_frames(self, numbers: Tensor) -> VisualFeatures:
        """Return the features of one frame a clip; `numbers` is int64 [B]."""
        clips = torch.arange(len(self), device=numbers.device)
        return replace(
            self,
            finest=self.finest[clips, numbers][:, None],
            projected=tuple(level[clips, numbers][:, None] for level in self.projected),
        )


class SocNetwork(SwinNetwork):
    """What SOC and SOC++ have in common. B clips, T frames, N words, Q queries, C channels."""

    config: SocConfig

    def __init__(self, config: SocConfig) -> None:
        super().__init__()
        if config.answer_level >= config.decoder_layers:
            raise ValueError("The answering level is none of the decoder's.")
        self.config = config
        width, heads, hidden = config.width, config.heads, config.feed_forward
        swin = config.backbone
        self.backbone = VideoSwin(swin.channels, swin.depths, swin.heads, swin.window)
        self.text = TextEncoder(config.text, width)
        finest, *coarser = self.backbone.channels
        self.projections = Projections(coarser, width)
        if config.fusion not in FUSIONS:
            raise ValueError(f"There is no fusion '{config.fusion}'.")
        self.words_to_pixels = Fusion(width, heads).requires_grad_(self._pixels_read)
        self.transformer = DeformableTransformer(
            width, heads, hidden, config.encoder_layers, config.decoder_layers, LEVELS, POINTS
        )
        self.query_positions = nn.Embedding(config.queries, width)
        self.class_heads = nn.ModuleList(
            nn.Linear(width, config.classes) for _ in range(config.decoder_layers)
        )
        self.kernel_head = Perceptron(width, width, width, kernel_parameters(MASK_CHANNELS))
        self.pixel_decoder = PixelDecoder(width, finest, MASK_CHANNELS)

    def encode_frames(self, frames: Tensor, extents: Tensor | None = None) -> VisualFeatures:
        """Return what the frames say, for any expression.

        `frames` is float [B, T, 3, H, W], normalised, zero outside the picture; `extents` int64
        [B, 2] holds width and height of each clip's picture, None where it fills the frames.
        """
        batch, _, _, height, width = frames.shape
        finest, *coarser = self.backbone(frames)
        finest = finest.float()  # the backbone may run in half precision, the rest does not
        projected = self.projections(coarser)
        if extents is None:
            full = constant(((width, height),), frames.device, torch.int64)
            return VisualFeatures(finest, projected, None, full.expand(batch, -1))
        sizes = [(level.shape[-2], level.shape[-1]) for level in projected]
        paddings = map_paddings(extents, (height, width), sizes)
        return VisualFeatures(finest, projected, paddings, extents)

    def forward(
        self,
        frames: Tensor,
        ids: Tensor,
        present: Tensor,
        extents: Tensor | None = None,
        annotated: Tensor | None = None,
    ) -> SocAnswers:
        """Answer for all queries. B expressions, N words, T frames of H x W, Q queries, K classes.

        Args:
            frames: float32 [B, T, 3, H, W], normalised, zero outside the picture; [1, T, 3, H, W]
                is one clip that all expressions are about.
            ids: int64 [B, N], RoBERTa's tokens.
            present: int64 [B, N], 1 at words, 0 at padding.
            extents: int64 [B, 2], width and height of each picture; None where it fills the frames.
            annotated: int64 [B], keeps one frame a clip (A2D-Sentences); None keeps all.

        Returns:
            `scores` [B, T, Q, K], `boxes` [B, T, Q, 4], `masks` [B, T, Q, H / 4, W / 4].
        """
        with in_own_precision(self.backbone):
            visual = self.encode_frames(frames, extents)
        if annotated is not None:
            visual = visual.at_frames(annotated)
        return self.decode(visual, self.encode_text(ids, present), everything=True)

    def decode(
        self,
        visual: VisualFeatures,
        text: TextFeatures,
        best: int | None = None,
        everything: bool = False,
    ) -> SocAnswers:
        """Say which queries are the referred object, and where they are.

        Args:
            visual: B clips, or one clip that all B expressions are about.
            text: B expressions.
            best: answer with so many queries of highest score only, best first; None: all. In
                training all answer.
            everything: also compute what only the losses and the published code ask for.
        """
        if len(visual) == 1 and one_by_one(visual.finest):
            return joined([self._decode(visual, one, best, everything) for one in text.each()])
        if len(visual) != len(text):
            visual = visual.expand(len(text))
        return self._decode(visual, text, best, everything)

    @abstractmethod
    def _decode(
        self, visual: VisualFeatures, text: TextFeatures, best: int | None, everything: bool
    ) -> SocAnswers:
        """Return what `decode` does, for as many clips as expressions."""

    def _pyramid(self, visual: VisualFeatures, text: TextFeatures) -> Pyramid:
        """Let every pixel read the words, then lay the maps of each frame in one sequence."""
        frames = visual.finest.shape[1]
        sequences, paddings = [], []
        for number, level in enumerate(visual.projected):
            pixels = level.permute(0, 1, 3, 4, 2).flatten(1, 3)  # [B, T*h*w, C]
            if self._pixels_read:
                pixels = self.words_to_pixels(pixels, text.words, text.positions, text.padding)
            sequences.append(pixels.unflatten(1, (frames, -1)).flatten(0, 1))  # [B*T, h*w, C]
            paddings.append(_padding(visual, number))
        codes = self.transformer.level_codes
        return lay_out(sequences, paddings, codes, padded=visual.paddings is not None)

    @property
    def _pixels_read(self) -> bool:
        """Whether pixels read words, in every network but those of experiments."""
        return self.config.fusion in ("both", "words-to-pixels")

    def _heads(
        self,
        number: int,
        queries: Tensor,
        scores: Tensor,
        chosen: Tensor,
        decoded: Decoded,
        features: Tensor,
        extents: Tensor,
    ) -> LevelAnswers:
        """Answer for the `chosen` queries [B, Q'] of decoder layer `number`."""
        batch, frames = queries.shape[:2]
        number %= len(decoded.queries)
        before = decoded.references[number - 1] if number else decoded.start

        picked = of_queries(queries, chosen)  # [B, T, Q', C]
        boxes = refine(
            self.transformer.box_heads[number](picked),
            of_queries(before.unflatten(0, (batch, frames)), chosen),
        )
        # [B, T, Q', 4]
        after = of_queries(decoded.references[number].unflatten(0, (batch, frames)), chosen)
        centres = after[..., :2] * extents[:, None, None].to(after.dtype)  # [B, T, Q', 2], pixels
        masks = dynamic_masks(
            features, self.kernel_head(picked).flatten(0, 1), centres.flatten(0, 1)
        )  # [B*T, Q', h, w]
        return LevelAnswers(of_queries(scores, chosen), boxes, masks.unflatten(0, (batch, frames)))


class Soc(SocNetwork):
    """SOC. B clips, T frames, N words, Q queries, C channels."""

    def __init__(self, config: SocConfig) -> None:
        super().__init__(config)
        width, heads = config.width, config.heads
        self.pixels_to_words = Fusion(width, heads)
        self.cluster = cluster_of(
            config.cluster, width, heads, config.feed_forward, config.cluster_layers, config.queries
        )
        if config.contrast not in CONTRASTS:
            raise ValueError(f"There is no contrast '{config.contrast}'.")
        self.pixels_to_words.requires_grad_(self._words_read and config.contrast != "none")

    def _decode(
        self, visual: VisualFeatures, text: TextFeatures, best: int | None, everything: bool
    ) -> SocAnswers:
        """See `SocNetwork.decode`; `everything` is the fused sentence."""
        batch = len(text)
        pyramid = self._pyramid(visual, text)
        memory = self.transformer.encode(pyramid)  # [B*T, P, C], P places of all levels
        decoded = self.transformer.decode(memory, pyramid, self.query_positions.weight)
        frames = visual.finest.shape[1]
        # One a decoder layer: [B*T, Q, C] -> [B, T, Q, C]
        per_frame = [queries.unflatten(0, (batch, frames)) for queries in decoded.queries]
        clustered = per_frame if self.training else per_frame[-1:]
        # One a clustered layer: [B, T, Q, C] -> [B, Q, C]
        objects = tuple(self.cluster(queries, text.sentence) for queries in clustered)
        numbers = range(len(per_frame)) if self.training else [self.config.answer_level]
        features = self.pixel_decoder(
            [*reversed(pyramid.split(memory)[:-1]), visual.finest.flatten(0, 1)]
        )  # [B*T, 8, H/4, W/4]
        levels = []
        for number, clip_objects in zip(numbers, objects, strict=True):
            queries = per_frame[number]  # [B, T, Q, C]
            if self.config.cluster != "none":
                queries = fuse_objects(queries, clip_objects)
            scores = self.class_heads[number](queries)  # [B, T, Q, K]
            chosen = best_queries(scores, None if self.training else best)  # [B, Q']
            levels.append(
                self._heads(number, queries, scores, chosen, decoded, features, visual.extents)
            )
        is_compared = self.config.contrast != "none" and (everything or self.training)
        fused = self._fused_sentence(visual, text) if is_compared else None
        return SocAnswers(tuple(levels), chosen, objects, fused)

    @property
    def _words_read(self) -> bool:
        """Whether words read pixels, which is compared with the objects in training."""
        return self.config.fusion in ("both", "pixels-to-words")

    def _fused_sentence(self, visual: VisualFeatures, text: TextFeatures) -> Tensor:
        """Return [B, C]: the mean of the words after reading the pixels of stride 32."""
        if not self._words_read:
            return text.mean(text.words)
        number = 2
        level = visual.projected[number]
        frames = level.shape[1]
        pixels = level.permute(0, 1, 3, 4, 2).flatten(1, 3)  # [B, T*h*w, C]
        padding = _padding(visual, number)
        code = picture_positions(padding, level.shape[2]).flatten(2).transpose(1, 2)  # [B, h*w, C]
        words = self.pixels_to_words(
            text.words, pixels, code.repeat(1, frames, 1), padding.flatten(1).repeat(1, frames)
        )  # [B, N, C]
        return text.mean(words)


def _padding(visual: VisualFeatures, number: int) -> Tensor:
    """Return bool [B, h, w] of a projected level, True outside the frames."""
    if visual.paddings:
        return visual.paddings[number]
    level = visual.projected[number]
    return torch.zeros((level.shape[0], *level.shape[-2:]), dtype=torch.bool, device=level.device)
