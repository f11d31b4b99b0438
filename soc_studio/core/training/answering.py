"""What a network in training answers on held-out clips, on the road that searches take."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from soc_rvos.architectures import of_network
from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.language.reader import SentenceReader
from soc_rvos.metrics import contour_accuracy, region_similarity
from soc_rvos.networks.network import Network
from soc_rvos.training.augmentation import resized
from soc_rvos.training.calibration import ABSENT, AnsweredClip
from soc_rvos.training.samples import TrainingSample
from soc_studio.core.training.dataset_clips import DatasetClips


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The best answer to one clip: of which `video`, its J and F, and what calibration reads."""

    video: str
    region: float
    contour: float
    answered: AnsweredClip


def answers(
    network: Network, words: Tokenizer | SentenceReader, clips: DatasetClips
) -> Iterator[HeldOut]:
    """Yield the answers of `network`, which is left as it is, to `clips`."""
    device = next(network.parameters()).device
    copied = copy.deepcopy(network).eval()
    engine = of_network(network).engine(copied, words, device, backbone_precision(device))
    predictor = NetworkPredictor(engine)
    sides = network.config.short_side, network.config.long_side
    for number in range(len(clips)):
        sample = clips[number]
        frames = resized(sample, *sides).frames
        ((found,),) = predictor.predict([frames], [sample.sentence], count=3)
        masks = [_grown(logits, sample.masks.shape[1:]) for logits in found.logits]
        overlaps = [_overlap(each, sample.masks) for each in masks]
        score = float(found.scores[0].mean())
        area = float(masks[0].mean())
        kind = "present" if sample.present else ABSENT
        said = AnsweredClip(kind, score, overlaps[0], max(overlaps), area)
        yield HeldOut(clips.video(number), *_measures(masks[0], sample), said)


def _grown(logits: NDArray[np.float32], size: tuple[int, ...]) -> NDArray[np.bool_]:
    return np.stack([cv2.resize(plane, (size[1], size[0])) > 0 for plane in logits])


def _overlap(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    if not true.any():
        return 0.0
    return float(np.count_nonzero(found & true) / np.count_nonzero(found | true))


def _measures(found: NDArray[np.bool_], sample: TrainingSample) -> tuple[float, float]:
    pairs = list(zip(found, sample.masks, strict=True))
    region = np.mean([region_similarity(ours, theirs) for ours, theirs in pairs])
    contour = np.mean([contour_accuracy(ours, theirs) for ours, theirs in pairs])
    return float(region), float(contour)


def head_of(network: Network) -> torch.nn.Linear | None:
    """Return the class head that answers; None where it has several classes."""
    heads = getattr(network, "class_heads", None)
    if heads is None:
        return None
    head = heads[getattr(network.config, "answer_level", -1)]
    return head if isinstance(head, torch.nn.Linear) and head.out_features == 1 else None
