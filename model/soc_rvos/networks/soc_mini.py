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
from soc_rvos.networks.network import Network
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers, best_queries, of_queries
from soc_rvos.networks.parts.efficientnet_lite import CHANNELS, EfficientNetLite
from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.layers import Perceptron
from soc_rvos.networks.parts.mask_head import dynamic_masks, kernel_parameters
from soc_rvos.networks.parts.mini_features import EVIDENCE, MiniText, MiniVisual, class_evidence
from soc_rvos.networks.parts.mini_layers import QueryLayer, ReadingLayer
from soc_rvos.networks.parts.object_cluster import ObjectCluster, fuse_objects
from soc_rvos.networks.parts.positions import picture_positions, word_positions
from soc_rvos.networks.parts.precision import in_own_precision
from soc_rvos.networks.parts.saliency import SaliencyHead, convolution
from soc_rvos.networks.parts.sentence_encoder import SentenceEncoder

MOTION_CHANNELS = 3
COLOURS = 11
_NAMING = 64  # channels in which places are compared with nouns
# And how alike place and noun are, how much of it has the colours named, whether any are named,
# what stands out, and where a place lies.
_EXTRAS = EVIDENCE + MOTION_CHANNELS + 1 + 2 + 1 + 2
_TIMES = 64  # frames that can be told apart in a window


class SocMini(Network):
    """The network. B clips, T frames, N words, Q queries, C channels."""

    config: MiniConfig

    def __init__(self, config: MiniConfig) -> None:
        super().__init__()
        self.config = config
        width, heads, hidden = config.width, config.heads, config.feed_forward
        self.backbone = EfficientNetLite()
        self.saliency = SaliencyHead()
        self.text = SentenceEncoder(config.text)
        self.word_projection = nn.Sequential(
            nn.Linear(config.text.width, width), nn.LayerNorm(width)
        )
        self.concept_projection = nn.Sequential(
            nn.Linear(config.concepts, width), nn.LayerNorm(width)
        )
        self.sentence_projection = nn.Sequential(
            nn.Linear(config.text.width, width), nn.LayerNorm(width)
        )
        self.project_coarse = _projection(CHANNELS[3], width)
        self.project_middle = _projection(CHANNELS[2], width)
        self.classes = nn.Conv2d(1000, width, 1)
        self.name_places = nn.Sequential(
            convolution(2 * width, width), nn.Conv2d(width, _NAMING, 1)
        )
        self.name_nouns = nn.Sequential(
            nn.Linear(config.text.width + config.concepts, width),
            nn.ReLU(),
            nn.Linear(width, _NAMING),
        )
        self.name_scale = nn.Parameter(torch.tensor([8.0, -4.0]))
        fine = width // 2
        self.project8 = nn.Conv2d(CHANNELS[1] + MOTION_CHANNELS + 1, fine, 1)
        self.project4 = nn.Conv2d(CHANNELS[0] + 1, fine // 2, 1)
        self.extras_coarse = nn.Conv2d(_EXTRAS, width, 1)
        self.extras_middle = nn.Conv2d(_EXTRAS, width, 1)
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

    def encode_frames(
        self, frames: Tensor, motion: Tensor, colours: Tensor, hints: Tensor | None = None
    ) -> MiniVisual:
        """Return what the frames say, for any expression.

        `frames` is float [B, T, 3, H, W], normalised; `motion` [B, T, 3, H / 8, W / 8] as
        `inference.motion.motion_maps` gives it, `colours` [B, T, 11, H / 8, W / 8] as
        `inference.colour_maps.colour_maps` does. `hints` [B, T, 1000, H / 32, W / 32] are added to
        the backbone's logits: in training, what it would say of things more like photographs.
        """
        batch, count = frames.shape[:2]
        with torch.no_grad():
            pictures = frames.flatten(0, 1).to(memory_format=torch.channels_last)
            seen = self.backbone(pictures)
            saliency = self.saliency(seen.maps)
        logits = seen.logits.float()
        if hints is not None:
            logits = logits + hints.flatten(0, 1)
        shown = saliency.float().tanh()
        moved = motion.flatten(0, 1)
        four, eight, sixteen, thirty_two = seen.maps
        near = functional.interpolate(shown, size=eight.shape[-2:], mode="area")
        classes = (logits / 2).softmax(1) * 20
        coarse = self.project_coarse(thirty_two) + self.classes(classes)
        middle = self.project_middle(sixteen)
        around = functional.interpolate(coarse, size=middle.shape[-2:], mode="bilinear")
        naming = self.name_places(torch.cat((middle, around), dim=1))
        parts = (
            coarse,
            middle,
            self.project8(torch.cat((eight, moved.to(eight.dtype), near.to(eight.dtype)), dim=1)),
            self.project4(torch.cat((four, shown.to(four.dtype)), dim=1)),
            logits,
            shown,
            moved,
            colours.flatten(0, 1),
            functional.normalize(naming.float(), dim=1),
        )
        return MiniVisual(*(part.float().unflatten(0, (batch, count)) for part in parts))

    def encode_text(
        self,
        ids: Tensor,
        present: Tensor,
        noun_ids: Tensor,
        noun_present: Tensor,
        classes: Tensor,
        concepts: Tensor,
        named_colours: Tensor,
    ) -> MiniText:
        """Return what the words say, for any frames; see `language.reader.TokenisedExpressions`."""
        with torch.no_grad():
            read = self.text(ids, present)
        general = self.concept_projection(concepts)
        padding = torch.cat((present == 0, present[:, :1] == 0), dim=1)
        return MiniText(
            torch.cat((self.word_projection(read.words), general[:, None]), dim=1),
            self.sentence_projection(read.sentence) + general,
            word_positions(padding, self.config.width),
            padding,
            classes,
            self.read_nouns(noun_ids, noun_present, concepts),
            named_colours,
        )

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

    def read_nouns(self, ids: Tensor, present: Tensor, concepts: Tensor) -> Tensor:
        """Return [B, 64], of length 1, for nouns on their own: ids and presence int64 [B, M]."""
        with torch.no_grad():
            read = self.text(ids, present)
        named = self.name_nouns(torch.cat((read.sentence, concepts), dim=-1))
        return functional.normalize(named.float(), dim=-1)

    def likeness(self, naming: Tensor, nouns: Tensor) -> Tensor:
        """Return logits [B, T, N, h, w] that places of `naming` [B, T, 64, h, w] are the nouns.

        `nouns` is [B, N, 64].
        """
        alike = torch.einsum("btchw,bnc->btnhw", naming, nouns)
        scale, shift = self.name_scale
        logits: Tensor = alike * scale + shift
        return logits

    def decode(
        self, visual: MiniVisual, text: MiniText, best: int | None = None, sentence: bool = False
    ) -> SocAnswers:
        """Say which queries are the referred object, and where they are; see `Soc.answer`."""
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
        frames = visual.coarse.shape[1]
        alike = self.likeness(visual.naming, text.noun[:, None]).flatten(0, 1)  # [B*T, 1, h, w]
        # [B*T, C, h, w] at strides 16 and 32
        middle = visual.middle.flatten(0, 1) + self.extras_middle(
            self._extras(visual, text, evidence, alike, visual.middle)
        )
        coarse = visual.coarse.flatten(0, 1) + self.extras_coarse(
            self._extras(visual, text, evidence, alike, visual.coarse)
        )
        sizes = [level.shape[-2:] for level in (middle, coarse)]
        # [B*T, P, C], those of stride 16 first
        places = torch.cat([level.flatten(2).transpose(1, 2) for level in (middle, coarse)], dim=1)
        codes = torch.cat(
            [
                picture_positions(
                    torch.zeros(1, *size, dtype=torch.bool, device=places.device), places.shape[2]
                )
                .flatten(2)
                .transpose(1, 2)
                + code
                for size, code in zip(sizes, self.level_codes, strict=True)
            ],
            dim=1,
        )  # [1, P, C]
        times = self.time_codes.weight[:frames]  # [T, C]
        far = sizes[1].numel()
        places = (places + codes).unflatten(0, (batch, frames))  # [B, T, P, C]
        for layer in self.reading:
            places = layer(places, codes, times, text, far)
        where = self.grounding(places[:, :, :-far])  # [B, T, M, 1]
        memory = places.flatten(0, 1)  # [B*T, P, C]
        pooled = (where.flatten(0, 1).softmax(1) * memory[:, :-far]).sum(1)  # [B*T, C]
        start = (
            self.query_content.weight
            + text.sentence[:, None].repeat_interleave(frames, 0)
            + self.grounded(pooled)[:, None]
        )  # [B*T, Q, C]
        position = self.query_positions.weight.expand(len(start), -1, -1)
        keys = memory + codes
        queries = []
        content = start
        for layer in self.decoding:
            content = layer(content, position, memory, keys)
            queries.append(content.unflatten(0, (batch, frames)))  # [B, T, Q, C]
        features = self._mask_features(visual, places, where, sizes)  # [B*T, 8, H/4, W/4]
        used = queries if self.training else queries[-1:]
        first = len(queries) - len(used)
        levels, objects = [], []
        for number, frame_queries in enumerate(used, first):
            clip_objects = self.cluster(frame_queries, text.sentence)  # [B, Q, C]
            fused = fuse_objects(frame_queries, clip_objects)  # [B, T, Q, C]
            scores = self.class_heads[number](fused).float()  # [B, T, Q, 1]
            if not self.training:
                scores = steadied(scores)
            chosen = best_queries(scores, None if self.training else best)  # [B, Q']
            levels.append(self._heads(fused, scores, chosen, features))
            objects.append(clip_objects)
        said = self._fused_sentence(visual, text) if sentence or self.training else None
        shape = (batch, frames, 1, *sizes[0])
        return SocAnswers(tuple(levels), chosen, tuple(objects), said), where.reshape(shape)

    def _extras(
        self, visual: MiniVisual, text: MiniText, evidence: Tensor, alike: Tensor, like: Tensor
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

    def _mask_features(
        self, visual: MiniVisual, places: Tensor, where: Tensor, sizes: list[torch.Size]
    ) -> Tensor:
        """Return [B * T, 8, h, w] at stride 4."""
        far = sizes[1].numel()
        grid = torch.cat((places[:, :, :-far], where), dim=-1).flatten(0, 1).transpose(1, 2)
        values = self.decode16(grid.unflatten(2, sizes[0]))
        lateral = visual.lateral8.flatten(0, 1)
        values = functional.interpolate(values, size=lateral.shape[-2:], mode="bilinear")
        values = self.narrow(self.decode8(functional.relu(values + lateral)))
        lateral = visual.lateral4.flatten(0, 1)
        values = functional.interpolate(values, size=lateral.shape[-2:], mode="bilinear")
        features: Tensor = self.last(self.decode4(functional.relu(values + lateral)))
        return features.float()

    def _heads(
        self, queries: Tensor, scores: Tensor, chosen: Tensor, features: Tensor
    ) -> LevelAnswers:
        batch, frames = queries.shape[:2]

        picked = of_queries(queries, chosen)
        boxes = self.box_head(picked).sigmoid().float()
        width = features.shape[-1]
        ratio = features.new_tensor([1.0, features.shape[-2] / width])
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


def steadied(scores: Tensor) -> Tensor:
    """Return logits [B, T, Q, K] of the geometric mean of a frame's probability and its clip's.

    A frame in which the object is hard to see is carried by the others; one that surely does not
    show it stays without.
    """
    chance = functional.logsigmoid(scores)
    clip = scores.sigmoid().mean(1, keepdim=True).clamp(min=1e-6).log()
    both = ((chance + clip) / 2).clamp(max=-1e-6)
    return both - torch.log1p(-both.exp())


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


def _projection(before: int, after: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(before, after, 1), nn.GroupNorm(8, after))
