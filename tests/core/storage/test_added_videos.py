"""Many videos at once: which clips are in a folder, adding them, and their pictures."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from soc_studio.core.project import edits
from soc_studio.core.project.video_edits import remove_video, videos_of_edit
from soc_studio.core.project.video_names import video_names
from soc_studio.core.project.video_rows import VideoChoice, chosen_rows, row_beside, video_rows
from soc_studio.core.storage.added_videos import (
    ReadVideos,
    allow_new,
    at_rate,
    clips_in,
    put_videos,
    read_videos,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import frame_names, open_project_video
from soc_studio.core.storage.video_pictures import VideoPictures


def frames(
    folder: Path, level: int, names: list[str], mode: str = "RGB", kind: str = "jpg"
) -> Path:
    folder.mkdir(parents=True)
    for number, name in enumerate(names):
        pixels = np.full((32, 48, 3), level + number, dtype=np.uint8)
        Image.fromarray(pixels).convert(mode).save(folder / f"{name}.{kind}")
    return folder


def read(document: Document, clips: list[Path]) -> ReadVideos:
    found: list[ReadVideos] = []

    def through() -> Generator[Any, None, None]:
        found.append((yield from read_videos(document, clips)))

    for _ in through():
        pass
    return found[0]


@pytest.fixture
def footage(tmp_path: Path) -> Path:
    """Clips as datasets have them, with masks and other files beside."""
    folder = tmp_path / "set"
    frames(folder / "JPEGImages" / "clip 10", 10, ["00000", "00005"])
    frames(folder / "JPEGImages" / "clip 9", 60, ["1001", "1002", "1003"])
    frames(folder / "Annotations" / "clip 9", 60, ["1001", "1002"], "P", "png")
    (folder / "readme.txt").write_text("of animals")
    (folder / "torn.mp4").write_bytes(b"no video at all")
    return folder


def test_every_clip_of_a_folder_counts_once_in_natural_order(footage: Path) -> None:
    pictures = footage / "JPEGImages"
    expected = [footage / "torn.mp4", pictures / "clip 9", pictures / "clip 10"]
    assert clips_in([footage]) == expected
    assert clips_in([pictures / "clip 9", footage]) == [expected[1], expected[0], expected[2]]
    assert clips_in([footage / "readme.txt"]) == [footage / "readme.txt"]  # it was named itself
    masks = footage / "Annotations"
    assert clips_in([masks]) == [masks / "clip 9"]  # nothing else is there
    (footage / "loop").symlink_to(footage)
    assert clips_in([footage]) == expected


def test_clips_are_added_with_their_rate_and_the_names_of_their_frames(
    footage: Path, documents: Any
) -> None:
    with Document.new() as document:
        found = read(document, clips_in([footage]))
        assert [each.path.name for each in found.assumed] == ["clip 9", "clip 10"]
        assert [each.path.name for each in found.unreadable] == ["torn.mp4"]
        assert not document.project.videos
        assert at_rate(found, None).new == ()
        settled = at_rate(found, Fraction(6))
        allow_new(document, settled)
        videos = put_videos(document, settled)
        assert [(each.name, each.rate, each.frame_count) for each in videos] == [
            ("clip 9", 6, 3),
            ("clip 10", 6, 2),
        ]
        assert frame_names(document, videos[1]) == ["00000", "00005"]
        with open_project_video(document, videos[0]) as reader:
            assert reader.rate == 6
        again = read(document, clips_in([footage / "JPEGImages"]))
        assert (again.new, again.known) == ((), 2)
        assert put_videos(document, settled) == []  # added meanwhile
        assert not read(document, [footage / "JPEGImages" / "clip 9"]).assumed


def test_pictures_are_kept_by_content_and_missing_videos_are_told(
    footage: Path, documents: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Document.new() as document:
        clip = footage / "JPEGImages" / "clip 9"
        found = at_rate(read(document, [clip]), Fraction(6))
        (video,) = put_videos(document, found)
        assert VideoPictures(document).picture(video).is_missing  # nobody allowed it yet
        allow_new(document, found)
        jpeg = VideoPictures(document).picture(video).jpeg
        assert jpeg is not None
        picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        assert abs(int(picture[5, 5, 0]) - 61) <= 3
        clip.rename(footage / "away")
        gone = VideoPictures(document).picture(video)
        assert (gone.is_missing, gone.jpeg) == (True, jpeg)


def test_rows_are_searched_by_names_and_sentences_and_gone_through(documents: Any) -> None:
    project, _ = documents.project("a brown dog")
    for place in ("b/clip.mp4", "c/clip.mp4"):
        video = replace(documents.video(), fingerprint=place, absolute=f"/x/{place}")
        project, given = project.add_video(video)
    _, after = edits.add_layers(project, given, ["a cat"])[0]
    rows = video_rows(after, video_names(after.videos), missing={given})
    assert [row.name for row in rows][1:] == ["b/clip.mp4", "c/clip.mp4"]
    assert [row.place for row in chosen_rows(rows, "brown DOG")] == [0]
    assert [row.place for row in chosen_rows(rows, "clip cat")] == [2]
    assert [row.place for row in chosen_rows(rows, "", VideoChoice.FLAGGED)] == [2]
    listed = [rows[0], rows[2]]
    assert row_beside(rows, listed, rows[0].id, 1) is rows[2]
    assert row_beside(rows, listed, rows[1].id, 1) is rows[2]  # itself it is not listed
    assert row_beside(rows, listed, rows[1].id, -1) is rows[0]
    assert row_beside(rows, listed, rows[2].id, 1) is None
    assert row_beside(rows, listed, None, 1) is rows[0]


def test_it_is_told_which_video_an_edit_is_about(documents: Any) -> None:
    project, (dog,) = documents.project("dog")
    first = project.videos[0].id
    project, second = project.add_video(project.videos[0])
    (_, more), (cat, _) = edits.add_layers(project, second, ["cat", "cow"])
    assert videos_of_edit(project, more) == (second,)
    assert videos_of_edit(more, project) == (second,)
    assert videos_of_edit(more, edits.rename(more, dog, "Rex")[1]) == (first,)
    assert videos_of_edit(more, edits.move(more, cat, 1)[1]) == (second,)
    assert videos_of_edit(more, edits.set_points(more, second, 3, None)[1]) == (second,)
    assert videos_of_edit(more, remove_video(more, first)[1]) == (first,)
    assert videos_of_edit(more, more.add_expression(second, "both")[0]) == (second,)
    assert videos_of_edit(more, more) == ()
    both = edits.rename(edits.rename(more, dog, "Rex")[1], cat, "Tom")[1]
    assert videos_of_edit(more, both) == (first, second)
