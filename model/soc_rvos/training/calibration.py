"""Scores made to say how much of the object a mask will cover, and from which one to believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.engines import MiniEngine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.clips import Clip
from soc_rvos.training.composition import make_clip
from soc_rvos.training.grammar import make_references
from soc_rvos.training.materials.pack import Pack

CLIPS = 150
_SEED = 500_000
_FRAMES, _HEIGHT, _WIDTH = 8, 320, 568
_EXPRESSIONS = 5
_BINS = 10
DENIED = "denied"
_MOST_MARKED = 0.005  # of the picture, in the mean over absent things
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Answered:
    """One expression about one made clip.

    `kind` is the grammar's; `score` the best answer's mean over frames, in [0, 1]; `overlap` the
    IoU of its mask in the clip, 0 where the object is absent; `best` that of the best candidate;
    `area` the share of the picture that the best answer marks.
    """

    kind: str
    score: float
    overlap: float
    best: float
    area: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of similar score: their number, mean score and mean overlap."""

    count: int
    score: float
    overlap: float


def answer_made_clips(
    predictor: NetworkPredictor,
    reader: SentenceReader,
    pack: Pack,
    split: str,
    clips: int,
    seed: int = _SEED,
) -> list[Answered]:
    """Answer made expressions about made clips of `split`; number k is the same in every run.

    An expression of nothing in the clip is of kind `DENIED` where a thing of its name is there,
    but not as described, else "absent".
    """
    answered = []
    for number in range(seed, seed + clips):
        clip = make_clip(pack, split, number, _FRAMES, _HEIGHT, _WIDTH)
        references = make_references(clip, pack, split, number, _EXPRESSIONS)
        (found,) = predictor.predict([clip.frames], [each.text for each in references], count=3)
        for reference, answers in zip(references, found, strict=True):
            overlaps = [0.0]
            if reference.target is not None:
                true = clip.masks[reference.target]
                overlaps = [_overlap(logits, true) for logits in answers.logits]
            kind = reference.kind
            if reference.target is None and _shows_noun(clip, reader, reference.text):
                kind = DENIED
            score = float(answers.scores[0].mean())
            area = float((answers.logits[0] > 0).mean())
            answered.append(Answered(kind, score, overlaps[0], max(overlaps), area))
    return answered


def _shows_noun(clip: Clip, reader: SentenceReader, text: str) -> bool:
    head = reader.bridge.head_noun(text)
    noun = head.noun if head else "thing"
    return any(noun in (each.name, *each.general, *each.synonyms) for each in clip.actors)


def _overlap(logits: NDArray[np.float32], true: NDArray[np.bool_]) -> float:
    height, width = true.shape[1:]
    found = np.stack([cv2.resize(plane, (width, height)) > 0 for plane in logits])
    either = np.count_nonzero(found | true)
    return float(np.count_nonzero(found & true) / either) if either else 1.0


def reliability(answered: Sequence[Answered]) -> list[Bin]:
    """Return the answers in ten bins of score, empty ones left out."""
    places = np.array([min(int(each.score * _BINS), _BINS - 1) for each in answered])
    bins = []
    for place in np.unique(places):
        within = [each for each, at in zip(answered, places, strict=True) if at == place]
        bins.append(
            Bin(
                len(within),
                float(np.mean([each.score for each in within])),
                float(np.mean([each.overlap for each in within])),
            )
        )
    return bins


def fitting_threshold(answered: Sequence[Answered]) -> float:
    """Return the least score from which answers may be shown.

    With it `_MOST_MARKED` of the picture at most is marked for what is absent, in the mean. A
    person sees at once what is marked wrongly, but not what was found and held back.
    """
    absent = [each for each in answered if each.kind == "absent"]
    thresholds = np.arange(0.05, 0.95, 0.01)
    for threshold in thresholds:
        marked = sum(each.area for each in absent if each.score >= threshold)
        if marked <= _MOST_MARKED * len(absent):
            return float(round(threshold, 2))
    return float(thresholds[-1])


def calibrate(
    network: SocMini, reader: SentenceReader, pack: Pack, clips: int = CLIPS
) -> dict[str, Any]:
    """Make the scores of `network` those of the overlap to expect, and set its threshold.

    Returns what was measured afterwards, on other clips, for the model card.
    """
    network.eval()
    predictor = _predictor(network, reader)
    before = answer_made_clips(predictor, reader, pack, "test", clips)
    _fit(network.class_heads[-1], before)
    predictor = _predictor(network, reader)
    again = answer_made_clips(predictor, reader, pack, "test", clips)
    network.config = replace(network.config, threshold=fitting_threshold(again))
    fresh = answer_made_clips(predictor, reader, pack, "test", clips, _SEED + clips)
    return {
        "threshold": network.config.threshold,
        "reliability": [asdict(each) for each in reliability(fresh)],
        "kinds": by_kind(fresh, network.config.threshold),
    }


def _predictor(network: SocMini, reader: SentenceReader) -> NetworkPredictor:
    """Return a copy of `network` at work, since an engine lowers the precision of the weights."""
    device = torch.device("cpu")
    copied = SocMini(network.config).eval()
    copied.load_state_dict(network.state_dict())
    return NetworkPredictor(MiniEngine(copied, reader, device, backbone_precision(device)))


def by_kind(answered: Sequence[Answered], threshold: float) -> dict[str, dict[str, float]]:
    """Return for each kind of expression their number, mean overlaps, and the share shown."""
    table = {}
    for kind in sorted({each.kind for each in answered}):
        own = [each for each in answered if each.kind == kind]
        table[kind] = {
            "count": len(own),
            "overlap": float(np.mean([each.overlap for each in own])),
            "best": float(np.mean([each.best for each in own])),
            "shown": float(np.mean([each.score >= threshold for each in own])),
        }
    return table


def _fit(head: nn.Module, answered: Sequence[Answered]) -> None:
    """Scale and shift the logits of `head` so that scores are as large as overlaps."""
    assert isinstance(head, nn.Linear)
    score = torch.tensor([each.score for each in answered]).clamp(1e-4, 1 - 1e-4)
    logits, wanted = score.logit(), torch.tensor([each.overlap for each in answered])
    scale, shift = torch.ones((), requires_grad=True), torch.zeros((), requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, shift], max_iter=_STEPS)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(logits * scale + shift, wanted)
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)
    with torch.no_grad():
        head.weight.mul_(scale)
        head.bias.mul_(scale).add_(shift)
