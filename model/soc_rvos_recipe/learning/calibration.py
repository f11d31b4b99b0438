"""Calibration of the network that ships, by its answers about made clips it never saw."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from soc_rvos.inference.device import backbone_precision
from soc_rvos.inference.mini_engine import MiniEngine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.calibration import (
    AnsweredClip,
    by_kind,
    fit_scores,
    fitting_threshold,
    reliability,
)
from soc_rvos_recipe.clips.clip import Clip
from soc_rvos_recipe.clips.composition import make_clip
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.sentences.grammar import make_references

CLIPS = 150
_SEED = 500_000
_FRAMES, _HEIGHT, _WIDTH = 8, 320, 568
_EXPRESSIONS = 5
DENIED = "denied"


def calibrate(
    network: SocMini, reader: SentenceReader, pack: Pack, clips: int = CLIPS
) -> dict[str, Any]:
    """Make the scores of `network` those of the overlap to expect, and set its threshold.

    Returns what was measured afterwards, on other clips, for the model card.
    """
    network.eval()
    predictor = predictor_of(network, reader)
    before = answer_made_clips(predictor, reader, pack, "test", clips)
    head = network.class_heads[-1]
    assert isinstance(head, nn.Linear)
    fit_scores(head, before)
    predictor = predictor_of(network, reader)
    again = answer_made_clips(predictor, reader, pack, "test", clips)
    network.config = replace(network.config, threshold=fitting_threshold(again))
    fresh = answer_made_clips(predictor, reader, pack, "test", clips, _SEED + clips)
    return {
        "threshold": network.config.threshold,
        "reliability": [asdict(each) for each in reliability(fresh)],
        "kinds": by_kind(fresh, network.config.threshold),
    }


def answer_made_clips(
    predictor: NetworkPredictor,
    reader: SentenceReader,
    pack: Pack,
    split: str,
    clips: int,
    seed: int = _SEED,
) -> list[AnsweredClip]:
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
                true = reference.mask(clip)
                overlaps = [_overlap(logits, true) for logits in answers.logits]
            kind = reference.kind
            if reference.target is None and _shows_noun(clip, reader, reference.text):
                kind = DENIED
            score = float(answers.scores[0].mean())
            area = float((answers.logits[0] > 0).mean())
            answered.append(AnsweredClip(kind, score, overlaps[0], max(overlaps), area))
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


def predictor_of(network: SocMini, reader: SentenceReader) -> NetworkPredictor:
    """Return a copy of `network` at work, since an engine lowers the precision of the weights."""
    device = torch.device("cpu")
    copied = SocMini(network.config).eval()
    copied.load_state_dict(network.state_dict())
    return NetworkPredictor(MiniEngine(copied, reader, device, backbone_precision(device)))
