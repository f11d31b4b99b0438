"""The layers as a table, for labelling many of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.project.project import Review
from soc_studio.core.tracks.label_rows import LabelRow, arranged
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.completing_cell import CompletingCell
from soc_studio.ui.widgets.doubt_row import DoubtRow
from soc_studio.ui.widgets.label_buttons import CategoriesButton, LabelButtons
from soc_studio.ui.widgets.label_filter import LabelFilter
from soc_studio.ui.widgets.sentence_list import SentenceList
from soc_studio.ui.widgets.swatch_icon import swatch_icon

_ID = Qt.ItemDataRole.UserRole
_TEXT, _CATEGORY = 1, 2
_READABLE = 150  # pixels that an expression has at least
_NUMBERS_FROM = 3
_RIGHT, _WRONG = 4, 5
_MOST_DOUBTS = 3
_LEAST_ROWS = 2  # that are seen in the lowest window


class LabelTable(QWidget):
    """One row per object; any number of rows can be selected, some can be shown, in any order."""

    chosen = Signal(int)  # the layer that is worked on
    reviewed = Signal(object, object)  # ids of layers, and Review or None
    categorised = Signal(object, str)  # ids of layers, and their category
    reworded = Signal(int, str)  # a layer, and its new sentence
    absent_asked = Signal(object, bool)  # ids of layers, and whether there is no such object
    same_asked = Signal(int, object)  # the layer that stays, and those that are the same object
    note_asked = Signal(object)  # ids of layers
    sentence_asked = Signal(object)  # ids of layers that a new sentence is to mean
    categories_asked = Signal()  # to be read from a list
    usual_categories_asked = Signal()
    seen = Signal()  # it is shown, and may be out of date
    uncertain_asked = Signal(object)  # ids of layers; none for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LabelRow] = []
        self._ids: list[int] = []  # of the rows that are shown
        self._selected: int | None = None
        self._choosing = False  # while Qt changes the selection, which is left to it
        self._column: int | None = None  # that rows are sorted by
        self._falling = False
        self.table = _Rows(0, 9)
        self.table.setObjectName("labels")  # for the style sheet: many rows are marked at once
        self.table.setAccessibleName(self.tr("Layers"))
        self._head()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(False)
        self.categories = CompletingCell(self.table)
        self.table.setItemDelegateForColumn(_CATEGORY, self.categories)
        self.sentences = SentenceList()
        self._make_buttons()
        self.nothing = QLabel(self.tr("Describe an object above to add a row."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.sum = QLabel("")
        self.left = DoubtRow()
        self.doubt = QLabel("")
        self.doubt.setWordWrap(True)
        self.filter = LabelFilter()
        self.filter.changed.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.buttons)
        head = QHBoxLayout()
        head.addWidget(self.filter, 1)
        head.addWidget(self.categories_button)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.sentences)
        column.addWidget(self.doubt)
        column.addWidget(self.sum)
        column.addWidget(self.left)
        self.show_doubts([])
        self.table.currentCellChanged.connect(self._choose)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemChanged.connect(self._change)
        self.show_rows([], None)

    def _make_buttons(self) -> None:
        buttons = self.buttons = LabelButtons()
        self.accept_button, self.reject_button = buttons.accept, buttons.reject
        self.absent_button, self.same_button = buttons.absent, buttons.same
        self.note_button = buttons.note
        self.categories_button = CategoriesButton()
        self.categories_button.list_asked.connect(self.categories_asked)
        self.categories_button.usual_asked.connect(self.usual_categories_asked)
        for button, opinion in (
            (buttons.accept, Review.ACCEPTED),
            (buttons.reject, Review.REJECTED),
            (buttons.forget, None),
        ):
            button.clicked.connect(lambda _=False, said=opinion: self._review(said))
        for button, asked in (
            (buttons.uncertain, self.uncertain_asked),
            (self.sentences.add_button, self.sentence_asked),
            (buttons.note, self.note_asked),
        ):
            button.clicked.connect(lambda _=False, asked=asked: asked.emit(self.marked()))
        buttons.absent.clicked.connect(self._ask_absent)
        buttons.same.clicked.connect(self._ask_same)

    def show_rows(self, rows: Sequence[LabelRow], selected: int | None) -> None:
        """Show layers, as far as the filter lets them; `selected` is the selected one."""
        self._rows, self._selected = list(rows), selected
        self._show()

    def show_doubts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Name layers that show the same pixels, two and two."""
        said = self.tr("“{0}” and “{1}” show the same pixels: one object?")
        texts = [said.format(*pair) for pair in pairs[:_MOST_DOUBTS]]
        if len(pairs) > _MOST_DOUBTS:
            texts.append(self.tr("More such pairs: {0}").format(len(pairs) - _MOST_DOUBTS))
        self.doubt.setText("\n".join(texts))
        self.doubt.setVisible(bool(texts))

    def _show(self, *_: object) -> None:
        rows, selected = self._rows, self._selected
        words, shown = self.filter.words.text(), self.filter.shown
        seen = arranged(rows, words, shown, self._column, self._falling)
        with QSignalBlocker(self.table):
            marked = set(self.marked())
            self._ids = [row.id for row in seen]
            self.table.setRowCount(len(seen))
            for place, row in enumerate(seen):
                self._fill(place, row)
            if not self._choosing:
                self._mark(marked if selected in marked else {selected}, selected)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._sum_up(rows, len(seen))
        self._enable()
        self._fit_expressions()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.updateGeometry()  # it has its style now, and knows how high rows are
        self._fit_expressions()
        self.seen.emit()

    def marked(self) -> list[int]:
        """Return the ids of the rows that are marked, from above."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [each for place, each in enumerate(self._ids) if place in rows]

    def _head(self) -> None:
        titles = {
            self.tr("No."): self.tr("Number of the object in this video"),
            self.tr("Sentence"): self.tr("Description of the object; double-click to change"),
            self.tr("Category"): self.tr("Class of the object; double-click to change"),
            self.tr("Seen on"): self.tr("Frames with the object, of those searched"),
            self.tr("Right"): self.tr("Frames that you marked as right"),
            self.tr("Wrong"): self.tr("Frames that you marked as wrong"),
            self.tr("To do"): self.tr("Frames without a review"),
            self.tr("Spots"): self.tr("Spots to check"),
            self.tr("Score"): self.tr("How sure the model is, 0 to 1"),
        }
        for place, (title, tip) in enumerate(titles.items()):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            self.table.setHorizontalHeaderItem(place, item)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)
        head.setMinimumSectionSize(40)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_expressions()

    def _fit_expressions(self) -> None:
        """Give expressions all spare width, and enough of it to be read where none is spare."""
        head = self.table.horizontalHeader()
        others = sum(head.sectionSize(at) for at in range(head.count()) if at != _TEXT)
        spare = self.table.viewport().width() - others >= _READABLE
        modes = QHeaderView.ResizeMode
        head.setSectionResizeMode(_TEXT, modes.Stretch if spare else modes.Interactive)
        if not spare:
            head.resizeSection(_TEXT, _READABLE)

    def _fill(self, place: int, row: LabelRow) -> None:
        found = f"{row.facts.present} / {row.facts.computed}"
        texts = (
            str(row.number),
            row.expression,
            row.category,
            self.tr("none") if row.absent else found,
            str(row.accepted),
            str(row.rejected),
            str(row.open),
            str(row.uncertain),
            "–" if row.facts.score is None else f"{row.facts.score:.2f}",
        )
        for column, text in enumerate(texts):
            item = self.table.item(place, column)
            if item is None:
                item = QTableWidgetItem()
                self.table.setItem(place, column, item)
            item.setText(text)
            item.setData(_ID, row.id)
            fixed = item.flags() & ~Qt.ItemFlag.ItemIsEditable
            can_edit = column in (_TEXT, _CATEGORY)
            item.setFlags(fixed | Qt.ItemFlag.ItemIsEditable if can_edit else fixed)
            if column == 0:
                item.setIcon(swatch_icon(to_qcolor(row.colour), row.dashed))
            elif column == _CATEGORY:
                spoken = text or self.tr("no category")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            elif column == _TEXT:
                item.setToolTip("\n".join((row.name or row.expression, *row.others)))
            elif column in (_RIGHT, _WRONG):
                item.setToolTip("\n".join(row.notes))
            if column >= _NUMBERS_FROM:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _mark(self, marked: set[int] | set[int | None], selected: int | None) -> None:
        model = self.table.selectionModel()
        model.clearSelection()
        rows = QItemSelectionModel.SelectionFlag.Rows
        for place, each in enumerate(self._ids):
            index = self.table.model().index(place, _TEXT)
            if each == selected:
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if each in marked:
                model.select(index, QItemSelectionModel.SelectionFlag.Select | rows)

    def _sum_up(self, rows: Sequence[LabelRow], seen: int) -> None:
        frames, left = sum(row.facts.frames for row in rows), sum(row.open for row in rows)
        share = 0 if not frames else round(100 * (frames - left) / frames)
        text = self.tr("Layers: {0} · {1} % reviewed").format(len(rows), share)
        if seen < len(rows):
            text += " · " + self.tr("Shown: {0}").format(seen)
        self.sum.setText(text if rows else "")

    def _enable(self) -> None:
        self.buttons.enable(len(self.marked()))
        self.buttons.uncertain.setEnabled(bool(self._ids))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._ids):
            self._choosing = True
            self.chosen.emit(self._ids[row])
            self._choosing = False

    def _sort(self, column: int) -> None:
        """Sort by a column, the other way round where it is sorted by it, then not at all."""
        if self._column != column:
            self._column, self._falling = column, False
        elif not self._falling:
            self._falling = True
        else:
            self._column = None
        head = self.table.horizontalHeader()
        orders = Qt.SortOrder
        head.setSortIndicatorShown(self._column is not None)
        head.setSortIndicator(
            column, orders.DescendingOrder if self._falling else orders.AscendingOrder
        )
        self._show()

    def _ask_absent(self) -> None:
        if marked := self.marked():
            there = [row for row in self._rows if row.id in marked and not row.absent]
            self.absent_asked.emit(marked, bool(there))

    def _ask_same(self) -> None:
        marked, row = self.marked(), self.table.currentRow()
        kept = self._ids[row] if 0 <= row < len(self._ids) else None
        if len(marked) > 1 and kept in marked:
            self.same_asked.emit(kept, [each for each in marked if each != kept])

    def _review(self, opinion: Review | None) -> None:
        if marked := self.marked():
            self.reviewed.emit(marked, opinion)

    def _change(self, item: QTableWidgetItem) -> None:
        one = int(item.data(_ID))
        if item.column() == _CATEGORY:
            marked = self.marked()
            self.categorised.emit(marked if one in marked else [one], item.text())
        elif item.column() == _TEXT:
            self.reworded.emit(one, item.text())


class _Rows(QTableWidget):
    """As high as two rows are, where there is not more room."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        rows = _LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        bars = self.horizontalHeader().sizeHint() + self.horizontalScrollBar().sizeHint()
        return QSize(super().minimumSizeHint().width(), rows + bars.height() + 4)
