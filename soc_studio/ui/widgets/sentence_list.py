"""The sentences of a video that no row of the table of labels has as its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.tracks.label_rows import SentenceRow

_ID = Qt.ItemDataRole.UserRole
_TEXT, _OBJECTS = 0, 1
_MOST_ROWS = 4  # that are seen at once


class SentenceList(QWidget):
    """A row for each sentence, with the numbers of the objects that it means together, and a button
    that adds one."""

    reworded = Signal(int, str)  # a sentence, and its new words
    referred = Signal(int, str)  # a sentence, and the numbers of its objects as they were typed
    pointed = Signal(int)  # a sentence that is to mean the selected rows
    removed = Signal(object)  # ids of sentences

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("labels")
        self.table.setAccessibleName(self.tr("Further sentences"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(False)
        for column, (title, tip) in enumerate(
            (
                (
                    self.tr("Further sentences"),
                    self.tr("Double-click to change; the masks stay"),
                ),
                (
                    self.tr("Objects"),
                    self.tr("Numbers of the objects that it means together; none if it is empty"),
                ),
            )
        ):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            self.table.setHorizontalHeaderItem(column, item)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        self.add_button = QPushButton(self.tr("Sentence…"))
        self.add_button.setToolTip(
            self.tr("Add a sentence for the selected rows; of several, it means all together")
        )
        self.point_button = QPushButton(self.tr("Means these rows"))
        self.point_button.setToolTip(
            self.tr("Let this sentence mean the objects that are selected above, all together")
        )
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.setToolTip(self.tr("Remove the selected sentences; their objects stay"))
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.point_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(self.table)
        column_.addLayout(row)
        self.table.itemChanged.connect(self._change)
        self.table.itemSelectionChanged.connect(self._enable)
        self.point_button.clicked.connect(self._point)
        self.remove_button.clicked.connect(self._remove)
        self.show_rows([])

    def show_rows(self, rows: Sequence[SentenceRow]) -> None:
        """Show sentences; where there are none, only the button for the first."""
        with QSignalBlocker(self.table):
            self._ids = [row.id for row in rows]
            self.table.setRowCount(len(rows))
            for place, row in enumerate(rows):
                numbers = ", ".join(map(str, row.numbers))
                for column, text in ((_TEXT, row.text), (_OBJECTS, numbers or self.tr("none"))):
                    item = self.table.item(place, column)
                    if item is None:
                        item = QTableWidgetItem()
                        self.table.setItem(place, column, item)
                    item.setText(text)
                    item.setData(_ID, row.id)
                    item.setToolTip(text)
        height = self.table.horizontalHeader().sizeHint().height() + 4
        height += min(len(rows), _MOST_ROWS) * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(height)
        for widget in (self.table, self.point_button, self.remove_button):
            widget.setVisible(bool(rows))
        self._enable()

    def marked(self) -> list[int]:
        """Return the ids of the selected sentences, from above."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [each for place, each in enumerate(self._ids) if place in rows]

    def _enable(self) -> None:
        marked = self.marked()
        self.point_button.setEnabled(len(marked) == 1)
        self.remove_button.setEnabled(bool(marked))

    def _change(self, item: QTableWidgetItem) -> None:
        changed = self.reworded if item.column() == _TEXT else self.referred
        changed.emit(int(item.data(_ID)), item.text())

    def _point(self) -> None:
        if marked := self.marked():
            self.pointed.emit(marked[0])

    def _remove(self) -> None:
        if marked := self.marked():
            self.removed.emit(marked)
