"""No result takes the place of what it is made of, whatever way leads there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest
from PIL import Image

from soc_studio.core.formats.export_guard import Sources, sources_of
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.project.project import Project
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.system.errors import WriteError


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))


@pytest.fixture
def result(tmp_path: Path, clips: Any) -> Path:
    """The folder of a result with a video in it, and a folder of masks."""
    folder = tmp_path / "Result"
    (folder / "01-ball").mkdir(parents=True)
    for number in range(3):
        pixels = np.full((8, 8), 80 * number, dtype=np.uint8)
        Image.fromarray(pixels).save(folder / "01-ball" / f"{number:05d}.png")
    (folder / "tracks.json").write_text('{"format": "soc-studio tracks"}')
    clips.encode("Result/overlay.mp4", pictures=4)
    return folder


def asked(folder: Path, sources: Sources) -> Path | None:
    return sources.stranger(folder, list(folder.iterdir()) if folder.is_dir() else [])


def itself(video: Path) -> Path:
    return video


def by_a_link(video: Path) -> Path:
    link = video.parent.parent / "link.mp4"
    link.symlink_to(video, target_is_directory=video.is_dir())
    return link


def by_a_link_to_the_folder(video: Path) -> Path:
    link = video.parent.parent / "folder"
    link.symlink_to(video.parent, target_is_directory=True)
    return link / video.name


def by_a_detour(video: Path) -> Path:
    return video.parent / ".." / video.parent.name / video.name


def by_other_letters(video: Path) -> Path:
    other = video.parent.with_name(video.parent.name.upper()) / video.name
    if not other.exists():
        pytest.skip("names are told apart by their case here")
    return other


@pytest.mark.parametrize("source", ["overlay.mp4", "01-ball"])
@pytest.mark.parametrize(
    "way", [itself, by_a_link, by_a_link_to_the_folder, by_a_detour, by_other_letters]
)
def test_a_video_in_the_folder_is_in_the_way(
    result: Path, source: str, way: Callable[[Path], Path]
) -> None:
    sources = Sources().with_video(way(result / source))
    with pytest.raises(WriteError, match="would replace it"):
        asked(result, sources)
    # The folder, too, may be named by a link.
    (result.parent / "also").symlink_to(result, target_is_directory=True)
    with pytest.raises(WriteError, match="would replace it"):
        asked(result.parent / "also", sources)


def test_a_folder_of_frames_neither_is_nor_holds_the_result(result: Path) -> None:
    frames = result / "01-ball"
    for folder in (frames, frames / "new", frames / "deep" / "er"):
        with pytest.raises(WriteError, match="is in"):
            asked(folder, Sources().with_video(frames))
    assert sorted(each.name for each in frames.iterdir()) == [f"0000{n}.png" for n in range(3)]


def test_a_video_elsewhere_is_in_nobodys_way(result: Path, clips: Any) -> None:
    video = clips.encode("Result.mp4", pictures=3)
    sources = Sources().with_video(video).with_video(result.parent / "gone.mp4")
    assert asked(result, sources) is None
    assert asked(result.parent / "new", sources) is None


def test_a_copy_of_a_video_is_known_by_its_content(result: Path) -> None:
    for source in ("overlay.mp4", "01-ball"):
        known = frozenset([fingerprint(result / source)])
        with pytest.raises(WriteError, match=source):
            asked(result, Sources(fingerprints=known))
    assert asked(result, Sources(fingerprints=frozenset(["1:" + "0" * 80]))) is None


def with_video(project: Project, path: Path, **changes: Any) -> Project:
    known = project.videos[0]
    video = replace(known, name=path.name, fingerprint=fingerprint(path), **changes)
    return project.add_video(video)[0]


@pytest.fixture
def document(tmp_path: Path, documents: Any) -> Iterator[Document]:
    (tmp_path / "work").mkdir()
    with Document(ProjectFile.create(tmp_path / "work" / "film.soc")) as document:
        document.do("Add", documents.project()[0])
        yield document


def test_every_video_of_a_project_is_left_alone(document: Document, result: Path) -> None:
    """Also one that the project may not read: it is told by its content."""
    overlay = result / "overlay.mp4"
    project = with_video(document.project, overlay, relative=None, absolute=str(overlay))
    document.do("Add", project)
    sources = sources_of(document)
    assert overlay not in sources.videos
    with pytest.raises(WriteError, match=r"overlay\.mp4"):
        asked(result, sources)


def test_a_video_beside_the_project_is_looked_at(document: Document, result: Path) -> None:
    there = Path(shutil.move(result, document.file.path.parent))
    (there / "overlay.mp4").write_bytes(b"changed since")
    project = with_video(
        document.project, there / "overlay.mp4", relative=PurePosixPath("Result/overlay.mp4")
    )
    changed = replace(project.videos[1], fingerprint="1:another")
    document.do("Add", project.with_video(changed))
    with pytest.raises(WriteError, match=r"overlay\.mp4"):
        asked(there, sources_of(document))


def test_the_project_itself_is_left_alone(document: Document) -> None:
    with pytest.raises(WriteError, match=r"film\.soc"):
        asked(document.file.path.parent, sources_of(document))


def test_nothing_outside_is_looked_at_for_what_a_stranger_wrote(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = str(tmp_path / "private" / "clip.mp4")
    video = replace(document.project.videos[0], relative=None, absolute=private)
    document.do("Move", document.project.with_video(video))
    looked: list[str] = []
    for name in ("stat", "lstat", "readlink", "scandir", "listdir"):
        own = getattr(os, name)

        def noted(path: Any = ".", *more: Any, own: Any = own, **named: Any) -> Any:
            looked.append(str(path))
            return own(path, *more, **named)

        monkeypatch.setattr(os, name, noted)
    asked(tmp_path / "new", sources_of(document))
    monkeypatch.undo()
    assert looked
    assert not [each for each in looked if "private" in each]
