"""How sure the model is, in three bars and a word."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from soc_studio.core.tracks.confidence_bounds import FAIRLY_SURE, POSSIBLE, SURE
from soc_studio.ui.toolkit.theme import colour

_BAR, _GAP, _HEIGHT = 3, 1, 9
WIDTH = 3 * _BAR + 2 * _GAP


class Confidence(IntEnum):
    """How sure the model is: the number of bars."""

    UNSURE = 1
    FAIRLY_SURE = 2
    SURE = 3


def confidence(score: float) -> Confidence:
    """Return the confidence for a score, 0 to 1."""
    if score >= SURE:
        return Confidence.SURE
    return Confidence.FAIRLY_SURE if score >= FAIRLY_SURE else Confidence.UNSURE


def confidence_word(level: Confidence) -> str:
    """Return the word for a confidence, in the language of the window."""
    return {
        Confidence.SURE: QCoreApplication.translate("Confidence", "Sure"),
        Confidence.FAIRLY_SURE: QCoreApplication.translate("Confidence", "Fairly sure"),
        Confidence.UNSURE: QCoreApplication.translate("Confidence", "Unsure"),
    }[level]


def likelihood_word(score: float, enough: bool) -> str:
    """Return a word for how likely an object is meant; `enough` says that its `score`, 0 to 1, is
    above the threshold."""
    if not enough or score < POSSIBLE:
        return QCoreApplication.translate("Confidence", "Unlikely")
    if confidence(score) is Confidence.SURE:
        return QCoreApplication.translate("Confidence", "Likely")
    return QCoreApplication.translate("Confidence", "Possible")


def paint_confidence(painter: QPainter, left: float, middle: float, level: Confidence) -> None:
    """Draw three bars from `left`, around the height `middle`, as many filled as `level` has."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    filled = colour("ok" if level is Confidence.SURE else "warn")
    for number in range(3):
        painter.setBrush(filled if number < level else colour("bg4"))
        place = QRectF(left + number * (_BAR + _GAP), middle - _HEIGHT / 2, _BAR, _HEIGHT)
        painter.drawRoundedRect(place, 1, 1)
    painter.restore()


class ConfidenceBars(QWidget):
    """The three bars by themselves; the word is their accessible name and tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level: Confidence | None = None
        self.setFixedSize(QSize(WIDTH, 14))

    def show_level(self, level: Confidence | None) -> None:
        """Show a confidence; nothing where there is none."""
        self.level = level
        word = "" if level is None else confidence_word(level)
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.level is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_confidence(painter, 0, self.height() / 2, self.level)
            painter.end()
