"""What is seen in a frame that a person points at: computed once, used for every click."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from soc_rvos.inference.preprocess import normalise
from soc_rvos.inference.tracker_sight import seen_size
from soc_rvos.networks.mask_memory import MaskMemory, Seen
from soc_rvos.networks.parts.picture_maps import FrozenEyes, PictureMaps

if TYPE_CHECKING:
    from scipy import sparse

Plane = NDArray[np.float32]

_KEPT = (24, 32, 12, 24, 16, 3)
"""Principal components kept of what is seen: joined at strides 4 and 8, the backbone's at 8, 16 and
32, and of the colours."""
_ALIKE = (3, 4, 1)
"""Which of them say whether two places show the same thing."""
_LEAST_STEP = 0.03
"""Cost of a step between places that look the same."""
_SUREST = 6.0  # logits of what stands out, beyond which it is the same


@dataclass(frozen=True, slots=True, eq=False)
class ClickSight:
    """What is seen in one frame, on a grid of h x w places at stride 4 of the size it is seen at.

    Attributes:
        shape: height and width of the frame.
        picture: RGB uint8 at half the size it is seen at.
        seen: what the tracker's network sees.
        own: which of its places are most like each of them, as `MaskMemory.likeness` says it.
        stands_out: logits [h, w] of what stands out, whatever is meant.
        known: float32 [h * w, C], what is known of each place; the last is 1.
        alike: float32 [h * w, c] each, of length 1: how alike two places are, in several ways.
        across, down: [h, w - 1] and [h - 1, w], how different neighbours look.
        steps: the same as a graph of h * w places.
        answers: masks of before, by what was asked; see `Clicks`.
    """

    shape: tuple[int, int]
    picture: NDArray[np.uint8]
    seen: Seen
    own: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    stands_out: Plane
    known: Plane
    alike: tuple[Plane, ...]
    across: Plane
    down: Plane
    steps: sparse.csr_matrix
    answers: dict[object, Plane] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        height, width = self.stands_out.shape
        return height, width

    @classmethod
    @torch.inference_mode()
    def of(
        cls,
        eyes: FrozenEyes,
        network: MaskMemory,
        frame: NDArray[np.uint8],
        shape: tuple[int, int] | None = None,
    ) -> ClickSight:
        """Look at `frame`, RGB uint8 [H, W, 3], which may be a copy of one of another `shape`."""
        shape = shape or (frame.shape[0], frame.shape[1])
        height, width = seen_size(*shape)
        way = cv2.INTER_AREA if frame.shape[0] > height else cv2.INTER_LINEAR
        small = cv2.resize(frame, (width, height), interpolation=way)
        maps = eyes(normalise(torch.from_numpy(np.ascontiguousarray(small))[None]))
        half = np.asarray(
            cv2.resize(small, (width // 2, height // 2), interpolation=cv2.INTER_AREA),
            dtype=np.uint8,
        )
        seen = network.see(maps)
        out = eyes.saliency.last(maps.joined[1])[0, 0].numpy().clip(-_SUREST, _SUREST)
        size = out.shape[0], out.shape[1]
        parts = _parts(maps, half, size)
        fine, colours = parts[0], parts[-1]
        looks = np.concatenate((fine, colours))
        across = np.sqrt(((looks[:, :, 1:] - looks[:, :, :-1]) ** 2).sum(0))
        down = np.sqrt(((looks[:, 1:] - looks[:, :-1]) ** 2).sum(0))
        return cls(
            shape,
            half,
            seen,
            network.likeness(seen.keys[0], seen.keys[0]),
            out,
            _known(parts, out),
            tuple(_unit(parts[number]) for number in _ALIKE),
            across,
            down,
            _graph(across, down),
        )


def _parts(maps: PictureMaps, picture: NDArray[np.uint8], size: tuple[int, int]) -> list[Plane]:
    """Return what is seen as planes [c, h, w], the most telling components of each kind."""
    fine, near = maps.joined[1], maps.joined[0]
    lab = cv2.cvtColor(
        cv2.resize(picture, size[::-1], interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB
    )
    colours = torch.from_numpy(lab.astype(np.float32) / 255).permute(2, 0, 1)[None]
    parts = []
    kinds = (fine, near, maps.maps[1], maps.maps[2], maps.maps[3], colours)
    for values, kept in zip(kinds, _KEPT, strict=True):
        grown = functional.interpolate(_principal(values, kept), size=size, mode="bilinear")
        parts.append(np.ascontiguousarray(grown[0].numpy()))
    return parts


def _principal(values: torch.Tensor, kept: int) -> torch.Tensor:
    """Return [1, kept, h, w], the principal components of `values` [1, C, h, w]; the first varies
    by 1."""
    flat = values.flatten(2)[0]
    flat = flat - flat.mean(1, keepdim=True)
    spread = (flat @ flat.T / flat.shape[1]).double()
    strengths, ways = torch.linalg.eigh(spread)
    ways = ways.flip(1)[:, :kept].float()
    ways = ways / strengths[-1].clamp_min(1e-9).sqrt().float()
    found: torch.Tensor = (ways.T @ flat).unflatten(1, values.shape[-2:])
    return found[None]


def _known(parts: list[Plane], out: Plane) -> Plane:
    red, green, blue = parts[-1]
    squares = (red * red, green * green, blue * blue, red * green, red * blue, green * blue)
    planes = [*(plane for part in parts for plane in part), *(0.5 * each for each in squares)]
    planes += [out / 4, np.ones_like(out)]
    stacked = np.stack(planes, axis=-1).reshape(out.size, len(planes))
    return np.ascontiguousarray(stacked, dtype=np.float32)


def _unit(part: Plane) -> Plane:
    flat = part.reshape(len(part), -1).T
    lengths = np.linalg.norm(flat, axis=1, keepdims=True)
    return np.ascontiguousarray(flat / (lengths + np.float32(1e-6)), dtype=np.float32)


def _graph(across: Plane, down: Plane) -> sparse.csr_matrix:
    from scipy import sparse  # late: the tracker is loaded sooner, and clicks may never come

    height, width = len(across), down.shape[1]
    places = np.arange(height * width).reshape(height, width)
    begins = np.concatenate((places[:, :-1].ravel(), places[:-1].ravel()))
    ends = np.concatenate((places[:, 1:].ravel(), places[1:].ravel()))
    costs = np.concatenate((across.ravel(), down.ravel())) + np.float32(_LEAST_STEP)
    return sparse.csr_matrix((costs, (begins, ends)), shape=(places.size, places.size))
