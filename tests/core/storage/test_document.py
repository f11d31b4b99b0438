"""An open project: edits on their way to the file, undone and done again, saved under a name."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Correction, Project
from soc_studio.core.storage.autosave import Autosave
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.result_writer import ResultWriter
from soc_studio.core.storage.unsaved import recoverable_drafts
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.tracks.resolved_track import views


class Told:
    """What a document says of its troubles."""

    def __init__(self) -> None:
        self.all: list[StudioError | None] = []
        self.came = threading.Event()

    def __call__(self, trouble: StudioError | None) -> None:
        self.all.append(trouble)
        self.came.set()


@pytest.fixture
def document(documents: Any) -> Iterator[Document]:
    """A document of the file `a.soc`, with one video."""
    with Document(documents.file()) as document:
        document.do("Add 'clip.mp4'", documents.project()[0])
        yield document


def add(document: Document, text: str) -> None:
    project, _ = document.project.add_layer(document.project.videos[0].id, text)
    document.do(f"Add '{text}'", project)


def texts(project: Project) -> list[str]:
    return [each.expression for each in project.layers]


def saved(path: Path) -> Project:
    """Return what is in a file, for a program that has it not open."""
    with ProjectFile.open(path) as file:
        return file.load()


@contextmanager
def unsavable(path: Path) -> Iterator[None]:
    """Have the file take no decisions for as long as the block lasts."""
    with _alone(path) as connection:
        connection.execute(
            "CREATE TRIGGER refused BEFORE INSERT ON decision BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    try:
        yield
    finally:
        with _alone(path) as connection:
            connection.execute("DROP TRIGGER refused")


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=300, isolation_level=None)
    yield connection
    connection.close()


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """Let no file become larger than `path` is now."""
    resource = pytest.importorskip("resource", reason="files are limited as Unix does it")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_edits_are_undone_and_done_again_by_name(document: Document) -> None:
    add(document, "a car")
    add(document, "a dog")
    assert (document.undo_name, document.redo_name) == ("Add 'a dog'", None)
    assert document.undo() == "Add 'a dog'"
    assert texts(document.project) == ["a car"]
    assert (document.undo_name, document.redo_name) == ("Add 'a car'", "Add 'a dog'")
    assert document.redo() == "Add 'a dog'"
    assert texts(document.project) == ["a car", "a dog"]
    assert document.redo() is None
    assert [document.undo() for _ in range(3)] == ["Add 'a dog'", "Add 'a car'", None]
    assert document.project.layers == ()
    assert [video.name for video in document.project.videos] == ["clip.mp4"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: add(document, "a dog"),
        lambda document: document.undo(),
        lambda document: (document.undo(), document.redo()),
    ],
    ids=["an edit", "undone", "done again"],
)
def test_every_decision_goes_to_the_file_without_being_saved(
    document: Document, edit: Callable[[Document], object]
) -> None:
    add(document, "a car")
    document.save()
    edit(document)
    expected = document.project
    document.close()
    assert saved(document.file.path) == expected


@pytest.mark.slow
def test_saving_waits_until_all_is_in_the_file(document: Document) -> None:
    for number in range(5):
        add(document, f"thing {number}")
        document.save()
        assert saved(document.file.path) == document.project
    assert document.trouble is None


def test_a_drag_is_one_step_and_its_end_is_in_the_file(document: Document) -> None:
    add(document, "a car")
    before = document.project
    one = before.layers[0].id
    for number in range(50):
        document.do("Name", before.rename_layer(one, f"{number}"), gesture="drag")
    document.save()
    assert saved(document.file.path).layers[0].name == "49"
    document.undo()
    assert document.project == before


def test_undo_takes_no_results_back(document: Document, documents: Any) -> None:
    add(document, "a car")
    number = document.file.results.begin(documents.search("a car"))
    track = {frame: (0.9, np.eye(32, 48) > 0) for frame in range(4)}
    document.file.results.add([(number, each) for each in documents.answers(track)])
    document.undo()
    document.redo()
    video = document.project.videos[0]
    file = document.file
    (view,) = views(document.project.layers, video, file.results, file.imports)
    assert view.computed() == [(0, 4)]


def test_what_is_open_elsewhere_cannot_be_changed_but_saved_as_a_copy(
    document: Document, documents: Any
) -> None:
    add(document, "a car")
    document.save()
    with Document.open(document.file.path) as second:
        assert second.read_only is not None
        assert second.project == document.project
        with pytest.raises(WriteError, match="open in another program"):
            add(second, "a dog")
        assert second.project == document.project
        second.save_as(documents.folder / "b.soc")
        assert second.read_only is None
        add(second, "a dog")
    assert texts(saved(documents.folder / "b.soc")) == ["a car", "a dog"]
    assert document.read_only is None
    assert texts(document.project) == ["a car"]


def test_saved_under_another_name_it_goes_on_there(document: Document, documents: Any) -> None:
    add(document, "a car")
    path = documents.folder / "b.soc"
    document.save_as(path)
    assert document.file.path == path
    add(document, "a dog")
    assert document.undo() == "Add 'a dog'"
    assert document.undo() == "Add 'a car'"
    assert document.redo() == "Add 'a car'"
    document.save()
    assert saved(path) == document.project
    assert texts(saved(documents.folder / "a.soc")) == ["a car"]
    with ProjectFile.open(documents.folder / "a.soc") as former:
        assert former.read_only is None


def test_saved_under_its_own_name_it_is_saved(document: Document, documents: Any) -> None:
    add(document, "a car")
    known = document.file.id
    document.save_as(documents.folder / "." / "a.soc")
    assert saved(document.file.path) == document.project
    assert document.file.id == known


@pytest.mark.slow
def test_it_takes_the_place_of_another_project_but_not_of_an_open_one(
    document: Document, documents: Any
) -> None:
    add(document, "a car")
    other = documents.file("b.soc")
    other.save(None, documents.project("a dog")[0])
    with pytest.raises(WriteError, match=r"'.*b\.soc' is open in another program\."):
        document.save_as(other.path)
    assert document.file.path == documents.folder / "a.soc"
    assert texts(other.load()) == ["a dog"]
    other.close()
    document.save_as(other.path)
    document.save()
    assert texts(saved(other.path)) == ["a car"]


def test_where_it_cannot_be_saved_as_it_stays(document: Document, documents: Any) -> None:
    add(document, "a car")
    (documents.folder / "file").write_text("")
    for place in (documents.folder, documents.folder / "file" / "b.soc"):
        with pytest.raises(WriteError):
            document.save_as(place)
    assert document.file.path == documents.folder / "a.soc"
    add(document, "a dog")
    document.save()
    assert saved(document.file.path) == document.project


def test_what_may_be_read_may_be_read_by_the_copy(document: Document, documents: Any) -> None:
    place = Path(document.project.videos[0].absolute)
    assert not FilePermissions().given(document.file.id, place)
    FilePermissions().give(document.file.id, place)
    document.save_as(documents.folder / "b.soc")
    assert FilePermissions().given(document.file.id, place)


def test_a_search_goes_on_while_the_document_gets_another_name(
    document: Document, documents: Any
) -> None:
    add(document, "a car")
    rng = np.random.default_rng(1)
    answers = documents.answers({at: (0.9, rng.random((32, 48)) > 0.5) for at in range(40)})
    number = document.file.results.begin(documents.search("a car"))
    with ResultWriter(document.file.results) as writer:
        for place, each in enumerate(answers):
            writer.put(number, each)
            if place % 10 == 5:
                document.save_as(documents.folder / f"{place}.soc")
    file = document.file
    assert len(list(file.results.windows(number))) == 40
    video = document.project.videos[0]
    (view,) = views(document.project.layers, video, file.results, file.imports)
    document.save_as(documents.folder / "last.soc")
    mask = view.mask(7)  # what was seen before can be looked at
    assert mask is not None
    assert mask == answers[7].candidates[0].masks[0]


# Drafts


def test_a_new_document_is_a_draft_until_it_has_a_name(documents: Any) -> None:
    with Document.new() as document:
        draft = document.file.path
        assert document.is_draft
        document.do("Add", documents.project("a car")[0])
        document.save_as(documents.folder / "a.soc")
        assert not document.is_draft
        assert not draft.exists()
        assert recoverable_drafts() == []
    assert texts(saved(documents.folder / "a.soc")) == ["a car"]


def test_a_draft_with_decisions_stays_and_one_without_goes(documents: Any) -> None:
    with Document.new() as document:
        document.do("Add", documents.project("a car")[0])
        assert recoverable_drafts() == []  # it is open
    (draft,) = recoverable_drafts()
    assert texts(saved(draft)) == ["a car"]
    with Document.open(draft) as document:
        document.do("Remove all", Project())
    assert recoverable_drafts() == []
    with Document.new() as document:
        draft = document.file.path
    assert not draft.exists()


def test_a_file_with_damaged_decisions_is_not_left_locked(documents: Any) -> None:
    file = documents.file()
    file.save(None, documents.project("a car")[0])
    file.close()
    with sqlite3.connect(file.path) as connection:
        connection.execute("UPDATE decision SET checksum = 1")
    connection.close()
    with pytest.raises(StudioError, match="damaged"):
        Document.open(file.path)
    with ProjectFile.open(file.path) as again:
        assert again.read_only is None


# Troubles


def test_what_cannot_be_saved_is_told_and_saved_when_it_can_be(documents: Any) -> None:
    told = Told()
    with Document(documents.file(), told) as document:
        document.do("Add", documents.project("a car")[0])
        document.save()
        path = document.file.path
        with unsavable(path):
            add(document, "a dog")
            assert told.came.wait(300)
            assert document.trouble is told.all[0] is not None
            with pytest.raises(StudioError):
                document.save()
            assert document.trouble is not None
            assert texts(document.project) == ["a car", "a dog"]
        told.came.clear()
        document.save()
        assert told.came.wait(300)
        assert document.trouble is None
        assert texts(saved(path)) == ["a car", "a dog"]
        assert len(told.all) == 2
        assert told.all[1] is None


@pytest.mark.slow
def test_what_could_not_be_saved_is_tried_again_without_being_asked(documents: Any) -> None:
    told = Told()
    with Document(documents.file(), told) as document:
        with unsavable(document.file.path):
            document.do("Add", documents.project("a car")[0])
            assert told.came.wait(300)
            told.came.clear()
        assert told.came.wait(300)
        assert (document.trouble, told.all[1:]) == (None, [None])
        assert texts(saved(document.file.path)) == ["a car"]


@pytest.mark.slow
def test_on_a_full_disk_decisions_wait_and_those_before_are_kept(documents: Any) -> None:
    with Document(documents.file()) as document:
        document.do("Add", documents.project("a car")[0])
        document.save()
        before = document.project
        one = before.layers[0].id
        rng = np.random.default_rng(2)
        many = {at: Correction(Mask.from_array(rng.random((64, 96)) > 0.5)) for at in range(40)}
        with full_disk(document.file.path):
            document.do("Correct", before.correct(one, many))
            with pytest.raises(WriteError, match="the disk is full"):
                document.save()
            assert isinstance(document.trouble, WriteError)
            assert saved(document.file.path) == before
        document.save()
        assert document.trouble is None
        assert saved(document.file.path) == document.project


def test_what_could_not_be_saved_is_in_the_copy(documents: Any) -> None:
    told = Told()
    with Document(documents.file(), told) as document:
        document.do("Add", documents.project("a car")[0])
        document.save()
        with unsavable(document.file.path):
            add(document, "a dog")
            assert told.came.wait(300)
            # The copy takes none either: the document stays.
            with pytest.raises(StudioError):
                document.save_as(documents.folder / "b.soc")
            assert document.trouble is not None
        document.save_as(documents.folder / "b.soc")
        assert document.trouble is None
        assert told.all[-1] is None
    assert texts(saved(documents.folder / "b.soc")) == ["a car", "a dog"]


def test_a_document_that_is_closed_in_trouble_says_that_it_was_not_saved(documents: Any) -> None:
    document = Document(documents.file())
    document.do("Add", documents.project("a car")[0])
    document.save()
    with unsavable(document.file.path):
        add(document, "a dog")
        document.close()
        assert document.trouble is not None
        with pytest.raises(StudioError):
            document.save()
    assert texts(saved(document.file.path)) == ["a car"]


def test_a_save_that_waits_has_the_newest_project_in_the_file(documents: Any) -> None:
    file = documents.file()
    project, ids = documents.project("a car")
    file.save(None, project)
    autosave = Autosave(file, project)
    autosave.flush()  # nothing to do
    for number in range(300):
        project = project.rename_layer(ids[0], f"{number}")
        autosave.want(project)
    autosave.flush()
    assert file.load() == project
    project = project.rename_layer(ids[0], "by other means")
    autosave.want(project)
    with autosave.paused():
        file.save(None, project)
    autosave.flush()
    autosave.close()
    assert file.load() == project


@pytest.mark.slow
def test_results_that_cannot_be_written_are_told_to_the_search(documents: Any) -> None:
    file = documents.file()
    number = file.results.begin(documents.search("a car"))
    rng = np.random.default_rng(1)
    answers = documents.answers({at: (0.9, rng.random((200, 300)) > 0.5) for at in range(40)})

    def write(reason: type[Exception] | None = None) -> None:
        with ResultWriter(file.results) as writer:
            for each in answers:
                writer.put(number, each)
            if reason is not None:
                raise reason

    with full_disk(file.path), pytest.raises(WriteError, match="the disk is full"):
        write()
    with full_disk(file.path), pytest.raises((KeyError, WriteError)):
        write(KeyError)
    assert list(file.results.windows(number)) == []
    with pytest.raises(KeyError):  # why a search ended is not hidden, and what it found is kept
        write(KeyError)
    assert len(list(file.results.windows(number))) == 40
