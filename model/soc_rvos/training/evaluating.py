"""How well a network in training does on clips that it does not learn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from soc_rvos.metrics import contour_accuracy, region_similarity
from soc_rvos.networks.network import Network
from soc_rvos.networks.outputs import query_scores
from soc_rvos.training.augmentation import resized
from soc_rvos.training.batches import TokenBatch
from soc_rvos.training.samples import TrainingSample, TrainingSamples


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """An answer to a sample.

    `score` of the best query, in [0, 1]; `masks` bool [T, H, W] of it at the size of the clip;
    `region`, `contour` are J and F, means over the frames whose mask is known; `area` is the share
    of the picture that is marked.
    """

    sample: str
    present: bool
    score: float
    masks: NDArray[np.bool_]
    region: float
    contour: float
    area: float


Make = Callable[[list[TrainingSample]], TokenBatch]


def answered(
    network: Network, samples: TrainingSamples, make: Make, short: int, longest: int
) -> Iterator[SampleAnswer]:
    """Yield the answers of `network`, in evaluation mode, to whole `samples`, one after the other.

    The query of the best mean score answers for the clip; its mask is what is above one half.
    """
    device = next(network.parameters()).device
    for number in range(len(samples)):
        sample = samples[number]
        batch = make([resized(sample, short, longest)]).to(device)
        with torch.inference_mode():
            answers = network(
                batch.frames, batch.ids, batch.present, batch.extents, batch.annotated
            )
            scores = query_scores(answers.scores)[0]
            query = int(scores.argmax())
            logits = answers.masks[0, :, query].float()  # [T, h, w]
            logits = functional.interpolate(
                logits[:, None], size=batch.frames.shape[-2:], mode="bilinear", align_corners=False
            )[:, 0]
            if batch.extents is not None:
                wide, high = (int(side) for side in batch.extents[0])
                logits = logits[:, :high, :wide]
            size = sample.masks.shape[1:]
            logits = functional.interpolate(
                logits[:, None], size=size, mode="bilinear", align_corners=False
            )[:, 0]
            found = (logits > 0).cpu().numpy()
        yield _measured(sample, float(scores[query]), found)


def _measured(sample: TrainingSample, score: float, found: NDArray[np.bool_]) -> SampleAnswer:
    true = sample.masks
    if sample.annotated is not None:
        true = true[sample.annotated][None]
    pairs = list(zip(found, true, strict=True))
    return SampleAnswer(
        sample.name,
        sample.present,
        score,
        found,
        float(np.mean([region_similarity(ours, theirs) for ours, theirs in pairs])),
        float(np.mean([contour_accuracy(ours, theirs) for ours, theirs in pairs])),
        float(found.mean()),
    )


def measure(
    network: Network, samples: TrainingSamples, make: Make, short: int, longest: int
) -> dict[str, float]:
    """Return J, F and J&F, means over the samples with an object."""
    regions, contours = [], []
    for each in answered(network, samples, make, short, longest):
        if each.present:
            regions.append(each.region)
            contours.append(each.contour)
    if not regions:
        return {}
    region, contour = float(np.mean(regions)), float(np.mean(contours))
    return {"J": region, "F": contour, "J&F": (region + contour) / 2}
