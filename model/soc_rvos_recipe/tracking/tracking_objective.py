"""What the tracker's network learns: the masks of a clip, each remembered for the next."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from soc_rvos.networks.mask_memory import (
    Coarse,
    MaskMemory,
    Outlined,
    Reading,
    Seen,
    Window,
    cut,
    read,
)
from soc_rvos.networks.parts import label_propagation as propagation
from soc_rvos_recipe.tracking.tracking_batches import TrackingBatch

SOFTNESS = 0.1
NEAREST = 20
RADIUS = 6
_COARSE, _FINE, _DICE = 0.15, 0.3, 0.6  # weights beside that of a pixel's cross-entropy
_JUDGE = 0.05
_NO_PRIOR = 0.08
"""Share of frames where nothing is propagated."""


def objective(network: MaskMemory, batch: TrackingBatch) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the loss to minimise, and by name the losses of a batch and its overlap."""
    clips, times = batch.masks.shape[:2]
    seen = network.see(batch.maps)
    frames = [_of_time(seen, time, times) for time in range(times)]
    features = _features(batch, clips)  # [C, T, N, c]
    far = propagation.distance_penalty(seen.grid, RADIUS)
    shown = batch.masks[:, 0]
    given = network.remember(frames[0], shown)
    remembered = [given]
    labels = [propagation.labels_of(shown)]
    named: dict[str, list[Tensor]] = {"mask": [], "dice": [], "judge": [], "overlap": []}
    total = shown.new_zeros(())
    for time in range(1, times):
        prior = _prior(features, labels, far, time, seen.grid)
        lost = torch.rand(clips, 1, 1, 1) < _NO_PRIOR
        prior = torch.where(lost, 0.0, prior)
        here = frames[time]
        first = _readings(network, here, frames[:1], remembered[:1])
        late = first if time == 1 else _readings(network, here, frames[1:time], remembered[1:])
        coarse = network.decode(here, first, late, prior, batch.odds[:, time])
        windows = _windows(batch.masks[:, time])
        decoded = network.refine(here, coarse, windows)
        loss, told = _loss(coarse, decoded, windows, batch.masks[:, time])
        total = total + loss
        for name, value in told.items():
            named[name].append(value)
        answer = decoded.half.detach().sigmoid()
        kept = torch.where(batch.spoilt[:, time] < 0, answer, batch.spoilt[:, time])
        remembered.append(network.remember(here, kept))
        labels.append(propagation.labels_of(kept))
    return total / (times - 1), {name: torch.stack(each).mean() for name, each in named.items()}


def _of_time(seen: Seen, time: int, times: int) -> Seen:
    every = slice(time, None, times)
    return Seen(
        seen.base[every], seen.keys[every], seen.middle[every],
        seen.near[every], seen.fine[every], seen.half[every],
    )  # fmt: skip


@torch.no_grad()
def _features(batch: TrackingBatch, clips: int) -> Tensor:
    """Return what label propagation compares; of each clip the first frame's mean is taken off."""
    tensors = batch.maps.tensors()
    times = len(tensors[0]) // clips
    found = []
    for clip in range(clips):
        own = type(batch.maps).of(
            tuple(each[clip * times : (clip + 1) * times] for each in tensors)
        )
        first = type(batch.maps).of(tuple(each[:1] for each in own.tensors()))
        found.append(propagation.place_features(own, propagation.feature_means(first)))
    return torch.stack(found)


@torch.no_grad()
def _prior(
    features: Tensor, labels: list[Tensor], far: Tensor, time: int, grid: tuple[int, int]
) -> Tensor:
    found = []
    for clip, own in enumerate(features):
        similar = [own[time] @ own[earlier].T for earlier in range(time)]
        similar[1:] = [each + far for each in similar[1:]]
        taken = torch.cat([each[clip] for each in labels])
        found.append(propagation.propagate(torch.cat(similar, dim=1), taken, NEAREST, SOFTNESS))
    return propagation.half_of(torch.stack(found), grid)


def _readings(
    network: MaskMemory, here: Seen, earlier: list[Seen], remembered: list[Tensor]
) -> Reading:
    values, strengths = [], []
    for clip, queries in enumerate(here.keys):
        keys = torch.cat([each.keys[clip] for each in earlier])
        own = torch.cat([each[clip] for each in remembered])
        taken, strength = read(*network.likeness(queries, keys), own)
        values.append(taken)
        strengths.append(strength)
    return Reading(torch.stack(values), torch.stack(strengths))


def _windows(masks: Tensor) -> list[Window]:
    """Return a window of half the height and width around some pixel of each mask.

    What is coarse is learned everywhere, what is fine there: steps are twice as fast.
    """
    height, width = (side // 4 for side in masks.shape[-2:])  # at stride 8
    rows, columns = height // 2, width // 2
    windows = []
    for mask in masks[:, 0]:
        places = torch.nonzero(mask > 0.5)
        if len(places):
            at = places[int(torch.randint(len(places), ()))] / 4
        else:
            at = torch.rand(2) * torch.tensor([height, width])
        top, left = (at - torch.tensor([rows, columns]) / 2).round().int().tolist()
        top, left = max(0, min(top, height - rows)), max(0, min(left, width - columns))
        windows.append((top, left, rows, columns))
    return windows


def _loss(
    coarse: Coarse, decoded: Outlined, windows: list[Window], wanted: Tensor
) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the loss of one frame's answers, where [C, 1, H / 2, W / 2] is wanted."""
    mask = functional.binary_cross_entropy_with_logits(decoded.half, wanted)
    dice = _dice(decoded.half, wanted)
    total = mask + _DICE * dice
    there_wanted = cut(wanted, windows, 2)
    for logits, target, weight in (
        (decoded.fine, there_wanted, _FINE),
        (coarse.logits, wanted, _COARSE),
    ):
        small = functional.adaptive_avg_pool2d(target, (logits.shape[-2], logits.shape[-1]))
        part = functional.binary_cross_entropy_with_logits(logits, small) + _DICE * _dice(
            logits, small
        )
        total = total + weight * part
    with torch.no_grad():
        marked, true = decoded.half > 0, wanted > 0.5
        there = true.flatten(1).any(1)
        shared = (marked & true).flatten(1).sum(1)
        either = (marked | true).flatten(1).sum(1)
        overlap = torch.where(either > 0, shared / either.clamp(min=1), 1.0)
    judge = functional.binary_cross_entropy_with_logits(coarse.there, there.float())
    right = functional.binary_cross_entropy_with_logits(coarse.right, overlap, reduction="none")
    judge = judge + (right * there).sum() / there.sum().clamp(min=1)
    return total + _JUDGE * judge, {
        "mask": mask.detach(),
        "dice": dice.detach(),
        "judge": judge.detach(),
        "overlap": overlap.mean(),
    }


def _dice(logits: Tensor, wanted: Tensor) -> Tensor:
    chance = logits.sigmoid()
    shared = (chance * wanted).flatten(1).sum(1)
    sizes = chance.flatten(1).sum(1) + wanted.flatten(1).sum(1)
    return (1 - (2 * shared + 1) / (sizes + 1)).mean()
