"""Documents without a name wait in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from soc_studio.core.drafts import is_draft, new_draft_path, recoverable_drafts, remove_draft
from soc_studio.core.errors import WriteError
from soc_studio.core.file_lock import try_lock
from soc_studio.core.project_file import ProjectFile

ROOT = Path(__file__).parents[2]
WRITES = """
import sys
from soc_studio.core.drafts import new_draft_path
from soc_studio.core.project_file import ProjectFile
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
