"""Boxes that names follow: of the objects in sight, the mean of five frames, and calm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.storage.unsaved import remove_draft
from soc_studio.core.tracks.object_boxes import Box, ObjectBoxes, overlap
from soc_studio.core.tracks.track_cache import TrackCache

WIDTH, HEIGHT, SIDE = 96, 64, 24


def square(left: int, top: int = 8) -> Mask:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[top : top + SIDE, left : left + SIDE] = True
    return Mask.from_array(pixels)


@pytest.fixture
def tracks(clips: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrackCache]:
    """A document of a clip of 20 frames, without layers."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    document = Document.new()
    with open_video(clips.encode("clip.mp4", pictures=20)) as reader:
        put_video(document, reader.path, reader)
    yield TrackCache(document)
    path = document.file.path
    document.close()
    remove_draft(path)


def put(tracks: TrackCache, text: str, masks: Mapping[int, Mask]) -> int:
    """Put a layer in whose object has these masks."""
    document = tracks.document
    video = document.project.videos[0]
    edit, (layer,) = edits.add_layers(document.project, video.id, [text])
    document.do(*edit)
    corrections = {frame: Correction(mask) for frame, mask in masks.items()}
    document.do(*edits.correct(document.project, layer, corrections))
    tracks.refresh(layer)
    return layer


def boxes(tracks: TrackCache, frame: int) -> list[Box]:
    video = tracks.document.project.videos[0]
    return [each.box for each in ObjectBoxes(tracks).read(video.id, frame)]


def test_a_box_is_the_mean_of_five_frames_in_shares_of_the_picture(tracks: TrackCache) -> None:
    lefts = [10, 10, 14, 10, 10, 10, 18, 20]
    put(tracks, "a cat", {frame: square(left) for frame, left in enumerate(lefts)})
    ((left, top, width, height),) = boxes(tracks, 2)
    assert left == pytest.approx(sum(lefts[:5]) / 5 / WIDTH)
    assert (top, width, height) == pytest.approx((8 / HEIGHT, SIDE / WIDTH, SIDE / HEIGHT))
    # At an edge of the video there are fewer.
    ((left, *_),) = boxes(tracks, 0)
    assert left == pytest.approx(sum(lefts[:3]) / 3 / WIDTH)


def test_trembling_is_calmed(tracks: TrackCache) -> None:
    put(tracks, "a cat", {frame: square(30 + 4 * (frame % 2)) for frame in range(20)})
    lefts = [boxes(tracks, frame)[0][0] * WIDTH for frame in range(5, 15)]
    assert max(lefts) - min(lefts) < 1.0


def test_frames_beyond_a_gap_or_a_cut_do_not_count(tracks: TrackCache) -> None:
    put(tracks, "a cat", {0: square(10), 1: square(12), 3: square(60), 4: square(60)})
    assert boxes(tracks, 2) == []
    ((left, *_),) = boxes(tracks, 3)
    assert left == pytest.approx(60 / WIDTH)
    ((left, *_),) = boxes(tracks, 1)
    assert left == pytest.approx(11 / WIDTH)
    put(tracks, "a dog", {8: square(5), 9: square(5), 10: square(66, 36), 11: square(66, 36)})
    ((left, *_),) = boxes(tracks, 10)
    assert left == pytest.approx(66 / WIDTH)


def test_only_layers_in_sight_are_named_the_lowest_first_and_changes_count(
    tracks: TrackCache,
) -> None:
    document = tracks.document
    video = document.project.videos[0]
    first = put(tracks, "a cat", {3: square(10)})
    second = put(tracks, "a dog", {3: square(40)})
    found = ObjectBoxes(tracks)
    assert found.known(3) == ()
    names = [each.name for each in found.read(video.id, 3)]
    assert names == ["a dog", "a cat"]
    assert [each.name for each in found.known(3)] == names
    document.do(*edits.set_visible(document.project, first, False))
    assert [each.layer for each in found.read(video.id, 3)] == [second]
    document.do(*edits.correct(document.project, second, {3: Correction(square(70))}))
    (moved,) = found.read(video.id, 3)
    assert moved.box[0] == pytest.approx(70 / WIDTH)
    tracks.propose(second, {3: square(20)})
    (proposed,) = found.read(video.id, 3)
    assert proposed.box[0] == pytest.approx(20 / WIDTH)


def test_overlap_of_boxes() -> None:
    assert overlap((0, 0, 0.5, 0.5), (0, 0, 0.5, 0.5)) == 1
    assert overlap((0, 0, 0.5, 0.5), (0.5, 0, 0.5, 0.5)) == 0
    assert overlap((0, 0, 0.4, 0.4), (0.2, 0, 0.4, 0.4)) == pytest.approx(1 / 3)
