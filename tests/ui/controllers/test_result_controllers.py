"""Controllers of searches, exports, imports and the project's file; and how long they live."""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.formats.export_plan import Part
from soc_studio.core.project import edits
from soc_studio.core.project.project import LayerId
from soc_studio.core.search.estimate import Estimate
from soc_studio.core.tracks.steadied_answers import is_steadied
from soc_studio.ui.controllers.estimate import EstimateController
from soc_studio.ui.controllers.export import ExportController
from soc_studio.ui.controllers.export_jobs import ExportJobs
from soc_studio.ui.controllers.expression import ExpressionController
from soc_studio.ui.controllers.finish_first import FinishFirst
from soc_studio.ui.controllers.import_masks import MaskImportController
from soc_studio.ui.controllers.looks import Looks
from soc_studio.ui.controllers.playback import PlaybackController
from soc_studio.ui.controllers.project import ProjectController
from soc_studio.ui.controllers.project_controllers import ProjectControllers, Surroundings
from soc_studio.ui.controllers.search import SearchController
from soc_studio.ui.controllers.track_reader import TrackReader
from soc_studio.ui.controllers.video_controllers import VideoControllers
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.jobs.job_log import JobLog
from soc_studio.ui.widgets.estimate_chip import EstimateChip
from soc_studio.ui.widgets.expression_bar import ExpressionBar
from soc_studio.ui.widgets.toasts import Told
from soc_studio.ui.widgets.window_frame import WindowFrame
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import FRAMES, square


@pytest.fixture
def frame(qtbot: QtBot) -> WindowFrame:
    frame = WindowFrame()
    qtbot.addWidget(frame)
    return frame


def searching(bench: Bench, frame: WindowFrame) -> ExpressionController:
    return ExpressionController(
        bench.operations,
        bench.playback,
        frame,
        SearchController(bench.owner),
        bench.runner,
        bench.preferences,
        bench.owner,
    )


# Searches


@pytest.mark.slow
def test_an_expression_becomes_a_layer_and_is_searched(
    bench: Bench, frame: WindowFrame, qtbot: QtBot
) -> None:
    expression = searching(bench, frame)
    frame.enable(project=True, video=True)
    frame.expression_bar.find_asked.emit("the dog", True)
    assert bench.layer().expression == "the dog"
    assert len(bench.runner.jobs) == 1
    qtbot.waitUntil(lambda: not bench.runner.jobs)
    assert bench.failures == []
    assert bench.document.view(bench.layer().id) is not None
    assert not frame.expression_bar.is_working
    expression.search("the dog", True)  # it is not found a second time
    assert [each.expression for each in bench.document.layers] == ["the dog"]
    bench.runner.cancel_all()


def test_a_search_stops_when_its_layer_is_removed(
    bench: Bench, frame: WindowFrame, qtbot: QtBot
) -> None:
    expression = searching(bench, frame)
    expression.search("the dog", True)
    dog = bench.layer().id
    expression.search("the square", True)  # waits for the other
    square = bench.layer().id
    running, waiting = bench.runner.jobs
    bench.operations.edit(lambda project: edits.rename(project, square, "the box"))
    bench.operations.edit(lambda project: edits.set_locked(project, square, True))
    assert not waiting.cancelled
    bench.operations.edit(lambda project: edits.remove(project, dog))
    assert running.cancelled
    assert not waiting.cancelled
    bench.operations.edit(lambda project: edits.set_locked(project, square, False))
    bench.operations.edit(lambda project: edits.remove(project, square))
    assert waiting not in bench.runner.jobs
    qtbot.waitUntil(lambda: not bench.runner.jobs)
    assert bench.failures == []
    assert not frame.expression_bar.is_working
    bench.operations.undo()
    assert [each.id for each in bench.document.layers] == [square]


def test_a_search_that_waits_for_one_of_another_video_says_so(
    bench: Bench, frame: WindowFrame, qtbot: QtBot
) -> None:
    goes_on = threading.Event()

    def elsewhere() -> Generator[None, None, None]:
        while not goes_on.wait(0.01):
            yield

    bench.runner.start(Job("Find it elsewhere", elsewhere))
    told: list[str] = []
    frame.expression_bar.working.connect(
        lambda progress: told.append("" if progress is None else progress.what)
    )
    expression = searching(bench, frame)
    waiting: list[frozenset[LayerId]] = []
    expression.waits.connect(waiting.append)
    expression.search("the dog", True)
    dog = bench.layer().id
    assert told[-1] == "Waits for another search…"
    expression.search("the square", True)
    assert waiting == [{dog}, {dog, bench.layer().id}]
    told.clear()
    goes_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert "Waits for another search…" not in told
    assert waiting[2] == {bench.layer().id}
    bench.runner.cancel_all()
    qtbot.waitUntil(lambda: not bench.runner.jobs)


def test_a_search_that_failed_is_shown_again_when_it_is_tried_again(
    bench: Bench, frame: WindowFrame, qtbot: QtBot
) -> None:
    log = JobLog([bench.runner], bench.owner)
    expression = searching(bench, frame)
    searched: list[frozenset[LayerId]] = []
    expression.searched.connect(searched.append)
    bench.preferences.change(model="there is none")
    expression.search("the dog", True)
    dog = bench.layer().id
    qtbot.waitUntil(lambda: not bench.runner.jobs)
    assert searched == [{dog}, set()]
    log.retry(log.entries[0].number)
    assert expression.searches_for(dog) == 1
    qtbot.waitUntil(lambda: not bench.runner.jobs)
    assert searched == [{dog}, set(), {dog}, set()]
    assert not frame.expression_bar.is_working
    assert len(bench.failures) == 2


@pytest.mark.slow
def test_full_quality_is_steadied_and_the_models_own_answer_is_a_command_away(
    bench: Bench, frame: WindowFrame, qtbot: QtBot
) -> None:
    expression = searching(bench, frame)
    frame.enable(project=True, video=True)

    TrackReader(bench.operations, bench.runner, bench.owner)

    def seen_steadied() -> bool | None:
        view = bench.document.view(bench.layer().id)
        return view and any(is_steadied(each.search) for each in view.used_answers())

    expression.search("the square", False)
    qtbot.waitUntil(lambda: not bench.runner.jobs)
    assert bench.failures == []
    qtbot.waitUntil(lambda: seen_steadied() is True)
    tick = frame.actions_["steadied"]
    assert tick.isChecked()
    tick.trigger()
    assert not bench.layer().steadied
    assert not tick.isChecked()
    qtbot.waitUntil(lambda: seen_steadied() is False)
    bench.operations.undo()
    assert bench.layer().steadied
    assert tick.isChecked()
    qtbot.waitUntil(lambda: seen_steadied() is True)
    bench.runner.cancel_all()


@pytest.mark.slow
def test_what_a_search_takes_is_told_while_it_is_typed(bench: Bench, qtbot: QtBot) -> None:
    chip, bar = EstimateChip(), ExpressionBar()
    for widget in (chip, bar):
        qtbot.addWidget(widget)
    estimate = EstimateController(
        bench.document,
        bench.playback,
        list,
        chip,
        bar,
        SearchController(bench.owner),
        bench.runner,
        JobRunner(bench.owner),
        bench.preferences,
        bench.owner,
    )
    bench.keep(estimate)
    told: list[Estimate | None] = []
    estimate.changed.connect(told.append)
    bar.line.setText("the dog")
    qtbot.waitUntil(lambda: not chip.isHidden())
    assert chip.text()
    assert len(told) == 1
    assert told[0] is not None
    assert estimate.suggested_part() is None  # the video is shorter than a part
    estimate.close()
    assert chip.isHidden()
    assert told[1:] == [None]


# Files


@pytest.fixture
def export(bench: Bench, frame: WindowFrame, qtbot: QtBot) -> ExportController:
    above = QWidget()
    qtbot.addWidget(above)
    searches = searching(bench, frame)
    made = ExportController(
        bench.operations,
        ExportJobs(bench.operations, bench.runner, bench.owner),
        bench.settings,
        above,
        bench.actions,
        bench.playback,
        FinishFirst(searches, lambda _: None, bench.owner),
        str,
        bench.owner,
    )
    return bench.keep(made)


@pytest.mark.slow
def test_an_export_is_written_and_can_be_imported(
    bench: Bench,
    export: ExportController,
    frame: WindowFrame,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench.find()
    bench.actions["export"].trigger()
    assert export.dialog is not None
    assert export.dialog.plan.layers == (bench.layer().id,)
    export.dialog.dismiss()
    plan = export.first_plan()
    assert plan is not None
    chosen = {"place": str(tmp_path), "name": "out", "formats": ("masks",), "opens": False}
    assert export.export(replace(plan, part=Part.MARKED, **chosen)) is not None
    reports: list[Told] = []
    bench.operations.reported.connect(reports.append)
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].text == f"Exported out {tmp_path}"
    assert [name for name, _ in reports[0].actions] == ["Show in folder", "Copy path"]
    said: list[str] = []
    bench.operations.told.connect(said.append)
    reports[0].actions[0][1]()  # without a screen there is no file manager
    assert said == [f"No program opens folders here. It is in {tmp_path}"]
    (folder,) = (each for each in (tmp_path / "out").iterdir() if each.is_dir())
    assert len(list(folder.iterdir())) == FRAMES

    imports = MaskImportController(bench.operations, frame, bench.runner, bench.owner)
    TrackReader(bench.operations, bench.runner, bench.owner)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    imports.ask()
    qtbot.waitUntil(lambda: len(bench.document.layers) == 2)
    (new,) = (each for each in bench.document.layers if each.imported is not None)
    bench.document.select(new.id)
    qtbot.waitUntil(lambda: bench.document.view(new.id) is not None)
    assert (bench.track().mask(3).to_array() == square(3)).all()


def test_an_export_of_nothing_is_refused(bench: Bench, export: ExportController) -> None:
    plan = export.first_plan()
    assert plan is not None
    assert export.export(plan) is None
    assert len(bench.failures) == 1


def test_a_project_is_named_undone_and_saved(
    bench: Bench, frame: WindowFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.enable(project=True, video=True)
    project = bench.keep(ProjectController(bench.operations, frame, bench.owner))
    assert frame.windowTitle() == "shapes — SOC Studio"
    one = bench.find()
    bench.operations.edit(lambda project: edits.set_locked(project, one, True))
    assert frame.actions_["undo"].text() == f"&Undo: {bench.told[0]}"
    frame.actions_["undo"].trigger()
    assert not bench.layer().locked
    assert frame.actions_["redo"].isEnabled()
    target, named = tmp_path / "kept.soc", []
    project.named.connect(named.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    frame.actions_["save"].trigger()  # it has no name yet, so that is asked for
    assert named == [target]
    assert target.exists()
    assert frame.windowTitle() == "kept — SOC Studio"
    frame.actions_["save"].trigger()
    assert frame.app_bar.saved.text() == "Saved"
    project.close()
    assert frame.windowTitle() == "SOC Studio"
    assert not frame.actions_["undo"].isEnabled()


# How long they live


@pytest.mark.slow
def test_controllers_go_with_their_document_and_leave_no_connection(
    bench: Bench, frame: WindowFrame, qtbot: QtBot
) -> None:
    runners = [JobRunner(frame) for _ in range(4)]
    player = PlaybackController(frame.volume, runners[0], bench.preferences, bench.settings, frame)
    around = Surroundings(
        frame,
        bench.settings,
        bench.preferences,
        Looks(frame.actions_, frame.viewer, frame),
        SearchController(frame),
        *runners,
    )

    def made() -> tuple[ProjectControllers, VideoControllers]:
        project = ProjectControllers(bench.document, around)
        return project, VideoControllers(project, player.open(bench.document), around)

    def deleted(project: ProjectControllers, video: VideoControllers) -> None:
        video.delete()
        project.delete()
        player.close()

    one = bench.find()
    first = made()
    qtbot.waitUntil(lambda: frame.viewer.image is not None)
    owned = [*vars(first[0]).values(), *vars(first[1]).values()]
    parts = [each for each in owned if isinstance(each, QObject)]
    assert len(parts) > 12
    deleted(*first)
    assert [each for each in (*first, *parts) if shiboken6.isValid(each)] == []
    before = bench.document.project
    frame.timeline.locked_asked.emit(one, True)
    frame.layers.rename_asked.emit(one, "the box")
    frame.label_table.reworded.emit(one, "the box")
    frame.inspector.renamed.emit("the box")
    frame.candidates.none_asked.emit(True)
    frame.actions_["remove"].trigger()
    assert bench.document.project is before
    assert frame.timeline.view.lanes == []
    second = made()
    frame.timeline.locked_asked.emit(one, True)
    assert bench.document.project.layer(one).locked
    frame.actions_["undo"].trigger()
    assert not bench.document.project.layer(one).locked
    deleted(*second)
