"""A document is written by one program at a time."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from soc_studio.core.system.file_lock import LockUnavailable, try_lock

ROOT = Path(__file__).parents[3]
HOLDS = """
import pathlib, sys
from soc_studio.core.system.file_lock import try_lock
lock = try_lock(pathlib.Path(sys.argv[1]))
print("in use" if lock is None else "held", flush=True)
sys.stdin.read()
if lock is not None:
    lock.release()
"""
# Counts how often two programs were within at once: each marks its presence by a folder.
COMPETES = """
import pathlib, sys, time
from soc_studio.core.system.file_lock import try_lock
project, inside = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
had = 0
until = time.monotonic() + 0.5
while time.monotonic() < until or not had:
    if (lock := try_lock(project)) is not None:
        inside.mkdir()
        inside.rmdir()
        lock.release()
        had += 1
print(had)
"""


def start(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "film.soc"
    path.write_text("a project")
    return path


def test_a_document_is_locked_once_until_it_is_released(project: Path) -> None:
    first = try_lock(project)
    assert first is not None
    assert (project.parent / ".film.soc.lock").exists()
    assert try_lock(project) is None
    first.release()
    first.release()
    assert [entry.name for entry in project.parent.iterdir()] == ["film.soc"]
    again = try_lock(project)
    assert again is not None
    again.release()


def test_a_link_to_a_document_is_the_same_document(project: Path) -> None:
    (project.parent / "folder").mkdir()
    link = project.parent / "folder" / "link.soc"
    link.symlink_to(project)
    lock = try_lock(link)
    assert lock is not None
    assert try_lock(project) is None
    lock.release()


def test_a_lock_can_be_released_on_another_thread(project: Path) -> None:
    lock = try_lock(project)
    assert lock is not None
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    again = try_lock(project)
    assert again is not None
    again.release()


def test_a_lock_that_is_forgotten_is_free(project: Path) -> None:
    assert try_lock(project) is not None
    gc.collect()
    again = try_lock(project)
    assert again is not None
    again.release()


@pytest.mark.slow
def test_another_program_keeps_us_out_until_it_ends(project: Path) -> None:
    with start(HOLDS, project) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert try_lock(project) is None
        other.communicate("")
    lock = try_lock(project)
    assert lock is not None
    with start(HOLDS, project) as third:
        assert third.communicate("")[0] == "in use\n"
    lock.release()
    assert not (project.parent / ".film.soc.lock").exists()


def test_a_killed_program_leaves_no_lock(project: Path) -> None:
    with start(HOLDS, project) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        other.kill()  # SIGKILL; on Windows it is terminated
        other.wait()
    lock = try_lock(project)
    assert lock is not None
    lock.release()
    assert not (project.parent / ".film.soc.lock").exists()


@pytest.mark.slow
def test_programs_that_lock_and_release_at_once_are_never_within_together(
    project: Path, tmp_path: Path
) -> None:
    others = [start(COMPETES, project, tmp_path / "inside") for _ in range(3)]
    for other in others:
        had = other.communicate()[0]
        assert other.returncode == 0
        assert int(had) > 0


def test_a_lock_file_that_cannot_be_made_says_so(project: Path) -> None:
    (project.parent / ".film.soc.lock").mkdir()
    with pytest.raises(LockUnavailable, match=r"'film\.soc' is open for reading only"):
        try_lock(project)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only to the administrator"
)
def test_in_a_folder_for_reading_only_there_is_no_lock(project: Path) -> None:
    project.parent.chmod(0o500)
    try:
        with pytest.raises(LockUnavailable, match=r"'film\.soc' is open for reading only"):
            try_lock(project)
    finally:
        project.parent.chmod(0o700)


def test_a_lock_makes_no_folders(tmp_path: Path) -> None:
    with pytest.raises(LockUnavailable):
        try_lock(tmp_path / "absent" / "film.soc")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x" * 255, "null\0.soc"])
def test_a_name_that_cannot_be_locked_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(LockUnavailable):
        try_lock(tmp_path / name)


def test_a_link_in_the_place_of_the_lock_file_is_not_followed(
    project: Path, tmp_path: Path
) -> None:
    (project.parent / ".film.soc.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LockUnavailable):
        try_lock(project)
    assert not (tmp_path / "elsewhere").exists()
