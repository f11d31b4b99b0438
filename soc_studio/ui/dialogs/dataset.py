"""The Dataset sheet: a format, what of the project, where, and what will be lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.formats.dataset_wish import WRITTEN, DatasetWish
from soc_studio.ui.text import dataset_text
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.dataset_fields import DatasetFields
from soc_studio.ui.widgets.elided_label import ElidedLabel
from soc_studio.ui.widgets.kind_list import KindList, KindText
from soc_studio.ui.widgets.labelled_button import KeyButton
from soc_studio.ui.widgets.sheet import Sheet
from soc_studio.ui.widgets.wheel_guard import WheelGuard

_WIDTH, _LIST, _BODY, _LEAST, _REST = 1040, 280, 640, 240, 150


class DatasetKinds(KindList):
    """The formats, of which help tells other things than of those of exports."""


class DatasetSheet(Sheet):
    """Shows a wish; `wish` is what is asked for now."""

    changed = Signal(object)  # DatasetWish
    write_asked = Signal()

    def __init__(self, wish: DatasetWish, project: str, window: QWidget) -> None:
        """`project` is what the project is called."""
        super().__init__(window, "", _WIDTH, project)
        self.title.setText(self.tr("Dataset"))
        self.setAccessibleName(self.tr("Dataset"))
        self._wish = wish
        self._filling = True
        self.list = DatasetKinds([_text(each.id) for each in WRITTEN])
        self.list.setAccessibleName(self.tr("Format of the dataset"))
        self.list.setFixedWidth(_LIST - 24)
        self.list.chosen.connect(self._choose)
        self.about = _words("second")
        self.fields = DatasetFields()
        self.fields.changed.connect(self._change)
        self.lost_head = QLabel(self.tr("What the dataset will not have"))
        self.lost_head.setFont(role_font("title"))
        self.lost = _words("")
        self.lost.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary = ElidedLabel("")
        self.summary.setProperty("tone", "second")
        self._make_foot()
        self._arrange(window)
        self.fields.fill(wish)
        self.list.set_value(wish.format)
        self.about.setText(dataset_text.about(wish.chosen))
        self._filling = False
        WheelGuard(self._inside)

    @property
    def wish(self) -> DatasetWish:
        """What is asked for."""
        return self._wish

    def open(self) -> None:
        """Show it, with the keyboard on the list."""
        super().open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reading(self, words: str) -> None:
        """Show that it is being found out what the dataset will have."""
        self.summary.setText(words)
        self.write_button.setEnabled(True)

    def show_report(self, dataset: Dataset, losses: Sequence[DatasetLoss]) -> None:
        """Show what the dataset will have, and what not."""
        self.summary.setText(dataset_text.contents(dataset))
        sentences = [translated(each.sentence) for each in losses]
        none = self.tr("It holds all of it.")
        self.lost.setText("\n".join(f"•  {each}" for each in sentences) or none)
        self.write_button.setEnabled(True)

    def show_problem(self, sentence: str) -> None:
        """Show why nothing can be written."""
        self.summary.setText(translated(sentence))
        self.write_button.setEnabled(False)

    def _make_foot(self) -> None:
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.dismiss)
        self.write_button = KeyButton(self.tr("Write dataset"), self.tr("Enter"), "", "primary")
        self.write_button.clicked.connect(self.write_asked)
        self.primary = self.write_button
        self.foot.addWidget(self.summary, 1)
        for button in (cancel, self.write_button):
            button.setFixedHeight(32)
            self.foot.addWidget(button)

    def _arrange(self, window: QWidget) -> None:
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        self._inside = QWidget()
        self._inside.setObjectName("pane")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        for widget in (self.about, self.fields, self.lost_head, self.lost):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("pane")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        area.setMinimumHeight(200)
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 12, 12)
        left.addWidget(self.list)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(line)
        row.addWidget(area, 1)
        self.list.setMinimumHeight(200)
        self.body.setMinimumHeight(max(_LEAST, min(_BODY, window.height() - _REST)))

    def _choose(self, format: str) -> None:
        self._put(replace(self._wish, format=format))
        self.about.setText(dataset_text.about(self._wish.chosen))

    def _change(self, *_: object) -> None:
        if not self._filling:
            self._put(self.fields.applied(self._wish))

    def _put(self, wish: DatasetWish) -> None:
        if wish == self._wish:
            return
        self._wish = wish
        self._filling = True
        self.fields.show_frames(wish.frames)
        self._filling = False
        self.changed.emit(wish)


def _text(format: str) -> KindText:
    (found,) = (each for each in WRITTEN if each.id == format)
    name, icon = translated(found.name), dataset_text.icon(found)
    return KindText(format, icon, name, dataset_text.about(found), dataset_text.group(found))


def _words(tone: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label
