"""What things look like to the shipped model, in wide words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import soc_rvos
from soc_rvos.inference.naming import looks_like
from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import open_video

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def model() -> soc_rvos.Model:
    return soc_rvos.load("soc-mini", device="cpu")


@pytest.mark.slow
def test_a_car_looks_like_a_vehicle_and_nothing_looks_like_nothing(model: soc_rvos.Model) -> None:
    sample = json.loads((SAMPLE / "sample.json").read_text(encoding="utf-8"))
    car = next(each for each in sample["objects"] if each["kind"] == "car")
    mask = Mask(sample["height"], sample["width"], car["masks"][40].encode())
    with open_video(SAMPLE / sample["video"]) as reader:
        frame = reader.frame(40)
    found = looks_like(model.predictor, frame, mask.to_array())
    assert found is not None
    assert found.noun == "vehicle"
    assert looks_like(model.predictor, frame, np.zeros(frame.shape[:2], np.bool_)) is None
