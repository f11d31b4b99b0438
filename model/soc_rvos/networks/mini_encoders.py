"""What the network that ships sees and reads, before the two meet."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.config import MiniConfig
from soc_rvos.networks.network import Network
from soc_rvos.networks.parts.efficientnet_lite import CHANNELS, BackboneFeatures, EfficientNetLite
from soc_rvos.networks.parts.mini_features import MOTION_CHANNELS, MiniText, MiniVisual
from soc_rvos.networks.parts.positions import word_positions
from soc_rvos.networks.parts.saliency import SaliencyHead, convolution
from soc_rvos.networks.parts.sentence_encoder import SentenceEncoder

_NAMING = 64  # channels in which places are compared with nouns


class MiniEncoders(Network):
    """The encoders of `SocMini`. B clips or expressions, T frames, N words, C channels."""

    config: MiniConfig

    def __init__(self, config: MiniConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
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

    def encode_frames(
        self, frames: Tensor, motion: Tensor, colours: Tensor, hints: Tensor | None = None
    ) -> MiniVisual:
        """Return what the frames say, for any expression.

        `frames` is float [B, T, 3, H, W], normalised; `motion` [B, T, 3, H / 8, W / 8] as
        `inference.motion.motion_maps` gives it, `colours` [B, T, 11, H / 8, W / 8] as
        `inference.colour_maps.colour_maps` does. `hints` [B, T, 1000, H / 32, W / 32] are added to
        the backbone's logits: in training, what it would say of things more like photographs.
        """
        return self.read_maps(*self.see(frames), motion, colours, hints)

    def see(self, frames: Tensor) -> tuple[BackboneFeatures, Tensor]:
        """Return what the backbone sees in `frames` [B, T, 3, H, W], picture by picture, and logits
        [B * T, 1, h, w] at stride 4 of what stands out."""
        seen = self.backbone(frames.flatten(0, 1).to(memory_format=torch.channels_last))
        return seen, self.saliency(seen.maps)

    def read_maps(
        self,
        seen: BackboneFeatures,
        saliency: Tensor,
        motion: Tensor,
        colours: Tensor,
        hints: Tensor | None = None,
    ) -> MiniVisual:
        """Return what the frames say, see `encode_frames`, of what `see` returned for them.

        Classes and what stands out are evidence: nothing is learned through them.
        """
        batch, count = motion.shape[:2]
        logits = seen.logits.detach().float()
        if hints is not None:
            logits = logits + hints.flatten(0, 1)
        shown = saliency.detach().float().tanh()
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

    def lowered(self) -> tuple[nn.Module, ...]:
        """See `Network.lowered`."""
        return self.backbone, self.saliency

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


def _projection(before: int, after: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(before, after, 1), nn.GroupNorm(8, after))
