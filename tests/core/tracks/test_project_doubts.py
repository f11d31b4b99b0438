"""What to check next in a whole project: the most doubtful first, and nothing found twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Absent, Correction, Project, Review
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks import project_doubts
from soc_studio.core.tracks.agreement_table import compare_tracks
from soc_studio.core.tracks.project_doubts import (
    DoubtCache,
    count_of,
    disagreeing,
    next_doubt,
    review_order,
)
from soc_studio.core.tracks.resolved_track import UncertaintyReason, views
from tests.core.decided import known_video


def box(left: int, width: int = 20) -> NDArray[np.bool_]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[4:24, left : left + width] = True
    return pixels


@pytest.fixture
def project(documents: Any) -> tuple[Project, ProjectFile]:
    """Two videos: one is sure but for some frames, in the other two sentences mean one object."""
    file = documents.file()
    project = Project()
    scores = {"first": {5: 0.6, 6: 0.55, 30: 0.7}, "second": {}}
    for name, doubtful in scores.items():
        project, video = project.add_video(known_video(name))
        project, _ = project.add_layer(video, "a cow")
        search = replace(documents.search("a cow"), video=f"1:{name}")
        found = {frame: (doubtful.get(frame, 0.99), box(2)) for frame in range(40)}
        number = file.results.begin(search)
        file.results.add([(number, each) for each in documents.answers(found)])
    project, other = project.add_layer(video, "an animal")
    masks = {at: Correction(Mask.from_array(box(2 if at < 36 else 20))) for at in range(40)}
    project = project.correct(other, masks)
    return project, file


def test_the_most_doubtful_stretch_of_all_videos_comes_first(
    project: tuple[Project, ProjectFile],
) -> None:
    decided, file = project
    first = decided.videos[0].id
    cow, own, animal = (each.id for each in decided.layers)
    order = review_order(decided, file)
    assert [(each.video, each.layer, each.start, each.stop, each.frame) for each in order] == [
        (first, cow, 5, 7, 6),
        (first, cow, 30, 31, 30),
    ]
    # The sentence that was drawn by hand was looked at; the other way round it is a doubt.
    swapped = decided.correct(own, decided.layer(animal).corrections).uncorrect(animal, 0, 40)
    searched = replace(swapped.layer(animal), expression="a cow", name="an animal")
    swapped = swapped.with_layer(searched)
    order = review_order(swapped, file)
    assert [(each.layer, each.start, each.stop, each.reason) for each in order] == [
        (animal, 36, 40, UncertaintyReason.SENTENCES),
        (cow, 5, 7, UncertaintyReason.SCORE),
        (cow, 30, 31, UncertaintyReason.SCORE),
    ]
    assert disagreeing(order, decided.videos[1].id) == {
        each: [range(36, 40)] for each in (animal, own)
    }
    left = count_of(order)
    assert (left.stretches, left.frames, left.videos) == (3, 7, 2)
    assert [next_doubt(order, order[:at]) for at in range(4)] == [*order, order[0]]
    assert next_doubt([], []) is None
    # What was looked at, or is outside of the points, is left out.
    done = swapped.review(animal, 36, 38, Review.REJECTED).review(cow, 5, 7, Review.ACCEPTED)
    done = done.set_points(first, 0, 20)
    assert [(each.layer, each.start) for each in review_order(done, file)] == [(animal, 38)]


def test_only_what_changed_is_read_again(
    project: tuple[Project, ProjectFile], documents: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided, file = project
    read: list[str] = []

    def counted(layers: Any, video: Any, *rest: Any) -> Any:
        read.append(video.name)
        return views(layers, video, *rest)

    monkeypatch.setattr(project_doubts, "views", counted)
    cache = DoubtCache()
    order = review_order(decided, file, cache)
    assert read == ["first.mp4", "second.mp4"]
    assert review_order(decided, file, cache) == order
    assert len(read) == 2
    changed = decided.choose(decided.layers[1].id, 3, 5, Absent())
    review_order(changed, file, cache)
    assert read[2:] == ["second.mp4"]
    number = file.results.begin(replace(documents.search("a cow"), video="1:first", weights="x"))
    file.results.add([(number, each) for each in documents.answers({2: (0.5, box(2))})])
    assert len(review_order(changed, file, cache)) == len(order) + 1
    assert read[3:] == ["first.mp4"]


def test_two_tracks_are_compared_by_stretches(project: tuple[Project, ProjectFile]) -> None:
    decided, file = project
    video = decided.videos[1]
    one, other = views(decided.of_video(video.id), video, file.results, file.imports)
    found = compare_tracks(one, other, range(2, 40))
    assert [(each.start, each.stop, each.doubtful) for each in found.stretches] == [
        *((2, 36, False), (36, 40, True)),
    ]
    least = 2 / 38  # columns of both boxes, and of either
    assert found.doubts[0].j == pytest.approx(least)
    assert found.frames == 38
    assert found.j == pytest.approx((34 + 4 * least) / 38)
    assert 0 < found.f < 1
    assert found.presence == 0
