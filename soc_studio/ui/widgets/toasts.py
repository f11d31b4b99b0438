"""Messages that come and go in the corner of the stage."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soc_studio.ui.toolkit.long_text import breakable, shortened
from soc_studio.ui.widgets.click_through import ClickThrough
from soc_studio.ui.widgets.floating import Floating
from soc_studio.ui.widgets.icons import IconButton, Picture
from soc_studio.ui.widgets.notice import EDGE, LIFT, NoticeIcon, fade, rest, rise

_SHOWN = 6000  # milliseconds
_MOST = 3
_WIDTH = 440
_GAP = 8
_SLACK = 4  # pixels beside words that are not to break
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class Kind(StrEnum):
    """What a toast is about."""

    EVENT = "event"
    DONE = "done"
    QUESTION = "question"
    ERROR = "error"


Action = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""

_ICONS = {
    Kind.EVENT: ("check", "t2"),
    Kind.DONE: ("circle-check", "ok"),
    Kind.QUESTION: ("circle-help", "acc_t"),
    Kind.ERROR: ("circle-x", "bad"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a toast says: a title, a line below it, and what can be done.

    Of one `subject` only the latest is shown; an empty one is no subject.
    """

    kind: Kind
    title: str
    line: str = ""
    actions: tuple[Action, ...] = ()
    subject: str = ""

    @property
    def stays(self) -> bool:
        """Whether it is shown until somebody closes it."""
        return self.kind in (Kind.ERROR, Kind.QUESTION)

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self.title} {self.line}".strip()


class Toast(Floating):
    """One message with its buttons; `stays` or leaves by itself, but not under the mouse.

    Clicks beside its buttons go to what it lies over; then it makes room, unless it `stays`.
    """

    def __init__(self, told: Told, toasts: Toasts, stage: QWidget) -> None:
        super().__init__(stage, "notice")
        self.told = told
        self._toasts = toasts
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SHOWN)
        self._clock.timeout.connect(self.dismiss)
        mouse = ClickThrough(self)
        mouse.entered.connect(self._clock.stop)
        mouse.left.connect(self.begin)
        mouse.pressed_through.connect(self._make_room)
        self.setAccessibleName(told.text)
        icon = NoticeIcon(*_ICONS[told.kind])
        self.title, self.line = _words(told.title, "title"), _words(told.line, "second")
        self.line.setVisible(bool(told.line))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.line)
        close = IconButton(Picture.CROSS, self.tr("Close the message"))
        close.clicked.connect(self.dismiss)
        self.buttons = [self._button(*each) for each in told.actions]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(12)
        row.addWidget(icon)
        row.addLayout(words, 1)
        if len(self.buttons) > 1:
            below = QHBoxLayout()
            below.setContentsMargins(0, 6, 0, 0)
            below.setSpacing(8)
            for button in self.buttons:
                below.addWidget(button)
            below.addStretch(1)
            words.addLayout(below)
        elif self.buttons:
            row.addWidget(self.buttons[0])
        row.addWidget(close)

    def _wrap(self, wraps: bool) -> None:
        for label in (self.title, self.line):
            label.setWordWrap(wraps)

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(name)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda: act())
        return button

    def begin(self) -> None:
        """Start the clock of a toast that leaves by itself."""
        if not self.told.stays:
            self._clock.start()

    def dismiss(self) -> None:
        """Leave."""
        self._toasts.dismiss(self)

    def fit(self, most: int) -> None:
        """Be as wide as the words, `most` pixels, and as high as they need."""
        layout = self.layout()
        assert layout is not None
        self._wrap(False)
        layout.activate()
        width = min(most, layout.totalSizeHint().width() + _SLACK)
        self._wrap(True)
        layout.activate()
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        self.resize(width, max(high, layout.totalMinimumSize().height()))

    def _make_room(self) -> None:
        """Leave, where somebody works at the place that it covers."""
        if not self.told.stays:
            self.dismiss()


class Toasts(QObject):
    """The messages on the stage, the newest below; no more than three."""

    arranged = Signal()  # a message came, went or took another place

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        self._stage = stage
        self._below: list[QWidget] = []
        self.shown: list[Toast] = []
        stage.installEventFilter(self)

    @property
    def text(self) -> str:
        """What the newest one says, nothing where there is none."""
        return self.shown[-1].told.text if self.shown else ""

    def keep_clear_of(self, *notices: QWidget) -> None:
        """Stand above these widgets of the stage where they would be covered."""
        self._below.extend(notices)
        for each in notices:
            each.installEventFilter(self)

    def tell(
        self, kind: Kind, title: str, line: str = "", *actions: Action, subject: str = ""
    ) -> None:
        """Show a message; see `Told`."""
        self.show_told(Told(kind, title, line, actions, subject))

    def tell_sentences(
        self, kind: Kind, sentences: str, *actions: Action, subject: str = ""
    ) -> None:
        """Show a message whose title is the first of these sentences."""
        title, *rest = _SENTENCE_END.split(sentences, maxsplit=1)
        self.tell(kind, title, "".join(rest), *actions, subject=subject)

    def show_told(self, told: Told) -> None:
        """Show a message; a fault that is in sight already is not told again."""
        if told.kind is Kind.ERROR and any(each.told.text == told.text for each in self.shown):
            return
        replaced = [e for e in self.shown if told.subject and e.told.subject == told.subject]
        for each in replaced:
            self._remove(each)
        passing = [each for each in self.shown if not each.told.stays] + self.shown
        while len(self.shown) >= _MOST:
            self._remove(passing.pop(0))
        toast = Toast(told, self, self._stage)
        self.shown.append(toast)
        self._arrange()
        toast.show()
        toast.raise_()
        if not replaced:
            rise(toast)
        toast.begin()

    def dismiss(self, toast: Toast) -> None:
        """Remove a message."""
        if toast in self.shown:
            fade(toast)
            self._remove(toast)
            self._arrange()

    def withdraw(self, subject: str) -> None:
        """Remove what is told of a subject."""
        for each in [each for each in self.shown if each.told.subject == subject]:
            self.dismiss(each)

    def clear(self) -> None:
        """Remove all messages."""
        for each in list(self.shown):
            self._remove(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kinds = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds and self.shown:
            self._arrange()
        return False

    def _remove(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            toast.hide()
            toast.deleteLater()

    def _arrange(self) -> None:
        stage = self._stage
        width = min(_WIDTH, stage.width() - 2 * EDGE)
        bottom = stage.height() - LIFT
        for toast in reversed(self.shown):
            rest(toast)
            toast.fit(width)
            left = stage.width() - EDGE - toast.width()
            for notice in self._below:
                if notice.isVisibleTo(stage):
                    corner = notice.mapTo(stage, QPoint(0, 0))
                    if corner.x() + notice.width() + _GAP > left:
                        bottom = min(bottom, corner.y() - _GAP)
            bottom -= toast.height()
            toast.move(left, bottom)
            bottom -= _GAP
        self.arranged.emit()


def _words(text: str, tone: str) -> QLabel:
    shown = shortened(text)
    label = QLabel(breakable(shown))
    label.setToolTip(text if shown != text else "")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # names of files and objects are in it
    label.setProperty("tone", tone)
    return label
