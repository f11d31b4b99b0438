"""The head of the export sheet: a frame as it will come out, and what should be known of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from soc_studio.core.formats.export_kinds import Kind
from soc_studio.core.tracks.unfinished import Unfinished
from soc_studio.ui.text import export_text
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.export_advice import ExportAdvice
from soc_studio.ui.widgets.export_picture import ExportPicture


class ExportHead(QWidget):
    """A picture, and beside it what the kind is for, what is not finished, what it cannot hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.picture = ExportPicture()
        self.kind_name, self.about, self.limits = QLabel(), QLabel(), QLabel()
        self.kind_name.setFont(role_font("title"))
        self.advice = ExportAdvice()
        self.advice.finish.setChecked(True)
        words = QVBoxLayout()
        words.setSpacing(8)
        for widget in (self.kind_name, self.about, self.advice, self.limits):
            words.addWidget(widget)
        words.addStretch(1)
        for label in (self.kind_name, self.about, self.limits):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.about, self.limits):
            label.setProperty("tone", "second")
        self.limits.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_kind(self, kind: Kind | None) -> None:
        """Show what is chosen, None for nothing."""
        self.kind_name.setText("" if kind is None else export_text.name(kind))
        self.about.setText("" if kind is None else translated(kind.description))

    def show_unfinished(self, unfinished: Unfinished, finishing: float | None) -> None:
        """Show what is not finished, and how many seconds finishing takes, None where nobody
        knows."""
        first, second = export_text.unfinished(unfinished)
        time = "" if finishing is None else export_text.time(finishing)
        self.advice.show_words(first, second, export_text.finish(time) if unfinished.layers else "")

    def show_limits(self, limits: Sequence[str]) -> None:
        """Show sentences on what the format cannot hold."""
        self.limits.setText(" ".join(translated(each) for each in limits))
        self.limits.setVisible(bool(limits))

    def fit(self, room: QSize) -> None:
        """Have a picture that suits what it is in, which has this size."""
        self.picture.fit(room)
