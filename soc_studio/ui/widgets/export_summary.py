"""What an export comes to: files, size, time and names, or what is in its way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from soc_studio.core.formats.export_outlook import ExportOutlook
from soc_studio.ui.text import export_text
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.widgets.elided_label import ElidedLabel
from soc_studio.ui.widgets.icons import Picture, PictureLabel

_MOST = 40  # names in a tooltip


class ExportSummary(QWidget):
    """Two lines at the foot of the sheet, with a sign where something is in the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.sign = PictureLabel()
        self.sign.show_picture(Picture.WARNING)
        self.words, self.files = QLabel(), ElidedLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.files.setFont(role_font("caption"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        for label in (self.words, self.files):
            label.setProperty("tone", "second")
            label.setSizePolicy(policy)
            lines.addWidget(label)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addLayout(lines, 1)

    def show_outlook(self, found: ExportOutlook, finishes: bool, finishing: float | None) -> None:
        """Show what an export comes to that `finishes` layers first or not; see
        `export_text.summary`."""
        problem = found.outlook.problem
        self.sign.setVisible(bool(problem))
        self._show_files(() if problem else found.outlook.names)
        self.words.setText(export_text.summary(found, finishes, finishing))

    def show_looking(self) -> None:
        """Show that it is being found out."""
        self.sign.hide()
        self._show_files(())
        self.words.setText(self.tr("Estimating size and time…"))

    def _show_files(self, names: Sequence[str]) -> None:
        self.files.setText(export_text.names(names))
        self.files.setToolTip("\n".join(names[:_MOST]))
        self.files.setVisible(bool(names))
