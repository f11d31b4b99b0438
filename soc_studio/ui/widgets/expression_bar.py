"""The field for the expression, with quality, progress and the Find button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from soc_studio.core.system.progress import Progress
from soc_studio.ui.text.time_text import seconds_left
from soc_studio.ui.widgets.sentence_field import SentenceField


class ExpressionBar(QWidget):
    """The line for an expression, the quality of the search, and its progress."""

    find_asked = Signal(str, bool)  # what to find, and whether a preview will do
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SentenceField()
        self.line.setPlaceholderText(
            self.tr("Describe an object, such as “the red car”, and press Enter")
        )
        self.line.setAccessibleName(self.tr("Description of an object"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(500)
        self.quality = QComboBox()
        self.quality.addItem(self.tr("Quick"), True)
        self.quality.addItem(self.tr("Full quality"), False)
        self.quality.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.quality.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.quality.setToolTip(
            self.tr(
                "Searches some frames and follows the object between them. Good "
                "for checking; use full quality before exporting."
            )
        )
        self.quality.setAccessibleName(self.tr("Quality of the search"))
        self.find_button = QPushButton(self.tr("Find"))
        self.find_button.setDefault(True)
        self.progress = QProgressBar()
        self.progress.setFixedWidth(220)
        self.progress.setAccessibleName(self.tr("Progress of the search"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Everything found so far is kept."))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        for widget, stretch in (
            (self.line, 1),
            (self.quality, 0),
            (self.find_button, 0),
            (self.progress, 0),
            (self.stop_button, 0),
        ):
            row.addWidget(widget, stretch)
        self.line.returnPressed.connect(self.ask)
        self.line.textChanged.connect(self._enable)
        self.find_button.clicked.connect(self.ask)
        self.stop_button.clicked.connect(self.stop_asked)
        self.set_idle()
        self._ready = False
        self._enable()

    def set_ready(self, ready: bool) -> None:
        """Say whether there is a video to search in."""
        self._ready = ready
        self._enable()

    def edit(self) -> None:
        """Have something else typed in."""
        self.line.setFocus()
        self.line.selectAll()

    def set_loading(self) -> None:
        """Show that a search is about to begin."""
        self.progress.setRange(0, 0)
        self.progress.setFormat(self.tr("Getting ready…"))
        self._show_work(True)

    def set_progress(self, progress: Progress) -> None:
        """Show the progress of a search."""
        self.progress.setRange(0, max(1, progress.total or 0))
        self.progress.setValue(progress.done)
        left = seconds_left(progress.seconds_left)
        self.progress.setFormat(self.tr("%p %  {0} left").format(left) if left else "%p %")
        self._show_work(True)

    def set_idle(self) -> None:
        """Show that nothing is searched."""
        self._show_work(False)

    def _show_work(self, works: bool) -> None:
        self.progress.setVisible(works)
        self.stop_button.setVisible(works)

    def _enable(self) -> None:
        self.find_button.setEnabled(self._ready and bool(self.line.text().split()))

    def ask(self) -> None:
        """Ask for what is typed to be found, as Enter does."""
        words = " ".join(self.line.text().split())
        if words and self._ready:
            self.line.remember(words)
            self.find_asked.emit(words, bool(self.quality.currentData()))
