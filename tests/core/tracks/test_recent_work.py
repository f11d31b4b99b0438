"""What the start page says of recent work, and the pictures it shows of it."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits, label_edits
from soc_studio.core.project.project import Correction, Review
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.storage.unsaved import remove_draft
from soc_studio.core.storage.work_pictures import known_picture
from soc_studio.core.tracks.recent_work import RecentWork, picture_of, read_work, recent_work

SQUARE = np.zeros((32, 48), dtype=np.bool_)
SQUARE[8:24, 16:32] = True


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes the place of the person's own."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def begun(video: Path, *texts: str) -> Document:
    """Return a new document with a video, and layers of it."""
    document = Document.new()
    with open_video(video) as reader:
        own = put_video(document, video, reader)
    if texts:
        edit, _ = edits.add_layers(document.project, own.id, texts)
        document.do(*edit)
    return document


def answer(
    document: Document,
    documents: Any,
    text: str,
    frames: range,
    number_of_video: int = 0,
    **options: Any,
) -> None:
    """Have a sentence answered on `frames` of a video with a square."""
    video = document.project.videos[number_of_video]
    search = replace(documents.search(text), video=video.fingerprint)
    number = document.file.results.begin(search)
    track = dict.fromkeys(frames, (0.99, SQUARE))
    document.file.results.add([(number, each) for each in documents.answers(track, **options)])


def pixels(picture: Path) -> NDArray[np.int64]:
    """Return a picture, int64 [height, width, 3]."""
    with Image.open(picture) as opened:
        return np.asarray(opened.convert("RGB"), dtype=np.int64)


def everything(recent: list[str], open_now: Path | None = None) -> list[RecentWork]:
    """Return all recent work, pictures made."""
    steps = recent_work(recent, open_now)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return list(end.value)


@pytest.mark.slow
def test_layers_of_all_videos_tell_how_far_they_are(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    project = tmp_path / "mine.soc"
    with begun(clips.encode("street.mp4", pictures=8), "a car") as document:
        second = clips.encode("field.mp4", pictures=6)
        with open_video(second) as reader:
            own = put_video(document, second, reader)
        edit, _ = edits.add_layers(document.project, own.id, ["a dog", "a cat"])
        document.do(*edit)
        answer(document, documents, "a dog", range(6), number_of_video=1)
        document.save_as(project)
    work = read_work(project)
    assert work is not None
    assert [(each.label, each.computed) for each in work.layers] == [
        ("a car", 0),
        ("a dog", 6),
        ("a cat", 0),
    ]


@pytest.mark.slow
def test_a_project_tells_how_far_each_layer_is(clips: Any, documents: Any, tmp_path: Path) -> None:
    video = clips.encode("street.mp4", pictures=8)
    project = tmp_path / "mine.soc"
    with begun(video, "a car", "a dog", "a cat", "a bird") as document:
        answer(document, documents, "a car", range(8))
        answer(document, documents, "a dog", range(8), preview=True)
        answer(document, documents, "a cat", range(2))
        one = document.project.layers[0].id
        mask = Mask.from_array(np.eye(64, 96) > 0)
        document.do(*edits.correct(document.project, one, {2: Correction(mask)}))
        document.do(*label_edits.review(document.project, one, 0, 8, Review.ACCEPTED))
        document.save_as(project)
    work = read_work(project)
    assert work is not None
    assert (work.name, work.videos, work.seconds) == ("mine", ("street.mp4",), 8 / 25)
    assert (work.is_draft, work.is_project, work.is_whole, work.corrected) == (False, True, True, 1)
    assert [each.label for each in work.layers] == ["a car", "a dog", "a cat", "a bird"]
    assert [each.computed for each in work.layers] == [8, 8, 2, 0]
    assert [each.is_quick for each in work.layers] == [False, True, False, False]
    assert [each.is_reviewed for each in work.layers] == [True, False, False, False]
    assert work.layers[2].spots == 0
    assert work.layers[3].frames == 8


@pytest.mark.slow
def test_of_very_many_layers_it_is_not_said_that_the_last_ones_were_not_searched(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    video = clips.encode("street.mp4", pictures=8)
    project = tmp_path / "mine.soc"
    texts = [f"car {number}" for number in range(30)]
    with begun(video, *texts) as document:
        for text in texts:
            answer(document, documents, text, range(8))
        document.save_as(project)
    work = read_work(project)
    assert work is not None
    assert len(work.layers) == 30
    assert all(each.computed == 8 for each in work.layers if each.is_read)
    assert 0 < sum(each.is_read for each in work.layers) < 30


@pytest.mark.slow
def test_its_picture_has_the_masks_in_their_colours(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    grey = [np.full((64, 96, 3), 128, dtype=np.uint8)] * 8
    video = clips.encode("street.mp4", pictures=grey)
    project = tmp_path / "mine.soc"
    with begun(video, "a car") as document:
        answer(document, documents, "a car", range(5, 8))
        colour = document.project.layers[0].colour
        document.save_as(project)
    picture = picture_of(project)
    assert picture is not None
    seen = pixels(picture)
    assert seen.shape == (64, 96, 3)
    inside, outside = seen[32, 48], seen[4, 4]
    assert np.abs(outside - 128).max() < 12
    assert np.abs(inside - np.array(colour)).sum() < np.abs(outside - np.array(colour)).sum()
    # It is kept until the project changes.
    made = picture.stat().st_mtime_ns
    assert picture_of(project) == picture
    assert picture.stat().st_mtime_ns == made
    with Document.open(project) as document:
        document.do(*edits.remove(document.project, document.project.layers[0].id))
    os.utime(project, (1, 1))
    again = picture_of(project)
    assert again is not None
    assert again != picture
    assert not picture.exists()
    assert np.abs(pixels(again) - 128).max() < 12


def test_looking_changes_nothing_and_needs_no_lock(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    project = tmp_path / "mine.soc"
    with begun(clips.encode("street.mp4", pictures=8), "a car") as document:
        answer(document, documents, "a car", range(8))
        document.save_as(project)
        document.save()
        before = project.read_bytes()
        work = read_work(project)
        assert work is not None
        assert work.layers[0].computed == 8
        assert picture_of(project) is not None
        assert project.read_bytes() == before
        document.do(*edits.rename(document.project, document.project.layers[0].id, "mine"))
        document.save()
    assert {each.name for each in tmp_path.iterdir()} == {"mine.soc", "street.mp4", "data"}


@pytest.mark.slow
def test_the_newest_work_comes_first_whether_it_has_a_name_or_not(
    clips: Any, tmp_path: Path
) -> None:
    street, other = (clips.encode(f"{name}.mp4", pictures=8) for name in ("street", "other"))
    old, new = tmp_path / "old.soc", tmp_path / "new.soc"
    for age, project in ((3000, old), (1000, new)):
        with begun(street, "a car") as document:
            document.save_as(project)
        os.utime(project, (10**9 - age, 10**9 - age))
    with begun(street, "a dog") as document:
        draft = document.file.path
    os.utime(draft, (10**9 - 2000, 10**9 - 2000))
    gone = tmp_path / "gone.soc"
    found = everything([str(each) for each in (new, other, street, old, gone)])
    # The video that the draft is on does not come twice.
    assert [each.path for each in found] == [new, other, draft, old, gone]
    assert [each.is_draft for each in found] == [False, False, True, False, False]
    assert [each.is_missing for each in found] == [False, False, False, False, True]
    assert [each.picture is not None for each in found] == [True, True, True, True, False]
    assert (found[1].name, found[1].is_project, found[1].layers) == ("other.mp4", False, ())
    assert found[2].name == "street.mp4"
    first, *_ = everything([str(new), str(old)], open_now=old)
    assert (first.path, first.is_open) == (old, True)


def test_it_is_found_by_its_name_and_its_sentences(clips: Any, tmp_path: Path) -> None:
    with begun(clips.encode("street.mp4", pictures=8), "the red car") as document:
        document.save_as(tmp_path / "Monday.soc")
    work = read_work(tmp_path / "Monday.soc")
    assert work is not None
    for words in ("", "mond", "STREET", "red", "car the", " red  car "):
        assert work.matches(words), words
    for words in ("dog", "red dog", "tuesday"):
        assert not work.matches(words), words


def test_a_video_outside_of_the_folder_is_not_read_without_consent(
    clips: Any, tmp_path: Path, data: Path
) -> None:
    project = tmp_path / "theirs" / "a.soc"
    project.parent.mkdir()
    with begun(clips.encode("street.mp4", pictures=8), "a car") as document:
        document.save_as(project)
    (data / "consents.json").unlink()
    assert picture_of(project) is None
    work = read_work(project)
    assert work is not None
    assert [each.label for each in work.layers] == ["a car"]
    assert not list((data / "cache").rglob("*.jpg"))


@pytest.mark.slow
def test_a_missing_or_another_video_gives_no_picture(clips: Any, tmp_path: Path) -> None:
    video = clips.encode("street.mp4", pictures=8)
    with begun(video, "a car") as document:
        document.save_as(tmp_path / "a.soc")
    video.unlink()
    assert picture_of(tmp_path / "a.soc") is None
    clips.encode("street.mp4", pictures=9)
    assert picture_of(tmp_path / "a.soc") is None
    video.write_bytes(b"no video")
    assert picture_of(video) is None
    (work,) = everything([str(video)])
    assert (work.is_whole, work.picture) == (False, None)


@pytest.mark.slow
def test_a_draft_that_is_thrown_away_leaves_no_picture(clips: Any, data: Path) -> None:
    with begun(clips.encode("street.mp4", pictures=8), "a car") as document:
        draft = document.file.path
    assert picture_of(draft) is not None
    remove_draft(draft)
    assert not list((data / "cache").rglob("*.jpg"))
    assert read_work(draft) is None
    assert known_picture(draft) is None
    document = begun(clips.encode("street.mp4", pictures=8), "a car")
    document.save()
    assert picture_of(document.file.path) is not None
    document.discard()
    assert not list((data / "cache").rglob("*.jpg"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_damaged_projects_are_told_as_far_as_they_can_be_read(
    clips: Any, documents: Any, tmp_path: Path, seed: int
) -> None:
    project = tmp_path / "a.soc"
    with begun(clips.encode("street.mp4", pictures=8), "a car", "a dog") as document:
        answer(document, documents, "a car", range(8))
        document.save_as(project)
    whole = bytearray(project.read_bytes())
    chance = random.Random(seed)
    if seed == 0:
        whole = whole[: len(whole) // 3]
    elif seed == 1:
        whole = bytearray(b"not a project at all")
    elif seed == 2:
        whole = bytearray()
    else:
        for _ in range(seed * 40):
            whole[chance.randrange(100, len(whole))] = chance.randrange(256)
    project.write_bytes(whole)
    work = read_work(project)
    assert work is not None
    assert work.path == project
    assert {each.label for each in work.layers} <= {"a car", "a dog"}
    if seed < 3:
        assert not work.is_whole
    picture_of(project)
    assert project.read_bytes() == whole
