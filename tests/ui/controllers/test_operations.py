"""Operations of a document, without a window: what is done, what is said, what is undone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.core.project.project import Project
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.toolkit.translation import translated
from tests.ui.controllers.conftest import Bench


def test_an_edit_is_one_step_and_tells_its_name(bench: Bench) -> None:
    one = bench.find()
    assert bench.operations.edit(lambda project: edits.rename(project, one, "the box"))
    assert bench.layer().label == "the box"
    assert bench.told == [translated(bench.document.core.undo_name or "")]
    bench.operations.undo()
    assert bench.layer().label == "the square"
    bench.operations.redo()
    assert bench.layer().label == "the box"
    assert [each.split(":")[0] for each in bench.told[1:]] == ["Undone", "Redone"]


def test_what_comes_back_or_changes_by_undo_or_redo_is_selected(bench: Bench) -> None:
    square, document = bench.find(), bench.document
    disc = bench.find("the disc")
    bench.find("the corner")
    bench.operations.edit(lambda project: edits.rename(project, square, "the box"))
    document.select(square)
    video = document.video
    assert video is not None
    bench.operations.edit(lambda project: edits.add_layers(project, video.id, ["Object 4"])[0])
    new = document.layers[-1].id
    document.select(new)
    bench.operations.undo()
    assert bench.layer().id == square  # selected before
    bench.operations.redo()
    assert bench.layer().id == new
    bench.operations.edit(lambda project: edits.remove(project, disc))
    document.select(square)
    bench.operations.undo()
    assert bench.layer().id == disc
    bench.operations.edit(lambda project: edits.rename(project, square, "the square"))
    document.select(disc)
    bench.operations.undo()
    assert bench.layer().id == square  # what changed
    document.select(disc)
    bench.operations.redo()
    assert bench.layer().id == square
    both = [square, disc]
    bench.operations.edit(lambda project: edits.set_matte(project, both, grow=2))
    document.select(disc)
    bench.operations.undo()
    assert bench.layer().id == disc  # among others that changed


def test_edits_of_one_gesture_are_one_step(bench: Bench) -> None:
    one = bench.find()
    for grow in (1, 2, 3):
        bench.operations.edit(
            lambda project, grow=grow: edits.set_matte(project, [one], grow=grow), "drag", said=""
        )
    assert bench.layer().matte.grow == 3
    assert bench.told == []
    bench.operations.undo()
    assert bench.layer().matte.grow == 0


def test_what_changes_nothing_is_no_step(bench: Bench) -> None:
    one = bench.find()
    before = bench.document.core.undo_name
    assert not bench.operations.edit(lambda project: edits.set_locked(project, one, False))
    assert (bench.document.core.undo_name, bench.told) == (before, [])


def test_a_refusal_is_told_and_leaves_everything_as_it_was(bench: Bench) -> None:
    bench.find()
    before = bench.document.project

    def refused(project: Project) -> edits.Edit:
        raise StudioError("That cannot be done.")

    assert not bench.operations.edit(refused)
    assert [str(each) for each in bench.failures] == ["That cannot be done."]
    assert bench.document.project is before


@pytest.mark.slow
def test_a_document_that_is_read_only_refuses_every_edit(bench: Bench) -> None:
    one = bench.find()
    bench.document.core.save()
    path = bench.document.core.file.path
    again = Document.open(path)
    document = OpenDocument(again, None, None)
    operations, failures = Operations(document), []
    operations.failed.connect(failures.append)
    assert not operations.edit(lambda project: edits.rename(project, one, "the box"))
    assert len(failures) == 1
    document.close()


def test_a_bug_is_not_told_as_a_failure(bench: Bench) -> None:
    def bug(project: Project) -> edits.Edit:
        raise KeyError("no such thing")

    with pytest.raises(KeyError):
        bench.operations.edit(bug)
    assert bench.failures == []


def test_work_off_the_thread_tells_why_it_failed(bench: Bench, qtbot: QtBot) -> None:
    def fail() -> None:
        raise StudioError("The file is gone.")

    bench.operations.start(Job("work", once(fail)), bench.runner)
    qtbot.waitUntil(lambda: bool(bench.failures))
    assert str(bench.failures[0]) == "The file is gone."
