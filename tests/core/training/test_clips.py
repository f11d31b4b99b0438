"""Clips that recipes cut of datasets, and what is said of wrong labels."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from soc_rvos.datasets.published import open_published
from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import Dataset, DatasetExpression, DatasetObject, FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.training.cutting import cuts
from soc_studio.core.training.dataset_clips import DatasetClips, clips_of
from soc_studio.core.training.labelled_videos import hold_out
from soc_studio.core.training.published_clips import PublishedClips, published_clips
from soc_studio.core.training.recipe import DataPart, read_recipe, shipped_recipes
from tests import published_layouts
from tests.core.training.made_clips import made_clips

Made = TypeVar("Made", DatasetClips, PublishedClips)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return open_dataset(made_clips(tmp_path_factory.mktemp("made"), videos=3, frames=6))[1]


def end(steps: Generator[Any, None, Made]) -> Made:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: Made = done.value
            return found


def test_windows_are_in_a_row_and_the_last_is_the_last_frames() -> None:
    part = DataPart("", frames=4)
    assert [cut.places for cut in cuts(range(10), 10, part)] == [
        (0, 1, 2, 3),
        (4, 5, 6, 7),
        (6, 7, 8, 9),
    ]
    assert [cut.places for cut in cuts((3, 7), 10, part)] == [(3, 7, 7, 7)]
    whole = replace(part, clips="whole")
    assert [cut.places for cut in cuts(range(6), 6, whole)] == [(0, 1, 2, 3), (4, 5)]


def test_a_frame_has_those_around_it_and_the_published_place_in_them() -> None:
    soc = DataPart("", clips="around", frames=8)
    (first, last) = cuts((1, 9), 10, soc)
    assert first.places == (0, 0, 0, 0, 1, 2, 3, 4)
    assert last.places == (5, 6, 7, 8, 9, 9, 9, 9)
    assert first.annotated == last.annotated == 4
    sgmg = DataPart("", clips="around", frames=5, centre="first")
    (start,) = cuts((0,), 10, sgmg)
    assert start.places == (0, 0, 0, 1, 2)
    assert start.annotated == 0


def test_clips_have_the_frames_and_masks_of_the_dataset(dataset: Dataset) -> None:
    clips = end(clips_of(dataset, DataPart("clips", "train", frames=4), "clips"))
    assert len(clips) == 8  # two windows of two expressions of two videos
    assert clips.videos == ["video0", "video1"]
    clip = clips[1]
    assert clip.frames.shape == (4, 64, 96, 3)
    assert clip.masks.any(axis=(1, 2)).all()
    colour = {"red": 0, "green": 1, "blue": 2}[clip.sentence.split()[1]]
    inside = clip.frames[clip.masks].mean(axis=0)
    assert int(inside.argmax()) == colour
    assert clip.category == 36  # "others", of the 65 classes
    around = end(clips_of(dataset, DataPart("clips", "valid", "around", 4), "clips"))
    assert around[0].annotated == 2
    moved = end(clips_of(dataset, DataPart("clips", "valid", "pseudo-videos", 3), "clips"))
    assert moved[0].frames.shape[0] == 3


def test_an_expression_of_an_object_that_is_not_there_is_told(dataset: Dataset) -> None:
    video = dataset.videos[0]
    wrong = replace(video, expressions=(DatasetExpression("0", "the goat", ("9",)),))
    with pytest.raises(DatasetError, match="'the goat' in the video 'video0' names the object '9'"):
        end(clips_of(Dataset((wrong,)), DataPart(""), "clips"))


def test_an_object_that_no_frame_shows_is_left_out_and_said(dataset: Dataset) -> None:
    video = dataset.videos[0]
    count = len(video.frames)
    empty = DatasetObject(
        "3", "", FrameMasks(tuple(range(count)), lambda place: Mask.empty(64, 96))
    )
    said = DatasetExpression("7", "the yellow ball", ("3",))
    more = replace(video, objects=(*video.objects, empty), expressions=(*video.expressions, said))
    clips = end(clips_of(Dataset((more,)), DataPart("", frames=4), "clips"))
    assert len(clips) == 4
    assert clips.notes == (
        "No frame shows the object of 'the yellow ball' (video0): it is left out.",
    )


def test_a_mask_of_another_size_is_told(dataset: Dataset) -> None:
    video = dataset.videos[0]
    wrong = DatasetObject(
        "1", "", FrameMasks((0, 1), lambda place: Mask.from_array(np.ones((4, 4), dtype=np.bool_)))
    )
    clips = end(
        clips_of(
            Dataset((replace(video, objects=(wrong, *video.objects[1:])),)),
            DataPart("", frames=2),
            "x",
        )
    )
    with pytest.raises(DatasetError, match="frame '00000' of the video 'video0' has another size"):
        [clips[number] for number in range(len(clips))]


def test_whole_videos_are_held_out_by_their_names(dataset: Dataset) -> None:
    split = hold_out(dataset, 0.2)
    assert sorted(each.split for each in split.videos) == ["held out", "train", "train"]
    assert hold_out(dataset, 0.2) == split
    assert [each.split for each in hold_out(dataset, 1.0).videos].count("train") == 1
    with pytest.raises(DatasetError, match="Only one video has accepted labels"):
        hold_out(Dataset(dataset.videos[:1]), 0.2)


def test_what_is_left_out_of_a_published_dataset_is_said(tmp_path: Path) -> None:
    folder = published_layouts.a2d_sentences(tmp_path / "a2d")
    path = folder / "text_annotations" / "a2d_annotation.txt"
    path.write_text(path.read_text().replace("vid1,2,", "vid1,7,"))
    part = DataPart("a2d", "test", "around")
    clips: PublishedClips = end(published_clips(open_published(folder), part, "a2d"))
    (said,) = clips.notes
    assert "no annotated frame of 'vid1' has the object 7." in said
    assert len(clips) == 1


def test_all_shipped_recipes_can_be_read() -> None:
    recipes = {name: read_recipe(path) for name, path in shipped_recipes().items()}
    assert len(recipes) == 15
    assert {each.network.system for each in recipes.values()} == {
        "SOC",
        "SOC++",
        "SgMg",
        "SgMg together",
    }
    for name, recipe in recipes.items():
        assert recipe.network.name == name
        assert recipe.about.endswith(".")
    scratch = recipes["soc-ref-youtube-vos-scratch"]
    assert scratch.network.numbers == {"classes": 65}
    assert scratch.optimiser.rate == 1e-4
    assert scratch.schedule.drops == (20,)
    assert recipes["soc-a2d-scratch"].augmentation.short_side == 320
    assert recipes["soc-ref-youtube-vos-finetune"].begin.drop == ("class_heads",)


def test_the_recipes_are_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "guide" / "training.md").read_text(
        encoding="utf-8"
    )
    assert [name for name in shipped_recipes() if f"`{name}`" not in page] == []
