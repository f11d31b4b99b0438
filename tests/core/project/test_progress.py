"""How far the videos of a project are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from soc_studio.core.project import label_edits
from soc_studio.core.project.progress import VideoProgress, all_together, progress_of_videos
from soc_studio.core.project.project import Project, Review
from soc_studio.core.storage.found_layers import found_layers

ON = np.zeros((32, 48), dtype=np.bool_)
ON[4:20, 4:20] = True


def test_each_video_has_its_own_progress(documents: Any) -> None:
    project, ids = documents.project("dog", "cat", "cow")
    project, other = project.add_video(replace(project.videos[0], fingerprint="1:other"))
    project, _ = project.add_layer(other, "a bird")
    project, empty = project.add_video(replace(project.videos[0], fingerprint="1:third"))
    first = project.videos[0].id
    project = project.review(ids[0], 0, 40, Review.ACCEPTED)
    project = project.review(ids[1], 0, 20, Review.ACCEPTED).review(ids[1], 20, 40, Review.REJECTED)
    project = project.review(ids[2], 0, 39, Review.ACCEPTED)
    seen = progress_of_videos(project, {ids[0]})
    assert list(seen) == [first, other, empty]
    assert seen[first] == VideoProgress(layers=3, found=1, reviewed=2, accepted=1, rejected=1)
    assert seen[other] == VideoProgress(layers=1)
    assert seen[empty] == VideoProgress()
    assert [each.is_done for each in seen.values()] == [False, False, False]
    assert all_together(seen) == VideoProgress(4, 1, 2, 1, 1)
    assert all_together(seen).left == 2


def test_frames_outside_of_in_and_out_need_no_review(documents: Any) -> None:
    project, (one,) = documents.project("dog")
    video = project.videos[0].id
    project = project.review(one, 10, 20, Review.ACCEPTED).review(one, 0, 5, Review.REJECTED)
    assert not progress_of_videos(project)[video].is_done
    project = project.set_points(video, 10, 20)
    assert progress_of_videos(project)[video] == VideoProgress(1, 0, 1, 1, 0)


def test_no_such_object_is_an_answer(documents: Any) -> None:
    project, ids = documents.project("a unicorn")
    _, project = label_edits.no_such_object(project, ids, True)
    assert progress_of_videos(project)[project.videos[0].id] == VideoProgress(1, 1, 1, 1)


def test_what_was_found_is_known_for_all_videos_at_once(documents: Any) -> None:
    documents.view("dog", dict.fromkeys(range(5), (0.9, ON)))
    file = documents.shared["a.soc"]
    project, ids = documents.project("dog", "cat")
    project, other = project.add_video(replace(project.videos[0], fingerprint="1:other"))
    project, same = project.add_layer(other, "dog")  # asked, but of another video
    project, masks = project.add_layer(other, "masks", imported=7)
    assert found_layers(file, project) == {ids[0], masks}
    assert same not in found_layers(file, project)


def test_a_search_that_answered_nothing_yet_found_nothing(documents: Any) -> None:
    file = documents.file()
    file.results.begin(documents.search("dog"))
    project, _ = documents.project("dog")
    assert found_layers(file, project) == frozenset()
    assert progress_of_videos(Project()) == {}


def test_a_layer_that_a_search_is_at_counts_by_the_frames_that_it_answered(documents: Any) -> None:
    project, ids = documents.project("dog", "cat", "cow")
    video = project.videos[0].id
    seen = progress_of_videos(project, {ids[0], ids[1]}, {ids[1]: 0.25, ids[2]: 1.0})
    # Before it is looked what was found, and after it.
    assert seen[video] == VideoProgress(layers=3, found=1, partly=1.25)
    seen = progress_of_videos(project, set(ids), {ids[1]: 0.25, ids[2]: 1.0})
    assert all_together(seen) == VideoProgress(layers=3, found=2, partly=0.25)
