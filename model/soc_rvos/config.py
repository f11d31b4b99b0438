"""The numbers that fix a network: one constant per published variant, and the one that ships."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol


class NetworkConfig(Protocol):
    """What the configuration of any network says; it is a frozen dataclass.

    `name` is how the network is called in messages and files; frames are resized to `short_side`,
    but not beyond `long_side`, in pixels; `window_length` frames were seen together in training; an
    object counts as absent below the score `threshold`, in [0, 1].

    A file that claims a number under 1 or over a million is refused; a field that may have such
    numbers says so: `field(default=0.1, metadata={"bounds": (0, 1)})`.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str: ...
    @property
    def short_side(self) -> int: ...
    @property
    def long_side(self) -> int: ...
    @property
    def window_length(self) -> int: ...
    @property
    def threshold(self) -> float: ...


class TokenNetworkConfig(NetworkConfig, Protocol):
    """The configuration of a network that reads the tokens of an expression."""

    @property
    def text(self) -> TextConfig: ...


class SwinNetworkConfig(TokenNetworkConfig, Protocol):
    """The configuration of a network with a Video Swin backbone and RoBERTa."""

    @property
    def backbone(self) -> SwinConfig: ...


@dataclass(frozen=True, slots=True)
class SwinConfig:
    """A Video Swin backbone (SOC section 4.1; Video Swin Transformer, CVPR 2022).

    `channels` of the first stage; blocks (`depths`) and attention `heads` of the four stages.
    """

    channels: int
    depths: tuple[int, int, int, int]
    heads: tuple[int, int, int, int]
    window: tuple[int, int, int] = (8, 7, 7)


@dataclass(frozen=True, slots=True)
class TextConfig:
    """A RoBERTa text encoder; the defaults are roberta-base."""

    vocabulary: int = 50265
    width: int = 768
    layers: int = 12
    heads: int = 12
    feed_forward: int = 3072
    positions: int = 514


CLUSTERS = ("transformer", "encoder", "decoder", "convolution", "average", "k-means", "none")
"""The object clusters that the paper of SOC compares, its own first (tables 3, 5 and 8)."""
FUSIONS = ("both", "words-to-pixels", "pixels-to-words", "none")
"""The fusions that it compares, its own first: who reads what (table 4)."""
CONTRASTS = ("sentence", "none")
"""Whether the objects of a clip are compared with the sentence (table 3)."""


@dataclass(frozen=True, slots=True)
class SocConfig:
    """A SOC network.

    Attributes:
        name: how the network is called in messages and files.
        backbone: the visual encoder.
        text: the text encoder.
        classes: outputs of the class head; the score of a query is the best of them.
        width: channels of everything after the backbone.
        heads: attention heads of everything after the backbone.
        feed_forward: hidden channels of the feed-forward layers.
        encoder_layers, decoder_layers: of the deformable transformer.
        cluster_layers: encoder and decoder layers of the video-level object cluster.
        queries: object queries of a frame, and of the clip.
        answer_level: decoder layer whose heads answer in evaluation. The published networks were
            scored with the first (0), because only the last layer is clustered there and their
            code pairs that one cluster with the first layer's heads; -1 is the last.
        short_side, long_side: frames are resized to the first, but not beyond the second; pixels.
        window_length: frames the network was trained to see together.
        threshold: score in [0, 1] below which an object counts as absent.
        cluster: what makes objects of the clip of the frame queries, one of `CLUSTERS`; others than
            the first are for experiments, not for SOC++.
        fusion: which of pixels and words read the other, one of `FUSIONS`; likewise.
        contrast: what objects are compared with in training, one of `CONTRASTS`; likewise.
    """

    name: str
    backbone: SwinConfig
    text: TextConfig = TextConfig()
    classes: int = 1
    width: int = 256
    heads: int = 8
    feed_forward: int = 2048
    encoder_layers: int = 3
    decoder_layers: int = 3
    cluster_layers: int = 3
    queries: int = 20
    answer_level: int = 0
    short_side: int = 360
    long_side: int = 640
    window_length: int = 8
    threshold: float = 0.5
    cluster: str = "transformer"
    fusion: str = "both"
    contrast: str = "sentence"


@dataclass(frozen=True, slots=True)
class SocPlusConfig(SocConfig):
    """A SOC++ network; `proxies` are the queries through which words read pixels."""

    proxies: int = 20
    answer_level: int = -1


@dataclass(frozen=True, slots=True)
class SgMgConfig:
    """An SgMg network; fields not told of here are `SocConfig`'s.

    Attributes:
        padded_to: frames are padded right and bottom with zeros to a multiple of so many pixels,
            as the published scripts for videos do.
        long_side: no bound that a video reaches, as published; it also keeps the short side from
            becoming less than the network can see.
        window_length: the published scripts show whole videos; frames meet in the backbone only,
            whose windows are so long.
    """

    name: str
    backbone: SwinConfig
    text: TextConfig = TextConfig()
    width: int = 256
    heads: int = 8
    feed_forward: int = 2048
    encoder_layers: int = 4
    decoder_layers: int = 4
    queries: int = 5
    padded_to: int = 16
    short_side: int = 360
    long_side: int = 1_000_000
    window_length: int = 8
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class SentenceConfig:
    """The numbers that fix a sentence encoder; the defaults are MiniLM-L6's.

    `vocabulary` word pieces, at most `positions` of them in a sentence.
    """

    vocabulary: int = 30522
    positions: int = 128
    width: int = 384
    layers: int = 6
    heads: int = 12
    feed_forward: int = 1536


@dataclass(frozen=True, slots=True)
class MiniConfig:
    """A SOC network of small width on an EfficientNet-Lite0 backbone; the fields are `SocConfig`'s.

    `concepts` is how many kinds of things its nouns are sorted into.
    """

    name: str = "soc-mini"
    text: SentenceConfig = SentenceConfig()
    concepts: int = 32
    width: int = 128
    heads: int = 4
    feed_forward: int = 256
    encoder_layers: int = 2
    decoder_layers: int = 2
    cluster_layers: int = 1
    queries: int = 3
    short_side: int = 320
    long_side: int = 640
    window_length: int = 8
    threshold: float = 0.5


LEVELS = 4  # feature maps the transformer reads
POINTS = 4  # sampling points of deformable attention, per level and head
MASK_CHANNELS = 8  # of the mask features and of each dynamic layer

VIDEO_SWIN_T = SwinConfig(96, (2, 2, 6, 2), (3, 6, 12, 24))
VIDEO_SWIN_S = SwinConfig(96, (2, 2, 18, 2), (3, 6, 12, 24))
VIDEO_SWIN_B = SwinConfig(128, (2, 2, 18, 2), (4, 8, 16, 32))

SOC_SWIN_T = SocConfig("soc-swin-t", VIDEO_SWIN_T)
SOC_SWIN_S = SocConfig("soc-swin-s", VIDEO_SWIN_S)
SOC_SWIN_B = SocConfig("soc-swin-b", VIDEO_SWIN_B)
PUBLISHED = (SOC_SWIN_T, SOC_SWIN_S, SOC_SWIN_B)

SOC_PLUS_SWIN_T = SocPlusConfig("soc-plus-swin-t", VIDEO_SWIN_T)
SOC_PLUS_SWIN_B = SocPlusConfig("soc-plus-swin-b", VIDEO_SWIN_B)
PUBLISHED_PLUS = (SOC_PLUS_SWIN_T, SOC_PLUS_SWIN_B)

SGMG_SWIN_T = SgMgConfig("sgmg-swin-t", VIDEO_SWIN_T)
SGMG_SWIN_B = SgMgConfig("sgmg-swin-b", VIDEO_SWIN_B)
PUBLISHED_SGMG = (SGMG_SWIN_T, SGMG_SWIN_B)


def with_classes(config: SocConfig, classes: int) -> SocConfig:
    """Return `config` with another number of classes (one published file has 65)."""
    return replace(config, classes=classes)
