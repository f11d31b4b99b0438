"""Things of another kind among the answers to a sentence about several things."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_rvos.vocabulary_file import shipped_vocabulary
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.loading import LoadedModel, load_model
from soc_studio.core.project.project import Pick
from soc_studio.core.search.other_kinds import is_of_other_kind, other_kinds
from soc_studio.core.system.settings import Settings
from soc_studio.resources import resource

FRAME = 20


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("all the people", ("the animal", "the vehicle")),
        ("everyone", ("the animal", "the vehicle")),
        ("two dogs", ("the person", "the vehicle")),
        ("both cars", ("the person", "the animal")),
        ("the cups", ()),
        ("all of them", ()),
    ],
)
def test_a_thing_is_of_one_kind(sentence: str, others: tuple[str, ...]) -> None:
    assert other_kinds(sentence, shipped_vocabulary().bridge) == others


@pytest.fixture(scope="module")
def sample() -> dict[str, Pick]:
    content: dict[str, Any] = json.loads(
        resource("sample", "sample.json").read_text(encoding="utf-8")
    )
    size = content["height"], content["width"]
    return {
        each["id"]: Pick(FRAME, Mask(*size, each["masks"][FRAME].encode()))
        for each in content["objects"]
    }


@pytest.mark.slow
def test_the_dog_is_none_of_the_people(sample: dict[str, Pick]) -> None:
    with open_video(resource("sample", "sample.mp4")) as reader:
        model = load_model(Settings().model, "cpu")

        def told(sentence: str) -> Callable[[Pick, float], bool]:
            return is_of_other_kind(lambda: model, reader, sentence)

        people = told("all the people")
        assert people(sample["dog"], 0.3)
        assert not people(sample["woman"], 0.3)
        assert not people(sample["man"], 0.3)
        # What is mostly something else, and has the dog in it, is none of them, either.
        dog = sample["dog"].mask.to_array()
        beside = np.roll(dog, 60, axis=1)
        assert people(Pick(FRAME, Mask.from_array(dog | beside)), 0.3)
        assert not told("the dogs")(sample["dog"], 0.7)


def test_nothing_is_asked_of_a_thing_of_no_kind(sample: dict[str, Pick]) -> None:
    def load() -> LoadedModel:
        raise AssertionError("not needed")

    with open_video(resource("sample", "sample.mp4")) as reader:
        assert not is_of_other_kind(load, reader, "the cups")(sample["dog"], 0.3)
