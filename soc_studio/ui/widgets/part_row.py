"""Which frames of a video: all, those between the in and the out point, or by number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from soc_studio.core.formats.export_plan import Part
from soc_studio.core.project.project import Video
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.elided_label import ElidedLabel
from soc_studio.ui.widgets.number_field import NumberField


class PartRow(QWidget):
    """A choice of frames; `changed` says that the person chose others."""

    changed = Signal()

    def __init__(self, video: Video, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        last = video.frame_count - 1
        self._is_marked = len(video.span) < video.frame_count
        self._part = Part.ALL
        self.choice = Choice(self, height=28)
        self.choice.setAccessibleName(self.tr("Part"))
        self.choice.add(Part.ALL, self.tr("Whole clip"))
        marked = self.choice.add(
            Part.MARKED, self.tr("In to out"), self.tr("From the in to the out point.")
        )
        marked.setEnabled(self._is_marked)
        self.choice.add(Part.FRAMES, self.tr("Frames"), self.tr("From one frame to another."))
        self.choice.chosen.connect(self._choose)
        self.first = NumberField(self.tr("First frame"), 0, last, parent=self)
        self.to = QLabel(self.tr("to"), self)
        self.last = NumberField(self.tr("Last frame"), 0, last, parent=self)
        for number in (self.first, self.last):
            number.valueChanged.connect(self.changed)
        self.note = ElidedLabel(parent=self)
        self.note.setProperty("tone", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.choice, self.first, self.to, self.last):
            row.addWidget(widget)
        row.addWidget(self.note, 1)
        self._show()

    @property
    def part(self) -> Part:
        """What is chosen."""
        return self._part

    def set_value(self, part: Part, first: int, last: int) -> None:
        """Show a choice without saying so."""
        was = self.blockSignals(True)
        self._part = part
        shown = Part.ALL if part is Part.MARKED and not self._is_marked else part
        self.choice.set_value(shown)
        self.first.setValue(first)
        self.last.setValue(last)
        self._show()
        self.blockSignals(was)

    def _choose(self, part: Part) -> None:
        self._part = part
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for widget in (self.first, self.to, self.last):
            widget.setVisible(self._part is Part.FRAMES)
