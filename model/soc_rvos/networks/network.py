"""What every network is to those who load and run it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor, nn

from soc_rvos.config import NetworkConfig, SwinNetworkConfig
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.parts.layers import Projections
from soc_rvos.networks.parts.text import TextEncoder, TextFeatures
from soc_rvos.networks.parts.transformer import DeformableTransformer
from soc_rvos.networks.parts.video_swin import VideoSwin


class Network(nn.Module, ABC):
    """A network that encodes frames and words apart, then decodes them together.

    What the two encoders take differs from network to network; its engine makes it. `forward` takes
    all of it by name.
    """

    config: NetworkConfig

    @abstractmethod
    def encode_frames(self, *inputs: Any, **named: Any) -> Any:
        """Return what the frames of B clips say, for any expression."""

    @abstractmethod
    def encode_text(self, *inputs: Any, **named: Any) -> Any:
        """Return what the words of B expressions say, for any frames."""

    @abstractmethod
    def decode(self, visual: Any, text: Any, best: int | None = None) -> SocAnswers:
        """Say which queries are the referred object, and where they are.

        Args:
            visual: what `encode_frames` gave for B clips, or for one that all are about.
            text: what `encode_text` gave for B expressions.
            best: answer with so many queries of highest score only, best first; None: all.
        """

    def complete(self) -> None:
        """Compute what follows from the configuration alone, once the weights are in place."""

    def lowered(self) -> tuple[nn.Module, ...]:
        """Return the parts that may be kept in lower precision.

        Those that `encode_frames` alone runs need autocast; the others turn what they are given.
        """
        return ()


def one_by_one(features: Tensor) -> bool:
    """Return whether expressions about one clip, which has `features`, had better be answered in
    turn: a CPU has what it works on nearer then. Where gradients are taken, all go at once."""
    return features.device.type == "cpu" and not torch.is_grad_enabled()


class SwinNetwork(Network):
    """A network with a Video Swin backbone and RoBERTa, as the published ones are."""

    config: SwinNetworkConfig
    backbone: VideoSwin
    projections: Projections
    text: TextEncoder
    transformer: DeformableTransformer

    def encode_text(self, ids: Tensor, present: Tensor) -> TextFeatures:
        """Return what the words say, for any frames; `ids` and `present` are int64 [B, N]."""
        features: TextFeatures = self.text(ids, present)
        return features

    def complete(self) -> None:
        """See `Network.complete`."""
        self.text.make_constants()

    def lowered(self) -> tuple[nn.Module, ...]:
        """See `Network.lowered`."""
        return self.backbone, self.projections, *self.transformer.lowered()
