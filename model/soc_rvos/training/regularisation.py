"""What only training does to a network: dropout, stochastic depth, recomputing, lower precision.

Networks are written without it. It is laid on from outside, so that without it a step of training
computes nothing but what is written there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

from soc_rvos.networks.network import Network
from soc_rvos.networks.parts.deformable_attention import DeformableAttention
from soc_rvos.networks.parts.layers import Attention, FeedForward
from soc_rvos.networks.parts.transformer import DeformableTransformer
from soc_rvos.networks.parts.video_swin import SwinBlock, VideoSwin
from soc_rvos.training.settings import Regularisation


def regularise(network: Network, settings: Regularisation) -> None:
    """Leave out at random while `network` trains, as the published code does.

    Dropout is in the deformable transformer, after the projection of words, and in RoBERTa where
    that learns; stochastic depth grows from the backbone's first block to its last.
    """
    for part in network.modules():
        if isinstance(part, DeformableTransformer):
            _drop_in_transformer(part, settings.dropout)
        elif isinstance(part, VideoSwin):
            _drop_blocks(part, settings.stochastic_depth)
    text = getattr(network, "text", None)
    if text is not None and hasattr(text, "roberta"):
        for norm in (text.norm, *([text.sentence] if text.sentence is not None else [])):
            norm.register_forward_hook(partial(_dropped, settings.dropout))
        if any(value.requires_grad for value in text.roberta.parameters()):
            for part in text.roberta.modules():
                if isinstance(part, nn.Dropout):
                    part.p = settings.dropout


def _drop_in_transformer(transformer: DeformableTransformer, share: float) -> None:
    for part in transformer.modules():
        if isinstance(part, DeformableAttention):
            part.register_forward_hook(partial(_dropped, share))
        elif isinstance(part, Attention):
            part.dropout = share
            part.attention.out_proj.register_forward_hook(partial(_dropped, share))
        elif isinstance(part, FeedForward):
            part.contract.register_forward_pre_hook(partial(_dropped_before, share))
            part.contract.register_forward_hook(partial(_dropped, share))


def _dropped(share: float, part: nn.Module, given: Any, said: Tensor) -> Tensor:
    return functional.dropout(said, share, part.training)


def _dropped_before(share: float, part: nn.Module, given: tuple[Tensor]) -> tuple[Tensor]:
    return (functional.dropout(given[0], share, part.training),)


def _drop_blocks(swin: VideoSwin, most: float) -> None:
    blocks = [each for each in swin.modules() if isinstance(each, SwinBlock)]
    for number, block in enumerate(blocks):
        share = most * number / max(1, len(blocks) - 1)
        block.attention.register_forward_hook(partial(_left_out, share))
        block.contract.register_forward_hook(partial(_left_out, share))


def _left_out(share: float, part: nn.Module, given: tuple[Any, ...], said: Tensor) -> Tensor:
    """Leave out a branch of a block for some clips, and make up for it in the others."""
    if not part.training or not share:
        return said
    clips = len(said) // given[1].count if len(given) > 1 else len(said)
    kept = torch.rand(clips, device=said.device) >= share
    factor = kept.to(said.dtype) / (1 - share)
    return said * factor.repeat_interleave(len(said) // clips)[:, None, None]


def recompute(network: Network) -> None:
    """Keep less in memory: what blocks and layers computed is computed again for gradients."""
    for part in network.modules():
        if isinstance(part, SwinBlock):
            _recomputed(part)
        elif isinstance(part, DeformableTransformer):
            for layer in (*part.encoder, *part.decoder):
                _recomputed(layer)


def _recomputed(part: nn.Module) -> None:
    original = part.forward

    @wraps(original)
    def forward(*given: Any) -> Any:
        if part.training and torch.is_grad_enabled():
            return checkpoint(original, *given, use_reentrant=False)
        return original(*given)

    part.forward = forward


def lower_precision(network: Network, kind: torch.dtype) -> None:
    """Compute backbone, projections and text encoder in `kind`; weights stay in float32.

    What places boxes and masks stays in float32, as in evaluation.
    """
    text = getattr(network, "text", None)
    for part in (*network.lowered(), *([text] if isinstance(text, nn.Module) else [])):
        part.forward = _lowered(part.forward, part, kind)


def _lowered(
    original: Callable[..., Any], part: nn.Module, kind: torch.dtype
) -> Callable[..., Any]:
    @wraps(original)
    def forward(*given: Any, **named: Any) -> Any:
        device = next(part.parameters()).device.type
        with torch.autocast(device, kind, enabled=part.training):
            return original(*given, **named)

    return forward
