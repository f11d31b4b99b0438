"""The videos of a project: named, moved along with it, asked for, and given when they are away."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.project.project import Project
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import PermissionNeeded, VideoChanged, VideoMissing
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import (
    allow,
    allow_folder,
    locate,
    locate_others,
    open_project_video,
    put_video,
)
from soc_studio.core.system.errors import VideoError


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes the place of the person's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SOC_STUDIO_DATA", str(folder))
    return folder


@pytest.fixture
def clip(clips: Any, tmp_path: Path) -> Path:
    """A video in a folder of its own."""
    (tmp_path / "work").mkdir()
    return Path(clips.encode("work/clip.mp4", pictures=8))


def put(document: Document, video: Path) -> None:
    with open_video(video) as reader:
        own = put_video(document, video, reader)
    edit, _ = edits.add_layers(document.project, own.id, ["a car"])
    document.do(*edit)


def saved(video: Path, project: Path) -> Path:
    """Return a project with a video in it, which was a draft before."""
    with Document.new() as document:
        put(document, video)
        document.save_as(project)
    return project


def opened(project: Path) -> Path:
    """Return where the first video of a project is read from."""
    with (
        Document.open(project) as document,
        open_project_video(document, document.project.videos[0]) as reader,
    ):
        return reader.path


def another_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data of another person"))


@pytest.mark.parametrize("inner", [".", "clips", "clips/of today"])
def test_a_project_opens_without_a_question_where_it_was_moved_with_its_videos(
    clip: Path, tmp_path: Path, inner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = clip.parent / inner
    folder.mkdir(parents=True, exist_ok=True)
    video = clip.rename(folder / "clip.mp4")
    project = saved(video, clip.parent / "film.soc")
    with Document.open(project) as document:
        own = document.project.videos[0]
        assert own.relative == PurePosixPath(inner) / "clip.mp4"
        assert own.absolute == str(video)
    there = Path(shutil.move(clip.parent, tmp_path / "elsewhere"))
    another_person(monkeypatch, tmp_path)
    assert opened(there / "film.soc") == there / inner / "clip.mp4"


def test_the_way_to_the_video_is_right_in_all_of_the_history(clip: Path, tmp_path: Path) -> None:
    with Document.new() as document:
        put(document, clip)
        document.save_as(clip.parent / "film.soc")
        document.undo()
        assert document.project.videos[0].relative == PurePosixPath("clip.mp4")
        document.redo()
        assert document.project.videos[0].relative == PurePosixPath("clip.mp4")


def test_a_copy_in_another_folder_reads_its_video_without_a_question(
    clip: Path, tmp_path: Path
) -> None:
    project = saved(clip, clip.parent / "film.soc")
    with Document.open(project) as document:
        document.save_as(tmp_path / "far" / "away" / "copy.soc")
        assert document.project.videos[0].relative == PurePosixPath("../../work/clip.mp4")
    assert opened(tmp_path / "far" / "away" / "copy.soc") == clip


def test_a_copy_of_a_project_whose_video_is_away_finds_it_when_it_is_back(
    clip: Path, tmp_path: Path
) -> None:
    project = saved(clip, clip.parent / "film.soc")
    away = clip.rename(tmp_path / "away.mp4")
    with Document.open(project) as document:
        document.save_as(tmp_path / "copies" / "copy.soc")
    away.rename(clip)
    with Document.open(tmp_path / "copies" / "copy.soc") as document:
        video = document.project.videos[0]
        assert video.relative == PurePosixPath("../work/clip.mp4")
        allow(document, clip)
        open_project_video(document, video).close()


def test_who_gets_a_project_alone_is_asked_and_can_allow_it(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = saved(clip, tmp_path / "sent" / "film.soc")
    another_person(monkeypatch, tmp_path)
    with Document.open(project) as document:
        video = document.project.videos[0]
        with pytest.raises(PermissionNeeded) as asked:
            open_project_video(document, video)
        assert (asked.value.video, asked.value.path) == (video, clip)
        # It is open without its video, and can be worked on.
        document.do(*edits.rename(document.project, document.project.layers[0].id, "mine"))
        allow(document, asked.value.path)
        open_project_video(document, video).close()
    assert opened(project) == clip


def test_a_video_that_is_away_is_named_and_can_be_located(clip: Path, tmp_path: Path) -> None:
    project = saved(clip, clip.parent / "film.soc")
    away = clip.rename(tmp_path / "other name.mp4")
    with Document.open(project) as document:
        video = document.project.videos[0]
        with pytest.raises(VideoMissing) as missing:
            open_project_video(document, video)
        assert (missing.value.video, missing.value.path) == (video, clip)
        here = locate(document, video, away)
        assert here == document.project.videos[0]
        assert document.undo_name == "Add 'a car'"  # from the session before
        open_project_video(document, here).close()
    assert opened(project) == away


@pytest.mark.slow
def test_another_video_is_taken_only_where_it_fits_and_is_wanted(
    clip: Path, clips: Any, tmp_path: Path, documents: Any
) -> None:
    project = saved(clip, clip.parent / "film.soc")
    same = clips.encode("same frames.mp4", pictures=8, codec="mpeg4")
    longer = clips.encode("longer.mp4", pictures=9)
    text = tmp_path / "notes.mp4"
    text.write_text("no video")
    clip.unlink()
    with Document.open(project) as document:
        video, before = document.project.videos[0], document.project
        for path, anyway, fits in ((same, False, True), (longer, False, False)):
            with pytest.raises(VideoChanged) as changed:
                locate(document, video, path, anyway)
            assert (changed.value.path, changed.value.fits) == (path, fits)
        with pytest.raises(VideoChanged):
            locate(document, video, longer, anyway=True)
        with pytest.raises(VideoError):
            locate(document, video, text, anyway=True)
        assert document.project == before
        here = locate(document, video, same, anyway=True)
        assert here.fingerprint == video.fingerprint  # by which what was found is known
        assert fingerprint(same) in here.fingerprints
        open_project_video(document, here).close()
        with open_video(same) as reader:
            assert put_video(document, same, reader).id == video.id
    assert opened(project) == same
    moved = same.rename(project.with_name("again.mp4"))
    assert opened(project) == moved  # found by its content


@pytest.mark.slow
def test_in_a_project_that_cannot_be_changed_a_video_can_be_located_all_the_same(
    clip: Path, tmp_path: Path
) -> None:
    project = saved(clip, clip.parent / "film.soc")
    away = clip.rename(tmp_path / "away.mp4")
    with Document.open(project), Document.open(project) as second:
        assert second.read_only is not None
        here = locate(second, second.project.videos[0], away)
        with open_project_video(second, here) as reader:
            assert reader.path == away


@pytest.mark.slow
def test_nothing_outside_is_looked_at_to_save_a_strangers_project(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = saved(clip, tmp_path / "sent" / "film.soc")
    another_person(monkeypatch, tmp_path)
    with Document.open(project) as document:
        document.save_as(tmp_path / "mine" / "film.soc")
        video = document.project.videos[0]
        assert video.relative == PurePosixPath("../work/clip.mp4")
        with pytest.raises(PermissionNeeded):
            open_project_video(document, video)


def test_a_video_of_the_same_content_is_the_same(clip: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(clip, tmp_path / "copy.mp4"))
    with Document(ProjectFile.create(tmp_path / "film.soc")) as document:
        put(document, clip)
        with open_video(copy) as reader:
            own = put_video(document, copy, reader)
        assert document.project.videos == (own,)
        assert own.absolute == str(copy)
        assert document.undo() is not None
        assert document.project == Project((own,), (), document.project.next_id)
        assert own.name == "clip.mp4"


@pytest.mark.slow
def test_a_folder_is_allowed_for_the_videos_of_the_project_alone(
    clips: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    videos = [clips.encode(f"{name}.mp4", pictures=8 + len(name)) for name in ("a", "bb", "ccc")]
    elsewhere = videos[2].rename(tmp_path / "data.mp4")
    (tmp_path / "other").mkdir()
    elsewhere = elsewhere.rename(tmp_path / "other" / "ccc.mp4")
    secret = clips.encode("secret.mp4", pictures=20)
    with Document.new() as document:
        for video in (videos[0], videos[1], elsewhere):
            with open_video(video) as reader:
                put_video(document, video, reader)
        consents = tmp_path / "data" / "consents.json"
        consents.unlink()
        allow_folder(document, videos[0])
        given = [
            FilePermissions().given(document.file.id, each)
            for each in (videos[0], videos[1], elsewhere, secret, tmp_path)
        ]
    assert given == [True, True, False, False, False]


@pytest.fixture
def three(clips: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three videos, each in a folder of its own, that somebody else made."""
    names = ("goat", "bus", "swan")
    for seed, name in enumerate(names):
        (tmp_path / "clips" / name).mkdir(parents=True)
        clips.encode(f"clips/{name}/clip.mp4", pictures=4 + seed)
    with Document.new() as document:
        for name in names:
            put(document, tmp_path / "clips" / name / "clip.mp4")
        document.save_as(tmp_path / "project" / "film.soc")
    another_person(monkeypatch, tmp_path)
    return tmp_path / "project" / "film.soc"


def test_videos_in_folders_beside_the_allowed_one_are_allowed_too(
    three: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "clips" / "bus" / "clip.mp4"
    with Document.open(three) as document:
        goat, bus, swan = document.project.videos
        document.do("other", document.project.with_video(replace(swan, absolute="/etc/clip.mp4")))
        with pytest.raises(PermissionNeeded):
            open_project_video(document, bus)
        allow_folder(document, Path(goat.absolute))
        assert FilePermissions().given(document.file.id, elsewhere)
        assert not FilePermissions().given(document.file.id, Path("/etc/clip.mp4"))
        open_project_video(document, bus).close()


def test_a_folder_that_moved_with_the_project_is_allowed_for_all_videos_in_it(
    three: Path, tmp_path: Path
) -> None:
    (tmp_path / "moved").mkdir()
    for name in ("clips", "project"):
        shutil.move(tmp_path / name, tmp_path / "moved" / name)
    with Document.open(tmp_path / "moved" / "project" / "film.soc") as document:
        goat, bus, swan = document.project.videos
        with pytest.raises(PermissionNeeded) as asked:
            open_project_video(document, goat)
        assert asked.value.path == tmp_path / "moved" / "clips" / "goat" / "clip.mp4"
        allow_folder(document, asked.value.path)
        for video in (goat, bus, swan):
            open_project_video(document, video).close()


def test_videos_that_moved_along_with_one_are_found_with_it(three: Path, tmp_path: Path) -> None:
    shutil.move(tmp_path / "clips", tmp_path / "footage")
    moved = tmp_path / "footage"
    (moved / "swan" / "clip.mp4").write_bytes((moved / "bus" / "clip.mp4").read_bytes())
    with Document.open(three) as document:
        goat, bus, swan = document.project.videos
        for video in (goat, bus, swan):
            with pytest.raises((VideoMissing, PermissionNeeded)):
                open_project_video(document, video)
        locate(document, goat, moved / "goat" / "clip.mp4")
        (found,) = locate_others(document, goat.absolute, moved / "goat" / "clip.mp4")
        assert (found.id, found.absolute) == (bus.id, str(moved / "bus" / "clip.mp4"))
        open_project_video(document, document.project.video(bus.id)).close()
        assert document.project.video(swan.id) == swan  # another video is in its place now
    with Document.open(three) as document:
        assert document.project.video(bus.id) == found
