"""Feed-forward layers in eight bits, for processors that multiply them (VNNI).

An error that all tokens share moves boxes, one that each has of its own hardly does, and what
rounding of a matrix does to the mean token is shared. So it is taken back, and the rest is kept
small: each channel has the eight bits for its own range.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from soc_rvos.networks.parts.layers import FeedForward

_PIECE = 2048  # tokens whose hidden channels fit a processor's cache
_SAMPLE = 64  # one of so many tokens tells what their hidden channels hold
_SPARE = 1.05  # how far above what the sample holds a hidden number may be
_WORTH = 4096  # tokens from which turning the matrices pays
_LEAST = 1e-6  # a range that is nothing


def multiplies_eight_bits() -> bool:
    """Return whether this processor multiplies eight bits faster than sixteen."""
    # Older releases of PyTorch do not say.
    can: Mapping[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(can.get("avx512_vnni")) and hasattr(torch.ops.onednn, "qlinear_pointwise")


def for_pictures(layer: FeedForward, tokens: int) -> Callable[[Tensor], Tensor]:
    """Return what does what `layer` does, [1, N, C] to [1, N, C], for pictures that are alike.

    It is in eight bits where the layer is in lower precision and the processor quicker with it;
    `tokens` is how many there are in all.
    """
    lowered = layer.expand.weight.dtype == torch.bfloat16 and layer.expand.weight.is_cpu
    is_worth = lowered and tokens >= _WORTH and multiplies_eight_bits()
    return EightBits(layer) if is_worth else layer


class EightBits:
    """A feed-forward layer in eight bits. The first picture says how far each channel goes."""

    def __init__(self, layer: FeedForward) -> None:
        self._layer = layer
        self._matrices: _Matrices | None = None

    def __call__(self, values: Tensor) -> Tensor:
        """Return [..., C] for `values` [..., C], float32, the tokens of a picture."""
        tokens = values.reshape(-1, values.shape[-1])
        made = self._matrices = self._matrices or _Matrices(self._layer, tokens)
        layer, inner, outer = self._layer, made.inner, made.outer
        mean = tokens.mean(0)
        bias = torch.addmv(made.inner_bias, made.expand, mean)
        some = torch.addmm(made.inner_bias, tokens[::_SAMPLE], made.expand.mT).relu_()
        step = max(float(some.max()) * _SPARE, _LEAST) / 255
        after = torch.addmv(made.outer_bias, outer.lost, some.mean(0))
        pieces = []
        for piece in tokens.split(_PIECE):
            apart = torch.addcmul(-mean / made.ranges, piece, 1 / made.ranges)
            largest = max(float(torch.maximum(apart.amax(), -apart.amin())), _LEAST)
            # Half a step more than the middle, since what is behind the point is cut off.
            eight = apart.mul_(127 / largest).add_(128.5).to(torch.uint8)
            hidden = torch.ops.onednn.qlinear_pointwise(
                *(eight, largest / 127, 128, inner.packed, inner.scales, inner.zeros, bias),
                *(step, 0, torch.uint8, "relu", [], ""),
            )
            updated = torch.ops.onednn.qlinear_pointwise.binary(
                *(hidden, step, 0, outer.packed, outer.scales, outer.zeros, piece, after),
                *(1.0, 0, torch.float32, 1.0, 0, "add", 1.0, "none", [], ""),
            )
            pieces.append(layer.norm(updated))
        return torch.cat(pieces).view_as(values)


class _Matrices:
    """The two matrices of `layer` for pictures like the one that has `tokens` [N, C]."""

    def __init__(self, layer: FeedForward, tokens: Tensor) -> None:
        apart = tokens - tokens.mean(0)
        # Between no scale of each channel and all of it: what matrices lose by it grows.
        self.ranges = torch.maximum(apart.amax(0), -apart.amin(0)).clamp_(min=_LEAST) ** 0.75
        self.expand = layer.expand.whole()
        self.inner = _Matrix(self.expand * self.ranges)
        self.outer = _Matrix(layer.contract.whole())
        self.inner_bias, self.outer_bias = layer.expand.bias.float(), layer.contract.bias.float()


class _Matrix:
    """A matrix [out, in] in eight bits, and what is `lost` by that."""

    def __init__(self, weight: Tensor) -> None:
        self.scales = weight.abs().amax(1).clamp_(min=_LEAST) / 127
        eight = (weight / self.scales[:, None]).round_()
        self.lost = weight - eight * self.scales[:, None]
        self.packed = torch.ops.onednn.qlinear_prepack(eight.to(torch.int8), None)
        self.zeros = torch.zeros(len(weight), dtype=torch.int32)
