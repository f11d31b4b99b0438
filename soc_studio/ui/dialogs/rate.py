"""Asks for the frame rate of a video that does not state it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.media.frame_rates import parse_rate
from soc_studio.core.system.errors import StudioError

_USUAL = ("8", "10", "12", "15", "23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60")
_FIRST = "25"


class RateDialog(QDialog):
    """Frames a second, chosen or typed."""

    answered = Signal(object)  # Fraction

    def __init__(
        self, path: Path, frame_count: int, parent: QWidget | None = None, others: int = 0
    ) -> None:
        """Ask for the rate of `path`, and of as many `others` that do not state theirs either."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Frame rate"))
        self._frame_count = frame_count
        what = self.tr(
            "“{0}” does not say how many frames belong to a second. Choose the rate at which "
            "it was filmed: at a wrong one it plays too fast or too slow, and objects are found "
            "less well."
        ).format(path.name)
        if others:
            what += " " + self.tr("It is used for {0} more that state none.").format(others)
        text = QLabel(what)
        text.setWordWrap(True)
        self.choice = QComboBox()
        self.choice.setEditable(True)
        self.choice.addItems(_USUAL)
        self.choice.setCurrentIndex(_USUAL.index(_FIRST))  # arrow keys go on from there
        # One that proposes nothing: Enter would take a proposal, 8 for 25 or 50 for 5.
        self.choice.setCompleter(QCompleter(self))
        self.choice.setAccessibleName(self.tr("Frames per second"))
        self.length = QLabel()
        self.length.setWordWrap(True)  # what is wrong with a rate is longer
        form = QFormLayout()
        form.addRow(self.tr("&Frames per second"), self.choice)
        form.addRow(self.tr("Length"), self.length)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(420)
        self.choice.currentTextChanged.connect(self._show)
        self._show()
        self.choice.setFocus()
        line = self.choice.lineEdit()
        if line is not None:
            line.setAccessibleName(self.choice.accessibleName())
            line.selectAll()  # so that what is typed takes its place

    @property
    def rate(self) -> Fraction | None:
        """The rate that is chosen; None where what is typed is none."""
        try:
            return parse_rate(self.choice.currentText())
        except StudioError:
            return None

    def _show(self) -> None:
        rate = self.rate
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(rate is not None)
        if rate is None:
            self.length.setText(self.tr("Give a number, such as 25, 29.97 or 30000/1001."))
        else:
            seconds = float(self._frame_count / rate)
            self.length.setText(
                self.tr("{0} frames, {1} seconds").format(self._frame_count, f"{seconds:.2f}")
            )
        self._grow()

    def _grow(self) -> None:
        """Grow to what is said: a dialog that is open keeps its height whatever its text is."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()  # it still reckons with the text of before
            width = max(self.width(), layout.totalMinimumSize().width())  # of large letters
            self.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def _answer(self) -> None:
        if self.rate is not None:
            self.answered.emit(self.rate)
            self.accept()


def ask_rate(
    path: Path, frame_count: int, window: QWidget, answered: Callable[[Fraction], object]
) -> None:
    """Ask over `window` for the rate of `path`; `answered` is called with it, if there is one."""
    dialog = RateDialog(path, frame_count, window)
    dialog.answered.connect(answered)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
