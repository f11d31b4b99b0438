"""Videos are found again, and nobody else's files are read on the way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from PIL import Image

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.project.project import Video, VideoId
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import (
    PermissionNeeded,
    VideoChanged,
    VideoMissing,
    VideoPlace,
    find_video,
    relative_to_project,
)
from soc_studio.core.system.errors import VideoError

ID = "5e" * 16


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes the place of the person's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SOC_STUDIO_DATA", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The place of a project in a folder of its own."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work" / "film.soc"


@pytest.fixture
def clip(clips, project: Path) -> Path:
    """A video beside the project."""
    return clips.encode("made.mp4", pictures=8).rename(project.parent / "clip.mp4")


@pytest.fixture
def other(clips) -> Path:
    """A video that the project knows nothing of."""
    return clips.encode("other.mp4", pictures=9)


def linked(file: Path, project: Path) -> Video:
    """Return what a project says of the video `file`."""
    return Video(
        VideoId(1),
        file.name,
        relative_to_project(file, project),
        str(file.resolve()),
        fingerprint(file),
        96,
        64,
        8,
        Fraction(25),
    )


def find(video: Video, project: Path) -> VideoPlace:
    return find_video(video, project, ID, FilePermissions())


def moved(file: Path, folder: Path, name: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    return file.rename(folder / (name or file.name))


def test_a_video_is_found_where_the_project_says(clip: Path, project: Path) -> None:
    video = linked(clip, project)
    assert video.relative == PurePosixPath("clip.mp4")
    assert find(video, project) == VideoPlace(clip, moved=False)
    inner = moved(clip, project.parent / "clips")
    video = linked(inner, project)
    assert video.relative == PurePosixPath("clips/clip.mp4")
    assert find(video, project) == VideoPlace(inner, moved=False)


def test_a_project_that_moves_with_its_video_finds_it(
    clip: Path, project: Path, tmp_path: Path
) -> None:
    video = linked(clip, project)
    project.parent.rename(tmp_path / "elsewhere")
    there = tmp_path / "elsewhere" / "film.soc"
    assert find(video, there) == VideoPlace(there.with_name("clip.mp4"), moved=False)


def test_a_folder_of_images_is_found_and_told_apart(project: Path) -> None:
    folder = project.parent / "shots" / "frames"
    folder.mkdir(parents=True)
    for number in range(3):
        Image.new("RGB", (8, 6), (number, 0, 0)).save(folder / f"{number}.png")
    video = linked(folder, project)
    assert find(video, project) == VideoPlace(folder, moved=False)
    beside = folder.rename(project.parent / "frames")
    assert find(video, project) == VideoPlace(beside, moved=True)
    Image.new("RGB", (8, 6), (9, 0, 0)).save(beside / "3.png")
    with pytest.raises(VideoChanged):
        find(video, project)


def test_a_video_that_moved_beside_the_project_is_found(clip: Path, project: Path) -> None:
    inner = moved(clip, project.parent / "clips")
    video = linked(inner, project)
    beside = moved(inner, project.parent)
    assert find(video, project) == VideoPlace(beside, moved=True)


def test_a_renamed_video_beside_the_project_is_known_by_its_content(
    clip: Path, project: Path, other: Path
) -> None:
    video = linked(clip, project)
    moved(other, project.parent)
    renamed = moved(clip, project.parent, "a better name.mov")
    assert find(video, project) == VideoPlace(renamed, moved=True)
    moved(renamed, project.parent, "a better name.txt")
    with pytest.raises(VideoMissing):
        find(video, project)


def test_another_video_under_the_name_is_noticed(clip: Path, project: Path, other: Path) -> None:
    video = linked(clip, project)
    other.replace(clip)
    with pytest.raises(VideoChanged, match=r"clip\.mp4' is not the video this project") as caught:
        find(video, project)
    assert "--video" in caught.value.advice


def test_the_video_is_found_beside_another_that_took_its_name(
    clip: Path, project: Path, other: Path
) -> None:
    video = linked(clip, project)
    former = moved(clip, project.parent, "former.mp4")
    other.replace(clip)
    assert find(video, project) == VideoPlace(former, moved=True)


def test_a_video_that_is_gone_is_named_with_its_folder(clip: Path, project: Path) -> None:
    video = linked(moved(clip, project.parent / "clips"), project)
    shutil.rmtree(project.parent / "clips")
    with pytest.raises(VideoMissing, match=r"'clip\.mp4' is neither in '.*clips'") as caught:
        find(video, project)
    assert caught.value.advice


def test_a_video_outside_is_read_with_consent_only(
    clip: Path, project: Path, tmp_path: Path
) -> None:
    video = linked(moved(clip, tmp_path / "films"), project)
    assert video.relative == PurePosixPath("../films/clip.mp4")
    with pytest.raises(PermissionNeeded, match=r"'film\.soc' asks to read '.*clip\.mp4'") as caught:
        find(video, project)
    assert caught.value.path == tmp_path / "films" / "clip.mp4"
    assert "--video" in caught.value.advice
    FilePermissions().give("another project", caught.value.path)
    with pytest.raises(PermissionNeeded):
        find(video, project)
    FilePermissions().give(ID, caught.value.path)
    assert find(video, project) == VideoPlace(tmp_path / "films" / "clip.mp4", moved=False)
    (tmp_path / "films" / "clip.mp4").unlink()
    with pytest.raises(VideoMissing):
        find(video, project)


def test_a_video_outside_that_changed_is_noticed(
    clip: Path, project: Path, tmp_path: Path, other: Path
) -> None:
    video = linked(moved(clip, tmp_path / "films"), project)
    FilePermissions().give(ID, tmp_path / "films" / "clip.mp4")
    other.replace(tmp_path / "films" / "clip.mp4")
    with pytest.raises(VideoChanged):
        find(video, project)


def test_a_project_that_moved_alone_finds_its_video_by_the_absolute_path(
    clip: Path, project: Path, tmp_path: Path
) -> None:
    video = linked(clip, project)
    (tmp_path / "elsewhere").mkdir()
    there = tmp_path / "elsewhere" / "film.soc"
    with pytest.raises(PermissionNeeded) as caught:
        find(video, there)
    assert caught.value.path == clip
    FilePermissions().give(ID, clip)
    assert find(video, there) == VideoPlace(clip, moved=False)


def test_a_consent_to_a_path_through_a_link_of_ones_own_is_remembered(
    clip: Path, project: Path, tmp_path: Path
) -> None:
    moved(clip, tmp_path / "disk")
    (tmp_path / "films").symlink_to(tmp_path / "disk", target_is_directory=True)
    named = tmp_path / "films" / "clip.mp4"  # as a person says it
    FilePermissions().give(ID, named)
    assert find(linked(named, project), project).path == tmp_path / "disk" / "clip.mp4"


def test_a_link_that_stays_in_the_folder_is_followed(clip: Path, project: Path) -> None:
    video = linked(clip, project)
    inner = moved(clip, project.parent / "clips")
    (project.parent / "again").symlink_to("clips", target_is_directory=True)
    clip.symlink_to("again/../again/clip.mp4")
    assert find(video, project) == VideoPlace(inner, moved=False)


def test_the_folder_of_the_project_may_be_reached_by_a_link(
    clip: Path, project: Path, tmp_path: Path
) -> None:
    video = linked(clip, project)
    (tmp_path / "link").symlink_to(project.parent, target_is_directory=True)
    assert find(video, tmp_path / "link" / "film.soc") == VideoPlace(clip, moved=False)


def noted(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """Return a list that takes the paths these functions of the system are called with from now."""
    looked: list[str] = []

    def noting(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(path: Any = ".", *arguments: Any, **more: Any) -> Any:
            looked.append(str(path))
            return function(path, *arguments, **more)

        return called

    for name in names:
        monkeypatch.setattr(os, name, noting(getattr(os, name)))
    return looked


def outside_by_parent(project: Path, secret: Path) -> str:
    return f"../{secret.parent.name}/{secret.name}"


def outside_by_detour(project: Path, secret: Path) -> str:
    (project.parent / "a").mkdir()
    return f"a/./..//a/../../{secret.parent.name}/{secret.name}"


def outside_by_absolute_path(project: Path, secret: Path) -> str:
    return secret.as_posix()


def outside_by_link(project: Path, secret: Path) -> str:
    (project.parent / "a.mp4").symlink_to(secret)
    return "a.mp4"


def outside_by_folder_link(project: Path, secret: Path) -> str:
    (project.parent / "a").symlink_to(secret.parent, target_is_directory=True)
    return f"a/{secret.name}"


def outside_by_relative_links(project: Path, secret: Path) -> str:
    (project.parent / "a").mkdir()
    (project.parent / "a" / "b").symlink_to("../c", target_is_directory=True)
    (project.parent / "c").symlink_to(f"../{secret.parent.name}", target_is_directory=True)
    return f"a/b/{secret.name}"


WAYS_OUT = [
    outside_by_parent,
    outside_by_detour,
    outside_by_absolute_path,
    outside_by_link,
    outside_by_folder_link,
    outside_by_relative_links,
]


@pytest.mark.parametrize("way_out", WAYS_OUT)
def test_nothing_outside_is_even_looked_at_without_consent(
    way_out: Callable[[Path, Path], str],
    clip: Path,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = moved(clip, tmp_path / "private")
    video = replace(linked(secret, project), relative=PurePosixPath(way_out(project, secret)))
    looked = noted(monkeypatch, "stat", "lstat", "readlink", "open", "scandir", "listdir")
    with pytest.raises(PermissionNeeded) as caught:
        find(video, project)
    monkeypatch.undo()
    assert looked
    assert not [path for path in looked if "private" in path]
    assert caught.value.path == secret


def test_a_folder_whose_images_lead_out_is_asked_for(
    project: Path, tmp_path: Path, data: Path
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    frames = project.parent / "frames"
    frames.mkdir()
    Image.new("RGB", (8, 6)).save(frames / "0.png")
    Image.new("RGB", (8, 6)).save(private / "1.png")
    (frames / "1.png").symlink_to(private / "1.png")
    video = linked(frames, project)
    with pytest.raises(PermissionNeeded) as caught:
        find(video, project)
    assert caught.value.path == frames
    FilePermissions().give(ID, frames)
    assert find(video, project) == VideoPlace(frames, moved=False)
    shutil.rmtree(data)
    (frames / "1.png").unlink()
    (frames / "1.png").symlink_to("0.png")
    assert not FilePermissions().given(ID, frames)
    assert find(video, project) == VideoPlace(frames, moved=False)  # nothing leads out any more


def test_the_content_of_a_link_beside_the_project_is_not_compared(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "private").mkdir()
    private = tmp_path / "private" / "clip.mp4"
    private.write_bytes(bytes(400))
    video = replace(linked(private, project), relative=PurePosixPath("clip.mp4"), absolute="")
    # A link has the size of what it says.
    (project.parent / "b.mp4").symlink_to(str(private).rjust(400, "/"))
    with pytest.raises(VideoMissing):
        find(video, project)
    private.rename(project.parent / "a.mp4")
    assert find(video, project) == VideoPlace(project.parent / "a.mp4", moved=True)


@pytest.mark.parametrize("name", ["../private/clip.mp4", "a/clip.mp4", "..\\private\\clip.mp4"])
def test_a_name_that_is_a_path_is_not_searched_for(
    name: str, clip: Path, project: Path, tmp_path: Path
) -> None:
    video = replace(linked(clip, project), relative=None, absolute="", name=name)
    moved(clip, tmp_path / "private")
    shutil.copytree(tmp_path / "private", project.parent / "a")
    with pytest.raises(VideoMissing):
        find(video, project)


def test_another_video_under_the_name_says_more_than_a_place_we_may_not_look_at(
    clip: Path, project: Path, tmp_path: Path, other: Path
) -> None:
    video = replace(linked(clip, project), absolute=str(tmp_path / "private" / "clip.mp4"))
    other.replace(clip)
    with pytest.raises(VideoChanged):
        find(video, project)


def test_a_place_we_may_not_look_at_says_more_than_another_video_beside_the_project(
    clip: Path, project: Path, tmp_path: Path, other: Path
) -> None:
    video = linked(moved(clip, tmp_path / "private"), project)
    other.replace(project.parent / "clip.mp4")
    with pytest.raises(PermissionNeeded):
        find(video, project)


STRANGE = [
    "",
    ".",
    "..",
    "/",
    "//server/share/clip.mp4",
    "\\\\server\\share\\clip.mp4",
    "\\\\.\\PhysicalDrive0",
    "\\\\?\\C:\\clip.mp4",
    "C:\\films\\gone.mp4",
    "C:gone.mp4",
    "CON",
    "null\0.mp4",
    "folder\0/../clip.mp4",
    "x" * 300 + ".mp4",
    "x/" * 3000 + "clip.mp4",
    "../" * 20_000 + "clip.mp4",
    "y" * 100_000,
    "\ud800.mp4",
    "\udcff.mp4",
    "\u202egnp.mp4",
    "\x1b]0;title\x07.mp4",
    "line\nbreak.mp4",
]


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_strange_names_and_paths_are_refused_with_a_sentence(
    text: str, clip: Path, project: Path
) -> None:
    video = linked(clip, project)
    clip.unlink()
    for strange in (
        replace(video, relative=PurePosixPath(text), absolute=""),
        replace(video, relative=None, absolute=text),
        replace(video, relative=None, absolute="", name=text),
    ):
        with pytest.raises(VideoError) as caught:
            find(strange, project)
        assert str(caught.value).isprintable()
        assert caught.value.advice


def test_a_project_from_windows_finds_its_video_beside_it(clip: Path, project: Path) -> None:
    video = linked(clip, project)
    video = replace(video, relative=None, absolute="D:\\films\\clip.mp4", name="A film")
    assert find(video, project) == VideoPlace(clip, moved=True)


def test_a_fingerprint_that_is_none_matches_nothing(clip: Path, project: Path) -> None:
    with pytest.raises(VideoChanged):
        find(replace(linked(clip, project), fingerprint="all of them"), project)


def test_links_in_a_circle_lead_nowhere(clip: Path, project: Path) -> None:
    video = linked(clip, project)
    clip.unlink()
    clip.symlink_to("clip.mp4")
    with pytest.raises(VideoMissing):
        find(video, project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_under_the_name_is_not_waited_for(clip: Path, project: Path) -> None:
    video = linked(clip, project)
    clip.unlink()
    os.mkfifo(clip)
    with pytest.raises(VideoError, match="neither a video file nor a folder"):
        find(video, project)


def test_of_a_folder_full_of_files_few_are_read(
    clip: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = linked(clip, project)
    size = clip.stat().st_size
    clip.unlink()
    for number in range(300):
        (project.parent / f"{number}.mp4").write_bytes(bytes(size))
        (project.parent / f"{number}.mov").write_bytes(bytes(size + 1))
    looked = noted(monkeypatch, "open")
    with pytest.raises(VideoMissing):
        find(video, project)
    assert sum(path.endswith(".mp4") for path in looked) == 200
    assert not [path for path in looked if path.endswith(".mov")]


def test_the_way_to_a_video_is_written_with_slashes(tmp_path: Path) -> None:
    project = tmp_path / "a" / "b" / "film.soc"
    for video, way in (
        (tmp_path / "a" / "b" / "c" / "clip.mp4", "c/clip.mp4"),
        (tmp_path / "a" / "x" / "clip.mp4", "../x/clip.mp4"),
        (tmp_path / "a" / "b", "."),
    ):
        assert relative_to_project(video, project) == PurePosixPath(way)
