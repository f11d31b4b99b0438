"""SOC at small width on an ImageNet backbone, for any computer: the network that ships.

SOC's own parts (fusion, frame queries, video-level object cluster, dynamic masks, contrastive
sentence) read what frozen networks already know: the backbone's classifier at every position, asked
for the classes of the sentence's noun; what stands out; and how things move against the camera.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.config import MASK_CHANNELS, MiniConfig
from soc_rvos.networks.mini_encoders import MiniEncoders
from soc_rvos.networks.network import one_by_one
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers, best_queries, joined, of_queries
from soc_rvos.networks.parts.constants import constant
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.layers import Perceptron
from soc_rvos.networks.parts.mask_head import dynamic_masks, kernel_parameters
from soc_rvos.networks.parts.mini_features import (
    EXTRAS,
    MiniText,
    MiniVisual,
    class_evidence,
    extra_maps,
    steadied,
)
from soc_rvos.networks.parts.mini_layers import QueryLayer, ReadingLayer
from soc_rvos.networks.parts.object_cluster import ObjectCluster, fuse_objects
from soc_rvos.networks.parts.positions import picture_positions
from soc_rvos.networks.parts.precision import in_own_precision
from soc_rvos.networks.parts.saliency import convolution

_TIMES = 64  # frames that can be told apart in a window


class SocMini(MiniEncoders):
    """The network. B clips, T frames, N words, Q queries, C channels."""

    def __init__(self, config: MiniConfig) -> None:
        super().__init__(config)
        width, heads, hidden = config.width, config.heads, config.feed_forward
        fine = width // 2
        self.extras_coarse = nn.Conv2d(EXTRAS, width, 1)
        self.extras_middle = nn.Conv2d(EXTRAS, width, 1)
        self.level_codes = nn.Parameter(torch.randn(2, width) * 0.1)
        self.time_codes = nn.Embedding(_TIMES, width)
        self.reading = nn.ModuleList(
            ReadingLayer(width, heads, hidden) for _ in range(config.encoder_layers)
        )
        self.pixels_to_words = Fusion(width, heads)
        self.grounding = nn.Linear(width, 1)
        self.query_content = nn.Embedding(config.queries, width)
        self.query_positions = nn.Embedding(config.queries, width)
        self.grounded = nn.Linear(width, width)
        self.decoding = nn.ModuleList(
            QueryLayer(width, heads, hidden) for _ in range(config.decoder_layers)
        )
        self.cluster = ObjectCluster(width, heads, hidden, config.cluster_layers, config.queries)
        self.class_heads = nn.ModuleList(nn.Linear(width, 1) for _ in range(config.decoder_layers))
        self.box_head = Perceptron(width, width, 4)
        self.kernel_head = Perceptron(width, width, kernel_parameters(MASK_CHANNELS))
        self.decode16 = convolution(width + 1, fine)
        self.decode8 = convolution(fine, fine)
        self.decode4 = convolution(fine // 2, fine // 2)
        self.narrow = nn.Conv2d(fine, fine // 2, 1)
        self.last = nn.Conv2d(fine // 2, MASK_CHANNELS, 3, padding=1)

    def forward(
        self,
        frames: Tensor,
        motion: Tensor,
        colours: Tensor,
        ids: Tensor,
        present: Tensor,
        noun_ids: Tensor,
        noun_present: Tensor,
        classes: Tensor,
        concepts: Tensor,
        named_colours: Tensor,
    ) -> SocAnswers:
        """Answer for all queries. B expressions, N word pieces, M of the noun, S clips, T frames.

        Args:
            frames: float32 [S, T, 3, H, W], normalised; as many expressions for each clip, clip by
                clip, so that [1, T, 3, H, W] is one clip that all of them are about.
            motion: float32 [S, T, 3, H / 8, W / 8], see `inference.motion.motion_maps`.
            colours: float32 [S, T, 11, H / 8, W / 8], see `inference.colour_maps.colour_maps`.
            ids, present: int64 [B, N], tokens and whether there is one.
            noun_ids, noun_present: int64 [B, M], the same of the noun alone.
            classes: float32 [B, 1000] in [0, 1], how much each ImageNet class is the noun.
            concepts: float32 [B, concepts], 1 for those the noun belongs to.
            named_colours: float32 [B, 11], 1 for those the expression names.

        Returns:
            `scores` [B, T, Q, 1], `boxes` [B, T, Q, 4], `masks` [B, T, Q, H / 4, W / 4].
        """
        text = self.encode_text(
            ids, present, noun_ids, noun_present, classes, concepts, named_colours
        )
        with in_own_precision(self.backbone):
            visual = self.encode_frames(frames, motion, colours)
            return self.decode(visual, text, sentence=True)

    def decode(
        self, visual: MiniVisual, text: MiniText, best: int | None = None, sentence: bool = False
    ) -> SocAnswers:
        """Say which queries are the referred object, and where they are; see `Network.decode`."""
        if len(visual) == 1 and len(text) > 1 and one_by_one(visual.coarse):
            return joined([self.decode(visual, one, best, sentence) for one in text.each()])
        return self.ground(visual, text, best, sentence)[0]

    def ground(
        self, visual: MiniVisual, text: MiniText, best: int | None = None, sentence: bool = False
    ) -> tuple[SocAnswers, Tensor]:
        """Return the answers, and logits [B, T, 1, h, w] of where at stride 16 the object is.

        `visual` is of S clips, `text` of B expressions, as many for each clip, clip by clip. A
        frame has M places at stride 16 and F at stride 32, P in all.
        """
        batch = len(text.words)
        evidence = class_evidence(visual.logits, text.classes).flatten(0, 1)  # [B*T, 4, h, w]
        if len(visual) != batch:
            visual = visual.repeat(batch // len(visual))
        middle, coarse = self._with_extras(visual, text, evidence)  # [B*T, C, h, w] each
        size, far = middle.shape[-2:], coarse.shape[-2:].numel()
        places, codes = self._read_places(middle, coarse, text)  # [B, T, P, C], [1, P, C]
        where = self.grounding(places[:, :, :-far])  # [B, T, M, 1]
        queries = self._frame_queries(places, codes, where, text)  # [B, T, Q, C], one a layer
        grid = torch.cat((places[:, :, :-far], where), dim=-1)  # [B, T, M, C + 1]
        features = self._mask_features(
            visual, grid.flatten(0, 1).transpose(1, 2).unflatten(2, size)
        )  # [B*T, 8, H/4, W/4]
        used = queries if self.training else queries[-1:]
        levels, objects = [], []
        for number, frame_queries in enumerate(used, len(queries) - len(used)):
            clip_objects = self.cluster(frame_queries, text.sentence)  # [B, Q, C]
            fused = fuse_objects(frame_queries, clip_objects)  # [B, T, Q, C]
            scores = self.class_heads[number](fused).float()  # [B, T, Q, 1]
            if not self.training:
                scores = steadied(scores)
            chosen = best_queries(scores, None if self.training else best)  # [B, Q']
            levels.append(self._heads(fused, scores, chosen, features))
            objects.append(clip_objects)
        said = self._fused_sentence(visual, text) if sentence or self.training else None
        answers = SocAnswers(tuple(levels), chosen, tuple(objects), said)
        return answers, where.reshape(*where.shape[:2], 1, *size)

    def _with_extras(
        self, visual: MiniVisual, text: MiniText, evidence: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the maps [B*T, C, h, w] of strides 16 and 32 with motion and colours."""
        alike = self.likeness(visual.naming, text.noun[:, None]).flatten(0, 1)  # [B*T, 1, h, w]
        middle, coarse = visual.middle.flatten(0, 1), visual.coarse.flatten(0, 1)
        return (
            middle + self.extras_middle(extra_maps(visual, text, evidence, alike, middle)),
            coarse + self.extras_coarse(extra_maps(visual, text, evidence, alike, coarse)),
        )

    def _read_places(self, middle: Tensor, coarse: Tensor, text: MiniText) -> tuple[Tensor, Tensor]:
        """Let the places of all frames read each other and the words.

        Returns:
            places [B, T, P, C], those of stride 16 first, and their position codes [1, P, C].
        """
        levels = (middle, coarse)  # [B*T, C, h, w] each
        places = torch.cat([level.flatten(2).transpose(1, 2) for level in levels], dim=1)
        codes = torch.cat(
            [
                _position_codes(level) + code
                for level, code in zip(levels, self.level_codes, strict=True)
            ],
            dim=1,
        )  # [1, P, C]
        batch = len(text.words)
        frames = len(places) // batch
        times = self.time_codes.weight[:frames]  # [T, C]
        places = (places + codes).unflatten(0, (batch, frames))  # [B, T, P, C]
        for layer in self.reading:
            places = layer(places, codes, times, text, coarse.shape[-2:].numel())
        return places, codes

    def _frame_queries(
        self, places: Tensor, codes: Tensor, where: Tensor, text: MiniText
    ) -> list[Tensor]:
        """Return the queries of every frame, [B, T, Q, C], one a decoder layer.

        They begin with the sentence, and with what lies `where` [B, T, M, 1] the object is.
        """
        batch, frames = places.shape[:2]
        memory = places.flatten(0, 1)  # [B*T, P, C]
        fine = memory[:, : where.shape[2]]  # [B*T, M, C]
        pooled = (where.flatten(0, 1).softmax(1) * fine).sum(1)  # [B*T, C]
        content = (
            self.query_content.weight
            + text.sentence[:, None].repeat_interleave(frames, 0)
            + self.grounded(pooled)[:, None]
        )  # [B*T, Q, C]
        position = self.query_positions.weight.expand(len(content), -1, -1)
        keys = memory + codes
        queries = []
        for layer in self.decoding:
            content = layer(content, position, memory, keys)
            queries.append(content.unflatten(0, (batch, frames)))  # [B, T, Q, C]
        return queries

    def _mask_features(self, visual: MiniVisual, grid: Tensor) -> Tensor:
        """Return [B * T, 8, h, w] at stride 4; `grid` is [B * T, C + 1, h, w] at stride 16."""
        values = self.decode16(grid)
        lateral = visual.lateral8.flatten(0, 1)
        values = functional.interpolate(values, size=lateral.shape[-2:], mode="bilinear")
        values = self.narrow(self.decode8(functional.relu(values.float() + lateral)))
        lateral = visual.lateral4.flatten(0, 1)
        values = functional.interpolate(values, size=lateral.shape[-2:], mode="bilinear")
        features: Tensor = self.last(self.decode4(functional.relu(values.float() + lateral)))
        return features.float()

    def _heads(
        self, queries: Tensor, scores: Tensor, chosen: Tensor, features: Tensor
    ) -> LevelAnswers:
        batch, frames = queries.shape[:2]

        picked = of_queries(queries, chosen)
        boxes = self.box_head(picked).sigmoid().float()
        width = features.shape[-1]
        ratio = constant((1.0, features.shape[-2] / width), features.device, features.dtype)
        masks = dynamic_masks(
            features,
            self.kernel_head(picked).flatten(0, 1).float(),
            (boxes[..., :2] * ratio).flatten(0, 1),
            stride=1 / width,
        )
        return LevelAnswers(of_queries(scores, chosen), boxes, masks.unflatten(0, (batch, frames)))

    def _fused_sentence(self, visual: MiniVisual, text: MiniText) -> Tensor:
        """Return [B, C]: the mean of the words after reading the places of stride 32."""
        pixels = visual.coarse.permute(0, 1, 3, 4, 2).flatten(1, 3)
        nowhere = torch.zeros(pixels.shape[:2], dtype=torch.bool, device=pixels.device)
        words = self.pixels_to_words(text.words, pixels, torch.zeros_like(pixels), nowhere)
        present = (~text.padding).to(words.dtype)[..., None]
        mean: Tensor = ((words + text.words) * present).sum(1) / present.sum(1)
        return mean


def least_numbers(config: MiniConfig) -> int:
    """Return how many weights a network of `config` has at the least.

    It is asked before one is built: a made-up configuration must not take the memory. (Building on
    torch's "meta" device would take none, but loads seconds' worth of compiler.)
    """
    text, width = config.text, config.width
    in_text = text.vocabulary + text.positions + text.layers * (4 * text.width + text.feed_forward)
    layers = config.encoder_layers + config.decoder_layers + config.cluster_layers
    in_head = 1000 + config.concepts + config.queries + layers * (4 * width + config.feed_forward)
    return text.width * in_text + width * in_head


def _position_codes(level: Tensor) -> Tensor:
    """Return [1, h*w, C]: where the places of a map [B*T, C, h, w] lie."""
    nowhere = torch.zeros(1, *level.shape[-2:], dtype=torch.bool, device=level.device)
    return picture_positions(nowhere, level.shape[1]).flatten(2).transpose(1, 2)
