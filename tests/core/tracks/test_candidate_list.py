from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.project import Pick
from soc_studio.core.tracks.candidate_list import candidates, portrait, stretch_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack

COLOUR = (230, 159, 0)


def mask_at(top: int, left: int, height: int = 10, width: int = 10) -> np.ndarray[Any, Any]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[top : top + height, left : left + width] = True
    return pixels


@pytest.mark.parametrize(("height", "width"), [(60, 100), (100, 60)])
@pytest.mark.parametrize("place", [(0, 0), (11, 19), (22, 38)])
def test_a_portrait_shows_the_object_bright_and_what_is_around_it_dim(
    height: int, width: int, place: tuple[int, int]
) -> None:
    picture = np.full((320, 480, 3), 60, dtype=np.uint8)
    top, left = place
    picture[top * 10 : top * 10 + 100, left * 10 : left * 10 + 100] = 200
    shown = portrait(picture, Mask.from_array(mask_at(*place)), COLOUR, height, width)
    assert shown.shape == (height, width, 3)
    bright = (shown > 190).all(axis=2)
    assert 0.05 < bright.mean() < 0.5
    rest = shown[(shown < 190).all(axis=2)]
    assert rest.max() < 60
    assert (shown == COLOUR).all(axis=2).any()


def test_a_speck_is_shown_with_what_is_around_it() -> None:
    picture = np.zeros((320, 480, 3), dtype=np.uint8)
    shown = portrait(picture, Mask.from_array(mask_at(15, 24, 1, 1)), COLOUR, 60, 100)
    marked = (shown == COLOUR).all(axis=2)
    assert marked.any()
    assert marked[:, :20].sum() == marked[:, 80:].sum() == 0


def test_candidates_are_what_can_be_seen_on_the_frame(
    documents: Any, clips: Any, tmp_path: Path
) -> None:
    reader = open_video(clips.encode("clip.mp4"))
    first = {frame: (0.9, mask_at(2, 2)) for frame in range(20)}
    second = {frame: (0.4, mask_at(20, 30)) for frame in range(20)}
    hidden = {frame: (0.3, mask_at(0, 0, 0, 0)) for frame in range(20)}
    view = documents.view("a thing", first, second, hidden)
    with reader:
        found = candidates(view, reader, 5, 40, 60)
        assert candidates(view, reader, 30, 40, 60) == []
    assert [round(each.score, 2) for each in found] == [0.9, 0.4]
    assert [each.chosen for each in found] == [True, False]
    assert [each.enough for each in found] == [True, False]
    assert (found[1].mask.to_array() == mask_at(20, 30)).all()
    assert found[0].picture.shape == (40, 60, 3)


def test_a_stretch_ends_where_nothing_is_computed(documents: Any) -> None:
    view = documents.view("a thing", {frame: (0.9, mask_at(2, 2)) for frame in range(8, 20)})
    assert stretch_of(view, 10) == (8, 20)
    assert stretch_of(view, 3) == (0, 8)


def test_a_candidate_that_was_picked_counts_as_present_whatever_its_score(
    documents: Any, clips: Any
) -> None:
    low = {frame: (0.2, mask_at(20, 30)) for frame in range(20)}
    lower = {frame: (0.1, mask_at(2, 2)) for frame in range(20)}
    view = documents.view("a thing", low, lower)
    with open_video(clips.encode("clip.mp4")) as reader:
        found = candidates(view, reader, 5, 40, 60)
        assert [each.enough for each in found] == [False, False]
        choices = view.layer.choices.put(0, 20, Pick(5, found[1].mask))
        picked = ResolvedTrack(
            replace(view.layer, choices=choices),
            *(view.video, view.data, documents.shared["a.soc"].results),
            documents.shared["a.soc"].imports,
        )
        found = candidates(picked, reader, 5, 40, 60)
    assert [each.chosen for each in found] == [False, True]
    assert [each.enough for each in found] == [False, True]
    assert picked.present(5)
