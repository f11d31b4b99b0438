"""The network that ships, on the sample clip and on made clips that training never shows."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.masks import Mask
from soc_rvos.training.quality import answer_made_clips, by_kind
from soc_studio.core.search import Found, link, search
from soc_studio.core.video_reader import open_video
from soc_studio.core.weights import DEFAULT_MODEL, Model, load_model
from soc_studio.resources import resource

SAMPLE = json.loads(resource("sample", "sample.json").read_text(encoding="utf-8"))
MASKS: dict[str, Any] = {one["id"]: one["masks"] for one in SAMPLE["objects"]}
FOUND = {
    "the blue cube": "blue-cube",
    "the red cube": "red-cube",
    "the yellow cylinder": "yellow-cylinder",
    "the green cone": "green-cone",
    "the yellow thing": "yellow-cylinder",
}


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(DEFAULT_MODEL, "cpu")


@pytest.fixture(scope="module")
def sample(model: Model) -> dict[str, Found]:
    expressions = list(FOUND)
    with open_video(resource("sample", SAMPLE["video"])) as reader:
        steps = list(search(reader, expressions, model.predictor, RunSettings()))
    results = [step for step in steps if isinstance(step, WindowResult)]
    return {one.expression: one for one in link(results, expressions)}


@pytest.mark.parametrize("expression", FOUND)
def test_the_described_object_of_the_sample_clip_is_found(
    sample: dict[str, Found], model: Model, expression: str
) -> None:
    track = sample[expression].tracks[0]
    assert sorted(track.frames) == list(range(SAMPLE["frames"]))
    present = track.present(model.predictor.threshold)
    ious = []
    for number, counts in enumerate(MASKS[FOUND[expression]]):
        right = Mask(SAMPLE["height"], SAMPLE["width"], counts.encode())
        ious.append(present[number].mask.iou(right) if number in present else 0.0)
    assert np.mean(ious) > 0.5


def test_two_descriptions_of_one_clip_find_two_objects(sample: dict[str, Found]) -> None:
    for first, second in pairwise(list(FOUND)[:4]):
        one, other = (sample[text].tracks[0].frames for text in (first, second))
        shared = [one[number].mask.iou(other[number].mask) for number in one]
        assert np.mean(shared) < 0.1


def test_made_clips_with_combinations_never_trained_on_are_followed(model: Model) -> None:
    table = by_kind(list(answer_made_clips(model.predictor, clips=25, seed=404)))
    assert table["all"][1] > 0.35
    assert table["colour"][1] > 0.5


def test_the_model_names_the_words_it_was_never_taught(model: Model) -> None:
    assert model.predictor.unknown_words("the girl in the red coat") == ("girl", "coat")
    assert model.predictor.unknown_words("The red ball, rolling to the right!") == ()
