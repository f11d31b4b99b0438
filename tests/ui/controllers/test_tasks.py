"""The button of the tasks and the list below it: what runs, what waits, how it ended."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress
from soc_studio.ui.controllers.jobs import JobController
from soc_studio.ui.jobs.job import Job, JobResult, JobRunner
from soc_studio.ui.jobs.job_log import JobState
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.widgets.device_chip import DeviceChip
from soc_studio.ui.widgets.job_list import JobList
from soc_studio.ui.widgets.tasks_button import TasksButton
from soc_studio.ui.widgets.tasks_popover import TasksPopover
from soc_studio.ui.widgets.toasts import Kind, Toasts


class Gate:
    """Work of several steps, each of which is done when `let` is called."""

    def __init__(self, steps: int = 4) -> None:
        self.steps = steps
        self.fails = False
        self._open = threading.Semaphore(0)

    def let(self, count: int = 1) -> None:
        self._open.release(count)

    def work(self) -> Generator[Progress, None, None]:
        for done in range(1, self.steps + 1):
            self._open.acquire()
            if self.fails:
                raise StudioError(message("The disk is full."), message("Free some space."))
            yield Progress(done, self.steps)


class Desk:
    """A window with the button and the list, and two runners."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.button, self.jobs, self.chip = TasksButton(), JobList(), DeviceChip()
        self.other = QPushButton("other")
        self.stage = QWidget()
        top = QHBoxLayout()
        top.addWidget(self.other)
        top.addStretch(1)
        top.addWidget(self.button)
        column = QVBoxLayout(self.window)
        column.addLayout(top)
        column.addWidget(self.stage, 1)
        column.addWidget(self.chip)
        self.window.resize(1000, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.toasts = Toasts(self.stage)
        self.popover = TasksPopover(self.button, self.jobs)
        self.owner = QObject()
        self.finding, self.working = JobRunner(self.owner), JobRunner(self.owner)
        self.controller = JobController(
            self.jobs,
            self.chip,
            self.button,
            self.toasts,
            (self.finding, self.working),
            self.owner,
        )
        self.gates: list[Gate] = []

    def start(
        self, name: str, runner: JobRunner, icon: str = "upload", minor: bool = False
    ) -> Gate:
        gate = Gate()
        self.gates.append(gate)
        job = Job(name, gate.work, minor=minor)
        job.icon = icon
        runner.start(job)
        return gate

    @property
    def states(self) -> list[tuple[str, JobState]]:
        return [(each.name, each.state) for each in self.controller.log.entries]

    @property
    def told(self) -> list[tuple[Kind, str, str]]:
        return [(each.told.kind, each.told.title, each.told.line) for each in self.toasts.shown]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    for runner in (made.finding, made.working):
        runner.cancel_all()
    for gate in made.gates:
        gate.let(gate.steps)
    for runner in (made.finding, made.working):
        runner.finish()
    made.owner.deleteLater()


def test_the_button_says_how_many_tasks_there_are_and_how_far_they_are(
    desk: Desk, qtbot: QtBot
) -> None:
    button = desk.button
    assert (button.text(), button.accessibleName()) == ("", "Tasks: nothing is running")
    narrow = button.sizeHint().width()
    desk.start("pictures", desk.working, minor=True)
    assert button.count == 0  # nobody waits for minor work
    search = desk.start("Find “the dog”", desk.finding)
    assert (button.text(), button.share) == ("1 task", None)
    assert button.sizeHint().width() > narrow
    still = button.grab().toImage()
    search.let(3)
    qtbot.waitUntil(lambda: button.share == 0.75)
    assert button.grab().toImage() != still  # the ring fills
    export = desk.start("Export", desk.finding)  # it waits
    assert (button.text(), button.accessibleName()) == ("2 tasks", "Tasks: 2 tasks")
    assert button.share == 0.75 / 2
    search.let(1)
    qtbot.waitUntil(lambda: button.count == 1)
    export.let(4)
    qtbot.waitUntil(lambda: button.count == 0)
    assert button.accessibleName() == "Tasks: nothing is running"


def test_the_list_opens_below_the_button_and_is_as_high_as_its_rows(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.button.click()
    assert desk.popover.isVisible()
    assert desk.jobs.empty.isVisible()
    corner = desk.button.mapTo(desk.window, desk.button.rect().bottomRight())
    assert desk.popover.geometry().right() <= desk.window.width()
    assert desk.popover.y() > corner.y()
    low = desk.popover.height()
    for number in range(4):
        desk.start(f"Export {number}", desk.working)
    qtbot.waitUntil(lambda: desk.popover.height() > low)
    assert not desk.jobs.empty.isVisible()
    assert desk.popover.geometry().bottom() < desk.window.height()
    desk.button.click()
    assert not desk.popover.isVisible()
    desk.button.click()
    qtbot.keyClick(desk.jobs.row(1).close_button, Qt.Key.Key_Escape)
    assert not desk.popover.isVisible()
    desk.button.click()
    qtbot.mouseClick(desk.other, Qt.MouseButton.LeftButton)
    assert not desk.popover.isVisible()


def test_what_runs_comes_first_then_what_waits_then_what_is_over(desk: Desk, qtbot: QtBot) -> None:
    first = desk.start("first", desk.working)
    desk.start("second", desk.working)
    desk.start("third", desk.working)
    qtbot.waitUntil(lambda: desk.states[0] == ("first", JobState.RUNNING))
    first.let(2)
    qtbot.waitUntil(lambda: desk.jobs.row(1).state.text().startswith("50 %"))
    assert desk.jobs.row(2).state.text() == "waiting, number 1"
    desk.jobs.row(3).up_button.click()
    assert [name for name, _ in desk.states] == ["first", "third", "second"]
    assert not desk.jobs.row(3).up_button.isEnabled()
    first.let(2)
    qtbot.waitUntil(lambda: desk.states[0] == ("third", JobState.RUNNING))
    assert desk.states[1:] == [("second", JobState.WAITING), ("first", JobState.DONE)]
    assert desk.jobs.row(1).state.text() == "done"
    desk.jobs.clear_button.click()
    assert [name for name, _ in desk.states] == ["third", "second"]


def test_a_task_is_stopped_by_its_cross_and_then_taken_off_the_list(
    desk: Desk, qtbot: QtBot
) -> None:
    running, waiting = desk.start("runs", desk.working), desk.start("waits", desk.working)
    qtbot.waitUntil(lambda: desk.states[0] == ("runs", JobState.RUNNING))
    row = desk.jobs.row(1)
    assert row.close_button.accessibleName() == "Stop"
    desk.jobs.row(2).close_button.click()
    assert ("waits", JobState.STOPPED) in desk.states
    running.let(1)
    qtbot.waitUntil(lambda: row.state.text().startswith("25 %"))
    row.close_button.click()
    assert desk.states[0] == ("runs", JobState.STOPPING)
    assert row.state.text() == "stopping…"
    assert not row.close_button.isEnabled()
    running.let(1)  # it stops after the step under way
    qtbot.waitUntil(lambda: ("runs", JobState.STOPPED) in desk.states)
    assert desk.button.count == 0
    assert desk.told == []  # the person stopped it, and knows
    assert row.state.text() == "stopped at 50 %"
    assert desk.jobs.row(2).state.text() == "stopped"
    assert row.close_button.accessibleName() == "Remove from the list"
    row.close_button.click()
    assert [name for name, _ in desk.states] == ["waits"]
    waiting.let(1)


def test_what_failed_says_why_and_is_tried_again(desk: Desk, qtbot: QtBot) -> None:
    gate = desk.start("Export", desk.working)
    gate.fails = True
    gate.let(1)
    qtbot.waitUntil(lambda: desk.states == [("Export", JobState.FAILED)])
    row = desk.jobs.row(1)
    assert row.state.text() == "Failed. The disk is full. Free some space."
    desk.button.click()  # the list is as high as its one row
    qtbot.waitUntil(lambda: row.height() > 0 and desk.jobs.inside.height() < 2 * row.height())
    gate.fails = False
    assert not row.retry_button.isHidden()
    row.retry_button.click()
    qtbot.waitUntil(lambda: desk.states == [("Export", JobState.RUNNING)])
    gate.let(4)
    qtbot.waitUntil(lambda: desk.states == [("Export", JobState.DONE)])


def test_what_is_begun_elsewhere_offers_no_second_try_that_nobody_would_hear_of(
    desk: Desk, qtbot: QtBot
) -> None:
    gate, latest = Gate(), LatestJob(desk.owner, desk.working)
    gate.fails = True
    gate.let(1)
    latest.start(Job("Carry “the dog”", gate.work))
    qtbot.waitUntil(lambda: desk.states == [("Carry “the dog”", JobState.FAILED)])
    assert desk.jobs.row(1).state.text().startswith("Failed. The disk is full.")
    assert desk.jobs.row(1).retry_button.isHidden()


def end(desk: Desk, qtbot: QtBot, icon: str, seconds: float, result: JobResult) -> None:
    """Have a task that took so many seconds run to its end."""
    gate = Gate(1)
    desk.gates.append(gate)
    job = Job("A task", gate.work)
    job.icon, job.result = icon, result
    desk.working.start(job)
    qtbot.waitUntil(lambda: desk.states[0] == ("A task", JobState.RUNNING))
    desk.controller.log.entries[0].began -= seconds
    gate.let(1)
    qtbot.waitUntil(lambda: desk.states[0] == ("A task", JobState.DONE))


@pytest.mark.parametrize(
    ("icon", "seconds", "is_told"),
    [("download", 6, True), ("download", 0, False), ("search", 6, False)],
)
def test_the_end_of_a_task_that_took_long_is_told_where_nobody_saw_it(
    desk: Desk, qtbot: QtBot, icon: str, seconds: float, is_told: bool
) -> None:
    end(desk, qtbot, icon, seconds, JobResult("12 MB"))
    assert desk.told == ([(Kind.DONE, "A task", "12 MB")] if is_told else [])
    assert desk.jobs.row(1).state.text() == "12 MB"  # the list tells it in any case


def test_every_end_is_told_where_the_window_is_behind_another(desk: Desk, qtbot: QtBot) -> None:
    front = QWidget()
    qtbot.addWidget(front)
    front.show()
    front.activateWindow()
    qtbot.waitUntil(lambda: not desk.window.isActiveWindow())
    end(desk, qtbot, "search", 0, JobResult())
    assert desk.told == [(Kind.DONE, "A task", "done")]


def test_a_task_with_something_to_do_at_its_end_has_a_button_and_tells_itself(
    desk: Desk, qtbot: QtBot
) -> None:
    done: list[bool] = []
    act = JobResult(
        "22 MB",
        (("Show in folder", lambda: done.append(True)), ("Copy path", lambda: done.append(False))),
    )
    end(desk, qtbot, "upload", 6, act)
    assert desk.told == []
    buttons = desk.jobs.row(1).action_buttons
    assert [each.text() for each in buttons] == ["Show in folder", "Copy path"]
    for button in buttons:
        button.click()
    assert done == [True, False]


def test_time_in_the_queue_is_no_time_that_a_task_took(desk: Desk, qtbot: QtBot) -> None:
    before = desk.start("before", desk.working, icon="search")
    later = desk.start("later", desk.working, icon="download")
    entry = desk.controller.log.entries[1]
    entry.began -= 60  # it waited for a minute
    before.let(4)
    qtbot.waitUntil(lambda: desk.states[0] == ("later", JobState.RUNNING))
    later.let(4)
    qtbot.waitUntil(lambda: desk.button.count == 0)
    assert desk.told == []
