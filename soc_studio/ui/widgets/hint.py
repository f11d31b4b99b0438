"""A bubble that points at the next step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

_ARROW = 10
_GAP = 2
_CLEAR = "background: transparent; border: none;"
_WIDTH = 280  # of the text, in pixels


class Hint(QWidget):
    """A sentence below a widget of the same window, with an arrow up to it, until it is closed."""

    closed = Signal()

    _target: QWidget | None = None  # events come before it is set

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.label = QLabel()
        self.label.setWordWrap(True)
        close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close the hint"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, _ARROW + 8, 6, 8)
        row.addWidget(self.label, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._close_button = close
        self.setStyleSheet(_CLEAR)
        window.installEventFilter(self)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """What it points at."""
        return self._target

    def point_at(self, target: QWidget, text: str) -> None:
        """Say `text` of a widget."""
        self._let_go()
        self._target = target
        target.installEventFilter(self)
        self.label.setText(text)
        across = self.label.fontMetrics().horizontalAdvance(text) + 8
        self.label.setFixedWidth(min(_WIDTH, across))
        self._colour_words()
        self._place()

    def dismiss(self) -> None:
        """Point at nothing."""
        self._let_go()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        moves = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if self._target is not None and kind in moves:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._target is not None:
            QTimer.singleShot(0, self, self._colour_words)  # once the window has its colours

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours()[0])
        painter.drawRoundedRect(self.rect().adjusted(0, _ARROW, 0, 0), 6, 6)
        tip = self._tip()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(tip - _ARROW, _ARROW + 1),
                    QPointF(tip, 0),
                    QPointF(tip + _ARROW, _ARROW + 1),
                ]
            )
        )
        painter.end()

    def _colour_words(self) -> None:
        for part in (self.label, self._close_button):
            part.setStyleSheet(f"{_CLEAR} color: {self._colours()[1].name()};")

    def _colours(self) -> tuple[QColor, QColor]:
        """Return what it is painted in, and what is written on that: the window's the other way
        round, so that it stands out in any theme."""
        palette = self._window.palette()
        return palette.text().color(), palette.window().color()

    def _tip(self) -> float:
        assert self._target is not None
        middle = self._target.mapTo(self._window, self._target.rect().center())
        return float(min(max(middle.x() - self.x(), 20), self.width() - 20))

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        self.adjustSize()
        below = target.mapTo(self._window, QPoint(target.width() // 2, target.height() + _GAP))
        right = self._window.width() - self.width() - 8
        self.move(max(8, min(below.x() - self.width() // 2, right)), below.y())
        self.show()
        self.raise_()
        self.update()

    def _let_go(self) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target = None

    def _close(self) -> None:
        self.dismiss()
        self.closed.emit()
