"""A project as one file: made, opened by one program, copied, moved, and kept on a full disk."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Correction, Project
from soc_studio.core.storage.project_file import ProjectError, ProjectFile
from soc_studio.core.storage.project_repair import repair
from soc_studio.core.system.database import DamageError, Database
from soc_studio.core.system.errors import StudioError, WriteError

ROOT = Path(__file__).parents[3]
HOLDS = """
import sys
from pathlib import Path
from soc_studio.core.storage.project_file import ProjectFile
with ProjectFile.open(Path(sys.argv[1])) as file:
    print(file.read_only is None, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(documents: Any) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the project `a.soc` open until it is killed."""
    file = documents.file()
    file.close()
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(file.path)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'model'}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "True\n"
    yield program
    program.kill()
    program.communicate()


def noise(seed: int) -> Mask:
    return Mask.from_array(np.random.default_rng(seed).random((64, 96)) > 0.5)


def corrected(project: Project, count: int) -> Project:
    """Return `project` with many corrections, of which none is like the other."""
    one = project.layers[0].id
    return project.correct(one, {frame: Correction(noise(frame)) for frame in range(count)})


@contextmanager
def nearly_full_disk(path: Path, room: int) -> Iterator[None]:
    """Let no file become larger than `path` is now, and `room` bytes."""
    resource = pytest.importorskip("resource", reason="files are limited as Unix does it")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_saved_is_there_when_it_is_opened_again(documents: Any) -> None:
    project, _ = documents.project("a car", "a dog")
    with documents.file() as file:
        assert file.load() == Project()
        file.save(None, project)
        after = corrected(project, 3)
        file.save(project, after)
        assert file.load() == after
    with documents.file() as file:
        assert file.load() == after
        file.check()


def test_a_new_project_takes_no_other_ones_place(documents: Any) -> None:
    documents.file().close()
    with pytest.raises(WriteError, match="already exists"):
        ProjectFile.create(documents.folder / "a.soc")
    made = ProjectFile.create(documents.folder / "new" / "folder" / "a.soc")
    made.close()
    assert [each.name for each in made.path.parent.iterdir()] == ["a.soc"]


@pytest.mark.parametrize("name", ["a b", "100%", "what?", "a#b&c=d", "Ünï", "'quoted'", "-wal"])
def test_a_folder_may_have_any_name(documents: Any, name: str) -> None:
    if sys.platform == "win32" and "?" in name:
        pytest.skip("Windows has no such names")
    folder = documents.folder / name
    with ProjectFile.create(folder / "a.soc") as file:
        file.copy(folder / "b.soc")
    assert sorted(each.name for each in folder.iterdir()) == ["a.soc", "b.soc"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_folder_may_have_a_name_that_is_no_text(documents: Any) -> None:
    folder = documents.folder / os.fsdecode(b"caf\xe9")
    with ProjectFile.create(folder / "a.soc") as file:
        file.save(None, Project(next_id=3))
        file.copy(folder / "b.soc")
    repair(folder / "a.soc", folder / "c.soc")
    assert sorted(each.name for each in folder.iterdir()) == ["a.soc", "b.soc", "c.soc"]


def test_no_two_projects_have_the_same_id(documents: Any) -> None:
    first, second = documents.file("a.soc"), documents.file("b.soc")
    first.save(None, Project(next_id=3))
    first.copy(documents.folder / "c.soc")
    repair(first.path, documents.folder / "d.soc")
    copies = [documents.file("c.soc"), documents.file("d.soc")]
    assert len({each.id for each in (first, second, *copies)}) == 4
    known = first.id
    first.close()
    assert documents.file("a.soc").id == known


def test_of_two_programs_the_second_opens_for_reading_and_says_so(
    holder: subprocess.Popen[str], documents: Any
) -> None:
    project, _ = documents.project("a car")
    with documents.file() as file:
        assert file.read_only is not None
        assert file.read_only.reason == "'a.soc' is open in another program."
        assert "save a copy" in file.read_only.advice
        assert file.load() == Project()
        for change in (
            lambda: file.save(None, project),
            lambda: file.results.begin(documents.search("a car")),
            lambda: list(file.imports.add("a", 64, 96, [])),
        ):
            with pytest.raises(WriteError):
                change()
        file.copy(documents.folder / "copy.soc")
    with documents.file("copy.soc") as copy:
        assert copy.read_only is None
    holder.kill()
    holder.wait()
    with documents.file() as file:
        assert file.read_only is None
        file.save(None, project)


def test_who_reads_sees_what_the_other_program_saves(documents: Any) -> None:
    project, _ = documents.project("a car")
    with documents.file() as first, documents.file() as second:
        first.save(None, project)
        assert second.read_only is not None
        assert second.load() == project


def test_a_file_that_may_not_be_written_is_opened_for_reading(documents: Any) -> None:
    with documents.file() as file:
        file.save(None, documents.project("a car")[0])
    file.path.chmod(0o444)
    if os.access(file.path, os.W_OK):
        pytest.skip("this person may write to everything")
    with documents.file() as file:
        assert file.read_only is not None
        assert "could not be opened for writing" in file.read_only.reason
        assert file.load() == documents.project("a car")[0]
        with pytest.raises(WriteError, match="could not be opened"):
            file.save(None, Project())
    file.path.chmod(0o644)
    with documents.file() as file:
        assert file.read_only is None


def test_a_folder_that_may_not_be_written_is_opened_for_reading(documents: Any) -> None:
    path = documents.folder / "closed" / "a.soc"
    ProjectFile.create(path).close()
    path.parent.chmod(0o555)
    try:
        if os.access(path.parent, os.W_OK):
            pytest.skip("this person may write to everything")
        with ProjectFile.open(path) as file:
            assert file.read_only is not None
            assert "cannot be locked" in file.read_only.reason
            assert file.load() == Project()
        with pytest.raises(WriteError):
            ProjectFile.create(path.with_name("b.soc"))
    finally:
        path.parent.chmod(0o755)


def test_a_copy_takes_the_place_of_a_file_that_is_there(documents: Any) -> None:
    project, _ = documents.project("a car")
    other = documents.file("b.soc")
    other.save(None, documents.project("a dog")[0])
    other.close()
    with documents.file("a.soc") as file:
        file.save(None, project)
        file.copy(other.path)
    with documents.file("b.soc") as copy:
        assert copy.load() == project
    assert sorted(each.name for each in documents.folder.glob("*.soc*")) == ["a.soc", "b.soc"]


def test_a_copy_that_fails_leaves_what_was_there(documents: Any) -> None:
    project, _ = documents.project("a car")
    with documents.file("a.soc") as file:
        file.save(None, corrected(project, 40))
        with documents.file("b.soc") as other:
            other.save(None, project)
        with (
            nearly_full_disk(other.path, 0),
            pytest.raises(WriteError, match=re.escape(f"'{other.path}' could not be written")),
        ):
            file.copy(other.path)
        (documents.folder / "folder").mkdir()
        with pytest.raises(WriteError, match="is a folder"):
            file.copy(documents.folder / "folder")
    with documents.file("b.soc") as other:
        assert other.load() == project
    assert not list(documents.folder.glob(".soc-studio-*"))


def test_who_holds_results_goes_on_where_the_project_has_moved(documents: Any) -> None:
    project, _ = documents.project("a car")
    file = documents.file("a.soc")
    former, results, imports = file.id, file.results, file.imports
    track = {frame: (0.9, np.eye(32, 48) > 0) for frame in range(4)}
    number = results.begin(documents.search("a car"))
    answers = documents.answers(track)
    results.add([(number, answers[0])])
    file.move(documents.folder / "b.soc", project)
    assert (file.path, file.load()) == (documents.folder / "b.soc", project)
    assert file.id != former
    results.add([(number, each) for each in answers[1:]])
    assert list(imports.add("dogs", 64, 96, [(3, noise(1))])) == [1]
    with documents.file("a.soc") as left:
        assert left.read_only is None
        assert left.load() == Project()
        assert len(list(left.results.windows(number))) == 1
    file.close()
    with documents.file("b.soc") as moved:
        assert len(list(moved.results.windows(number))) == 4
        assert moved.imports.find(1) is not None


def test_a_project_that_cannot_be_moved_stays(documents: Any) -> None:
    project, _ = documents.project("a car")
    file = documents.file("a.soc")
    file.save(None, project)
    content = corrected(project, 40)
    with nearly_full_disk(file.path, 20_000), pytest.raises(WriteError):
        file.move(documents.folder / "b.soc", content)
    assert (file.path, file.load()) == (documents.folder / "a.soc", project)
    file.save(project, content)
    assert file.load() == content
    with documents.file("a.soc") as second:
        assert second.read_only is not None


def test_on_a_full_disk_nothing_is_lost_of_what_was_there(documents: Any) -> None:
    project, _ = documents.project("a car")
    file = documents.file()
    file.save(None, project)
    number = file.results.begin(documents.search("a car"))
    rng = np.random.default_rng(5)
    answers = documents.answers({at: (0.9, rng.random((32, 48)) > 0.5) for at in range(40)})
    file.results.add([(number, answers[0])])
    more = corrected(project, 40)
    with nearly_full_disk(file.path, 8192):
        for change in (
            lambda: file.save(project, more),
            lambda: file.results.add([(number, each) for each in answers]),
            lambda: list(file.imports.add("a", 64, 96, [(at, noise(at)) for at in range(40)])),
        ):
            with pytest.raises(WriteError, match="the disk is full") as told:
                change()
            assert "everything saved before is still there" in told.value.advice
        assert file.load() == project
        assert len(list(file.results.windows(number))) == 1
        assert file.imports.find(1) is None
        file.check()
    file.save(project, more)
    file.results.add([(number, each) for each in answers])
    file.close()
    with documents.file() as again:
        again.check()
        assert again.load() == more
        assert len(list(again.results.windows(number))) == 40


# Versions

FIRST = ["CREATE TABLE one (a INTEGER)", "INSERT INTO one VALUES (1)"]
SECOND = ["CREATE TABLE two (a INTEGER)", "INSERT INTO two SELECT a + 1 FROM one"]
ONE = {"one": "CREATE TABLE one (a INTEGER)"}
TWO = ONE | {"two": "CREATE TABLE two (a INTEGER)"}


def test_a_file_of_an_older_version_is_brought_to_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "a.soc"
    with Database.open(path) as database:
        database.migrate(7, [FIRST], ONE)
        assert database.number("user_version") == 1
    with Database.open(path) as database:
        database.migrate(7, [FIRST, SECOND], TWO)
        assert database.number("user_version") == 2
        assert database.rows("SELECT a FROM two") == [(2,)]
        database.migrate(7, [FIRST, SECOND], TWO)
        assert database.rows("SELECT a FROM two") == [(2,)]


def test_a_step_that_fails_leaves_the_older_version(tmp_path: Path) -> None:
    path = tmp_path / "a.soc"
    with Database.open(path) as database:
        database.migrate(7, [FIRST], ONE)
    with Database.open(path) as database, pytest.raises(StudioError):
        database.migrate(7, [FIRST, [*SECOND, "INSERT INTO three VALUES (1)"]], TWO)
    with Database.open(path) as database:
        database.migrate(7, [FIRST], ONE)
        assert database.rows("SELECT a FROM one") == [(1,)]


def test_an_older_version_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.soc"
    with Database.open(path) as database:
        database.migrate(7, [FIRST], ONE)
    with (
        Database.open(path, writable=False) as database,
        pytest.raises(WriteError, match="older version"),
    ):
        database.migrate(7, [FIRST, SECOND], TWO)


def test_a_damaged_file_does_not_pass_the_check(documents: Any) -> None:
    with documents.file() as file:
        file.save(None, documents.project("a car")[0])
        with sqlite3.connect(file.path) as connection:
            connection.execute("UPDATE decision SET value = 'x' || value")
        connection.close()
        with pytest.raises(DamageError) as told:
            file.check()
    assert str(told.value) == "The project 'a.soc' is damaged."
    assert f'soc-studio project "{file.path}" --repair' in told.value.advice


def test_an_empty_file_says_so_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.soc"
    path.touch()
    with pytest.raises(ProjectError) as told:
        ProjectFile.open(path)
    assert str(told.value) == "'a.soc' is empty: there is no project in it."
    assert "open the video" in told.value.advice


def test_a_repair_takes_no_files_place_and_leaves_the_damaged_one(documents: Any) -> None:
    file = documents.file()
    file.save(None, Project(next_id=3))
    file.close()
    other = documents.folder / "b.soc"
    other.write_text("mine")
    with pytest.raises(WriteError, match="already exists"):
        repair(file.path, other)
    assert other.read_text() == "mine"
    kept = shutil.copy(file.path, documents.folder / "kept")
    repair(file.path, documents.folder / "c.soc")
    assert file.path.read_bytes() == Path(kept).read_bytes()


def test_a_closed_project_says_so(documents: Any) -> None:
    file = documents.file()
    file.close()
    file.close()
    with pytest.raises(WriteError, match="is closed"):
        file.load()
