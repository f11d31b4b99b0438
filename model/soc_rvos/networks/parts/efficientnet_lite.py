"""EfficientNet-Lite0, its batch norms folded into the convolutions (Apache-2.0 weights)."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.layers import in_pieces

CLASSES = 1000
CHANNELS = (24, 40, 112, 320)
"""Of the maps at strides 4, 8, 16 and 32."""
_STEM, _HEAD = 32, 1280
_TOGETHER = 2  # pictures
# Of each stage: blocks, kernel, stride, expansion, channels out.
_STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
_LAST_OF_STRIDE = (1, 2, 4, 6)  # stages whose output is the map of strides 4, 8, 16, 32
_CUTS_OFF = (
    platform.machine().lower() in ("x86_64", "amd64")  # elsewhere it was never tried
    and torch.backends.mkldnn.is_available()
    and hasattr(torch.ops.mkldnn, "_convolution_pointwise")
    and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
)


class Convolution(nn.Conv2d):
    """A convolution whose output is the input's size over the stride, rounded up.

    Where padding is uneven, more of it lies right and below, as the weights were trained.
    """

    def forward(self, values: Tensor) -> Tensor:
        """Return [B, c, ceil(H / stride), ceil(W / stride)] for `values` [B, C, H, W]."""
        if self.kernel_size[0] == 1:
            return super().forward(values)
        values, padding = self._padded(values)
        return functional.conv2d(
            values, self.weight, self.bias, self.stride, padding, self.dilation, self.groups
        )

    def up_to_six(self, values: Tensor) -> Tensor:
        """Return the same cut off below 0 and above 6, which the processor does in one go."""
        alike = values.dtype == self.weight.dtype == torch.bfloat16
        if not alike or values.device.type != "cpu" or not _CUTS_OFF or torch.is_grad_enabled():
            return functional.relu6(self(values), inplace=True)
        values, padding = self._padded(values)
        result: Tensor = torch.ops.mkldnn._convolution_pointwise(
            values, self.weight, self.bias, padding, self.stride, self.dilation, self.groups,
            "hardtanh", [0.0, 6.0], "",
        )  # fmt: skip
        return result

    def _padded(self, values: Tensor) -> tuple[Tensor, tuple[int, int]]:
        """Return `values` with what uneven padding needs, and the even padding that is left."""
        kernel, stride = self.kernel_size[0], self.stride[0]
        height, width = values.shape[-2:]
        rows = max((-(-height // stride) - 1) * stride + kernel - height, 0)
        columns = max((-(-width // stride) - 1) * stride + kernel - width, 0)
        if rows % 2 == 0 and columns % 2 == 0:
            return values, (rows // 2, columns // 2)
        sides = columns // 2, columns - columns // 2, rows // 2, rows - rows // 2
        return functional.pad(values, sides), (0, 0)


class _Block(nn.Module):
    """Expand, convolve each channel, contract; a residual where shapes allow."""

    def __init__(self, before: int, after: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        hidden = before * expansion
        self.expand = Convolution(before, hidden, 1) if expansion > 1 else None
        self.depthwise = Convolution(hidden, hidden, kernel, stride, groups=hidden)
        self.project = Convolution(hidden, after, 1)
        self.residual = stride == 1 and before == after

    def forward(self, values: Tensor) -> Tensor:
        hidden = values if self.expand is None else self.expand.up_to_six(values)
        hidden = self.depthwise.up_to_six(hidden)
        after: Tensor = self.project(hidden)
        return values + after if self.residual else after


@dataclass(frozen=True, slots=True)
class BackboneFeatures:
    """What the backbone sees in B pictures.

    `maps` are [B, c, h, w] at strides 4, 8, 16, 32 with the channels `CHANNELS`; `logits`
    [B, 1000, h, w] at stride 32, the ImageNet classifier applied at every position.
    """

    maps: tuple[Tensor, ...]
    logits: Tensor


class EfficientNetLite(nn.Module):
    """The backbone, with the classifier as a 1 x 1 convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Convolution(3, _STEM, 3, 2)
        before = _STEM
        stages = []
        for blocks, kernel, stride, expansion, after in _STAGES:
            steps = [(before, stride), *[(after, 1)] * (blocks - 1)]
            stages.append(
                nn.Sequential(
                    *(_Block(channels, after, kernel, step, expansion) for channels, step in steps)
                )
            )
            before = after
        self.stages = nn.ModuleList(stages)
        self.head = Convolution(before, _HEAD, 1)
        self.classifier = nn.Linear(_HEAD, CLASSES)

    def arrange(self) -> None:
        """Lay the weights out as processors read them fastest: channels last."""
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                layer.weight.data = layer.weight.data.contiguous(memory_format=torch.channels_last)

    def maps(self, pictures: Tensor) -> tuple[Tensor, ...]:
        """Return the maps of strides 4 to 32 of `pictures` [B, 3, H, W], without the classifier.

        On a CPU a few pictures go at a time: memory of that size is used again from layer to layer,
        larger pieces are asked of the system anew, which fills each with zeros.
        """
        if len(pictures) > _TOGETHER and pictures.device.type == "cpu":
            parts = [self.maps(each) for each in pictures.split(_TOGETHER)]
            return tuple(torch.cat(levels) for levels in zip(*parts, strict=True))
        values = functional.relu6(self.stem(pictures), inplace=True)
        maps = []
        for number, stage in enumerate(self.stages):
            values = stage(values)
            if number in _LAST_OF_STRIDE:
                maps.append(values)
        return tuple(maps)

    def forward(self, pictures: Tensor) -> BackboneFeatures:
        """Return the features of `pictures` [B, 3, H, W], normalised as ImageNet is."""
        maps = self.maps(pictures)
        hidden = functional.relu6(self.head(maps[-1]), inplace=True).permute(0, 2, 3, 1)
        logits = in_pieces(self.classifier, hidden).permute(0, 3, 1, 2)
        return BackboneFeatures(maps, logits)
