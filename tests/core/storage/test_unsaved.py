"""Documents without a name wait in a folder of their own."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.storage.unsaved import (
    draft_of,
    draft_with,
    drafts,
    is_draft,
    new_draft_path,
    recoverable_drafts,
    remove_draft,
)
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.file_lock import try_lock

ROOT = Path(__file__).parents[3]
WRITES = """
import sys
from soc_studio.core.storage.unsaved import new_draft_path
from soc_studio.core.storage.project_file import ProjectFile
file = ProjectFile.create(new_draft_path())
print(file.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes the place of the person's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SOC_STUDIO_DATA", str(folder))
    return folder


def made(content: str = "a draft") -> Path:
    path = new_draft_path()
    path.write_text(content)
    return path


def test_new_drafts_never_have_the_same_place(data: Path) -> None:
    paths = {new_draft_path() for _ in range(1000)}
    assert len(paths) == 1000
    assert all(path.parent == data / "drafts" and path.suffix == ".soc" for path in paths)
    assert not list((data / "drafts").iterdir())


def test_drafts_are_offered_the_one_changed_last_first() -> None:
    assert recoverable_drafts() == []
    old, new, middle = made(), made(), made()
    for age, path in enumerate((new, middle, old)):
        os.utime(path, (1000 - age, 1000 - age))
    assert recoverable_drafts() == [new, middle, old]


def test_empty_files_and_other_files_are_not_offered(data: Path) -> None:
    draft = made()
    made("")
    (data / "drafts" / "notes.txt").write_text("of somebody")
    (data / "drafts" / "folder.soc").mkdir()
    (data / "drafts" / "link.soc").symlink_to(draft)
    assert recoverable_drafts() == [draft]


def test_a_draft_that_is_open_is_not_offered_and_looking_leaves_nothing(data: Path) -> None:
    mine, free = made(), made()
    lock = try_lock(mine)
    assert lock is not None
    assert recoverable_drafts() == [free]
    lock.release()
    assert set(recoverable_drafts()) == {mine, free}
    assert set((data / "drafts").iterdir()) == {mine, free}


@pytest.mark.slow
def test_the_draft_of_a_killed_program_is_offered_and_opens() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        draft = Path(other.stdout.readline().strip())
        assert draft.stat().st_size
        assert recoverable_drafts() == []
        other.kill()
        other.wait()
    assert recoverable_drafts() == [draft]
    with ProjectFile.open(draft) as file:
        assert file.read_only is None
        assert file.load().videos == ()


def test_a_draft_is_removed_with_its_journal(data: Path) -> None:
    draft, other = made(), made()
    draft.with_name(f"{draft.name}-journal").write_text("half of a change")
    remove_draft(draft)
    assert list((data / "drafts").iterdir()) == [other]
    remove_draft(draft)  # it is gone already


def test_nothing_outside_of_the_folder_is_removed(tmp_path: Path, data: Path) -> None:
    draft = made()
    mine = tmp_path / "mine.soc"
    mine.write_text("days of work")
    beside = data / "mine.soc"
    beside.write_text("days of work")
    link = data / "drafts" / "link"
    link.symlink_to(tmp_path, target_is_directory=True)
    for path in (mine, beside, draft.parent / ".." / "mine.soc", link / "mine.soc", link):
        assert not is_draft(path)
        with pytest.raises(ValueError, match="is no draft"):
            remove_draft(path)
    assert mine.exists()
    assert beside.exists()
    assert is_draft(draft)
    assert is_draft(data / "drafts" / ".." / "drafts" / draft.name)
    assert not is_draft(Path("null\0/a.soc"))


def test_a_link_among_the_drafts_is_removed_and_not_what_it_leads_to(
    tmp_path: Path, data: Path
) -> None:
    mine = tmp_path / "mine.soc"
    mine.write_text("days of work")
    made()
    link = data / "drafts" / "link.soc"
    link.symlink_to(mine)
    remove_draft(link)
    assert mine.exists()
    assert not link.is_symlink()


def test_a_draft_that_cannot_be_removed_is_a_sentence(data: Path) -> None:
    made()
    (data / "drafts" / "folder.soc").mkdir()
    with pytest.raises(WriteError, match="could not be removed"):
        remove_draft(data / "drafts" / "folder.soc")


def test_a_folder_that_cannot_be_made_is_a_sentence(data: Path) -> None:
    data.write_text("in the way")
    assert recoverable_drafts() == []
    with pytest.raises(WriteError, match="could not be written"):
        new_draft_path()


# What is in them


def begun(video: Path, *texts: str) -> Document:
    """Return a new document with a video, and layers of it."""
    document = Document.new()
    with open_video(video) as reader:
        own = put_video(document, video, reader)
    if texts:
        edit, _ = edits.add_layers(document.project, own.id, texts)
        document.do(*edit)
    return document


@pytest.mark.slow
def test_unsaved_work_says_what_is_in_it(clips: Any) -> None:
    video = clips.encode("street.mp4", pictures=8)
    began = time.time()
    with begun(video, "a car", "a dog") as document:
        one = document.project.layers[0].id
        mask = Mask.from_array(np.eye(64, 96) > 0)
        document.do(*edits.correct(document.project, one, {2: Correction(mask)}))
        document.do(*edits.rename(document.project, one, "mine"))
        document.save()
        assert drafts() == []  # it is open
        path = document.file.path
    (draft,) = drafts()
    assert draft.path == path
    assert (draft.video_name, draft.video_path) == ("street.mp4", str(video))
    assert (draft.layers, draft.corrected) == (("mine", "a dog"), 1)
    assert (draft.has_results, draft.is_whole) == (False, True)
    assert began - 2 < draft.changed.timestamp() < time.time() + 2
    assert draft.picture is not None
    with Image.open(io.BytesIO(draft.picture)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (96, 64)


@pytest.mark.slow
def test_unsaved_work_is_found_by_its_video_wherever_that_is(clips: Any, tmp_path: Path) -> None:
    video = clips.encode("street.mp4", pictures=8)
    other = clips.encode("other.mp4", pictures=9)
    begun(video, "a car").close()
    with begun(video, "a dog") as newer:
        path = newer.file.path
    os.utime(path, (time.time() + 5, time.time() + 5))
    moved = video.rename(tmp_path / "moved.mp4")
    assert draft_of(moved) == path
    draft = draft_with(fingerprint(moved))
    assert draft is not None
    assert draft.layers == ("a dog",)
    assert draft_of(other) is None
    with Document.open(path):
        assert draft_of(moved) not in (None, path)


@pytest.mark.slow
def test_a_draft_is_kept_for_what_was_decided_or_found_and_not_for_its_video(
    clips: Any, documents: Any, data: Path
) -> None:
    video = clips.encode("street.mp4", pictures=8)

    def lookup(document: Document) -> None:
        edit, (given,) = edits.add_layers(
            document.project, document.project.videos[0].id, ["a car"]
        )
        document.do(*edit)
        document.do(*edits.remove(document.project, given))

    def mark(document: Document) -> None:
        document.do(*edits.set_points(document.project, document.project.videos[0].id, 2, None))

    def find(document: Document) -> None:
        lookup(document)
        number = document.file.results.begin(documents.search("a car"))
        track = {0: (0.9, np.eye(32, 48) > 0)}
        document.file.results.add([(number, each) for each in documents.answers(track)])

    def bring(document: Document) -> None:
        masks = [(0, Mask.from_array(np.eye(64, 96) > 0))]
        for _ in document.file.imports.add("drawn", 64, 96, masks):
            pass

    for work, has_work in (
        (lambda document: None, False),
        (lookup, False),
        (mark, True),
        (find, True),
        (bring, True),
    ):
        with begun(video) as document:
            work(document)
            assert document.has_work == has_work
        assert document.file.path.exists() == has_work
        assert len(list((data / "drafts").iterdir())) == has_work
        assert len(drafts()) == has_work
        if has_work:
            remove_draft(document.file.path)


@pytest.mark.slow
def test_a_draft_without_work_that_a_crash_left_is_offered_to_nobody(clips: Any) -> None:
    document = begun(clips.encode("street.mp4", pictures=8))
    document.save()
    copy = document.file.path.with_name("left by a crash.soc")
    document.file.copy(copy)
    document.close()
    assert recoverable_drafts() == [copy]
    assert drafts() == []


@pytest.mark.slow
def test_a_discarded_draft_is_gone_with_its_work(clips: Any, data: Path, tmp_path: Path) -> None:
    document = begun(clips.encode("street.mp4", pictures=8), "a car")
    document.discard()
    assert list((data / "drafts").iterdir()) == []
    document.close()  # once more does no harm
    saved = begun(clips.encode("street.mp4", pictures=8), "a car")
    saved.save_as(tmp_path / "mine.soc")
    saved.discard()  # it has a name
    assert (tmp_path / "mine.soc").exists()


@pytest.mark.slow
def test_a_draft_that_another_program_has_open_is_left_to_it(clips: Any) -> None:
    with begun(clips.encode("street.mp4", pictures=8)) as document:
        document.save()
        for leave in (Document.close, Document.discard):
            second = Document.open(document.file.path)
            assert second.read_only is not None
            leave(second)
            assert document.file.path.exists()


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["bytes", "a piece", "a table", "another file"])
def test_damaged_drafts_are_told_and_hide_no_others(clips: Any, damage: str) -> None:
    video = clips.encode("street.mp4", pictures=8)
    begun(video, "a dog").close()
    with begun(video, "a car") as document:
        path = document.file.path
    if damage == "bytes":
        content = path.read_bytes()
        path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    elif damage == "another file":
        path.write_text("this is no project")
    else:
        connection = sqlite3.connect(path)
        change = "DROP TABLE window"
        if damage == "a piece":
            change = "UPDATE decision SET checksum = 1 WHERE name LIKE 'expression/%'"
        connection.execute(change)
        connection.commit()
        connection.close()
    os.utime(path, (time.time() + 5, time.time() + 5))
    first, second = drafts()
    assert first.path == path
    assert not first.is_whole
    assert second.layers == ("a dog",)
    assert second.is_whole


CRASHES = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE decision SET value = 'half of a change'")
connection.execute("CREATE TABLE filler (content BLOB)")
connection.execute("INSERT INTO filler VALUES (zeroblob(1000000))")
os._exit(9)
"""


def test_a_change_that_a_crash_cut_short_is_taken_back_to_look_at_a_draft(clips: Any) -> None:
    with begun(clips.encode("street.mp4", pictures=8), "a car") as document:
        path = document.file.path
    ended = subprocess.run([sys.executable, "-c", CRASHES, str(path)], check=False)
    assert ended.returncode == 9
    assert path.with_name(f"{path.name}-journal").exists()
    (draft,) = drafts()
    assert (draft.layers, draft.is_whole) == (("a car",), True)


@pytest.mark.slow
def test_many_drafts_are_looked_at_without_being_changed(clips: Any, data: Path) -> None:
    video = clips.encode("street.mp4", pictures=8)
    for number in range(5):
        begun(video, f"thing {number}").close()
    before = {each: each.read_bytes() for each in (data / "drafts").iterdir()}
    times = {each: each.stat().st_mtime_ns for each in before}
    assert len(drafts()) == 5
    assert {each: each.read_bytes() for each in (data / "drafts").iterdir()} == before
    assert {each: each.stat().st_mtime_ns for each in before} == times
