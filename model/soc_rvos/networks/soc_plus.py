"""SOC++: Semantic-Assisted Object Clustering for multi-modal referring video segmentation.

The successor of SOC. Departures from the paper follow the published network, whose weights we load.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.config import CLUSTERS, CONTRASTS, FUSIONS, SocPlusConfig
from soc_rvos.networks.outputs import SocAnswers, best_queries
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.query_fusion import QueryFusion
from soc_rvos.networks.parts.text import TextFeatures
from soc_rvos.networks.parts.transformer import Pyramid
from soc_rvos.networks.parts.weighted_cluster import WeightedCluster, match_scores
from soc_rvos.networks.soc import SocNetwork, VisualFeatures


class SocPlus(SocNetwork):
    """The network. B clips, T frames, N words, P proxies, Q queries, L decoder layers, C channels.

    What frames say, what words say, the transformer and the heads are SOC's.
    """

    config: SocPlusConfig

    def __init__(self, config: SocPlusConfig) -> None:
        super().__init__(config)
        chosen = config.cluster, config.fusion, config.contrast
        if chosen != (CLUSTERS[0], FUSIONS[0], CONTRASTS[0]):
            raise ValueError("SOC++ has no variants.")
        width, heads = config.width, config.heads
        self.proxies = nn.Embedding(config.proxies, width)
        self.pixels_to_proxies = Fusion(width, heads)
        self.proxies_to_words = Fusion(width, heads)
        self.cluster = WeightedCluster(
            width, heads, config.feed_forward, config.cluster_layers, config.queries
        )
        self.query_fusion = QueryFusion(width, heads)

    def _decode(
        self, visual: VisualFeatures, text: TextFeatures, best: int | None, everything: bool
    ) -> SocAnswers:
        """See `SocNetwork.decode`; `everything` is the answers of all decoder layers."""
        batch = len(text)
        frames = visual.finest.shape[1]
        pyramid = self._pyramid(visual, text)
        proxies = self._read_pixels(pyramid, frames)  # [B, P, C]
        sentence = text.mean(self._read_proxies(text.words, proxies))  # [B, C]
        memory = self.transformer.encode(pyramid)  # [B*T, places of all levels, C]
        decoded = self.transformer.decode(
            memory,
            pyramid,
            self.query_positions.weight,
            proxies.mean(1).repeat_interleave(frames, dim=0),
        )
        # One a decoder layer: [B*T, Q, C] -> [B, T, Q, C]
        per_frame = [queries.unflatten(0, (batch, frames)) for queries in decoded.queries]
        # One a decoder layer: [B, T]
        matches = published_order([match_scores(queries, sentence) for queries in per_frame])
        features = self.pixel_decoder(
            [*reversed(pyramid.split(memory)[:-1]), visual.finest.flatten(0, 1)]
        )  # [B*T, 8, H/4, W/4]
        numbers = list(range(len(per_frame)))
        answering = numbers[self.config.answer_level]
        if not self.training:
            numbers = numbers[: answering + 1] if everything else [answering]
        levels, objects = [], []
        for number in numbers:
            clip_objects = self.cluster(per_frame[number], sentence, matches[number])  # [B, Q, C]
            queries = self.query_fusion(per_frame[number], clip_objects)  # [B, T, Q, C]
            scores = self.class_heads[number](queries)  # [B, T, Q, K]
            chosen = best_queries(scores, None if everything or self.training else best)  # [B, Q']
            levels.append(
                self._heads(number, queries, scores, chosen, decoded, features, visual.extents)
            )
            objects.append(clip_objects)
        return SocAnswers(tuple(levels), chosen, tuple(objects), sentence)

    def _read_pixels(self, pyramid: Pyramid, frames: int) -> Tensor:
        """Return the proxies [B, P, C] of the words and pixels of all frames, level by level."""
        batch = len(pyramid.features) // frames
        proxies = self.proxies.weight.expand(batch, -1, -1)
        counts = [height * width for height, width in pyramid.sizes]
        paddings = (
            pyramid.features.new_zeros(pyramid.features.shape[:2], dtype=torch.bool)
            if pyramid.padding is None
            else pyramid.padding
        )
        maps = zip(
            pyramid.features.split(counts, dim=1), paddings.split(counts, dim=1), strict=True
        )
        for pixels, padding in list(maps)[:-1]:  # the coarsest map is not read
            seen = pixels.unflatten(0, (batch, frames)).flatten(1, 2)  # [B, T*h*w, C]
            outside = padding.unflatten(0, (batch, frames)).flatten(1, 2)
            # The pixels are their own positions: so was the network trained.
            proxies = proxies + self.pixels_to_proxies(proxies, seen, seen, outside)
        return proxies

    def _read_proxies(self, words: Tensor, proxies: Tensor) -> Tensor:
        """Return `words` [B, N, C] after they have read `proxies` [B, P, C]."""
        padding = torch.zeros(proxies.shape[:2], dtype=torch.bool, device=proxies.device)
        fused: Tensor = self.proxies_to_words(words, proxies, torch.zeros_like(proxies), padding)
        return fused


def published_order(matches: list[Tensor]) -> list[Tensor]:
    """Return what stands for the levels' `matches`, [B, T] each, in the published network.

    It lists them frame by frame and in each level by level, and reads the list level by level: a
    slip, but the weights were trained with it.
    """
    scores = torch.stack(matches, dim=-1)  # [B, T, L]
    batch, frames, levels = scores.shape
    return list(scores.reshape(batch, levels, frames).unbind(1))
