"""Transport controls: buttons that move the playhead, and its time and frame."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from soc_studio.core.media.time_code import TimeCodes
from soc_studio.ui.toolkit.theme import colour, make_tabular, role_font
from soc_studio.ui.widgets.time_field import TimeField

_ICON, _PLAY_ICON = 18, 22
_PLAY_SIDE = 36  # pixels of the button that plays, larger than the others
_DOT = 6


class Transport(QWidget):
    """Time and frame, buttons for actions, and the volume, in three columns.

    The outer columns are equally wide, and their texts have the width of the widest, so the
    buttons never move.
    """

    typed = Signal(str)  # what the person wrote where the time stands

    def __init__(
        self, actions: list[QAction], volume: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.time = TimeField()
        self.time.setObjectName("time_code")
        self.time.setFont(role_font("title"))
        self.time.setAccessibleName(self.tr("Time"))
        self.time.setToolTip(self.tr("Type a time (1:22), a frame (47f) or a step (+10)"))
        self.time.typed.connect(self.typed)
        self.number = QLabel("")
        figures = role_font("body")
        make_tabular(figures)
        self.number.setFont(figures)
        self.skipped = SkippedDot()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 4, 8, 4)
        self._grid.setHorizontalSpacing(8)
        for column in (0, 2):
            self._grid.setColumnStretch(column, 1)
        left = _row(self.time, self.number)
        middle = _row(*(self._button(action) for action in actions), self.skipped, spacing=2)
        right = _row(volume)
        self._outer = (left, right)
        for column, (part, side) in enumerate(
            (
                (left, Qt.AlignmentFlag.AlignLeft),
                (middle, Qt.AlignmentFlag.AlignHCenter),
                (right, Qt.AlignmentFlag.AlignRight),
            )
        ):
            self._grid.addWidget(part, 0, column, side | Qt.AlignmentFlag.AlignVCenter)
        self._level_columns()

    def set_codes(self, codes: TimeCodes) -> None:
        """Leave room for the widest time and frame of a video."""
        last = codes.timing.frame_count - 1
        self.time.fit(codes.widest())
        widest = self.tr("Frame {0} of 0–{1}").format(*("0" * len(str(last)),) * 2)
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance(widest) + 2)
        self._level_columns()

    def show_frame(self, codes: TimeCodes, frame: int) -> None:
        """Show where the playhead is."""
        self.time.show_code(codes.code(frame))
        last = codes.timing.frame_count - 1
        self.number.setText(self.tr("Frame {0} of 0–{1}").format(frame, last))

    def show_dropped(self, dropped: int) -> None:
        """Say how many frames were passed over since playing began."""
        one = self.tr("1 frame skipped to keep up")
        many = self.tr("{0} frames skipped to keep up").format(dropped)
        self.skipped.show_tip((one if dropped == 1 else many) if dropped else "")

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        plays = action.objectName() == "play"
        icon = _PLAY_ICON if plays else _ICON
        button.setIconSize(QSize(icon, icon))
        if plays:
            button.setObjectName("play_button")
            button.setFixedSize(_PLAY_SIDE, _PLAY_SIDE)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _level_columns(self) -> None:
        width = max(part.sizeHint().width() for part in self._outer)
        for column in (0, 2):
            self._grid.setColumnMinimumWidth(column, width)


class SkippedDot(QWidget):
    """A small grey dot, in sight while there is something to tell; its room stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(2 * _DOT, 2 * _DOT)

    def show_tip(self, tip: str) -> None:
        """Show the dot with a tooltip, or nothing where that is empty."""
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self.toolTip():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour("t3")))
        painter.drawEllipse(_DOT // 2, _DOT // 2, _DOT, _DOT)
        painter.end()


def _row(*widgets: QWidget, spacing: int = 8) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return made
