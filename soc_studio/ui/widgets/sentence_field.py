"""The field for a sentence: underlines words, takes an offer with Tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.expression_line import ExpressionLine

_WAVE = 2.0  # pixels, half the height and a quarter of the length of a squiggle


class SentenceField(ExpressionLine):
    """A line for a sentence.

    `mark` underlines some of its words with a squiggle until the sentence changes. While
    `offer` is a sentence, Tab puts it in the place of what is typed.
    """

    offer_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = ""
        self._marks: tuple[tuple[int, int], ...] = ()
        self._marked = ""  # the sentence that the marks belong to

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Start and stop of the marked characters."""
        return self._marks if self._marked == self.text() else ()

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline the characters of the present sentence from each start up to its stop."""
        self._marks, self._marked = tuple(spans), self.text()
        self.update()

    def take_offer(self) -> None:
        """Put the offered sentence in the place of what is typed."""
        offer, self.offer = self.offer, ""
        if offer:
            self.setText(offer)
            self.offer_taken.emit(offer)

    def event(self, event: QEvent) -> bool:
        if (
            self.offer
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and not event.modifiers()
        ):
            self.take_offer()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self.marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._text_room())
        painter.setPen(QPen(colour("warn"), 1.2))
        for start, stop in self.marks:
            painter.drawPath(self._squiggle(start, stop))
        painter.end()

    def squiggle_room(self, start: int, stop: int) -> QRectF:
        """Return where the characters from `start` up to `stop` are underlined, in the field."""
        metrics = self.fontMetrics()
        text = self.text()
        # The line scrolls; the cursor says by how much.
        cursor = self.cursorRect().center().x()
        origin = cursor - metrics.horizontalAdvance(text[: self.cursorPosition()])
        left = origin + metrics.horizontalAdvance(text[:start])
        right = origin + metrics.horizontalAdvance(text[:stop])
        below = self._text_room().center().y() + metrics.height() / 2 - 1
        return QRectF(left, below - _WAVE, right - left, 2 * _WAVE)

    def _squiggle(self, start: int, stop: int) -> QPainterPath:
        room = self.squiggle_room(start, stop)
        middle = room.center().y()
        path = QPainterPath(QPointF(room.left(), middle + _WAVE / 2))
        x, up = room.left(), True
        while x < room.right():
            x += 2 * _WAVE
            path.lineTo(min(x, room.right()), middle + (-_WAVE / 2 if up else _WAVE / 2))
            up = not up
        return path

    def _text_room(self) -> QRectF:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        return QRectF(room.adjusted(margins.left(), 0, -margins.right(), 0))
