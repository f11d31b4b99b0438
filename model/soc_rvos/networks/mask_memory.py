"""Finds an object again from masks of other frames: a small network on what frozen ones see.

Every frame with a mask is remembered as keys (what a place looks like) and values (what of the
object is there). A new frame's places read the values of the places they are most like (Oh et al.,
Video Object Segmentation using Space-Time Memory Networks, 2019), once from frames that a person
gave and once from recent ones; a decoder makes a mask of both, of labels propagated without
learning, and of the object's colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.efficientnet_lite import CHANNELS
from soc_rvos.networks.parts.largest import largest
from soc_rvos.networks.parts.picture_maps import JOINED, PictureMaps
from soc_rvos.networks.parts.saliency import convolution
from soc_rvos.networks.parts.weighted_rows import weighted_rows

SUB = 4
"""A place at stride 16 is remembered with so many labels down and across."""
LABELS = SUB * SUB
KEY, VALUE = 48, 32
"""Channels of a key and of a value, labels not counted."""
_BASE, _QUERY = 96, 48
_MIDDLE, _FINE = 64, 24
_NEAREST = 24
"""Places that a place reads."""
_PLANES = 4
"""What is known of a place before decoding, beside labels: prior, its most and least, colours."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network sees in B pictures, for any object; h x w places at stride 16.

    `base` [B, 96, h, w]; `keys` [B, h * w, KEY] of length 1; `middle` [B, 48, h, w], `near` and
    `fine` at strides 8 and 4 are what the decoder looks at; `half` [B, 3, H / 2, W / 2].
    """

    base: Tensor
    keys: Tensor
    middle: Tensor
    near: Tensor
    fine: Tensor
    half: Tensor

    def tensors(self) -> tuple[Tensor, ...]:
        """Return all of it in the order of the attributes."""
        return self.base, self.keys, self.middle, self.near, self.fine, self.half

    def picture(self, number: int) -> Seen:
        """Return one picture alone, with B = 1."""
        one = slice(number, number + 1)
        return Seen(*(each[one] for each in self.tensors()))

    def of_type(self, precision: torch.dtype) -> Seen:
        """Return the same in another precision."""
        return Seen(*(each.to(precision) for each in self.tensors()))

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns at stride 16."""
        return _size(self.base)


@dataclass(frozen=True, slots=True)
class Reading:
    """What K objects' places read: `values` [K, h * w, VALUE + LABELS], `strength` [K, h * w].

    `strength` is the cosine to the most similar place.
    """

    values: Tensor
    strength: Tensor


@dataclass(frozen=True, slots=True)
class Coarse:
    """What the network says of K objects, before their outlines are made fine.

    `values` at stride 8 and the masks' `logits` at stride 16; what was read, at stride 4, in
    `known` and `late`; `certain` and `odds` [K, 1, H / 2, W / 2], -1 to 1. `there` [K] is the logit
    that the object is in the picture at all, `right` [K] that of its mask's overlap with the true
    one.
    """

    values: Tensor
    logits: Tensor
    known: Tensor
    late: Tensor
    certain: Tensor
    odds: Tensor
    there: Tensor
    right: Tensor


Window = tuple[int, int, int, int]
"""A part of a picture: top, left, height and width, counted in places at stride 8."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """Logits of K masks: `half` [K, 1, H / 2, W / 2] everywhere, `fine` at stride 4 in windows."""

    half: Tensor
    fine: Tensor


class MaskMemory(nn.Module):
    """The network. B pictures, K objects in one picture or one in each of K."""

    def __init__(self) -> None:
        super().__init__()
        four, eight, sixteen, thirty_two = CHANNELS
        self.base = nn.Conv2d(eight + sixteen + thirty_two, _BASE, 1)
        self.key = nn.Conv2d(_BASE, KEY, 3, padding=1)
        self.sharpness = nn.Parameter(torch.tensor(2.3))
        self.look = nn.Conv2d(_BASE, _QUERY, 1)
        self.near = nn.Conv2d(eight + JOINED[0], 32, 1)
        self.fine = nn.Conv2d(four + JOINED[1], 24, 1)
        self.value_look = nn.Conv2d(_BASE, _QUERY, 1)
        self.value = nn.Sequential(
            convolution(LABELS + _QUERY, _QUERY), nn.Conv2d(_QUERY, VALUE, 3, padding=1)
        )
        known = 2 * VALUE + 3 * LABELS + 2 + _PLANES + _QUERY
        self.decode16 = nn.Sequential(convolution(known, _MIDDLE), convolution(_MIDDLE, _MIDDLE))
        self.decode8 = convolution(_MIDDLE + 32 + _PLANES + 3, 48)
        self.decode4 = nn.Sequential(convolution(48 + 24 + 4, 32), convolution(32, _FINE))
        self.last16 = nn.Conv2d(_MIDDLE, 1, 1)
        self.last4 = nn.Conv2d(_FINE, 1, 1)
        self.decode2 = nn.Sequential(
            nn.Conv2d(_FINE + 3 + 3, 16, 3, padding=1), nn.ReLU(),
            nn.Conv2d(16, 16, 3, padding=1), nn.ReLU(),
            nn.Conv2d(16, 1, 1),
        )  # fmt: skip
        self.judge = nn.Sequential(nn.Linear(2 * _MIDDLE + 1, 32), nn.ReLU(), nn.Linear(32, 2))

    def see(self, maps: PictureMaps) -> Seen:
        """Return what is seen in pictures, for any object."""
        four, eight, sixteen, thirty_two = maps.maps
        size = _size(sixteen)
        seen = (
            functional.adaptive_avg_pool2d(eight, size),
            sixteen,
            functional.interpolate(thirty_two, size=size, mode="bilinear"),
        )
        base = functional.relu(self.base(torch.cat(seen, dim=1)))
        keys = functional.normalize(self.key(base), dim=1)
        return Seen(
            base,
            keys.flatten(2).transpose(1, 2),
            self.look(base),
            self.near(torch.cat((eight, maps.joined[0]), dim=1)),
            self.fine(torch.cat((four, maps.joined[1]), dim=1)),
            maps.half,
        )

    def remember(self, seen: Seen, masks: Tensor) -> Tensor:
        """Return values [K, h * w, VALUE + LABELS] of `masks` [K, 1, H / 2, W / 2] in [0, 1].

        `seen` is of one picture, in which all of them are, or of K.
        """
        labels = _labels(masks)
        looked = self.value_look(seen.base).expand(len(labels), -1, -1, -1)
        values: Tensor = self.value(torch.cat((labels * 2 - 1, looked), dim=1))
        return torch.cat((values, labels), dim=1).flatten(2).transpose(1, 2)

    def likeness(self, queries: Tensor, keys: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return which of M `keys` [M, KEY] each of N `queries` [N, KEY] reads.

        Returns:
            weights [N, n] that sum to 1, places int64 [N, n], and the largest cosine [N].
        """
        alike = queries @ keys.T
        best, places = largest(alike, _NEAREST)
        weights = (best * self.sharpness.exp()).softmax(1)
        return weights, places, best[:, 0]

    def decode(
        self, seen: Seen, given: Reading, recent: Reading, prior: Tensor, odds: Tensor
    ) -> Coarse:
        """Say roughly where K objects are in one picture, or one in each of K.

        Args:
            seen: one picture, or K.
            given: what is read of frames that a person gave; `recent`: of frames seen lately.
            prior: probabilities [K, 1, H / 2, W / 2], labels propagated without learning.
            odds: [K, 1, H / 2, W / 2], -1 to 1, how much a pixel has the object's colours.
        """
        count, grid = len(prior), seen.grid
        certain = prior * 2 - 1
        known_values = _on_grid(given.values, grid)
        late_values = _on_grid(recent.values, grid)
        known, late = (values[:, VALUE:] * 2 - 1 for values in (known_values, late_values))
        strengths = _on_grid(torch.stack((given.strength, recent.strength), dim=2), grid)
        middle = self.decode16(
            torch.cat(
                (
                    known_values[:, :VALUE],
                    late_values[:, :VALUE],
                    known,
                    late,
                    _labels(certain),
                    strengths,
                    *_planes(certain, odds, grid),
                    seen.middle.expand(count, -1, -1, -1),
                ),
                dim=1,
            )
        )
        coarse = self.last16(middle)
        known, late = (functional.pixel_shuffle(labels, SUB) for labels in (known, late))
        near = seen.near.expand(count, -1, -1, -1)
        size = _size(near)
        values = self.decode8(
            torch.cat(
                (
                    _grown(middle, size),
                    near,
                    *_planes(certain, odds, size),
                    functional.adaptive_avg_pool2d(known, size),
                    functional.adaptive_avg_pool2d(late, size),
                    _grown(coarse, size),
                ),
                dim=1,
            )
        )
        inside = coarse.detach().sigmoid()
        area = inside.sum((2, 3))
        within = (middle * inside).sum((2, 3)) / (area + 0.1)
        there, right = self.judge(
            torch.cat((within, middle.amax((2, 3)), (area + 0.01).log()), dim=1)
        ).unbind(1)
        return Coarse(values, coarse, known, late, certain, odds, there, right)

    def refine(self, seen: Seen, coarse: Coarse, windows: Sequence[Window]) -> Outlined:
        """Return the masks as `coarse` has them, but with their outlines made fine in `windows`.

        There is a window for each object, all of one size.
        """
        values = cut(coarse.values, windows, 8)
        fine = cut(seen.fine, windows, 4)
        half = cut(seen.half, windows, 2)
        certain, odds = (cut(plane, windows, 2) for plane in (coarse.certain, coarse.odds))
        size = _size(fine)
        planes = (
            fine,
            cut(coarse.known, windows, 4),
            cut(coarse.late, windows, 4),
            *(functional.avg_pool2d(plane, 2) for plane in (certain, odds)),
        )
        values = self.decode4(torch.cat((_grown(values, size), *planes), dim=1))
        logits = self.last4(values)
        grown = _grown(logits, _size(half))
        refined = grown + self.decode2(
            torch.cat((_grown(values, _size(half)), half, grown, certain, odds), dim=1)
        )
        whole = _grown(coarse.logits, _size(coarse.certain))
        return Outlined(_pasted(whole, refined, windows), logits)


def cut(values: Tensor, windows: Sequence[Window], stride: int) -> Tensor:
    """Return [K, C, h, w], the window of each object in `values` [K or 1, C, H, W] at `stride`."""
    step = 8 // stride
    pieces = []
    for number, (top, left, height, width) in enumerate(windows):
        plane = values[number % len(values)]
        rows = slice(top * step, (top + height) * step)
        pieces.append(plane[:, rows, left * step : (left + width) * step])
    return torch.stack(pieces)


def _pasted(whole: Tensor, pieces: Tensor, windows: Sequence[Window]) -> Tensor:
    """Return `whole` [K, 1, H / 2, W / 2] with the `pieces` in their windows."""
    pasted = whole.clone()
    for number, (top, left, height, width) in enumerate(windows):
        rows = slice(top * 4, (top + height) * 4)
        pasted[number, :, rows, left * 4 : (left + width) * 4] = pieces[number]
    return pasted


def read(
    weights: Tensor, places: Tensor, strength: Tensor, values: Tensor
) -> tuple[Tensor, Tensor]:
    """Return what N places read of `values` [M, C]: [N, C], and their `strength` [N].

    The other arguments are what `MaskMemory.likeness` returns.
    """
    return weighted_rows(values, places, weights), strength


def _labels(masks: Tensor) -> Tensor:
    """Return [K, LABELS, h, w] for planes [K, 1, H / 2, W / 2]."""
    labels: Tensor = functional.pixel_unshuffle(functional.avg_pool2d(masks, 8 // SUB), SUB)
    return labels


def _on_grid(values: Tensor, grid: tuple[int, int]) -> Tensor:
    placed: Tensor = values.transpose(1, 2).unflatten(2, grid)
    return placed


def _size(values: Tensor) -> tuple[int, int]:
    height, width = values.shape[-2:]
    return int(height), int(width)


def _grown(values: Tensor, size: tuple[int, int]) -> Tensor:
    return functional.interpolate(values, size=size, mode="bilinear")


def _planes(
    certain: Tensor, odds: Tensor, size: tuple[int, int]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    return (
        functional.adaptive_avg_pool2d(certain, size),
        functional.adaptive_max_pool2d(certain, size),
        -functional.adaptive_max_pool2d(-certain, size),
        functional.adaptive_avg_pool2d(odds, size),
    )
