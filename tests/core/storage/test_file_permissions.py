"""What a person agreed to have read, and nothing more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from soc_studio.core.storage.file_permissions import FilePermissions, permissions_in_passing
from soc_studio.core.system.errors import WriteError

ROOT = Path(__file__).parents[3]
ONE, OTHER = "0f" * 16, "a1" * 16
GIVES = """
import pathlib, sys
from soc_studio.core.storage.file_permissions import FilePermissions
consents = FilePermissions()
for number in range(20):
    consents.give("project", pathlib.Path(sys.argv[1], f"{sys.argv[2]}{number}.mp4"))
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes the place of the person's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SOC_STUDIO_DATA", str(folder))
    return folder


def test_a_consent_is_for_one_project_and_one_path(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    assert not FilePermissions().given(ONE, path)
    FilePermissions().give(ONE, path)
    assert FilePermissions().given(ONE, path)
    assert FilePermissions().given(ONE, tmp_path / "folder" / ".." / "clip.mp4")
    assert not FilePermissions().given(OTHER, path)
    assert not FilePermissions().given(ONE, tmp_path / "clip.mp4 ")
    assert not FilePermissions().given(ONE, tmp_path)


def test_what_nobody_keeps_is_not_written_and_ends_with_the_block(
    tmp_path: Path, data: Path
) -> None:
    data.write_text("a file, so that no folder can be made here")
    path = tmp_path / "clip.mp4"
    with permissions_in_passing(ONE):
        FilePermissions().give(ONE, path)
        assert FilePermissions().given(ONE, path)
        assert not FilePermissions().given(OTHER, path)
        with pytest.raises(WriteError):
            FilePermissions().give(OTHER, path)
    assert not FilePermissions().given(ONE, path)


def test_a_relative_path_is_the_one_it_means_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    FilePermissions().give(ONE, Path("clip.mp4"))
    assert FilePermissions().given(ONE, tmp_path / "clip.mp4")


def test_who_agrees_to_a_link_agrees_to_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    FilePermissions().give(ONE, tmp_path / "link" / "clip.mp4")
    assert FilePermissions().given(ONE, tmp_path / "link" / "clip.mp4")
    assert FilePermissions().given(ONE, tmp_path / "real" / "clip.mp4")
    FilePermissions().give(OTHER, tmp_path / "real" / "clip.mp4")
    assert not FilePermissions().given(OTHER, tmp_path / "link" / "clip.mp4")


def test_the_file_tells_nobody_what_one_works_on(tmp_path: Path, data: Path) -> None:
    FilePermissions().give(ONE, tmp_path / "secret film.mp4")
    (file,) = data.glob("*.json")
    content = file.read_text()
    assert "secret" not in content
    assert tmp_path.name not in content
    assert ONE not in content


def test_the_newest_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "consents.json"
    file.write_text(json.dumps([f"{number:064x}" for number in range(10_000)]))
    consents = FilePermissions(file)
    consents.give(ONE, tmp_path / "a.mp4")
    consents.give(ONE, tmp_path / "b.mp4")
    consents.give(ONE, tmp_path / "a.mp4")  # no third entry
    entries = json.loads(file.read_text())
    assert len(entries) == 10_000
    assert entries[0] == f"{2:064x}"
    assert consents.given(ONE, tmp_path / "a.mp4")
    assert consents.given(ONE, tmp_path / "b.mp4")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[",
        b"{}",
        b"[1, 2]",
        b'["short"]',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"9" * 100_000,
        b" " * 5_000_000 + b"[]",
    ],
    ids=["empty", "cut", "object", "numbers", "short", "binary", "deep", "number", "large"],
)
def test_a_damaged_file_is_no_consent_and_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "consents.json"
    file.write_bytes(content)
    consents = FilePermissions(file)
    assert not consents.given(ONE, tmp_path / "a.mp4")
    assert file.read_bytes() == content
    consents.give(ONE, tmp_path / "a.mp4")
    assert consents.given(ONE, tmp_path / "a.mp4")
    assert (tmp_path / "consents.json.damaged").read_bytes() == content


@pytest.mark.slow
def test_programs_that_write_at_once_lose_nothing(tmp_path: Path, data: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", GIVES, str(tmp_path), name], cwd=ROOT)
        for name in "abc"
    ]
    assert [program.wait(300) for program in programs] == [0, 0, 0]
    paths = [tmp_path / f"{name}{number}.mp4" for name in "abc" for number in range(20)]
    assert all(FilePermissions().given("project", path) for path in paths)
    assert not list(data.glob("*.damaged"))


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    consents = FilePermissions(tmp_path / "file" / "consents.json")
    assert not consents.given(ONE, tmp_path / "a.mp4")
    with pytest.raises(WriteError, match="could not be written"):
        consents.give(ONE, tmp_path / "a.mp4")


@pytest.mark.parametrize("name", ["null\0.mp4", "\ud800.mp4", "x" * 10_000, r"\\server\a\b.mp4"])
def test_a_strange_path_can_be_asked_for_and_agreed_to(tmp_path: Path, name: str) -> None:
    assert not FilePermissions().given(ONE, tmp_path / name)
    FilePermissions().give(ONE, tmp_path / name)
    assert FilePermissions().given(ONE, tmp_path / name)


def test_links_in_a_circle_can_be_agreed_to(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    FilePermissions().give(ONE, tmp_path / "a")
    assert FilePermissions().given(ONE, tmp_path / "a")
