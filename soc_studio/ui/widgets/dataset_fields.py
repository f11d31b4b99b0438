"""The fields of the Dataset sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from soc_studio.core.datasets.frame_pictures import FrameFiles
from soc_studio.core.formats.dataset_wish import MOST_STEPS, DatasetWish
from soc_studio.core.formats.export_plan import LONGEST_NAME
from soc_studio.core.formats.project_labels import Labelled
from soc_studio.ui.text import dataset_text
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.export_form import ExportForm
from soc_studio.ui.widgets.number_field import NumberField


class DatasetFields(ExportForm):
    """Which masks and frames, splits, and the place; `changed` says that one was changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: tuple[str, ...] = ()
        self.masks = Choice(height=28)
        self.masks.add(False, self.tr("All"))
        self.masks.add(True, self.tr("Marked as right only"))
        self.masks.chosen.connect(self.changed)
        self.previews = QCheckBox(self.tr("Quick masks of a preview, too"))
        self.previews.setToolTip(
            self.tr("They are moved from a neighbouring frame: not as good as labels should be.")
        )
        self.previews.toggled.connect(self.changed)
        self.labelled = QComboBox()
        for each in Labelled:
            self.labelled.addItem(dataset_text.frames(each), each)
        self.labelled.activated.connect(self.changed)
        self.every = NumberField(self.tr("One of how many frames is taken"), 1, MOST_STEPS)
        self.every.valueChanged.connect(self.changed)
        self.pictures = Choice(height=28)
        self.pictures.add(FrameFiles.COPY, self.tr("Copy"))
        self.pictures.add(FrameFiles.LINK, self.tr("Link"))
        self.pictures.add(FrameFiles.LEAVE, self.tr("Leave out"))
        self.pictures.chosen.connect(self.changed)
        self._make_splits()
        self._make_place()
        self.add(self.tr("Masks"), self.masks, grows=False)
        self.add("", self.previews)
        self.add(self.tr("Frames"), self.labelled, grows=False)
        self.add(self.tr("Every n-th"), self.every, grows=False)
        self.add(self.tr("Pictures"), self.pictures, grows=False)
        self.add(self.tr("Splits"), self._splits_row, self.splits)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Folder"), self._place_row, self.place)
        for field, words in (
            (self.masks, self.tr("Masks")),
            (self.pictures, self.tr("Pictures")),
            (self.labelled, self.tr("Frames")),
            (self.name, self.tr("Name")),
        ):
            field.setAccessibleName(words)

    def fill(self, wish: DatasetWish) -> None:
        """Show a wish."""
        self.masks.set_value(wish.accepted_only)
        self.previews.setChecked(wish.previews)
        self.labelled.setCurrentIndex(self.labelled.findData(wish.frames))
        self.every.setValue(wish.every)
        self.pictures.set_value(wish.pictures)
        self._show_lists(wish.lists)
        self.splits.setText(wish.splits)
        self.name.setText(wish.name)
        self.place.setText(QDir.toNativeSeparators(wish.place))

    def applied(self, wish: DatasetWish) -> DatasetWish:
        """Return `wish` with what is chosen here; frames that were as usual stay so."""
        accepted_only = bool(self.masks.value)
        labelled: Labelled = self.labelled.currentData()
        usual = labelled is wish.frames and wish.labelled is None
        return replace(
            wish,
            accepted_only=accepted_only,
            previews=self.previews.isChecked(),
            labelled=None if usual else labelled,
            every=self.every.value(),
            pictures=FrameFiles(self.pictures.value),
            splits="" if self._lists else self.splits.text(),
            lists=self._lists,
            name=self.name.text().strip(),
            place=QDir.fromNativeSeparators(self.place.text().strip()),
        )

    def show_frames(self, labelled: Labelled) -> None:
        """Show which frames are taken."""
        self.labelled.setCurrentIndex(self.labelled.findData(labelled))

    def _make_splits(self) -> None:
        self.splits = QLineEdit()
        self.splits.setPlaceholderText(self.tr("As they are, or train=0.8, valid=0.2"))
        self.splits.textEdited.connect(self.changed)
        self.lists_button = QPushButton(self.tr("From lists…"))
        self.lists_button.setToolTip(
            self.tr(
                "Text files with the name of a video on each line: train.txt for the split train."
            )
        )
        self.lists_button.clicked.connect(self._choose_lists)
        self.no_lists = QPushButton(self.tr("No lists"))
        self.no_lists.clicked.connect(lambda: self._take_lists(()))
        self._splits_row = _row(self.splits, self.lists_button, self.no_lists)

    def _make_place(self) -> None:
        self.name, self.place = QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        for line in (self.name, self.place):
            line.textEdited.connect(self.changed)
        self.choose_button = QPushButton(self.tr("Choose…"))
        self.choose_button.clicked.connect(self._choose_place)
        self._place_row = _row(self.place, self.choose_button)

    def _choose_lists(self) -> None:
        title, kinds = self.tr("Lists of videos"), self.tr("Text (*.txt)")
        names, _ = QFileDialog.getOpenFileNames(self, title, self.place.text(), kinds)
        if names:
            self._take_lists(tuple(names))

    def _take_lists(self, lists: Sequence[str]) -> None:
        self._show_lists(lists)
        self.changed.emit()

    def _show_lists(self, lists: Sequence[str]) -> None:
        self._lists = tuple(lists)
        self.splits.setReadOnly(bool(lists))
        self.splits.setText(", ".join(Path(each).name for each in lists))
        self.no_lists.setVisible(bool(lists))

    def _choose_place(self) -> None:
        title = self.tr("Folder for the dataset")
        found = QFileDialog.getExistingDirectory(self, title, self.place.text())
        if found:
            self.place.setText(QDir.toNativeSeparators(found))
            self.changed.emit()


def _row(first: QWidget, *others: QWidget) -> QWidget:
    """Return widgets side by side, of which the first is as wide as there is room."""
    together = QWidget()
    together.setObjectName("pane")
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    for each in others:
        row.addWidget(each)
    return together
