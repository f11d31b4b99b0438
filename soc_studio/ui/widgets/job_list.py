"""The jobs as rows: running, waiting, done and failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.jobs.job_log import Entry, JobState
from soc_studio.ui.text import dataset_text, model_text
from soc_studio.ui.text.time_text import seconds_left
from soc_studio.ui.widgets.icons import IconButton, Picture
from soc_studio.ui.widgets.notice import NoticeIcon, ThinBar

_OVER = {
    JobState.DONE: ("circle-check", "ok"),
    JobState.STOPPED: ("ban", "t2"),
    JobState.FAILED: ("circle-x", "bad"),
}


class JobList(QWidget):
    """Shows entries of a `JobLog`, and says what the user wants done with them, by their number."""

    cancel_asked = Signal(int)
    move_asked = Signal(int, int)  # and by how many places
    retry_asked = Signal(int)
    dismiss_asked = Signal(int)
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, JobRow] = {}
        self.empty = QLabel(self.tr("Nothing is running."))
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear_button = QPushButton(self.tr("Clear finished"))
        self.clear_button.clicked.connect(self.clear_asked)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.inside = QWidget()
        self.inside.setObjectName("pane")
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addWidget(self.empty, 1)
        column.addStretch(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 6)
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        self.show_entries([])

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show entries, in this order."""
        numbers = [each.number for each in entries]
        for number in [each for each in self._rows if each not in numbers]:
            row = self._rows.pop(number)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, entry in enumerate(entries):
            if entry.number not in self._rows:
                self._rows[entry.number] = self._row(entry.number)
            row = self._rows[entry.number]
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
            row.show_entry(entry)
        self.empty.setVisible(not entries)
        self.clear_button.setVisible(any(each.is_over for each in entries))

    def show_progress(self, entry: Entry) -> None:
        """Show the progress of a job."""
        if entry.number in self._rows:
            self._rows[entry.number].show_entry(entry)

    def wanted_height(self, width: int) -> int:
        """Return the height at which every row is seen where the list is so wide."""
        foot = self.clear_button.sizeHint().height() + 20 if self.clear_button.isVisible() else 8
        layout, high = self.inside.layout(), self.inside.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():  # words go on in further lines
            high = layout.totalHeightForWidth(width)
        return high + foot

    def row(self, number: int) -> JobRow:
        """Return the row of an entry."""
        return self._rows[number]

    def _row(self, number: int) -> JobRow:
        row = JobRow(number)
        row.cancel_asked.connect(self.cancel_asked)
        row.move_asked.connect(self.move_asked)
        row.retry_asked.connect(self.retry_asked)
        row.dismiss_asked.connect(self.dismiss_asked)
        return row


class JobRow(QFrame):
    """One job: its name, how it stands, and what can be done."""

    cancel_asked = Signal(int)
    move_asked = Signal(int, int)
    retry_asked = Signal(int)
    dismiss_asked = Signal(int)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._text = ""
        self.picture = NoticeIcon()
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state.setProperty("tone", "second")
        self.bar = ThinBar(None)
        self.bar.setAccessibleName(self.tr("Progress of the task"))
        self.action_buttons: list[QPushButton] = []
        self._entry: Entry | None = None
        self.up_button = IconButton(Picture.UP, self.tr("Start earlier"))
        self.down_button = IconButton(Picture.DOWN, self.tr("Start later"))
        self.retry_button = QPushButton(self.tr("Try again"))
        self.close_button = IconButton(Picture.CROSS, self.tr("Stop"))
        self.up_button.clicked.connect(self._move_up)
        self.down_button.clicked.connect(self._move_down)
        self.retry_button.clicked.connect(self._retry)
        self.close_button.clicked.connect(self._close)
        self._over = False
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (
            self.up_button,
            self.down_button,
            self.retry_button,
            self.close_button,
        ):
            buttons.addWidget(button)
        self._actions = QWidget()  # below the words, which have all the width so
        self._actions.setObjectName("pane")
        beneath = QHBoxLayout(self._actions)
        beneath.setContentsMargins(0, 4, 0, 2)
        beneath.setSpacing(8)
        beneath.addStretch(1)
        self._actions.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self.picture, 0, 0, 2, 1)
        grid.addWidget(self.name, 0, 1)
        grid.addLayout(buttons, 0, 2, 2, 1)
        grid.addWidget(self.state, 1, 1)
        grid.addWidget(self.bar, 2, 1)
        grid.addWidget(self._actions, 3, 1)
        grid.setColumnStretch(1, 1)

    def show_entry(self, entry: Entry) -> None:
        """Show how it stands."""
        self._over = entry.is_over
        self._text = entry.name
        self._elide()
        self._entry = entry
        running = "acc_t" if entry.state is JobState.RUNNING else "t2"
        self.picture.show_icon(*_OVER.get(entry.state, (entry.icon, running)))
        self._show_actions(entry)
        waits = entry.state is JobState.WAITING
        self.up_button.setVisible(waits and entry.waiting > 1)
        self.up_button.setEnabled(entry.place > 0)
        self.down_button.setVisible(waits and entry.waiting > 1)
        self.down_button.setEnabled(entry.place < entry.waiting - 1)
        again = entry.job is not None and entry.job.again
        self.retry_button.setVisible(again and entry.state is JobState.FAILED)
        self.close_button.setEnabled(entry.state is not JobState.STOPPING)
        name = self.tr("Remove from the list") if entry.is_over else self.tr("Stop")
        self.close_button.show_picture(Picture.CROSS, name)
        self._show_bar(entry)
        told = self._told(entry)
        self.state.setText(f"{entry.about} · {told}" if entry.about else told)
        self.setAccessibleName(f"{entry.name}: {self.state.text()}")

    def _show_bar(self, entry: Entry) -> None:
        progress = entry.progress
        self.bar.setVisible(entry.state in (JobState.RUNNING, JobState.STOPPING))
        if progress is None:
            self.bar.show_share(0, None)
        else:
            self.bar.show_share(progress.done, progress.total)

    def _told(self, entry: Entry) -> str:
        progress = entry.progress
        match entry.state:
            case JobState.WAITING:
                return self.tr("waiting, number {0}").format(entry.place + 1)
            case JobState.STOPPING:
                return self.tr("stopping…")
            case JobState.DONE:
                return entry.result.words or self.tr("done")
            case JobState.STOPPED if progress is not None and progress.total:
                percent = 100 * progress.done // progress.total
                return self.tr("stopped at {0} %").format(percent)
            case JobState.STOPPED:
                return self.tr("stopped")
            case JobState.FAILED:
                return self.tr("Failed. {0}").format(entry.sentence)
        if progress is not None and progress.what:
            return dataset_text.step(progress) or model_text.step(progress)
        if progress is None or not progress.total:
            return self.tr("getting ready…")
        left = seconds_left(progress.seconds_left)
        done = self.tr("{0} of {1} frames").format(progress.done, progress.total)
        share = f"{100 * progress.done // progress.total} %"
        return f"{share}, {done}, " + self.tr("{0} left").format(left) if left else share

    def _elide(self) -> None:
        shown = self.name.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.name.width()
        )
        self.name.setText(shown)
        self.name.setToolTip(self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def _move_up(self) -> None:
        self.move_asked.emit(self._number, -1)

    def _move_down(self) -> None:
        self.move_asked.emit(self._number, 1)

    def _retry(self) -> None:
        self.retry_asked.emit(self._number)

    def _show_actions(self, entry: Entry) -> None:
        """Show a button for each thing that can be done."""
        actions = entry.result.actions
        while len(self.action_buttons) < len(actions):
            button = QPushButton()
            button.clicked.connect(self._act)
            layout = self._actions.layout()
            assert isinstance(layout, QHBoxLayout)
            layout.insertWidget(layout.count() - 1, button)
            self.action_buttons.append(button)
        for place, button in enumerate(self.action_buttons):
            button.setVisible(place < len(actions))
            button.setText(actions[place][0] if place < len(actions) else "")
        self._actions.setVisible(bool(actions))

    def _act(self) -> None:
        button = self.sender()
        if self._entry is not None and isinstance(button, QPushButton):
            place = self.action_buttons.index(button)
            self._entry.result.actions[place][1]()

    def _close(self) -> None:
        if self._over:
            self.dismiss_asked.emit(self._number)
        else:
            self.cancel_asked.emit(self._number)
